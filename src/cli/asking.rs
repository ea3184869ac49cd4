//! Asks before something is done for good. Nobody is taken to have agreed who was not asked.

use std::io::{self, BufRead, IsTerminal, Write};

use super::failure::Failure;

/// Whether a person says yes; without a terminal the failure says what else to type.
pub(super) fn agreed(question: &str, otherwise: &str) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::usage(format!("nobody is there to ask; {otherwise}")));
    }
    let mut err = io::stderr();
    write!(err, "{question} [y/N] ")?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "yes"))
}
