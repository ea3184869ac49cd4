//! What a ceremony is: plain data read from RON assets, and the pure questions asked of it.
//!
//! Nothing here knows of a running session, a clock or a file.

mod amount;
pub(crate) mod asset;
mod backlog;
mod check;
mod check_in;
mod columns;
mod condition;
mod deck;
mod definition;
mod format;
mod graph;
mod guard;
mod lanes;
pub(crate) mod nearest;
mod organisation;
pub(crate) mod recover;
mod refining;
mod shipped;
pub(crate) mod source;
mod text;
pub mod timebox;
mod units;
mod vocabulary;

pub use amount::{Amount, NoAmount};
pub use asset::{Asset, Problem, read};
pub use backlog::{Backlog, BacklogItem, Brought};
pub(crate) use check::Sheet;
pub use check::check;
pub use check_in::{CheckIn, CheckInPlace};
pub use columns::{Column, Columns, Join, Layout, Meaning, Other, Take, Tool};
pub use condition::{Condition, Field, Measure, Op};
pub use deck::{Deck, Special};
pub use definition::{
    Branch, Ceremony, Choice, Escalation, Exits, Fate, Floor, Instrument, Limits, Mode, Next, Opt,
    Over, PassTime, Passes, Prepare, Route, Step, StepTime, Target,
};
pub use format::{Format, FormatColumn, Proposal};
pub use graph::mermaid;
pub use guard::{Guard, Invite, Level, SeenBy};
pub use lanes::{Activity, Mark, Need, PmInput, PmMode, WithoutPm};
pub use organisation::{
    Member, Panel, PmKind, Profile, ProfileWarning, Role, Sprint, Team, Titles, Weekday,
};
pub use refining::{Band, Point, Refining, Scheme, SchemeAsk, Score, Seen, Split};
pub use shipped::Library;
pub use source::Place;
pub use text::Text;
pub use units::{Id, Minutes, Percent, Secs, whole_minutes};
pub use vocabulary::{
    CaptureKind, Fact, FactSource, Facts, Pulse, PulseKind, Show, Timing, Warning, WarningSource,
    Warnings,
};
