//! What practice leaves behind: the lines of `practice/journal.ron`. Schedule and progress are folds over them.
//!
//! Written for ever: names never change, fields are only ever added, with a default. Nothing here folds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Grade, Owner};
use crate::ceremony::{Id, Percent, Secs, Text};

/// One line. Lines of a newer version are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Line {
    Drilled(Drilled),
    /// A practice run that reached its debrief; one that was left leaves no line.
    RunEnded(Box<RunEnded>),
    /// *If … then I say …*, from the end of a debrief: shown when the next live session of the ceremony starts.
    Resolved {
        sid: Text,
        ceremony: Id,
        text: Text,
    },
    /// What became of a resolution in a live session.
    Tried {
        /// The run it was made in.
        sid: Text,
        how: Tried,
    },
    /// *I disagree*, kept for whoever edits the content.
    Disagreed {
        sid: Text,
        situation: Id,
        option: Id,
        note: Text,
    },
    /// A warning flagged in a live session: its principle is due `Scheduler::after_live_days` later.
    FlaggedLive {
        sid: Text,
        day: NaiveDate,
        warning: Id,
        principle: Id,
    },
}

/// A statement of the drill, sorted once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drilled {
    pub item: Id,
    pub profile: Id,
    /// Where it was done.
    pub day: NaiveDate,
    pub answer: Owner,
    /// By the rule of that day.
    pub right: bool,
    pub secs: Secs,
    /// How sure one said to be, if one said it.
    #[serde(default)]
    pub confidence: Option<Percent>,
}

/// How a practice run went. What follows from it (figures per axis, calibration, the level of the next run) is arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunEnded {
    /// Of the practice session, whose own journal tells the run step by step.
    pub sid: Text,
    /// Where it was done.
    pub day: NaiveDate,
    pub ceremony: Id,
    pub profile: Id,
    /// Of `levels.ron`: `guided`, `realistic`, `pressure`.
    pub level: Id,
    pub seed: u64,
    /// 0 to 100, the cap applied.
    pub score: u32,
    /// By the ids of the rubric's parts; a part without a case is left out.
    #[serde(default)]
    pub parts: Vec<(Id, Percent)>,
    /// In the order they were given; a moment that was tried again in the debrief counts as it was the first time.
    pub answers: Vec<Answered>,
    /// The axis the run was for, and the learner's own mark on it from 1 to 5, before any score.
    #[serde(default)]
    pub self_rated: Option<(Id, u32)>,
}

/// One situation of a run, answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub situation: Id,
    pub principle: Id,
    /// That of the principle on that day.
    pub axis: Id,
    pub option: Id,
    pub grade: Grade,
    /// One of the rubric's steps of confidence.
    #[serde(default)]
    pub confidence: Option<Percent>,
    /// A hint was on the screen.
    #[serde(default)]
    pub aided: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tried {
    Used,
    NotUsed,
    NoChance,
}
