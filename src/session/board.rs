//! The board of a retrospective: its topics, the cards in them, the dots on them, and what may leave the room.
//!
//! A card is its column and its text; nothing tells who wrote it, when, or after whom.

mod dots;
mod fold;
mod hidden;
mod ranking;
mod rules;
mod terms;

pub use dots::{Budget, Ranked};
pub use hidden::{Put, put};
pub(super) use hidden::{may_leave, settle, shows};
pub(super) use rules::decide;
pub use terms::{CardInput, Release};

use super::{Session, names::Names};
use crate::ceremony::{Floor, Id, Instrument, Over, Step, Text};

/// What the records add up to on the board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Board {
    pub(super) set: Option<(Id, CardInput)>,
    pub(super) topics: Vec<Topic>,
    pub(super) budget: Option<Budget>,
    /// Dots by topic of the vote over all topics, once they were shown.
    pub(super) dots: Option<Vec<(Text, u32)>>,
    /// Dots of the run-off between topics that were level.
    pub(super) run_off: Option<Vec<(Text, u32)>>,
    pub(super) released: Vec<(Text, Release)>,
    dropped: u32,
    /// The topics in the order of their dots.
    ranked: Vec<Ranked>,
}

/// What may be voted on and talked about: a title, and the cards it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    pub title: Text,
    /// None where it was typed as a title.
    pub cards: Vec<Card>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Card {
    pub column: Id,
    pub text: Text,
}

impl Board {
    /// Topics of their own titles, after those there are.
    pub(super) fn add(&mut self, topics: impl Iterator<Item = (Text, Vec<Card>)>) {
        let mut names = self.names();
        for (title, cards) in topics {
            self.topics.push(Topic { title: names.fresh(&title), cards });
        }
        self.rank();
    }

    fn names(&self) -> Names {
        Names::taken(self.topics.iter().map(|it| &it.title))
    }

    /// Puts topics together under one title, in the place of the first.
    pub(super) fn group(&mut self, titles: &[Text], title: &Text) {
        let Some(at) = self.topics.iter().position(|it| titles.contains(&it.title)) else { return };
        let mut cards = Vec::new();
        for it in self.topics.iter().filter(|it| titles.contains(&it.title)) {
            cards.extend(it.cards.iter().cloned());
        }
        self.topics.retain(|it| !titles.contains(&it.title));
        let at = at.min(self.topics.len());
        self.topics.insert(at, Topic { title: title.clone(), cards });
        self.rank();
    }

    /// A card leaves its topic, for another or to stand by itself; a topic left without cards goes.
    pub(super) fn move_card(&mut self, card: &Card, from: &Text, to: Option<&Text>) {
        let Some(at) = self.topics.iter().position(|it| it.title == *from) else { return };
        let Some(place) = self.topics[at].cards.iter().position(|it| it == card) else { return };
        let card = self.topics[at].cards.remove(place);
        let target = to.and_then(|to| self.topics.iter().position(|it| it.title == *to));
        let emptied = self.topics[at].cards.is_empty();
        if let Some(target) = target {
            self.topics[target].cards.push(card);
        } else {
            let topic = Topic { title: self.names().fresh(&card.text), cards: vec![card] };
            self.topics.insert(at + 1, topic);
        }
        if emptied {
            self.topics.remove(at);
        }
        self.rank();
    }

    /// What was said of a topic under its old title is said of it under the new one.
    pub(super) fn retitle(&mut self, from: &Text, to: &Text) {
        for it in self.topics.iter_mut().filter(|it| it.title == *from) {
            it.title = to.clone();
        }
        let dots = self.dots.iter_mut().chain(&mut self.run_off).flatten();
        for (title, _) in dots.filter(|it| it.0 == *from) {
            *title = to.clone();
        }
        for (title, _) in self.released.iter_mut().filter(|it| it.0 == *from) {
            *title = to.clone();
        }
        self.rank();
    }
}

impl Session {
    pub fn has_board(&self) -> bool {
        self.setup().ceremony.has_board()
    }

    /// Where the cards live.
    pub fn card_input(&self) -> CardInput {
        self.story.board.set.as_ref().map_or(CardInput::Wall, |it| it.1)
    }

    /// In the order they stand on the board.
    pub fn topics(&self) -> &[Topic] {
        &self.story.board.topics
    }

    pub fn topic(&self, title: &str) -> Option<&Topic> {
        self.topics().iter().find(|it| *it.title == *title)
    }

    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.topics().iter().flat_map(|it| &it.cards)
    }

    /// How many cards were discarded unread.
    pub fn dropped_cards(&self) -> u32 {
        self.story.board.dropped
    }

    /// What of a topic may leave the room; nothing unless it was said.
    pub fn release(&self, topic: &str) -> Release {
        let said = self.story.board.released.iter().rfind(|it| *it.0 == *topic);
        said.map_or(Release::Stays, |it| it.1)
    }

    /// The Scrum Team present: those who write, vote and place dots.
    pub fn voters(&self) -> Vec<Text> {
        let team = self.setup().team.members.iter().map(|it| &it.name);
        let of_the_team = self.speakers();
        team.filter(|name| of_the_team.iter().any(|it| it.1 == **name)).cloned().collect()
    }

    /// Whether titles typed at this step are topics of the board.
    pub(super) fn keeps_topics(step: &Step) -> bool {
        step.passes.as_ref().is_some_and(|it| it.over == Over::Topics)
    }
}

/// Where people write in silence.
pub fn writes_cards(step: &Step) -> bool {
    step.instrument == Instrument::Board && step.floor == Floor::Silence
}

/// Where cards are shown and put together.
pub fn shares_cards(step: &Step) -> bool {
    step.instrument == Instrument::Board && step.passes.as_ref().is_some_and(|it| it.listed)
}

/// Where dots are placed.
pub fn places_dots(step: &Step) -> bool {
    step.instrument == Instrument::Board && step.floor == Floor::Vote
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(text: &str) -> Card {
        Card { column: "stop".into(), text: text.into() }
    }

    fn board(titles: &[&str]) -> Board {
        let mut board = Board::default();
        board.add(titles.iter().map(|it| (Text::new(it), vec![card(it)])));
        board
    }

    fn titles(board: &Board) -> Vec<&str> {
        board.topics.iter().map(|it| &*it.title).collect()
    }

    #[test]
    fn grouping_and_splitting_lose_no_card() {
        let mut it = board(&["a", "b", "c"]);
        it.group(&["a".into(), "c".into()], &"both".into());
        assert_eq!(titles(&it), ["both", "b"]);
        assert_eq!(it.topics[0].cards, [card("a"), card("c")]);
        it.move_card(&card("c"), &"both".into(), None);
        assert_eq!(titles(&it), ["both", "c", "b"]);
        it.move_card(&card("a"), &"both".into(), Some(&"b".into()));
        assert_eq!(titles(&it), ["c", "b"], "a topic without cards goes");
        assert_eq!(it.topics[1].cards, [card("b"), card("a")]);
    }

    #[test]
    fn equal_cards_are_told_apart_and_a_new_title_keeps_what_was_said() {
        let mut it = board(&["a", "a", "a"]);
        assert_eq!(titles(&it), ["a", "a (2)", "a (3)"]);
        it.dots = Some(vec![("a (2)".into(), 3)]);
        it.released.push(("a (2)".into(), Release::Pm));
        it.retitle(&"a (2)".into(), &"tests".into());
        assert_eq!(titles(&it), ["a", "tests", "a (3)"]);
        assert_eq!(it.dots, Some(vec![("tests".into(), 3)]));
        assert_eq!(it.released, [("tests".into(), Release::Pm)]);
    }
}
