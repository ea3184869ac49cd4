//! The world: terminal, clock, signals, files. Everything below is pure because all of this is here.

pub mod clock;
pub mod inbox;
pub mod input;
pub mod signals;
pub mod terminal;
