//! What a run says beside the records of its session, in the same journal and numbered with them. It decides nothing.

use serde::{Deserialize, Serialize};

use super::Staged;
use crate::{
    ceremony::{Id, Percent, Text},
    session::{self, Moment},
};

/// Something that happened in a run: in its session, or in the situations beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Session(session::Event),
    Beside(Beside),
}

/// A line of the journal that is the run's own. Written for ever: names never change, fields are only ever added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Beside {
    Staged(Box<Staged>),
    /// The simulated team did its part at a step.
    Met {
        step: Id,
    },
    Opened {
        situation: Id,
    },
    /// One's own words, before the answers were shown.
    Worded {
        situation: Id,
        words: Text,
    },
    Answered {
        situation: Id,
        option: Id,
        #[serde(default)]
        confidence: Option<Percent>,
    },
    /// A product manager input was asked for that nothing called for.
    Pulled {
        input: Id,
    },
}

/// One of them, with its place in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub n: u64,
    pub at: Moment,
    pub event: Event,
}
