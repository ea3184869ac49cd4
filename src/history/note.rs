//! What a session leaves behind for the next ones: the one line its team's ledger keeps of it.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Serialize};

use super::plan::{self, Planned};
use crate::{
    ceremony::{CaptureKind, Id, Measure, Text},
    session::{
        Act, Brief, Capture, Captured, Ending, GivenEntry, Moment, PmAct, Record, STILL_OPEN,
        Session, Setup,
    },
};

/// A closed session as its team's ledger keeps it. Fields are only ever added, with a default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub sid: Text,
    /// The number and the checksum of its last line.
    pub n: u64,
    pub crc: u32,
    pub ceremony: Id,
    pub title: Text,
    #[serde(default)]
    pub sprint: Text,
    /// The day it was opened, where it was opened.
    pub day: NaiveDate,
    pub aborted: bool,
    pub planned_s: u64,
    pub elapsed_s: u64,
    #[serde(default)]
    pub opened: Vec<Opened>,
    /// Entries of the past by their ids, and what became of them here.
    #[serde(default)]
    pub settled: Vec<(Text, Text)>,
    /// Entries of the past as they read since.
    #[serde(default)]
    pub renewed: Vec<(Text, Opened)>,
    /// The sprint's goal, when it was made final here.
    #[serde(default)]
    pub goal: Option<Text>,
    /// A goal that was judged here: `met`, `partly`, `missed`.
    #[serde(default)]
    pub judged: Option<(Text, Id)>,
    /// Whether the check-in came out low, when one was held.
    #[serde(default)]
    pub low_check_in: Option<bool>,
    /// Of a retrospective; ids only, never what was said.
    #[serde(default)]
    pub format: Option<Id>,
    /// Facts that somebody said were the case.
    #[serde(default)]
    pub said: Vec<Id>,
    /// Soft guards that did not hold when their step was left.
    #[serde(default)]
    pub warned: Vec<Id>,
    /// The lower median of the last vote on the goal, 0 to 5.
    #[serde(default)]
    pub confidence: Option<u32>,
    /// What a planning took on.
    #[serde(default)]
    pub plan: Option<Planned>,
    /// Items of the last sprint that were gone through, and how it ended for each.
    #[serde(default)]
    pub carried: Vec<(Text, Text)>,
}

/// Something still open when the session ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub n: u64,
    pub kind: Kind,
    pub text: Text,
    #[serde(default)]
    pub owner: Text,
    #[serde(default)]
    pub due: Option<NaiveDate>,
    #[serde(default)]
    pub next_step: Text,
    /// What sort of blocker or question it is.
    #[serde(default)]
    pub sort: Text,
    /// What a brief says besides its question.
    #[serde(default)]
    pub brief: Option<Terms>,
}

/// What makes a brief answerable at a glance, and the team able to act without an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    #[serde(default)]
    pub options: Vec<Text>,
    /// What the product owner recommends.
    #[serde(default)]
    pub default: Text,
    /// What we do if we hear nothing.
    #[serde(default)]
    pub silence: Text,
}

impl Terms {
    /// The whole brief, with its question and its date as they read now.
    pub fn brief(&self, question: &Text, needed_by: Option<NaiveDate>) -> Brief {
        let Terms { options, default, silence } = self.clone();
        Brief { question: question.clone(), options, default, needed_by, silence }
    }
}

/// What a ledger keeps open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    Action,
    Blocker,
    Question,
    Brief,
    NotYet,
    Parking,
}

impl Kind {
    pub const ALL: [Kind; 6] =
        [Kind::Action, Kind::Blocker, Kind::Question, Kind::Brief, Kind::NotYet, Kind::Parking];

    pub fn of(kind: CaptureKind) -> Option<Kind> {
        match kind {
            CaptureKind::Action => Some(Kind::Action),
            CaptureKind::Blocker => Some(Kind::Blocker),
            CaptureKind::Question => Some(Kind::Question),
            CaptureKind::NotYet => Some(Kind::NotYet),
            CaptureKind::Parking => Some(Kind::Parking),
            CaptureKind::Note
            | CaptureKind::Decision
            | CaptureKind::Risk
            | CaptureKind::Feedback
            | CaptureKind::Goal => None,
        }
    }

    /// What a session calls it; a brief is a question that has gone out.
    pub fn as_capture(self) -> CaptureKind {
        match self {
            Kind::Action => CaptureKind::Action,
            Kind::Blocker => CaptureKind::Blocker,
            Kind::Question | Kind::Brief => CaptureKind::Question,
            Kind::NotYet => CaptureKind::NotYet,
            Kind::Parking => CaptureKind::Parking,
        }
    }
}

