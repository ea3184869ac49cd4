//! What comes in from other tools and what goes out to them: bytes to values and back, never a file.

mod backlog;
pub mod sprints;

pub use backlog::{Encoding, Fault, Imported, Merged, Problem, Row, Source, merge, read_backlog};
