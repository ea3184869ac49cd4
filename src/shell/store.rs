//! The data folder: makes, reads, resumes and lists journals, and keeps the scratch file of an open round.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use uuid::Uuid;

use super::{
    disk::{Disk, RealDisk, beside, fresh_file, replace_file},
    ending,
    ends::Ends,
    error::Error,
    pen::{Pen, segments},
    shelf::{self, Shelved},
    sign::{self, Sign, who},
    writer::{Tell, Writer},
};
use crate::{
    app::{Listing, Now, State, Stored},
    ceremony::{Id, Text},
    journal::{self, Glance, Journal, Outcome, Salt},
    practice::Beside,
    session::{Event, Moment, Record, Setup},
};

/// The folder and what is in it.
#[derive(Debug, Clone)]
pub struct Store {
    data: PathBuf,
}

/// A journal as found on disk: of several attempts at one file the best.
pub struct Found {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    pub journal: Journal,
}

/// A session id nobody else has.
pub fn new_sid() -> Text {
    Text::new(Uuid::now_v7().simple().to_string())
}

/// For orders that must not be told from the journal.
pub fn new_seed() -> u64 {
    Uuid::now_v7().as_u64_pair().1
}

impl Found {
    /// Whether something that was written is not in it.
    pub fn is_damaged(&self) -> bool {
        !self.journal.is_whole() || ending::gone(self).is_some()
    }
}

impl Store {
    pub fn new(data: impl Into<PathBuf>) -> Store {
        Store { data: data.into() }
    }

    /// Starts the journal of a session that has just begun. It is on disk, whole, before it has a name; until then and when
    /// that fails `tell` says so and the writer keeps trying.
    pub fn create(
        &self,
        setup: &Setup,
        began: &Record,
        now: Now,
        tell: Tell,
    ) -> Result<Writer, Error> {
        let opened = &setup.opened;
        let home = shelf::home(&self.data, &opened.sid, opened.wall_ms);
        let salt = Salt::of(&opened.sid);
        let mut pen = Pen::new(Arc::new(RealDisk), home.clone());
        let lines = journal::opening(setup) + &journal::record(salt, began, now.wall_ms);
        pen.queue(&lines, began.n);
        Writer::start(pen, salt, tell, Sign::new(&home, now))
            .map_err(Error::at("start to write", home))
    }

    /// Reads a session to show it, whatever state it is in.
    pub fn open(&self, asked: &str) -> Result<Stored, Error> {
        let found = self.found(asked)?;
        let gone = ending::gone(&found).map(ending::notice);
        let mut stored = self.stored(found.path, found.journal)?;
        stored.notices.extend(gone.map(Text::new));
        Ok(stored)
    }

    /// Takes a session up again: locks it, heals it, and says so in its journal. `Stored::records` ends with that record,
    /// whose moment is now. A full disk is no reason not to go on; `tell` says so.
    pub fn resume(&self, asked: &str, now: Now, tell: Tell) -> Result<(Stored, Writer), Error> {
        let home = shelf::find(&self.data, asked)?;
        let path = best(&RealDisk, &home)?.path;
        let disk = Arc::new(RealDisk);
        let file = disk.append(&path).map_err(Error::at("open", &path))?;
        if !disk.lock(&file).map_err(Error::at("lock", &path))? {
            return Err(Error::Held(who(&home)));
        }
        let found = best(&RealDisk, &home)?;
        may_go_on(&found)?;
        let Found { bytes, journal, .. } = found;
        let away = u64::try_from(now.wall_ms.saturating_sub(journal.last.0)).unwrap_or(0);
        let at = Moment(journal.last.1.0.saturating_add(away));
        let (text, reopened) = journal::reopening(&journal, now.wall_ms, at);
        let mut pen = Pen::at(disk, &path, file, bytes);
        pen.queue(&text, reopened.n);
        let salt = Salt::of(&journal.sid);
        let mut stored = self.stored(path.clone(), journal)?;
        stored.records.push(reopened);
        stored.resumed = Some(away);
        let writer = Writer::start(pen, salt, tell, Sign::new(&home, now));
        Ok((stored, writer.map_err(Error::at("start to write", path))?))
    }

