//! Two sessions in two columns; a row for what can be counted, then steps, then what was decided.

use ratatui::layout::Rect;

use super::super::{
    block::Row,
    pen::{Bit, Pen},
    theme::Tone,
    words,
};
use crate::{
    app::{Comparison, words as said},
    history::{Portrait, Timed, paired},
    session::Fit,
};

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &Comparison) {
    let Portrait { title, team, .. } = &page.right;
    let inside = pen.panel(area, &format!("Compare · {title} · {team}"), "");
    let rows = rows(page, inside.width.into());
    let most = rows.len().saturating_sub(usize::from(inside.height));
    pen.reach(most);
    for (y, row) in (0..inside.height).zip(rows.iter().skip(page.top.min(most))) {
        pen.line(inside, y, &row.bits);
    }
}

/// Columns of the names of rows.
fn naming(columns: usize) -> usize {
    (columns / 4).clamp(10, 28)
}

fn rows(page: &Comparison, columns: usize) -> Vec<Row> {
    let (left, right) = (&page.left, &page.right);
    let row = |name: &str, of: &dyn Fn(&Portrait) -> String| {
        three(name, &of(left), &of(right), Tone::Plain, columns)
    };
    let mut rows = three(
        "",
        &format!("◂ {}", left.day.format("%-d %b %Y")),
        &right.day.format("%-d %b %Y").to_string(),
        Tone::Title,
        columns,
    );
    rows.extend(row("sprint", &|it| it.sprint.to_string()));
    rows.extend(row("goal", &|it| it.goal.as_deref().unwrap_or_default().to_owned()));
    rows.extend(row("in the timebox", &|it| took(it.elapsed_s, it.planned_s)));
    rows.extend(row("extended by vote", &|it| span(it.chosen_s)));
    rows.extend(row("began late by", &|it| it.delay_s.map(span).unwrap_or_default()));
    rows.extend(row("people", &|it| it.people.to_string()));
    rows.extend(row("talk by role", &talk));
    rows.extend(row("PO activities", &|it| format!("{} of {}", it.coverage.0, it.coverage.1)));
    rows.extend(row("PM inputs", &inputs));
    rows.extend(row("confidence", &|it| {
        it.confidence.map(|it| it.to_string()).unwrap_or_default()
    }));
    rows.extend(row("time well spent", &|it| {
        it.worth.map(|it| it.to_string()).unwrap_or_default()
    }));
    rows.extend(row("set aside", &|it| count(it.overridden)));
    rows.push(Row::blank());
    rows.push(Row::text("Steps", Tone::Title));
    let most_s = left.steps.iter().chain(&right.steps).map(|it| it.spent_s.max(it.planned_s)).max();
    for pair in paired(&left.steps, &right.steps) {
        let sides = (pair.left.as_ref(), pair.right.as_ref());
        rows.extend(step(&pair.title, sides, most_s.unwrap_or(0), columns));
    }
    rows.push(Row::blank());
    rows.push(Row::text("Written down", Tone::Title));
    let mut kinds: Vec<_> = left.captures.iter().chain(&right.captures).map(|it| it.0).collect();
    kinds.sort_by_key(|kind| crate::ceremony::CaptureKind::ALL.iter().position(|it| it == kind));
    kinds.dedup();
    for kind in kinds {
        let many = |it: &Portrait| it.captures.iter().find(|it| it.0 == kind).map_or(0, |it| it.1);
        rows.extend(row(said::kinds(kind), &|it| many(it).to_string()));
    }
    rows.push(Row::blank());
    rows.push(Row::text("Decided", Tone::Title));
    for n in 0..left.decisions.len().max(right.decisions.len()) {
        let side =
            |it: &Portrait| it.decisions.get(n).map(|it| format!("· {it}")).unwrap_or_default();
        rows.extend(row("", &side));
    }
    rows
}

/// Columns of each of the two values.
fn each(columns: usize) -> usize {
    columns.saturating_sub(naming(columns) + 2) / 2
}

/// Columns a value has to have for a bar beside it.
const ROOM_FOR_A_BAR: usize = 54;

