//! Capacity on screen: the forecast, the developers' days, what was taken on against both, and how the forecast is made.

use chrono::{Datelike, NaiveDate};

use super::{
    block::{Part, Row, hanging, wrapped},
    popup::mark,
    theme::Tone,
    words,
};
use crate::{
    app::{Days, Live, Reckoning, Target, words as said},
    ceremony::Over,
    history::forecast,
    session::{Availability, Capacity, Day, GivenForecast, Person, plans_a_sprint},
};

/// Sprints shown as bars.
const SHOWN: usize = 8;
/// Columns of what a figure is about.
const LABEL: usize = 11;
/// Columns of a name, at least.
const NAME: usize = 10;
/// Columns of the share of a week behind it, of the sum behind the days, and of the mark before a line.
const SHARE: usize = 6;
const SUM: usize = 7;
const LEAD: usize = 2;
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The instrument of the capacity step.
pub(super) fn rows(live: &Live, columns: usize) -> Vec<Row> {
    let mut rows = forecast_rows(live, columns);
    rows.extend(delivered(live, columns));
    let all = Availability::counted(&live.session, &live.open);
    let capacity = live.session.capacity();
    rows.extend(days(&capacity, columns));
    rows.extend(taken(live, columns));
    // Totals counted elsewhere say nothing of who is away when.
    if all.capacity() == capacity {
        let name = name_columns(&all, columns);
        rows.push(heading(&all, name, columns).part(Part::Yields));
        let people = all.people.iter().map(|it| person(it, name, &all.dates, None));
        rows.extend(people.map(|it| it.part(Part::Yields)));
    }
    if live.session.capacity_n().is_none() {
        rows.extend(hanging("d ", Tone::Accent, "days away and duties", Tone::Dim, columns));
    }
    rows
}

fn labelled(label: &str, text: &str, tone: Tone, columns: usize) -> Vec<Row> {
    hanging(&words::pad(label, LABEL), Tone::Dim, text, tone, columns)
}

fn figures(live: &Live, it: GivenForecast) -> String {
    let GivenForecast { low, mid, high } = it;
    let unit = if live.session.setup().given.by_count { " items" } else { "" };
    format!("low {low} · middle {mid} · high {high}{unit}")
}

fn forecast_rows(live: &Live, columns: usize) -> Vec<Row> {
    let given = &live.session.setup().given;
    let Some(it) = live.session.forecast() else {
        let known: Vec<f64> = given.velocities.iter().map(|it| f64::from(*it)).collect();
        let why = forecast::forecast(&known).err().map(said::too_little).unwrap_or_default();
        let text = format!("too little history: {why}");
        let rows = labelled("Forecast", &text, Tone::Strong, columns);
        let guess = "Take 0.7 of what the developers believe and call it a guess.";
        return rows.into_iter().chain(labelled("", guess, Tone::Dim, columns)).collect();
    };
    let mut rows = labelled("Forecast", &figures(live, it), Tone::Strong, columns);
    let promise = "four in five lie between · ? how";
    rows.extend(labelled("", promise, Tone::Dim, columns));
    if let Some(usual) = given.usual_days {
        let here = live.session.capacity().available;
        let text = format!("in proportion: {here} person-days, usually {usual}");
        rows.extend(labelled("", &text, Tone::Dim, columns));
    }
    rows
}

/// The latest sprints there is room for, oldest first: bars and numbers.
fn delivered(live: &Live, columns: usize) -> Vec<Row> {
    let all = &live.session.setup().given.velocities;
    let texts = (1..=SHOWN.min(all.len())).map(|count| bars(&all[all.len() - count..]));
    let room = columns.saturating_sub(LABEL);
    let fitting = texts.take_while(|it| words::width(it) <= room).last();
    fitting.map(|it| labelled("Delivered", &it, Tone::Plain, columns)).unwrap_or_default()
}

fn bars(latest: &[u32]) -> String {
    let most = latest.iter().max().map_or(1, |it| (*it).max(1));
    let height = |it: &u32| usize::try_from(u64::from(*it) * 7 / u64::from(most)).unwrap_or(7);
    let bars: String = latest.iter().map(|it| BARS[height(it)]).collect();
    let numbers: Vec<String> = latest.iter().map(ToString::to_string).collect();
    format!("{bars} {}", numbers.join(" "))
}