    fn stored(&self, path: PathBuf, journal: Journal) -> Result<Stored, Error> {
        let notices: Vec<String> = notices(&journal);
        let Some(setup) = journal.setup.clone() else {
            let what = [notices, vec!["its opening is lost".to_owned()]].concat();
            return Err(Error::Beyond { path, what });
        };
        Ok(Stored {
            scratch: self.scratch(&setup.opened.sid),
            setup,
            beside: journal
                .beside
                .iter()
                .filter_map(|it| Some((it.n, it.at, Beside::read(&it.event)?)))
                .collect(),
            content: None,
            records: journal.into_records(),
            notices: notices.into_iter().map(Text::new).collect(),
            seed: new_seed(),
            resumed: None,
        })
    }

    /// Puts a journal that was exported where it belongs; `None` if a session of its id is there.
    pub fn put_back(&self, setup: &Setup, text: &str) -> Result<Option<PathBuf>, Error> {
        let opened = &setup.opened;
        if self.newest().any(|it| it.sid == *opened.sid) {
            return Ok(None);
        }
        let home = shelf::home(&self.data, &opened.sid, opened.wall_ms);
        let write = || {
            let (folder, fresh) = beside(&home)?;
            RealDisk.folder(folder)?;
            fresh_file(&RealDisk, &fresh, text.as_bytes())?;
            RealDisk.rename(&fresh, &home)?;
            RealDisk.sync_folder(folder)
        };
        write().map_err(Error::at("write", &home))?;
        Ok(Some(home))
    }

    /// The journal a person means, read.
    pub fn found(&self, asked: &str) -> Result<Found, Error> {
        best(&RealDisk, &shelf::find(&self.data, asked)?)
    }

    /// All journals by name, newest first; cheap.
    pub fn shelf(&self) -> Vec<Shelved> {
        shelf::all(&self.data)
    }

    /// The same one by one, for who needs the first of them only.
    pub fn newest(&self) -> impl Iterator<Item = Shelved> + use<> {
        shelf::newest(&self.data)
    }

    /// All sessions, newest first. Reads every journal: off the loop only.
    pub fn list(&self) -> Vec<Listing> {
        self.shelf().iter().map(listing).collect()
    }

    /// Whose it is, as far as its opening can be read.
    pub fn team_of(&self, sid: &str) -> Option<Id> {
        let head = RealDisk.read(&shelf::find(&self.data, sid).ok()?).ok()?;
        journal::read_head(&head, sid).map(|it| it.team)
    }

    /// Removes every file of one session, for good; not while it is being written.
    pub fn delete(&self, sid: &str) -> Result<(), Error> {
        let home = shelf::find(&self.data, sid)?;
        let there: Vec<PathBuf> = segments(&home).take_while(|it| RealDisk.is_there(it)).collect();
        for path in &there {
            let file = RealDisk.append(path).map_err(Error::at("open", path))?;
            if !RealDisk.lock(&file).map_err(Error::at("lock", path))? {
                return Err(Error::Held(who(&home)));
            }
        }
        self.keep_scratch(sid, None)?;
        // The first name goes last, so that what is left of an interrupted removal is still found.
        for path in there.iter().rev() {
            RealDisk.remove(path).map_err(Error::at("remove", path))?;
        }
        let folder = home.parent().unwrap_or(Path::new("."));
        RealDisk.sync_folder(folder).map_err(Error::at("remove from", folder))
    }

    /// What was being decided in secret when the session was left.
    pub fn scratch(&self, sid: &str) -> Option<String> {
        String::from_utf8(RealDisk.read(&self.scratch_path(sid)?).ok()?).ok()
    }

    /// Keeps it, or removes it.
    pub fn keep_scratch(&self, sid: &str, text: Option<&str>) -> Result<(), Error> {
        let path = self.scratch_path(sid).ok_or_else(|| Error::Unknown(sid.to_owned()))?;
        match text {
            Some(text) => {
                replace_file(&RealDisk, &path, text.as_bytes()).map_err(Error::at("write", path))
            }
            None if RealDisk.is_there(&path) => {
                RealDisk.remove(&path).map_err(Error::at("remove", path))
            }
            None => Ok(()),
        }
    }

    fn scratch_path(&self, sid: &str) -> Option<PathBuf> {
        let is_sid = sid.len() == 32 && sid.bytes().all(|it| it.is_ascii_hexdigit());
        is_sid.then(|| self.data.join("scratch").join(format!("{sid}.ron")))
    }
}

