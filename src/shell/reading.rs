//! What the browser asks for: names, lines, labels and hits. A queue of its own, so that none of it waits for a journal to close,
//! and a journal never for a search.

use std::{
    io,
    ops::ControlFlow,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::Sender,
    },
    time::{Duration, Instant},
};

use super::{
    aside::Aside,
    error::Error,
    inbox::Inbound,
    keeping::{past, remove},
    ledgers::Ledgers,
    searching::{Finder, look},
    shelf::Shelved,
    store::{Store, listing, started_ms},
};
use crate::{
    app::{Browse, Browsed, Message, Name, Now},
    ceremony::Text,
    history::{Keep, Needle},
};

/// Names told before all are known: more than a tall screen shows.
const FIRST: usize = 60;
/// What was found is told this often.
const OFTEN: Duration = Duration::from_millis(20);

pub struct Reading {
    aside: Aside,
    inbox: Sender<Inbound>,
    store: Store,
    ledgers: Ledgers,
    keep: Keep,
    rack: Arc<Mutex<Rack>>,
    /// The newest search; older ones end when they see it.
    newest: Arc<AtomicU64>,
}

/// The names last told, newest first, and how far the search through them has come.
#[derive(Default)]
struct Rack {
    all: Arc<Vec<Shelved>>,
    finder: Finder,
}

impl Reading {
    pub fn new(
        data: impl Into<PathBuf>,
        keep: Keep,
        inbox: Sender<Inbound>,
    ) -> io::Result<Reading> {
        let data = data.into();
        Ok(Reading {
            aside: Aside::spawn(inbox.clone())?,
            inbox,
            store: Store::new(&data),
            ledgers: Ledgers::new(data),
            keep,
            rack: Arc::default(),
            newest: Arc::default(),
        })
    }

    pub fn put(&self, work: impl FnOnce() -> Option<Message> + Send + 'static) {
        self.aside.put(work);
    }

    pub fn perform(&self, browse: Browse, now: Now) {
        match browse {
            Browse::Newest => self.newest(),
            Browse::Names => self.names(),
            Browse::Lines(sids) => self.lines(sids),
            Browse::Labels => {
                let ledgers = self.ledgers.clone();
                self.answer(move || Ok(Browsed::Labels(ledgers.labels())));
            }
            Browse::Find { ticket, words } => self.find(ticket, &words),
            Browse::Label { team, sid, label } => {
                let ledgers = self.ledgers.clone();
                self.put(move || ledgers.label(&team, &sid, &label, now).err().map(failed));
            }
            Browse::Past => {
                let (store, ledgers, keep) = (self.store.clone(), self.ledgers.clone(), self.keep);
                self.answer(move || Ok(Browsed::Past(past(&store, &ledgers, keep, now))));
            }
            Browse::Delete { sids } => self.delete(sids, now),
        }
    }

    /// What went is told even if a later one could not go.
    fn delete(&self, mut sids: Vec<Text>, now: Now) {
        let (store, ledgers, inbox) =
            (self.store.clone(), self.ledgers.clone(), self.inbox.clone());
        self.put(move || {
            let mut failure = None;
            sids.retain(|sid| {
                let removed = remove(&store, &ledgers, sid, now);
                removed.map_err(|error| failure.get_or_insert(error)).is_ok()
            });
            let _ = inbox.send(Inbound::App(Message::Browsed(Browsed::Deleted { sids })));
            failure.map(failed)
        });
    }

    fn newest(&self) {
        let (store, rack) = (self.store.clone(), self.rack.clone());
        self.answer(move || Ok(Browsed::Newest(fill(&rack, store.newest().take(FIRST).collect()))));
    }

    fn names(&self) {
        let (store, rack) = (self.store.clone(), self.rack.clone());
        self.answer(move || Ok(Browsed::Names(fill(&rack, store.shelf()))));
    }

    fn lines(&self, sids: Vec<Text>) {
        let rack = self.rack.clone();
        self.answer(move || {
            let all = rack.lock().unwrap_or_else(PoisonError::into_inner).all.clone();
            let mut wanted: Vec<&str> = sids.iter().map(|it| &**it).collect();
            wanted.sort_unstable();
            let known = all.iter().filter(|it| wanted.binary_search(&it.sid.as_str()).is_ok());
            Ok(Browsed::Lines(known.map(listing).collect()))
        });
    }

    fn find(&self, ticket: u64, words: &str) {
        self.newest.store(ticket, Ordering::SeqCst);
        let Some(needle) = Needle::new(words) else { return };
        let (inbox, rack, newest) = (self.inbox.clone(), self.rack.clone(), self.newest.clone());
        self.put(move || {
            let mut rack = rack.lock().unwrap_or_else(PoisonError::into_inner);
            let all = rack.all.clone();
            let tell = |found: &mut Vec<_>, over| {
                let found = std::mem::take(found);
                let hits = Browsed::Hits { ticket, found, over };
                inbox.send(Inbound::App(Message::Browsed(hits)))
            };
            let (mut found, mut told) = (Vec::new(), Instant::now());
            let ended = rack.finder.find(&needle, all.len(), |n| {
                if newest.load(Ordering::SeqCst) != ticket {
                    return ControlFlow::Break(());
                }
                let it = &all[n];
                let mut any = false;
                look([it], &needle, |it, hits| {
                    any = true;
                    found.push((it.sid.as_str().into(), hits));
                    ControlFlow::Break(())
                });
                if OFTEN <= told.elapsed() && !found.is_empty() {
                    told = Instant::now();
                    let _ = tell(&mut found, false);
                }
                ControlFlow::Continue(any)
            });
            if ended {
                let _ = tell(&mut found, true);
            }
            None
        });
    }

    fn answer(&self, work: impl FnOnce() -> Result<Browsed, Error> + Send + 'static) {
        self.put(move || Some(work().map_or_else(failed, Message::Browsed)));
    }
}

/// From here on these are the sessions that lines and hits are read of.
fn fill(rack: &Mutex<Rack>, all: Vec<Shelved>) -> Vec<Name> {
    let name = |it: &Shelved| Name { sid: it.sid.as_str().into(), started_ms: started_ms(it) };
    let names = all.iter().map(name).collect();
    let fresh = Rack { all: Arc::new(all), finder: Finder::default() };
    *rack.lock().unwrap_or_else(PoisonError::into_inner) = fresh;
    names
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_or_else`")]
fn failed(error: Error) -> Message {
    Message::Failed(Text::new(error.to_string()))
}
