//! Folds over many sessions: what a team has open, what became of its goals. Pure; files are the shell's.

mod ledger;
mod note;

pub use ledger::{Entry, Ledger, Line, Status};
pub use note::{Kind, Noted, Opened, note};
