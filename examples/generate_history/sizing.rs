//! Items: what is asked of them, how they are sized with cards, and how a pass over one ends.

use rand::RngExt;
use runsheet::{
    ceremony::{Id, Instrument, Step, Text},
    session::{Command, Hand, Refine},
};

use super::{Meeting, habits};

/// What a team takes on while it does not know what it delivers.
const USUAL: f64 = 18.0;
/// What a team takes on at least, and by how much it hopes to do better than last time.
const LEAST: f64 = 13.0;
const STRETCH: f64 = 2.5;
/// So many criteria make an item ready.
const CRITERIA: usize = 2;

impl Meeting<'_> {
    /// An item without criteria gets some, one without a size is sized, a large one may be cut.
    pub(super) fn size(&mut self) {
        let Ok(item) = self.player.session.estimating().cloned() else { return };
        let refines =
            self.player.session.step().is_some_and(|it| it.instrument == Instrument::Poker);
        let Some(known) = self.player.session.item(&item).map(|it| it.known.clone()) else {
            return;
        };
        if known.criteria.len() < CRITERIA && self.chance(if refines { 88 } else { 30 }) {
            self.require(&item, &known.title);
        }
        if known.size.is_empty() && self.chance(if refines { 88 } else { 50 }) {
            self.play_cards(&item, &known.title);
        }
        let large = self.player.session.size_of(&item).parse::<u32>().is_ok_and(|it| 8 <= it);
        if refines && large && !is_slice(&known.title) && self.chance(30) {
            let slices = ["the usual case", "what is rare"];
            let into = slices.map(|it| format!("{}: {it}", known.title).into()).into();
            self.asks(Command::Refine(item, Refine::Split { into, way: None }));
        }
    }

    fn require(&mut self, item: &Text, title: &str) {
        let Some(work) = self.words.work(title) else { return };
        let criteria = work.criteria().map(Text::from).collect();
        self.wait(self.beat, self.beat * 3);
        if self.chance(50) {
            let why = work.why.into();
            self.asks(Command::Refine(item.clone(), Refine::Explain(why)));
        }
        self.asks(Command::Refine(item.clone(), Refine::Require(criteria)));
    }

    /// Most cards lie close together; far ones are talked about and played again.
    fn play_cards(&mut self, item: &Text, title: &str) {
        let work = self.words.work(title);
        let deck = &self.player.session.setup().deck;
        let at = work.and_then(|it| deck.cards.iter().position(|card| **card == *it.size));
        let Some(at) = at.map(|it| it - usize::from(is_slice(title) && 0 < it)) else { return };
        let cards = deck.cards.clone();
        let rounds: &[(usize, usize)] = match self.rng.random_range(0..100) {
            0..30 => &[(0, 0)],
            30..70 => &[(0, 1)],
            70..80 => &[(1, 1), (0, 1)],
            80..95 => &[(1, 2), (0, 1)],
            _ => &[(2, 3), (1, 2), (0, 1)],
        };
        for (below, above) in rounds {
            let players = self.player.session.card_holders().count();
            let hands: Vec<Hand> = (0..players)
                .map(|n| {
                    // The two ends are always played, else the round would not be as wide as it is.
                    let step = match n {
                        0 => at.saturating_sub(*below),
                        1 => at + above,
                        _ => at + usize::from(0 < *above && n % 2 == 0),
                    };
                    let card = cards.get(step.min(cards.len() - 1)).cloned().unwrap_or_default();
                    Hand { card, sure: None }
                })
                .collect();
            self.wait(self.beat, self.beat * 3);
            let agreed = self.player.session.proposed_size(&hands).cloned();
            let middle = self.player.session.median_of(&hands).cloned();
            if !self.asks(Command::ShowHands(hands)) {
                return;
            }
            if let Some(size) = agreed.or(middle) {
                let change = Refine::Size { size, why: Text::default() };
                self.asks(Command::Refine(item.clone(), change));
            }
        }
    }

    /// How the pass at hand ends; nothing where it only ends.
    pub(super) fn outcome(&mut self, step: &Step) -> Option<Id> {
        match step.id.as_str() {
            "pl.select" => Some(if self.fits() { "in" } else { "later" }.into()),
            "rf.item" => {
                let item = self.player.session.item_at_hand()?;
                let sized = !self.player.session.size_of(&item.name).is_empty();
                let ready = sized && CRITERIA <= item.known.criteria.len();
                let drawn = self.rng.random_range(0..100);
                let how = match drawn {
                    0..4 => "out",
                    4..90 if ready => "ready",
                    _ => "not-yet",
                };
                Some(how.into())
            }
            "sr.inspect" => {
                let goal = self.player.session.chosen(&"goal.outcome".into()).map(Id::as_str);
                let odds = match goal {
                    Some("met") => 90,
                    Some("partly") => 72,
                    _ => 50,
                };
                Some(if self.chance(odds) { "done" } else { "undone" }.into())
            }
            _ => {
                let drawn = self.rng.random_range(0..100);
                habits::end(&step.id, drawn).map(Id::new)
            }
        }
    }

    /// Whether the item at hand has a size and finds room beside what was taken in.
    fn fits(&mut self) -> bool {
        let session = &self.player.session;
        let Some(item) = session.item_at_hand() else { return false };
        let Ok(size) = session.size_of(&item.name).parse::<f64>() else { return false };
        let room = session.forecast().map_or(USUAL, |it| it.mid.as_f64());
        let taken = session.selected().size.as_f64();
        taken + size <= room.max(LEAST) + STRETCH
    }
}

/// Slices are not cut again.
fn is_slice(title: &str) -> bool {
    title.contains(": ")
}
