//! Job control: stopping only where somebody can start us again.

use std::{collections::VecDeque, io, sync::mpsc::Receiver};

use nix::unistd::{Pid, getpgid, getpgrp, getppid, getsid};
use rustix::process::{Signal, kill_current_process_group};

use super::inbox::Inbound;

/// Whether a shell with job control started us. A stopped group without one would stay stopped for ever: in a window of our
/// own, under `ssh -t`, as the first program of a terminal multiplexer.
pub fn can_stop() -> bool {
    let parent = getppid();
    let (Ok(session), Ok(theirs)) = (getsid(None), getsid(Some(parent))) else { return false };
    let same_session = is_visible(session) && session == theirs;
    let other_group = getpgid(Some(parent)).is_ok_and(|it| is_visible(it) && it != getpgrp());
    same_session && other_group
}

/// In a container, what was started from outside it has a parent, a session or a group that the kernel calls 0.
fn is_visible(id: Pid) -> bool {
    id.as_raw() > 0
}

/// Stops the whole group and returns when it was continued; what came in meanwhile is held.
///
/// The stop may reach this thread a moment after the call returns, so it is the continuation that is waited for.
pub fn stop(inbox: &Receiver<Inbound>, held: &mut VecDeque<Inbound>) -> io::Result<()> {
    kill_current_process_group(Signal::STOP)?;
    loop {
        match inbox.recv().map_err(|_| io::ErrorKind::BrokenPipe)? {
            Inbound::Continued => return Ok(()),
            other => held.push_back(other),
        }
    }
}
