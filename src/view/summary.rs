//! The summary page.

use ratatui::layout::Rect;

use super::{
    block::{Row, hanging, wrapped},
    pen::Pen,
    theme::Tone,
    words,
};
use crate::app::{Meant, SummaryLine, SummaryPage, words as said};

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &SummaryPage) {
    let inside = pen.panel(area, &page.title, &page.note);
    let columns = usize::from(inside.width);
    let mut rows = page.meant.as_ref().map_or(Vec::new(), |it| meant(it, columns));
    rows.extend(page.lines.iter().skip(page.top).flat_map(|it| row(it, columns)));
    let room = usize::from(inside.height);
    for (y, row) in (0u16..).zip(rows.iter().take(room)) {
        pen.line(inside, y, &row.bits);
    }
}

fn meant(it: &Meant, columns: usize) -> Vec<Row> {
    let mut rows =
        hanging("· ", Tone::Accent, &format!("You meant: {}", it.text), Tone::Plain, columns);
    let ask = "Did you? 1 yes · 2 no · 3 no chance came · Enter passes over it";
    rows.extend(hanging("  ", Tone::Dim, ask, Tone::Dim, columns));
    rows.push(Row::blank());
    rows
}

pub(super) fn row(line: &SummaryLine, columns: usize) -> Vec<Row> {
    match line {
        SummaryLine::Heading(it) => wrapped(it, Tone::Title, columns),
        SummaryLine::Item(it) => hanging("· ", Tone::Accent, it, Tone::Plain, columns),
        SummaryLine::Quiet(it) => {
            vec![Row::text(words::fit(&format!("  {it}"), columns), Tone::Dim)]
        }
        SummaryLine::Bar { label, note, planned_s, spent_s, most_s } => {
            vec![bar(label, note, (*planned_s, *spent_s, *most_s), columns)]
        }
        SummaryLine::Share { label, percent } => {
            let most = most_cells(columns);
            let cells = usize::try_from(*percent).unwrap_or(0).min(100) * most / 100;
            let share = format!("{}{}", "█".repeat(cells), "░".repeat(most - cells));
            let name = words::pad(label, NAME.min(columns / 3));
            vec![Row::new(vec![
                (format!("  {name} "), Tone::Plain),
                (share, Tone::Accent),
                (format!(" {percent} %"), Tone::Dim),
            ])]
        }
        SummaryLine::Blank => vec![Row::blank()],
    }
}

/// Columns of what stands before a bar.
const NAME: usize = 22;

/// Columns of the longest bar.
fn most_cells(columns: usize) -> usize {
    (columns / 4).clamp(4, 40)
}

/// What a step took, and behind it what was left of its plan, or what it took more.
fn bar(
    label: &str,
    note: &str,
    (planned_s, spent_s, most_s): (u64, u64, u64),
    columns: usize,
) -> Row {
    let most = most_cells(columns);
    let cells = |secs: u64| {
        usize::try_from((secs * most as u64).div_ceil(most_s.max(1))).unwrap_or(most).min(most)
    };
    let (planned, spent) = (cells(planned_s), cells(spent_s));
    let name = words::pad(label, NAME.min(columns / 3));
    let over = spent_s.saturating_sub(planned_s);
    let told = format!(" {} of {}", said::span(spent_s), said::span(planned_s));
    let mut bits = vec![
        (format!("  {name} "), Tone::Plain),
        ("█".repeat(planned.min(spent)), Tone::Good),
        ("▒".repeat(spent.saturating_sub(planned)), Tone::Over),
        ("░".repeat(planned.saturating_sub(spent)), Tone::Dim),
        (" ".repeat(most - planned.max(spent)), Tone::Plain),
        (told, Tone::Dim),
    ];
    if 0 < over {
        bits.push((format!(", +{}", said::span(over)), Tone::Over));
    }
    if !note.is_empty() {
        bits.push((format!(", {note}"), Tone::Dim));
    }
    Row::new(bits)
}
