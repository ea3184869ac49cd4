//! A session as tables for a spreadsheet. Every cell is quoted, and none that a person typed is read as a formula.

use csv::{QuoteStyle, WriterBuilder};

use super::{
    Audience,
    audience::is_confidential,
    sections::{Item, items},
    words,
};
use crate::{
    ceremony::CaptureKind,
    session::{Captured, Moment, Session},
};

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Captures,
    Actions,
    Estimates,
    Timings,
}

/// The table with its head, as comma-separated values after RFC 4180.
pub fn table(session: &Session, at: Moment, table: Table, audience: Audience) -> String {
    match table {
        Table::Captures => captures(session, audience),
        Table::Actions => actions(session, audience),
        Table::Estimates => estimates(session),
        Table::Timings => timings(session, at),
    }
}

const CAPTURES: [&str; 13] = [
    "n",
    "kind",
    "text",
    "owner",
    "due",
    "sort",
    "next_step",
    "success_signal",
    "from",
    "outcome",
    "about",
    "final",
    "step",
];

fn captures(session: &Session, audience: Audience) -> String {
    let all = session.captures().iter().filter(|it| audience.may_read(session, it.capture.kind));
    let rows = all.map(|Captured { n, step, capture, .. }| {
        [
            n.to_string(),
            kind(capture.kind).to_owned(),
            typed(&capture.text),
            typed(&capture.owner),
            capture.due.map(|it| it.to_string()).unwrap_or_default(),
            typed(&capture.sort),
            typed(&capture.next_step),
            typed(&capture.signal),
            typed(&capture.from),
            typed(&capture.outcome),
            typed(capture.about.as_deref().unwrap_or_default()),
            if capture.is_final { "true".to_owned() } else { String::new() },
            step.to_string(),
        ]
    });
    lines(CAPTURES, rows)
}

const ACTIONS: [&str; 9] =
    ["id", "action", "owner", "due", "success_signal", "outcome", "opened", "ceremony", "sprint"];

fn actions(session: &Session, audience: Audience) -> String {
    let opened = &session.setup().opened;
    let rows = audience.captures(session, CaptureKind::Action).map(|it| {
        let Captured { n, at, capture, .. } = it;
        [
            format!("{}.{n}", opened.sid),
            typed(&capture.text),
            typed(&capture.owner),
            capture.due.map(|it| it.to_string()).unwrap_or_default(),
            typed(&capture.signal),
            typed(&capture.outcome),
            session.date(*at).map(|it| it.to_string()).unwrap_or_default(),
            opened.ceremony.to_string(),
            typed(&opened.sprint),
        ]
    });
    lines(ACTIONS, rows)
}

fn estimates(session: &Session) -> String {
    let all = if is_confidential(session) { Vec::new() } else { items(session) };
    let rows = all.into_iter().map(|Item { title, size, criteria, outcome }| {
        [typed(&title), typed(&size), criteria.to_string(), outcome.unwrap_or_default()]
    });
    lines(["item", "size", "criteria", "outcome"], rows)
}

const TIMINGS: [&str; 6] = ["step", "title", "pass", "planned_s", "spent_s", "fit"];

/// A row for each step, and below it one for each pass that ended.
fn timings(session: &Session, at: Moment) -> String {
    let mut rows = Vec::new();
    for step in session.summary(at).steps {
        let fit = if step.outside { "" } else { words::fit(step.planned_s, step.spent_s) };
        rows.push([
            step.id.to_string(),
            typed(&step.title),
            String::new(),
            step.planned_s.to_string(),
            step.spent_s.to_string(),
            fit.to_owned(),
        ]);
        let passes = step.passes.iter().filter(|_| !is_confidential(session));
        rows.extend(passes.map(|it| {
            let title = typed(&it.title);
            let spent = it.spent_s.to_string();
            [step.id.to_string(), String::new(), title, String::new(), spent, String::new()]
        }));
    }
    lines(TIMINGS, rows)
}

fn lines<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::Always).from_writer(Vec::new());
    let memory = "writing to memory cannot fail";
    writer.write_record(head).expect(memory);
    for row in rows {
        writer.write_record(&row).expect(memory);
    }
    let bytes = writer.into_inner().expect(memory);
    String::from_utf8(bytes).expect("cells are text")
}

/// A typed text as a cell: one that a spreadsheet would take for a formula gets an apostrophe before it.
fn typed(text: &str) -> String {
    let first = text.trim_start().chars().next();
    let commands = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
    );
    if commands { format!("'{text}") } else { text.to_owned() }
}

fn kind(it: CaptureKind) -> &'static str {
    match it {
        CaptureKind::Note => "note",
        CaptureKind::Decision => "decision",
        CaptureKind::Action => "action",
        CaptureKind::Blocker => "blocker",
        CaptureKind::Question => "question",
        CaptureKind::Risk => "risk",
        CaptureKind::Parking => "parking",
        CaptureKind::NotYet => "not-yet",
        CaptureKind::Feedback => "feedback",
        CaptureKind::Goal => "goal",
    }
}
