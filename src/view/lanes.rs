//! The product owner's lane and the product manager's panel: whose part it is, why an input applies, why another does not.

use super::{
    block::{Block, Part, Row, hanging, headed, wrapped},
    theme::Tone,
};
use crate::{
    app::{Live, Now, Panel, Target, words as said},
    ceremony::{Mark, Need, PmInput},
    practice::Hints,
    session::{ActivityState, PmLine, PmState},
};

pub(super) fn owner(live: &Live, now: Now, columns: usize) -> Block {
    if live.shown() == Hints::None {
        return Block::default();
    }
    let setup = live.session.setup();
    let title =
        setup.team.titles.po.as_ref().map_or("Product Owner".to_owned(), ToString::to_string);
    let title = headed(&title, live.panel == Panel::Owner);
    if !live.session.po_present() {
        let rows = vec![Row::text("not here", Tone::Dim)];
        return Block { title, rows, least: 1, rank: 5, ..Block::default() };
    }
    let marked = live.tickable(now);
    let mut rows = Vec::new();
    for (n, (activity, state)) in live.owner_lines(now).iter().enumerate() {
        let (mark, tone) = mark(&activity.mark, state);
        let tone = match (activity.need, tone) {
            (Need::Required, Tone::Plain) => Tone::Strong,
            (_, tone) => tone,
        };
        let mark_tone =
            if marked.as_ref() == Some(&activity.id) { Tone::Marked } else { Tone::Accent };
        let text = match state {
            ActivityState::Skipped(why) if !why.is_empty() => {
                format!("{} (skipped: {why})", activity.text)
            }
            _ => activity.text.to_string(),
        };
        let hung = hanging(mark, mark_tone, &text, tone, columns);
        let here = marked.as_ref() == Some(&activity.id);
        rows.extend(hung.into_iter().map(|it| match it.part {
            Part::Entry if here => it.to(Target::Owner(n)).part(Part::InView),
            _ => it.to(Target::Owner(n)),
        }));
    }
    if rows.is_empty() {
        rows.push(Row::text("nothing at this step", Tone::Dim));
    }
    Block { title, rows, least: 2, rank: 3, ..Block::default() }
}

/// A box for what one ticks, a dot for what happens anyway, a bare line for how to be.
fn mark(mark: &Mark, state: &ActivityState) -> (&'static str, Tone) {
    match (mark, state) {
        (Mark::Stance, _) => ("  ", Tone::Dim),
        (_, ActivityState::Ticked) => ("[x] ", Tone::Dim),
        (_, ActivityState::Skipped(_)) => ("[-] ", Tone::Dim),
        (Mark::Auto(_), ActivityState::Met) => ("(●) ", Tone::Dim),
        (Mark::Auto(_), _) => ("( ) ", Tone::Plain),
        (Mark::Key, _) => ("[ ] ", Tone::Plain),
    }
}

pub(super) fn manager(live: &Live, now: Now, columns: usize) -> Block {
    let panel = &live.session.setup().profile.panel;
    let lines = live.manager_lines(now);
    if live.shown() != Hints::ActivitiesAndConditions {
        return hidden(live, &lines, columns);
    }
    let mut rows = Vec::new();
    let open = lines.iter().filter(|it| it.state.is_open()).count();
    if open == 0 {
        let idle = live.session.step().map(|it| it.pm_line.clone()).unwrap_or_default();
        let idle = panel.idle.clone().unwrap_or(idle);
        rows.extend(wrapped(&idle, Tone::Dim, columns));
    }
    let arrows = live.panel == Panel::Manager;
    let cursor = arrows.then(|| live.cursor.manager.min(lines.len().saturating_sub(1)));
    let mut least = 2;
    for (n, line) in lines.iter().enumerate() {
        let mut shown = input(live, line, columns);
        if let Some(first) = shown.first_mut().filter(|_| cursor == Some(n)) {
            first.part = Part::InView;
            first.bits.iter_mut().take(1).for_each(|mark| mark.1 = Tone::Marked);
        }
        rows.extend(shown);
        if n + 1 == open {
            least = rows.len().min(6);
        }
    }
    let rank = if open > 0 { 2 } else { 4 };
    let note = if open > 0 { format!("{open} open") } else { String::new() };
    let least = u16::try_from(least).unwrap_or(2);
    Block { title: headed(&panel.title, arrows), note, rows, least, rank }
}

/// Inputs without a word on whether they apply; one judges for oneself.
fn hidden(live: &Live, lines: &[PmLine], columns: usize) -> Block {
    let rows: Vec<Row> = lines.iter().flat_map(|it| input(live, it, columns)).collect();
    let title = live.session.setup().profile.panel.title.to_string();
    Block { title, rows, least: 2, rank: 4, ..Block::default() }
}

pub(super) fn input(live: &Live, it: &PmLine, columns: usize) -> Vec<Row> {
    let waits = it.state.is_open() || matches!(it.state, PmState::Dormant | PmState::SpokenFor(_));
    if waits && live.shown() != Hints::ActivitiesAndConditions {
        return hanging("· ", Tone::Accent, &it.input.text, Tone::Plain, columns);
    }
    let (mark, tone) = match &it.state {
        PmState::Applicable => ("● ", Tone::Strong),
        PmState::Requested => ("◐ ", Tone::Strong),
        PmState::Given | PmState::Carried { .. } | PmState::Answered | PmState::Informed => {
            ("✓ ", Tone::Dim)
        }
        PmState::BriefSent | PmState::Deferred => ("→ ", Tone::Plain),
        PmState::Dormant
        | PmState::SpokenFor(_)
        | PmState::Nobody
        | PmState::Waived
        | PmState::NotUsed
        | PmState::Missed => ("◌ ", Tone::Dim),
    };
    let open = it.state.is_open();
    let text = if open {
        format!("{}{}", it.input.text, ceiling(it.input))
    } else {
        it.input.text.to_string()
    };
    let mut rows = hanging(mark, Tone::Accent, &text, tone, columns);
    let why = said::why(&live.session, it);
    let why = if open { format!("{why} · {}", said::mode(it.proposal)) } else { why };
    let why_tone = if open { Tone::Accent } else { Tone::Dim };
    let why = hanging("  ", Tone::Plain, &why, why_tone, columns);
    rows.extend(why.into_iter().map(|it| it.part(Part::Further)));
    rows
}

/// `, 2 min`: what it may take of the step.
fn ceiling(input: &PmInput) -> String {
    if input.time.0 == 0 { String::new() } else { format!(", {}", said::box_of(input.time)) }
}
