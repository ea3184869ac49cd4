//! Performs the effects that need files. Only what must be answered at once happens here; the rest is put aside.

use std::{
    io,
    sync::{Arc, atomic::AtomicU64, atomic::Ordering, mpsc::Sender},
    time::Duration,
};

use super::{
    aside::Aside,
    error::Error,
    ground::Ground,
    handout,
    inbox::Inbound,
    items::{self, Owner},
    practice_log::PracticeLog,
    reading::Reading,
    rehearsal,
    store::Store,
    survey, training,
    writer::{Tell, Writer},
};
use crate::{
    app::{Effect, Message, Now, Save, Stored, SummaryPage},
    ceremony::Text,
    practice::Beside,
    session::{ItemPatch, Moment, Record, Session, Setup},
};

/// How long a journal may take to close.
const PATIENCE: Duration = Duration::from_secs(2);

/// A session that was taken up again before there was a screen.
pub type TakenUp = (Stored, Writer);

pub struct Desk {
    ground: Arc<Ground>,
    store: Store,
    aside: Aside,
    reading: Reading,
    tell: Tell,
    inbox: Sender<Inbound>,
    journal: Option<Journal>,
    ready: Option<TakenUp>,
    unsaved: Arc<AtomicU64>,
}

/// The journal that is being written.
struct Journal {
    sid: Text,
    owner: Owner,
    writer: Writer,
    /// Nothing is secret any more: the scratch file goes once all of the journal is on disk.
    is_over: bool,
}

impl Desk {
    pub fn new(
        ground: Arc<Ground>,
        inbox: Sender<Inbound>,
        ready: Option<TakenUp>,
    ) -> io::Result<Desk> {
        Ok(Desk {
            store: Store::new(&ground.data_dir),
            aside: Aside::spawn(inbox.clone())?,
            reading: Reading::new(&ground.data_dir, ground.config.keep, inbox.clone())?,
            tell: tell(inbox.clone()),
            inbox,
            ground,
            journal: None,
            ready,
            unsaved: Arc::default(),
        })
    }

    /// Performs it; a message is its answer, if it can be given at once.
    pub fn perform(&mut self, effect: Effect, now: Now) -> Option<Message> {
        match effect {
            Effect::Prepare { ceremony } => {
                let ground = self.ground.clone();
                self.answer(move || {
                    let plan = ground.plan(&ceremony, now)?;
                    Ok(Message::Prepared(Box::new(plan)))
                });
            }
            Effect::List => {
                let store = self.store.clone();
                self.reading.put(move || Some(Message::Listed(store.list())));
                let ground = self.ground.clone();
                self.reading.put(move || Some(Message::Standing(survey::standing(&ground, now))));
            }
            Effect::Browse(browse) => self.reading.perform(browse, now),
            Effect::Open { sid } => {
                let (store, ground) = (self.store.clone(), self.ground.clone());
                self.answer(move || {
                    let stored = store.open(&sid).map_err(words)?;
                    let stored = rehearsal::with_content(&ground, stored);
                    Ok(Message::Looked(Box::new(SummaryPage::stored(stored))))
                });
            }
            Effect::Resume { sid } => return Some(self.resume(&sid, now)),
            Effect::Create { setup, began } => return self.create(&setup, &began, now),
            Effect::Append(record) => return self.append(&record, now),
            Effect::Beside { n, at, line } => return self.beside(n, at, &line, now),
            Effect::Stage(wish) => {
                let ground = self.ground.clone();
                self.answer(move || {
                    Ok(Message::Staged(Box::new(rehearsal::stage(&ground, wish, now))))
                });
            }
            Effect::Scratch(text) => self.keep_scratch(text),
            Effect::Backlog(changes) => self.keep_items(changes),
            Effect::Close => self.close(),
            Effect::Survey(question) => {
                let asked = survey::ask(self.ground.clone(), self.inbox.clone(), question, now);
                return asked.err().map(|error| Message::Failed(error.to_string().into()));
            }
            Effect::Note { team, line } => {
                let ground = self.ground.clone();
                self.aside.put(move || survey::note(&ground, &team, line, now));
            }
            Effect::Write { place, text, over } => {
                self.answer(move || handout::write(&place, &text, over).map_err(words));
            }
            Effect::Train(page) => {
                let ground = self.ground.clone();
                self.answer(move || {
                    let training = training::train(&ground, page, now)?;
                    Ok(Message::Trained(Box::new(training)))
                });
            }
            Effect::Waiting => {
                let ground = self.ground.clone();
                self.answer(move || Ok(Message::Waiting(training::waiting(&ground, now))));
            }
            Effect::Recall { ceremony, sid } => {
                let ground = self.ground.clone();
                self.aside.put(move || {
                    training::meant(&ground.data_dir, &ceremony, &sid).map(Message::Recalled)
                });
            }
            Effect::Practised(lines) => {
                let log = PracticeLog::new(&self.ground.data_dir);
                self.aside.put(move || {
                    let written = log.append(&lines, now);
                    written.err().map(|error| Message::Failed(words(error)))
                });
            }
            Effect::Bell | Effect::Copy(_) | Effect::Suspend | Effect::Quit => {}
        }
        None
    }

