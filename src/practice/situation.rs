//! Situations: one decision inside a practice run, its possible answers, and what each of them does. Data only.

use serde::{Deserialize, Serialize};

use crate::ceremony::{Id, Secs, Text};

/// The situations of one ceremony.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situations {
    pub id: Id,
    pub ceremony: Id,
    pub situations: Vec<Situation>,
}

/// A scene at a step, and what the product owner may do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    pub id: Id,
    pub step: Id,
    /// The profile it was written for; `None` when it was written for all of them alike.
    #[serde(default)]
    pub profile: Option<Id>,
    /// The profiles in which the scene works as told; a run draws from these.
    pub fits: Vec<Id>,
    pub personas: Vec<Id>,
    pub principle: Id,
    /// What becomes true when the scene begins.
    #[serde(default)]
    pub facts: Vec<Id>,
    /// The right thing is to let it pass.
    #[serde(default)]
    pub noise: bool,
    /// Hands the scene speaks of, one a developer: those of the vote at its step, or the cards of the item it comes at.
    #[serde(default)]
    pub hands: Vec<u32>,
    pub scene: Text,
    pub options: Vec<SituationOption>,
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SituationOption {
    pub id: Id,
    pub grade: Grade,
    pub text: Text,
    pub why: Text,
    pub sources: Vec<Text>,
    pub effects: Effects,
    /// A delayed consequence, told in a later step or the epilogue.
    #[serde(default)]
    pub later: Option<Text>,
}

/// The author's judgement against the cited sources, not a truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    Poor,
    Acceptable,
    Best,
}

/// What an answer does: the time it takes, and points up or down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effects {
    pub time: Secs,
    #[serde(default)]
    pub trust: i32,
    #[serde(default)]
    pub clarity: i32,
    #[serde(default)]
    pub scope: i32,
    #[serde(default)]
    pub align: i32,
}

impl Effects {
    /// The points of the four bars together; time is apart.
    pub fn sum(&self) -> i32 {
        self.points().iter().sum()
    }

    /// Trust, clarity, scope and alignment.
    pub fn points(&self) -> [i32; 4] {
        [self.trust, self.clarity, self.scope, self.align]
    }
}

impl Situation {
    /// The best answer; every checked situation has exactly one.
    pub fn best(&self) -> Option<&SituationOption> {
        self.options.iter().find(|it| it.grade == Grade::Best)
    }

    pub fn option(&self, id: &Id) -> Option<&SituationOption> {
        self.options.iter().find(|it| it.id == *id)
    }
}
