//! What is put in secretly: cards, dots, votes. It goes into `Open` and never into a record; a record shows it all at once.

use super::shares_cards;
use crate::{
    ceremony::{Id, PulseKind, Text},
    session::{CardInput, Event, Open, Record, Refusal, Secret, Session, poker},
};

/// The longest text of a card, in bytes; a longer one is a speech.
pub(super) const LONGEST_CARD: u32 = 240;
/// Cards the board takes while they are hidden.
const MOST_CARDS: usize = 2000;

/// A wish that leaves no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    Card {
        column: Id,
        text: Text,
    },
    /// Takes one card of this text back.
    NoCard {
        column: Id,
        text: Text,
    },
    /// Who has written all they wanted to, or writes on after all.
    Ready {
        name: Text,
        ready: bool,
    },
    /// Everything one person places, at once; nothing is an abstention.
    Dots {
        name: Text,
        dots: Vec<(Text, u32)>,
    },
    Vote {
        name: Text,
        pulse: Id,
        value: u32,
    },
}

/// Grants a wish that leaves no record, or says why not.
pub fn put(session: &Session, open: &mut Open, put: Put) -> Result<(), Refusal> {
    match put {
        Put::Card { column, text } => {
            may_write(session, open, &column, &text)?;
            open.put(session, cards(&column)).put(text);
        }
        Put::NoCard { column, text } => {
            if !open.put(session, cards(&column)).take_back(&text) {
                return Err(Refusal::NotOnBoard(text));
            }
        }
        Put::Ready { name, ready } => {
            known(session, &name)?;
            let round = open.put(session, READY.into());
            if ready { round.finish_again(name) } else { round.reopen(&name) }
        }
        Put::Dots { name, dots } => {
            let round = dots_round(session);
            fresh(session, open, &round, &name)?;
            within_budget(session, &dots)?;
            let secret = open.put(session, round);
            for (topic, n) in dots {
                for _ in 0..n {
                    secret.put(topic.clone());
                }
            }
            secret.finish(name);
        }
        Put::Vote { name, pulse, value } => {
            let (from, to) = scale(session, &pulse)?;
            if !(from..=to).contains(&value) {
                return Err(Refusal::OutOfRange { value, from, to });
            }
            fresh(session, open, &votes(&pulse), &name)?;
            let secret = open.put(session, votes(&pulse));
            secret.put(Text::new(value.to_string()));
            secret.finish(name);
        }
    }
    Ok(())
}

fn may_write(session: &Session, open: &Open, column: &Id, text: &Text) -> Result<(), Refusal> {
    let format = session.format().ok_or(Refusal::NoBoard)?;
    format.column(column).ok_or_else(|| Refusal::NoSuchColumn(column.clone()))?;
    if session.card_input() != CardInput::Typed {
        return Err(Refusal::CardsOnWall);
    }
    if session.has_dots() {
        return Err(Refusal::DotsShown);
    }
    if text.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    if LONGEST_CARD < u32::try_from(text.len()).unwrap_or(u32::MAX) {
        return Err(Refusal::TooLong { most: LONGEST_CARD });
    }
    if MOST_CARDS <= open.hidden_cards(session) {
        return Err(Refusal::BoardFull);
    }
    Ok(())
}

fn known(session: &Session, name: &Text) -> Result<(), Refusal> {
    let known = session.voters().contains(name);
    if known { Ok(()) } else { Err(Refusal::NoSuchPerson(name.clone())) }
}

/// One who is here and has not put anything in yet. After a restart nobody knows who has, only how many: no more than there
/// are people.
fn fresh(session: &Session, open: &Open, round: &Text, name: &Text) -> Result<(), Refusal> {
    known(session, name)?;
    let people = session.voters().len();
    let is_in = |it: &Secret| it.is_done(name) || people <= it.count_done();
    if open.secret(round).is_some_and(is_in) { Err(Refusal::InAlready) } else { Ok(()) }
}

