//! The trends page: what stands out with its evidence, measures as lines with one of them close up, sprints one below the other.

use ratatui::layout::Rect;

use super::{
    super::{
        block::{Row, hanging, wrapped},
        home::scroll,
        pen::Pen,
        theme::Tone,
        words,
    },
    chart, tabs,
};
use crate::{
    app::{Target, TrendsPage, TrendsPart, bare, figure, indexed, observed, words as said},
    history::{FEWEST, LOW, Reading, Strip, Unit},
};

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &TrendsPage) {
    let it = &page.trends;
    let sessions = match it.of - it.sessions {
        0 => format!("{} sessions", it.sessions),
        _ => format!("the last {} of {} sessions", it.sessions, it.of),
    };
    let title = format!("Trends · {}", page.team.name);
    let mut inside = pen.panel(area, &title, &sessions);
    if it.sessions == 0 {
        for (y, line) in (0..).zip(nothing(page)) {
            pen.text(inside, y, line, Tone::Dim);
        }
        return;
    }
    let names = TrendsPart::ALL.map(|it| it.title().to_owned());
    let chosen = TrendsPart::ALL.iter().position(|it| *it == page.part).unwrap_or(0);
    tabs(pen, inside, &names, chosen);
    let used = inside.height.min(2);
    inside = Rect { y: inside.y + used, height: inside.height - used, ..inside };
    match page.part {
        TrendsPart::Standing => standing(pen, inside, page),
        TrendsPart::Measures => measures(pen, inside, page),
        TrendsPart::Sprints => sprints(pen, inside, page),
    }
}

fn nothing(page: &TrendsPage) -> Vec<&'static str> {
    let mut lines = vec!["No session of this team has ended yet."];
    if page.team.id == "demo" {
        lines.push("Sessions of the demo team are left out of trends.");
        lines.push("`runsheet team init` makes a team of your own.");
    }
    lines
}

fn standing(pen: &mut Pen, area: Rect, page: &TrendsPage) {
    if area.width < SIDE_BY_SIDE {
        let columns = usize::from(area.width);
        let mut rows = observations(page, columns);
        rows.extend(clarity(page, columns));
        rows.extend(topics(page, columns));
        let most = scrolled(pen, area, &rows, page.cursor);
        return pen.reach(most);
    }
    let left = Rect { width: area.width / 2 - 1, ..area };
    let right = Rect { x: left.right() + 2, width: area.width - left.width - 2, ..area };
    pen.rule(Rect { x: left.right(), width: 1, ..area });
    let mut seen = observations(page, left.width.into());
    seen.extend(topics(page, left.width.into()));
    let most = scrolled(pen, left, &seen, page.cursor);
    let parts = clarity(page, usize::from(right.width));
    let most = most.max(scrolled(pen, right, &parts, page.cursor));
    pen.reach(most);
}

/// Rows from this one on, or from further up where they all fit; how far there is to scroll.
fn scrolled(pen: &mut Pen, area: Rect, rows: &[Row], top: usize) -> usize {
    let most = rows.len().saturating_sub(usize::from(area.height));
    for (y, row) in (0..area.height).zip(rows.iter().skip(top.min(most))) {
        pen.line(area, y, &row.bits);
    }
    most
}

fn observations(page: &TrendsPage, columns: usize) -> Vec<Row> {
    let mut rows = vec![Row::text("Worth a question", Tone::Title)];
    for it in &page.trends.observations {
        let (seen, tried) = observed(it);
        rows.extend(hanging("· ", Tone::Accent, &seen, Tone::Plain, columns));
        rows.extend(hanging("  → ", Tone::Dim, tried, Tone::Dim, columns));
    }
    if page.trends.observations.is_empty() {
        let few = page.trends.sessions < FEWEST;
        let line = if few { "Too few sessions to see anything in." } else { "Nothing stands out." };
        rows.push(Row::text(line, Tone::Dim));
    }
    rows.push(Row::blank());
    rows
}

fn clarity(page: &TrendsPage, columns: usize) -> Vec<Row> {
    let clarity = &page.trends.clarity;
    let index = clarity.index();
    let (told, on) = indexed(clarity);
    let mut rows = vec![Row::new(vec![
        ("Who decides, PO and PM: ".to_owned(), Tone::Title),
        (told, Tone::Strong),
    ])];
    rows.extend(on.map(|it| Row::text(it, Tone::Dim)));
    if let Some(weakest) = clarity.weakest().filter(|_| index.is_some_and(|it| it < LOW)) {
        let line = format!(
            "Role clarity is a sign of team health. Weakest part: {}. Try the retro “Who decides?”",
            weakest.name
        );
        rows.extend(wrapped(&line, Tone::Soon, columns));
    }
    for it in clarity.parts() {
        let name = format!("{} {:>3} %  ", words::pad(it.name, 14), it.weight);
        match it.value {
            Some(value) => {
                rows.push(Row::text(format!("{name}{}  {value:.2}", bar(value)), Tone::Plain));
            }
            None => rows.extend(hanging(&name, Tone::Dim, &it.needs.told(), Tone::Dim, columns)),
        }
        if page.explained {
            rows.extend(hanging("    = ", Tone::Dim, it.formula, Tone::Dim, columns));
        }
    }
    rows.push(Row::blank());
    rows
}

