//! Stretches of time that do not count: pauses and left-out gaps.

use super::Moment;

/// Spans in order, never overlapping.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Idle(Vec<(Moment, Moment)>);

impl Idle {
    /// Leaves out `from..to`; what is already out counts once.
    pub(super) fn leave_out(&mut self, from: Moment, to: Moment) {
        if to <= from {
            return;
        }
        let (mut from, mut to) = (from, to);
        self.0.retain(|&(a, b)| {
            let apart = b < from || to < a;
            if !apart {
                from = from.min(a);
                to = to.max(b);
            }
            apart
        });
        let place = self.0.partition_point(|&(a, _)| a < from);
        self.0.insert(place, (from, to));
    }

    /// Milliseconds of `from..to` that are out, in all.
    pub(super) fn total(&self, from: Moment, to: Moment) -> u64 {
        self.0.iter().map(|&(a, b)| b.min(to).since(a.max(from))).sum()
    }

    /// Milliseconds of `from..to` that count, with a pause that is still running since `paused`.
    pub(super) fn active_between(&self, from: Moment, to: Moment, paused: Option<Moment>) -> u64 {
        let to = paused.map_or(to, |since| to.min(since));
        to.since(from).saturating_sub(self.total(from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_stretches_count_once() {
        let mut idle = Idle::default();
        idle.leave_out(Moment(10), Moment(20));
        idle.leave_out(Moment(40), Moment(50));
        idle.leave_out(Moment(15), Moment(45));
        assert_eq!(idle.total(Moment(0), Moment(100)), 40);
        assert_eq!(idle.total(Moment(12), Moment(30)), 18);
        assert_eq!(idle.active_between(Moment(0), Moment(100), Some(Moment(60))), 20);
    }
}
