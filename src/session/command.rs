//! What can be asked of a session.

use serde::{Deserialize, Serialize};

use super::{
    Hand,
    event::{Brief, Capture},
};
use crate::ceremony::{CaptureKind, Id, Text};

/// A wish, in the imperative. Scripts write these as RON: `45 Advance`, `12 Capture(Decision(text: "…"))`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    Begin {
        present: Vec<Text>,
        #[serde(default)]
        leads: Option<Text>,
        #[serde(default)]
        mode: Option<Id>,
        /// Facts answered on the start sheet that differ from what was filled in.
        #[serde(default)]
        facts: Vec<(Id, bool)>,
        /// Minutes, when the length was changed.
        #[serde(default)]
        minutes: Option<u32>,
        #[serde(default)]
        prepared: Vec<Id>,
    },
    Attend {
        name: Text,
        here: bool,
    },
    /// On to the next step whose own condition does not pass it over; past the last one the session ends.
    Advance,
    /// As `Advance`, setting the hard guards that do not hold aside, with a reason.
    Override {
        why: Text,
    },
    Back,
    Jump(Id),
    Plan(Vec<Text>),
    /// Ends the current pass, with one of the loop's outcomes if it has any.
    NextPass(#[serde(default)] Option<Id>),
    SkipPass,
    /// Makes the pass with this title, or `dev 3` for the third turn, the current one again.
    ReturnTo(Text),
    SetFact(Id, bool),
    Confirm(Id),
    Do(Id),
    Skip {
        activity: Id,
        #[serde(default)]
        why: Text,
    },
    Pm(Id, PmMove),
    Capture(Draft),
    /// Rewrites the capture of record `of`.
    Amend {
        of: u64,
        to: Draft,
    },
    /// Closes something known from the past by its id.
    Settle {
        id: Text,
        how: Text,
    },
    /// Rewrites something known from the past, which stays open.
    Renew {
        id: Text,
        to: Draft,
    },
    Choose(Id, Id),
    /// A vote, as values seen: the hands on show or the one digit that stands for them.
    Reveal {
        pulse: Id,
        values: Vec<u32>,
    },
    /// Changes the item of this name, key or title; an empty one is the item at hand.
    Refine(Text, Refine),
    /// A round of cards as they lie on the table.
    ShowHands(Vec<Hand>),
    /// Turns over the cards that were played in secret.
    RevealHands,
    /// More time by thumbs; more up than down decides.
    Extend {
        up: u32,
        down: u32,
    },
    /// A minute without asking.
    ExtendAlone {
        secs: u32,
    },
    Pause,
    Resume,
    Rebalance(Vec<(Id, u32)>),
    Flag(Id),
    Finish,
    Abort {
        reason: Id,
        #[serde(default)]
        words: Text,
    },
    Undo,
    Redo,
    /// The shell's own: what happened to the process.
    Reopen,
    Gap {
        ms: u64,
        counted: bool,
    },
    Interrupt {
        signal: i32,
    },
}

/// What to do about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Refine {
    Rename(Text),
    /// For whom and what for.
    Explain(Text),
    /// What must be true, all of it.
    Require(Vec<Text>),
    /// A card that was played, or agreed on without a round; anything else needs a reason.
    Size {
        size: Text,
        #[serde(default)]
        why: Text,
    },
    Split {
        into: Vec<Text>,
        #[serde(default)]
        way: Option<Id>,
    },
    /// To before another item; without one, to the end.
    Move {
        #[serde(default)]
        before: Option<Text>,
        #[serde(default)]
        why: Text,
    },
    Rank {
        #[serde(default)]
        scheme: Option<Id>,
        #[serde(default)]
        values: Vec<(Id, u32)>,
        #[serde(default)]
        why: Text,
    },
    Tag(Id, bool),
}

/// What to do about a PM input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum PmMove {
    Request,
    Give,
    Carry {
        #[serde(default)]
        assumption: bool,
    },
    /// With nothing filled in, the draft is made from the step.
    Brief {
        #[serde(default)]
        question: Text,
        #[serde(default)]
        options: Vec<Text>,
        #[serde(default)]
        default: Text,
        #[serde(default)]
        needed_by: Option<chrono::NaiveDate>,
        #[serde(default)]
        silence: Text,
    },
    Answer(Text),
    Defer {
        #[serde(default)]
        until: Option<chrono::NaiveDate>,
    },
    Waive,
}

