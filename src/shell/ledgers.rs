//! The teams' ledgers on disk: `teams/<id>/journal.ron`, lines like a session's, each closed session folded in once.

use std::{collections::HashMap, fs, path::PathBuf};

use chrono::NaiveDate;

use super::{
    disk::{Disk, RealDisk},
    ending::Last,
    error::Error,
    notebook::Notebook,
    shelf::Shelved,
    store::{Store, best},
};
use crate::{
    app::Now,
    ceremony::{Amount, Id, Team, Text},
    history::{Label, Ledger, Line, Noted, note},
    journal,
    session::{Given, SessionMode},
};

/// The ledgers in a data folder.
#[derive(Debug, Clone)]
pub struct Ledgers {
    data: PathBuf,
}

impl Ledgers {
    pub fn new(data: impl Into<PathBuf>) -> Ledgers {
        Ledgers { data: data.into() }
    }

    /// What a session of this team that is opened today may know of the past.
    pub fn given(&self, team: &Team, today: NaiveDate, now: Now) -> Given {
        self.up_to_date(&team.id, now).given(team, today)
    }

    /// The team's ledger with every closed session in it. What could not be written down is known all the same.
    pub fn up_to_date(&self, team: &Id, now: Now) -> Ledger {
        let ledger = self.read(team);
        let store = Store::new(&self.data);
        let closed: Vec<Noted> = store
            .shelf()
            .iter()
            .rev()
            .filter(|it| !ledger.knows(&it.sid))
            .filter_map(|it| closed(it, team))
            .collect();
        if closed.is_empty() {
            return ledger;
        }
        let lines = closed.iter().cloned().map(|it| Line::SessionClosed(Box::new(it)));
        // Folded in again at the next start if this fails.
        let _ = self.append(team, &lines.collect::<Vec<_>>(), now);
        ledger.with(closed)
    }

    /// Notes that something was closed or answered between sessions.
    pub fn settle(&self, team: &Id, id: &str, how: &str, now: Now) -> Result<(), Error> {
        if self.up_to_date(team, now).entry(id).is_none() {
            return Err(Error::Unknown(id.to_owned()));
        }
        self.append(team, &[Line::Settled { id: id.into(), how: how.into() }], now)
    }

    /// Takes an imported sprint history down; says whether it tells anything new.
    pub fn import(&self, team: &Id, sprints: &[(Text, Amount)], now: Now) -> Result<bool, Error> {
        if self.read(team).imported == sprints {
            return Ok(false);
        }
        self.append(team, &parts(sprints), now)?;
        Ok(true)
    }

    /// What people put on sessions, of all teams. Reads no more than the lines that say so.
    pub fn labels(&self) -> Vec<(Text, Label)> {
        let labels = self.teams().flat_map(|team| {
            let says = |it: &str| it.starts_with("Labelled(");
            Ledger::of(self.notebook(&team).read_those::<Line>(says)).labels
        });
        labels.collect()
    }

    /// Puts a title, tags and whether it is archived on a session of this team.
    pub fn label(&self, team: &Id, sid: &Text, label: &Label, now: Now) -> Result<(), Error> {
        let line = Line::Labelled { sid: sid.clone(), label: label.clone() };
        self.append(team, &[line], now)
    }

    /// The number and checksum of the last line of a closed session, as the team's ledger remembers them.
    pub(super) fn remembered(&self, team: &Id, sid: &str) -> Option<Last> {
        let ledger = Ledger::of(self.notebook(team).read_those::<Line>(|it| it.contains(sid)));
        ledger.sessions.get(&Text::new(sid)).map(|it| (it.n, it.crc))
    }

    /// The same of all its sessions.
    pub(super) fn all_remembered(&self, team: &Id) -> HashMap<Text, Last> {
        let sessions = self.read(team).sessions.into_iter();
        sessions.map(|(sid, it)| (sid, (it.n, it.crc))).collect()
    }

    /// Takes what a session left open from its team's lists, once its file is gone. Nothing is cut from the ledger.
    pub fn remove(&self, team: &Id, sid: &Text, now: Now) -> Result<(), Error> {
        if !self.read(team).knows(sid) {
            return Ok(());
        }
        self.append(team, &[Line::Removed { sid: sid.clone() }], now)
    }

    /// How much of what these sessions opened is open still, in all teams.
    pub fn left_open(&self, sids: &[&Text]) -> usize {
        let opened = |id: &str| {
            let of = id.rsplit_once('.').map(|it| it.0);
            sids.iter().any(|sid| of == Some(&***sid))
        };
        let left = |team: Id| self.read(&team).open().filter(|it| opened(&it.id)).count();
        self.teams().map(left).sum()
    }

    /// Each team's journal, and what of it is lost or foreign.
    pub fn faults(&self) -> Vec<(PathBuf, Vec<String>)> {
        let of = |team: Id| {
            let notebook = self.notebook(&team);
            let faults = notebook.faults().unwrap_or_else(|error| vec![error.to_string()]);
            (notebook.path().to_owned(), faults)
        };
        let mut met = self.met();
        met.sort();
        met.into_iter().map(of).collect()
    }

    /// Teams that have a ledger.
    pub fn met(&self) -> Vec<Id> {
        let journal = |team: &Id| self.data.join("teams").join(team.as_str()).join("journal.ron");
        self.teams().filter(|it| journal(it).is_file()).collect()
    }

    fn teams(&self) -> impl Iterator<Item = Id> {
        let teams = fs::read_dir(self.data.join("teams")).into_iter().flatten();
        teams.filter_map(|it| Some(Id::from(it.ok()?.file_name().to_str()?)))
    }

    fn read(&self, team: &Id) -> Ledger {
        Ledger::of(self.notebook(team).read::<Line>())
    }

    pub(super) fn append(&self, team: &Id, lines: &[Line], now: Now) -> Result<(), Error> {
        self.notebook(team).append(lines, now)
    }

    fn notebook(&self, team: &Id) -> Notebook {
        Notebook::in_folder(&self.data.join("teams").join(team.as_str()))
    }
}

/// Lines of so many sprints each: a line stays far below what a reader takes.
fn parts(sprints: &[(Text, Amount)]) -> Vec<Line> {
    const MOST: usize = 100;
    let part = |(part, sprints): (u32, &[(Text, Amount)])| Line::Delivered {
        part,
        sprints: sprints.to_vec(),
    };
    (0..).zip(sprints.chunks(MOST)).map(part).collect()
}

/// What a shelved session leaves this team; nothing if it is another team's, a rehearsal, the demo, or not over.
fn closed(shelved: &Shelved, team: &Id) -> Option<Noted> {
    let head = RealDisk.read(&shelved.path).ok()?;
    let opened = journal::read_head(&head, &shelved.sid)?;
    if opened.team != *team || opened.demo || opened.mode != SessionMode::Live {
        return None;
    }
    let found = best(&RealDisk, &shelved.path).ok()?;
    let last = journal::glance(&found.bytes, &shelved.sid)?.last;
    note(found.journal.setup.clone()?, &found.journal.into_records(), last)
}
