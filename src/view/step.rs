//! The step itself: what it is for, what to say, and its instrument.

use super::{
    block::{Block, Part, Row, hanging, headed, wrapped},
    board, capacity, goal, item, poker,
    theme::Tone,
    thread, words,
};
use crate::{
    app::{Live, Now, Panel, Target, View, words as said},
    ceremony::{Condition, Id, Instrument, Step, Text},
    session::{Pass, PassLine, PassState, Tally},
};

pub(super) fn block(live: &Live, now: Now, columns: usize) -> Block {
    let Some(step) = live.session.step() else { return Block::default() };
    let mut rows = wrapped(&step.purpose, Tone::Dim, columns);
    rows.push(Row::blank());
    rows.extend(say(live, now, columns));
    let least = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(6);
    let guide = if step.not_in_guide { "good practice, not in the Scrum Guide" } else { "" };
    Block { title: step.title.to_string(), note: guide.to_owned(), rows, least, rank: 1 }
}

/// The opening sentence alone.
pub(super) fn say(live: &Live, now: Now, columns: usize) -> Vec<Row> {
    let Some(step) = live.session.step() else { return Vec::new() };
    let say = live.session.fill(&step.say, &Condition::Always, live.moment(now));
    hanging("» ", Tone::Accent, &say, Tone::Strong, columns)
}

/// What the others do; the last thing to keep when room is short.
pub(super) fn others(live: &Live, columns: usize) -> Block {
    let rows =
        live.session.step().map(|it| wrapped(&it.others, Tone::Dim, columns)).unwrap_or_default();
    Block { title: "The others".to_owned(), rows, least: 1, rank: 7, ..Block::default() }
}

/// Whether passes that are over are listed before the current one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    Full,
    Short,
}

/// The instrument: empty where the step has none.
pub(super) fn instrument(live: &Live, now: Now, columns: usize, detail: Detail) -> Block {
    let Some(step) = live.session.step() else { return Block::default() };
    // A check-in that was chosen is what is at hand; what is asked besides can wait below it.
    let held = step.pulse.is_none() && live.session.check_in().is_some();
    let mut rows = if held { Vec::new() } else { choices(live, now, columns) };
    match step.instrument {
        Instrument::Goal => rows.extend(goal::rows(live, columns)),
        Instrument::Capacity => rows.extend(capacity::rows(live, columns)),
        Instrument::Backlog => rows.extend(capacity::taken(live, columns)),
        Instrument::Poker
        | Instrument::Board
        | Instrument::Round
        | Instrument::Pulse
        | Instrument::Plain => {}
    }
    rows.extend(board::check_in(live, columns));
    rows.extend(pulse(live, now, columns));
    rows.extend(board::after_check_in(live, columns));
    if held {
        rows.push(Row::blank());
        rows.extend(choices(live, now, columns));
    }
    rows.extend(board::rows(live, step, now, columns));
    rows.extend(outcomes(live, step, columns));
    rows.extend(thread::answers(live, columns));
    rows.extend(thread::rows(live, columns));
    rows.extend(poker::rows(live, now, columns));
    rows.extend(item::rows(live, columns, detail == Detail::Full));
    rows.extend(passes(live, step, columns, detail));
    let least = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(6);
    let arrows = live.view == View::Desk && matches!(live.panel, Panel::Passes | Panel::Recalled);
    Block {
        title: headed(&title(live, step, now), arrows),
        note: String::new(),
        rows,
        least,
        rank: 2,
    }
}

