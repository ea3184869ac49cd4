//! What developers have for a sprint, as format 1 spells it: totals, never a person.

use serde::{Deserialize, Serialize};

use crate::{
    ceremony::{Amount, Percent},
    session,
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Capacity")]
pub(super) struct Capacity {
    people: u32,
    days: u32,
    available: Amount,
    #[serde(default)]
    duties: Amount,
    hours: Amount,
    focus: Percent,
    free: Percent,
}
