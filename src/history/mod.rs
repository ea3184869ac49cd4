//! Folds over many sessions and sprints: what a team has open, what became of its goals, what its next sprint may deliver.
//! Pure; files are the shell's.

pub mod backtest;
pub mod forecast;
mod ledger;
mod note;
mod search;

pub use ledger::{Entry, Ledger, Line, Status};
pub use note::{Kind, Noted, Opened, Terms, note};
pub use search::{Hit, Needle, search, texts};
