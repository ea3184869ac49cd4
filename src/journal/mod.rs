//! The journal of a session: records to lines and back, checksums, recovery, format versions.
//!
//! Bytes in, values out. Nothing here opens a file, reads a clock or folds a story.

mod glance;
mod line;
mod portable;
mod read;
mod recover;
mod rename;
mod repair;
pub mod ron;
mod v1;
mod write;

pub use glance::{Glance, Outcome, first_record, glance, glance_at_ends, read_head};
pub use line::{Line, Raw, Salt, write_line};
pub use portable::Portable;
pub use read::{Journal, Newer, Unreadable, read, read_record};
pub use recover::{Damage, Found, Scan, Tail, scan};
pub use rename::rename;
pub use repair::{is_lost, repair, repair_up_to};
pub use write::{beside, opening, record, reopening};

/// The format this version writes.
pub const FORMAT: u32 = 1;
