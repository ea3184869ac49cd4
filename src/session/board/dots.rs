//! Dots: how many each has, and how topics stand by them. Level topics are level; nothing here breaks a tie by itself.

use super::{Board, ranking::ranking};
use crate::{ceremony::Text, session::Session};

/// Dots each has, and how many may go on one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    pub each: u32,
    pub on_one: u32,
    /// Why it differs from what is suggested; empty while it does not.
    pub why: Text,
}

/// A topic as the vote left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    pub title: Text,
    /// `None` while nothing was shown.
    pub dots: Option<u32>,
    /// Dots in the run-off, where it took part in one.
    pub run_off: Option<u32>,
    /// From 1; level topics share theirs.
    pub rank: usize,
    pub level: bool,
}

/// The fewest and the most dots each is suggested to have (W:dots).
const DOTS: (usize, usize) = (3, 5);
/// Topics for each dot more (W:dots).
const TOPICS: usize = 4;
/// Dots on one topic (W:dots-wiki): one strong wish counts, and cannot decide alone.
const ON_ONE: u32 = 2;

impl Budget {
    /// A quarter of the topics and one, within three and five.
    pub fn suggested(topics: usize) -> Budget {
        let quarter = (topics + TOPICS / 2) / TOPICS;
        let each = (quarter + 1).clamp(DOTS.0, DOTS.1);
        Budget { each: u32::try_from(each).unwrap_or(ON_ONE), on_one: ON_ONE, why: Text::default() }
    }
}

impl Board {
    /// Puts the topics in order again. Once for each change, since every frame asks for it many times.
    pub(super) fn rank(&mut self) {
        let titles = self.topics.iter().map(|it| &it.title);
        let places = ranking(titles, self.dots.as_ref(), self.run_off.as_ref());
        let lines = places.into_iter().map(|it| Ranked {
            title: self.topics[it.of].title.clone(),
            dots: it.dots,
            run_off: it.run_off,
            rank: it.rank,
            level: it.level,
        });
        self.ranked = lines.collect();
    }
}

impl Session {
    pub fn budget(&self) -> Budget {
        let set = self.story.board.budget.clone();
        set.unwrap_or_else(|| Budget::suggested(self.topics().len()))
    }

    /// Whether dots were shown; from then on the topics stay as they are.
    pub fn has_dots(&self) -> bool {
        self.story.board.dots.is_some()
    }

    /// Every topic, most dots first; without dots in the order of the board.
    pub fn ranked(&self) -> &[Ranked] {
        &self.story.board.ranked
    }

    /// The highest group of level topics: what a run-off would be about.
    pub fn level_topics(&self) -> Vec<Text> {
        let ranked = self.ranked();
        let first = ranked.iter().find(|it| it.level).map(|it| it.rank);
        let alike = ranked.iter().filter(|it| first.is_some() && Some(it.rank) == first);
        alike.map(|it| it.title.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_grows_with_the_topics_and_stays_within_its_bounds() {
        let each = |topics| Budget::suggested(topics).each;
        assert_eq!([0, 1, 5, 8, 10, 14, 16, 40].map(each), [3, 3, 3, 3, 4, 5, 5, 5]);
    }
}
