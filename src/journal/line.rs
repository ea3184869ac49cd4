//! One record as one line: numbered, stamped, and sealed by a checksum that rides in a RON comment.

use std::fmt::Write;

use serde::Serialize;

use super::ron;
use crate::session::{Actor, Moment};

/// What the checksums of a journal start from, so that a line of another session never passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Salt(u32);

impl Salt {
    pub fn of(sid: &str) -> Salt {
        Salt(crc32fast::hash(sid.as_bytes()))
    }

    fn seal(self, body: &[u8]) -> u32 {
        let mut hasher = crc32fast::Hasher::new_with_initial(self.0);
        hasher.update(body);
        hasher.finalize()
    }
}

/// A line before it is written or after it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<E> {
    pub n: u64,
    /// Milliseconds since 1970 UTC when it was written; a label.
    pub wall_ms: i64,
    pub at: Moment,
    pub by: Actor,
    pub event: E,
}

/// A line whose checksum holds, its event still text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw<'a> {
    pub n: u64,
    pub wall_ms: i64,
    pub at: Moment,
    /// Who, unless it was the facilitator.
    pub by: Option<&'a str>,
    pub event: &'a str,
}

/// `//=` and eight hexadecimal digits.
const SEAL: usize = 11;

/// The line with its line feed. `by` is left out when there is none.
pub fn write_line(
    salt: Salt,
    stamp: &Line<()>,
    by: Option<&(impl Serialize + ?Sized)>,
    event: &(impl Serialize + ?Sized),
) -> String {
    let spell = "journal types hold only what journals can spell";
    let by = by.map(|it| ron::to_string(it).expect(spell));
    seal_line(salt, stamp, by.as_deref(), &ron::to_string(event).expect(spell))
}

/// The line with its line feed, from parts that are spelled already.
pub(super) fn seal_line(salt: Salt, stamp: &Line<()>, by: Option<&str>, event: &str) -> String {
    let Line { n, wall_ms, at, .. } = stamp;
    let by = by.map(|it| format!("w:{it},")).unwrap_or_default();
    let mut line = format!("(n:{n},t:{wall_ms},m:{},{by}e:{event})", at.0);
    let sum = salt.seal(line.as_bytes());
    // Writing to a string cannot fail.
    let _ = writeln!(line, "//={sum:08x}");
    line
}

/// Checks the seal of a line (without its line feed), then takes it apart. `None`: these bytes are no line of this journal.
/// However long a line is: what was written is read.
pub(super) fn unseal(line: &[u8], salt: Salt) -> Option<Raw<'_>> {
    let (body, seal) = line.split_at_checked(line.len().checked_sub(SEAL)?)?;
    let sum = format!("//={:08x}", salt.seal(body));
    if seal != sum.as_bytes() {
        return None;
    }
    take_apart(std::str::from_utf8(body).ok()?)
}

/// The parts of `(n:…,t:…,m:…,w:…,e:…)`; parts with other names are passed over.
fn take_apart(body: &str) -> Option<Raw<'_>> {
    let mut rest = body.strip_prefix('(')?;
    let (mut n, mut wall_ms, mut at, mut by) = (None, None, None, None);
    loop {
        let (key, value) = rest.split_once(':')?;
        let end = ron::value_end(value)?;
        let (value, behind) = value.split_at(end);
        match key {
            "n" => n = Some(value.parse().ok()?),
            "t" => wall_ms = Some(value.parse().ok()?),
            "m" => at = Some(Moment(value.parse().ok()?)),
            "w" => by = Some(value),
            "e" => {
                let raw = Raw { n: n?, wall_ms: wall_ms?, at: at?, by, event: value };
                return behind.ends_with(')').then_some(raw);
            }
            _ => {}
        }
        rest = behind.strip_prefix(',')?;
    }
}
