//! What leaves for whom. A retrospective's topics stay in the room unless they were released; nothing else is decided here.

use std::collections::BTreeSet;

use super::Table;
use crate::{
    ceremony::{CaptureKind, Id, Instrument, Over, Text},
    session::{Captured, Release, Session},
};

/// Whom an export is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Team,
    Pm,
    Stakeholders,
    /// The product owner alone.
    Myself,
}

/// Something that was recorded and is not in the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub part: Part,
    pub count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Captures(CaptureKind),
    /// Titles of what was talked about, with their times.
    Topics,
    Votes,
}

/// Whether the session was held in confidence: cards were written there. Of its topics leaves only what was released.
pub(super) fn is_confidential(session: &Session) -> bool {
    session.setup().ceremony.steps.iter().any(|it| it.instrument == Instrument::Board)
}

impl Audience {
    /// Whether captures of this kind leave.
    pub(super) fn may_read(self, session: &Session, kind: CaptureKind) -> bool {
        use CaptureKind::{
            Action, Blocker, Decision, Feedback, Goal, NotYet, Note, Parking, Question, Risk,
        };
        if is_confidential(session) {
            return matches!(self, Audience::Team | Audience::Myself)
                && matches!(kind, Decision | Action);
        }
        match (self, kind) {
            (Audience::Team | Audience::Myself, _)
            | (Audience::Pm, Goal | Decision | Action | NotYet | Question | Blocker | Risk)
            | (Audience::Stakeholders, Goal | Decision | Feedback) => true,
            (Audience::Pm, Note | Parking | Feedback)
            | (
                Audience::Stakeholders,
                Action | NotYet | Question | Blocker | Risk | Note | Parking,
            ) => false,
        }
    }

    /// Whether what was said of a topic was released as far as this.
    pub(super) fn may_read_topic(self, session: &Session, title: &str) -> bool {
        let needs = match self {
            Audience::Team | Audience::Myself => Release::Team,
            Audience::Pm => Release::Pm,
            Audience::Stakeholders => Release::Anybody,
        };
        needs <= session.release(title)
    }

    fn may_read_about(self, session: &Session, it: &Captured) -> bool {
        it.capture.about.as_ref().is_some_and(|it| self.may_read_topic(session, it))
    }

    /// The captures of a kind that leave.
    pub(super) fn captures(
        self,
        session: &Session,
        kind: CaptureKind,
    ) -> impl Iterator<Item = &Captured> {
        let of_kind = session.captures().iter().filter(move |it| it.capture.kind == kind);
        of_kind.filter(move |it| self.may_read_this(session, it))
    }

    /// Whether this capture leaves: for its kind, or because it is about a topic that was released.
    pub(super) fn may_read_this(self, session: &Session, it: &Captured) -> bool {
        self.may_read(session, it.capture.kind) || self.may_read_about(session, it)
    }

    /// Whether what a step's passes were about leaves: nothing that was said in confidence, nor what captures of a kind say
    /// that do not leave.
    pub(super) fn may_read_passes(self, session: &Session, step: &Id) -> bool {
        let over = session.step_of(step).and_then(|it| it.passes.as_ref()).map(|it| &it.over);
        !is_confidential(session)
            && match over {
                Some(Over::Captured(kind) | Over::Open(kind) | Over::Past(kind)) => {
                    self.may_read(session, *kind)
                }
                _ => true,
            }
    }
}

/// The titles that were talked about; actions followed up are no topics.
fn topics(session: &Session) -> BTreeSet<Text> {
    let steps = session.setup().ceremony.steps.iter().filter(|it| {
        let over = it.passes.as_ref().map(|it| &it.over);
        over.is_some_and(|it| *it != Over::Open(CaptureKind::Action))
    });
    steps.flat_map(|it| session.passes_of(it)).map(|it| it.pass.title()).collect()
}

/// Whether passes over captures of this kind have times of their own.
fn timed(session: &Session, kind: CaptureKind) -> bool {
    let loops = session.setup().ceremony.steps.iter().filter(|it| {
        let over = it.passes.as_ref().map(|it| &it.over);
        matches!(over, Some(Over::Captured(of) | Over::Open(of) | Over::Past(of)) if *of == kind)
    });
    loops.into_iter().any(|it| !session.passes_of(it).is_empty())
}

/// What of the session stays behind; with a table only what would stand in it.
pub fn left_out(session: &Session, audience: Audience, table: Option<Table>) -> Vec<LeftOut> {
    let belongs = |part: Part| match (table, part) {
        (None, _) => true,
        (Some(Table::Captures), part) => matches!(part, Part::Captures(_)),
        (Some(Table::Actions), part) => part == Part::Captures(CaptureKind::Action),
        (Some(Table::Timings), Part::Captures(kind)) => timed(session, kind),
        (Some(Table::Estimates | Table::Timings), part) => part == Part::Topics,
    };
    let of = |kind: CaptureKind| {
        let all = session.captures().iter().filter(|it| it.capture.kind == kind);
        all.count() - audience.captures(session, kind).count()
    };
    let captures = CaptureKind::ALL.into_iter().map(|it| (Part::Captures(it), of(it)));
    let (mut topics, mut votes) = (0, 0);
    if is_confidential(session) {
        let kept = self::topics(session);
        topics = kept.iter().filter(|it| !audience.may_read_topic(session, it)).count();
        votes = session.reveals().len();
    }
    let parts = captures.chain([(Part::Topics, topics), (Part::Votes, votes)]);
    let parts = parts.filter(|(part, count)| 0 < *count && belongs(*part));
    parts.map(|(part, count)| LeftOut { part, count }).collect()
}
