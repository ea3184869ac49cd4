//! What should hold before a step is left or somebody joins: data, judged elsewhere.

use serde::{Deserialize, Serialize};

use super::{Condition, Id, Role, Text};

/// What should hold before leaving a step. Guards advise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    pub id: Id,
    pub level: Level,
    /// A few words for *Leave when*.
    pub short: Text,
    /// In the author's words, for help.
    pub rule: Text,
    pub holds: Condition,
    /// What the program knows itself where a person would be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<SeenBy>,
    /// What is said while it does not hold; `{…}` names a measure of `domain.md`'s tables.
    pub say: Text,
    /// The guard exists only while this holds.
    #[serde(default)]
    pub when: Condition,
    /// The interface offers no other way; never shown as something to do.
    #[serde(default)]
    pub by_design: bool,
    #[serde(default)]
    pub speaks_for: Vec<Id>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// A dim line in *Leave when*, nothing else.
    Hint,
    /// Passes at the first press and leaves one quiet line.
    Soft,
    /// Refuses until it holds or is overridden with a reason.
    Hard,
}

/// What a round that is open tells of itself, as far as it is held at this keyboard; on a wall only people can see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeenBy {
    /// Everybody says they have written all they wanted to.
    Ready,
    /// No hidden card is left.
    Shown,
    /// Everybody has placed their dots or abstained, or the dots are on show.
    Placed,
}

/// People who hold no other role in the Scrum Team join only while the team agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    pub role: Role,
    pub agreed: Condition,
    /// What to do about it, said after the name.
    pub say: Text,
}