fn within_budget(session: &Session, dots: &[(Text, u32)]) -> Result<(), Refusal> {
    let budget = session.budget();
    let run_off = session.has_dots();
    let open = if run_off { session.level_topics() } else { Vec::new() };
    for (topic, n) in dots {
        let known = session.topic(topic).is_some() && (!run_off || open.contains(topic));
        if !known {
            return Err(Refusal::NoSuchTopic(topic.clone()));
        }
        if !run_off && budget.on_one < *n {
            return Err(Refusal::TooManyDots { most: budget.on_one });
        }
    }
    let each = if run_off { 1 } else { budget.each };
    let all: u32 = dots.iter().map(|it| it.1).fold(0, u32::saturating_add);
    if each < all { Err(Refusal::TooManyDots { most: each }) } else { Ok(()) }
}

pub(super) fn scale(session: &Session, pulse: &Id) -> Result<(u32, u32), Refusal> {
    let known: Option<&PulseKind> =
        session.setup().pulses.iter().find(|it| it.id == *pulse).map(|it| &it.kind);
    let (from, to, _) = known.ok_or_else(|| Refusal::NoSuchPulse(pulse.clone()))?.scale();
    Ok((from, to))
}

const READY: &str = "cards";
/// How the rounds of the columns begin.
const CARDS: &str = "cards ";
const DOTS: &str = "dots";
const RUN_OFF: &str = "run-off";

pub(super) fn cards(column: &Id) -> Text {
    Text::new(format!("{CARDS}{column}"))
}

pub(super) fn votes(pulse: &Id) -> Text {
    Text::new(format!("vote {pulse}"))
}

/// The vote over all topics, or, once that was shown, the run-off.
pub(super) fn dots_round(session: &Session) -> Text {
    Text::new(if session.has_dots() { RUN_OFF } else { DOTS })
}

impl Open {
    /// Cards of a column that are not shown yet.
    pub fn hidden_in(&self, column: &Id) -> usize {
        self.secret(&cards(column)).map_or(0, Secret::len)
    }

    /// Cards of every column that are not shown yet.
    pub fn hidden_cards(&self, session: &Session) -> usize {
        let columns = session.format().map(|it| it.columns.as_slice()).unwrap_or_default();
        columns.iter().map(|it| self.hidden_in(&it.id)).sum()
    }

    /// Who says they have written all they wanted to.
    pub fn ready(&self) -> Option<&Secret> {
        self.secret(&READY.into())
    }

    /// The dots of the vote that is open.
    pub fn placed(&self, session: &Session) -> Option<&Secret> {
        self.secret(&dots_round(session))
    }

    pub fn voted(&self, pulse: &Id) -> Option<&Secret> {
        self.secret(&votes(pulse))
    }
}

/// Hidden cards are not left behind without a word: past the step where they are shown, and at the end, nobody would see them.
pub(in crate::session) fn may_leave(
    session: &Session,
    open: &Open,
    event: &Event,
) -> Result<(), Refusal> {
    let steps = &session.setup().ceremony.steps;
    let place = |id: &Id| steps.iter().position(|it| it.id == *id);
    let behind = match event {
        Event::Ended { .. } => true,
        Event::Entered { step, .. } => steps.iter().rposition(shares_cards) < place(step),
        _ => false,
    };
    let cards = if behind { open.hidden_cards(session) } else { 0 };
    if cards == 0 { Ok(()) } else { Err(Refusal::CardsHidden { cards }) }
}

/// Whether an event shows what was put in secretly.
pub(in crate::session) fn shows(event: &Event) -> bool {
    matches!(
        event,
        Event::CardsShown { .. }
            | Event::DotsShown { .. }
            | Event::Revealed { .. }
            | Event::HandsShown { .. }
    )
}

/// Lets go of what a record has shown.
pub(in crate::session) fn settle(open: &mut Open, record: &Record) {
    let n = record.n;
    match &record.event {
        Event::CardsShown { column, cards: shown } => open.reveal_some(n, &cards(column), shown),
        Event::CardsDropped { .. } => open.put_away(n, CARDS),
        Event::DotsShown { run_off, .. } => {
            open.reveal(n, &Text::new(if *run_off { RUN_OFF } else { DOTS }));
        }
        Event::Revealed { pulse, .. } => open.reveal(n, &votes(pulse)),
        Event::HandsShown { item, .. } => open.reveal(n, &poker::secret_of(item)),
        _ => {}
    }
}
