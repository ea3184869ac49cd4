//! What an invented team is like, as numbers: how long it stays where, how often it says what, how its passes end.

use runsheet::ceremony::{CaptureKind, Id};

use CaptureKind::{
    Action, Blocker, Decision, Feedback, Goal, NotYet, Note, Parking, Question, Risk,
};

/// Hundredths of its box a step is usually given.
const PACES: &[(&str, u64)] = &[
    ("pl.context", 130),
    ("pl.select", 110),
    ("pl.how", 90),
    ("rf.item", 108),
    ("rf.order", 70),
    ("rt.share", 85),
    ("rt.insight", 118),
    ("sr.environment", 80),
    ("sr.inspect", 112),
    ("su.blockers", 130),
    ("su.sync", 105),
];

/// How often in a hundred steps or passes something of a kind is written down.
const TALK: &[(&str, CaptureKind, u32)] = &[
    ("su.open", Note, 4),
    ("su.goal", Note, 4),
    ("su.sync", Blocker, 6),
    ("su.sync", Parking, 4),
    ("su.sync", Question, 3),
    ("su.sync", Note, 2),
    ("su.blockers", Blocker, 2),
    ("su.plan", Decision, 9),
    ("su.plan", NotYet, 3),
    ("su.close", Parking, 3),
    ("su.after", Action, 18),
    ("su.after", Decision, 25),
    ("su.after", Question, 10),
    ("pl.open", Note, 12),
    ("pl.context", Note, 50),
    ("pl.context", Question, 30),
    ("pl.context", Decision, 20),
    ("pl.capacity", Note, 45),
    ("pl.goal", Goal, 97),
    ("pl.goal", Parking, 10),
    ("pl.goal", NotYet, 22),
    ("pl.select", Question, 12),
    ("pl.select", Note, 5),
    ("pl.select", Decision, 8),
    ("pl.how", Note, 12),
    ("pl.how", Risk, 8),
    ("pl.how", Question, 8),
    ("pl.risks", Risk, 80),
    ("pl.final", Goal, 99),
    ("pl.final", Decision, 25),
    ("pl.final", NotYet, 12),
    ("pl.close", Action, 40),
    ("rf.strategy", Decision, 35),
    ("rf.strategy", Note, 40),
    ("rf.item", Question, 30),
    ("rf.item", Note, 18),
    ("rf.item", Decision, 14),
    ("rf.item", Parking, 4),
    ("rf.order", Decision, 30),
    ("rf.order", NotYet, 30),
    ("rf.close", Action, 35),
    ("rt.gather", Note, 10),
    ("rt.share", Note, 25),
    ("rt.insight", Note, 25),
    ("rt.decide", Action, 96),
    ("rt.decide", Decision, 30),
    ("sr.outcome", Note, 35),
    ("sr.outcome", Decision, 15),
    ("sr.inspect", Feedback, 45),
    ("sr.environment", Note, 70),
    ("sr.environment", Risk, 15),
    ("sr.feedback", Decision, 12),
    ("sr.feedback", NotYet, 12),
    ("sr.next", Decision, 45),
    ("sr.close", Action, 30),
];

/// How often in a hundred of these something is said that calls for somebody's direction.
const FACTS: &[(&str, &str, u32)] = &[
    ("su.goal", "q.vision", 3),
    ("su.sync", "q.priority", 2),
    ("su.sync", "authority.blocked", 1),
    ("su.blockers", "q.commercial", 3),
    ("pl.context", "q.vision", 14),
    ("pl.select", "q.priority", 4),
    ("pl.select", "authority.blocked", 2),
    ("pl.how", "q.commercial", 3),
    ("rf.item", "q.market", 7),
    ("rf.item", "q.commercial", 5),
    ("rf.item", "authority.blocked", 4),
    ("rf.order", "strategy.conflict", 7),
    ("sr.inspect", "q.market", 8),
    ("sr.feedback", "q.vision", 6),
    ("sr.next", "strategy.conflict", 8),
];

/// How often in a hundred looks something from earlier sessions is closed here, and how.
const CLOSES: &[(&str, CaptureKind, u32, &str)] = &[
    ("su.goal", Action, 2, "done"),
    ("su.sync", Question, 10, "answered"),
    ("su.blockers", Blocker, 42, "done"),
    ("su.close", Parking, 12, "done"),
    ("pl.context", Question, 40, "answered"),
    ("pl.context", NotYet, 15, "taken up"),
    ("pl.risks", Blocker, 40, "done"),
    ("rf.open", Question, 45, "answered"),
    ("rf.open", Parking, 20, "done"),
    ("rf.order", NotYet, 12, "dropped"),
    ("rt.stage", Parking, 35, "dropped"),
    ("rt.stage", Blocker, 30, "dropped"),
    ("sr.environment", Question, 25, "answered"),
    ("sr.next", NotYet, 15, "dropped"),
];

/// How a hundred passes of a step end.
const ENDS: &[(&str, &[(&str, u32)])] = &[
    ("pl.open", &[("keep", 76), ("split", 5), ("back", 9), ("done", 10)]),
    ("rt.follow", &[("done", 60), ("open", 30), ("dropped", 10)]),
    ("sr.feedback", &[("candidate", 45), ("known", 30), ("declined", 25)]),
    ("su.after", &[("solved", 55), ("owned", 30), ("dropped", 15)]),
];

pub(super) fn pace(step: &Id) -> u64 {
    PACES.iter().find(|it| *step == it.0).map_or(100, |it| it.1)
}

pub(super) fn talk(step: &Id) -> impl Iterator<Item = (CaptureKind, u32)> {
    TALK.iter().filter(move |it| *step == it.0).map(|it| (it.1, it.2))
}

pub(super) fn facts(step: &Id) -> impl Iterator<Item = (&'static str, u32)> {
    FACTS.iter().filter(move |it| *step == it.0).map(|it| (it.1, it.2))
}

pub(super) fn closes(step: &Id) -> impl Iterator<Item = (CaptureKind, u32, &'static str)> {
    CLOSES.iter().filter(move |it| *step == it.0).map(|it| (it.1, it.2, it.3))
}

/// How the pass ends that drew this number below a hundred.
pub(super) fn end(step: &Id, drawn: u32) -> Option<&'static str> {
    let mut left = drawn;
    ENDS.iter().find(|it| *step == it.0)?.1.iter().find_map(|(outcome, odds)| {
        let hit = left < *odds;
        left = left.saturating_sub(*odds);
        hit.then_some(*outcome)
    })
}
