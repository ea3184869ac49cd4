//! Decks and what helps to refine: cards that can be told apart and typed, points that lead to facts, sums that can be made.

use std::collections::{BTreeMap, BTreeSet};

use super::Sheet;
use crate::ceremony::{Deck, FactSource, Id, Refining, Scheme, Score, Seen, Text, source::Node};

/// Characters of a card at most.
const LONGEST_CARD: usize = 8;

impl Sheet<'_> {
    pub(super) fn deck(&mut self, tree: &Node, it: &Deck) {
        self.filled(tree, "title", &it.title);
        let cards = tree.field("cards");
        if it.cards.len() < 2 {
            self.add(cards, "a deck has two sizes at least");
        }
        let mut seen = BTreeSet::new();
        for (n, card) in it.cards.iter().enumerate() {
            self.typable(cards.nth(n), card, &mut seen);
        }
        for (n, special) in it.specials.iter().enumerate() {
            let node = tree.field("specials").nth(n);
            self.typable(node.field("card"), &special.card, &mut seen);
            self.filled(node, "means", &special.means);
        }
    }

    /// Several cards are typed side by side, in any case, and one with how sure somebody is behind an `@`.
    fn typable(&mut self, node: &Node, card: &Text, seen: &mut BTreeSet<String>) {
        if card.is_empty() || card.chars().any(|it| it.is_whitespace() || ",;@".contains(it)) {
            self.add(
                node,
                format!("`{card}` cannot be typed among others: no blanks, `,`, `;`, `@`"),
            );
        } else if LONGEST_CARD < card.chars().count() {
            self.add(node, format!("`{card}` is longer than {LONGEST_CARD} characters"));
        } else if !seen.insert(card.to_lowercase()) {
            self.add(node, format!("`{card}` is in the deck twice"));
        }
    }

    pub(super) fn refining(&mut self, tree: &Node, it: &Refining) {
        self.ceiling(tree.field("talk"), it.talk);
        let mut seen = BTreeMap::new();
        for (n, point) in it.points.iter().enumerate() {
            let node = tree.field("points").nth(n);
            self.fresh_id(node, &point.id, &mut seen);
            self.filled(node, "short", &point.short);
            self.filled(node, "ask", &point.ask);
            match &point.seen {
                Seen::Tag(fact) | Seen::Covered(fact) => self.tag(node.field("seen").nth(0), fact),
                Seen::Criteria(least, most) if least > most => {
                    self.add(node.field("seen"), "more criteria at least than at most");
                }
                Seen::Eye | Seen::Why | Seen::Criteria(..) | Seen::Questions | Seen::Size => {}
            }
        }
        let mut seen = BTreeMap::new();
        for (n, split) in it.splits.iter().enumerate() {
            let node = tree.field("splits").nth(n);
            self.fresh_id(node, &split.id, &mut seen);
            self.filled(node, "title", &split.title);
            self.filled(node, "ask", &split.ask);
        }
        let mut seen = BTreeMap::new();
        for (n, scheme) in it.schemes.iter().enumerate() {
            let node = tree.field("schemes").nth(n);
            self.fresh_id(node, &scheme.id, &mut seen);
            self.scheme(node, scheme);
        }
    }

    fn tag(&mut self, node: &Node, fact: &Id) {
        let tags = self.facts.facts.iter().filter(|it| it.by == FactSource::Tag);
        let tags: Vec<Id> = tags.map(|it| it.id.clone()).collect();
        self.known(node, "tag", fact, &tags);
    }

    fn scheme(&mut self, node: &Node, it: &Scheme) {
        self.filled(node, "title", &it.title);
        self.filled(node, "formula", &it.formula);
        let mut seen = BTreeMap::new();
        for (n, ask) in it.asks.iter().enumerate() {
            let node = node.field("asks").nth(n);
            self.fresh_id(node, &ask.id, &mut seen);
            self.filled(node, "label", &ask.label);
            if ask.values.is_empty() {
                self.add(node.field("values"), "no value to give");
            }
            if !ask.words.is_empty() && ask.words.len() != ask.values.len() {
                let message = format!("{} words for {} values", ask.words.len(), ask.values.len());
                self.add(node.field("words"), message);
            }
        }
        self.score(node, it);
        let known: Vec<&Id> = it.asks.iter().map(|it| &it.id).collect();
        for (n, band) in it.bands.iter().enumerate() {
            let band_node = node.field("bands").nth(n);
            for (name, list) in [("least", &band.least), ("most", &band.most)] {
                for (n, (id, _)) in list.iter().enumerate() {
                    let node = band_node.field(name).nth(n).nth(0);
                    self.known(node, "number", id, known.iter().copied());
                }
            }
        }
    }

    fn score(&mut self, node: &Node, it: &Scheme) {
        let score = node.field("score");
        match &it.score {
            Score::Word if it.asks.len() != 1 || it.asks[0].words.is_empty() => {
                self.add(score, "a word comes out of one number with a word for each value");
            }
            Score::Word => {}
            Score::Ratio(over, under) => {
                if over.is_empty() || under.is_empty() {
                    self.add(score, "a ratio needs something over and something under the line");
                }
                for id in over.iter().chain(under) {
                    self.known(score, "number", id, it.asks.iter().map(|it| &it.id));
                }
                let nothing =
                    |id: &Id| it.asks.iter().any(|ask| ask.id == *id && ask.values.contains(&0));
                if !under.is_empty() && under.iter().all(nothing) {
                    self.add(score, "what stands under the line may come out as nothing");
                }
            }
        }
    }
}
