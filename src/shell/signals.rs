//! Signals, on a thread of their own. The first that ends the program asks politely; the second does not ask.

use std::{
    io,
    process::exit,
    sync::{
        Arc,
        atomic::AtomicBool,
        mpsc::{self, Sender},
    },
    thread,
    time::Duration,
};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::{inbox::Inbound, terminal};
use crate::app::Message;

/// How long the journal may take to close after the first signal.
const GRACE: Duration = Duration::from_secs(3);

/// How long the terminal may take to swallow the last bytes.
const FLUSH: Duration = Duration::from_millis(300);

/// Handlers are set even where the parent ignored a signal: a session started from a script must end like any other.
pub fn spawn(inbox: Sender<Inbound>) -> io::Result<()> {
    // A file size limit is then an error of the write that meets it, told like a full disk.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let wanted = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    let signals = Signals::new(wanted)?;
    thread::Builder::new().name("signals".into()).spawn(move || listen(signals, &inbox)).map(drop)
}

fn listen(mut signals: Signals, inbox: &Sender<Inbound>) {
    let mut ending = false;
    for signal in signals.forever() {
        let told = match signal {
            SIGWINCH => inbox.send(Inbound::App(Message::Resized)),
            SIGCONT => inbox.send(Inbound::Continued),
            SIGTSTP => inbox.send(Inbound::Stop),
            SIGQUIT => {
                terminal::restore();
                let _ = emulate_default_handler(SIGQUIT);
                leave(SIGQUIT)
            }
            _ if ending => leave(signal),
            _ => {
                ending = true;
                insist(signal);
                inbox.send(Inbound::App(Message::Signal(signal)))
            }
        };
        if told.is_err() && ending {
            leave(signal);
        }
    }
}

/// Ends the program when the loop has not done so in time, because a disk or a terminal holds it up.
fn insist(signal: i32) {
    let _ = thread::Builder::new().name("insist".into()).spawn(move || {
        thread::sleep(GRACE);
        leave(signal);
    });
}

/// A terminal that takes nothing any more must not hold the end up either.
fn leave(signal: i32) -> ! {
    let (sender, restored) = mpsc::channel();
    let _ = thread::Builder::new().spawn(move || {
        terminal::restore();
        let _ = sender.send(());
    });
    if restored.recv_timeout(FLUSH).is_err() {
        terminal::cook();
    }
    exit(128 + signal);
}
