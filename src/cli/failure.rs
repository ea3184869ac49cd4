//! What went wrong in a command, and the exit code that says so. One line: what was attempted, where, what to do next.

use std::{fmt, io};

use crate::shell;

/// Exit codes as the manual promises them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    World = 1,
    Usage = 2,
    Damaged = 3,
}

#[derive(Debug)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) message: String,
}

pub(super) type Outcome = Result<(), Failure>;

impl Failure {
    pub(super) fn new(exit: Exit, message: impl fmt::Display) -> Failure {
        Failure { exit, message: format!("runsheet: {message}") }
    }

    pub(super) fn world(message: impl fmt::Display) -> Failure {
        Failure::new(Exit::World, message)
    }

    pub(super) fn usage(message: impl fmt::Display) -> Failure {
        Failure::new(Exit::Usage, message)
    }

    pub(super) fn damaged(message: impl fmt::Display) -> Failure {
        Failure::new(Exit::Damaged, message)
    }

    /// A mistake in somebody's file; the message begins with its place, as editors want it.
    pub(super) fn placed(message: String) -> Failure {
        Failure { exit: Exit::Usage, message }
    }

    /// Everything worth saying is printed already.
    pub(super) fn silent(exit: Exit) -> Failure {
        Failure { exit, message: String::new() }
    }
}

impl From<io::Error> for Failure {
    /// Only writing results fails like this; every other error says where.
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::silent(Exit::World),
            _ => Failure::world(format!("could not write the result: {error}")),
        }
    }
}

impl From<shell::error::Error> for Failure {
    fn from(error: shell::error::Error) -> Failure {
        let exit = match error.code() {
            2 => Exit::Usage,
            3 => Exit::Damaged,
            _ => Exit::World,
        };
        Failure::new(exit, error)
    }
}
