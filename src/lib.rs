//! Runsheet runs Scrum ceremonies: the core that decides, folds and draws, and the shell around it.
//!
//! Imports go one way; `ARCHITECTURE.md` has the map and `tests/it/tidy.rs` holds the walls.

pub mod app;
pub mod ceremony;
pub mod cli;
pub mod exchange;
pub mod history;
pub mod journal;
pub mod practice;
pub mod session;
pub mod shell;
pub mod view;
