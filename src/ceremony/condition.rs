//! The one small language for *when*, *holds*, *warn*, *branch* and *skip*.

use serde::{Deserialize, Serialize};

use super::{CaptureKind, Id, Role};

/// A question with a yes or a no, asked of a running session.
///
/// Source of the vocabulary: `assets/vocabulary/facts.ron` for facts, [`Measure`] for numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    #[default]
    Always,
    Never,
    /// Only a person can judge it: one key confirms. Not part of a larger condition.
    Asked,
    /// The fact is true.
    Is(Id),
    /// The session runs this ceremony.
    In(Id),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Measure(Measure, Op, u32),
    /// The measure stands in this relation to another measure times a hundredth.
    Compare(Measure, Op, Measure, u32),
    /// The named choice of a step has been made.
    Chosen(Id),
    /// The named choice of a step was answered with this option.
    Chose(Id, Id),
    /// One text of this kind has, for every inner list, at least one of its words (whole words, any case).
    Says(CaptureKind, Vec<Vec<String>>),
    /// One text of this kind starts with one of these words.
    Opens(CaptureKind, Vec<String>),
}

/// How a number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    AtLeast,
    AtMost,
    Over,
    Under,
    Exactly,
}

impl Op {
    pub fn holds(self, left: u64, right: u64) -> bool {
        match self {
            Op::AtLeast => left >= right,
            Op::AtMost => left <= right,
            Op::Over => left > right,
            Op::Under => left < right,
            Op::Exactly => left == right,
        }
    }
}

/// A number read off a session. Seconds, counts, or hundredths where the name says *share*.
///
/// A measure may have no value (no vote taken, no planned start): then the comparison does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// People marked present who hold this role.
    Present(Role),
    /// People marked present none of whose roles is PO, developer or Scrum Master.
    Strangers,
    /// Whether one who holds this role leads: 1 or 0.
    Leads(Role),
    /// Seconds between the planned and the real start.
    StartDelay,
    /// Seconds of the session so far, without pauses, left-out gaps and steps outside the timebox.
    Elapsed,
    /// Seconds left until the target, 0 when over.
    Left,
    /// The session's elapsed time in hundredths of its target and voted extensions.
    ElapsedShare,
    /// Seconds the session is planned for.
    Planned,
    /// Seconds spent in the current step.
    StepElapsed,
    /// The step's time in hundredths of its box.
    StepShare,
    /// Seconds spent in the current pass.
    PassElapsed,
    /// The pass's time in hundredths of its slot.
    PassShare,
    /// Hundredths that PM inputs given live in this step took of their boxes together.
    PmShare,
    /// Captures of this kind in this session, taken back ones apart.
    Captures(CaptureKind),
    /// Captures of this kind made in the current step.
    CapturesHere(CaptureKind),
    /// Captures of this kind in this session that lack a value in the field.
    Without(CaptureKind, Field),
    /// Captures of this kind and this sort in this session: blockers of sort `dependency`.
    Sorted(CaptureKind, Id),
    /// Captures of this kind and this sort in this session that lack a value in the field.
    SortedWithout(CaptureKind, Id, Field),
    /// Captures of this kind in this session owned by the role or by one who holds it.
    Owned(CaptureKind, Role),
    /// Passes of the step's loop not yet reached.
    PassesLeft,
    /// Passes of the step's loop.
    Passes,
    /// Passes of the named step that were given the named outcome.
    Outcomes(Id, Id),
    /// Passes of the named step that were left without an outcome.
    Undecided(Id),
    /// Words in the goal of this sprint.
    GoalWords,
    /// Words in the goal of this sprint once it is final.
    FinalGoalWords,
    /// Conjunctions, commas and item keys in the goal that suggest a list.
    GoalJoins,
    /// Words in the Product Goal.
    ProductGoalWords,
    /// Lowest value of the last reveal of the pulse.
    Lowest(Id),
    /// Lower median of the last reveal of the pulse.
    Median(Id),
    /// Votes in the last reveal of the pulse.
    Votes(Id),
    /// Reveals of the pulse in this session.
    Rounds(Id),
    /// Distance in deck steps between the highest and lowest card of the last reveal on the current item.
    Spread,
    /// Criteria of the item at hand.
    Criteria,
    /// Size of the item at hand in hundredths of what a sprint usually delivers; no value where either is no number.
    ItemShare,
    /// Items taken in that miss something of the readiness list and have no reason beside their place.
    SelectedUnready,
    /// PM inputs of the current step that are applicable or requested and not settled.
    PmOpen,
    /// PM inputs anywhere in the session that wait: unanswered, deferred or drafted.
    PmWaiting,
    /// Open actions of the past, as known at the start, less those closed here.
    OpenActions,
    /// Open blockers of the past, as known at the start, less those closed here.
    OpenBlockers,
    /// Open questions of the past, as known at the start, less those closed here.
    OpenQuestions,
    /// Blockers of this session and open ones of the past.
    Blockers,
    /// Blockers of this session and open ones of the past that lack a value in the field, as they read now.
    BlockersWithout(Field),
    /// Items that were candidates at the start, and those added here.
    Candidates,
    /// Items of the last sprint neither done nor decided.
    CarryOvers,
    /// Whether the developers' days were counted here: 1 or 0.
    CapacityCounted,
    /// Planned load in hundredths of the developers' time: all of it but what is kept free.
    Load,
    /// Selected size in hundredths of the middle of the forecast, rounded up.
    SelectedOfMiddle,
    /// Selected size in hundredths of the high end of the forecast, rounded up.
    SelectedOfHigh,
    /// Items taken in after the goal was final.
    AddedAfterGoal,
    /// Size of the candidates that are ready, in hundredths of the middle of the forecast.
    ReadyShare,
    /// Items of the backlog whose state says that somebody works on them.
    InProgress,
    /// Finished sprints known at the start.
    SprintsKnown,
    /// Working days left in the sprint.
    DaysLeft,
    /// Working days until the nearest dated launch or promise of the team.
    DaysToLaunch,
    /// Working days in the sprint.
    SprintDays,
    /// Retrospectives since the last check-in, as known at the start.
    RetrosSinceCheckIn,
    /// In how many of the last three retrospectives the tag was put on; for any other fact, of the last three sessions.
    Recurred(Id),
    /// Whether the last check-in came out low: 1 or 0.
    LastCheckInLow,
    /// How the last sprint's goal ended, as known at the start: 0 missed, 1 partly, 2 met.
    LastGoal,
    /// Seconds planned for a pass of the step.
    PassBox,
    /// Whole passes that fit the box of the named step at its planned pass length.
    FittingPasses(Id),
}

/// What a capture may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    Owner,
    Due,
    NextStep,
    SuccessSignal,
    Outcome,
    Answer,
}