/// Columns of the longest bar.
fn longest(columns: usize) -> usize {
    each(columns).saturating_sub(34).min(40)
}

/// A step's time in both; with bars where they have room.
fn step(
    name: &str,
    (left, right): (Option<&Timed>, Option<&Timed>),
    most_s: u64,
    columns: usize,
) -> Vec<Row> {
    let told =
        |it: Option<&Timed>| it.map_or("–".to_owned(), |it| took(it.spent_s, it.planned_s));
    if each(columns) < ROOM_FOR_A_BAR {
        return three(name, &told(left), &told(right), Tone::Plain, columns);
    }
    let cells = longest(columns);
    let side = |it: Option<&Timed>| {
        let none = vec![(" ".repeat(cells), Tone::Plain)];
        let mut bits = it.map_or(none, |it| bar(it, most_s, cells));
        let room = each(columns) - cells - 1;
        bits.push((format!(" {}", words::pad(&told(it), room)), Tone::Plain));
        bits
    };
    let mut bits = vec![(words::pad(name, naming(columns) - 1) + " ", Tone::Dim)];
    bits.extend(side(left));
    bits.push(("│ ".to_owned(), Tone::Border));
    bits.extend(side(right));
    vec![Row::new(bits)]
}

/// What a step took, and behind it what was left of its plan, or what it took more.
fn bar(it: &Timed, most_s: u64, longest: usize) -> Vec<Bit> {
    let cells = |secs: u64| {
        let share = (secs * longest as u64).div_ceil(most_s.max(1));
        usize::try_from(share).unwrap_or(longest).min(longest)
    };
    let (planned, spent) = (cells(it.planned_s), cells(it.spent_s));
    vec![
        ("█".repeat(planned.min(spent)), Tone::Good),
        ("▒".repeat(spent.saturating_sub(planned)), Tone::Over),
        ("░".repeat(planned.saturating_sub(spent)), Tone::Dim),
        (" ".repeat(longest - planned.max(spent)), Tone::Plain),
    ]
}

/// A name and two values, each wrapped in its own column; nothing where both are empty.
fn three(name: &str, left: &str, right: &str, tone: Tone, columns: usize) -> Vec<Row> {
    if left.is_empty() && right.is_empty() {
        return Vec::new();
    }
    let (first, each) = (naming(columns), each(columns));
    let (name, left, right) = (
        words::wrap(name, first.saturating_sub(1)),
        words::wrap(left, each.saturating_sub(1)),
        words::wrap(right, each.saturating_sub(1)),
    );
    let line = |of: &[String], n: usize, columns| {
        words::pad(of.get(n).map(String::as_str).unwrap_or_default(), columns)
    };
    let rows = (0..name.len().max(left.len()).max(right.len())).map(|n| {
        Row::new(vec![
            (line(&name, n, first), Tone::Dim),
            (line(&left, n, each), tone),
            ("│ ".to_owned(), Tone::Border),
            (line(&right, n, each), tone),
        ])
    });
    rows.collect()
}

/// `12:30 min of 10 min, over`.
fn took(spent: u64, planned: u64) -> String {
    if planned == 0 {
        return said::span(spent);
    }
    let boxed = said::span_of(spent, planned);
    match Fit::of(planned, spent) {
        Fit::Short | Fit::Fits => boxed,
        over => format!("{boxed}, {}", over.word()),
    }
}

fn span(secs: u64) -> String {
    if secs == 0 { String::new() } else { said::span(secs) }
}

fn count(many: usize) -> String {
    if many == 0 { String::new() } else { many.to_string() }
}

fn talk(it: &Portrait) -> String {
    let roles =
        it.talk.iter().map(|(role, share)| format!("{} {} %", said::short_role(*role), share.0));
    roles.collect::<Vec<String>>().join(", ")
}

fn inputs(it: &Portrait) -> String {
    let states = it.inputs.iter().map(|(state, many)| format!("{many} {}", said::pm_state(state)));
    states.collect::<Vec<String>>().join(", ")
}
