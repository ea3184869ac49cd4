//! What a session did with the items of the backlog, as the measures need it: estimates, what came in late, what stood ready.

use std::collections::BTreeMap;

use crate::{
    ceremony::{Amount, Id, Over, Percent, Text},
    session::{Event, PassEnd, Session},
};

/// Said when the product owner cannot decide without somebody's approval.
const WAITS: &str = "authority.blocked";

/// Deck steps between lowest and highest card, in the first and in the last round of an item, and how many rounds it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    pub first: usize,
    pub last: usize,
    pub rounds: usize,
}

/// The rounds of every item that was sized with cards, by the item's name. A round in which no card is a size has no spread.
pub fn spreads(session: &Session) -> BTreeMap<Text, Spread> {
    let mut all: BTreeMap<Text, Spread> = BTreeMap::new();
    for it in session.effective() {
        let Event::HandsShown { item, hands } = &it.event else { continue };
        let Some(steps) = session.spread_of(hands) else { continue };
        let fresh = Spread { first: steps, last: steps, rounds: 0 };
        let known = all.entry(item.clone()).or_insert(fresh);
        (known.last, known.rounds) = (steps, known.rounds + 1);
    }
    all
}

/// Items gone through one by one, and those during which the product owner waited for approval.
pub(super) fn waited(session: &Session) -> (usize, usize) {
    let (mut here, mut waits, mut waited, mut all, mut late) = (None, false, false, 0, 0);
    for it in session.effective() {
        match &it.event {
            Event::Began { .. } => here = session.setup().ceremony.steps.first().map(|it| &it.id),
            Event::Entered { step, .. } => (here, waited) = (Some(step), waits),
            Event::FactSet { fact, value, .. } if *fact == WAITS => {
                (waits, waited) = (*value, waited || *value);
            }
            Event::Passed { how: PassEnd::Done(_), .. } if is_over_items(session, here) => {
                (all, late, waited) = (all + 1, late + usize::from(waited), waits);
            }
            Event::Passed { .. } => waited = waits,
            _ => {}
        }
    }
    (all, late)
}

fn is_over_items(session: &Session, step: Option<&Id>) -> bool {
    let steps = &session.setup().ceremony.steps;
    let here = steps.iter().find(|it| Some(&it.id) == step);
    here.is_some_and(|it| it.passes.as_ref().is_some_and(|it| it.over == Over::Items))
}

/// Items taken in after the sprint's goal was final; `None` where no goal was made final.
pub(super) fn late(session: &Session) -> Option<usize> {
    session.final_goal().map(|_| session.added_after_goal().len())
}

/// The size of what stands ready when a refinement ends, in hundredths of the middle of the forecast.
pub(super) fn stock(session: &Session) -> Option<Percent> {
    let refines = session.setup().opened.ceremony == "refinement";
    let middle = session.setup().given.forecast.filter(|_| refines)?.mid.hundredths();
    let ready = session.kept().into_iter().filter(|it| !it.out && it.known.is_ready());
    let size: Amount = ready.filter_map(|it| it.known.size.parse::<Amount>().ok()).sum();
    let share = u64::from(size.hundredths()) * 100 / u64::from(middle.max(1));
    Some(Percent(u32::try_from(share).unwrap_or(u32::MAX)))
}
