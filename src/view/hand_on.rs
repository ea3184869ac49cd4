//! The keyboard going round: whose turn it might be, and what one person writes, places or votes. Never what others did.

use super::{
    block::{Row, hanging, wrapped},
    popup::Shown,
    theme::Tone,
    words,
};
use crate::{
    app::{Doing, HandOn, Live, Sought, Target, placed_counts},
    ceremony::{Id, Text},
    session::Secret,
};

const THIN: &str = "Fewer than four people: what is shown may tell who it was.";

pub(super) fn shown<'a>(live: &'a Live, it: &'a HandOn, columns: usize) -> Shown<'a> {
    match &it.doing {
        None => people(live, it, columns),
        Some(Doing::Writing { name, column, field, mine }) => {
            writing(live, name.as_ref(), *column, field, mine, columns)
        }
        Some(Doing::Placing { name, cursor, dots }) => placing(live, name, *cursor, dots, columns),
        Some(Doing::Voting { name, field }) => {
            let Sought::Vote(pulse) = &it.asked else { return people(live, it, columns) };
            let mut rows = values(live, pulse);
            rows.push(Row::blank());
            rows.extend(wrapped("Only the totals are shown, once all are in.", Tone::Dim, columns));
            let title = format!("Vote · {name}");
            Shown { title, head: Vec::new(), field: Some(field), rows, marked: 0 }
        }
    }
}

pub(super) fn keys(it: &HandOn) -> &'static str {
    match (&it.doing, &it.asked) {
        (None, Sought::Cards) => "⏎ takes the keyboard  a ready or not  ↑↓ move  Esc leave",
        (None, Sought::Dots) => "⏎ takes the keyboard  a abstains  ↑↓ move  Esc leave",
        (None, Sought::Vote(_)) => "⏎ takes the keyboard  ↑↓ move  Esc leave",
        (Some(Doing::Writing { .. }), _) => {
            "⏎ add  Tab column  ⌫ take the last back  empty ⏎ ready  Esc ready"
        }
        (Some(Doing::Placing { .. }), _) => "␣ one dot more  ⌫ one less  ↑↓ move  ⏎ done",
        (Some(Doing::Voting { .. }), _) => "a digit, then ⏎  Esc back",
    }
}

fn people<'a>(live: &Live, it: &HandOn, columns: usize) -> Shown<'a> {
    let (done, all) = live.all_in(&it.asked);
    let thin = all < 4;
    let word = if it.asked == Sought::Cards { "ready" } else { "in" };
    let mut head = vec![Row::text(format!("{done} of {all} {word}"), Tone::Dim)];
    if thin {
        head.extend(wrapped(THIN, Tone::Soon, columns));
    }
    let unnamed = live.put_in(&it.asked).map_or(0, Secret::unnamed);
    if 0 < unnamed {
        let again = if it.asked == Sought::Cards { " Each says so again." } else { "" };
        let text = format!("{unnamed} from before the restart; who, is not kept.{again}");
        head.extend(wrapped(&text, Tone::Soon, columns));
    }
    let mut rows: Vec<Row> = Vec::new();
    let names = live.session.voters();
    let last = match it.asked {
        Sought::Cards => "cards without a name, for the facilitator".to_owned(),
        Sought::Dots | Sought::Vote(_) => "show the totals".to_owned(),
    };
    let lines = names.iter().map(|name| (live.is_in(&it.asked, name), name.to_string()));
    for (n, (is_in, text)) in lines.chain([(false, last)]).enumerate() {
        let here = n == it.cursor;
        let mark = if here { "▶ " } else { "  " };
        let tick = if is_in { "✓ " } else { "· " };
        let tick = if n == names.len() { "  " } else { tick };
        let tone = if here { Tone::Marked } else { Tone::Plain };
        rows.push(
            Row::new(vec![(format!("{mark}{tick}"), Tone::Accent), (text, tone)])
                .to(Target::Row(n)),
        );
    }
    let title = match it.asked {
        Sought::Cards => "Who writes".to_owned(),
        Sought::Dots => "Who places dots".to_owned(),
        Sought::Vote(_) => "Who votes".to_owned(),
    };
    Shown { title, head, field: None, rows, marked: it.cursor }
}

