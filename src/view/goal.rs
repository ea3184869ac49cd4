//! The goal: what it is for, how it stands, how sure people are of it, and what it is held against.

use super::{
    block::{Row, hanging, wrapped},
    theme::Tone,
    words,
};
use crate::{
    app::{Live, View},
    ceremony::{CaptureKind, Id, Measure, Text},
};

pub(super) fn rows(live: &Live, columns: usize) -> Vec<Row> {
    let given = &live.session.setup().given;
    let mut rows = Vec::new();
    if !given.product_goal.is_empty() {
        rows.extend(hanging(
            "Product Goal  ",
            Tone::Dim,
            &given.product_goal,
            Tone::Plain,
            columns,
        ));
    }
    match live.session.goal() {
        Some(goal) => {
            let is_final = live
                .session
                .captures()
                .iter()
                .any(|it| it.capture.kind == CaptureKind::Goal && it.capture.is_final);
            let drafted =
                live.session.captures().iter().any(|it| it.capture.kind == CaptureKind::Goal);
            let mark = match (drafted, is_final) {
                (true, false) => "Draft goal    ",
                _ => "Sprint Goal   ",
            };
            rows.extend(hanging(mark, Tone::Dim, &goal, Tone::Strong, columns));
        }
        None => {
            rows.extend(wrapped("No Sprint Goal yet: n then g writes one.", Tone::Dim, columns));
        }
    }
    if let Some(sprint) = &given.sprint {
        rows.push(Row::text(
            format!("{} of {} working days left", sprint.days_left, sprint.days),
            Tone::Dim,
        ));
    }
    rows.extend(confidence(live));
    rows.extend(templates(live, columns));
    if drafted(live) {
        rows.extend(checks(live, columns));
    }
    rows
}

fn drafted(live: &Live) -> bool {
    live.session.captures().iter().any(|it| it.capture.kind == CaptureKind::Goal)
}

/// The votes of this sprint so far, oldest first: bars and the numbers.
fn confidence(live: &Live) -> Option<Row> {
    let mut votes: Vec<u32> =
        live.session.setup().given.confidence.iter().map(|(_, it)| *it).collect();
    let fist = Measure::Median(Id::from("fist"));
    let today = live.session.measure(&fist, crate::session::Moment(0));
    votes.extend(today.and_then(|it| u32::try_from(it).ok()));
    if votes.is_empty() {
        return None;
    }
    let bar = |it: &u32| ['▁', '▂', '▃', '▅', '▆', '█'][usize::try_from(*it).unwrap_or(5).min(5)];
    let bars: String = votes.iter().map(bar).collect();
    let numbers: Vec<String> = votes.iter().map(ToString::to_string).collect();
    Some(Row::new(vec![
        ("Confidence    ".to_owned(), Tone::Dim),
        (bars, Tone::Accent),
        (format!(" {} of 5", numbers.join(" ")), Tone::Plain),
    ]))
}

/// Sentences to start from, a digit each, while there is no draft.
fn templates(live: &Live, columns: usize) -> Vec<Row> {
    let Some(step) = live.session.step().filter(|_| !drafted(live) && live.view == View::Desk)
    else {
        return Vec::new();
    };
    let row = |(n, it): (u32, &Text)| {
        let text = words::fit(it, columns.saturating_sub(2));
        Row::new(vec![(format!("{n} "), Tone::Accent), (text, Tone::Plain)])
    };
    (1..).zip(&step.templates).map(row).collect()
}

/// What a goal is held against, where the step names it.
pub(super) fn checks(live: &Live, columns: usize) -> Vec<Row> {
    let checks: &[Text] = live.session.step().map(|it| it.checks.as_slice()).unwrap_or_default();
    checks.iter().flat_map(|it| hanging("? ", Tone::Soon, it, Tone::Dim, columns)).collect()
}
