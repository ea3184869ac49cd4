//! The closing page: what is still open, marked line by line.

use ratatui::layout::Rect;

use super::{home::scroll, pen::Pen, theme::Tone, words};
use crate::app::{Closing, ClosingRow, Live, Now, Target, words as said};

pub(super) fn draw(pen: &mut Pen, area: Rect, live: &Live, page: Closing, now: Now) {
    let rows = live.closing_rows(now);
    let title = if page.early { "Before we end early" } else { "Before we close" };
    let inside = pen.panel(area, title, "");
    let lead = match (rows.is_empty(), page.early) {
        (true, _) => "Nothing is open. Enter ends the session.",
        (false, true) => {
            "Still open; the steps ahead are left out. All of it may stay as it is: Enter ends the session."
        }
        (false, false) => "Still open. All of it may stay as it is: Enter ends the session.",
    };
    let y = pen.wrapped(inside, 0, lead, Tone::Plain) + 1;
    let list = Rect {
        y: inside.y + y.min(inside.height),
        height: inside.height.saturating_sub(y),
        ..inside
    };
    let cursor = page.cursor.min(rows.len().saturating_sub(1));
    let top = scroll(cursor, rows.len(), list.height.into());
    for (y, (n, row)) in (0..list.height).zip(rows.iter().enumerate().skip(top)) {
        let (kind, text) = line(live, row);
        let here = n == cursor;
        let room = usize::from(list.width).saturating_sub(14);
        let tone = if here { Tone::Marked } else { Tone::Plain };
        let mark = if here { "▶ " } else { "  " };
        pen.line(
            list,
            y,
            &[
                (mark.to_owned(), Tone::Accent),
                (words::pad(kind, 11), Tone::Dim),
                (words::fit(&text, room), tone),
            ],
        );
        pen.hit(list, y, Target::Row(n));
        if here {
            pen.rest(list, y);
        }
    }
}

fn line(live: &Live, row: &ClosingRow) -> (&'static str, String) {
    match row {
        ClosingRow::Input(_, text) => ("PM input", text.clone()),
        ClosingRow::Activity(_, text) => ("PO", text.clone()),
        ClosingRow::Capture(n, lack, _) => match live.session.capture(*n) {
            Some(it) => (said::kind(it.capture.kind), format!("{} – {lack}", it.capture.text)),
            None => ("", String::new()),
        },
    }
}
