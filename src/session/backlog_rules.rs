//! The rules of changing an item: what may be said about it, and when that makes no sense. Folds nothing.

use super::{Event, Item, ItemChange, LONGEST, Priority, Refine, Refusal, Session, Sizing};
use crate::ceremony::{FactSource, Id, Text};

/// The longest title of an item, in bytes, as of any pass.
pub(super) const LONGEST_TITLE: u32 = 400;
/// The longest key, in bytes: it stands before the title wherever the item is listed.
const LONGEST_KEY: u32 = 40;
/// Criteria and slices an item may have.
const MOST: usize = 40;

/// What a change to the item `called` makes true; an empty name is the item at hand.
pub(super) fn decide(session: &Session, called: &Text, to: Refine) -> Result<Event, Refusal> {
    let item = if called.is_empty() { session.item_at_hand() } else { session.item_called(called) };
    let item = item.ok_or_else(|| Refusal::NoSuchItem(called.clone()))?;
    let change = match to {
        Refine::Tag(fact, value) => return tag(session, item, fact, value),
        Refine::Rename(title) => renamed(item, title)?,
        Refine::Key(key) => keyed(session, item, &key)?,
        Refine::Explain(why) => {
            fits(&why, LONGEST)?;
            unless(item.known.why == why, ItemChange::Explained(why))?
        }
        Refine::Describe(text) => {
            fits(&text, LONGEST)?;
            unless(item.known.description == text, ItemChange::Described(text))?
        }
        Refine::Require(criteria) => required(item, criteria)?,
        Refine::Size { size, why } => sized(session, item, &size, why)?,
        Refine::Split { into, way } => split(session, into, way)?,
        Refine::Move { before, why } => moved(session, item, before, why)?,
        Refine::Rank { scheme, values, why } => ranked(session, item, scheme, values, why)?,
    };
    Ok(Event::ItemChanged { item: item.name.clone(), change })
}

fn unless(unchanged: bool, change: ItemChange) -> Result<ItemChange, Refusal> {
    if unchanged { Err(Refusal::Unchanged) } else { Ok(change) }
}

fn fits(text: &Text, most: u32) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    if text.len() > most as usize { Err(Refusal::TooLong { most }) } else { Ok(()) }
}

fn tag(session: &Session, item: &Item, fact: Id, value: bool) -> Result<Event, Refusal> {
    let known = session.fact(&fact).filter(|it| it.by == FactSource::Tag);
    known.ok_or_else(|| Refusal::NoSuchFact(fact.clone()))?;
    if session.has_tag(item, &fact) == value {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::FactSet { fact, value, pass: Some(item.name.clone()) })
}

fn renamed(item: &Item, title: Text) -> Result<ItemChange, Refusal> {
    fits(&title, LONGEST_TITLE)?;
    unless(item.known.title == title, ItemChange::Renamed(title))
}

fn keyed(session: &Session, item: &Item, key: &Text) -> Result<ItemChange, Refusal> {
    fits(key, LONGEST_KEY)?;
    let key = Text::new(key.trim());
    let other = |it: &Item| it.name != item.name && it.known.key == key;
    if session.items().iter().any(other) {
        return Err(Refusal::KeyTaken(key));
    }
    unless(item.known.key == key, ItemChange::Keyed(key))
}

fn required(item: &Item, criteria: Vec<Text>) -> Result<ItemChange, Refusal> {
    within(&criteria)?;
    for it in &criteria {
        fits(it, LONGEST)?;
    }
    unless(item.known.criteria == criteria, ItemChange::Required(criteria))
}

fn within(list: &[Text]) -> Result<(), Refusal> {
    if list.len() <= MOST {
        return Ok(());
    }
    Err(Refusal::TooMany { most: u32::try_from(MOST).unwrap_or(u32::MAX) })
}

/// A size is a card that was played, or one agreed on where nobody played; anything else needs a reason.
fn sized(session: &Session, item: &Item, typed: &Text, why: Text) -> Result<ItemChange, Refusal> {
    fits(typed, LONGEST_TITLE)?;
    let deck = &session.setup().deck;
    let card = deck.card(typed).filter(|it| deck.step(it).is_some());
    let round = session.rounds(&item.name).last();
    let (size, by) = match (card, round) {
        (Some(card), None) => (card.clone(), Sizing::Agreed),
        (Some(card), Some(round)) if round.hands.iter().any(|it| it.card == *card) => {
            (card.clone(), Sizing::Played)
        }
        (Some(card), _) if why.trim().is_empty() => return Err(Refusal::NotPlayed(card.clone())),
        (None, _) if why.trim().is_empty() => return Err(Refusal::NoSuchCard(typed.clone())),
        (card, _) => (card.unwrap_or(typed).clone(), Sizing::Override(why)),
    };
    unless(item.known.size == size && round.is_none(), ItemChange::Sized { size, by })
}

fn split(session: &Session, into: Vec<Text>, way: Option<Id>) -> Result<ItemChange, Refusal> {
    within(&into)?;
    if into.is_empty() {
        return Err(Refusal::EmptyText);
    }
    for it in &into {
        fits(it, LONGEST_TITLE)?;
    }
    let ways = &session.setup().refining.splits;
    match way {
        Some(way) if !ways.iter().any(|it| it.id == way) => Err(Refusal::NoSuchOption(way)),
        way => Ok(ItemChange::Split { into, way }),
    }
}

fn moved(
    session: &Session,
    item: &Item,
    before: Option<Text>,
    why: Text,
) -> Result<ItemChange, Refusal> {
    let before = match before {
        None => None,
        Some(it) => {
            let found = session.item_called(&it).map(|it| it.name.clone());
            Some(found.ok_or(Refusal::NoSuchItem(it))?)
        }
    };
    let items = session.items();
    let here = items.iter().position(|it| it.name == item.name);
    let next = here.and_then(|it| items.get(it + 1)).map(|it| &it.name);
    let stays = before.as_ref() == next || before.as_ref() == Some(&item.name);
    unless(stays, ItemChange::Moved { before, why })
}

/// With a scheme every number is asked for; without one the reason stands alone.
fn ranked(
    session: &Session,
    item: &Item,
    scheme: Option<Id>,
    values: Vec<(Id, u32)>,
    why: Text,
) -> Result<ItemChange, Refusal> {
    match &scheme {
        None if why.trim().is_empty() => return Err(Refusal::EmptyText),
        None => {}
        Some(id) => {
            let known = session.setup().refining.schemes.iter().find(|it| it.id == *id);
            let known = known.ok_or_else(|| Refusal::NoSuchOption(id.clone()))?;
            for ask in &known.asks {
                let value = values.iter().find(|it| it.0 == ask.id);
                if !value.is_some_and(|it| ask.values.contains(&it.1)) {
                    return Err(Refusal::NoSuchOption(ask.id.clone()));
                }
            }
        }
    }
    let priority = Priority { scheme, values, why };
    unless(item.priority.as_ref() == Some(&priority), ItemChange::Ranked(priority))
}
