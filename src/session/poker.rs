//! Planning poker: the rounds of an item as they were shown, what they say, and who holds a card. Knows no hand before it is
//! shown, and never whose it was.

use super::{Event, Moment, Open, Refusal, Secret, Session};
use crate::ceremony::{Instrument, Member, Over, Role, Text};

/// How sure somebody may be of a card: one to five fingers.
const SURE: (u32, u32) = (1, 5);
/// Deck steps between the lowest and the highest card that still count as close (W:poker).
const CLOSE: usize = 2;

/// A card as shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hand {
    pub card: Text,
    /// How sure the one who played it is, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<u32>,
}

/// A round of hands, in the order of the deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    pub item: Text,
    pub hands: Vec<Hand>,
    pub at: Moment,
    /// What the item was sized after it.
    pub size: Option<Text>,
}

impl Hand {
    /// `5`, or `5@4` with how sure somebody is.
    pub fn read(typed: &str) -> Hand {
        let sure = typed.split_once('@').and_then(|(card, sure)| Some((card, sure.parse().ok()?)));
        match sure {
            Some((card, sure)) => Hand { card: Text::new(card), sure: Some(sure) },
            None => Hand { card: Text::new(typed), sure: None },
        }
    }

    fn written(&self) -> Text {
        match self.sure {
            Some(sure) => Text::new(format!("{}@{sure}", self.card)),
            None => self.card.clone(),
        }
    }
}

/// The name of an item's secret round.
pub(super) fn secret_of(item: &Text) -> Text {
    Text::new(format!("hands: {item}"))
}

impl Open {
    /// Takes a card in secret. Who plays is known only as somebody who is done.
    pub fn play(&mut self, session: &Session, name: &Text, typed: &str) -> Result<(), Refusal> {
        let item = session.estimating()?.clone();
        session.may_hold_cards(name)?;
        let hand = session.valid(Hand::read(typed))?;
        let players = session.card_holders().count();
        let round = self.put(session, secret_of(&item));
        if round.is_done(name) || 0 < round.unnamed() && players <= round.count_done() {
            return Err(Refusal::AlreadyPlayed(name.clone()));
        }
        round.put(hand.written());
        round.finish(name.clone());
        Ok(())
    }

    /// The cards that lie face down for the item at hand.
    pub fn face_down(&self, session: &Session) -> Option<&Secret> {
        self.secret(&secret_of(session.estimating().ok()?))
    }
}

/// Hands on show become one event, sorted: the order they were typed in is lost on purpose.
pub(super) fn show(session: &Session, typed: Vec<Hand>) -> Result<Event, Refusal> {
    let item = session.estimating()?.clone();
    if typed.is_empty() {
        return Err(Refusal::NoVotes);
    }
    let people = session.setup().team.members.iter().filter(|it| holds_cards(it)).count();
    if people < typed.len() {
        return Err(Refusal::TooManyHands { most: u32::try_from(people).unwrap_or(u32::MAX) });
    }
    let mut hands =
        typed.into_iter().map(|it| session.valid(it)).collect::<Result<Vec<Hand>, Refusal>>()?;
    let deck = &session.setup().deck;
    hands.sort_by_key(|it| (deck.place(&it.card), it.sure));
    Ok(Event::HandsShown { item, hands })
}

/// Turns over what lies face down.
pub(super) fn reveal(session: &Session, open: &Open) -> Result<Event, Refusal> {
    let down = open.face_down(session).ok_or(Refusal::NoVotes)?;
    show(session, down.contents().map(|it| Hand::read(it)).collect())
}

fn holds_cards(member: &Member) -> bool {
    member.roles.contains(&Role::Dev)
}

impl Session {
    /// The item that may be sized now.
    pub fn estimating(&self) -> Result<&Text, Refusal> {
        if self.setup().deck.cards.is_empty() {
            return Err(Refusal::NoDeck);
        }
        let here = self.step().is_some_and(|it| {
            let over_items = it.passes.as_ref().is_some_and(|it| it.over == Over::Items);
            it.instrument == Instrument::Poker || it.instrument == Instrument::Backlog && over_items
        });
        let item = self.item_at_hand().filter(|_| here);
        item.map(|it| &it.name).ok_or(Refusal::NothingToSize)
    }

    /// Sizes come from those who do the work: nobody else has a card.
    pub fn may_hold_cards(&self, name: &Text) -> Result<(), Refusal> {
        let member = self.member(name).ok_or_else(|| Refusal::NoSuchPerson(name.clone()))?;
        if holds_cards(member) {
            return Ok(());
        }
        let role = member.roles.first().copied().unwrap_or(Role::Stakeholder);
        Err(Refusal::NoCards(name.clone(), role))
    }

