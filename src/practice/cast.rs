//! Who is on the stage of a run and what they say between the situations, and runs set by hand. Data only.

use serde::{Deserialize, Serialize};

use crate::{
    ceremony::{Amount, CaptureKind, Id, PmKind, Text},
    session::Draft,
};

/// A run set by hand; without one it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub id: Id,
    pub title: Text,
    pub ceremony: Id,
    pub profile: Id,
    pub level: Id,
    /// Told before it begins.
    #[serde(default)]
    pub intro: Text,
    /// In the order of the steps, whatever order they stand in.
    pub situations: Vec<Id>,
}

/// The simulated team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    pub id: Id,
    /// The team's name.
    pub team: Text,
    /// What the learner is called.
    pub you: Text,
    /// The personas who are there in every ceremony.
    pub crew: Vec<Id>,
    /// Further ones, by ceremony.
    #[serde(default)]
    pub guests: Vec<(Id, Vec<Id>)>,
    /// Personas who are spoken of and are never in the room.
    #[serde(default)]
    pub never_comes: Vec<Id>,
    /// The product manager one can ask, by what the organisation has.
    #[serde(default)]
    pub pms: Vec<(PmKind, Id)>,
    /// Items from the top of the backlog.
    pub items: usize,
    #[serde(default)]
    pub open: Vec<LeftOpen>,
    /// What the team delivered in its last sprints, oldest first.
    #[serde(default)]
    pub velocities: Vec<u32>,
    pub turns: Vec<Says>,
    pub blockers: Vec<RaisesBlocker>,
    #[serde(default)]
    pub titles: Vec<CallsOut>,
    #[serde(default)]
    pub captures: Vec<WritesDown>,
    #[serde(default)]
    pub verdicts: Vec<Verdict>,
    /// What the developers count where capacity is counted.
    #[serde(default)]
    pub days: Option<CountsDays>,
    /// What is said when the sprint is full.
    #[serde(default)]
    pub full: Text,
    #[serde(default)]
    pub board: TeamBoard,
    /// The cards of the simulated estimates.
    pub sizes: Vec<u32>,
    /// With `{votes}`.
    pub votes: Text,
    /// With `{cards}`.
    pub cards: Text,
    /// When the talk about cards far apart is over and they play again.
    #[serde(default)]
    pub again: Text,
    /// With `{size}`.
    #[serde(default)]
    pub agreed: Text,
    pub moods: Vec<Moods>,
    /// With `{name}`.
    pub arrives: Text,
    pub leaves: Text,
    pub pm: PmLines,
    pub epilogue: Epilogue,
}

/// What an earlier session left open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOpen {
    pub kind: CaptureKind,
    pub text: Text,
    pub owner: Text,
    #[serde(default)]
    pub next_step: Text,
    pub age: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    pub who: Id,
    pub says: Text,
}

/// A blocker as it is said and as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaisesBlocker {
    pub who: Id,
    pub says: Text,
    pub text: Text,
}

/// Titles for the passes of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallsOut {
    pub step: Id,
    pub titles: Vec<Text>,
}

/// What somebody else writes down at a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WritesDown {
    pub step: Id,
    pub who: Id,
    pub says: Text,
    pub capture: Draft,
}

/// What is said when a pass ends that way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    pub outcome: Id,
    pub says: Vec<Text>,
}

/// Person-days that are not there for the sprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountsDays {
    pub who: Id,
    pub says: Text,
    pub away: Amount,
    #[serde(default)]
    pub duties: Amount,
}

/// What the team brings to a board, whatever format it has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamBoard {
    /// While cards are written.
    pub writes: Text,
    /// When they are shown.
    pub shows: Text,
    /// With `{dots}`.
    pub dots: Text,
    /// The columns of all formats into which cards of a kind go.
    pub columns: Vec<(Lean, Vec<Id>)>,
    pub cards: Vec<WritesCard>,
    /// Cards that say the same, by their texts.
    pub topics: Vec<SameTopic>,
}

/// What a card is about: something to keep, something that hurts, something to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lean {
    Keep,
    Hurts,
    Try,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WritesCard {
    pub who: Id,
    pub lean: Lean,
    pub text: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameTopic {
    pub title: Text,
    pub cards: Vec<Text>,
}

/// How a persona takes an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moods {
    pub who: Id,
    pub glad: Text,
    pub flat: Text,
    pub sour: Text,
}

/// What is told of a product manager who was asked; with `{name}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PmLines {
    pub comes: Text,
    pub waits: Text,
    pub answers: Text,
    /// Pulled in where nothing called for it.
    pub uncalled: Text,
    /// The same with nobody there to pull in.
    pub noted: Text,
    /// The answer to a brief.
    pub reply: Text,
}

/// What the last page is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Epilogue {
    /// When nothing went wrong.
    pub met: Text,
    /// Which answer weighed most, with `{text}`.
    pub choice: Text,
    /// What the team says, by trust; the first whose bound holds.
    pub said: Vec<Said>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    pub from: i32,
    pub text: Text,
}

impl Cast {
    /// Personas who are there from the beginning.
    pub fn present(&self, ceremony: &Id) -> impl Iterator<Item = &Id> {
        let guests = self.guests.iter().filter(move |it| it.0 == *ceremony);
        self.crew.iter().chain(guests.flat_map(|it| &it.1))
    }
}
