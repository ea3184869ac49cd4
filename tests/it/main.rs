//! One integration binary; a file per kind of promise.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop a test as its body may")]

mod assets;
mod board;
mod browser;
mod capacity;
mod cards;
mod check;
mod cli;
mod drill;
mod export;
mod faults;
mod forecast;
mod forget;
mod generated;
mod graph;
mod history;
mod import;
mod invited;
mod journals;
mod keys;
mod laws;
mod ledgers;
mod mended;
mod mistakes;
mod practice_items;
mod practice_log;
mod practice_runs;
mod practice_screens;
mod pty;
mod recount;
mod replay;
mod rounds;
mod screens;
mod search;
mod sprint;
mod standing;
mod stories;
mod surveys;
mod swaps;
mod tagging;
mod thread;
mod tidy;
mod unseen;
mod walks;
mod world;
