//! What the dialogs say: a held door, the guide's maximum, leaving, time in which nobody was there.

use super::{
    block::{Row, flow, hanging, wrapped},
    captured::since,
    popup::mark,
    theme::Tone,
};
use crate::{
    app::{Died, Leaving, Live, Now, words as said},
    ceremony::Id,
};

pub(super) fn held(live: &Live, guards: &[Id], columns: usize, now: Now) -> Vec<Row> {
    let steps = &live.session.setup().ceremony.steps;
    let known = steps.iter().flat_map(|it| &it.guards).filter(|it| guards.contains(&it.id));
    let mut rows: Vec<Row> = known
        .flat_map(|it| {
            hanging(
                "■ ",
                Tone::Soon,
                &live.session.say(it, live.moment(now)),
                Tone::Strong,
                columns,
            )
        })
        .collect();
    for choice in live.session.choices(live.moment(now)).iter().take(1) {
        rows.extend(wrapped(&choice.ask, Tone::Plain, columns));
        let options: Vec<String> =
            (1..).zip(&choice.options).map(|(n, it)| format!("{n} {}", it.label)).collect();
        rows.extend(flow(&options, columns));
    }
    let missing = if live.missing().is_some() { "Tab writes what is missing. " } else { "" };
    let ways = "To go on anyway, type a reason; one word is enough. Esc goes back to the step.";
    rows.extend(wrapped(&format!("{missing}{ways}"), Tone::Dim, columns));
    rows
}

pub(super) fn cap(live: &Live, columns: usize) -> Vec<Row> {
    let cap = live.session.setup().ceremony.limits.cap.map_or(0, |it| it.0);
    wrapped(
        &format!("{cap} minutes. Close now, or go on; the clock counts on either way."),
        Tone::Plain,
        columns,
    )
}

/// Leaving above, the reasons to stop for good below, each a digit away.
pub(super) fn quit(live: &Live, it: &Leaving, columns: usize, now: Now) -> Vec<Row> {
    let mut rows = if let Some((why, since_ms)) = &live.saving.failing {
        let since = since(*since_ms, now);
        let (many, are) = match live.unsaved() {
            1 => ("1 record".to_owned(), "is"),
            n => (format!("{n} records"), "are"),
        };
        let lost = format!("{many} {are} not saved{since} and lost on leaving: {why}");
        wrapped(&lost, Tone::Over, columns)
    } else if it.reason.is_none() {
        wrapped("The session stays open and can be gone on with later.", Tone::Plain, columns)
    } else {
        wrapped("It ends here and is not gone on with.", Tone::Plain, columns)
    };
    rows.push(Row::blank());
    let stop = if it.reason.is_none() { "Or stop it for good:" } else { "Because of" };
    rows.extend(wrapped(stop, Tone::Dim, columns));
    let reasons = live.session.setup().ceremony.exits.abort.iter();
    rows.extend(reasons.enumerate().map(|(n, reason)| {
        let here = it.reason == Some(n);
        let (lead, tone) = mark(here);
        Row::new(vec![
            (lead.to_owned(), Tone::Accent),
            (format!("{} ", n + 1), Tone::Accent),
            (reason.label.to_string(), tone),
        ])
    }));
    if it.reason.is_some() {
        rows.push(Row::blank());
        let (ask, tone) = if it.wants_words {
            ("Say in a few words what it is.", Tone::Soon)
        } else {
            ("In your own words, if you like:", Tone::Dim)
        };
        rows.extend(wrapped(ask, tone, columns));
    }
    rows
}

pub(super) fn gap(ms: u64, died: Died, columns: usize) -> Vec<Row> {
    let span = said::span(ms / 1000);
    let text = match died {
        Died::Yes => format!(
            "{span} passed since the session was last heard of. ⏎ leaves them out of the time."
        ),
        Died::No => format!(
            "{span} passed while this computer or program stood still. ⏎ counts them: the meeting went on."
        ),
    };
    wrapped(&text, Tone::Plain, columns)
}

/// How many cards are hidden in which column, and what each key makes of them.
pub(super) fn unseen(live: &Live, cards: usize, columns: usize) -> Vec<Row> {
    let format = live.session.format();
    let hidden = format.into_iter().flat_map(|it| &it.columns).filter_map(|it| {
        let n = live.open.hidden_in(&it.id);
        (0 < n).then(|| format!("{} {n}", it.title))
    });
    let hidden: Vec<String> = hidden.collect();
    let text = format!("Still hidden: {cards} ({}).", hidden.join(", "));
    let mut rows = wrapped(&text, Tone::Strong, columns);
    rows.push(Row::blank());
    for (key, what) in [
        ("⏎ ", "show them all on the board, and stay at this step"),
        (
            "d ",
            "discard them unread and go on; only how many is kept. u takes it back until the end",
        ),
        ("Esc ", "stay; they are hidden as before"),
    ] {
        rows.extend(hanging(key, Tone::Accent, what, Tone::Plain, columns));
    }
    rows
}
