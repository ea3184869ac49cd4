//! A journal's bytes as a session's setup and records, whatever state they are in.

use std::fmt;

use super::{
    FORMAT,
    line::{Line, Raw, Salt, unseal},
    recover::{Damage, Found, Tail, scan},
    ron, v1,
};
use crate::session::{Actor, Event, Moment, Opened, Record, Setup};

/// A journal as read. Records are in order, those that cannot be read left out and told in `newer` and `damage`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    pub sid: String,
    /// The format it was written in; 0 when its opening is lost.
    pub format: u32,
    pub opened: Option<Opened>,
    pub setup: Option<Setup>,
    pub lines: Vec<Line<Event>>,
    pub newer: Vec<Newer>,
    /// Lines of a practice run that stand between its records, each as text that `practice` reads.
    pub beside: Vec<Line<String>>,
    pub damage: Vec<Damage>,
    /// Records a repair could not bring back.
    pub lost: u64,
    /// Lines that stand there twice.
    pub repeated: usize,
    pub tail: Tail,
    /// The number the next record gets.
    pub next: u64,
    /// The wall time of the last whole line, and its moment.
    pub last: (i64, Moment),
}

/// A whole record whose event this version does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newer {
    pub n: u64,
    /// As it stands in the file.
    pub event: String,
}

/// Why nothing can be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Neither name nor first line tell a session id.
    NotAJournal,
    /// Only a version that reads this format may.
    Newer { format: u32 },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::NotAJournal => f.write_str("this is no journal"),
            Unreadable::Newer { format } => {
                write!(
                    f,
                    "it needs a version that reads journal format {format}; this one reads {FORMAT}"
                )
            }
        }
    }
}

impl std::error::Error for Unreadable {}

/// Reads a journal. `sid` is the session id its name tells; without one the first line's own is used.
pub fn read(bytes: &[u8], sid: Option<&str>) -> Result<Journal, Unreadable> {
    let claimed = sid.map(str::to_owned).or_else(|| sid_in(bytes));
    let sid = claimed.ok_or(Unreadable::NotAJournal)?;
    let scan = scan(bytes, Salt::of(&sid));
    let last = scan.lines.last().map_or((0, Moment(0)), |it| (it.raw.wall_ms, it.raw.at));
    let mut journal = Journal {
        sid,
        format: 0,
        opened: None,
        setup: None,
        lines: Vec::new(),
        newer: Vec::new(),
        beside: Vec::new(),
        lost: 0,
        next: scan.next(),
        damage: scan.damage,
        repeated: scan.repeated,
        tail: scan.tail,
        last,
    };
    for Found { raw, .. } in &scan.lines {
        journal.take(raw)?;
    }
    Ok(journal)
}

/// One record by itself, if these bytes (without their line feed) are a whole one that this version knows.
pub fn read_record(line: &[u8], salt: Salt) -> Option<Line<Event>> {
    let Raw { n, wall_ms, at, by, event } = unseal(line, salt)?;
    let (by, v1::Told(event)) = (actor(by).ok()?, ron::from_str(event).ok()?);
    Some(Line { n, wall_ms, at, by, event })
}

impl Journal {
    /// Whether every record that was ever written is here and understood.
    pub fn is_whole(&self) -> bool {
        self.setup.is_some() && self.damage.is_empty()
    }

    /// Whether a record may be appended: nothing lost, nothing from a newer version, and the format is the one we write.
    pub fn may_grow(&self) -> bool {
        self.is_whole() && self.newer.is_empty() && self.format == FORMAT
    }

    pub fn into_records(self) -> Vec<Record> {
        let record = |Line { n, at, by, event, .. }| Record { n, at, by, event };
        self.lines.into_iter().map(record).collect()
    }

    fn take(&mut self, raw: &Raw<'_>) -> Result<(), Unreadable> {
        match raw.n {
            0 => match ron::from_str::<v1::Line0>(raw.event) {
                Ok(line) => self.open(line)?,
                Err(_) => self.keep(raw),
            },
            1 => match (self.opened.clone(), ron::from_str(raw.event)) {
                (Some(opened), Ok(v1::Line1::Defined(definition))) => {
                    self.setup = Some(definition.with(opened));
                }
                _ => self.keep(raw),
            },
            _ if ron::from_str(raw.event) == Ok(v1::Lost::Lost) => self.lost += 1,
            _ if raw.event.starts_with(v1::BESIDE) => self.beside.push(Line {
                n: raw.n,
                wall_ms: raw.wall_ms,
                at: raw.at,
                by: Actor::Facilitator,
                event: raw.event.to_owned(),
            }),
            _ => match (actor(raw.by), ron::from_str(raw.event)) {
                (Ok(by), Ok(v1::Told(event))) => {
                    let Raw { n, wall_ms, at, .. } = *raw;
                    self.lines.push(Line { n, wall_ms, at, by, event });
                }
                _ => self.keep(raw),
            },
        }
        Ok(())
    }

    fn open(&mut self, line: v1::Line0) -> Result<(), Unreadable> {
        let (format, min) = line.formats();
        if min > FORMAT {
            return Err(Unreadable::Newer { format: min });
        }
        self.format = format;
        self.opened = Some(line.into());
        Ok(())
    }

    fn keep(&mut self, raw: &Raw<'_>) {
        self.newer.push(Newer { n: raw.n, event: raw.event.to_owned() });
    }
}

pub(super) fn actor(by: Option<&str>) -> Result<Actor, ron::Fault> {
    by.map_or(Ok(Actor::Facilitator), |by| ron::from_str(by).map(|v1::Who(actor)| actor))
}

/// The session id that a sealed first line names; it must pass under that very id.
fn sid_in(bytes: &[u8]) -> Option<String> {
    let first = bytes.split(|it| *it == b'\n').next()?;
    let text = std::str::from_utf8(first).ok()?;
    let (_, behind) = text.split_once("sid:\"")?;
    let (sid, _) = behind.split_once('"')?;
    super::line::unseal(first, Salt::of(sid)).map(|_| sid.to_owned())
}