fn days(it: &Capacity, columns: usize) -> Vec<Row> {
    let duties = match it.duties.hundredths() {
        0 => String::new(),
        _ => format!(", duties {}", it.duties),
    };
    let text = format!("{} of {} ({} %){duties}", it.available, it.full(), it.share().0);
    let mut rows = labelled("Days", &text, Tone::Plain, columns);
    let hours = (it.to_plan().hundredths() + 50) / 100;
    let text = format!("{hours} to plan, {} % kept free", it.free.0);
    rows.extend(labelled("Hours", &text, Tone::Plain, columns));
    rows
}

/// What was selected beside the range; nothing before the first item and in ceremonies that plan no sprint.
pub(super) fn taken(live: &Live, columns: usize) -> Vec<Row> {
    let session = &live.session;
    let step = session.step();
    let selects = step.and_then(|it| it.passes.as_ref()).is_some_and(|it| it.over == Over::Items);
    let counts = live.counts_days();
    if !plans_a_sprint(&session.setup().ceremony) || !(selects || counts) {
        return Vec::new();
    }
    let all = session.selected();
    if all.items.is_empty() && !(selects && session.forecast().is_some()) {
        return Vec::new();
    }
    let range =
        session.forecast().map(|it| format!(" · {}", figures(live, it))).unwrap_or_default();
    let missing = match all.unsized_items {
        0 => String::new(),
        n => format!(", {n} without a size"),
    };
    let above = session.forecast().and_then(|it| match all.size {
        size if it.high < size => Some((" above the range", Tone::Over)),
        size if it.mid < size => Some((" above the middle", Tone::Soon)),
        _ => None,
    });
    let (word, tone) = above.unwrap_or(("", Tone::Strong));
    let text = format!("{}{word}{missing}{range}", all.size);
    let mut rows = labelled("Taken on", &text, tone, columns);
    let added = session.added_after_goal();
    if !added.is_empty() {
        let added: Vec<&str> = added.iter().map(|it| &**it).collect();
        let text = format!("after the goal was final: {}", added.join(", "));
        rows.extend(labelled("Added", &text, Tone::Soon, columns));
    }
    rows
}

fn glyph(it: Day) -> &'static str {
    match it {
        Day::Here => "■",
        Day::Half => "◧",
        Day::Away => "·",
        Day::Duty => "D",
    }
}

/// Whether a week begins at this day.
fn opens_week(dates: &[NaiveDate], at: usize) -> bool {
    match (at.checked_sub(1).and_then(|it| dates.get(it)), dates.get(at)) {
        (Some(before), Some(here)) => here.iso_week() != before.iso_week(),
        _ => at > 0 && at.is_multiple_of(5) && dates.is_empty(),
    }
}

fn gap(dates: &[NaiveDate], at: usize) -> &'static str {
    if opens_week(dates, at) { " " } else { "" }
}

fn letter(dates: &[NaiveDate], at: usize) -> String {
    let letters = ["M", "T", "W", "T", "F", "S", "S"];
    let day = dates.get(at).map(|it| letters[it.weekday().num_days_from_monday() as usize]);
    day.map_or_else(|| ((at + 1) % 10).to_string(), ToOwned::to_owned)
}

/// As wide as the longest name, where the days leave so much room.
fn name_columns(all: &Availability, columns: usize) -> usize {
    let longest = all.people.iter().map(|it| words::width(&it.name)).max().unwrap_or(0);
    let weeks = (0..all.days).filter(|at| opens_week(&all.dates, *at)).count();
    let days = all.days + weeks + SHARE + SUM;
    longest.min(columns.saturating_sub(days)).max(NAME)
}

