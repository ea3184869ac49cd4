//! What a list shows of a journal: its opening, how the story ends and how long it took, without reading the story.

use super::{
    line::{Raw, Salt, unseal},
    recover::{Scan, scan, scan_from},
    ron, v1,
};
use crate::session::{Ending, Event, GapKind, Moment, Opened};

/// A session at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    pub opened: Opened,
    pub outcome: Outcome,
    /// Milliseconds from the beginning to the end or the last record, without pauses and left-out gaps.
    pub elapsed_ms: u64,
    /// Wall time of the last record.
    pub last_wall_ms: i64,
    /// The number and the checksum of the last line: what a closed session is remembered by.
    pub last: (u64, u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Open,
    Completed,
    Early,
    Aborted,
    Damaged,
}

/// The opening alone, from the first bytes of a file (2 KiB suffice).
pub fn read_head(bytes: &[u8], sid: &str) -> Option<Opened> {
    let first = bytes.split(|it| *it == b'\n').next()?;
    opened(&unseal(first, Salt::of(sid))?)
}

fn opened(raw: &Raw<'_>) -> Option<Opened> {
    ron::from_str::<v1::Line0>(raw.event).ok().filter(|_| raw.n == 0).map(Opened::from)
}

/// The whole file at a glance; `None` when even its opening is lost.
pub fn glance(bytes: &[u8], sid: &str) -> Option<Glance> {
    let scan = scan(bytes, Salt::of(sid));
    let opened = opened(&scan.lines.first()?.raw)?;
    let defined = scan.lines.get(1).is_some_and(|it| it.raw.n == 1);
    Some(Glance::of(opened, &scan, bytes, !defined))
}

/// The same from a file's first bytes and its last, which lie at `at` and hold every record; the definition between them is not
/// looked at. `None` when the opening is lost or no record is there.
pub fn glance_at_ends(head: &[u8], rest: &[u8], at: usize, sid: &str) -> Option<Glance> {
    let opened = read_head(head, sid)?;
    let first = first_record(rest)?;
    let bytes = &rest[first..];
    let scan = scan_from(bytes, Salt::of(sid), (at + first, 2));
    scan.lines.first()?;
    Some(Glance::of(opened, &scan, bytes, false))
}

/// Where the first record begins in the last bytes of a file, if it is among them.
pub fn first_record(rest: &[u8]) -> Option<usize> {
    memchr::memmem::find(rest, b"\n(n:2,").map(|it| it + 1)
}

impl Glance {
    fn of(opened: Opened, scan: &Scan<'_>, bytes: &[u8], holed: bool) -> Glance {
        let mut course = Course::default();
        let told: Vec<(u64, Moment, Event)> =
            scan.lines.iter().filter_map(|it| told(&it.raw)).collect();
        let struck = struck(&told);
        for (_, at, event) in told.iter().filter(|(n, ..)| !struck.contains(n)) {
            course.take(*at, event);
        }
        let damaged = holed || !scan.damage.is_empty();
        let last = scan.lines.last();
        let last_at = last.map_or(Moment(0), |it| it.raw.at);
        Glance {
            opened,
            outcome: if damaged { Outcome::Damaged } else { course.outcome() },
            elapsed_ms: course.elapsed(last_at),
            last_wall_ms: last.map_or(0, |it| it.raw.wall_ms),
            last: last.map_or((0, 0), |it| (it.raw.n, crc32fast::hash(&bytes[it.bytes.clone()]))),
        }
    }
}

/// The event, if it is one that decides how long a session took or how it ended.
fn told(raw: &Raw<'_>) -> Option<(u64, Moment, Event)> {
    const OF_INTEREST: [&str; 7] =
        ["Began", "Paused", "Resumed", "Gap", "Ended", "Struck", "Restored"];
    if !OF_INTEREST.iter().any(|it| raw.event.starts_with(it)) {
        return None;
    }
    let v1::Told(event) = ron::from_str(raw.event).ok()?;
    Some((raw.n, raw.at, event))
}

fn struck(told: &[(u64, Moment, Event)]) -> Vec<u64> {
    let mut struck = Vec::new();
    for (.., event) in told {
        match event {
            Event::Struck { n } => struck.push(*n),
            Event::Restored { n } => struck.retain(|it| it != n),
            _ => {}
        }
    }
    struck
}

/// A session's clock, as far as a list needs it.
#[derive(Default)]
struct Course {
    began: Option<Moment>,
    paused: Option<Moment>,
    idle_ms: u64,
    ended: Option<(Moment, Outcome)>,
}

impl Course {
    fn take(&mut self, at: Moment, event: &Event) {
        match event {
            Event::Began { .. } => self.began = Some(at),
            Event::Paused => self.paused = self.paused.or(Some(at)),
            Event::Resumed => {
                let paused = self.paused.take().map_or(0, |since| at.since(since));
                self.idle_ms = self.idle_ms.saturating_add(paused);
            }
            Event::Gap { ms, how: GapKind::LeftOut } if self.paused.is_none() => {
                self.idle_ms = self.idle_ms.saturating_add(*ms);
            }
            Event::Ended { how, .. } => {
                let outcome = match how {
                    Ending::Done => Outcome::Completed,
                    Ending::Early => Outcome::Early,
                    Ending::Aborted { .. } => Outcome::Aborted,
                };
                self.ended = Some((at, outcome));
            }
            _ => {}
        }
    }

    fn outcome(&self) -> Outcome {
        self.ended.map_or(Outcome::Open, |(_, outcome)| outcome)
    }

    fn elapsed(&self, last: Moment) -> u64 {
        let end = self.ended.map_or(last, |(at, _)| at);
        let paused = self.paused.map_or(0, |since| end.since(since));
        let all = self.began.map_or(0, |began| end.since(began));
        all.saturating_sub(self.idle_ms.saturating_add(paused))
    }
}
