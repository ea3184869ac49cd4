//! A capture as it is typed, and the capture it becomes. Nothing is filled in here.

use serde::{Deserialize, Serialize};

use super::event::Capture;
use crate::ceremony::{CaptureKind, Text};

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
