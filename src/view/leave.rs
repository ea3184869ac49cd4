//! What should hold before leaving the step, quiet hints, and what comes next.

use super::{
    block::{Block, Part, Row, hanging},
    clock,
    theme::Tone,
    words,
};
use crate::{
    app::{Live, Now, say, words as said},
    ceremony::{Condition, Level, Step, StepTime},
    session::{GuardLine, GuardState, Timer, minutes_and_seconds},
};

pub(super) fn block(live: &Live, now: Now, columns: usize) -> Block {
    let at = live.moment(now);
    let lines = live.session.guards_beside(&live.open, at);
    let mut rows: Vec<Row> = lines.iter().flat_map(|it| guard(live, it, now, columns)).collect();
    for warning in live.hints(now) {
        let text = say(&live.session, warning, at);
        rows.extend(hanging("~ ", Tone::Soon, &text, Tone::Dim, columns));
    }
    for name in live.session.uninvited(at) {
        let text = format!("{name} is here without the team's yes: ask again, or a, then ␣.");
        rows.extend(hanging("! ", Tone::Soon, &text, Tone::Plain, columns));
    }
    if rows.is_empty() {
        rows.push(Row::text("nothing to wait for", Tone::Dim));
    }
    let least = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(3);
    Block { title: "Leave when".to_owned(), rows, least, rank: 4, ..Block::default() }
}

/// A sign, a few words, and while it does not hold the sentence behind them.
fn guard(live: &Live, held: &GuardLine, now: Now, columns: usize) -> Vec<Row> {
    let asked = held.guard.holds == Condition::Asked;
    let (mark, tone) = match (held.state, held.level) {
        (GuardState::Holds | GuardState::Confirmed, _) => ("✓ ", Tone::Dim),
        (GuardState::Unmet, Level::Hard) => ("■ ", Tone::Strong),
        (GuardState::Unmet, Level::Soft) => ("! ", Tone::Plain),
        (GuardState::Unmet, Level::Hint) if asked => ("? ", Tone::Plain),
        (GuardState::Unmet, Level::Hint) => ("· ", Tone::Plain),
    };
    let mark_tone = if held.is_unmet() { Tone::Soon } else { Tone::Good };
    let mut rows = hanging(mark, mark_tone, &held.guard.short, tone, columns);
    if held.is_unmet() {
        let say = live.session.say(held.guard, live.moment(now));
        let say = match live.so_far(held.guard) {
            Some(known) => format!("{known} x=yes"),
            None if asked => format!("{say} x=yes"),
            None => say.to_string(),
        };
        let say = hanging("  ", Tone::Plain, &say, Tone::Dim, columns);
        rows.extend(say.into_iter().map(|it| it.part(Part::Further)));
    }
    rows
}

pub(super) fn next(live: &Live, columns: usize) -> Block {
    let ahead = live.session.ahead();
    if is_replanned(live) {
        let rows: Vec<Row> = ahead.iter().map(|it| renewed(live, it)).collect();
        let title = "Next, in new times".to_owned();
        let least = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(4);
        return Block { title, rows, least, rank: 4, ..Block::default() };
    }
    let text = ahead.first().map_or("the closing page".to_owned(), |it| boxed(live, it));
    let rows = hanging("", Tone::Plain, &text, Tone::Plain, columns);
    Block { title: "Next".to_owned(), rows, least: 1, rank: 6, ..Block::default() }
}

/// Whether times were planned anew at this step.
pub(super) fn is_replanned(live: &Live) -> bool {
    live.session.ahead().iter().any(|it| live.session.box_before(&it.id).is_some())
}

/// `Select    29:20  was 35:30`; a step that kept its box yields when room is short.
fn renewed(live: &Live, it: &Step) -> Row {
    let now = minutes_and_seconds(live.session.box_to_come_ms(&it.id).unwrap_or(0));
    let name = (words::pad(&it.short, 11), Tone::Plain);
    match live.session.box_before(&it.id) {
        Some(old) => Row::new(vec![
            name,
            (now, Tone::Strong),
            (format!("  was {}", minutes_and_seconds(old.ms())), Tone::Dim),
        ]),
        None => Row::new(vec![name, (now, Tone::Plain)]).part(Part::Yields),
    }
}

/// `Blocker sweep · 2 min`.
fn boxed(live: &Live, it: &Step) -> String {
    let boxed = live.session.box_to_come_ms(&it.id).unwrap_or(0) / 1000;
    let own = if matches!(it.time, StepTime::Outside { .. }) { ", own clock" } else { "" };
    format!("{} · {}{own}", it.title, said::span(boxed))
}

/// `live · 00:23:41 of 02:00:00 · ends 11:02`; minutes and seconds for less than an hour.
pub(super) fn session_clock(live: &Live, now: Now, columns: usize) -> String {
    let Some(clock) = live.session.clock(live.moment(now)) else { return String::new() };
    let ends = live.session.wall_clock(clock.ends_ms);
    let state = match clock.paused_ms {
        Some(_) => "paused",
        None if live.is_replay => "replay",
        None if live.practice.is_some() => "practice",
        None => "live",
    };
    let short = format!("{state} · ends {ends}");
    if clock::silent(live) {
        return short;
    }
    let Timer { spent_ms, box_ms, .. } = clock.session;
    let hours = box_ms.max(spent_ms) >= 3_600_000;
    let time = |ms| if hours { hours_and_minutes(ms) } else { minutes_and_seconds(ms) };
    let long = format!("{state} · {} of {} · ends {ends}", time(spent_ms), time(box_ms));
    if words::width(&long) <= columns { long } else { short }
}

fn hours_and_minutes(ms: u64) -> String {
    let secs = ms / 1000;
    format!("{:02}:{:02}:{:02}", secs / 3600, secs % 3600 / 60, secs % 60)
}
