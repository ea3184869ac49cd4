//! What earlier sessions left open, with its age, its owner and what happens next.

use super::{
    block::{Part, Row, hanging},
    theme::Tone,
};
use crate::{
    app::{Concern, Live, Panel, STALE, View, words as said},
    ceremony::{CaptureKind, Field, Step, Text},
    session::{Capture, Recall},
};

/// Every entry the step calls back.
pub(super) fn rows(live: &Live, columns: usize) -> Vec<Row> {
    let mut recalls = live.recalls();
    if live.panel != Panel::Recalled && live.session.current_pass().is_some() {
        let walked = live.session.passes();
        recalls.retain(|it| walked.iter().all(|pass| pass.pass.title() != it.entry.text));
    }
    if recalls.is_empty() {
        return Vec::new();
    }
    let desk = live.view == View::Desk;
    let cursor = live.cursor.recalled.min(recalls.len() - 1);
    let marked = (desk && live.panel == Panel::Recalled).then_some(cursor);
    let keys = if desk { " · d closes" } else { "" };
    let mut rows = vec![Row::text(format!("From before: {}{keys}", recalls.len()), Tone::Dim)];
    let shown = if marked.is_some() { recalls.len() } else { FEW };
    for (n, it) in recalls.iter().enumerate().take(shown) {
        let (sign, mut tone) = match it.status {
            Some(_) => ("✓ ", Tone::Dim),
            None if it.entry.kind == CaptureKind::Blocker && STALE <= it.entry.age => {
                ("! ", Tone::Plain)
            }
            None => ("· ", Tone::Plain),
        };
        if marked == Some(n) {
            tone = Tone::Marked;
        }
        let hung = hanging(sign, Tone::Soon, &told(live, it), tone, columns);
        rows.extend(hung.into_iter().map(|it| match it.part {
            Part::Entry if marked == Some(n) => it.part(Part::InView),
            _ => it,
        }));
    }
    if shown < recalls.len() {
        let more = format!("… {} more: Tab, then the arrows", recalls.len() - shown);
        rows.push(Row::text(more, Tone::Dim));
    }
    rows
}

/// Entries shown while nobody moves among them.
const FEW: usize = 4;

/// `text · 4 days · Ada · due 26 Nov → next step`, or what became of it.
fn told(live: &Live, it: &Recall) -> String {
    let capture = live.reading(&Concern::Past(it.entry.id.clone()));
    let text = capture.as_ref().map_or(&it.entry.text, |it| &it.text);
    if let Some(status) = it.status {
        return format!("{text} · {status}");
    }
    let more = capture.as_ref().map(details).unwrap_or_default();
    let escalate = live.escalation(&Concern::Past(it.entry.id.clone()));
    let escalate = escalate.map(|it| format!(" · escalate to {it}")).unwrap_or_default();
    format!("{text} · {}{more}{escalate}", age(it.entry.age))
}

fn age(days: u32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

fn details(it: &Capture) -> String {
    let owner = match (it.kind, it.lacks(Field::Owner)) {
        (CaptureKind::Blocker | CaptureKind::Action, true) => " · nobody yet".to_owned(),
        (_, true) => String::new(),
        (_, false) => format!(" · {}", said::named(&it.owner)),
    };
    let due = it.due.map(|it| it.format(" · due %-d %b").to_string()).unwrap_or_default();
    let next =
        if it.next_step.is_empty() { String::new() } else { format!(" → {}", it.next_step) };
    format!("{owner}{due}{next}")
}

/// Answers to briefs: where the question is asked, else at the first step.
pub(super) fn answers(live: &Live, columns: usize) -> Vec<Row> {
    let Some(step) = live.session.step() else { return Vec::new() };
    let steps = &live.session.setup().ceremony.steps;
    let asks =
        |step: &Step, text: &Text| step.pm.iter().chain(&step.pjm).any(|it| it.text == *text);
    let here = |text: &Text| match steps.iter().find(|it| asks(it, text)) {
        Some(home) => home.id == step.id,
        None => steps.first().is_some_and(|it| it.id == step.id),
    };
    let known = live.session.setup().given.answers.iter().filter(|(asked, _)| here(asked));
    known
        .flat_map(|(asked, answer)| {
            let text = format!("{asked} → {answer}");
            hanging("answer  ", Tone::Accent, &text, Tone::Plain, columns)
        })
        .collect()
}

/// What is known of the blocker, action or topic the pass is about, and the keys for it.
pub(super) fn at_hand(live: &Live, columns: usize) -> Vec<Row> {
    let Some(concern) = live.concern().filter(|_| live.session.current_pass().is_some()) else {
        return Vec::new();
    };
    let Some(capture) = live.reading(&concern) else { return Vec::new() };
    let old = match &concern {
        Concern::Past(id) => live.session.entry(id).map(|it| age(it.age)).unwrap_or_default(),
        Concern::Here(_) => "new".to_owned(),
    };
    let mut rows =
        hanging("  ", Tone::Plain, &format!("{old}{}", details(&capture)), Tone::Plain, columns);
    if live.view == View::Desk && !live.is_replay {
        let propose = live.proposal().map(|it| {
            let what = if it.escalates { "escalate to" } else { "owner:" };
            format!("i {what} {} · ", it.capture.owner)
        });
        let keys = format!("{}e change · d solved", propose.unwrap_or_default());
        rows.extend(hanging("  ", Tone::Plain, &keys, Tone::Accent, columns));
    }
    rows
}
