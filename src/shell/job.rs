//! Job control: stopping only where somebody can start us again.

use std::{collections::VecDeque, io, sync::mpsc::Receiver};

use rustix::process::{Signal, getpgid, getppid, getsid, kill_current_process_group};

use super::inbox::Inbound;

/// Whether a shell with job control started us. A stopped group without one would stay stopped for ever: in a window of our
/// own, under `ssh -t`, as the first program of a terminal multiplexer.
pub fn can_stop() -> bool {
    let Some(parent) = getppid() else { return false };
    let same_session = getsid(Some(parent)).is_ok_and(|it| getsid(None) == Ok(it));
    let other_group = getpgid(Some(parent)).is_ok_and(|it| getpgid(None) != Ok(it));
    same_session && other_group
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
