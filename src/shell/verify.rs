//! Says of a journal whether every record is there, and makes a clean copy of what is whole.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::{
    disk::{Disk, RealDisk, beside, fresh_file},
    ending::{self, Endings},
    error::Error,
    pen::{home_of, segments},
    store::{Found, best, notices},
};
use crate::{
    journal::{self, Journal},
    session::Event,
};

/// How a journal was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Whole and ended.
    Whole { records: u64 },
    /// Whole and not ended: running, or to be resumed.
    Open { records: u64 },
    /// An interrupted write at the end: normal, healed when it is resumed.
    Torn { records: u64, at: u64, bytes: u64 },
    /// One line for each stretch.
    Damaged(Vec<String>),
    /// It cannot be read at all.
    Unreadable(String),
}

impl Verdict {
    pub fn is_sound(&self) -> bool {
        !matches!(self, Verdict::Damaged(_) | Verdict::Unreadable(_))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Whole { records } => write!(f, "ok, {records} records"),
            Verdict::Open { records } => write!(f, "open, {records} records"),
            Verdict::Torn { records, at, bytes } => {
                write!(
                    f,
                    "torn tail, {records} records and {bytes} bytes from byte {at} on that count nowhere"
                )
            }
            Verdict::Damaged(what) => write!(f, "damaged: {}", what.join("; ")),
            Verdict::Unreadable(why) => write!(f, "unreadable: {why}"),
        }
    }
}

/// Reads a journal and judges it, by what its team's ledger remembers of its end as well.
pub fn verify(home: &Path) -> Verdict {
    verdict(home, ending::gone)
}

/// The same of many, one by one; each team's ledger is read once.
pub fn verify_all<'a>(
    homes: impl IntoIterator<Item = &'a Path>,
) -> impl Iterator<Item = (&'a Path, Verdict)> {
    let mut endings = Endings::default();
    homes.into_iter().map(move |it| (it, verdict(it, |found| endings.gone(found))))
}

fn verdict(home: &Path, gone: impl FnOnce(&Found) -> Option<u64>) -> Verdict {
    let found = match best(&RealDisk, home) {
        Ok(found) => found,
        Err(error) => return Verdict::Unreadable(error.to_string()),
    };
    match judge(&found.journal) {
        sound if sound.is_sound() => {
            let cut = gone(&found).map(|n| Verdict::Damaged(vec![ending::notice(n)]));
            cut.unwrap_or(sound)
        }
        other => other,
    }
}

fn judge(journal: &Journal) -> Verdict {
    if !journal.is_whole() {
        let opening = journal.setup.is_none().then(|| "its opening cannot be read".to_owned());
        return Verdict::Damaged(notices(journal).into_iter().chain(opening).collect());
    }
    let records = journal.next;
    match journal.tail.torn {
        Some((at, bytes)) => Verdict::Torn { records, at, bytes },
        None if journal.lines.iter().any(|it| matches!(it.event, Event::Ended { .. })) => {
            Verdict::Whole { records }
        }
        None => Verdict::Open { records },
    }
}

/// Writes what is whole of a damaged journal to a new file, which from then on is read in its place; the old one stays.
/// Nothing is written when there is nothing to repair.
pub fn repair(home: &Path) -> Result<Option<PathBuf>, Error> {
    let home = &home_of(home);
    let found = best(&RealDisk, home)?;
    let gone = ending::gone(&found);
    let Found { path, bytes, journal } = found;
    if journal.is_whole() && gone.is_none() {
        return Ok(None);
    }
    if let Some(n) = gone.filter(|n| *n < journal.next) {
        return Err(Error::Beyond { path, what: vec![ending::notice(n)] });
    }
    let lost =
        || Error::Beyond { path: path.clone(), what: vec!["its opening is lost".to_owned()] };
    let until = gone.unwrap_or(0);
    let text = journal::repair_up_to(&bytes, &journal.sid, until).ok_or_else(lost)?;
    let free = segments(home).find(|it| !RealDisk.is_there(it)).ok_or_else(lost)?;
    let write = || {
        let (folder, fresh) = beside(&free)?;
        fresh_file(&RealDisk, &fresh, text.as_bytes())?;
        RealDisk.rename(&fresh, &free)?;
        RealDisk.sync_folder(folder)
    };
    write().map_err(Error::at("write", &free))?;
    Ok(Some(free))
}
