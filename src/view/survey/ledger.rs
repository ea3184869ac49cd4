//! The ledger's page: entries by kind with their age, and the marked one in full below.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use super::{
    super::{
        block::{Row, hanging, wrapped},
        home::scroll,
        pen::Pen,
        theme::Tone,
        words,
    },
    field, tabs,
};
use crate::{
    app::{LedgerPage, Target, Typing, words as said},
    history::{Entry, Kind, Status},
};

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &LedgerPage) {
    let title = format!("Open things · {}", page.team.name);
    let mut inside = pen.panel(area, &title, &note(page, area.width));
    match &page.typing {
        Some(Typing::Filter(it)) => inside = field(pen, inside, "find", it),
        Some(Typing::Answer { field: it, .. }) => {
            inside = field(pen, inside, "what became of it", it);
        }
        None => {}
    }
    if inside.height > 8 {
        let (names, chosen) = kinds(page);
        tabs(pen, inside, &names, chosen);
        inside = Rect { y: inside.y + 2, height: inside.height - 2, ..inside };
    }
    let Some(marked) = page.marked() else {
        for (y, line) in (0..).zip(nothing(page)) {
            pen.text(inside, y, &line, Tone::Dim);
        }
        return;
    };
    let details = details(page, marked, inside.width.into());
    let most = usize::from(inside.height / 3);
    let below = u16::try_from(details.len().min(most)).unwrap_or(0);
    let list = Rect { height: inside.height - below - u16::from(0 < below), ..inside };
    draw_list(pen, list, page);
    let rest = Rect { y: inside.bottom() - below, height: below, ..inside };
    for (y, row) in (0..below).zip(&details) {
        pen.line(rest, y, &row.bits);
    }
}

/// What the list counts; that ages are in working days only where there is room for it.
fn note(page: &LedgerPage, columns: u16) -> String {
    let count = page.count(page.wanted.kind);
    let what = if page.wanted.closed { "open and closed" } else { "open" };
    match &*page.wanted.words {
        "" if columns < 70 => format!("{count} {what}"),
        "" => format!("{count} {what} · ages in working days"),
        words => format!("{count} {what} with “{}”", words::fit(words, 20)),
    }
}

fn kinds(page: &LedgerPage) -> (Vec<String>, usize) {
    let all = std::iter::once(None).chain(Kind::ALL.map(Some));
    let names = all.clone().map(|it| {
        let name = it.map_or("All", said::ledger_kinds);
        format!("{name} {}", page.count(it))
    });
    (names.collect(), all.clone().position(|it| it == page.wanted.kind).unwrap_or(0))
}

fn nothing(page: &LedgerPage) -> Vec<String> {
    if !page.wanted.words.is_empty() {
        return vec!["Nothing with these words.".to_owned()];
    }
    let mut lines = vec!["Nothing open.".to_owned()];
    if page.team.id == "demo" {
        lines.push("Sessions of the demo team are not kept track of.".to_owned());
        lines.push("`runsheet team init` makes a team of your own.".to_owned());
    } else {
        lines.push("What sessions leave open stands here until somebody closes it.".to_owned());
    }
    lines
}

/// Columns of owner and date; the words have the rest.
const OWNER: usize = 13;
const DUE: usize = 11;
/// Columns from which a line says which session it comes from, and columns for that.
const WIDE: usize = 110;
const ORIGIN: usize = 32;
/// Columns that are enough for the words.
const ENOUGH: usize = 96;

fn draw_list(pen: &mut Pen, area: Rect, page: &LedgerPage) {
    let columns = usize::from(area.width);
    let mut lines: Vec<(Row, Option<usize>)> = Vec::new();
    let mut kind = None;
    for (n, it) in page.shown().enumerate() {
        if kind != Some(it.kind) {
            if kind.is_some() {
                lines.push((Row::blank(), None));
            }
            lines.push((Row::text(said::ledger_kinds(it.kind), Tone::Title), None));
            kind = Some(it.kind);
        }
        lines.push((line(page, it, n == page.cursor, columns), Some(n)));
    }
    let marked = lines.iter().position(|it| it.1 == Some(page.cursor)).unwrap_or(0);
    let top = scroll(marked, lines.len(), area.height.into());
    for (y, (row, entry)) in (0..area.height).zip(lines.iter().skip(top)) {
        pen.line(area, y, &row.bits);
        if let Some(n) = entry {
            pen.hit(area, y, Target::Row(*n));
            if *n == page.cursor && page.typing.is_none() {
                pen.rest(area, y);
            }
        }
    }
}

