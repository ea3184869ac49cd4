//! What went wrong in a command, and the exit code that says so. One line: what was attempted, where, what to do next.

use std::{fmt, io};

/// Exit codes as the manual promises them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    World = 1,
    Usage = 2,
    Damaged = 3,
}

#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    /// Empty when everything worth saying is printed already.
    pub message: String,
}

pub type Outcome = Result<(), Failure>;

impl Failure {
    pub fn world(message: impl fmt::Display) -> Failure {
        Failure { exit: Exit::World, message: message.to_string() }
    }

    pub fn usage(message: impl fmt::Display) -> Failure {
        Failure { exit: Exit::Usage, message: message.to_string() }
    }

    pub fn damaged(message: impl fmt::Display) -> Failure {
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
