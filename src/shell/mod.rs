//! The world: terminal, clock, signals, files. Everything below is pure because all of this is here.

pub mod aside;
pub mod assets;
pub mod clock;
pub mod config;
pub mod desk;
pub mod disk;
pub mod error;
pub mod ground;
pub mod inbox;
pub mod input;
pub mod job;
pub mod launch;
pub mod ledgers;
pub mod organisation;
pub mod panics;
pub mod paths;
pub mod pen;
pub mod prepare;
pub mod run;
pub mod shelf;
pub mod sign;
pub mod signals;
pub mod store;
pub mod terminal;
pub mod verify;
pub mod writer;
