//! The drill: its ways, one statement with its answers and its explanation, and how a round went.

use ratatui::layout::Rect;

use super::{
    block::{self, Part, Row, hanging, wrapped},
    pen::Pen,
    popup::mark,
    theme::Tone,
    words,
};
use crate::app::{
    Asked, DrillPage, Now, Posed, Round, Score, Stage, Target, Told, Way, drill_words as said,
};

/// Lines longer than this are hard to read.
const WIDEST: u16 = 90;

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &DrillPage, now: Now) {
    let (title, note) = heading(page, now);
    let inside = pen.panel(area, &title, &note);
    let inside = Rect { width: inside.width.min(WIDEST), ..inside };
    let columns = usize::from(inside.width);
    let rows = match &page.stage {
        Stage::Menu { cursor } => menu(page, *cursor, columns),
        Stage::Round(it) => round(page, it, columns, now),
        Stage::Result { way, score, top } => result(*way, score, *top, columns),
    };
    block::rows(pen, inside, &rows);
}

fn heading(page: &DrillPage, now: Now) -> (String, String) {
    let name = "Who owns it?";
    match &page.stage {
        Stage::Menu { .. } => (name.to_owned(), page.training.profile.id.to_string()),
        Stage::Result { way, .. } => (format!("{name} · {}", said::title(*way)), String::new()),
        Stage::Round(it) => {
            let count = match it.time_left(now) {
                Some(0) => "time".to_owned(),
                Some(left) => format!("{left} s · {} so far", it.score.asked),
                None => match it.left {
                    0 => "the last one".to_owned(),
                    left => format!("{left} more"),
                },
            };
            (format!("{name} · {}", said::title(it.way)), count)
        }
    }
}

fn menu(page: &DrillPage, cursor: usize, columns: usize) -> Vec<Row> {
    let intro =
        "A statement about work, and whose part it is: sort it, and read why. Enter begins.";
    let mut rows = wrapped(intro, Tone::Dim, columns);
    rows.push(Row::blank());
    for (n, way) in Way::ALL.into_iter().enumerate() {
        let title = format!("{} ", words::pad(said::title(way), 8));
        let text = said::promise(way, &page.training);
        rows.extend(line(n, &title, &text, n == cursor, columns));
    }
    rows.push(Row::blank());
    let place = format!("Your organisation: {}", said::place(&page.training.profile));
    rows.extend(wrapped(&place, Tone::Dim, columns));
    rows
}

fn round(page: &DrillPage, it: &Round, columns: usize, now: Now) -> Vec<Row> {
    let mut rows = Vec::new();
    let over = it.time_left(now) == Some(0);
    if over {
        rows.extend(wrapped("The minute is over. Enter shows how it went.", Tone::Strong, columns));
    } else {
        rows.extend(posed(it, columns));
        if let Some(cursor) = it.cursor {
            rows.push(Row::blank());
            let question = said::question(it, &page.training);
            rows.extend(wrapped(&question, Tone::Plain, columns));
            let answers = said::answers(it, &page.training);
            for (n, answer) in answers.iter().enumerate() {
                rows.extend(line(n, "", answer, n == cursor, columns));
            }
        }
    }
    if let Some(told) = &it.told {
        rows.push(Row::blank());
        let before = it.ask != Asked::Nothing || over;
        if before {
            rows.extend(wrapped(&format!("Before: {}", told.subject), Tone::Dim, columns));
        }
        rows.extend(explained(told, columns));
    }
    rows
}

fn posed(it: &Round, columns: usize) -> Vec<Row> {
    match &it.posed {
        Posed::Statement { drill, again, .. } => {
            let mut rows = wrapped(&drill.say, Tone::Strong, columns);
            if *again {
                rows.extend(wrapped("Once more, since you were sure.", Tone::Dim, columns));
            }
            rows
        }
        Posed::Decision(echo) => {
            let from = format!("{}, {}", echo.title, echo.day.format("%-d %b %Y"));
            let mut rows = wrapped(&echo.text, Tone::Strong, columns);
            rows.extend(wrapped(&from, Tone::Dim, columns));
            rows
        }
    }
}

fn explained(told: &Told, columns: usize) -> Vec<Row> {
    let (mark, tone) = if told.is_right { ("✓ ", Tone::Good) } else { ("✗ ", Tone::Over) };
    let mut rows = hanging(mark, tone, &told.verdict, Tone::Strong, columns);
    for it in &told.lines {
        rows.extend(hanging("  ", Tone::Plain, it, Tone::Plain, columns));
    }
    for it in &told.sources {
        rows.extend(hanging("  ", Tone::Dim, it, Tone::Dim, columns));
    }
    rows
}

fn result(way: Way, score: &Score, top: usize, columns: usize) -> Vec<Row> {
    let words = said::score(way, score);
    let mut rows = wrapped(&words, Tone::Strong, columns);
    if score.missed.is_empty() {
        rows.push(Row::blank());
        rows.extend(wrapped("Nothing to look at again.", Tone::Dim, columns));
        return rows;
    }
    rows.push(Row::blank());
    let again = if way == Way::Echo { "Worth a talk" } else { "Worth another look" };
    rows.extend(wrapped(again, Tone::Title, columns));
    for it in score.missed.iter().skip(top) {
        rows.extend(hanging("· ", Tone::Accent, &it.subject, Tone::Strong, columns));
        rows.extend(hanging("  ", Tone::Plain, &it.verdict, Tone::Plain, columns));
        for line in &it.lines {
            rows.extend(hanging("  ", Tone::Plain, line, Tone::Dim, columns));
        }
    }
    rows
}

/// A line to choose, with its digit and a title that keeps its spaces.
fn line(n: usize, title: &str, text: &str, here: bool, columns: usize) -> Vec<Row> {
    let (lead, tone) = mark(here);
    let digit = format!("{lead}{} {title}", n + 1);
    let rows = hanging(&digit, Tone::Accent, text, tone, columns);
    rows.into_iter()
        .map(|it| {
            let part = if here && it.part == Part::Entry { Part::InView } else { it.part };
            it.part(part).to(Target::Row(n))
        })
        .collect()
}
