//! How the simulated developers size items, count their days and pull what fits. The sizes are theirs alone.

use rand::RngExt;

use super::{
    Outcome,
    simulation::{Cue, Stage, Voice, listed, say},
};
use crate::{
    ceremony::{Amount, Id, Instrument, Measure, Opt, Step, Text},
    session::{Actor, Command, Hand, Moment, Pass, Refine, Round},
};

/// Cards an estimate lies apart, and how many more when the work is not understood.
const SPREAD: (usize, usize) = (1, 2);
/// Rounds of an item: after the second the higher card is taken.
const ROUNDS: usize = 2;

impl Stage<'_> {
    /// Cards lie further apart when the work is not understood.
    pub(super) fn estimates(&self, item: &Text) -> Vec<Cue> {
        let apart = self.bars.has(&self.content.state, Outcome::EstimatesSpread);
        self.plays(item, SPREAD.0 + if apart { SPREAD.1 } else { 0 }, "estimate")
    }

    fn plays(&self, item: &Text, spread: usize, about: &str) -> Vec<Cue> {
        let cast = &self.content.cast;
        let mut dice = self.staged.dice(&format!("estimate {item}"));
        let least = dice.random_range(0..cast.sizes.len());
        let most = (least + spread).min(cast.sizes.len() - 1);
        let mut dice = self.staged.dice(&format!("{about} {item}"));
        let card = |_| cast.sizes[dice.random_range(least..=most)];
        self.lays((0..self.developers()).map(card).collect())
    }

    /// Cards on the table, lowest first.
    pub(super) fn lays(&self, mut cards: Vec<u32>) -> Vec<Cue> {
        cards.sort_unstable();
        let line = self.content.cast.cards.replace("{cards}", &listed(&cards));
        let hands = cards.iter().map(|it| Hand { card: Text::new(it.to_string()), sure: None });
        let hands = Command::ShowHands(hands.collect());
        vec![say(Voice::Others, &line), Cue::Ask(Actor::Facilitator, hands)]
    }

    /// Before an item is left: who lay far apart plays once more, and the size is what the developers say.
    pub(super) fn settles_size(&self, step: &Step, pass: &Pass) -> Vec<Cue> {
        let Pass::Item(item) = pass else { return Vec::new() };
        if step.instrument != Instrument::Poker {
            return Vec::new();
        }
        let rounds: Vec<&Round> = self.session.rounds(item).collect();
        let Some(last) = rounds.last().filter(|it| it.size.is_none()) else { return Vec::new() };
        let close = self.session.proposed_size(&last.hands);
        let cast = &self.content.cast;
        if close.is_none() && rounds.len() < ROUNDS {
            let mut cues = vec![say(Voice::Others, &cast.again)];
            cues.extend(self.plays(item, SPREAD.0, "again"));
            return cues;
        }
        let higher = self.session.ends_of(&last.hands).map(|it| it.1);
        let Some(size) = close.or(higher).cloned() else { return Vec::new() };
        let line = cast.agreed.replace("{size}", &size);
        let size = Refine::Size { size, why: Text::default() };
        vec![
            say(Voice::Others, &line),
            Cue::Ask(Actor::Facilitator, Command::Refine(item.clone(), size)),
        ]
    }

    /// Where days are counted, the developers say who is away.
    pub(super) fn counts_days(&self) -> Vec<Cue> {
        let Some(it) = self.content.cast.days.as_ref().filter(|it| self.is_here(&it.who)) else {
            return Vec::new();
        };
        let there = self.session.capacity().full();
        let counted = Command::SetCapacity {
            available: there.less(it.away).less(it.duties),
            duties: it.duties,
            hours: None,
            focus: None,
            free: None,
        };
        vec![say(Voice::Others, &it.says), Cue::Ask(Actor::Facilitator, counted)]
    }

    /// A sprint that is full takes nothing more in: the item waits, whatever it is worth.
    pub(super) fn leaves_for_later(&self, outcomes: &[Opt]) -> Option<(Id, Option<Cue>)> {
        let later = outcomes.iter().find(|it| it.id == "later")?;
        let taken = self.session.measure(&Measure::SelectedOfMiddle, Moment(0))?;
        let item = self.session.current_pass()?.title();
        let size: Amount = self.session.size_of(&item).parse().unwrap_or(Amount::whole(0));
        let middle = self.session.forecast()?.mid;
        let full = middle < self.session.selected().size + size;
        (full && 0 < taken)
            .then(|| (later.id.clone(), Some(say(Voice::Others, &self.content.cast.full))))
    }
}
