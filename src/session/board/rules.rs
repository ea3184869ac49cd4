//! The rules of the board: what may be shown, grouped, voted on and released, and when it is too late for that.

use super::{
    Budget, Card,
    hidden::{cards, dots_round, scale, votes},
};
use crate::{
    ceremony::{Id, Text},
    session::{CardInput, Command, Event, MOST, Open, Refusal, Release, Session, tally},
};

/// The longest title of a topic, in bytes.
const LONGEST_TITLE: usize = 400;
/// Dots each may have at most, and may put on one topic.
const MOST_DOTS: u32 = 20;

/// Decides the commands of the board; any other is none of its business.
pub(in crate::session) fn decide(
    session: &Session,
    open: &Open,
    command: Command,
) -> Result<Event, Refusal> {
    match command {
        Command::SetBoard { format, input } => set(session, open, format, input),
        Command::ShowCards(column) => show_cards(session, open, column),
        Command::DropCards => match u32::try_from(open.hidden_cards(session)) {
            Ok(0) | Err(_) => Err(Refusal::NothingHidden),
            Ok(cards) => Ok(Event::CardsDropped { cards }),
        },
        Command::Group { topics, title } => group(session, topics, title),
        Command::Retitle { topic, title } => retitle(session, topic, title),
        Command::MoveCard { card, column, from, to } => {
            move_card(session, Card { column, text: card }, from, to)
        }
        Command::SetBudget { each, on_one, why } => set_budget(session, open, each, on_one, why),
        Command::CountDots { dots, run_off } => count_dots(session, dots, run_off),
        Command::ShowDots => show_dots(session, open),
        Command::ShowVote(pulse) => show_vote(session, open, pulse),
        Command::Release { topic, to } => release(session, topic, to),
        Command::Tag { topic, fact, value } => tag(session, topic, fact, value),
        Command::ChooseCheckIn(id) => choose_check_in(session, id),
        _ => Err(Refusal::NoBoard),
    }
}

/// The format and where the cards live stay once cards are in.
fn set(session: &Session, open: &Open, format: Id, input: CardInput) -> Result<Event, Refusal> {
    if !session.setup().formats.iter().any(|it| it.id == format) {
        return Err(Refusal::NoSuchFormat(format));
    }
    let same = session.format().is_some_and(|it| it.id == format);
    if same && session.card_input() == input {
        return Err(Refusal::Unchanged);
    }
    if 0 < open.hidden_cards(session) || session.cards().next().is_some() {
        return Err(Refusal::CardsIn);
    }
    Ok(Event::BoardSet { format, input })
}

/// As many cards of a column as one record holds, in the order of their texts.
fn show_cards(session: &Session, open: &Open, column: Id) -> Result<Event, Refusal> {
    let known = session.format().and_then(|it| it.column(&column));
    known.ok_or_else(|| Refusal::NoSuchColumn(column.clone()))?;
    if session.has_dots() {
        return Err(Refusal::DotsShown);
    }
    let mut room = MOST as usize;
    let hidden = open.secret(&cards(&column)).ok_or(Refusal::NothingHidden)?;
    let fit = hidden.contents().take_while(|it| match room.checked_sub(it.len()) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    });
    let cards: Vec<Text> = fit.cloned().collect();
    if cards.is_empty() {
        Err(Refusal::NothingHidden)
    } else {
        Ok(Event::CardsShown { column, cards })
    }
}

/// Several topics become one; without a title of its own it keeps the first one's.
fn group(session: &Session, mut topics: Vec<Text>, title: Text) -> Result<Event, Refusal> {
    before_dots(session)?;
    topics.sort();
    topics.dedup();
    for it in &topics {
        known(session, it)?;
    }
    if topics.len() < 2 {
        return Err(Refusal::OneTopic);
    }
    let first = session.topics().iter().find(|it| topics.contains(&it.title));
    let title = if title.trim().is_empty() {
        first.map(|it| it.title.clone()).unwrap_or_default()
    } else {
        title
    };
    if !topics.contains(&title) {
        free(session, &title)?;
    }
    Ok(Event::Grouped { topics, title })
}

fn retitle(session: &Session, topic: Text, title: Text) -> Result<Event, Refusal> {
    known(session, &topic)?;
    if topic == title {
        return Err(Refusal::Unchanged);
    }
    free(session, &title)?;
    Ok(Event::Retitled { topic, title })
}

/// Without another topic to go to, the card stands by itself.
fn move_card(
    session: &Session,
    card: Card,
    from: Text,
    to: Option<Text>,
) -> Result<Event, Refusal> {
    before_dots(session)?;
    let topic = session.topic(&from).ok_or_else(|| Refusal::NoSuchTopic(from.clone()))?;
    if !topic.cards.contains(&card) {
        return Err(Refusal::NotOnBoard(card.text));
    }
    match &to {
        Some(to) => known(session, to)?,
        None if topic.cards.len() < 2 => return Err(Refusal::Unchanged),
        None => {}
    }
    if to.as_ref() == Some(&from) {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::CardMoved { card: card.text, column: card.column, from, to })
}

