//! What a session made, for its page: how far cards lay apart and what came of it, and the board as it stood at the end.

use super::SummaryLine;
use crate::session::{Event, Item, ItemChange, Refined, Session, Sizing};

/// Each item that was refined or sized, or tried to: its size, the lowest and highest card of every round, and what else became
/// of it.
pub(super) fn estimates(session: &Session) -> Vec<String> {
    let refined = session.refined();
    let line =
        |item: &Item| estimate(session, item, refined.iter().find(|it| it.item.name == item.name));
    session.items().iter().filter_map(line).collect()
}

fn estimate(session: &Session, item: &Item, refined: Option<&Refined>) -> Option<String> {
    let rounds = session.rounds(&item.name).map(|it| {
        let apart = session.spread_of(&it.hands).unwrap_or(0);
        match session.ends_of(&it.hands) {
            Some((low, _)) if apart == 0 => format!("all {low}"),
            Some((low, high)) if apart == 1 => format!("{low} to {high}, one card apart"),
            Some((low, high)) => format!("{low} to {high}, {apart} cards apart"),
            None => "no card was a size".to_owned(),
        }
    });
    let rounds: Vec<String> = rounds.collect();
    let told = match sizing(session, item) {
        Some(Sizing::Override(why)) => Some(format!("set aside the cards: {why}")),
        Some(Sizing::Agreed) if rounds.is_empty() => Some("agreed without cards".to_owned()),
        None if rounds.is_empty() => None,
        _ => Some(rounds.join("; then ")),
    };
    let more = refined.map(changes).unwrap_or_default();
    let told: Vec<String> = told.into_iter().chain(more).collect();
    if told.is_empty() {
        return None;
    }
    let before = refined.filter(|it| it.is_resized()).map_or("", |it| &*it.size_before);
    let before = if before.is_empty() { String::new() } else { format!("{before} → ") };
    let size = if item.known.size.is_empty() { "no size" } else { &item.known.size };
    Some(format!("{}: {before}{size} ({})", item.label(), told.join("; ")))
}

/// What else was done to an item: criteria, questions left, slices.
fn changes(it: &Refined) -> Vec<String> {
    let now = it.item.known.criteria.len();
    let criteria =
        it.has_other_criteria().then(|| format!("criteria {} → {now}", it.criteria_before));
    let questions = match it.questions {
        0 => None,
        1 => Some("1 question open".to_owned()),
        n => Some(format!("{n} questions open")),
    };
    let into: Vec<&str> = it.into.iter().map(|it| &**it).collect();
    let split = (!into.is_empty()).then(|| format!("split into {}", into.join(" + ")));
    [criteria, questions, split].into_iter().flatten().collect()
}

/// How it came to the size it has.
fn sizing<'a>(session: &'a Session, item: &Item) -> Option<&'a Sizing> {
    session.effective().rev().find_map(|it| match &it.event {
        Event::ItemChanged { item: of, change: ItemChange::Sized { by, .. } }
            if *of == item.name =>
        {
            Some(by)
        }
        _ => None,
    })
}

/// Column by column, in the order in which the cards stand; a card in a topic of another name says which.
pub(super) fn board(lines: &mut Vec<SummaryLine>, session: &Session) {
    let columns = session.format().map(|it| it.columns.as_slice()).unwrap_or_default();
    let has_cards = session.cards().next().is_some();
    if columns.is_empty() || !has_cards {
        return;
    }
    lines.push(SummaryLine::Heading("Board".to_owned()));
    for column in columns {
        lines.push(SummaryLine::Quiet(column.title.to_string()));
        let cards = session.topics().iter().flat_map(|topic| {
            let here = topic.cards.iter().filter(|it| it.column == column.id);
            here.map(|it| {
                if it.text == topic.title {
                    it.text.to_string()
                } else {
                    format!("{} ({})", it.text, topic.title)
                }
            })
        });
        lines.extend(cards.map(SummaryLine::Item));
    }
    lines.push(SummaryLine::Blank);
}
