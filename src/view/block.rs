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
    pub(super) part: Part,
}

/// What a row is to its list when room is short.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// An entry of its own.
    #[default]
    Entry,
    /// A further line of the entry above; not counted.
    Further,
    /// Goes before anything is scrolled away.
    Yields,
    /// An entry that stays in view.
    InView,
}

impl Row {
    pub(super) fn new(bits: Vec<Bit>) -> Row {
        Row { bits, ..Row::default() }
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

    pub(super) fn part(self, part: Part) -> Row {
        Row { part, ..self }
    }

    fn counts(&self) -> bool {
        matches!(self.part, Part::Entry | Part::InView) && !self.bits.is_empty()
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
        let part = if n == 0 { Part::Entry } else { Part::Further };
        Row::new(vec![lead, (line, tone)]).part(part)
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

/// The title of a panel; a sign says that the arrows move in it.
pub(super) fn headed(title: &str, has_arrows: bool) -> String {
    if has_arrows { format!("▸ {title}") } else { title.to_owned() }
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

/// As many rows as fit. What yields goes first; then the list scrolls under what stands above it, and its first and last
/// line count the entries beyond.
pub(super) fn rows(pen: &mut Pen, area: Rect, rows: &[Row]) {
    let room = usize::from(area.height);
    let mut rows: Vec<&Row> = rows.iter().collect();
    while rows.len() > room
        && let Some(n) = rows.iter().rposition(|it| it.part == Part::Yields)
    {
        rows.remove(n);
    }
    let seen = rows.iter().position(|it| it.part == Part::InView);
    let list = seen.and_then(|_| rows.iter().position(|it| it.target.is_some()));
    let head = list.filter(|it| it + 3 <= room && rows.len() > room).unwrap_or(0);
    let seen = seen.unwrap_or(0).saturating_sub(head);
    let window = Window::of(rows.len() - head, seen, room - head).at_entries(&rows[head..], seen);
    let (above, below) = (&rows[head..head + window.from], &rows[head + window.to..]);
    let shown = rows[..head].iter().chain(&rows[head + window.from..head + window.to]);
    let mut y = 0;
    for (n, row) in shown.enumerate() {
        if n == head && window.tells_above {
            pen.text(area, y, &beyond(above, "before"), Tone::Dim);
            y += 1;
        }
        pen.line(area, y, &row.bits);
        if let Some(target) = row.target {
            pen.hit(area, y, target);
        }
        y += 1;
    }
    if window.tells_below {
        pen.text(area, y, &beyond(below, "more"), Tone::Dim);
    }
}

impl Window {
    /// Begins with an entry's first line, never in the middle of one.
    fn at_entries(self, rows: &[&Row], seen: usize) -> Window {
        let further =
            rows[self.from..seen].iter().take_while(|it| it.part == Part::Further).count();
        if self.from == 0 || further == 0 {
            return self;
        }
        let to = (self.to + further).min(rows.len());
        Window { from: self.from + further, to, tells_below: to < rows.len(), ..self }
    }
}

fn beyond(rows: &[&Row], word: &str) -> String {
    match rows.iter().filter(|it| it.counts()).count() {
        0 => "…".to_owned(),
        many => format!("… {many} {word}"),
    }
}

/// Which of many rows are seen, and whether a line tells of those before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Window {
    from: usize,
    to: usize,
    tells_above: bool,
    tells_below: bool,
}

impl Window {
    fn of(rows: usize, seen: usize, room: usize) -> Window {
        let at = |from: usize, to: usize| Window {
            from,
            to,
            tells_above: 0 < from && 3 <= room,
            tells_below: to < rows && 2 <= room,
        };
        match room {
            _ if rows <= room => at(0, rows),
            0 => Window { from: 0, to: 0, tells_above: false, tells_below: false },
            1 | 2 => at(seen, seen + 1),
            _ if seen + 1 < room => at(0, room - 1),
            _ if rows < seen + room => at(rows + 1 - room, rows),
            _ => at(seen + 3 - room, seen + 1),
        }
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

    #[test]
    fn every_row_can_be_brought_into_view_and_no_room_is_overdrawn() {
        for (rows, room) in [(9, 1), (9, 2), (9, 3), (9, 5), (9, 8), (9, 9), (3, 9), (4, 3)] {
            for seen in 0..rows {
                let it = Window::of(rows, seen, room);
                let told = usize::from(it.tells_above) + usize::from(it.tells_below);
                assert!((it.from..it.to).contains(&seen), "{rows} {room} {seen} {it:?}");
                assert!(it.to - it.from + told <= room, "{rows} {room} {seen} {it:?}");
            }
        }
    }
}
