//! What was written down so far, the newest first, and whether it is on disk.

use chrono::Timelike;

use super::{block::Row, home::local, theme::Tone, words};
use crate::app::{Live, Now, Panel, words as said};

/// `saved`, `pending`, or since when not and why.
pub(super) fn saving(live: &Live, now: Now) -> (String, Tone) {
    if let Some((why, since_ms)) = &live.saving.failing {
        let since = local(*since_ms, now.offset_min)
            .map_or(String::new(), |it| format!(" since {:02}:{:02}", it.hour(), it.minute()));
        return (format!("NOT SAVED{since}: {why}"), Tone::Over);
    }
    let last = live.session.records().last().map_or(0, |it| it.n);
    if live.saving.synced >= last {
        ("saved".to_owned(), Tone::Dim)
    } else {
        ("pending".to_owned(), Tone::Soon)
    }
}

/// As many captures as fit on so many lines.
pub(super) fn rows(live: &Live, columns: usize, lines: usize) -> Vec<Row> {
    let captures = live.session.captures();
    let last = captures.len().saturating_sub(1);
    let marked = (live.panel == Panel::Captured).then(|| live.cursor.capture.min(last));
    let from = marked.unwrap_or(0);
    let mut rows = vec![Row::blank()];
    let mut used = 0;
    for (nth, it) in captures.iter().rev().enumerate().skip(from) {
        let letter = said::letter(it.capture.kind).to_uppercase();
        let text = words::fit(&said::capture(&it.capture), columns.saturating_sub(6).min(60));
        let wide = words::width(&text) + 5;
        if used > 0 && used + wide > columns {
            if rows.len() == lines {
                break;
            }
            rows.push(Row::blank());
            used = 0;
        }
        let Some(row) = rows.last_mut() else { break };
        let lead = if used > 0 { " · " } else { "" };
        let tone = if marked == Some(nth) { Tone::Marked } else { Tone::Plain };
        row.bits.push((format!("{lead}{letter} "), Tone::Accent));
        row.bits.push((text, tone));
        used += wide;
    }
    if captures.is_empty() {
        rows = vec![Row::text("nothing yet; n writes something down", Tone::Dim)];
    }
    rows
}
