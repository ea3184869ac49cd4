//! The cards a team sizes with. The order of a deck is all that is known of its sizes; nothing is ever averaged.

use serde::{Deserialize, Serialize};

use super::{Id, Text};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deck {
    pub id: Id,
    pub title: Text,
    /// Smallest first.
    pub cards: Vec<Text>,
    /// Cards that are no size.
    #[serde(default)]
    pub specials: Vec<Special>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Special {
    pub card: Text,
    /// What to do when it is shown.
    pub means: Text,
}

impl Deck {
    /// The card a person means, as the deck spells it: `xs` is `XS`.
    pub fn card(&self, typed: &str) -> Option<&Text> {
        self.all().find(|it| it.eq_ignore_ascii_case(typed.trim()))
    }

    /// Every card, sizes first, in the order of the deck.
    pub fn all(&self) -> impl Iterator<Item = &Text> {
        self.cards.iter().chain(self.specials.iter().map(|it| &it.card))
    }

    /// Where a card stands; `None` for one that is not in the deck.
    pub fn place(&self, card: &str) -> Option<usize> {
        self.all().position(|it| **it == *card)
    }

    /// Where a size stands among the sizes.
    pub fn step(&self, card: &str) -> Option<usize> {
        self.cards.iter().position(|it| **it == *card)
    }
}