fn writing<'a>(
    live: &Live,
    name: Option<&Text>,
    column: usize,
    field: &'a crate::app::Field,
    mine: &[(Id, Text)],
    columns: usize,
) -> Shown<'a> {
    let format = live.session.format();
    let all = format.map(|it| it.columns.as_slice()).unwrap_or_default();
    let mut head = Vec::new();
    for (n, it) in all.iter().enumerate() {
        let here = n == column;
        let mark = if here { "▶ " } else { "  " };
        let tone = if here { Tone::Strong } else { Tone::Dim };
        let text = format!("{}: {}", it.title, it.ask);
        head.push(Row::new(vec![
            (mark.to_owned(), Tone::Accent),
            (words::fit(&text, columns.saturating_sub(2)), tone),
        ]));
    }
    let mut rows = Vec::new();
    for (id, text) in mine.iter().rev() {
        let title = format.and_then(|it| it.column(id)).map_or("", |it| &it.title);
        rows.extend(hanging(
            "· ",
            Tone::Accent,
            &format!("{text}  ({title})"),
            Tone::Plain,
            columns,
        ));
    }
    let title = name.map_or_else(|| "Cards".to_owned(), |it| format!("Cards · {it}"));
    Shown { title, head, field: Some(field), rows, marked: 0 }
}

fn placing<'a>(
    live: &Live,
    name: &Text,
    cursor: usize,
    dots: &[(Text, u32)],
    columns: usize,
) -> Shown<'a> {
    let each = if live.session.has_dots() { 1 } else { live.session.budget().each };
    let placed: u32 = dots.iter().map(|it| it.1).sum();
    let head = vec![Row::text(format!("{placed} of {each} placed"), Tone::Dim)];
    let lines = dots.iter().enumerate().map(|(n, (title, count))| {
        let here = n == cursor;
        let mark = if here { "▶ " } else { "  " };
        let own = "●".repeat(usize::try_from(*count).unwrap_or(0).min(9));
        Row::new(vec![
            (mark.to_owned(), Tone::Accent),
            (words::pad(&own, 4), Tone::Strong),
            (
                words::fit(title, columns.saturating_sub(7)),
                if here { Tone::Marked } else { Tone::Plain },
            ),
        ])
    });
    let rows = lines.collect();
    Shown { title: format!("Dots · {name}"), head, field: None, rows, marked: cursor }
}

/// Totals of a wall, typed in the order of the list.
pub(super) fn totals<'a>(live: &Live, field: &'a crate::app::Field, columns: usize) -> Shown<'a> {
    let topics = live.votable();
    let typed: Vec<&str> = field.value().split_whitespace().collect();
    // As far as it can be read; the word at the cursor may not be whole yet.
    let mut readable = (0..=typed.len()).rev();
    let counts = readable.find_map(|n| placed_counts(&typed[..n].join(" "), topics.len()));
    let counts = counts.unwrap_or_default();
    let marked = counts.last().map_or(0, |it| it.0);
    let rows = topics.into_iter().enumerate().map(|(n, title)| {
        let count = counts.iter().rfind(|it| it.0 == n).map(|it| it.1.to_string());
        let count = count.unwrap_or_else(|| "·".to_owned());
        Row::new(vec![
            (format!("{:>4} ", words::fit(&count, 4)), Tone::Accent),
            (format!("{:>3} ", n + 1), Tone::Dim),
            (words::fit(&title, columns.saturating_sub(10)), Tone::Plain),
        ])
    });
    let title = if live.session.has_dots() { "Run-off: dots" } else { "Dots" };
    let head =
        wrapped("Totals in this order: 5 3 0 2; 12:5 gives the twelfth five.", Tone::Dim, columns);
    Shown { title: title.to_owned(), head, field: Some(field), rows: rows.collect(), marked }
}

/// Each value and what it means.
fn values(live: &Live, pulse: &Id) -> Vec<Row> {
    let known = live.session.setup().pulses.iter().find(|it| it.id == *pulse);
    let Some((from, _, names)) = known.map(|it| it.kind.scale()) else { return Vec::new() };
    let lines = (from..).zip(names).map(|(n, it)| {
        Row::new(vec![(format!("{n} "), Tone::Accent), (it.to_string(), Tone::Plain)])
    });
    lines.collect()
}

/// How hands on show are typed.
pub(super) fn scale(live: &Live, pulse: &Id, columns: usize) -> Vec<Row> {
    let known = live.session.setup().pulses.iter().find(|it| it.id == *pulse);
    let most = known.map_or(5, |it| it.kind.scale().1);
    let some = most.min(2);
    let text = format!(
        "{some} {most} {most} or {some}{most}{most}: each hand a digit; one digit alone is the middle."
    );
    let mut rows = wrapped(&text, Tone::Dim, columns);
    if live.session.voters().len() < 4 {
        rows.extend(wrapped(THIN, Tone::Soon, columns));
    }
    rows.extend(values(live, pulse));
    rows
}
