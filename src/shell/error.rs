//! Why the world did not do what it was asked: what was attempted, where, and what can be done next.

use std::{io, path::PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot {attempted} {}: {source}", path.display())]
    Io { attempted: &'static str, path: PathBuf, source: io::Error },
    #[error("no session `{0}`; `runsheet sessions` lists them")]
    Unknown(String),
    #[error("`{asked}` fits {count} sessions; add a few characters of the id")]
    Ambiguous { asked: String, count: usize },
    #[error("the session is open in {0}")]
    Held(String),
    #[error("the session has ended; `runsheet show` prints it")]
    Ended,
    #[error("{} is damaged: {}; `runsheet repair` makes a copy of what is whole", path.display(), what.join("; "))]
    Damaged { path: PathBuf, what: Vec<String> },
    #[error("{} is damaged: {}; no repair brings that back, only another copy of the file", path.display(), what.join("; "))]
    Beyond { path: PathBuf, what: Vec<String> },
    #[error("cannot read {}: {why}", path.display())]
    Unreadable { path: PathBuf, why: String },
}

impl Error {
    /// For `map_err`: names what was attempted and where.
    pub fn at(
        attempted: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { attempted, path, source }
    }

    /// The exit code of a command that failed for this reason.
    pub fn code(&self) -> u8 {
        match self {
            Error::Io { .. } | Error::Held(_) => 1,
            Error::Unknown(_) | Error::Ambiguous { .. } | Error::Ended => 2,
            Error::Damaged { .. } | Error::Beyond { .. } | Error::Unreadable { .. } => 3,
        }
    }
}
