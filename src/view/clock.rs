//! The timer: big digits of what is left, the bar, the slot of the pass, the words that say the same without colour.

use super::{
    block::{Block, Row},
    digits,
    theme::Tone,
};
use crate::{
    app::{Live, Now, is_silent},
    ceremony::timebox::Pace,
    session::{Clock, Command, Timer, minutes_and_seconds},
};

/// `10:18` left, or `+00:42` over; whole minutes where people write in silence.
pub(super) fn left(timer: &Timer, silent: bool) -> String {
    match timer.pace {
        Pace::Over => format!("+{}", minutes_and_seconds(timer.over_ms())),
        _ if silent => timer.left_ms().div_ceil(60_000).to_string(),
        _ => minutes_and_seconds(timer.left_ms().div_ceil(1000) * 1000),
    }
}

/// `07:42 of 18:00`.
pub(super) fn spent(timer: &Timer, silent: bool) -> String {
    if silent {
        return format!("{} of {} min", timer.spent_ms / 60_000, timer.box_ms.div_ceil(60_000));
    }
    format!("{} of {}", minutes_and_seconds(timer.spent_ms), minutes_and_seconds(timer.box_ms))
}

pub(super) fn silent(live: &Live) -> bool {
    live.session.step().is_some_and(is_silent)
}

/// What the clock says besides numbers.
pub(super) fn word(clock: &Clock) -> (String, Tone) {
    if let Some(ms) = clock.paused_ms {
        return (format!("paused {}", minutes_and_seconds(ms)), Tone::Strong);
    }
    let (word, _, tone) = digits::look(clock.step.pace);
    (word.to_owned(), tone)
}

pub(super) fn block(live: &Live, now: Now, columns: usize, scale: usize) -> Block {
    let Some(clock) = live.session.clock(live.moment(now)) else { return Block::default() };
    let silent = silent(live);
    let (word, tone) = word(&clock);
    let digits_tone = if clock.paused_ms.is_some() { Tone::Dim } else { tone };
    let lines = digits::big(&left(&clock.step, silent), scale);
    let mut rows: Vec<Row> = lines.into_iter().map(|it| Row::text(it, digits_tone)).collect();
    if scale > 1 {
        rows.push(Row::blank());
    }
    if silent && clock.step.pace != Pace::Over {
        rows.push(Row::text("minutes left", Tone::Dim));
    }
    rows.push(bar(&clock.step, &word, tone, columns));
    rows.extend(pass(live, &clock, columns));
    rows.extend(meeting(&clock, silent, columns));
    rows.extend(extra(live, &clock, now));
    let least = u16::try_from(rows.len().min(8)).unwrap_or(8);
    Block { title: spent(&clock.step, silent), note: outside(&clock), rows, least, rank: 0 }
}

fn outside(clock: &Clock) -> String {
    if clock.outside { "own clock".to_owned() } else { String::new() }
}

fn bar(timer: &Timer, word: &str, tone: Tone, columns: usize) -> Row {
    let room = columns.saturating_sub(super::words::width(word) + 1);
    let bar = digits::bar(timer.pace, timer.left_ms(), timer.box_ms, room.min(40));
    Row::new(vec![(bar, tone), (format!(" {word}"), tone)])
}

/// The slot of the current pass counts up; from one and a half slots its bar looks different, without a word.
fn pass(live: &Live, clock: &Clock, columns: usize) -> Option<Row> {
    let timer = clock.pass?;
    let word = live.session.step()?.passes.as_ref()?.word.to_string();
    let text = format!(
        "{word} {} of {}",
        minutes_and_seconds(timer.spent_ms),
        minutes_and_seconds(timer.box_ms)
    );
    let (mark, tone) = if 3 * timer.box_ms <= 2 * timer.spent_ms {
        ("▒", Tone::Last)
    } else {
        ("█", Tone::Good)
    };
    let text = super::words::fit(&text, columns);
    let room = columns.saturating_sub(super::words::width(&text) + 1).min(8);
    let spent = timer.spent_ms.min(timer.box_ms) * room as u64 / timer.box_ms.max(1);
    let full = usize::try_from(spent).unwrap_or(room);
    let bar = format!(" {}{}", mark.repeat(full), "░".repeat(room - full));
    Some(Row::new(vec![(text, Tone::Plain), (bar, tone)]))
}

/// The whole meeting under the step: a thin bar that drains, and what is left of it. It rests while a step has its own clock.
fn meeting(clock: &Clock, silent: bool, columns: usize) -> Option<Row> {
    let whole = &clock.session;
    let tone = match whole.pace {
        Pace::Over => Tone::Over,
        Pace::Ok | Pace::Soon | Pace::Last => Tone::Dim,
    };
    let told = if silent && whole.pace != Pace::Over {
        "meeting".to_owned()
    } else {
        format!("meeting {}", left(whole, false))
    };
    let room = columns.checked_sub(super::words::width(&told) + 1)?.min(40);
    let bar = digits::thin(whole.left_ms(), whole.box_ms, room);
    (!clock.outside).then(|| Row::new(vec![(bar, tone), (format!(" {told}"), tone)]))
}

fn extra(live: &Live, clock: &Clock, now: Now) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(ms) = clock.hat_ms {
        rows.push(Row::text(format!("strategy hat {}", minutes_and_seconds(ms)), Tone::Accent));
    }
    let runs = clock.paused_ms.is_none() && live.session.ending().is_none() && !live.is_replay;
    if clock.step.pace == Pace::Over && runs {
        let more = live.grants(Command::ExtendAlone { secs: 60 }, now);
        let ways = if more { "⏎ next   p park   + minutes" } else { "⏎ next   p park" };
        rows.push(Row::text(ways, Tone::Dim));
    }
    rows
}

/// `14:20 ok`, `+00:42 over`: for a page that has no timer of its own.
pub(super) fn brief(live: &Live, now: Now) -> String {
    let Some(clock) = live.session.clock(live.moment(now)) else { return String::new() };
    let silent = silent(live);
    let unit = if silent && clock.step.pace != Pace::Over { " min" } else { "" };
    format!("{}{unit} {}", left(&clock.step, silent), word(&clock).0)
}

/// The timer on one line, where there is no room for more.
pub(super) fn line(live: &Live, now: Now, columns: usize) -> Row {
    let Some(clock) = live.session.clock(live.moment(now)) else { return Row::blank() };
    let silent = silent(live);
    let (word, tone) = word(&clock);
    let unit = if silent && clock.step.pace != Pace::Over { " min" } else { "" };
    let text = format!("{}{unit} ", left(&clock.step, silent));
    let turn = clock.pass.map_or(String::new(), |it| {
        format!(" · {} of {}", minutes_and_seconds(it.spent_ms), minutes_and_seconds(it.box_ms))
    });
    let word = if silent { word } else { format!("{word}{turn}") };
    let room = columns.saturating_sub(text.len() + super::words::width(&word) + 1);
    let bar = digits::bar(clock.step.pace, clock.step.left_ms(), clock.step.box_ms, room.min(40));
    Row::new(vec![(text, Tone::Strong), (bar, tone), (format!(" {word}"), tone)])
}