    /// Those present who hold cards, in the team's order.
    pub fn card_holders(&self) -> impl Iterator<Item = &Text> {
        let members = self.setup().team.members.iter().filter(|it| holds_cards(it));
        members.map(|it| &it.name).filter(|it| self.present().contains(it))
    }

    fn valid(&self, hand: Hand) -> Result<Hand, Refusal> {
        let card = self.setup().deck.card(&hand.card).cloned();
        let card = card.ok_or(Refusal::NoSuchCard(hand.card))?;
        let (from, to) = SURE;
        match hand.sure {
            Some(value) if !(from..=to).contains(&value) => {
                Err(Refusal::OutOfRange { value, from, to })
            }
            sure => Ok(Hand { card, sure }),
        }
    }

    /// The rounds of an item, first to last.
    pub fn rounds(&self, item: &Text) -> impl DoubleEndedIterator<Item = &Round> {
        self.story.rounds.iter().filter(move |it| it.item == *item)
    }

    /// Deck steps between lowest and highest of the last round of the item at hand, else of the last round there was.
    pub(super) fn spread(&self) -> Option<u64> {
        let here = self.item_at_hand().and_then(|it| self.rounds(&it.name).next_back());
        let round = if self.item_at_hand().is_some() { here } else { self.story.rounds.last() };
        self.spread_of(&round?.hands).map(|it| it as u64)
    }

    pub fn spread_of(&self, hands: &[Hand]) -> Option<usize> {
        let steps = self.steps(hands);
        Some(steps.last()? - steps.first()?)
    }

    /// The lower median of the sizes in a round; never an average.
    pub fn median_of(&self, hands: &[Hand]) -> Option<&Text> {
        let steps = self.steps(hands);
        let middle = steps.get(steps.len().checked_sub(1)? / 2)?;
        self.setup().deck.cards.get(*middle)
    }

    /// Lowest and highest size in a round.
    pub fn ends_of(&self, hands: &[Hand]) -> Option<(&Text, &Text)> {
        let steps = self.steps(hands);
        let cards = &self.setup().deck.cards;
        Some((cards.get(*steps.first()?)?, cards.get(*steps.last()?)?))
    }

    /// Places of the sizes in the deck, smallest first; special cards are none.
    fn steps(&self, hands: &[Hand]) -> Vec<usize> {
        let mut steps: Vec<usize> =
            hands.iter().filter_map(|it| self.setup().deck.step(&it.card)).collect();
        steps.sort_unstable();
        steps
    }

    /// The card a close round comes down to: the one most have played, else the higher (W:poker).
    pub fn proposed_size(&self, hands: &[Hand]) -> Option<&Text> {
        let steps = self.steps(hands);
        if self.spread_of(hands)? > CLOSE || steps.len() < hands.len() {
            return None;
        }
        let most = steps
            .iter()
            .copied()
            .find(|it| 2 * steps.iter().filter(|other| *other == it).count() > steps.len());
        self.setup().deck.cards.get(most.or(steps.last().copied())?)
    }

    /// A round in which all played one and the same size decides; who agrees need not say so again.
    pub(super) fn unanimous(&self, hands: &[Hand]) -> Option<Text> {
        let (low, high) = self.ends_of(hands)?;
        (low == high && 1 < hands.len() && self.steps(hands).len() == hands.len())
            .then(|| low.clone())
    }

    /// Milliseconds the talk after the last round has run, and may; `None` once the item is sized again.
    pub fn talk_clock(&self, now: Moment) -> Option<(u64, u64)> {
        let round = self.rounds(&self.item_at_hand()?.name).next_back()?;
        if round.size.is_some() {
            return None;
        }
        let spent = self.story.idle.active_between(round.at, now, self.paused_since());
        Some((spent, self.setup().refining.talk.ms()))
    }

    /// For each size of the deck an item that was given it before.
    pub fn references(&self) -> Vec<(&Text, Text)> {
        let here = self.item_at_hand().map(|it| &it.name);
        let cards = self.setup().deck.cards.iter();
        let found = cards.filter_map(|card| {
            let own =
                self.items().iter().find(|it| it.known.size == *card && Some(&it.name) != here);
            let past = || self.setup().given.sized.iter().find(|it| it.0 == *card);
            let label = own.map(super::Item::label).or_else(|| past().map(|it| it.1.clone()))?;
            Some((card, label))
        });
        found.collect()
    }
}