/// Notes a session that has ended; `None` while it has not. `last` is the number and checksum of its journal's last line.
pub fn note(setup: Setup, records: &[Record], last: (u64, u32)) -> Option<Noted> {
    let end = records.last()?.at;
    let session = Session::replay(Arc::new(setup), records, end);
    let aborted = matches!(session.ending()?, Ending::Aborted { .. });
    let summary = session.summary(end);
    let opened = &session.setup().opened;
    Some(Noted {
        sid: opened.sid.clone(),
        n: last.0,
        crc: last.1,
        ceremony: opened.ceremony.clone(),
        title: opened.title.clone(),
        sprint: opened.sprint.clone(),
        day: day(opened.wall_ms, opened.offset_min),
        aborted,
        planned_s: summary.planned_s,
        elapsed_s: summary.elapsed_s,
        opened: captured(&session).chain(briefs(&session)).chain(deferred(&session)).collect(),
        settled: settled(&session),
        renewed: known(&session).filter_map(|it| renewed(&session, it)).collect(),
        goal: session.final_goal(),
        judged: judged(&session),
        low_check_in: low_check_in(&session, end),
        format: session.format().map(|it| it.id.clone()),
        said: session.said(),
        warned: session.warned().cloned().collect(),
        confidence: confidence(&session, end),
        plan: plan::planned(&session),
        carried: plan::carried(&session),
    })
}

fn day(wall_ms: i64, offset_min: i32) -> NaiveDate {
    let local = wall_ms.saturating_add(i64::from(offset_min) * 60_000);
    DateTime::from_timestamp_millis(local).unwrap_or_default().date_naive()
}

/// Captures that nobody has dealt with here.
fn captured(session: &Session) -> impl Iterator<Item = Opened> + '_ {
    let open = session.captures().iter().filter(|it| it.capture.outcome.trim().is_empty());
    open.filter_map(|Captured { n, capture, .. }| opened(*n, capture))
}

fn opened(n: u64, capture: &Capture) -> Option<Opened> {
    let Capture { text, owner, due, next_step, sort, .. } = capture.clone();
    Some(Opened {
        n,
        kind: Kind::of(capture.kind)?,
        text,
        owner,
        due,
        next_step,
        sort,
        brief: None,
    })
}

/// Briefs whose input has had no answer since.
fn briefs(session: &Session) -> impl Iterator<Item = Opened> + '_ {
    let acts = session.acts();
    acts.iter().enumerate().filter_map(|(at, Act { input, act, n, .. })| {
        let PmAct::Briefed(brief) = act else { return None };
        let answers = |it: &Act| it.input == *input && matches!(it.act, PmAct::Answered(_));
        if acts[at..].iter().any(answers) {
            return None;
        }
        let Brief { question, options, default, needed_by, silence } = brief.clone();
        Some(Opened {
            n: *n,
            kind: Kind::Brief,
            text: question,
            owner: "pm".into(),
            due: needed_by,
            next_step: Text::default(),
            sort: Text::default(),
            brief: Some(Terms { options, default, silence }),
        })
    })
}

/// Inputs put off to a day and not taken up again: questions to the one who would give them.
fn deferred(session: &Session) -> impl Iterator<Item = Opened> + '_ {
    let acts = session.acts();
    acts.iter().enumerate().filter_map(|(at, Act { input, act, n, .. })| {
        let PmAct::Deferred { until } = act else { return None };
        if acts[at + 1..].iter().any(|it| it.input == *input) {
            return None;
        }
        let (known, role) = session.pm_input(input)?;
        Some(Opened {
            n: *n,
            kind: Kind::Question,
            text: known.text.clone(),
            owner: role.word().into(),
            due: *until,
            next_step: Text::default(),
            sort: Text::default(),
            brief: None,
        })
    })
}

fn known(session: &Session) -> impl Iterator<Item = &GivenEntry> {
    let given = &session.setup().given;
    given.open.iter().chain(&given.briefs)
}

fn settled(session: &Session) -> Vec<(Text, Text)> {
    let how = |it: &GivenEntry| Some((it.id.clone(), session.settled(&it.id)?.clone()));
    known(session).filter_map(how).filter(|(_, how)| &**how != STILL_OPEN).collect()
}

fn renewed(session: &Session, entry: &GivenEntry) -> Option<(Text, Opened)> {
    Some((entry.id.clone(), opened(0, session.recall(entry).renewed?)?))
}

fn judged(session: &Session) -> Option<(Text, Id)> {
    let outcome = session.chosen(&"goal.outcome".into())?.clone();
    let known = session.setup().given.sprint_goal.clone();
    let goal = if known.is_empty() { session.goal().unwrap_or_default() } else { known };
    Some((goal, outcome))
}

fn confidence(session: &Session, end: Moment) -> Option<u32> {
    let median = session.measure(&Measure::Median("fist".into()), end)?;
    u32::try_from(median).ok()
}

fn low_check_in(session: &Session, end: Moment) -> Option<bool> {
    let held = session.reveals().iter().any(|it| it.pulse == "safety");
    held.then(|| session.is(&"safety.low".into(), end))
}
