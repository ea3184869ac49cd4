//! What a refinement made of each item, as a table of the page. Numbers and titles; whose card was which is not known here.

use super::{
    Audience,
    audience::is_confidential,
    markdown::{Page, escape},
};
use crate::{
    ceremony::{Id, Instrument},
    session::{PassState, Refined, Session},
};

pub(super) fn write(page: &mut Page, session: &Session, audience: Audience) {
    let items = session.refined();
    if items.is_empty() || audience == Audience::Stakeholders || is_confidential(session) {
        return;
    }
    page.heading("Items");
    let rows = items.iter().map(|it| {
        let questions = if it.questions == 0 { String::new() } else { it.questions.to_string() };
        [title(it), outcome(session, it), size(it), cards(session, it), criteria(it), questions]
    });
    page.table(["item", "outcome", "size", "cards", "criteria", "open questions"], rows);
}

/// Whether a step's passes are told in this table.
pub(super) fn tells(instrument: Instrument) -> bool {
    instrument == Instrument::Poker
}

fn title(it: &Refined) -> String {
    let title = escape(&it.item.label());
    let into: Vec<String> = it.into.iter().map(|it| escape(it)).collect();
    if into.is_empty() { title } else { format!("{title} → split into {}", into.join(" + ")) }
}

fn outcome(session: &Session, it: &Refined) -> String {
    let steps = session.setup().ceremony.steps.iter().filter(|it| tells(it.instrument));
    let mut ended = steps.filter_map(|step| {
        let line =
            session.passes_of(step).into_iter().find(|of| of.pass.title() == it.item.name)?;
        let PassState::Done(Some(outcome)) = line.state else { return None };
        Some(label(step.passes.as_ref().map(|it| it.outcomes.as_slice()), &outcome))
    });
    ended.next_back().unwrap_or_default()
}

fn label(outcomes: Option<&[crate::ceremony::Opt]>, id: &Id) -> String {
    let known = outcomes.unwrap_or_default().iter().find(|it| it.id == *id);
    escape(known.map_or(id.as_str(), |it| &it.label))
}

/// `3 → 5`, or the size that stayed.
fn size(it: &Refined) -> String {
    match (&*it.size_before, &*it.item.known.size) {
        ("", now) => escape(now),
        (before, "") => format!("{} → none", escape(before)),
        (before, now) if before == now => escape(now),
        (before, now) => format!("{} → {}", escape(before), escape(now)),
    }
}

/// Lowest and highest card of each round: `3–13, 5–8`.
fn cards(session: &Session, it: &Refined) -> String {
    let rounds = session.rounds(&it.item.name).filter_map(|it| {
        let (low, high) = session.ends_of(&it.hands)?;
        let (low, high) = (escape(low), escape(high));
        Some(if low == high { low } else { format!("{low}–{high}") })
    });
    rounds.collect::<Vec<String>>().join(", ")
}

/// `0 → 2`, or the count that stayed.
fn criteria(it: &Refined) -> String {
    let now = it.item.known.criteria.len();
    match (it.has_other_criteria(), now) {
        (true, now) => format!("{} → {now}", it.criteria_before),
        (false, 0) => String::new(),
        (false, now) => now.to_string(),
    }
}
