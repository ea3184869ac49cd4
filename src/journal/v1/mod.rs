//! Journal format 1, for ever: what each line says, spelled out apart from the engine's own types.
//!
//! The compiler holds these declarations against the engine's; where those move on, this stays and translates. Ceremony,
//! profile, team and vocabulary are spelled as their assets are; a golden file holds that they stay readable.

mod capacity;
mod given;
mod happened;
mod items;
mod opened;
mod parts;

use serde::{Deserialize, Serialize};

pub(super) use opened::{Line0, Line1};

use crate::session;

/// An event, from line 2 on.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Told(#[serde(with = "happened::Event")] pub(super) session::Event);

/// Who asked, when it was not the facilitator.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Who(#[serde(with = "happened::Actor")] pub(super) session::Actor);

/// How a line begins that stands beside the session's records: a practice run's own.
pub(super) const BESIDE: &str = "Practice(";

/// The wrapping of such a line.
#[derive(Serialize)]
pub(super) enum Beside<'a, T> {
    Practice(&'a T),
}

/// Stands in a repaired journal for a record that could not be saved.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Lost {
    Lost,
}