fn set_budget(
    session: &Session,
    open: &Open,
    each: u32,
    on_one: u32,
    why: Text,
) -> Result<Event, Refusal> {
    before_dots(session)?;
    if open.secret(&dots_round(session)).is_some() {
        return Err(Refusal::DotsIn);
    }
    let range = 1..=MOST_DOTS;
    if !range.contains(&each) || !range.contains(&on_one) {
        return Err(Refusal::OutsideLimits { least: 1, most: MOST_DOTS });
    }
    if session.budget() == (Budget { each, on_one, why: why.clone() }) {
        return Err(Refusal::Unchanged);
    }
    let suggested = Budget::suggested(session.topics().len());
    if why.trim().is_empty() && (each, on_one) != (suggested.each, suggested.on_one) {
        return Err(Refusal::NoReason);
    }
    Ok(Event::BudgetSet { each, on_one, why })
}

/// Dots counted on a wall: no more than the people here have.
fn count_dots(session: &Session, dots: Vec<(Text, u32)>, run_off: bool) -> Result<Event, Refusal> {
    let (budget, level) = (session.budget(), session.level_topics());
    if run_off && level.is_empty() {
        return Err(Refusal::NothingLevel);
    }
    let people = u32::try_from(session.voters().len()).unwrap_or(u32::MAX);
    let (each, on_one) = if run_off { (1, 1) } else { (budget.each, budget.on_one) };
    let mut all = 0_u32;
    for (topic, n) in &dots {
        known(session, topic)?;
        if run_off && !level.contains(topic) {
            return Err(Refusal::NoSuchTopic(topic.clone()));
        }
        let most = people.saturating_mul(on_one);
        if most < *n {
            return Err(Refusal::TooManyDots { most });
        }
        all = all.saturating_add(*n);
    }
    let most = people.saturating_mul(each);
    if most < all {
        return Err(Refusal::TooManyDots { most });
    }
    shown(dots, run_off)
}

/// Hidden until everybody has placed theirs or abstained.
fn show_dots(session: &Session, open: &Open) -> Result<Event, Refusal> {
    let secret = open.secret(&dots_round(session)).ok_or(Refusal::NoVotes)?;
    let out = session.voters().len().saturating_sub(secret.count_done());
    if 0 < out {
        return Err(Refusal::StillOut { people: out });
    }
    let mut dots: Vec<(Text, u32)> = Vec::new();
    for topic in secret.contents() {
        match dots.last_mut() {
            Some(last) if last.0 == *topic => last.1 += 1,
            _ => dots.push((topic.clone(), 1)),
        }
    }
    shown(dots, session.has_dots())
}

/// In the order of titles, topics without a dot left out.
fn shown(mut dots: Vec<(Text, u32)>, run_off: bool) -> Result<Event, Refusal> {
    dots.retain(|it| 0 < it.1);
    dots.sort();
    dots.dedup_by(|a, b| a.0 == b.0);
    if dots.is_empty() { Err(Refusal::NoVotes) } else { Ok(Event::DotsShown { dots, run_off }) }
}

fn show_vote(session: &Session, open: &Open, pulse: Id) -> Result<Event, Refusal> {
    scale(session, &pulse)?;
    let secret = open.secret(&votes(&pulse)).ok_or(Refusal::NoVotes)?;
    let values = secret.contents().filter_map(|it| it.parse().ok()).collect();
    tally::reveal(session, pulse, values)
}

fn release(session: &Session, topic: Text, to: Release) -> Result<Event, Refusal> {
    known(session, &topic)?;
    if session.release(&topic) == to {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::Released { topic, to })
}

/// Puts a tag on a topic, or takes it off, whatever pass is current.
fn tag(session: &Session, topic: Text, fact: Id, value: bool) -> Result<Event, Refusal> {
    known(session, &topic)?;
    let declared = session.fact(&fact).ok_or_else(|| Refusal::NoSuchFact(fact.clone()))?;
    if declared.by != crate::ceremony::FactSource::Tag {
        return Err(Refusal::NoSuchFact(fact));
    }
    if session.is_tagged(&topic, &fact) == value {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::FactSet { fact, value, pass: Some(topic) })
}

fn choose_check_in(session: &Session, id: Id) -> Result<Event, Refusal> {
    let offered = session.check_ins().iter().any(|it| it.id == id);
    if !offered {
        return Err(Refusal::NoSuchCheckIn(id));
    }
    if session.check_in().is_some_and(|it| it.id == id) {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::CheckInChosen { check_in: id })
}

/// Once dots were shown, the topics stay as they were voted on.
fn before_dots(session: &Session) -> Result<(), Refusal> {
    if session.has_dots() { Err(Refusal::DotsShown) } else { Ok(()) }
}

fn known(session: &Session, topic: &Text) -> Result<(), Refusal> {
    session.topic(topic).map(|_| ()).ok_or_else(|| Refusal::NoSuchTopic(topic.clone()))
}

fn free(session: &Session, title: &Text) -> Result<(), Refusal> {
    if title.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    if LONGEST_TITLE < title.len() {
        return Err(Refusal::TooLong { most: u32::try_from(LONGEST_TITLE).unwrap_or(u32::MAX) });
    }
    if session.topic(title).is_some() { Err(Refusal::TitleTaken) } else { Ok(()) }
}
