//! What comes in from other tools and what goes out to them: bytes to values and back, never a file.

mod audience;
mod backlog;
mod briefs;
mod details;
mod json;
mod markdown;
mod mask;
mod redaction;
mod refined;
mod sections;
pub mod sprints;
mod table;
mod words;

pub use audience::{Audience, LeftOut, Part, left_out};
pub use backlog::{
    Arrives, Clash, Encoding, Fault, Imported, Merged, Problem, Row, Source, merge, patch,
    read_backlog,
};
pub use briefs::brief_text;
pub use json::{Unfit, VERSION, journal_of, json};
pub use markdown::markdown;
pub use mask::Mask;
pub use redaction::{Change, Redacted, redacted};
pub use table::{Table, table};
