//! What the threads at the edge send to the one loop.

use crate::app::Message;

/// Everything but `App` is the shell's own business.
#[derive(Debug, PartialEq)]
pub enum Inbound {
    App(Message),
    /// The process was told to stop for a while, other than by a key.
    Stop,
    /// The process goes on after it was stopped.
    Continued,
    /// Nobody can be heard or shown anything any more.
    TerminalGone,
    /// A thread of ours panicked; its words are already told.
    Crashed,
}
