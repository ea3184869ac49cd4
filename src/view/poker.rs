//! Planning poker: the last round and what it says, sizes to hold an item against, and the pop-up. Never a card face down.

use super::{
    block::{Part, Row, flow, hanging, wrapped},
    popup::{Shown, mark},
    theme::Tone,
    words,
};
use crate::{
    app::{Cards, Live, Now, Target, View},
    ceremony::Text,
    session::{Hand, minutes_and_seconds},
};

/// The last round of the item at hand.
pub(super) fn rows(live: &Live, now: Now, columns: usize) -> Vec<Row> {
    let session = &live.session;
    let Ok(item) = session.estimating() else { return Vec::new() };
    let rounds: Vec<_> = session.rounds(item).collect();
    let mut rows = Vec::new();
    if let Some(last) = rounds.last() {
        let size = last.size.as_ref().map(|it| format!("size {it}"));
        let round = format!("round {}: {}", rounds.len(), shown(&last.hands));
        let says: Vec<String> =
            [round].into_iter().chain(size).chain(says(live, &last.hands)).collect();
        let words = wrapped(&says.join(" · "), Tone::Strong, columns).into_iter();
        rows.extend(words);
        rows.extend(special(live, &last.hands, columns));
        rows.extend(talk(live, now, rounds.len(), columns));
    } else if live.view == View::Desk && live.open.face_down(session).is_none() {
        let ways = "y size · I item · B backlog";
        rows.push(Row::text(ways, Tone::Dim));
    } else if let Some(down) = live.open.face_down(session).filter(|it| !it.is_empty()) {
        rows.push(Row::text(format!("{} cards lie face down", down.len()), Tone::Strong));
    }
    rows
}

fn shown(hands: &[Hand]) -> String {
    let hands = hands.iter().map(|it| match it.sure {
        Some(sure) => format!("{}@{sure}", it.card),
        None => it.card.to_string(),
    });
    hands.collect::<Vec<String>>().join(" ")
}

/// Spread and median; never an average.
fn says(live: &Live, hands: &[Hand]) -> Option<String> {
    let session = &live.session;
    let (spread, median) = session.spread_of(hands).zip(session.median_of(hands))?;
    Some(match spread {
        0 => "all the same".to_owned(),
        1 => format!("1 card apart, median {median}"),
        many => format!("{many} cards apart, median {median}"),
    })
}

/// What the cards that are no size ask for.
fn special(live: &Live, hands: &[Hand], columns: usize) -> Vec<Row> {
    let deck = &live.session.setup().deck;
    let specials = deck.specials.iter().filter(|it| hands.iter().any(|hand| hand.card == it.card));
    specials
        .flat_map(|it| {
            hanging(&format!("{}  ", it.card), Tone::Accent, &it.means, Tone::Soon, columns)
        })
        .collect()
}

/// Who speaks first, as values and never as people; the clock of the talk; what may come after it.
fn talk(live: &Live, now: Now, rounds: usize, columns: usize) -> Vec<Row> {
    let session = &live.session;
    let Some((spent, most)) = session.talk_clock(live.moment(now)) else { return Vec::new() };
    let item = session.estimating().ok();
    let last = item.and_then(|it| session.rounds(it).next_back());
    let Some((low, high)) = last.and_then(|it| session.ends_of(&it.hands)) else {
        return Vec::new();
    };
    let tone = if most <= spent { Tone::Last } else { Tone::Plain };
    let clock = format!("talk {} of {}", minutes_and_seconds(spent), minutes_and_seconds(most));
    let first = format!("{low} and {high} speak first");
    let mut rows: Vec<Row> = flow(&[first, clock], columns)
        .into_iter()
        .map(|it| Row::new(it.bits.into_iter().map(|(text, _)| (text, tone)).collect()))
        .collect();
    if live.view == View::Desk {
        let next = match live.size_offer() {
            Some(size) => format!("y ⏎ takes {size}, or vote again"),
            None if rounds < 3 => "y: vote again, or a size with its reason".to_owned(),
            None => "still apart: split, look into it first, or park it".to_owned(),
        };
        let next = wrapped(&next, Tone::Dim, columns).into_iter();
        rows.extend(next.map(|it| it.part(Part::Yields)));
    }
    rows
}

