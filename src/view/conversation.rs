//! The conversation of a practice run: what was said, the situation that waits, and the answers to it.

use super::{
    block::{Block, Part, Row, flow, hanging, wrapped},
    theme::Tone,
    words,
};
use crate::{
    app::{Asking, Practising, Target, bar_word},
    practice::{Hints, Speech, Voice},
};

/// Lines of talk looked back at.
const BACK: usize = 12;

pub(super) fn block(practice: &Practising, columns: usize, room: usize) -> Block {
    let rows = match practice.run.situation() {
        Some(it) => scene(practice, &it.scene, columns),
        None => talk(practice, columns, room),
    };
    let least = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let title = match (&practice.run.scene, &practice.asking) {
        (None, _) => "Conversation",
        (Some(_), Asking::Words(_)) => "What would you say?",
        (Some(_), Asking::Choose { .. }) => "What do you do?",
        (Some(_), Asking::Sure { .. }) => "How sure are you?",
    };
    Block { title: title.to_owned(), note: String::new(), rows, least, rank: 0 }
}

/// Columns from which a bar is drawn beside its figure.
const DRAWN: usize = 34;

/// Where the bars stand; not told under pressure.
pub(super) fn bars(practice: &Practising, columns: usize) -> Block {
    if practice.run.level.hints == Hints::None {
        return Block::default();
    }
    let bars = practice.run.bars.all();
    let rows: Vec<Row> = if columns < DRAWN {
        flow(
            &bars.map(|(bar, value)| format!("{} {value}", bar_word(bar))).collect::<Vec<_>>(),
            columns,
        )
    } else {
        bars.map(|(bar, value)| {
            let filled = usize::try_from(value.clamp(0, 100) / 10).unwrap_or(0);
            let drawn = format!("{}{}", "█".repeat(filled), "░".repeat(10 - filled));
            let name = (words::pad(bar_word(bar), 10), Tone::Dim);
            Row::new(vec![name, (drawn, Tone::Accent), (format!(" {value}"), Tone::Plain)])
        })
        .collect()
    };
    let least = u16::try_from(rows.len()).unwrap_or(2);
    Block { title: "The team".to_owned(), rows, least, rank: 5, ..Block::default() }
}

/// The last of what was said that has room, newest at the bottom.
fn talk(practice: &Practising, columns: usize, room: usize) -> Vec<Row> {
    let talk = &practice.run.talk;
    let mut rows: Vec<Row> = Vec::new();
    for speech in talk.iter().rev().take(BACK) {
        let more = said(speech, columns);
        if rows.len() + more.len() > room.max(3) {
            break;
        }
        rows.splice(0..0, more);
    }
    if rows.is_empty() {
        rows.push(Row::text("Nobody has said anything yet.", Tone::Dim));
    }
    rows
}

fn said(it: &Speech, columns: usize) -> Vec<Row> {
    let (mark, tone) = match it.voice {
        Voice::Others => ("  ", Tone::Plain),
        Voice::You => ("› ", Tone::Strong),
        Voice::Scene => ("» ", Tone::Plain),
        Voice::Later => ("~ ", Tone::Soon),
        Voice::Reason => ("= ", Tone::Accent),
    };
    hanging(mark, Tone::Accent, &it.text, tone, columns)
}

fn scene(practice: &Practising, scene: &str, columns: usize) -> Vec<Row> {
    let mut rows = hanging("» ", Tone::Accent, scene, Tone::Strong, columns);
    rows.push(Row::blank().part(Part::Yields));
    match &practice.asking {
        Asking::Words(field) => {
            let before = words::tail(&field.before(), columns.saturating_sub(4));
            rows.extend(wrapped(
                "In your own words, before you see any answer:",
                Tone::Dim,
                columns,
            ));
            rows.push(Row::new(vec![
                ("› ".to_owned(), Tone::Accent),
                (before, Tone::Strong),
                ("▏".to_owned(), Tone::Accent),
            ]));
        }
        Asking::Choose { cursor } => rows.extend(options(practice, *cursor, columns)),
        Asking::Sure { option } => {
            let chosen =
                practice.options().get(*option).map(|it| it.text.clone()).unwrap_or_default();
            rows.extend(hanging("› ", Tone::Accent, &chosen, Tone::Strong, columns));
            rows.push(Row::blank());
            rows.push(Row::text("1 a guess   2 fairly sure   3 certain", Tone::Plain));
            rows.push(Row::text("Enter: fairly sure · Esc: another answer", Tone::Dim));
        }
    }
    rows
}

fn options(practice: &Practising, cursor: usize, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(words) =
        practice.run.scene.as_ref().map(|it| practice.run.words_for(it)).filter(|it| !it.is_empty())
    {
        rows.extend(wrapped(&format!("You: {words}"), Tone::Dim, columns));
    }
    for (n, option) in practice.options().iter().enumerate() {
        let here = n == cursor;
        let mark = format!("{}{} ", if here { "▶" } else { " " }, n + 1);
        let tone = if here { Tone::Strong } else { Tone::Plain };
        let hung = hanging(&mark, Tone::Accent, &option.text, tone, columns);
        rows.extend(hung.into_iter().map(|it| {
            let it = it.to(Target::Row(n));
            if here && it.part == Part::Entry { it.part(Part::InView) } else { it }
        }));
    }
    rows
}

/// What waits is answered by keys of its own.
pub(super) fn keys(practice: &Practising) -> Option<&'static str> {
    match (&practice.run.scene, &practice.asking) {
        (None, _) | (Some(_), Asking::Choose { .. }) => None,
        (Some(_), Asking::Words(_)) => Some("⏎ show the answers  Esc without words"),
        (Some(_), Asking::Sure { .. }) => Some("1 2 3 how sure  ⏎ fairly sure  Esc other answer"),
    }
}
