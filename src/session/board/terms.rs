//! What may be said about a board and its topics: where cards live, and how far a topic may go.

use serde::{Deserialize, Serialize};

/// Where cards are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CardInput {
    /// On paper or a shared board; here stand topics and totals.
    #[default]
    Wall,
    /// Here, hidden until they are shown.
    Typed,
}

/// How far what was said of a topic may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Release {
    /// It stays in the room.
    Stays,
    /// Into the team's own summary.
    Team,
    /// To the product manager as well.
    Pm,
    /// To anybody.
    Anybody,
}

impl Release {
    /// One further, and from the furthest back to the room.
    #[must_use]
    pub fn next(self) -> Release {
        match self {
            Release::Stays => Release::Team,
            Release::Team => Release::Pm,
            Release::Pm => Release::Anybody,
            Release::Anybody => Release::Stays,
        }
    }
}
