//! The part of RON that journals use, written and read by code of our own, so that no library can change it under old files.
//!
//! Integers, booleans, strings, options, lists, tuples, structs without names, and enums; no maps, floats or comments.

mod escape;
mod read;
mod write;

use std::fmt;

pub use escape::escape;
pub use read::{from_str, value_end};
pub use write::to_string;

/// Why a value cannot be read, or (never for journal types) written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

impl serde::ser::Error for Fault {
    fn custom<T: fmt::Display>(why: T) -> Fault {
        Fault(why.to_string())
    }
}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(why: T) -> Fault {
        Fault(why.to_string())
    }
}
