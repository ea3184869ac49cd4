//! The progress screen: names, small bars, and the figures in words beside them.

use ratatui::layout::Rect;

use super::{
    block::{Row, hanging, wrapped},
    pen::Pen,
    theme::Tone,
    words,
};
use crate::app::{ProgressLine, ProgressPage};

const NAME: usize = 20;
const BARS: usize = 14;
/// From nothing to full.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &ProgressPage) {
    let inside = pen.panel(area, "Progress", "yours alone");
    let columns = usize::from(inside.width);
    let mut rows: Vec<Row> = Vec::new();
    for part in &page.parts {
        if !rows.is_empty() {
            rows.push(Row::blank());
        }
        rows.push(Row::text(words::fit(&part.title, columns), Tone::Title));
        rows.extend(part.lines.iter().flat_map(|it| line(it, columns)));
    }
    let room = usize::from(inside.height);
    let top = page.top.min(rows.len().saturating_sub(room));
    for (y, row) in (0u16..).zip(rows.iter().skip(top).take(room)) {
        pen.line(inside, y, &row.bits);
    }
    if top + room < rows.len() && room > 0 {
        let last = inside.height - 1;
        pen.text(inside, last, &" ".repeat(columns), Tone::Plain);
        pen.text(inside, last, &format!("… {} more", rows.len() - top - room + 1), Tone::Dim);
    }
}

fn line(it: &ProgressLine, columns: usize) -> Vec<Row> {
    match it {
        ProgressLine::Words(it) => wrapped(it, Tone::Plain, columns),
        ProgressLine::Quiet(it) => wrapped(it, Tone::Dim, columns),
        ProgressLine::Course { name, figures, words } => course(name, figures, words, columns),
    }
}

fn course(name: &str, figures: &[u32], told: &str, columns: usize) -> Vec<Row> {
    let bars: String = figures.iter().map(|it| bar(*it)).collect();
    if columns < NAME + BARS + 16 {
        return hanging(&format!("{name} "), Tone::Plain, told, Tone::Dim, columns);
    }
    let lead = format!("{} {} ", words::pad(name, NAME), words::pad(&bars, BARS));
    vec![Row::new(vec![
        (lead, Tone::Plain),
        (words::fit(told, columns - NAME - BARS - 2), Tone::Dim),
    ])]
}

fn bar(figure: u32) -> char {
    let step = usize::try_from(figure.min(99)).unwrap_or(0) * HEIGHTS.len() / 100;
    HEIGHTS[step]
}