fn title(live: &Live, step: &Step, now: Now) -> String {
    let passes = live.passes();
    let over = passes
        .iter()
        .filter(|it| !matches!(it.state, PassState::Ahead | PassState::Current))
        .count();
    match (&step.passes, step.instrument) {
        (Some(it), _) if it.listed => format!("{} · {}", capital(&it.word), passes.len()),
        (Some(it), _) => format!("{} · {over} of {} done", capital(&it.word), passes.len()),
        (None, Instrument::Goal) => "Goal".to_owned(),
        (None, Instrument::Capacity) => "Capacity".to_owned(),
        (None, Instrument::Pulse) => "Vote".to_owned(),
        (None, _) if live.session.check_in().is_some() => "Check-in".to_owned(),
        (None, _) if !live.session.choices(live.moment(now)).is_empty() => "To choose".to_owned(),
        (None, _) if step.check_in.is_some() => "Check-in".to_owned(),
        (None, _) => String::new(),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn choices(live: &Live, now: Now, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for choice in live.session.choices(live.moment(now)) {
        rows.extend(wrapped(&choice.ask, Tone::Strong, columns));
        let chosen = live.session.chosen(&choice.id);
        rows.extend(options(
            &choice.options.iter().map(|it| (&it.id, &it.label)).collect::<Vec<_>>(),
            chosen,
            columns,
        ));
        rows.push(Row::blank());
    }
    rows
}

/// `1 met  2 partly met  3 missed`, the chosen one marked.
fn options(options: &[(&Id, &Text)], chosen: Option<&Id>, columns: usize) -> Vec<Row> {
    let mut rows = vec![Row::blank()];
    let mut used = 0;
    for (n, (id, label)) in options.iter().enumerate() {
        let is_chosen = chosen == Some(*id);
        let text = format!("{}{label}", if is_chosen { "✓ " } else { "" });
        let wide = words::width(&text) + 5;
        if used > 0 && used + wide > columns {
            rows.push(Row::blank());
            used = 0;
        }
        used += wide;
        if let Some(row) = rows.last_mut() {
            row.bits.push((format!("{} ", n + 1), Tone::Accent));
            let tone = if is_chosen { Tone::Strong } else { Tone::Plain };
            row.bits.push((format!("{text}   "), tone));
        }
    }
    rows
}

fn pulse(live: &Live, now: Now, columns: usize) -> Vec<Row> {
    let Some(pulse) = live.session.pulse() else { return Vec::new() };
    let (from, _, names) = pulse.kind.scale();
    let shown = live.session.reveals().iter().rev().find(|it| it.pulse == pulse.id);
    let titled = shown.is_some() && live.session.check_in().is_some();
    let mut rows = if titled { Vec::new() } else { wrapped(&pulse.ask, Tone::Strong, columns) };
    match shown.map(|it| &it.tally) {
        None => rows.extend((from..).zip(names).map(|(n, it)| {
            Row::new(vec![(format!("{n} "), Tone::Accent), (it.to_string(), Tone::Plain)])
        })),
        Some(Tally::Counts(counts)) => rows.extend((from..).zip(names).map(|(n, it)| {
            let votes = counts.iter().find(|(value, _)| *value == n).map_or(0, |it| it.1);
            let hands = "■".repeat(usize::try_from(votes).unwrap_or(0).min(20));
            Row::new(vec![
                (format!("{n} "), Tone::Accent),
                (words::pad(&hands, 8), Tone::Strong),
                (format!(" {it}"), Tone::Dim),
            ])
        })),
        Some(tally) => {
            rows.push(Row::text(format!("The pattern: {}", said::tally(tally)), Tone::Strong));
        }
    }
    if live.view == View::Desk && live.session.voters().len() < pulse.kind.at_least() as usize {
        let text = "Few people: what is shown may tell who it was.";
        rows.extend(wrapped(text, Tone::Soon, columns));
    }
    if live.view == View::Desk {
        let digits_answer = !live.session.choices(live.moment(now)).is_empty();
        let text = match shown {
            Some(_) => "y votes again",
            None if digits_answer => {
                "y, then the hands: one digit or all, ⏎; H passes the keyboard"
            }
            None => "type the hands you see: one digit or all, ⏎; H passes the keyboard",
        };
        rows.extend(wrapped(text, Tone::Dim, columns));
    }
    rows
}

/// How the current pass may end, one digit each.
fn outcomes(live: &Live, step: &Step, columns: usize) -> Vec<Row> {
    let Some(loop_) = step.passes.as_ref().filter(|it| !it.outcomes.is_empty()) else {
        return Vec::new();
    };
    if live.session.current_pass().is_none() {
        return Vec::new();
    }
    let named: Vec<(&Id, &Text)> = loop_.outcomes.iter().map(|it| (&it.id, &it.label)).collect();
    options(&named, None, columns)
}

fn passes(live: &Live, step: &Step, columns: usize, detail: Detail) -> Vec<Row> {
    let Some(loop_) = &step.passes else { return Vec::new() };
    let passes = live.passes();
    let mut rows = Vec::new();
    if passes.is_empty() {
        rows.extend(wrapped(
            &format!("No {} yet: t types titles.", loop_.word),
            Tone::Dim,
            columns,
        ));
    }
    let outcomes: Vec<(&Id, &Text)> = loop_.outcomes.iter().map(|it| (&it.id, &it.label)).collect();
    let further = passes.iter().position(|it| it.spare);
    let current = passes.iter().position(|it| it.state == PassState::Current).unwrap_or(0);
    let marked = marked_pass(live, passes.len());
    let from = match detail {
        _ if marked.is_some() => 0,
        Detail::Full => current.saturating_sub(2),
        Detail::Short => current,
    };
    for (n, it) in passes.iter().enumerate().skip(from) {
        if further == Some(n) && n > from {
            rows.push(Row::text("── if time allows ──", Tone::Dim).part(Part::Further));
        }
        let row = pass(live, n, it, &outcomes, columns);
        let in_view = marked.map_or(it.state == PassState::Current, |marked| marked == n);
        rows.push(if in_view && live.panel != Panel::Recalled {
            row.part(Part::InView)
        } else {
            row
        });
        if it.state == PassState::Current {
            rows.extend(
                thread::at_hand(live, columns).into_iter().map(|it| it.part(Part::Further)),
            );
        }
    }
    if !loop_.flow.is_empty() {
        let flow: Vec<&str> = loop_.flow.iter().map(|it| &**it).collect();
        rows.push(Row::blank());
        let flow = wrapped(&flow.join(" → "), Tone::Dim, columns);
        rows.extend(flow.into_iter().map(|it| it.part(Part::Further)));
    }
    rows
}

fn pass(live: &Live, n: usize, it: &PassLine, outcomes: &[(&Id, &Text)], columns: usize) -> Row {
    let speaker = live.open.speaker(&it.pass).map(ToString::to_string);
    let nobody = live.open.is_nobodys(&it.pass);
    let unnamed = || if nobody { "everybody was heard".to_owned() } else { turn_name(&it.pass) };
    let name = speaker.unwrap_or_else(unnamed);
    let (mark, tone, end) = match &it.state {
        PassState::Current => ("▶ ", Tone::Strong, on_board(live, &it.pass)),
        PassState::Ahead => ("  ", Tone::Plain, on_board(live, &it.pass)),
        PassState::Skipped => ("- ", Tone::Dim, " · skipped".to_owned()),
        PassState::Done(outcome) => {
            let label = outcome.as_ref().and_then(|id| outcomes.iter().find(|(it, _)| *it == id));
            ("✓ ", Tone::Dim, label.map(|(_, it)| format!(" · {it}")).unwrap_or_default())
        }
    };
    let marked = marked_pass(live, live.passes().len()) == Some(n);
    let tone = if marked { Tone::Marked } else { tone };
    let mark = if marked && mark == "  " { "▸ " } else { mark };
    let room = columns.saturating_sub(2 + words::width(&end));
    Row::new(vec![
        (mark.to_owned(), Tone::Accent),
        (words::fit(&name, room), tone),
        (end, Tone::Dim),
    ])
    .to(Target::Row(n))
}

/// In which column of the board an item stands.
fn on_board(live: &Live, pass: &Pass) -> String {
    let Pass::Item(title) = pass else { return String::new() };
    let items = live.session.items().iter().map(|it| &it.known);
    let known = items.into_iter().find(|it| 0 < it.column && it.label() == *title);
    known.map(|it| format!(" · {}", it.state)).unwrap_or_default()
}

/// The pass the cursor rests on while the arrows move in this list.
fn marked_pass(live: &Live, passes: usize) -> Option<usize> {
    let arrows = live.panel == Panel::Passes && live.view == View::Desk;
    arrows.then(|| live.cursor.pass.min(passes.saturating_sub(1)))
}

fn turn_name(pass: &Pass) -> String {
    match pass {
        Pass::Item(title) => title.to_string(),
        Pass::Turn(role, n) => format!("{} {n}", capital(said::role(*role))),
    }
}
