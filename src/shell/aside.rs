//! One thread for what may be slow and must stay in order: reading, listing, closing. Its answers arrive as messages.

use std::{
    io,
    sync::mpsc::{self, Sender},
    thread,
    time::Duration,
};

use super::inbox::Inbound;
use crate::app::Message;

type Work = Box<dyn FnOnce() -> Option<Message> + Send>;

pub struct Aside {
    queue: Sender<Work>,
}

impl Aside {
    pub fn spawn(inbox: Sender<Inbound>) -> io::Result<Aside> {
        let (queue, works) = mpsc::channel::<Work>();
        thread::Builder::new().name("aside".into()).spawn(move || {
            for work in works {
                if let Some(message) = work() {
                    let _ = inbox.send(Inbound::App(message));
                }
            }
        })?;
        Ok(Aside { queue })
    }

    /// Work whose thread has panicked is left undone; the panic itself ends the program.
    pub fn put(&self, work: impl FnOnce() -> Option<Message> + Send + 'static) {
        let _ = self.queue.send(Box::new(work));
    }

    /// Waits until everything put so far is done, but not longer than this.
    pub fn settle(&self, patience: Duration) {
        let (done, waited) = mpsc::channel();
        self.put(move || {
            let _ = done.send(());
            None
        });
        let _ = waited.recv_timeout(patience);
    }
}
