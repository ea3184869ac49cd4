//! The figures practice runs by: levels, simulated state, rubric, debrief, schedule. Whole numbers only, no behaviour.

use serde::{Deserialize, Serialize};

use super::Grade;
use crate::ceremony::{Id, Minutes, Op, Percent, Secs, Text};

/// How hard a run is, and when the next one is harder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    pub id: Id,
    pub levels: Vec<Level>,
    pub run: RunRule,
    /// Up after that many runs in a row at or above the score, without a poor answer on a capping axis.
    pub promote: Streak,
    /// Down after that many runs in a row below the score.
    pub demote: Streak,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    pub id: Id,
    pub title: Text,
    pub feedback: Feedback,
    /// Answers shown; a poor one is left out where there are more.
    pub options: usize,
    pub hints: Hints,
    pub clock: Clock,
    /// One's own words before the answers are shown.
    #[serde(default)]
    pub own_words_first: bool,
    /// Situations of a run in which the right thing is to let it pass.
    pub noise: usize,
}

impl Level {
    /// For a run whose level nobody knows any more: every help there is.
    pub(super) fn plain() -> Level {
        Level {
            id: Id::default(),
            title: Text::default(),
            feedback: Feedback::Instant,
            options: 4,
            hints: Hints::ActivitiesAndConditions,
            clock: Clock::Calm,
            own_words_first: false,
            noise: 1,
        }
    }
}

/// When the reasons are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Feedback {
    Instant,
    Debrief,
}

/// What of the real sheet is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hints {
    ActivitiesAndConditions,
    Activities,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    Calm,
    Fast,
}

/// How many situations a run has; with fewer in stock it takes what there is and says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunRule {
    pub least: usize,
    pub most: usize,
    pub minutes: (Minutes, Minutes),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Streak {
    pub runs: usize,
    pub score: u32,
}

/// What the simulated team carries from answer to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    pub id: Id,
    pub bars: Vec<BarRule>,
    pub consequences: Vec<Consequence>,
    /// What its three lines tell.
    pub epilogue: Text,
}

/// What is measured: four bars of points, and the minutes left on the step clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Bar {
    Trust,
    Clarity,
    Scope,
    Align,
    TimeLeft,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BarRule {
    pub bar: Bar,
    pub start: i32,
    pub range: (i32, i32),
    pub means: Text,
}

/// What happens while every one of its bounds holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    pub id: Id,
    pub when: Vec<Bound>,
    pub outcome: Outcome,
    pub text: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound(pub Bar, pub Op, pub i32);

impl Bound {
    pub fn holds(&self, value: i32) -> bool {
        let above_least = |it: i32| i64::from(it).abs_diff(i64::from(i32::MIN));
        self.1.holds(above_least(value), above_least(self.2))
    }
}

/// What the simulation does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    BlockersUnsaid,
    EstimatesSpread,
    GoalMissed,
    PmEscalates,
    ClosingCut,
    ThinnerSlice,
    BriefAnswered,
}

/// How a run is scored, against nobody but oneself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    pub id: Id,
    pub points: Points,
    /// An axis with fewer answers shows *few data* instead of a figure.
    pub axis_least: usize,
    pub parts: Vec<RunPart>,
    pub terms: Vec<Term>,
    /// What each minute over takes off the part for time.
    pub minute_over: Percent,
    /// Axes on which a poor answer caps the run, and the cap.
    pub cap: (Vec<Id>, u32),
    /// How sure one is said to be, from least to most.
    pub confidence: Vec<Percent>,
    pub bands: Vec<Band>,
    pub never: Text,
    pub grading_note: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    pub best: u32,
    pub acceptable: u32,
    pub poor: u32,
}

impl DrillRatings {
    /// Without a word on how sure one was, an answer is neither sure nor unsure.
    pub fn of(&self, right: bool, secs: Secs, sure: Option<Sure>) -> Rating {
        match (right, sure) {
            (false, _) => self.wrong,
            (true, Some(Sure::Not)) => self.slow_or_unsure,
            (true, _) if self.slow < secs => self.slow_or_unsure,
            (true, Some(Sure::Very)) if secs <= self.quick => self.quick_and_sure,
            (true, _) => self.right,
        }
    }
}

impl SituationRatings {
    pub fn of(&self, grade: Grade, sure: Option<Sure>, aided: bool) -> Rating {
        match grade {
            Grade::Poor => self.poor,
            Grade::Acceptable => self.acceptable,
            Grade::Best if sure == Some(Sure::Very) && !aided => self.best_sure_unaided,
            Grade::Best => self.best,
        }
    }
}

/// Where a said confidence lies among the rubric's steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    Not,
    Rather,
    Very,
}

impl Rubric {
    pub fn sure(&self, confidence: Percent) -> Sure {
        match confidence {
            it if Some(&it) == self.confidence.last() => Sure::Very,
            it if Some(&it) == self.confidence.first() => Sure::Not,
            _ => Sure::Rather,
        }
    }
}

impl Points {
    pub fn of(&self, grade: Grade) -> u32 {
        match grade {
            Grade::Best => self.best,
            Grade::Acceptable => self.acceptable,
            Grade::Poor => self.poor,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunPart {
    pub id: Id,
    pub weight: Percent,
    pub text: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub id: Id,
    pub text: Text,
}

/// What a score is called, up to and with `to`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub to: u32,
    pub text: Text,
}

/// The talk after a run, part by part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Debrief {
    pub id: Id,
    pub parts: Vec<DebriefPart>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DebriefPart {
    pub id: Id,
    pub time: Secs,
    pub text: Text,
}

/// When what comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheduler {
    pub id: Id,
    pub retention: Percent,
    /// The weights of FSRS 6, in ten-thousandths.
    pub weights: Vec<u32>,
    pub drill: DrillRatings,
    pub situation: SituationRatings,
    /// A wrong answer one was sure of is rated like a wrong one and shown once more in the same session.
    pub sure_and_wrong_again: bool,
    pub least_days: u32,
    pub most_days: u32,
    pub fuzz: Percent,
    pub mix: Mix,
    pub daily: SessionPart,
    /// Days until the principle of a warning flagged live is due.
    pub after_live_days: u32,
    pub sources: Vec<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rating {
    Again,
    Hard,
    Good,
    Easy,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrillRatings {
    pub wrong: Rating,
    pub slow_or_unsure: Rating,
    pub right: Rating,
    pub quick_and_sure: Rating,
    /// At most so long counts as quick.
    pub quick: Secs,
    /// Longer counts as slow.
    pub slow: Secs,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SituationRatings {
    pub poor: Rating,
    pub acceptable: Rating,
    pub best: Rating,
    pub best_sure_unaided: Rating,
}

/// What a session of repetition is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mix {
    pub due: Percent,
    pub new: Percent,
    pub weakest_axis: Percent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionPart {
    pub drills: usize,
    pub runs: usize,
}
