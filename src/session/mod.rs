//! The engine: commands in, events out, and the fold that turns events into a session.
//!
//! Pure: no clock, no file, no terminal. Time is an argument.

mod calendar;
mod command;
mod event;
mod setup;

pub use calendar::{is_workday, sprint_on, workdays};
pub use command::{Command, Draft, PmMove, Refusal};
pub use event::{
    Actor, Brief, Capture, Ending, Event, Extension, GapKind, Moment, NOBODY, Pass, PassEnd, PmAct,
    Record, Tally, Way,
};
pub use setup::{Given, GivenEntry, GivenItem, GivenSprint, Opened, SessionMode, Setup};
