//! A retrospective's format: the columns cards are written in, and when it is proposed. Knows no running session.

use serde::{Deserialize, Serialize};

use super::{Condition, Id, Minutes, Secs, Text};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    pub id: Id,
    pub title: Text,
    /// What it is good for, in a few words.
    pub best: Text,
    /// What it takes; not offered in a shorter meeting.
    pub minutes: Minutes,
    /// Not offered while this does not hold.
    #[serde(default)]
    pub needs: Condition,
    pub columns: Vec<FormatColumn>,
    /// Tried before what was used last time; the first that holds gives the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub propose: Vec<Proposal>,
    /// The slot of a topic, where the format has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Secs>,
    pub sources: Vec<Text>,
}

/// Where cards go, and what they answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormatColumn {
    pub id: Id,
    pub title: Text,
    pub ask: Text,
}

/// When a format fits, and why, in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    pub when: Condition,
    pub why: Text,
}

impl Format {
    pub fn column(&self, id: &Id) -> Option<&FormatColumn> {
        self.columns.iter().find(|it| it.id == *id)
    }
}