/// Ten places of a share.
fn bar(share: f64) -> String {
    let full = (0..10).filter(|it| f64::from(*it) + 0.5 <= share * 10.0).count();
    format!("{}{}", "█".repeat(full), "░".repeat(10 - full))
}

fn topics(page: &TrendsPage, columns: usize) -> Vec<Row> {
    let mut rows = vec![Row::text("Topics of the last retrospectives", Tone::Title)];
    for it in &page.trends.topics {
        let stuck = if it.is_stuck() { ", nothing closed about it" } else { "" };
        let line = format!("{} ({} of {}{stuck})", it.title, it.times, it.of);
        rows.extend(hanging("· ", Tone::Accent, &line, Tone::Plain, columns));
    }
    if page.trends.topics.is_empty() {
        rows.push(Row::text("no data yet: topics talked about in retrospectives", Tone::Dim));
    }
    rows
}

/// From this width on the chart stands beside the list.
const SIDE_BY_SIDE: u16 = 104;

fn measures(pen: &mut Pen, area: Rect, page: &TrendsPage) {
    let Some(view) = page.seen() else { return };
    let of = if view.title.is_empty() { "all ceremonies" } else { &view.title };
    let few = if view.sessions < FEWEST { ": too few for a line" } else { "" };
    let head = format!("◂ {of} ▸  {} sessions{few}", view.sessions);
    pen.text(area, 0, &head, Tone::Accent);
    let used = area.height.min(1);
    let area = Rect { y: area.y + used, height: area.height - used, ..area };
    let (list, beside) = if area.width < SIDE_BY_SIDE {
        let below = (area.height / 2).min(10);
        let list = Rect { height: area.height - below, ..area };
        (list, Rect { y: list.bottom(), height: below, ..area })
    } else {
        let list = Rect { width: (area.width * 11 / 20).clamp(62, 80), ..area };
        let chart = Rect { x: list.right() + 2, width: area.width - list.width - 2, ..area };
        (list, chart)
    };
    let top = scroll(page.cursor, view.readings.len(), list.height.into());
    for (y, (n, it)) in (0..list.height).zip(view.readings.iter().enumerate().skip(top)) {
        let here = n == page.cursor;
        pen.line(list, y, &line(it, here, list.width.into()));
        pen.hit(list, y, Target::Row(n));
        if here {
            pen.rest(list, y);
        }
    }
    if let Some(it) = page.marked() {
        chart::draw(pen, beside, it, page.explained);
    }
}

/// `Timebox fit  ▂▅▃▇  0.62 (0.20 to 0.90)`; values alone while they are few, and what is missing while there are none.
fn line(it: &Reading, here: bool, columns: usize) -> Vec<(String, Tone)> {
    let (mark, tone) = if here { ("▶ ", Tone::Marked) } else { ("  ", Tone::Plain) };
    let name = words::pad(it.term.name, 26);
    let figure = |value: f64| figure(it.term.unit, value);
    let known = match it.range() {
        None => it.term.needs.told(),
        Some(_) if !it.has_trend() => {
            let dots: Vec<String> = it.points.iter().map(|it| figure(it.value)).collect();
            dots.join(" · ")
        }
        Some((low, middle, high)) => {
            let values: Vec<f64> = it.points.iter().map(|it| it.value).collect();
            let [low, high] = [low, high].map(|value| bare(it.term.unit, value));
            let told = format!("{} ({low} to {high})", figure(middle));
            format!("{}  {told}", spark(&values, scale(it.term.unit)))
        }
    };
    let quiet = if here { Tone::Marked } else { Tone::Dim };
    let known_tone = if it.points.is_empty() { quiet } else { tone };
    let room = columns.saturating_sub(28);
    vec![(mark.to_owned(), Tone::Accent), (name, tone), (words::pad(&known, room), known_tone)]
}

const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Sessions a line of blocks shows, the newest last.
const SPARKS: usize = 12;

/// The hands of a vote on confidence.
const FIST: (f64, f64) = (0.0, 5.0);