/// For each size an item that has it, on as few lines as there are.
pub(super) fn references(live: &Live, columns: usize) -> Vec<Row> {
    let known = live.session.references();
    let wide = known.iter().map(|(card, _)| words::width(card)).max().unwrap_or(0);
    let rows = known.iter().map(|(card, label)| {
        Row::new(vec![
            (format!("{} ", words::pad(card, wide)), Tone::Accent),
            (words::fit(label, columns.saturating_sub(wide + 1)), Tone::Dim),
        ])
        .part(Part::Yields)
    });
    rows.collect()
}

pub(super) fn keys(live: &Live, cards: &Cards) -> &'static str {
    match cards {
        Cards::Shown(_) => "⏎ take  Tab cards face down  Esc leave",
        Cards::Reason { .. } => "⏎ with this reason  Esc back",
        Cards::Down { cursor } if live.at_the_table().len() <= *cursor => {
            "⏎ turn the cards over  ↑↓ move  Tab cards on show  Esc leave"
        }
        Cards::Down { .. } => "⏎ take the keyboard  ↑↓ move  Tab cards on show  Esc leave",
        Cards::Face { .. } => "type a card  ⏎ face down  Esc back",
    }
}

pub(super) fn popup<'a>(live: &'a Live, cards: &'a Cards, columns: usize) -> Shown<'a> {
    let item = live.session.estimating().map(|it| words::fit(it, columns)).unwrap_or_default();
    let mut head = vec![Row::text(item, Tone::Strong)];
    let plain = |title: &str, head: Vec<Row>| Shown {
        title: title.to_owned(),
        head,
        field: None,
        rows: Vec::new(),
        marked: 0,
    };
    match cards {
        Cards::Shown(field) => {
            let deck: Vec<&str> = live.session.setup().deck.all().map(Text::as_str).collect();
            head.extend(wrapped(&deck.join(" "), Tone::Accent, columns));
            let offer = live.size_offer().map(|it| format!(" ⏎ alone takes {it}."));
            let how =
                format!("The hands, like 2 3 3 5, or the size alone.{}", offer.unwrap_or_default());
            head.extend(wrapped(&how, Tone::Dim, columns));
            let rows = references(live, columns);
            Shown { field: Some(field), rows, ..plain("Size", head) }
        }
        Cards::Reason { size, field } => {
            let why = format!("Nobody showed {size}. Why {size} all the same?");
            head.extend(wrapped(&why, Tone::Soon, columns));
            Shown { field: Some(field), ..plain("Size", head) }
        }
        Cards::Down { cursor } => {
            Shown { rows: table(live, *cursor), marked: *cursor, ..plain("Cards face down", head) }
        }
        Cards::Face { name, field } => {
            let ask = format!("{name}: your card. Nobody sees it, and it is not drawn.");
            head.extend(wrapped(&ask, Tone::Dim, columns));
            head.push(Row::new(vec![
                ("› ".to_owned(), Tone::Accent),
                ("•".repeat(field.value().chars().count()), Tone::Strong),
            ]));
            plain("Cards face down", head)
        }
    }
}

fn table(live: &Live, cursor: usize) -> Vec<Row> {
    let names = live.at_the_table();
    let mut rows: Vec<Row> = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let (lead, tone) = mark(n == cursor);
        let state = match live.session.may_hold_cards(name) {
            Err(_) => "no card",
            Ok(()) if live.has_played(name) => "✓ on the table",
            Ok(()) => "…",
        };
        rows.push(
            Row::new(vec![
                (lead.to_owned(), Tone::Accent),
                (words::pad(name, 20), tone),
                (format!(" {state}"), Tone::Dim),
            ])
            .to(Target::Row(n)),
        );
    }
    let (lead, tone) = mark(names.len() <= cursor);
    let down = live.open.face_down(&live.session).map_or(0, crate::session::Secret::len);
    rows.push(
        Row::new(vec![(lead.to_owned(), Tone::Accent), (format!("turn {down} cards over"), tone)])
            .to(Target::Row(names.len())),
    );
    rows
}
