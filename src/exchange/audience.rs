//! What leaves for whom. A retrospective's topics stay with the team; nothing else is decided here.

use std::collections::BTreeSet;

use crate::{
    ceremony::{CaptureKind, Instrument, Over, Text},
    session::{Captured, Session},
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

/// Whether the session was held in confidence: cards were written there. Its topics have not been released, since nothing
/// records a release.
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

    /// The captures of a kind that leave.
    pub(super) fn captures(
        self,
        session: &Session,
        kind: CaptureKind,
    ) -> impl Iterator<Item = &Captured> {
        let open = self.may_read(session, kind);
        session.captures().iter().filter(move |it| open && it.capture.kind == kind)
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

/// What of the session stays behind.
pub fn left_out(session: &Session, audience: Audience) -> Vec<LeftOut> {
    let of = |kind: CaptureKind| {
        let all = session.captures().iter().filter(|it| it.capture.kind == kind);
        if audience.may_read(session, kind) { 0 } else { all.count() }
    };
    let captures = CaptureKind::ALL.into_iter().map(|it| (Part::Captures(it), of(it)));
    let (mut topics, mut votes) = (0, 0);
    if is_confidential(session) {
        topics = self::topics(session).len();
        votes = session.reveals().len();
    }
    let parts = captures.chain([(Part::Topics, topics), (Part::Votes, votes)]);
    parts.filter(|(_, count)| 0 < *count).map(|(part, count)| LeftOut { part, count }).collect()
}
