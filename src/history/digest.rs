//! One session as the measures need it: sums and counts of what was recorded. Nothing here is about a person.

use std::sync::Arc;

use chrono::NaiveDate;

use super::items::{self, Spread};
use crate::{
    ceremony::{CaptureKind, Id, Over, Percent, Role, Text},
    session::{
        Captured, Ending, Moment, PassState, PmState, Record, Session, SessionMode, Setup,
        StepTime, Tally,
    },
};

#[derive(Debug, Clone, PartialEq)]
pub struct Digest {
    pub sid: Text,
    pub ceremony: Id,
    /// The ceremony's, as it was called then.
    pub title: Text,
    pub team: Id,
    pub sprint: Text,
    pub day: NaiveDate,
    pub planned_s: u64,
    pub elapsed_s: u64,
    /// Extensions by vote.
    pub chosen_s: u64,
    pub drift_s: u64,
    pub delay_s: Option<u64>,
    pub people: u64,
    /// Steps inside the timebox.
    pub steps: Vec<Timed>,
    pub talk: Vec<(Role, Percent)>,
    pub balance: Option<Percent>,
    pub coverage: (usize, usize),
    pub inputs: Vec<PmState>,
    pub hat_s: u64,
    /// What was opened here, as `<sid>.<n>`.
    pub opened: Vec<Opening>,
    /// What of the past was settled here, and how.
    pub settled: Vec<(Text, Text)>,
    pub carried_over: usize,
    /// Items taken in at planning.
    pub selected: usize,
    /// Of these, after the goal was final; nothing where none was.
    pub late: Option<usize>,
    /// Of every item that was sized with cards.
    pub spreads: Vec<Spread>,
    /// Items gone through one by one, and those during which the product owner waited for approval.
    pub waited: (usize, usize),
    /// What stood ready when a refinement ended, in hundredths of the middle of the forecast.
    pub stock: Option<Percent>,
    /// The sprint's goal as it stood at the end.
    pub aim: Option<Text>,
    /// `met`, `partly` or `missed`.
    pub goal: Option<Id>,
    pub confidence: Option<Tally>,
    pub worth: Option<Tally>,
    /// What a retrospective talked about.
    pub topics: Vec<Text>,
    pub overridden: Vec<Id>,
    pub flagged: Vec<Id>,
}

/// A step's box and the time it took, in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    pub id: Id,
    pub title: Text,
    pub planned_s: u64,
    pub spent_s: u64,
}

/// An action, blocker, question or parked topic as it left the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub id: Text,
    pub kind: CaptureKind,
    pub due: Option<NaiveDate>,
    /// Whether it ended in the session that opened it.
    pub over: bool,
    /// The topic it was about.
    pub about: Option<Text>,
}

impl Digest {
    /// `None` for what trends leave out: practice, the demo team, sessions that were stopped or are not over.
    pub fn of(setup: Setup, records: &[Record]) -> Option<Digest> {
        let opened = setup.opened.clone();
        let end = records.last()?.at;
        let session = Session::replay(Arc::new(setup), records, end);
        let over = matches!(session.ending()?, Ending::Done | Ending::Early);
        if opened.demo || opened.mode == SessionMode::Practice || !over {
            return None;
        }
        let it = session.summary(end);
        let steps = it.steps.iter().filter(|it| !it.outside && 0 < it.planned_s);
        Some(Digest {
            day: session.date(Moment(0))?,
            planned_s: it.planned_s,
            elapsed_s: it.elapsed_s,
            chosen_s: it.chosen.0,
            drift_s: it.drift_s,
            delay_s: it.start_delay_s,
            people: it.people as u64,
            steps: steps.map(Timed::of).collect(),
            aim: session.goal(),
            balance: it.talk.as_ref().and_then(|it| it.balance),
            talk: it.talk.map(|it| it.roles).unwrap_or_default(),
            coverage: it.coverage,
            inputs: it.pm.into_iter().map(|it| it.state).collect(),
            hat_s: it.hat_s,
            opened: session.captures().iter().filter_map(|it| opening(&opened.sid, it)).collect(),
            settled: settled(&session),
            carried_over: session.setup().given.carry_overs.len(),
            selected: selected(&session),
            late: items::late(&session),
            spreads: items::spreads(&session).into_values().collect(),
            waited: items::waited(&session),
            stock: items::stock(&session),
            goal: session.chosen(&"goal.outcome".into()).cloned(),
            confidence: vote(&session, "fist"),
            worth: vote(&session, "roti"),
            topics: topics(&session),
            overridden: it.overridden.into_iter().map(|it| it.0).collect(),
            flagged: session.flags().iter().map(|it| it.0.clone()).collect(),
            sid: opened.sid,
            ceremony: opened.ceremony,
            title: opened.title,
            team: opened.team,
            sprint: opened.sprint,
        })
    }
}

impl Timed {
    pub fn of(it: &StepTime) -> Timed {
        let StepTime { id, title, planned_s, spent_s, .. } = it.clone();
        Timed { id, title, planned_s, spent_s }
    }
}

fn opening(sid: &Text, it: &Captured) -> Option<Opening> {
    use CaptureKind::{Action, Blocker, Parking, Question};
    matches!(it.capture.kind, Action | Blocker | Parking | Question).then(|| Opening {
        id: Text::new(format!("{sid}.{}", it.n)),
        kind: it.capture.kind,
        due: it.capture.due,
        over: !it.capture.outcome.trim().is_empty(),
        about: it.capture.about.clone(),
    })
}

fn settled(session: &Session) -> Vec<(Text, Text)> {
    let open = session.setup().given.open.iter();
    open.filter_map(|it| Some((it.id.clone(), session.settled(&it.id)?.clone()))).collect()
}

/// Items that ended a pass over known items with `in`.
fn selected(session: &Session) -> usize {
    let over_items = |it: &Over| *it == Over::Items;
    let steps = session.setup().ceremony.steps.iter();
    let loops = steps.filter(|it| it.passes.as_ref().is_some_and(|it| over_items(&it.over)));
    let taken = |it: &PassState| matches!(it, PassState::Done(Some(outcome)) if *outcome == "in");
    loops.flat_map(|it| session.passes_of(it)).filter(|it| taken(&it.state)).count()
}

fn vote(session: &Session, pulse: &str) -> Option<Tally> {
    session.reveals().iter().rfind(|it| it.pulse == pulse).map(|it| it.tally.clone())
}

/// Titles of the passes that went over what was typed in another step: the topics chosen for talk.
fn topics(session: &Session) -> Vec<Text> {
    let steps = session.setup().ceremony.steps.iter();
    let talks = steps.filter(|it| {
        it.passes
            .as_ref()
            .is_some_and(|it| !it.listed && matches!(it.over, Over::Same(_) | Over::Topics))
    });
    let lines = talks.flat_map(|it| session.passes_of(it));
    let done = lines.filter(|it| matches!(it.state, PassState::Done(_)));
    let titles: Vec<Text> = done.map(|it| it.pass.title()).collect();
    let first = |it: &&Text| !titles.iter().any(|other| is_again(it, other));
    titles.iter().filter(first).cloned().collect()
}

/// Whether a title is another's with the number that told two of them apart, as `Export (2)`.
fn is_again(title: &str, first: &str) -> bool {
    let number = title.strip_prefix(first).and_then(|it| it.strip_prefix(" (")?.strip_suffix(')'));
    number.is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
}
