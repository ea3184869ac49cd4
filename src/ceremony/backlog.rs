//! The items a team could take on, in the product owner's order. A session records only those it touches.

use serde::{Deserialize, Serialize};

use super::{Id, Text};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backlog {
    pub id: Id,
    pub items: Vec<BacklogItem>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BacklogItem {
    /// What people call it by: `AUR-41`.
    pub key: Text,
    pub title: Text,
    /// For whom and what for.
    #[serde(default)]
    pub why: Text,
    /// What must be true when it is done.
    #[serde(default)]
    pub criteria: Vec<Text>,
    /// As the developers sized it; empty when they have not.
    #[serde(default)]
    pub size: Text,
    /// Tag facts: `item.strategic` …
    #[serde(default)]
    pub tags: Vec<Id>,
}
