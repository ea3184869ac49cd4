//! Two sessions of one ceremony side by side: what each came to, in the same words. Nothing is called better.

use chrono::NaiveDate;

use super::{Timed, measures::middle};
use crate::{
    ceremony::{CaptureKind, Id, Percent, Role, Text},
    session::{Moment, PmState, Session},
};

/// One side.
#[derive(Debug, Clone, PartialEq)]
pub struct Portrait {
    pub sid: Text,
    pub ceremony: Id,
    pub title: Text,
    pub team: Text,
    pub sprint: Text,
    pub day: NaiveDate,
    pub goal: Option<Text>,
    pub planned_s: u64,
    pub elapsed_s: u64,
    pub chosen_s: u64,
    pub delay_s: Option<u64>,
    pub people: usize,
    pub steps: Vec<Timed>,
    /// Of each kind that was written, in the order of kinds.
    pub captures: Vec<(CaptureKind, usize)>,
    /// Required activities ticked, of those that applied.
    pub coverage: (usize, usize),
    pub inputs: Vec<(PmState, usize)>,
    pub talk: Vec<(Role, Percent)>,
    pub confidence: Option<f64>,
    pub worth: Option<f64>,
    pub overridden: usize,
    pub decisions: Vec<Text>,
}

/// A step on both sides, where both had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub title: Text,
    pub left: Option<Timed>,
    pub right: Option<Timed>,
}

impl Portrait {
    pub fn of(session: &Session, end: Moment) -> Portrait {
        let (it, opened) = (session.summary(end), &session.setup().opened);
        let count = |kind: CaptureKind| {
            let many = session.captures().iter().filter(|it| it.capture.kind == kind).count();
            (0 < many).then_some((kind, many))
        };
        let mut inputs: Vec<(PmState, usize)> = Vec::new();
        for state in it.pm.iter().map(|it| &it.state) {
            match inputs.iter_mut().find(|it| it.0 == *state) {
                Some(it) => it.1 += 1,
                None => inputs.push((state.clone(), 1)),
            }
        }
        let vote = |pulse: &str| {
            let last = session.reveals().iter().rfind(|it| it.pulse == pulse);
            last.and_then(|it| middle(&it.tally))
        };
        Portrait {
            sid: opened.sid.clone(),
            ceremony: opened.ceremony.clone(),
            title: opened.title.clone(),
            team: opened.team_name.clone(),
            sprint: opened.sprint.clone(),
            day: session.date(Moment(0)).unwrap_or_default(),
            goal: it.goal,
            planned_s: it.planned_s,
            elapsed_s: it.elapsed_s,
            chosen_s: it.chosen.0,
            delay_s: it.start_delay_s,
            people: it.people,
            steps: it.steps.iter().map(Timed::of).collect(),
            captures: CaptureKind::ALL.into_iter().filter_map(count).collect(),
            coverage: it.coverage,
            inputs,
            talk: it.talk.map(|it| it.roles).unwrap_or_default(),
            confidence: vote("fist"),
            worth: vote("roti"),
            overridden: it.overridden.len(),
            decisions: it.decisions.into_iter().map(|it| it.capture.text).collect(),
        }
    }
}

/// Steps in the order of the left side; what only the right side had follows.
pub fn paired(left: &[Timed], right: &[Timed]) -> Vec<Pair> {
    let of = |side: &[Timed], id: &Id| side.iter().find(|it| it.id == *id).cloned();
    let both = left.iter().map(|it| Pair {
        title: it.title.clone(),
        left: Some(it.clone()),
        right: of(right, &it.id),
    });
    let only = right.iter().filter(|it| of(left, &it.id).is_none());
    let only = only.map(|it| Pair { title: it.title.clone(), left: None, right: Some(it.clone()) });
    both.chain(only).collect()
}
