//! A damaged journal's whole records as a new, clean journal; the old bytes are never touched.

use super::{
    line::{Line, Salt, write_line},
    recover::scan,
    v1,
};
use crate::session::{Actor, Moment};

/// A larger gap was never one of ours.
const MOST_LOST: u64 = 100_000;

/// The text of a journal with the same records under the same numbers.
///
/// Where numbers are missing an event `Lost` stands in, so that the new journal has no gap and yet hides nothing. `None`
/// without an opening and a definition to carry the rest.
pub fn repair(bytes: &[u8], sid: &str) -> Option<String> {
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
    (next > 1).then_some(text)
}

fn lost(salt: Salt, n: u64, wall_ms: i64, at: Moment) -> String {
    let stamp = Line { n, wall_ms, at, by: Actor::Facilitator, event: () };
    write_line(salt, &stamp, None::<&()>, &v1::Lost::Lost)
}
