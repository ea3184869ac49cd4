//! Values to lines of the current format.

use serde::Serialize;

use super::{
    line::{Line, Salt, write_line},
    read::Journal,
    v1,
};
use crate::session::{Actor, Event, Moment, Record, Setup};

/// Lines 0 and 1: what a journal begins with.
pub fn opening(setup: &Setup) -> String {
    let salt = Salt::of(&setup.opened.sid);
    let stamp = |n| Line {
        n,
        wall_ms: setup.opened.wall_ms,
        at: Moment(0),
        by: Actor::Facilitator,
        event: (),
    };
    let nobody = None::<&()>;
    let mut lines = write_line(salt, &stamp(0), nobody, &v1::Line0::of(&setup.opened));
    lines.push_str(&write_line(salt, &stamp(1), nobody, &v1::Line1::of(setup)));
    lines
}

/// A record, written at this wall time.
pub fn record(salt: Salt, record: &Record, wall_ms: i64) -> String {
    let Record { n, at, by, event } = record;
    let stamp = Line { n: *n, wall_ms, at: *at, by: Actor::Facilitator, event: () };
    let by = (*by != Actor::Facilitator).then(|| v1::Who(by.clone()));
    write_line(salt, &stamp, by.as_ref(), &v1::Told(event.clone()))
}

/// A line beside the records, numbered with them.
pub fn beside(salt: Salt, n: u64, at: Moment, line: &impl Serialize, wall_ms: i64) -> String {
    let stamp = Line { n, wall_ms, at, by: Actor::Facilitator, event: () };
    write_line(salt, &stamp, None::<&()>, &v1::Beside::Practice(line))
}

/// What to append to take a journal up again: a line feed if the last line lacks one, then `Reopened`, which names the
/// torn bytes before it. Crashing anywhere in between leaves a file that heals the same way.
pub fn reopening(journal: &Journal, wall_ms: i64, at: Moment) -> (String, Record) {
    let event = Event::Reopened { torn: journal.tail.torn };
    let reopened = Record { n: journal.next, at, by: Actor::Shell, event };
    let feed = if journal.tail.unended { "\n" } else { "" };
    let line = record(Salt::of(&journal.sid), &reopened, wall_ms);
    (format!("{feed}{line}"), reopened)
}