fn line(page: &LedgerPage, it: &Entry, here: bool, columns: usize) -> Row {
    let (mark, tone) = if here { ("▶ ", Tone::Marked) } else { ("  ", Tone::Plain) };
    let age = format!("{:>4} d  ", page.age(it));
    let due = it.due.map(|due| day(due, page.today)).unwrap_or_default();
    let alarm = if page.late(it).is_some() { "! " } else { "" };
    let (over, what) = match &it.status {
        Status::Open => ("", it.text.to_string()),
        Status::Closed(how) => ("✓ ", format!("{how}: {}", it.text)),
    };
    let wide = 60 < columns;
    let owner =
        if wide { words::pad(&said::named(&it.owner), OWNER) + "  " } else { String::new() };
    let due = if wide { words::pad(&format!("{alarm}{due}"), DUE) + "  " } else { alarm.into() };
    let origin = if WIDE <= columns {
        "  ".to_owned()
            + &words::pad(&format!("{}, {}", it.title, day(it.since, page.today)), ORIGIN)
    } else {
        String::new()
    };
    let used = [&age, &owner, &due, &origin].iter().map(|it| words::width(it)).sum::<usize>() + 2;
    let what = words::pad(&format!("{over}{what}"), columns.saturating_sub(used).min(ENOUGH));
    let stale = if page.is_stale(it) { Tone::Soon } else { Tone::Dim };
    let late = if page.late(it).is_some() { Tone::Soon } else { Tone::Dim };
    Row::new(vec![
        (mark.to_owned(), Tone::Accent),
        (age, if here { Tone::Marked } else { stale }),
        (owner, tone),
        (due, if here { Tone::Marked } else { late }),
        (what, tone),
        (origin, if here { Tone::Marked } else { Tone::Dim }),
    ])
}

/// `26 Nov`, with the year where it is another.
fn day(it: NaiveDate, today: NaiveDate) -> String {
    let form = if it.year() == today.year() { "%-d %b" } else { "%-d %b %y" };
    it.format(form).to_string()
}

/// The marked entry whole: its words first, then what else is known of it.
fn details(page: &LedgerPage, it: &Entry, columns: usize) -> Vec<Row> {
    let mut rows = hanging("", Tone::Plain, &it.text, Tone::Strong, columns);
    let mut known = vec![format!("{} of {}, {}", said::ledger_kind(it.kind), it.title, it.since)];
    if !it.owner.is_empty() {
        known.push(format!("owner {}", said::named(&it.owner)));
    }
    if let Some(due) = it.due {
        known.push(match page.late(it) {
            Some(1) => format!("due {due}, a day ago"),
            Some(days) => format!("due {due}, {days} days ago"),
            None => format!("due {due}"),
        });
    }
    if page.is_stale(it) {
        known.push(format!("open for {} working days", page.age(it)));
    }
    if !it.sort.is_empty() {
        known.push(it.sort.to_string());
    }
    if let Status::Closed(how) = &it.status {
        known.push(format!("closed: {how}"));
    }
    rows.extend(wrapped(&known.join(" · "), Tone::Dim, columns));
    let said = |name: &str, text: &str| {
        let text = format!("{name}: {text}");
        if text.ends_with(": ") { Vec::new() } else { wrapped(&text, Tone::Plain, columns) }
    };
    rows.extend(said("next step", &it.next_step));
    if let Some(brief) = &it.brief {
        let options: Vec<&str> = brief.options.iter().map(|it| &**it).collect();
        rows.extend(said("options", &options.join(" · ")));
        rows.extend(said("we recommend", &brief.default));
        rows.extend(said("without an answer", &brief.silence));
    }
    rows
}
