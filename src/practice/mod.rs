//! A product owner alone with a difficult team: the content of practice, read, checked and bundled.
//!
//! Plain data and pure questions; no clock, no file, no screen.

mod asset;
mod bars;
mod board;
mod cast;
mod check;
pub mod debrief;
mod direct;
mod drill;
mod event;
mod judgement;
mod level;
pub mod log;
pub mod mix;
mod progress;
mod rehearsal;
mod retell;
mod rules;
mod run;
mod schedule;
pub mod score;
mod shipped;
mod simulation;
mod situation;
mod sizing;
pub mod source;
mod spacing;
mod stage;
mod staged;
mod vocabulary;

pub use asset::{Asset, read, reads};
pub use bars::Bars;
pub use cast::{
    CallsOut, Cast, CountsDays, Epilogue, Lean, LeftOpen, Moods, PmLines, RaisesBlocker, Said,
    SameTopic, Says, Scenario, TeamBoard, Verdict, WritesCard, WritesDown,
};
pub use check::check;
pub use direct::Way;
pub use drill::{Drill, Drills, Owner, Sorting, duties};
pub use event::Beside;
pub use judgement::{Judgement, Tally};
pub use level::next_level;
pub use mix::Today;
pub use progress::{AxisCourse, Calibration, Progress};
pub use rehearsal::{Policy, Rehearsal};
pub use retell::retell;
pub use rules::{
    Band, Bar, BarRule, Bound, Clock, Consequence, Debrief, DebriefPart, DrillRatings, Feedback,
    Hints, Level, Levels, Mix, Outcome, Points, Rating, Rubric, RunPart, RunRule, Scheduler,
    SessionPart, SituationRatings, State, Streak, Sure, Term,
};
pub use run::{Given, Run};
pub use schedule::{Card, Schedule};
pub use score::{Played, Score};
pub use shipped::Content;
pub use simulation::{Cue, Speech, Voice};
pub use situation::{Effects, Grade, Situation, SituationOption, Situations};
pub use spacing::{Memory, Spacing};
pub use stage::{Opening, begin, setup};
pub use staged::{Staged, Wanted};
pub use vocabulary::{Axes, Axis, Persona, Personas, Principle, Principles};
