//! Folds over many sessions and sprints: what a team has open, what became of its goals, what its next sprint may deliver.
//! Pure; files are the shell's.

pub mod backtest;
mod catalogue;
mod digest;
pub mod forecast;
mod insight;
mod ledger;
mod measures;
mod note;
mod search;
mod velocity;

pub use catalogue::{CATALOGUE, Term, Unit};
pub use digest::{Digest, Opening};
pub use insight::{Clarity, Observation, Topic, observations, topics};
pub use ledger::{Entry, Label, Ledger, Line, Status};
pub use measures::{FEWEST, Point, Reading, measures};
pub use note::{Kind, Noted, Opened, Terms, note};
pub use search::{Hit, Needle, search, texts};
