//! The home screen: three groups of lines, one of them marked.

use chrono::{DateTime, Datelike, FixedOffset};
use ratatui::layout::Rect;

use super::{
    block::hanging,
    pen::{Bit, Pen},
    theme::Tone,
    words,
};
use crate::{
    app::{Home, HomeRow, Listing, Now, Offer, Target, drill_words},
    ceremony::whole_minutes,
};

pub(super) fn draw(pen: &mut Pen, area: Rect, home: &Home, now: Now) {
    let lines = lines(home, now, area.width.into());
    let marked = lines.iter().position(|it| it.row == Some(home.cursor)).unwrap_or(0);
    let top = scroll(marked, lines.len(), area.height.into());
    for (y, line) in (0..area.height).zip(lines.iter().skip(top)) {
        pen.line(area, y, &line.bits);
        if let Some(row) = line.row {
            pen.hit(area, y, Target::Row(row));
            if row == home.cursor {
                pen.rest(area, y);
            }
        }
    }
}

struct Drawn {
    bits: Vec<Bit>,
    row: Option<usize>,
}

/// The first line to show so that the marked one is seen with its heading.
pub(super) fn scroll(marked: usize, lines: usize, height: usize) -> usize {
    let most = lines.saturating_sub(height);
    (marked + 2).saturating_sub(height).min(most)
}

const PAST: &str = "Past sessions";

fn lines(home: &Home, now: Now, columns: usize) -> Vec<Drawn> {
    let mut drawn: Vec<Drawn> = Vec::new();
    let mut group = "";
    for (n, row) in home.rows().iter().enumerate() {
        let (title, text) = match row {
            HomeRow::Resume(it) => ("Interrupted", resume(it, now)),
            HomeRow::Begin(it) => {
                ("Begin", format!("{}  {}", words::pad(&it.title, 22), it.for_whom))
            }
            HomeRow::Practise => {
                ("Practise", practice("A run alone", "a simulated team, real decisions, and why"))
            }
            HomeRow::Drill => {
                ("Practise", practice("Who owns it?", &drill_words::waiting(home.waiting.as_ref())))
            }
            HomeRow::Progress => {
                ("Practise", practice("Progress", "own runs and answers over time"))
            }
            HomeRow::Look(it) => {
                ("Look back", format!("{}  {}", words::pad(it.title(), 22), it.promise()))
            }
            HomeRow::Review => (
                "Look back",
                format!("{}  {}", words::pad("Past sessions", 22), "browse, search, replay"),
            ),
            HomeRow::Past(it) => (PAST, past(it, now)),
        };
        if title == PAST && title != group {
            drawn.extend(standing(home, columns));
        }
        if title != group {
            if !group.is_empty() {
                drawn.push(Drawn { bits: Vec::new(), row: None });
            }
            drawn.push(Drawn { bits: vec![(title.to_owned(), Tone::Title)], row: None });
            group = title;
        }
        let here = n == home.cursor;
        let (mark, tone) = if here { ("▶ ", Tone::Marked) } else { ("  ", Tone::Plain) };
        let room = columns.saturating_sub(2);
        let lines = match row {
            HomeRow::Begin(it) if here => begin(it, room),
            _ => vec![text],
        };
        drawn.extend(lines.into_iter().zip([mark, "  ", "  ", "  "]).map(|(text, mark)| Drawn {
            bits: vec![(mark.to_owned(), Tone::Accent), (words::pad(&text, room), tone)],
            row: Some(n),
        }));
    }
    if group != PAST {
        drawn.extend(standing(home, columns));
    }
    drawn
}

/// Quiet lines for the team's own look at itself, before what has ended.
fn standing(home: &Home, columns: usize) -> Vec<Drawn> {
    if home.standing.is_empty() {
        return Vec::new();
    }
    let line = |text: String, tone: Tone| Drawn { bits: vec![(text, tone)], row: None };
    let mut drawn = vec![line(String::new(), Tone::Plain)];
    drawn.push(line("Worth a look".to_owned(), Tone::Title));
    let told =
        home.standing.iter().flat_map(|it| hanging("  ~ ", Tone::Soon, it, Tone::Dim, columns));
    drawn.extend(told.map(|it| Drawn { bits: it.bits, row: None }));
    drawn
}

/// A ceremony with all of whom it is for.
fn begin(it: &Offer, columns: usize) -> Vec<String> {
    let lines = words::wrap(&it.for_whom, columns.saturating_sub(24).max(1));
    let titles = std::iter::once(&*it.title).chain(std::iter::repeat(""));
    titles.zip(lines).map(|(title, line)| format!("{}  {line}", words::pad(title, 22))).collect()
}

fn practice(title: &str, text: &str) -> String {
    format!("{}  {text}", words::pad(title, 22))
}

fn resume(it: &Listing, now: Now) -> String {
    format!(
        "Go on with {} · {} · {}, {} in",
        it.title,
        it.team_name,
        day(it.started_ms, it.offset_min, now),
        minutes(it.elapsed_s)
    )
}

fn past(it: &Listing, now: Now) -> String {
    let practice = if it.practice { " · practice" } else { "" };
    format!(
        "{}  {} {:>3} of {:>3} min  {}{practice} · {}",
        words::pad(&day(it.started_ms, it.offset_min, now), 16),
        words::pad(&it.title, 20),
        whole_minutes(it.elapsed_s),
        whole_minutes(it.planned_s),
        words::pad(it.state.word(), 11),
        it.team_name,
    )
}

fn minutes(secs: u64) -> String {
    format!("{} min", whole_minutes(secs))
}

/// `today 09:30`, `Fri 20 Nov 09:30`.
pub(super) fn day(started_ms: i64, offset_min: i32, now: Now) -> String {
    let Some(at) = local(started_ms, offset_min) else { return String::new() };
    let today = local(now.wall_ms, now.offset_min).map(|it| it.date_naive());
    if Some(at.date_naive()) == today {
        return format!("today {}", at.format("%H:%M"));
    }
    let same_year = today.is_some_and(|it| it.year() == at.year());
    at.format(if same_year { "%a %d %b %H:%M" } else { "%d %b %Y" }).to_string()
}

pub(super) fn local(wall_ms: i64, offset_min: i32) -> Option<DateTime<FixedOffset>> {
    let offset = FixedOffset::east_opt(offset_min.checked_mul(60)?)?;
    Some(DateTime::from_timestamp_millis(wall_ms)?.with_timezone(&offset))
}
