//! When something learnt should come back: the reference implementation of FSRS behind the figures of `scheduler.ron`.
//!
//! Pure: days are arguments. Its floats never leave memory; what is written down are answers, not states.

use fsrs::{FSRS, ItemState, MemoryState};

use super::{Rating, Scheduler};

/// How many weights FSRS 6 has, written in ten-thousandths.
pub(super) const WEIGHTS: usize = 21;
const TEN_THOUSANDTHS: f32 = 10_000.0;

/// A forgetting curve with its figures.
#[derive(Debug, Clone)]
pub struct Spacing {
    fsrs: FSRS,
    retention: f32,
    days: (u32, u32),
    /// The interval is moved by up to so many hundredths, so that what was learnt together does not stay together.
    fuzz: u32,
}

/// How well something is known after its last answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory(MemoryState);

impl Memory {
    /// Days until nine of ten would still know it.
    pub fn stability(self) -> f32 {
        self.0.stability
    }

    /// From 1, easy, to 10.
    pub fn difficulty(self) -> f32 {
        self.0.difficulty
    }
}

impl Spacing {
    pub fn of(rule: &Scheduler) -> Spacing {
        #[expect(clippy::cast_precision_loss, reason = "weights are below a million")]
        let weights: Vec<f32> =
            rule.weights.iter().map(|it| *it as f32 / TEN_THOUSANDTHS).collect();
        let retention = f32::from(u16::try_from(rule.retention.0).unwrap_or(90)) / 100.0;
        Spacing {
            fsrs: FSRS::new(&weights).unwrap_or_default(),
            retention,
            days: (rule.least_days, rule.most_days),
            fuzz: rule.fuzz.0,
        }
    }

    /// The memory after one answer more, `days` after the one before, and in how many days to ask again. `salt` decides the
    /// fuzz: the same thing is moved in the same way whenever it is computed.
    pub fn after(
        &self,
        before: Option<Memory>,
        days: u32,
        rating: Rating,
        salt: u32,
    ) -> (Memory, u32) {
        let ItemState { memory, interval } = self.next(before, days, rating);
        let (least, most) = self.days;
        (Memory(memory), whole(self.moved(interval, salt)).clamp(least, most.max(least)))
    }

    fn next(&self, before: Option<Memory>, days: u32, rating: Rating) -> ItemState {
        let before = before.map(|it| it.0);
        let Ok(states) = self.fsrs.next_states(before, self.retention, days) else {
            // Only weights far outside of any learner lead here; then it is asked again tomorrow.
            let memory = before.unwrap_or(MemoryState { stability: 1.0, difficulty: 5.0 });
            return ItemState { memory, interval: 1.0 };
        };
        match rating {
            Rating::Again => states.again,
            Rating::Hard => states.hard,
            Rating::Good => states.good,
            Rating::Easy => states.easy,
        }
    }

    fn moved(&self, interval: f32, salt: u32) -> f32 {
        let steps = 2 * self.fuzz + 1;
        let by = i64::from(salt % steps) - i64::from(self.fuzz);
        #[expect(clippy::cast_precision_loss, reason = "a percentage")]
        let share = by as f32 / 100.0;
        interval * (1.0 + share)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cut to a span of days"
)]
fn whole(days: f32) -> u32 {
    days.round().clamp(0.0, 36_500.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ceremony::Percent, practice::Content};

    fn plain() -> Spacing {
        let rule = Content::shipped().scheduler;
        Spacing::of(&Scheduler { most_days: 36_500, fuzz: Percent(0), ..rule })
    }

    /// The history that the implementations of FSRS 6 publish in their tests (py-fsrs, `test_memo_state`; fsrs-rs,
    /// `test_memory_state`): again, then five times good, after 0, 0, 1, 3, 8 and 21 days.
    #[test]
    fn the_published_memory_of_the_reference_implementation_is_ours() {
        let ratings = [Rating::Again, Rating::Good, Rating::Good, Rating::Good, Rating::Good];
        let history = [ratings.as_slice(), &[Rating::Good]].concat();
        let mut memory = None;
        for (rating, days) in history.into_iter().zip([0, 0, 1, 3, 8, 21]) {
            memory = Some(plain().after(memory, days, rating, 0).0);
        }
        let memory = memory.unwrap();
        assert!((memory.stability() - 53.62691).abs() < 1e-4, "{memory:?}");
        assert!((memory.difficulty() - 6.357_487).abs() < 1e-4, "{memory:?}");
    }

    /// py-fsrs, `test_review_card`: 0, 2, 11, 46, 163, 497 days, then twice forgotten; its steps of minutes are 0 days here.
    #[test]
    fn the_published_intervals_of_the_reference_implementation_are_ours() {
        let (mut memory, mut days, mut intervals) = (None, 0, Vec::new());
        let again = [Rating::Again; 2].into_iter();
        let all = [Rating::Good; 6].into_iter().chain(again).chain([Rating::Good; 5]);
        for (n, rating) in all.enumerate() {
            let (after, interval) = plain().after(memory, days, rating, 0);
            memory = Some(after);
            // The published scheduler asks again on the same day after the first answer and after each failure.
            days = if n == 0 || rating == Rating::Again { 0 } else { interval };
            intervals.push(days);
        }
        let published: [u32; 13] = [0, 2, 11, 46, 163, 497, 0, 0, 2, 4, 7, 12, 20];
        let near = intervals.iter().zip(published).all(|(ours, theirs)| ours.abs_diff(theirs) <= 1);
        assert!(near, "{intervals:?}");
    }

    #[test]
    fn a_failure_is_harder_than_an_easy_answer_and_comes_back_sooner() {
        let (failed, soon) = plain().after(None, 0, Rating::Again, 0);
        let (easy, late) = plain().after(None, 0, Rating::Easy, 0);
        assert!(easy.difficulty() < failed.difficulty());
        assert!(soon < late);
    }

    #[test]
    fn intervals_stay_within_bounds_and_fuzz_moves_them_a_little() {
        let rule = Content::shipped().scheduler;
        let spacing = Spacing::of(&rule);
        let (mut memory, mut days) = (None, 0);
        for _ in 0..20 {
            let (after, interval) = spacing.after(memory, days, Rating::Easy, 7);
            assert!((rule.least_days..=rule.most_days).contains(&interval), "{interval}");
            (memory, days) = (Some(after), interval);
        }
        assert_eq!(days, rule.most_days);
        let spread: std::collections::BTreeSet<u32> =
            (0..11).map(|salt| spacing.after(memory, 20, Rating::Again, salt).1).collect();
        assert!(spread.len() > 1, "{spread:?}");
    }
}
