//! The engine: commands in, events out, and the fold that turns events into a session.
//!
//! Pure: no clock, no file, no terminal. Time is an argument.

mod activities;
mod availability;
mod backlog;
mod backlog_kept;
mod backlog_ready;
mod backlog_rules;
mod board;
mod calendar;
mod capacity;
mod capture;
mod clock;
mod command;
pub mod dates;
mod decide;
mod draft;
mod event;
mod facts;
mod film;
mod fold;
mod format;
mod guard;
mod idle;
mod inputs;
mod invited;
mod measure;
mod moves;
mod names;
mod open;
mod pacing;
mod passes;
mod player;
mod pm;
mod poker;
mod refined;
mod refusal;
pub mod script;
mod secret;
mod setup;
mod story;
mod summary;
mod talk;
mod tally;
mod texts;
mod thread;
mod warnings;

pub use activities::ActivityState;
pub use availability::{Availability, Day, Person};
pub use backlog::{Item, ItemChange, Priority, Sizing};
pub use backlog_kept::{ItemPatch, Kept, patches};
pub use backlog_ready::Readiness;
pub use board::{
    Budget, Card, CardInput, Put, Ranked, Release, Topic, places_dots, put, shares_cards,
    writes_cards,
};
pub use calendar::{is_workday, sprint_on, wall_clock, workdays};
pub use capacity::{Capacity, Selected, plans_a_sprint};
pub use capture::LONGEST;
pub use clock::{Clock, Timer};
pub use command::{Command, PmMove, Refine};
pub use decide::decide;
pub use draft::Draft;
pub use event::{
    Actor, Brief, Capture, Ending, Event, Extension, GapKind, Moment, NOBODY, Pass, PassEnd, PmAct,
    Record, Tally, Way,
};
pub use facts::FactState;
pub use film::Film;
pub use format::Because;
pub use guard::{GuardLine, GuardState, PLACEHOLDERS, minutes_and_seconds};
pub use inputs::{PmLine, PmState};
pub use measure::STILL_OPEN;
pub use open::Open;
pub use pacing::Rebalance;
pub use passes::{PassLine, PassState};
pub use player::{Player, Stop};
pub use poker::{Hand, Round};
pub use refined::Refined;
pub use refusal::Refusal;
pub use script::{Header, Move, Scene};
pub use secret::Secret;
pub use setup::{
    Given, GivenEntry, GivenForecast, GivenItem, GivenSprint, Opened, SessionMode, Setup,
};
pub use story::{Act, Captured, Phase, Reveal, Session};
pub use summary::{Fit, PassTime, PmOutcome, StepTime, Summary};
pub use talk::Talk;
pub use texts::MOST;
pub use thread::Recall;
pub use warnings::StepStatus;
