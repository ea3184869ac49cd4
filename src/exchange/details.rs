//! How the meeting went, and what only the product owner should read. Numbers, no names.

use super::{
    audience::is_confidential,
    markdown::{Page, escape},
    words,
};
use crate::{
    ceremony::{Id, Need, Text},
    session::{ActivityState, Fit, Moment, PmState, Session, Summary},
};

pub(super) fn meeting(page: &mut Page, session: &Session, it: &Summary) {
    page.line("<details><summary>How the meeting went</summary>");
    let rows = it.steps.iter().map(|it| {
        let fit = if it.outside { "own clock" } else { Fit::of(it.planned_s, it.spent_s).word() };
        [escape(&it.title), words::clock(it.planned_s), words::clock(it.spent_s), fit.to_owned()]
    });
    page.table(["step", "box", "took", ""], rows);
    page.line(&numbers(session, it).join(" · "));
    page.line("</details>");
}

fn numbers(session: &Session, it: &Summary) -> Vec<String> {
    let mut parts = Vec::new();
    if 0 < it.coverage.1 + it.came_about {
        parts.push(format!("PO activities {}", it.owners_part()));
    }
    parts.extend(pm(it));
    if 0 < it.chosen.1 {
        parts.push(format!("extensions voted: {} (+{})", it.chosen.1, words::clock(it.chosen.0)));
    }
    parts.extend(it.talk.iter().map(words::talk));
    if 0 < it.drift_s {
        parts.push(format!("over without a vote: {}", words::clock(it.drift_s)));
    }
    if 0 < it.paused_s {
        parts.push(format!("paused {}", words::clock(it.paused_s)));
    }
    if !is_confidential(session) {
        let votes = session.reveals().iter();
        parts.extend(votes.map(|it| {
            let title = words::pulse(session, &it.pulse);
            format!("{} {}", escape(&title.to_lowercase()), words::tally(&it.tally))
        }));
    }
    parts
}

/// `PM inputs: 3 applicable, 1 given, 1 carried`; nothing when nothing applied.
fn pm(it: &Summary) -> Option<String> {
    if it.pm.is_empty() {
        return None;
    }
    let mut parts = vec![format!("{} applicable", it.pm.len())];
    for state in it.pm.iter().map(|it| words::pm_state(&it.state)) {
        let count = it.pm.iter().filter(|it| words::pm_state(&it.state) == state).count();
        let part = format!("{count} {state}");
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    Some(format!("PM inputs: {}", parts.join(", ")))
}

/// What the product owner did and left, by activity and input.
pub(super) fn myself(page: &mut Page, session: &Session, it: &Summary, at: Moment) {
    page.heading("For myself");
    let mut lines = vec![format!("Required PO activities: {}", it.owners_part())];
    lines.extend(undone(session, at));
    lines.extend(it.pm.iter().map(|it| {
        let mark =
            if it.state == PmState::Missed { "**missed**" } else { words::pm_state(&it.state) };
        format!("PM input, {mark}: {}", escape(&it.text))
    }));
    if 0 < it.hat_s {
        lines.push(format!("Under the strategy hat: {}", words::clock(it.hat_s)));
    }
    lines.extend(it.overridden.iter().map(|(guard, why)| {
        format!("Set aside: {} ({})", escape(&guard_words(session, guard)), escape(why))
    }));
    let flags = session.flags().iter();
    lines.extend(flags.map(|(warning, _)| format!("Flagged: {}", escape(&say(session, warning)))));
    page.list(lines);
}

fn undone(session: &Session, at: Moment) -> Vec<String> {
    let steps = session.setup().ceremony.steps.iter().filter(|it| session.visited(&it.id));
    let required = steps.flat_map(|it| &it.po).filter(|it| it.need == Need::Required);
    let line = |text: &Text, state: ActivityState| match state {
        ActivityState::Open => Some(format!("Left open: {}", escape(text))),
        ActivityState::Skipped(why) if why.is_empty() => Some(format!("Skipped: {}", escape(text))),
        ActivityState::Skipped(why) => {
            Some(format!("Skipped: {} ({})", escape(text), escape(&why)))
        }
        ActivityState::NotApplicable
        | ActivityState::Met
        | ActivityState::Ticked
        | ActivityState::Stance => None,
    };
    required.filter_map(|it| line(&it.text, session.activity_state_anywhere(it, at))).collect()
}

fn guard_words(session: &Session, id: &Id) -> String {
    let mut guards = session.setup().ceremony.steps.iter().flat_map(|it| &it.guards);
    guards.find(|it| it.id == *id).map_or_else(|| id.to_string(), |it| it.short.to_string())
}

fn say(session: &Session, id: &Id) -> String {
    let known = session.setup().warnings.warnings.iter().find(|it| it.id == *id);
    known.map_or_else(|| id.to_string(), |it| it.say.to_string())
}
