//! The page that hands a session on: three choices, what stays behind, and what it will read like.

use ratatui::layout::Rect;

use super::super::{
    block::{Row, wrapped},
    pen::Pen,
    theme::Tone,
    words,
};
use crate::{
    app::{ExportPage, Names, Target},
    exchange::Audience,
};

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &ExportPage) {
    let title = format!("Hand on · {}", page.title);
    let inside = pen.panel(area, &title, "");
    if page.is_practice() {
        let line = "Practice stays with the one who practised; it is not handed on.";
        pen.text(inside, 1, line, Tone::Dim);
        return;
    }
    let columns = usize::from(inside.width);
    let mut rows = choices(page);
    for it in &page.told {
        rows.extend(wrapped(it, Tone::Soon, columns));
    }
    let rows: Vec<Row> = rows.into_iter().take(usize::from(inside.height / 2)).collect();
    for (y, row) in (0u16..).zip(&rows) {
        pen.line(inside, y, &row.bits);
        if let Some(target) = row.target {
            pen.hit(inside, y, target);
        }
    }
    let used = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(inside.height);
    let rest =
        Rect { x: area.x, width: area.width, y: inside.y + used, height: inside.height - used };
    let note = format!("{} lines", page.lines.len());
    let preview = pen.panel(rest, "What it will read like", &note);
    let most = page.lines.len().saturating_sub(preview.height.into());
    pen.reach(most);
    for (y, line) in (0..preview.height).zip(page.lines.iter().skip(page.top.min(most))) {
        pen.text(preview, y, line, Tone::Plain);
    }
}

fn choices(page: &ExportPage) -> Vec<Row> {
    let whom = match page.audience {
        Audience::Team => "the team",
        Audience::Pm => "the product manager",
        Audience::Stakeholders => "stakeholders",
        Audience::Myself => "myself, the product owner",
    };
    let names = match page.names {
        _ if !page.can_redact() => "as they are (the session is damaged; repair it first)",
        Names::AsTheyAre => "as they are",
        Names::AsRoles => "roles instead of names",
    };
    let lines = [("for", whom), ("as", page.form.title()), ("names", names)];
    let row = |(n, (name, value)): (usize, (&str, &str))| {
        let (mark, tone) =
            if n == page.cursor { ("▶ ", Tone::Marked) } else { ("  ", Tone::Plain) };
        Row::new(vec![
            (mark.to_owned(), Tone::Accent),
            (words::pad(name, 7), Tone::Dim),
            (format!("◂ {value} ▸"), tone),
        ])
        .to(Target::Row(n))
    };
    lines.into_iter().enumerate().map(row).collect()
}
