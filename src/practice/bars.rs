//! Trust, clarity, scope and alignment: where answers have moved them, and what follows from it. Arithmetic only.

use super::{Bar, Bound, Consequence, Effects, Outcome, State};

/// The bars of points as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    points: Vec<(Bar, i32, (i32, i32))>,
}

impl Bars {
    pub fn new(state: &State) -> Bars {
        let bars = state.bars.iter().map(|it| (it.bar, it.start, it.range));
        Bars { points: bars.collect() }
    }

    /// Moves every bar by an answer's points, within its range.
    pub fn take(&mut self, effects: Effects) {
        for (bar, value, (least, most)) in &mut self.points {
            *value = (*value + by(*bar, effects)).clamp(*least, *most);
        }
    }

    /// In the order of the state file.
    pub fn all(&self) -> impl Iterator<Item = (Bar, i32)> {
        self.points.iter().map(|it| (it.0, it.1))
    }

    pub fn value(&self, bar: Bar) -> Option<i32> {
        self.points.iter().find(|it| it.0 == bar).map(|it| it.1)
    }

    /// The consequences that hold now; `minutes_left` is the step clock, below 0 when the box is spent.
    pub fn consequences<'a>(&self, state: &'a State, minutes_left: i32) -> Vec<&'a Consequence> {
        let value = |it: &Bound| match it.0 {
            Bar::TimeLeft => Some(minutes_left),
            bar => self.value(bar),
        };
        let holds = |it: &&Consequence| {
            it.when.iter().all(|bound| value(bound).is_some_and(|it| bound.holds(it)))
        };
        state.consequences.iter().filter(holds).collect()
    }

    /// How a team feels about what it is asked: between trust and clarity.
    pub(super) fn mood(&self) -> i32 {
        let of = |bar| self.value(bar).unwrap_or(50);
        i32::midpoint(of(Bar::Trust), of(Bar::Clarity))
    }

    pub fn has(&self, state: &State, outcome: Outcome) -> bool {
        self.consequences(state, 0).iter().any(|it| it.outcome == outcome)
    }
}

fn by(bar: Bar, effects: Effects) -> i32 {
    match bar {
        Bar::Trust => effects.trust,
        Bar::Clarity => effects.clarity,
        Bar::Scope => effects.scope,
        Bar::Align => effects.align,
        Bar::TimeLeft => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Content;

    #[test]
    fn a_bar_stays_in_its_range_and_tells_what_follows() {
        let state = Content::shipped().state;
        let mut bars = Bars::new(&state);
        assert!(!bars.has(&state, Outcome::BlockersUnsaid));
        for _ in 0..20 {
            bars.take(Effects { trust: -9, clarity: 10, ..Effects::default() });
        }
        assert_eq!((bars.value(Bar::Trust), bars.value(Bar::Clarity)), (Some(0), Some(100)));
        assert!(bars.has(&state, Outcome::BlockersUnsaid));
        assert!(!bars.has(&state, Outcome::ClosingCut));
        assert!(bars.consequences(&state, -1).iter().any(|it| it.outcome == Outcome::ClosingCut));
    }
}
