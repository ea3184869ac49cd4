//! What was written down so far, the newest first, and whether it is on disk.

use chrono::Timelike;

use super::{block::Row, home::local, theme::Tone, words};
use crate::app::{Live, Now, Panel, words as said};

/// `saved`, `pending`, or since when not and why.
pub(super) fn saving(live: &Live, now: Now) -> (String, Tone) {
    if live.is_replay {
        return ("as it was".to_owned(), Tone::Dim);
    }
    if let Some((why, since_ms)) = &live.saving.failing {
        return (format!("NOT SAVED{}: {why}", since(*since_ms, now)), Tone::Over);
    }
    let last = live.session.records().last().map_or(0, |it| it.n);
    if live.saving.synced >= last {
        ("saved".to_owned(), Tone::Dim)
    } else {
        ("pending".to_owned(), Tone::Soon)
    }
}

/// ` since 09:41`, in the time of this place.
pub(super) fn since(wall_ms: i64, now: Now) -> String {
    local(wall_ms, now.offset_min)
        .map_or(String::new(), |it| format!(" since {:02}:{:02}", it.hour(), it.minute()))
}

/// As many captures as fit on so many lines, and how many more there are.
pub(super) fn rows(live: &Live, columns: usize, lines: usize) -> Vec<Row> {
    let captures = live.session.captures();
    let last = captures.len().saturating_sub(1);
    let marked = (live.panel == Panel::Captured).then(|| live.cursor.capture.min(last));
    let from = marked.unwrap_or(0);
    let mut rows = vec![Row::blank()];
    let mut used = 0;
    let mut shown = 0;
    let columns = columns.saturating_sub(PLACE_OF_MORE).max(1);
    for (nth, it) in captures.iter().rev().enumerate().skip(from) {
        let letter = said::letter(it.capture.kind).to_uppercase();
        let text = words::fit(&said::capture(&it.capture), columns.saturating_sub(6).min(60));
        let wide = words::width(&text) + 5 + if marked == Some(nth) { 2 } else { 0 };
        if used > 0 && used + wide > columns {
            if rows.len() == lines {
                break;
            }
            rows.push(Row::blank());
            used = 0;
        }
        let Some(row) = rows.last_mut() else { break };
        let lead = if used > 0 { " · " } else { "" };
        let (mark, tone) =
            if marked == Some(nth) { ("▶ ", Tone::Marked) } else { ("", Tone::Plain) };
        row.bits.push((format!("{lead}{mark}{letter} "), Tone::Accent));
        row.bits.push((text, tone));
        used += wide;
        shown += 1;
    }
    if let Some(row) = rows.last_mut().filter(|_| shown < captures.len()) {
        row.bits.push((format!("  +{}", captures.len() - shown), Tone::Dim));
    }
    if captures.is_empty() {
        let told =
            if live.is_replay { "nothing yet" } else { "nothing yet; n writes something down" };
        rows = vec![Row::text(told, Tone::Dim)];
    }
    rows
}

/// Columns kept for `+12` behind the last one.
const PLACE_OF_MORE: usize = 5;
