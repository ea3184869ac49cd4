//! The pages that look beyond one session: the frame they share, and which of them is drawn.

mod chart;
mod compare;
mod export;
mod ledger;
mod owners;
mod trends;

use ratatui::layout::Rect;

use super::{keys, pen, pen::Pen, popup::draw_field, theme::Tone, words};
use crate::app::{Field, Survey, keys as table};

pub(super) fn draw(pen: &mut Pen, body: Rect, foot: Rect, survey: &Survey) {
    match survey {
        Survey::Waiting(subject) => {
            let inside = pen.panel(body, subject.title(), "");
            pen.text(inside, 1, "Reading the sessions …", Tone::Dim);
            keys(pen, foot, table::WAITING, |_| true);
        }
        Survey::Trends(it) => {
            trends::draw(pen, body, it);
            keys(pen, foot, table::TRENDS, |intent| it.offers(intent));
        }
        Survey::Owners(it) => {
            owners::draw(pen, body, it);
            keys(pen, foot, table::OWNERS, |intent| it.offers(intent));
        }
        Survey::Comparison(it) => {
            compare::draw(pen, body, it);
            keys(pen, foot, table::COMPARISON, |intent| it.offers(intent));
        }
        Survey::Export(it) => {
            export::draw(pen, body, it);
            keys(pen, foot, table::EXPORT, |intent| it.offers(intent));
        }
        Survey::Ledger(it) => {
            ledger::draw(pen, body, it);
            match &it.typing {
                Some(_) => pen.text(pen::inset(foot), 0, "⏎ take it  Esc leave", Tone::Plain),
                None => keys(pen, foot, table::LEDGER, |intent| it.offers(intent)),
            }
        }
    }
}

/// The last row of an area for a field and what it asks for; what is left above.
fn field(pen: &mut Pen, area: Rect, ask: &str, field: &Field) -> Rect {
    let Some(height) = area.height.checked_sub(1) else { return area };
    let label = format!("{ask} ");
    let used = u16::try_from(words::width(&label)).unwrap_or(area.width).min(area.width / 2);
    let line = Rect { y: area.y + height, height: 1, ..area };
    pen.text(Rect { width: used, ..line }, 0, &label, Tone::Accent);
    draw_field(pen, Rect { x: line.x + used, width: line.width - used, ..line }, field);
    Rect { height, ..area }
}

/// Names side by side, as many as fit; the chosen one has a sign and the tone of what is marked.
fn tabs(pen: &mut Pen, area: Rect, names: &[String], chosen: usize) {
    let mut bits = Vec::new();
    let room = usize::from(area.width);
    let wide = |it: &String| words::width(it) + 2;
    let upto = |from: usize| names[from..=chosen].iter().map(wide).sum::<usize>();
    let from = (0..chosen).find(|from| upto(*from) <= room).unwrap_or(chosen);
    for (n, name) in names.iter().enumerate().skip(from) {
        let (sign, tone) = if n == chosen { ("▸", Tone::Strong) } else { (" ", Tone::Dim) };
        bits.push((format!("{sign}{name}"), tone));
        bits.push((" ".to_owned(), Tone::Plain));
    }
    pen.line(area, 0, &bits);
}
