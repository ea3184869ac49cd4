//! The drill *who owns it?*: statements about work, and whose part each of them is. Data, and what the gap analysis takes of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    ceremony::{Id, PmKind, Profile, Role, Text},
    history::Duty,
};

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

/// The responsibilities of the gap analysis, and who should own each in this profile.
pub fn duties(drills: &[Drills], profile: &Id) -> Vec<Duty> {
    let flagged = drills.iter().flat_map(|it| &it.drills).filter(|it| it.gap);
    let duty = |it: &Drill| {
        let shared = it.shared_by.iter().copied().filter_map(Owner::role);
        let mut owners: Vec<Role> = match it.owner_in(profile).role() {
            Some(role) => vec![role],
            None => shared.collect(),
        };
        owners.sort_unstable();
        Duty { id: it.id.clone(), say: it.say.clone(), owners, why: it.why.clone() }
    };
    flagged.map(duty).collect()
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

    /// The role that owns it alone.
    pub fn role(self) -> Option<Role> {
        match self {
            Owner::Po => Some(Role::Po),
            Owner::Pm => Some(Role::Pm),
            Owner::Dev => Some(Role::Dev),
            Owner::Pjm => Some(Role::Pjm),
            Owner::Sm => Some(Role::Sm),
            Owner::Shared => None,
        }
    }
}
