//! What a run says beside the records of its session, in the same journal and numbered with them. It decides nothing.

use serde::{Deserialize, Serialize};

use super::Staged;
use crate::{
    ceremony::{Id, Percent, Text},
    journal::ron,
};

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

impl Beside {
    /// A line of the journal, as it stands there.
    pub fn read(text: &str) -> Option<Beside> {
        #[derive(Deserialize)]
        enum Wrapped {
            Practice(Beside),
        }
        ron::from_str(text).ok().map(|Wrapped::Practice(it)| it)
    }
}
