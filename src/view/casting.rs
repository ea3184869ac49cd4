//! The page before a practice run, and the pages of the talk after it.

use ratatui::layout::Rect;

use super::{
    block::{Row, hanging, wrapped},
    pen::Pen,
    summary,
    theme::Tone,
    words,
};
use crate::app::{Casting, Debriefing, FIRST_LINES, Field, Stretch, SummaryLine, Target};

pub(super) fn draw(pen: &mut Pen, area: Rect, casting: &Casting) {
    let inside = pen.panel(area, "Practice", "");
    let columns = usize::from(inside.width).min(76);
    let mut rows: Vec<Row> = Vec::new();
    for (n, (name, value)) in casting.rows().iter().enumerate() {
        let here = n == casting.cursor;
        let (mark, tone) = if here { ("▶ ", Tone::Marked) } else { ("  ", Tone::Plain) };
        let text = format!("{}‹ {value} ›", words::pad(name, 10));
        rows.push(Row::new(vec![(mark.to_owned(), Tone::Accent), (text, tone)]).to(Target::Row(n)));
    }
    rows.push(Row::blank());
    if casting.stage.runs == 0 {
        rows.extend(
            FIRST_LINES.iter().flat_map(|it| hanging("· ", Tone::Accent, it, Tone::Plain, columns)),
        );
        rows.push(Row::blank());
    }
    rows.extend(about(casting, columns));
    for (y, row) in (0..inside.height).zip(&rows) {
        pen.line(inside, y, &row.bits);
        if let Some(target) = row.target {
            pen.hit(inside, y, target);
        }
    }
}

fn about(casting: &Casting, columns: usize) -> Vec<Row> {
    let Some(staged) = casting.staged() else { return Vec::new() };
    let content = &casting.stage.content;
    let intro = &staged.scenario.intro;
    let mut rows = if intro.is_empty() { Vec::new() } else { wrapped(intro, Tone::Plain, columns) };
    let axis = content.axes.axes.iter().find(|it| it.id == staged.goal);
    let goal =
        axis.map_or(String::new(), |it| format!("What it is for: {} ({})", it.title, it.text));
    rows.extend(wrapped(&goal, Tone::Strong, columns));
    let level = content.level(&staged.scenario.level);
    rows.extend(level.into_iter().flat_map(|it| wrapped(&level_words(it), Tone::Dim, columns)));
    let count = staged.situations.len();
    let few = if count < content.levels.run.least { ", which is all there are" } else { "" };
    let minutes = &content.levels.run.minutes;
    let line = format!(
        "{count} situations{few}, {} to {} minutes · seed {}",
        minutes.0.0, minutes.1.0, staged.seed
    );
    rows.extend(wrapped(&line, Tone::Dim, columns));
    rows
}

fn level_words(it: &crate::practice::Level) -> String {
    use crate::practice::{Clock, Feedback, Hints};
    let feedback = match it.feedback {
        Feedback::Instant => "reasons at once",
        Feedback::Debrief => "reasons in the debrief",
    };
    let hints = match it.hints {
        Hints::ActivitiesAndConditions => "the sheet shows what applies",
        Hints::Activities => "the sheet hides why the PM may be needed",
        Hints::None => "no help from the sheet",
    };
    let clock = match it.clock {
        Clock::Calm => "the clock waits while you think",
        Clock::Fast => "the clock runs while you think",
    };
    let words = if it.own_words_first { ", your own words first" } else { "" };
    format!("{}: {feedback}, {hints}, {clock}{words}", it.title)
}

pub(super) fn debrief(pen: &mut Pen, area: Rect, it: &Debriefing) {
    let title = format!("Debrief · {}", it.session.setup().opened.title);
    let parts = [
        Stretch::Feel,
        Stretch::Own,
        Stretch::Facts,
        Stretch::Moments,
        Stretch::Gap,
        Stretch::Retry,
        Stretch::Plan,
    ];
    let nth = parts.iter().position(|part| *part == it.part).map_or(0, |it| it + 1);
    let inside = pen.panel(area, &title, &format!("{nth} of {}", parts.len()));
    let field = it.note.as_ref().or((it.part == Stretch::Plan).then_some(&it.plan));
    let used = if field.is_some() { 3 } else { 0 };
    let room = Rect { height: inside.height.saturating_sub(used), ..inside };
    let columns = usize::from(inside.width).min(96);
    let lines = it.lines();
    let shown = lines.iter().skip(it.top);
    let rows: Vec<Row> = shown.flat_map(|row| line(row, it.part, columns)).collect();
    let more = rows.len().saturating_sub(room.height.into());
    for (y, row) in (0..room.height).zip(&rows) {
        pen.line(room, y, &row.bits);
    }
    if 0 < more && room.height > 0 {
        let line = Rect { height: 1, y: room.bottom() - 1, ..room };
        pen.fill(line);
        pen.text(line, 0, &format!("… {} more lines below", more + 1), Tone::Dim);
    }
    if let Some(field) = field {
        let y = inside.bottom().saturating_sub(used);
        typed(pen, Rect { y, height: used.min(inside.height), ..inside }, field, it.note.is_some());
    }
}

/// As on a summary, but what is said quietly is said whole, and choices have no bullets.
fn line(it: &SummaryLine, part: Stretch, columns: usize) -> Vec<Row> {
    let chosen = matches!(part, Stretch::Feel | Stretch::Own | Stretch::Retry);
    match it {
        SummaryLine::Quiet(it) => hanging("  ", Tone::Dim, it, Tone::Dim, columns),
        SummaryLine::Item(it) if chosen => match it.strip_prefix("▶ ") {
            Some(it) => hanging("▶ ", Tone::Accent, it, Tone::Strong, columns),
            None => hanging("  ", Tone::Plain, it, Tone::Plain, columns),
        },
        it => summary::row(it, columns),
    }
}

/// What is being typed, wrapped, so that a whole sentence is seen.
fn typed(pen: &mut Pen, area: Rect, field: &Field, is_note: bool) {
    if is_note {
        pen.text(area, 0, "Why do you disagree? Enter keeps it, Esc leaves it.", Tone::Dim);
    }
    let room = usize::from(area.width).saturating_sub(3);
    let whole = format!("{}▏", field.before());
    let after: String = field.value().chars().skip(field.before().chars().count()).collect();
    let lines = words::wrap(&format!("{whole}{after}"), room.max(1));
    let cursor = lines.iter().position(|it| it.contains('▏')).unwrap_or(0);
    let shown = usize::from(area.height.saturating_sub(u16::from(is_note))).max(1);
    let from = (cursor + 1).saturating_sub(shown);
    for (y, line) in (u16::from(is_note)..area.height).zip(lines.iter().skip(from)) {
        let mark = if y == u16::from(is_note) { "› " } else { "  " };
        pen.line(area, y, &[(mark.to_owned(), Tone::Accent), (line.clone(), Tone::Strong)]);
    }
}
