//! A damaged journal's whole records as a new, clean journal; the old bytes are never touched.

use super::{
    line::{Line, Salt, write_line},
    recover::scan,
    ron, v1,
};
use crate::session::{Actor, Moment};

/// A larger gap was never one of ours.
const MOST_LOST: u64 = 100_000;

/// The text of a journal with the same records under the same numbers.
///
/// Where numbers are missing an event `Lost` stands in, so that the new journal has no gap and yet hides nothing. `None`
/// without an opening and a definition to carry the rest.
pub fn repair(bytes: &[u8], sid: &str) -> Option<String> {
    repair_up_to(bytes, sid, 0)
}

/// The same of a journal that is known to have held records up to this one; `Lost` stands in for those after its last line.
pub fn repair_up_to(bytes: &[u8], sid: &str, last: u64) -> Option<String> {
    let salt = Salt::of(sid);
    let scan = scan(bytes, salt);
    let mut text = String::with_capacity(bytes.len());
    let mut next = 0;
    for found in &scan.lines {
        for n in next..found.raw.n {
            if n < 2 || found.raw.n - next > MOST_LOST {
                return None;
            }
            text.push_str(&lost(salt, n, found.raw.wall_ms, found.raw.at));
        }
        next = found.raw.n + 1;
        text.push_str(std::str::from_utf8(&bytes[found.bytes.clone()]).ok()?);
        text.push('\n');
    }
    let end = scan.lines.last().filter(|it| 0 < it.raw.n)?;
    if last.saturating_sub(next) > MOST_LOST {
        return None;
    }
    for n in next.max(2)..=last {
        text.push_str(&lost(salt, n, end.raw.wall_ms, end.raw.at));
    }
    Some(text)
}

/// Whether a repair put `Lost` in the place of this record.
pub fn is_lost(bytes: &[u8], sid: &str, n: u64) -> bool {
    let scan = scan(bytes, Salt::of(sid));
    let found = scan.lines.iter().find(|it| it.raw.n == n);
    found.is_some_and(|it| ron::from_str(it.raw.event) == Ok(v1::Lost::Lost))
}

fn lost(salt: Salt, n: u64, wall_ms: i64, at: Moment) -> String {
    let stamp = Line { n, wall_ms, at, by: Actor::Facilitator, event: () };
    write_line(salt, &stamp, None::<&()>, &v1::Lost::Lost)
}
