//! What practice trains and who speaks in it: axes, principles, personas. Data only.

use serde::{Deserialize, Serialize};

use crate::ceremony::{Id, Role, Text};

/// The skills a run is scored on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axes {
    pub id: Id,
    pub axes: Vec<Axis>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    pub id: Id,
    pub title: Text,
    /// What somebody strong on it does.
    pub text: Text,
    pub sources: Vec<Text>,
}

/// What the situations teach; repetition goes by principle, never by text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Principles {
    pub id: Id,
    pub principles: Vec<Principle>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Principle {
    pub id: Id,
    pub text: Text,
    pub axis: Id,
    /// What one may mean to do the next time: if this, then that. Edited by the learner.
    #[serde(default)]
    pub plan: Text,
    /// Live warnings that make it due when they are flagged.
    #[serde(default)]
    pub warnings: Vec<Id>,
}

/// The people of practice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Personas {
    pub id: Id,
    pub personas: Vec<Persona>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    pub id: Id,
    pub name: Text,
    pub role: Role,
    pub manner: Text,
    #[serde(default)]
    pub wants: Option<Text>,
    #[serde(default)]
    pub calmed_by: Option<Text>,
    /// What happens when the product owner loses them.
    #[serde(default)]
    pub risk: Option<Text>,
}