fn may_go_on(found: &Found) -> Result<(), Error> {
    let Found { path, journal, .. } = found;
    if journal.lines.iter().any(|it| matches!(it.event, Event::Ended { .. })) {
        return Err(Error::Ended);
    }
    let mut what = notices(journal);
    if journal.setup.is_none() {
        what.push("its opening is lost".to_owned());
        return Err(Error::Beyond { path: path.clone(), what });
    }
    let gone = ending::gone(found);
    if journal.may_grow() && gone.is_none() {
        return Ok(());
    }
    what.extend(gone.map(ending::notice));
    Err(Error::Damaged { path: path.clone(), what })
}

/// Reads all attempts at a journal and takes the one that is whole and tells most; the later one if two tell the same.
pub fn best<D: Disk>(disk: &D, home: &Path) -> Result<Found, Error> {
    let sid = shelf::sid_in_name(home);
    let mut best: Option<Found> = None;
    let mut why = None;
    for path in segments(home).take_while(|it| disk.is_there(it)) {
        let bytes = disk.read(&path).map_err(Error::at("read", &path))?;
        let journal = match journal::read(&bytes, sid.as_deref()) {
            Ok(journal) => journal,
            Err(unreadable) => {
                why = Some(unreadable.to_string());
                continue;
            }
        };
        let rank = |it: &Journal| (it.is_whole(), it.next);
        if best.as_ref().is_none_or(|it| rank(&it.journal) <= rank(&journal)) {
            best = Some(Found { path, bytes, journal });
        }
    }
    best.ok_or_else(|| match why {
        Some(why) => Error::Unreadable { path: home.to_owned(), why },
        None => Error::Unknown(home.display().to_string()),
    })
}

/// What is not as it should be, one line each.
pub fn notices(journal: &Journal) -> Vec<String> {
    let newer = journal.newer.iter().map(|it| {
        let kind: String = it.event.chars().take_while(char::is_ascii_alphanumeric).collect();
        format!("record {} is from a newer version: {kind}", it.n)
    });
    let lost =
        (journal.lost > 0).then(|| format!("{} records were lost before a repair", journal.lost));
    journal.damage.iter().map(ToString::to_string).chain(newer).chain(lost).collect()
}

/// A journal's line in a list; when it cannot be read, what its name tells.
pub fn listing(it: &Shelved) -> Listing {
    let path = Text::new(it.path.to_string_lossy());
    let Some(Glance { opened, outcome, elapsed_ms, .. }) = glance(it) else {
        return unreadable(it, path);
    };
    Listing {
        sid: opened.sid,
        ceremony: opened.ceremony,
        title: opened.title,
        team: opened.team,
        team_name: opened.team_name,
        sprint: opened.sprint,
        profile: opened.profile,
        practice: opened.mode == crate::session::SessionMode::Practice,
        demo: opened.demo,
        started_ms: opened.wall_ms,
        offset_min: opened.offset_min,
        elapsed_s: elapsed_ms / 1000,
        planned_s: opened.planned_secs.into(),
        state: match outcome {
            Outcome::Open if sign::is_elsewhere(&it.path) => State::Running,
            Outcome::Open if is_cut(&it.path) => State::Damaged,
            Outcome::Open => State::Open,
            Outcome::Completed => State::Completed,
            Outcome::Early => State::Early,
            Outcome::Aborted => State::Aborted,
            Outcome::Damaged => State::Damaged,
        },
        path,
    }
}

/// Whether it had ended once.
fn is_cut(home: &Path) -> bool {
    best(&RealDisk, home).is_ok_and(|it| ending::gone(&it).is_some())
}

/// From the ends of the file where they tell, else from the whole of the best attempt.
fn glance(it: &Shelved) -> Option<Glance> {
    let ends = Ends::open(&it.path).ok()?.and_then(|ends| ends.glance(&it.sid));
    ends.or_else(|| journal::glance(&best(&RealDisk, &it.path).ok()?.bytes, &it.sid))
}

/// Wall time of the opening, as the name tells it.
pub fn started_ms(it: &Shelved) -> i64 {
    let started = chrono::NaiveDateTime::parse_from_str(&it.started, "%Y%m%dt%H%M%Sz");
    started.map_or(0, |it| it.and_utc().timestamp_millis())
}

fn unreadable(it: &Shelved, path: Text) -> Listing {
    Listing {
        sid: it.sid.as_str().into(),
        ceremony: "".into(),
        title: "".into(),
        team: "".into(),
        team_name: "".into(),
        sprint: "".into(),
        profile: "".into(),
        practice: false,
        demo: false,
        started_ms: started_ms(it),
        offset_min: 0,
        elapsed_s: 0,
        planned_s: 0,
        state: State::Damaged,
        path,
    }
}
