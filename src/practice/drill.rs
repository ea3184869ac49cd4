//! The drill *who owns it?*: statements about work, and whose part each of them is. Data only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ceremony::{Id, PmKind, Profile, Text};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drills {
    pub id: Id,
    pub drills: Vec<Drill>,
}

/// One statement to be sorted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drill {
    pub id: Id,
    pub say: Text,
    pub own: Owner,
    /// The answer where a profile changes it.
    #[serde(default)]
    pub own_in: BTreeMap<Id, Owner>,
    /// Who shares, when it is shared.
    #[serde(default)]
    pub shared_by: Vec<Owner>,
    /// One of the responsibilities of the gap analysis.
    #[serde(default)]
    pub gap: bool,
    /// Asks for more than the usual five answers.
    #[serde(default)]
    pub extra: bool,
    pub why: Text,
    /// What holds in every profile.
    #[serde(default)]
    pub note: Option<Text>,
    /// What one profile adds.
    #[serde(default)]
    pub notes_in: BTreeMap<Id, Text>,
    pub sources: Vec<Text>,
}

impl Drill {
    pub fn owner_in(&self, profile: &Id) -> Owner {
        self.own_in.get(profile).copied().unwrap_or(self.own)
    }

    /// Where one person carries both roles, the product owner is right for the product manager's part too.
    pub fn judge(&self, profile: &Profile, answer: Owner) -> Sorting {
        let owner = self.owner_in(&profile.id);
        if owner == answer {
            Sorting::Right
        } else if profile.pm == PmKind::Combined && (owner, answer) == (Owner::Pm, Owner::Po) {
            Sorting::RightUnderTheHat
        } else {
            Sorting::Wrong
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorting {
    Right,
    /// Right, if the product owner says that they speak as the strategist now.
    RightUnderTheHat,
    Wrong,
}

impl Sorting {
    pub fn is_right(self) -> bool {
        self != Sorting::Wrong
    }
}

/// Whose part it is. Where one person is both, the product manager's part is theirs under the strategy hat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Owner {
    Po,
    Pm,
    Shared,
    Dev,
    Pjm,
    Sm,
}

impl Owner {
    /// As they are offered.
    pub const ALL: [Owner; 6] =
        [Owner::Po, Owner::Pm, Owner::Shared, Owner::Dev, Owner::Pjm, Owner::Sm];
}
