//! The world: terminal, clock, signals, files. Everything below is pure because all of this is here.

pub mod assets;
pub mod clock;
pub mod config;
pub mod desk;
pub mod inbox;
pub mod input;
pub mod job;
pub mod launch;
pub mod organisation;
pub mod panics;
pub mod paths;
pub mod prepare;
pub mod run;
pub mod signals;
pub mod terminal;
