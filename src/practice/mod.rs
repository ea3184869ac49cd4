//! A product owner alone with a difficult team: the content of practice, read, checked and bundled.
//!
//! Plain data and pure questions; no clock, no file, no screen.

mod asset;
mod cast;
mod check;
mod drill;
pub mod log;
mod rules;
mod shipped;
mod situation;
mod vocabulary;

pub use asset::{Asset, read, reads};
pub use cast::{
    CallsOut, Cast, Epilogue, LeftOpen, Moods, PmLines, RaisesBlocker, Said, Says, Scenario, Verdict,
    WritesDown,
};
pub use check::check;
pub use drill::{Drill, Drills, Owner};
pub use rules::{
    Band, Bar, BarRule, Bound, Clock, Consequence, Debrief, DebriefPart, DrillRatings, Feedback,
    Hints, Level, Levels, Mix, Outcome, Points, Rating, Rubric, RunPart, RunRule, Scheduler,
    SessionPart, SituationRatings, State, Streak, Term,
};
pub use shipped::Content;
pub use situation::{Effects, Grade, Situation, SituationOption, Situations};
pub use vocabulary::{Axes, Axis, Persona, Personas, Principle, Principles};
