//! The summary page.

use ratatui::layout::Rect;

use super::{
    block::{Row, hanging, wrapped},
    pen::Pen,
    theme::Tone,
    words,
};
use crate::app::{SummaryLine, SummaryPage};

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &SummaryPage) {
    let inside = pen.panel(area, &page.title, &page.note);
    let columns = usize::from(inside.width);
    let rows: Vec<Row> = page.lines.iter().skip(page.top).flat_map(|it| row(it, columns)).collect();
    let room = usize::from(inside.height);
    for (y, row) in (0u16..).zip(rows.iter().take(room)) {
        pen.line(inside, y, &row.bits);
    }
}

fn row(line: &SummaryLine, columns: usize) -> Vec<Row> {
    match line {
        SummaryLine::Heading(it) => wrapped(it, Tone::Title, columns),
        SummaryLine::Item(it) => hanging("· ", Tone::Accent, it, Tone::Plain, columns),
        SummaryLine::Quiet(it) => {
            vec![Row::text(words::fit(&format!("  {it}"), columns), Tone::Dim)]
        }
        SummaryLine::Blank => vec![Row::blank()],
    }
}