    /// Lets go of everything; returns how many records are not known to be saved.
    pub fn leave(&mut self) -> u64 {
        self.close();
        self.aside.settle(PATIENCE + Duration::from_millis(500));
        self.unsaved.load(Ordering::SeqCst)
    }

    fn create(&mut self, setup: &Setup, began: &Record, now: Now) -> Option<Message> {
        self.close();
        match self.store.create(setup, began, now, self.tell.clone()) {
            Ok(writer) => {
                self.journal = Some(Journal {
                    sid: setup.opened.sid.clone(),
                    owner: Owner::of(setup),
                    writer,
                    is_over: false,
                });
                None
            }
            Err(error) => Some(failing(words(error), now)),
        }
    }

    fn append(&mut self, record: &Record, now: Now) -> Option<Message> {
        let Some(journal) = &self.journal else {
            return Some(failing("no journal is open".into(), now));
        };
        journal.writer.append(record, now.wall_ms);
        None
    }

    fn beside(&mut self, n: u64, at: Moment, line: &Beside, now: Now) -> Option<Message> {
        let Some(journal) = &self.journal else {
            return Some(failing("no journal is open".into(), now));
        };
        journal.writer.beside(n, at, line, now.wall_ms);
        None
    }

    fn resume(&mut self, sid: &str, now: Now) -> Message {
        self.close();
        let ready = self.ready.take().filter(|it| &*it.0.setup.opened.sid == sid);
        let taken = ready.map_or_else(|| self.store.resume(sid, now, self.tell.clone()), Ok);
        match taken {
            Ok((stored, writer)) => {
                let sid = stored.setup.opened.sid.clone();
                let owner = Owner::of(&stored.setup);
                self.journal = Some(Journal { sid, owner, writer, is_over: false });
                self.catch_up(&stored);
                Message::Opened(Box::new(rehearsal::with_content(&self.ground, stored)))
            }
            Err(error) => Message::Failed(words(error)),
        }
    }

    fn keep_items(&self, changes: Vec<ItemPatch>) {
        let Some(Journal { owner, .. }) = &self.journal else { return };
        let (ground, owner) = (self.ground.clone(), owner.clone());
        self.aside.put(move || {
            let told = items::keep(&ground, &owner, &changes).unwrap_or_else(Some);
            told.map(Message::Failed)
        });
    }

    /// The process may have died between a record and the backlog.
    fn catch_up(&self, stored: &Stored) {
        let (ground, setup, records) =
            (self.ground.clone(), stored.setup.clone(), stored.records.clone());
        self.aside.put(move || {
            let last = records.last().map_or(Moment(0), |it| it.at);
            let session = Session::replay(setup.clone().into(), &records, last);
            let told = items::catch_up(&ground, &setup, &session).unwrap_or_else(Some);
            told.map(Message::Failed)
        });
    }

    fn keep_scratch(&mut self, text: Option<String>) {
        let Some(journal) = &mut self.journal else { return };
        journal.is_over = text.is_none();
        let (Some(text), sid) = (text, journal.sid.clone()) else { return };
        let store = self.store.clone();
        self.aside.put(move || {
            let kept = store.keep_scratch(&sid, Some(&text));
            kept.err().map(|error| Message::Failed(words(error)))
        });
    }

    fn close(&mut self) {
        let Some(Journal { sid, writer, is_over, .. }) = self.journal.take() else { return };
        let (unsaved, store) = (self.unsaved.clone(), self.store.clone());
        self.aside.put(move || {
            let lost = writer.close(PATIENCE);
            unsaved.fetch_add(lost, Ordering::SeqCst);
            if lost == 0
                && is_over
                && let Err(error) = store.keep_scratch(&sid, None)
            {
                return Some(Message::Failed(words(error)));
            }
            let told = format!("{lost} records of the session could not be saved.");
            (lost > 0).then(|| Message::Failed(told.into()))
        });
    }

    fn answer(&self, work: impl FnOnce() -> Result<Message, Text> + Send + 'static) {
        self.aside.put(move || Some(work().unwrap_or_else(Message::Failed)));
    }
}

/// How the writer's news reaches the loop.
pub fn tell(inbox: Sender<Inbound>) -> Tell {
    Arc::new(move |save| {
        let _ = inbox.send(Inbound::App(Message::Save(save)));
    })
}

fn failing(why: Text, now: Now) -> Message {
    Message::Save(Save::Failing { why, since_ms: now.wall_ms })
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn words(error: Error) -> Text {
    Text::new(error.to_string())
}
