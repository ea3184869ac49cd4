//! The summary page.

use ratatui::layout::Rect;

use super::{
    block::{Row, hanging, wrapped},
    pen::Pen,
    theme::Tone,
    words,
};
use crate::app::{Meant, SummaryLine, SummaryPage, words as said};

/// From this width on, how it went stands beside what came of it.
const SIDE_BY_SIDE: u16 = 104;
/// Columns that are enough for how it went.
const ENOUGH: u16 = 90;
/// Rows below which only lines are shown.
const ROOMY: u16 = 8;

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &SummaryPage) {
    let inside = pen.panel(area, &page.title, &page.note);
    let columns = usize::from(inside.width);
    let mut head = page.meant.as_ref().map_or(Vec::new(), |it| meant(it, columns));
    if ROOMY <= inside.height {
        head.extend(wrapped(&page.head, Tone::Dim, columns));
        head.extend(page.notices.iter().flat_map(|it| wrapped(it, Tone::Soon, columns)));
        head.push(Row::blank());
    }
    for (y, row) in (0..inside.height).zip(&head) {
        pen.line(inside, y, &row.bits);
    }
    let used = u16::try_from(head.len()).unwrap_or(u16::MAX).min(inside.height);
    let below = Rect { y: inside.y + used, height: inside.height - used, ..inside };
    if below.width < SIDE_BY_SIDE {
        let most = column(pen, below, &page.lines, page.top);
        return pen.reach(most);
    }
    let (came, how) = page.lines.split_at(page.how.min(page.lines.len()));
    let beside = Rect { width: (below.width * 9 / 20).min(ENOUGH), ..below };
    let left = Rect { width: below.width - beside.width - 2, ..below };
    let right = Rect { x: left.right() + 2, ..beside };
    pen.rule(Rect { x: left.right(), width: 1, ..below });
    let left = Rect { width: left.width - 1, ..left };
    let most = column(pen, left, came, page.top).max(column(pen, right, how, page.top));
    pen.reach(most);
}

/// The lines from `top` on, or from further up where they all fit; how far there is to scroll.
fn column(pen: &mut Pen, area: Rect, lines: &[SummaryLine], top: usize) -> usize {
    let columns = usize::from(area.width);
    let end = lines.iter().rposition(|it| *it != SummaryLine::Blank).map_or(0, |it| it + 1);
    let parts: Vec<Vec<Row>> = lines[..end].iter().map(|it| row(it, columns)).collect();
    let room = usize::from(area.height);
    let mut left = room;
    let fitting = parts.iter().rev().take_while(|it| {
        let fits = it.len() <= left;
        left = left.saturating_sub(it.len());
        fits
    });
    let most = parts.len() - fitting.count();
    let shown: Vec<(usize, &Row)> = (0..)
        .zip(&parts)
        .skip(top.min(most))
        .flat_map(|(n, part)| part.iter().map(move |row| (n, row)))
        .collect();
    let seen = if room < shown.len() { room.saturating_sub(1) } else { room };
    for (y, (_, row)) in (0u16..).zip(shown.iter().take(seen)) {
        pen.line(area, y, &row.bits);
    }
    if let Some((next, _)) = shown.get(seen) {
        let more = parts.len() - next;
        pen.text(area, area.height.saturating_sub(1), &format!("… {more} more"), Tone::Dim);
    }
    most
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
        SummaryLine::Quiet(it) => hanging("  ", Tone::Dim, it, Tone::Dim, columns),
        SummaryLine::Bar { label, note, planned_s, spent_s, most_s } => {
            bar(label, note, (*planned_s, *spent_s, *most_s), columns)
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

/// Columns from which the time beyond a plan is told in numbers too.
const TELLING: usize = 64;

/// Columns of the longest bar.
fn most_cells(columns: usize) -> usize {
    let told = if columns < TELLING { 23 } else { 35 };
    columns.saturating_sub(3 + NAME.min(columns / 3) + told).clamp(4, 40)
}

/// What a step took, and behind it what was left of its plan, or what it took more; a note that has no room beside it, below.
fn bar(
    label: &str,
    note: &str,
    (planned_s, spent_s, most_s): (u64, u64, u64),
    columns: usize,
) -> Vec<Row> {
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
    if 0 < over && TELLING <= columns {
        bits.push((format!(", +{}", said::span(over)), Tone::Over));
    }
    let used: usize = bits.iter().map(|it| words::width(&it.0)).sum();
    if note.is_empty() {
        return vec![Row::new(bits)];
    }
    if used + words::width(note) + 2 <= columns {
        bits.push((format!(", {note}"), Tone::Dim));
        return vec![Row::new(bits)];
    }
    let below = " ".repeat(words::width(&name) + 3) + note;
    vec![Row::new(bits), Row::text(words::fit(&below, columns), Tone::Dim)]
}
