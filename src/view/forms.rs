//! What pop-ups say above their field when they close something, send a brief or ask for time.

use super::{
    block::{Row, wrapped},
    theme::Tone,
    words,
};
use crate::{
    app::{Ask, Briefing, Live, Now, changed, words as said},
    ceremony::Text,
    session::Rebalance,
};

pub(super) fn settled(live: &Live, id: &Text, columns: usize) -> Vec<Row> {
    let text = live.session.entry(id).map(|it| it.text.clone()).unwrap_or_default();
    let mut rows = wrapped(&text, Tone::Strong, columns);
    rows.extend(wrapped("A word on it; Enter alone says done.", Tone::Dim, columns));
    rows
}

pub(super) fn briefing(it: &Briefing, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if it.ask != Ask::Question {
        rows.extend(wrapped(&it.brief.question, Tone::Strong, columns));
    }
    rows.extend(wrapped(it.ask.label(), Tone::Dim, columns));
    rows
}

/// The boxes as they are and as they would be, and the end then.
pub(super) fn replan(live: &Live, offer: &Rebalance, columns: usize, now: Now) -> Vec<Row> {
    let late = format!("Late by {} % of the planned time.", offer.late.0);
    let mut rows = wrapped(&late, Tone::Plain, columns);
    let boxes = changed(offer).map(|(id, old, new)| {
        let short = live.session.step_of(id).map_or(id.as_str(), |it| &it.short);
        let (old, new) = (said::span(u64::from(old)), said::span(u64::from(new)));
        Row::text(format!("{} {old} → {new}", words::pad(short, 14)), Tone::Strong)
    });
    rows.extend(boxes);
    let ends = live.ends_after(offer, live.moment(now)).map(|it| live.session.wall_clock(it));
    rows.extend(ends.map(|it| Row::text(format!("ends {it} then"), Tone::Dim)));
    rows
}

pub(super) fn thumbs(live: &Live, columns: usize, now: Now) -> Vec<Row> {
    let clock = live.session.clock(live.moment(now));
    let offer = live.session.extension_offer();
    let text = match (offer, clock) {
        (Some(offer), Some(clock)) => {
            let ends = live.session.wall_clock(clock.ends_ms.saturating_add_unsigned(offer.ms()));
            format!(
                "Thumbs for {} more; ends {ends} then. Type up and down, like 5 2.",
                said::box_of(offer)
            )
        }
        _ => "Both votes for more time are used up.".to_owned(),
    };
    let mut rows = wrapped(&text, Tone::Plain, columns);
    rows.extend(wrapped("Enter alone adds a minute without asking.", Tone::Dim, columns));
    rows
}