fn heading(all: &Availability, name: usize, columns: usize) -> Row {
    let days = (0..all.days).map(|at| format!("{}{}", gap(&all.dates, at), letter(&all.dates, at)));
    let days: String = days.collect();
    let dates = match (all.dates.first(), all.dates.last()) {
        (Some(first), Some(last)) => {
            format!("  {} to {}", first.format("%-d %b"), last.format("%-d %b"))
        }
        _ => String::new(),
    };
    let indent = " ".repeat(name + SHARE);
    let fits = indent.len() + words::width(&days) + words::width(&dates) <= columns;
    let dates = if fits { dates } else { String::new() };
    Row::new(vec![(indent, Tone::Plain), (days, Tone::Dim), (dates, Tone::Dim)])
}

/// `Mateo      60 % ■■■■■ ■■··■  4.8`, the day under the cursor marked.
fn person(it: &Person, name: usize, dates: &[NaiveDate], cursor: Option<usize>) -> Row {
    let share = if it.share.0 == 100 { String::new() } else { format!("{} %", it.share.0) };
    let mut bits =
        vec![(words::pad(&it.name, name), Tone::Plain), (format!("{share:>5} "), Tone::Dim)];
    for (at, day) in it.days.iter().enumerate() {
        let tone = match day {
            _ if cursor == Some(at) => Tone::Marked,
            Day::Here => Tone::Good,
            Day::Half | Day::Duty => Tone::Soon,
            Day::Away => Tone::Dim,
        };
        bits.push((gap(dates, at).to_owned(), Tone::Plain));
        bits.push((glyph(*day).to_owned(), tone));
    }
    bits.push((format!("  {}", it.available()), Tone::Strong));
    Row::new(bits)
}

/// Above the pop-up's list: what the marks mean, and what it all comes to.
pub(super) fn head(it: &Days, columns: usize) -> Vec<Row> {
    let inside = columns.saturating_sub(LEAD);
    let mut rows = wrapped("■ here  · away  ◧ half a day  D duty", Tone::Dim, columns);
    rows.extend(days(&it.all.capacity(), columns));
    rows.push(Row::blank());
    let mut bits = vec![("  ".to_owned(), Tone::Plain)];
    bits.extend(heading(&it.all, name_columns(&it.all, inside), inside).bits);
    rows.push(Row::new(bits));
    rows
}

pub(super) fn list(it: &Days, columns: usize) -> Vec<Row> {
    let name = name_columns(&it.all, columns.saturating_sub(LEAD));
    let led = |n: usize, row: Row| {
        let (lead, _) = mark(n == it.row);
        let bits = [vec![(lead.to_owned(), Tone::Accent)], row.bits].concat();
        Row::new(bits).to(Target::Row(n))
    };
    let people = it.all.people.iter().enumerate();
    let people = people
        .map(|(n, who)| led(n, person(who, name, &it.all.dates, (n == it.row).then_some(it.day))));
    let below = it.all.people.len();
    let reckoned = Reckoning::ALL.into_iter().enumerate().map(|(n, which)| {
        let text = match which {
            Reckoning::Hours => format!("{} productive hours a day", it.all.hours),
            Reckoning::Focus => format!("{} % of them for planned work", it.all.focus.0),
            Reckoning::Free => format!("{} % of that kept free for the unplanned", it.all.free.0),
        };
        let tone = if it.row == below + n { Tone::Marked } else { Tone::Plain };
        led(below + n, Row::new(vec![(text, tone)]))
    });
    people.chain(reckoned).collect()
}

/// How the forecast is made, on one screen.
pub(super) fn method(columns: usize) -> Vec<Row> {
    let lines = [
        (
            "Counts",
            "the last ten sprints, each with the square root of what it delivered; one counts for at most four usual ones.",
        ),
        ("Middle", "the mean of those roots, squared."),
        (
            "Low, high",
            "1.4 spreads of the roots to both sides; with few sprints a first guess is mixed in: a quarter of the middle.",
        ),
        (
            "It learns",
            "a sprint inside its range narrows the next by a twentieth, one outside widens it by a fifth: in balance at four in five.",
        ),
        (
            "Too little",
            "fewer than five sprints, or half of the last eight without anything delivered: no range.",
        ),
        (
            "Days",
            "once three plannings counted them, the range is in proportion to the person-days there are.",
        ),
        ("Use", "an aid to talk about what may fit. Never a target, never a promise."),
    ];
    lines.iter().flat_map(|(label, text)| labelled(label, text, Tone::Plain, columns)).collect()
}