/// What has a lowest and a highest value is drawn between them, so that like values look alike.
fn scale(unit: Unit) -> Option<(f64, f64)> {
    match unit {
        Unit::Share | Unit::SquaredError => Some((0.0, 1.0)),
        Unit::Worth => Some((0.0, 4.0)),
        Unit::Minutes | Unit::Days | Unit::PersonHours | Unit::Sprints | Unit::Count => None,
    }
}

/// The newest values as blocks, on their scale or between their lowest and highest.
fn spark(values: &[f64], scale: Option<(f64, f64)>) -> String {
    let newest = &values[values.len().saturating_sub(SPARKS)..];
    let (low, high) = scale.unwrap_or_else(|| {
        let low = newest.iter().copied().fold(f64::INFINITY, f64::min);
        (low, newest.iter().copied().fold(f64::NEG_INFINITY, f64::max))
    });
    let height = |value: f64| {
        let share = if low < high { (value - low) / (high - low) } else { 0.5 };
        HEIGHTS.into_iter().rev().zip((0..8).rev()).find(|(_, n)| f64::from(*n) <= share * 7.5)
    };
    let blocks = newest.iter().map(|it| height(*it).map_or(HEIGHTS[0], |it| it.0));
    let blocks: String = blocks.collect();
    words::pad(&blocks, SPARKS)
}

fn sprints(pen: &mut Pen, area: Rect, page: &TrendsPage) {
    let columns = usize::from(area.width);
    let strips: Vec<Vec<Row>> =
        page.trends.sprints.iter().rev().map(|it| strip(it, columns)).collect();
    let room = usize::from(area.height) + 1;
    let mut used = 0;
    let fitting = strips.iter().rev().take_while(|it| {
        used += it.len() + 1;
        used <= room
    });
    let most = strips.len() - fitting.count();
    pen.reach(most);
    let mut rows: Vec<Row> = Vec::new();
    for it in strips.into_iter().skip(page.cursor.min(most)) {
        rows.extend(it);
        rows.push(Row::blank());
    }
    if page.trends.sprints.is_empty() {
        rows.push(Row::text("no data yet: sessions of a sprint with a name", Tone::Dim));
    }
    for (y, row) in (0..area.height).zip(&rows) {
        pen.line(area, y, &row.bits);
    }
}

fn strip(it: &Strip, columns: usize) -> Vec<Row> {
    let met = match it.met {
        Some(met) if 1.0 <= met => "goal met",
        Some(met) if 0.0 < met => "goal partly met",
        Some(_) => "goal missed",
        None => "goal not judged",
    };
    let (from, to) = (it.from.format("%-d %b"), it.to.format("%-d %b %Y"));
    let first = format!("{}  {from} to {to}  {met}", it.sprint);
    let mut rows = vec![Row::text(words::fit(&first, columns), Tone::Strong)];
    if let Some(goal) = &it.goal {
        rows.extend(hanging("  ", Tone::Plain, goal, Tone::Plain, columns));
    }
    let sittings = held(it).join(" · ");
    rows.extend(hanging("  ", Tone::Plain, &sittings, Tone::Dim, columns));
    let mut numbers = Vec::new();
    if !it.confidence.is_empty() {
        let votes: Vec<String> = it.confidence.iter().map(|it| format!("{it:.0}")).collect();
        let line = if FEWEST <= votes.len() {
            spark(&it.confidence, Some(FIST)) + " "
        } else {
            String::new()
        };
        numbers.push(format!("confidence {}{}", line, votes.join(" ")));
    }
    if 0 < it.selected {
        numbers.push(format!("{} items taken in", it.selected));
    }
    numbers.extend(it.carried.map(|it| format!("{it} left over")));
    if !numbers.is_empty() {
        rows.extend(hanging("  ", Tone::Plain, &numbers.join(" · "), Tone::Plain, columns));
    }
    rows
}

/// `Sprint planning 2:56 h of 2:00 h`, and several of a kind counted.
fn held(it: &Strip) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let mut seen = Vec::new();
    for sitting in &it.held {
        if seen.contains(&&sitting.ceremony) {
            continue;
        }
        seen.push(&sitting.ceremony);
        let same: Vec<_> = it.held.iter().filter(|it| it.ceremony == sitting.ceremony).collect();
        let elapsed: u64 = same.iter().map(|it| it.elapsed_s).sum();
        let planned: u64 = same.iter().map(|it| it.planned_s).sum();
        let many = if same.len() == 1 { String::new() } else { format!("{} × ", same.len()) };
        let spans = said::span_of(elapsed, planned);
        told.push(format!("{many}{} {spans}", sitting.title));
    }
    told
}
