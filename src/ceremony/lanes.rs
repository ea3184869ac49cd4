//! What people do at a step: the product owner's activities and the product manager's inputs, as an author writes them.

use serde::{Deserialize, Serialize};

use super::{Condition, Id, Secs, Text};

/// Something the PO does at a step. Ticking is a memory aid, optional everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    pub id: Id,
    #[serde(rename = "do")]
    pub text: Text,
    pub need: Need,
    pub mark: Mark,
    pub done: Text,
    #[serde(default)]
    pub per_pass: bool,
    #[serde(default)]
    pub when: Condition,
    #[serde(default)]
    pub sources: Vec<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    Required,
    Optional,
}

/// How an activity comes to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Met by what happens anyway; a dot, nobody's tick.
    Auto(Condition),
    /// `o` ticks it; nobody is asked.
    Key,
    /// How to be, not what to do: a quiet line without a box, never counted.
    Stance,
}

/// An optional contribution of the product manager (or, under `pjm`, the project manager), and when it applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PmInput {
    pub id: Id,
    pub text: Text,
    pub when: Condition,
    pub mode: PmMode,
    /// A ceiling in seconds; 0 for what costs the meeting no time.
    #[serde(default)]
    pub time: Secs,
    /// When the profile has nobody for it.
    #[serde(default)]
    pub without: WithoutPm,
    /// What is proposed when there is one who is not here.
    pub absent: PmMode,
    /// It may ask again after it was settled.
    #[serde(default)]
    pub again: bool,
    #[serde(default)]
    pub sources: Vec<Text>,
}

/// How a PM takes part. A wish: the profile may allow less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PmMode {
    /// Sits in.
    Live,
    /// Fetched for it.
    OnCall,
    /// A brief or a note.
    Async,
    /// An outgoing note; sent is given.
    Inform,
    /// The PO answers under the strategy hat.
    Carry,
    /// Later, with a date.
    Defer,
    /// Not needed after all.
    Waive,
}

/// What happens to an input when the profile has no separate PM.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WithoutPm {
    #[default]
    Carry,
    Waive,
}
