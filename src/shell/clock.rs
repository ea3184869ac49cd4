//! The one place that asks what time it is.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::app::Now;

/// A loop round that comes later than planned by more than this was not late: the process stood still.
const STOOD_STILL: u64 = 2000;

/// Reads the time so that the milliseconds count sleep and never run back.
#[derive(Debug, Default)]
pub struct Clock {
    #[cfg(not(target_os = "linux"))]
    latest: std::cell::Cell<u64>,
}

impl Clock {
    pub fn now(&self) -> Now {
        let wall_ms = wall_ms();
        Now { boot_ms: self.boot_ms(wall_ms), wall_ms, offset_min: offset_min() }
    }

    #[cfg(target_os = "linux")]
    #[expect(clippy::unused_self, reason = "elsewhere the clock remembers the latest reading")]
    fn boot_ms(&self, _wall_ms: i64) -> u64 {
        let it = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        let ms = it.tv_sec.saturating_mul(1000).saturating_add(it.tv_nsec / 1_000_000);
        u64::try_from(ms).unwrap_or(0)
    }

    #[cfg(not(target_os = "linux"))]
    fn boot_ms(&self, wall_ms: i64) -> u64 {
        let ms = u64::try_from(wall_ms).unwrap_or(0).max(self.latest.get());
        self.latest.set(ms);
        ms
    }
}

/// How long the process stood still between two rounds of the loop, given how long it meant to wait; `None` if it did not.
pub fn stood_still(before: Now, after: Now, planned_ms: Option<u64>) -> Option<u64> {
    let due = before.boot_ms.saturating_add(planned_ms?);
    let late = after.boot_ms.saturating_sub(due);
    (late > STOOD_STILL).then_some(late)
}

fn wall_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |it| -it),
    }
}

/// A broken or missing time zone reads as UTC.
fn offset_min() -> i32 {
    chrono::Local::now().offset().local_minus_utc() / 60
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(boot_ms: u64) -> Now {
        Now { boot_ms, wall_ms: 0, offset_min: 0 }
    }

    #[test]
    fn a_late_round_is_a_gap_only_when_it_was_planned_earlier() {
        assert_eq!(stood_still(at(1000), at(1900), Some(1000)), None);
        assert_eq!(stood_still(at(1000), at(4000), Some(1000)), None);
        assert_eq!(stood_still(at(1000), at(842_000), Some(1000)), Some(840_000));
        assert_eq!(stood_still(at(1000), at(842_000), None), None);
        assert_eq!(stood_still(at(5000), at(1000), Some(0)), None);
    }

    #[test]
    fn time_goes_on() {
        let clock = Clock::default();
        let (one, two) = (clock.now(), clock.now());
        assert!(one.boot_ms <= two.boot_ms && one.wall_ms > 1_700_000_000_000);
    }
}
