//! What a session made, for its page: how far cards lay apart and what came of it, and the board as it stood at the end.

use super::SummaryLine;
use crate::session::{Event, Item, ItemChange, Session, Sizing};

/// Each item that was sized, or tried to: its size, and the lowest and highest card of every round.
pub(super) fn estimates(session: &Session) -> Vec<String> {
    session.items().iter().filter_map(|it| estimate(session, it)).collect()
}

fn estimate(session: &Session, item: &Item) -> Option<String> {
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
    let said = sizing(session, item);
    if rounds.is_empty() && said.is_none() {
        return None;
    }
    let size = if item.known.size.is_empty() { "no size" } else { &item.known.size };
    let told = match said {
        Some(Sizing::Override(why)) => format!("set aside the cards: {why}"),
        Some(Sizing::Agreed) if rounds.is_empty() => "agreed without cards".to_owned(),
        _ => rounds.join("; then "),
    };
    Some(format!("{}: {size} ({told})", item.label()))
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
