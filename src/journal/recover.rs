//! Which bytes of a journal are whole records, which are a torn end, and which are damage.
//!
//! Nothing is guessed and nothing is dropped silently; a tear is healed by appending, never by cutting.

use std::{fmt, ops::Range};

use serde::Deserialize;

use super::{
    line::{Raw, Salt, unseal},
    ron,
};

/// A whole line and where it lies, without its line feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    pub raw: Raw<'a>,
    pub bytes: Range<usize>,
}

/// What a journal's bytes hold, in order of the record numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan<'a> {
    pub lines: Vec<Found<'a>>,
    pub damage: Vec<Damage>,
    /// Lines that stand there twice, byte for byte.
    pub repeated: usize,
    pub tail: Tail,
    /// Where in the file the bytes begin, and the number of the first line they should hold.
    from: (usize, u64),
}

/// Records lost or bytes that belong to none, with whole records after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    pub bytes: Range<usize>,
    /// Numbers missing here; empty when the bytes are merely foreign.
    pub records: Range<u64>,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Damage { bytes, records } = self;
        match records.end.saturating_sub(records.start) {
            0 => write!(f, "foreign bytes")?,
            1 => write!(f, "record {} is lost", records.start)?,
            _ => write!(f, "records {} to {} are lost", records.start, records.end - 1)?,
        }
        if bytes.is_empty() {
            write!(f, " at byte {}", bytes.start)
        } else {
            write!(f, " at bytes {} to {}", bytes.start, bytes.end - 1)
        }
    }
}

/// How a journal ends: what an interrupted write left behind, normal and harmless.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tail {
    /// First byte after the last whole line, and how many torn bytes stand there (the line feed that ends them apart).
    pub torn: Option<(u64, u64)>,
    /// Whether the next line needs a line feed before it.
    pub unended: bool,
}

/// Sorts the bytes by these rules:
///
/// 1. A line counts only if its checksum, its form and its number hold.
/// 2. Bad bytes with no whole line after them are a torn end.
/// 3. Bad bytes before a whole line are damage, unless that line is a `Reopened` that names exactly them.
/// 4. A last line that lacks only its line feed is whole.
/// 5. (Healing: [`super::reopening`].)
/// 6. A number already seen is a repetition if the bytes are equal, else damage, and the first wins; a number too high
///    is a gap.
pub fn scan(bytes: &[u8], salt: Salt) -> Scan<'_> {
    scan_from(bytes, salt, (0, 0))
}

/// As [`scan`], of the bytes that begin at this place of the file with the line of this number. Places stay those of the bytes.
pub(super) fn scan_from(bytes: &[u8], salt: Salt, from: (usize, u64)) -> Scan<'_> {
    let mut scan = Scan { from, ..Scan::default() };
    let (mut start, mut bad) = (0, None);
    while start < bytes.len() {
        let length = bytes[start..].iter().position(|it| *it == b'\n');
        let end = length.map_or(bytes.len(), |length| start + length);
        match unseal(&bytes[start..end], salt) {
            Some(raw) => scan.accept(bytes, Found { raw, bytes: start..end }, bad.take()),
            None => bad = bad.or(Some(start)),
        }
        start = end + 1;
    }
    let unended = !bytes.is_empty() && !bytes.ends_with(b"\n");
    let torn_end = bytes.strip_suffix(b"\n").unwrap_or(bytes).len();
    scan.tail = Tail { torn: bad.map(|from| (from as u64, (torn_end - from) as u64)), unended };
    scan
}

impl<'a> Scan<'a> {
    /// The number the next record gets.
    pub fn next(&self) -> u64 {
        self.lines.last().map_or(self.from.1, |it| it.raw.n.saturating_add(1))
    }

    fn accept(&mut self, bytes: &'a [u8], found: Found<'a>, bad: Option<usize>) {
        let Range { start, .. } = found.bytes;
        let next = self.next();
        let missing = next..found.raw.n.max(next);
        match bad {
            Some(from)
                if missing.is_empty()
                    && names(found.raw.event, self.from.0 + from..self.from.0 + start - 1) => {}
            Some(from) => self.damage.push(Damage { bytes: from..start - 1, records: missing }),
            None if missing.is_empty() => {}
            None => self.damage.push(Damage { bytes: start..start, records: missing }),
        }
        if found.raw.n >= next {
            self.lines.push(found);
        } else if self.holds(bytes, &found) {
            self.repeated += 1;
        } else {
            self.damage.push(Damage { bytes: found.bytes, records: next..next });
        }
    }

    fn holds(&self, bytes: &[u8], found: &Found<'_>) -> bool {
        let same = self.lines.binary_search_by_key(&found.raw.n, |it| it.raw.n);
        same.is_ok_and(|at| bytes[self.lines[at].bytes.clone()] == bytes[found.bytes.clone()])
    }
}

/// Whether the event is a reopening that sets aside exactly these bytes.
fn names(event: &str, bytes: Range<usize>) -> bool {
    #[derive(Deserialize)]
    enum Healing {
        Reopened { torn: Option<(u64, u64)> },
    }
    event.starts_with("Reopened")
        && ron::from_str(event).is_ok_and(|Healing::Reopened { torn }| {
            torn == Some((bytes.start as u64, bytes.len() as u64))
        })
}
