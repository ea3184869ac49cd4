//! The items a team could take on, in the product owner's order. A session records only those it touches.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Place, Text, asset::whole};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backlog {
    pub id: Id,
    pub items: Vec<BacklogItem>,
}

impl Backlog {
    /// Reads a backlog of any size. Keys may be missing or there twice, as other tools export them; `check` is stricter.
    pub fn read(text: &str) -> Result<Backlog, (Place, String)> {
        whole(text)
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BacklogItem {
    /// What people call it by: `AUR-41`. Empty where a file had none.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub key: Text,
    pub title: Text,
    /// For whom and what for.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub why: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub description: Text,
    /// What must be true when it is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Text>,
    /// As the developers sized it; empty when they have not.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub size: Text,
    /// Tag facts: `item.strategic` …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Id>,
    /// In the words of the tool it comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Text>,
    /// Story, bug, task …
    #[serde(default, skip_serializing_if = "is_empty")]
    pub kind: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub priority: Text,
    /// Refined well enough to be taken on.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ready: bool,
    /// The key of the item it is a part of, or its title.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub parent: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub state: Text,
    /// Done, archived or thrown away: nothing to plan.
    #[serde(default, skip_serializing_if = "is_false")]
    pub closed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub link: Text,
    /// The tool or file it was imported from; empty for what was written here.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub origin: Text,
    #[serde(default, skip_serializing_if = "Brought::is_empty")]
    pub brought: Brought,
}

/// What an import had said where something else was said here since; `None` where it stands as it came. By it the next import
/// knows the item under its old key, and tells what changed on both sides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Vec<Text>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<bool>,
}

impl Brought {
    fn is_empty(&self) -> bool {
        *self == Brought::default()
    }
}

fn is_empty(it: &Text) -> bool {
    it.as_str().is_empty()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(it: &bool) -> bool {
    !*it
}
