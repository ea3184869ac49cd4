//! A session as tables for a spreadsheet. Every cell is quoted, and none is read as a formula.

use csv::{QuoteStyle, WriterBuilder};

use super::{
    Audience,
    audience::is_confidential,
    sections::{Item, items},
};
use crate::{
    ceremony::CaptureKind,
    session::{Captured, Fit, Moment, Session},
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
        Table::Timings => timings(session, at, audience),
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
    let all = session.captures().iter().filter(|it| audience.may_read_this(session, it));
    let rows = all.map(|Captured { n, step, capture, .. }| {
        [
            n.to_string(),
            kind(capture.kind).to_owned(),
            capture.text.to_string(),
            capture.owner.to_string(),
            capture.due.map(|it| it.to_string()).unwrap_or_default(),
            capture.sort.to_string(),
            capture.next_step.to_string(),
            capture.signal.to_string(),
            capture.from.to_string(),
            capture.outcome.to_string(),
            capture.about.as_deref().unwrap_or_default().to_owned(),
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
            capture.text.to_string(),
            capture.owner.to_string(),
            capture.due.map(|it| it.to_string()).unwrap_or_default(),
            capture.signal.to_string(),
            capture.outcome.to_string(),
            session.date(*at).map(|it| it.to_string()).unwrap_or_default(),
            opened.ceremony.to_string(),
            opened.sprint.to_string(),
        ]
    });
    lines(ACTIONS, rows)
}

fn estimates(session: &Session) -> String {
    let all = if is_confidential(session) { Vec::new() } else { items(session) };
    let rows = all.into_iter().map(|Item { title, size, criteria, outcome }| {
        [title, size, criteria.to_string(), outcome.unwrap_or_default()]
    });
    lines(["item", "size", "criteria", "outcome"], rows)
}

const TIMINGS: [&str; 6] = ["step", "title", "pass", "planned_s", "spent_s", "fit"];

/// A row for each step, and below it one for each pass that ended.
fn timings(session: &Session, at: Moment, audience: Audience) -> String {
    let mut rows = Vec::new();
    for step in session.summary(at).steps {
        let fit = if step.outside { "" } else { Fit::of(step.planned_s, step.spent_s).word() };
        rows.push([
            step.id.to_string(),
            step.title.to_string(),
            String::new(),
            step.planned_s.to_string(),
            step.spent_s.to_string(),
            fit.to_owned(),
        ]);
        let passes = step.passes.iter().filter(|_| audience.may_read_passes(session, &step.id));
        rows.extend(passes.map(|it| {
            let title = it.title.to_string();
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
        writer.write_record(row.map(harmless)).expect(memory);
    }
    let bytes = writer.into_inner().expect(memory);
    String::from_utf8(bytes).expect("cells are text")
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it; spaces and quotes before a formula do not hide
/// it.
fn harmless(cell: String) -> String {
    let hides = |it: char| it.is_whitespace() || matches!(it, '"' | '\'' | '\u{feff}');
    let commands = matches!(
        cell.trim_start_matches(hides).chars().next(),
        Some('=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
    );
    if commands { format!("'{cell}") } else { cell }
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
