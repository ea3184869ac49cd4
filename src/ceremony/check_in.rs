//! A check-in or closing: how a retrospective begins and ends, with the vote it takes, if any. Knows no running session.

use serde::{Deserialize, Serialize};

use super::{Id, Minutes, Text};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    pub id: Id,
    pub title: Text,
    pub place: CheckInPlace,
    pub minutes: Minutes,
    /// What to say.
    pub ask: Text,
    /// The vote it is, where it is one; else people speak in turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pulse: Option<Id>,
    /// What to make of the answers.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub then: Text,
    pub sources: Vec<Text>,
}

/// Where in a ceremony it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckInPlace {
    Opening,
    Closing,
}