/// A capture as typed: only the text is needed, the rest is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Draft {
    Note {
        text: Text,
    },
    Decision {
        text: Text,
        /// Who decided or under which hat; `po` when left out.
        #[serde(default)]
        from: Text,
        #[serde(default)]
        due: Option<chrono::NaiveDate>,
    },
    Action {
        text: Text,
        #[serde(default)]
        owner: Text,
        #[serde(default)]
        due: Option<chrono::NaiveDate>,
        #[serde(default)]
        signal: Text,
    },
    Blocker {
        text: Text,
        #[serde(default)]
        sort: Text,
        #[serde(default)]
        owner: Text,
        #[serde(default)]
        next_step: Text,
        #[serde(default)]
        due: Option<chrono::NaiveDate>,
    },
    Question {
        text: Text,
        #[serde(default)]
        sort: Text,
        #[serde(default)]
        owner: Text,
        #[serde(default)]
        due: Option<chrono::NaiveDate>,
        #[serde(default)]
        answer: Text,
    },
    Risk {
        text: Text,
        #[serde(default)]
        sort: Text,
        #[serde(default)]
        owner: Text,
        #[serde(default)]
        outcome: Text,
    },
    Parking {
        text: Text,
        /// The people it concerns.
        #[serde(default)]
        people: Text,
        #[serde(default)]
        outcome: Text,
    },
    NotYet {
        text: Text,
        #[serde(default)]
        from: Text,
        #[serde(default)]
        due: Option<chrono::NaiveDate>,
    },
    Feedback {
        text: Text,
        #[serde(default)]
        from: Text,
        #[serde(default)]
        outcome: Text,
    },
    Goal {
        text: Text,
        #[serde(default, rename = "final")]
        is_final: bool,
    },
}

impl Draft {
    pub fn kind(&self) -> CaptureKind {
        match self {
            Draft::Note { .. } => CaptureKind::Note,
            Draft::Decision { .. } => CaptureKind::Decision,
            Draft::Action { .. } => CaptureKind::Action,
            Draft::Blocker { .. } => CaptureKind::Blocker,
            Draft::Question { .. } => CaptureKind::Question,
            Draft::Risk { .. } => CaptureKind::Risk,
            Draft::Parking { .. } => CaptureKind::Parking,
            Draft::NotYet { .. } => CaptureKind::NotYet,
            Draft::Feedback { .. } => CaptureKind::Feedback,
            Draft::Goal { .. } => CaptureKind::Goal,
        }
    }

    /// The capture as typed, with nothing filled in.
    pub fn into_capture(self) -> Capture {
        let kind = self.kind();
        match self {
            Draft::Note { text } => Capture::new(kind, text),
            Draft::Decision { text, from, due } => {
                Capture { due, from, ..Capture::new(kind, text) }
            }
            Draft::Action { text, owner, due, signal } => {
                Capture { owner, due, signal, ..Capture::new(kind, text) }
            }
            Draft::Blocker { text, sort, owner, next_step, due } => {
                Capture { owner, due, sort, next_step, ..Capture::new(kind, text) }
            }
            Draft::Question { text, sort, owner, due, answer } => {
                Capture { sort, owner, due, outcome: answer, ..Capture::new(kind, text) }
            }
            Draft::Risk { text, sort, owner, outcome } => {
                Capture { owner, sort, outcome, ..Capture::new(kind, text) }
            }
            Draft::Parking { text, people, outcome } => {
                Capture { owner: people, outcome, ..Capture::new(kind, text) }
            }
            Draft::NotYet { text, from, due } => Capture { due, from, ..Capture::new(kind, text) },
            Draft::Feedback { text, from, outcome } => {
                Capture { from, outcome, ..Capture::new(kind, text) }
            }
            Draft::Goal { text, is_final } => Capture { is_final, ..Capture::new(kind, text) },
        }
    }
}

impl From<Capture> for Draft {
    fn from(it: Capture) -> Draft {
        let Capture {
            kind,
            text,
            owner,
            due,
            sort,
            next_step,
            signal,
            from,
            outcome,
            about: _,
            is_final,
        } = it;
        match kind {
            CaptureKind::Note => Draft::Note { text },
            CaptureKind::Decision => Draft::Decision { text, from, due },
            CaptureKind::Action => Draft::Action { text, owner, due, signal },
            CaptureKind::Blocker => Draft::Blocker { text, sort, owner, next_step, due },
            CaptureKind::Question => Draft::Question { text, sort, owner, due, answer: outcome },
            CaptureKind::Risk => Draft::Risk { text, sort, owner, outcome },
            CaptureKind::Parking => Draft::Parking { text, people: owner, outcome },
            CaptureKind::NotYet => Draft::NotYet { text, from, due },
            CaptureKind::Feedback => Draft::Feedback { text, from, outcome },
            CaptureKind::Goal => Draft::Goal { text, is_final },
        }
    }
}

impl From<PmMove> for super::event::PmAct {
    fn from(it: PmMove) -> Self {
        use super::event::PmAct;
        match it {
            PmMove::Request => PmAct::Requested,
            PmMove::Give => PmAct::Given,
            PmMove::Carry { assumption } => PmAct::Carried { assumption },
            PmMove::Brief { question, options, default, needed_by, silence } => {
                PmAct::Briefed(Brief { question, options, default, needed_by, silence })
            }
            PmMove::Answer(text) => PmAct::Answered(text),
            PmMove::Defer { until } => PmAct::Deferred { until },
            PmMove::Waive => PmAct::Waived,
        }
    }
}
