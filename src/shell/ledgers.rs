//! The teams' ledgers on disk: `teams/<id>/journal.ron`, lines like a session's, each closed session folded in once.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{
    disk::{Disk, RealDisk},
    error::Error,
    shelf::Shelved,
    store::{Store, best},
};
use crate::{
    app::Now,
    ceremony::{Id, Team, Text},
    history::{Ledger, Line, Noted, note},
    journal::{self, Salt, Scan, scan},
    session::{Actor, Given, Moment, SessionMode},
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

    /// The number and checksum of the last line of a closed session, as the team's ledger remembers them.
    pub fn remembered(&self, team: &Id, sid: &str) -> Option<(u64, u32)> {
        self.read(team).sessions.get(&Text::new(sid)).map(|it| (it.n, it.crc))
    }

    fn read(&self, team: &Id) -> Ledger {
        let bytes = RealDisk.read(&self.path(team)).unwrap_or_default();
        Ledger::of(lines(&bytes, team))
    }

    /// Adds lines after what is there, whole or torn; nothing is ever cut.
    fn append(&self, team: &Id, lines: &[Line], now: Now) -> Result<(), Error> {
        let path = self.path(team);
        let write = || {
            let disk = RealDisk;
            disk.folder(path.parent().unwrap_or(Path::new(".")))?;
            let mut file = match disk.append(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => disk.create(&path)?,
                file => file?,
            };
            if !disk.lock(&file)? {
                return Err(std::io::ErrorKind::WouldBlock.into());
            }
            let text = text(&disk.read(&path)?, team, lines, now);
            let mut rest = text.as_bytes();
            while !rest.is_empty() {
                rest = &rest[disk.write(&mut file, rest)?..];
            }
            disk.sync(&mut file)
        };
        write().map_err(Error::at("write to", &path))
    }

    fn path(&self, team: &Id) -> PathBuf {
        self.data.join("teams").join(team.as_str()).join("journal.ron")
    }
}

fn salt(team: &Id) -> Salt {
    Salt::of(&format!("ledger {team}"))
}

fn lines(bytes: &[u8], team: &Id) -> Vec<Line> {
    let scan = scan(bytes, salt(team));
    scan.lines.iter().filter_map(|it| journal::ron::from_str(it.raw.event).ok()).collect()
}

/// The lines as they go behind these bytes.
fn text(there: &[u8], team: &Id, lines: &[Line], now: Now) -> String {
    let Scan { lines: known, tail, .. } = scan(there, salt(team));
    let next = known.last().map_or(0, |it| it.raw.n + 1);
    let mut text = if tail.unended { "\n".to_owned() } else { String::new() };
    for (n, it) in (next..).zip(lines) {
        let stamp = journal::Line {
            n,
            wall_ms: now.wall_ms,
            at: Moment(0),
            by: Actor::Facilitator,
            event: (),
        };
        text.push_str(&journal::write_line(salt(team), &stamp, None::<&()>, it));
    }
    text
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
