//! Panels as values: a title and rows, stacked into a column so that what matters most keeps its room.

use ratatui::layout::Rect;

use super::{
    pen::{Bit, Pen},
    theme::Tone,
    words,
};
use crate::app::Target;

#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) bits: Vec<Bit>,
    pub(super) target: Option<Target>,
}

impl Row {
    pub(super) fn new(bits: Vec<Bit>) -> Row {
        Row { bits, target: None }
    }

    pub(super) fn text(text: impl Into<String>, tone: Tone) -> Row {
        Row::new(vec![(text.into(), tone)])
    }

    pub(super) fn blank() -> Row {
        Row::default()
    }

    pub(super) fn to(self, target: Target) -> Row {
        Row { target: Some(target), ..self }
    }
}

/// Rows of a wrapped text behind a mark; the lines after the first hang under it.
pub(super) fn hanging(
    mark: &str,
    mark_tone: Tone,
    text: &str,
    tone: Tone,
    columns: usize,
) -> Vec<Row> {
    let indent = words::width(mark);
    let lines = words::wrap(text, columns.saturating_sub(indent).max(1));
    let rows = lines.into_iter().enumerate().map(|(n, line)| {
        let lead =
            if n == 0 { (mark.to_owned(), mark_tone) } else { (" ".repeat(indent), Tone::Plain) };
        Row::new(vec![lead, (line, tone)])
    });
    rows.collect()
}

pub(super) fn wrapped(text: &str, tone: Tone, columns: usize) -> Vec<Row> {
    hanging("", tone, text, tone, columns)
}

/// Short entries side by side, each whole, on as many rows as they need.
pub(super) fn flow(entries: &[String], columns: usize) -> Vec<Row> {
    let mut lines: Vec<String> = Vec::new();
    for entry in entries {
        match lines.last_mut() {
            Some(line) if words::width(line) + words::width(entry) + 3 <= columns => {
                line.push_str("   ");
                line.push_str(entry);
            }
            _ => lines.push(words::fit(entry, columns)),
        }
    }
    lines.into_iter().map(|it| Row::text(it, Tone::Plain)).collect()
}

#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) title: String,
    pub(super) note: String,
    pub(super) rows: Vec<Row>,
    /// Rows it keeps when room is short, its title apart.
    pub(super) least: u16,
    /// Who is served first when room is short; 0 before 1.
    pub(super) rank: u8,
}

impl Block {
    fn wants(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX - 1) + 1
    }
}

/// Draws the blocks from top to bottom; what has no room is told by a last row that counts it.
pub(super) fn stack(pen: &mut Pen, area: Rect, blocks: &[Block]) {
    let heights = heights(blocks, area.height);
    let used: usize = heights.iter().map(|it| usize::from(*it)).sum();
    let gap = u16::from(used + blocks.len() <= usize::from(area.height));
    let mut y = area.y;
    for (block, height) in blocks.iter().zip(heights) {
        if height > 0 {
            draw(pen, Rect { y, height, ..area }, block);
            y += height + gap;
        }
    }
}

fn heights(blocks: &[Block], height: u16) -> Vec<u16> {
    let mut given = vec![0; blocks.len()];
    let mut left = height;
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|it| blocks[*it].rank);
    for &n in &order {
        let least = blocks[n].wants().min(blocks[n].least + 1).min(left);
        if least >= 2 {
            given[n] = least;
            left -= least;
        }
    }
    while let Some(&n) = order
        .iter()
        .filter(|n| 0 < given[**n] && given[**n] < blocks[**n].wants())
        .min_by_key(|n| given[**n])
    {
        if left == 0 {
            break;
        }
        given[n] += 1;
        left -= 1;
    }
    given
}

fn draw(pen: &mut Pen, area: Rect, block: &Block) {
    let inside = pen.panel(area, &block.title, &block.note);
    rows(pen, inside, &block.rows);
}

/// As many rows as fit; where there are two or more, the last one counts the others.
pub(super) fn rows(pen: &mut Pen, area: Rect, rows: &[Row]) {
    let room = usize::from(area.height);
    let cut = rows.len() > room;
    let counts = cut && room > 1;
    let shown = if counts { room - 1 } else { room };
    for (y, row) in (0u16..).zip(rows.iter().take(shown)) {
        pen.line(area, y, &row.bits);
        if let Some(target) = row.target {
            pen.hit(area, y, target);
        }
    }
    if counts {
        let more = format!("… {} more", rows.len() - shown);
        pen.text(area, area.height - 1, &more, Tone::Dim);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(rows: usize, least: u16, rank: u8) -> Block {
        Block { rows: vec![Row::blank(); rows], least, rank, ..Block::default() }
    }

    #[test]
    fn what_matters_most_keeps_its_room() {
        let blocks = [block(5, 1, 1), block(3, 3, 0), block(9, 2, 2)];
        assert_eq!(heights(&blocks, 40), [6, 4, 10]);
        assert_eq!(heights(&blocks, 10), [3, 4, 3]);
        assert_eq!(heights(&blocks, 5), [0, 4, 0]);
        assert_eq!(heights(&blocks, 8), [2, 4, 2]);
        assert_eq!(heights(&blocks, 0), [0, 0, 0]);
    }
}
