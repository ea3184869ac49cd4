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
    /// Empty when everything worth saying is printed already.
    pub(super) message: String,
}

pub(super) type Outcome = Result<(), Failure>;

impl Failure {
    pub(super) fn world(message: impl fmt::Display) -> Failure {
        Failure { exit: Exit::World, message: message.to_string() }
    }

    pub(super) fn usage(message: impl fmt::Display) -> Failure {
        Failure { exit: Exit::Usage, message: message.to_string() }
    }

    pub(super) fn damaged(message: impl fmt::Display) -> Failure {
        Failure { exit: Exit::Damaged, message: message.to_string() }
    }
}

impl From<io::Error> for Failure {
    /// Only writing results fails like this; every other error says where.
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::world(""),
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
        Failure { exit, message: error.to_string() }
    }
}
