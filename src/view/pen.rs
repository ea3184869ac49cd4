//! What every panel draws with: lines inside an area, and a note of what a press on them means. Nothing outside an area.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
    widgets::Widget,
};

use super::{theme, theme::Tone, words};
use crate::app::{Target, Theme};

pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    pub(super) hits: Vec<(Rect, Target)>,
    pub(super) cursor: Option<Position>,
    /// How far the page that is drawn scrolls, if it scrolls line by line.
    pub(super) reach: Option<usize>,
}

/// A stretch of one tone.
pub(super) type Bit = (String, Tone);

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: Theme) -> Pen<'a> {
        Pen { buffer, theme, hits: Vec::new(), cursor: None, reach: None }
    }

    pub(super) fn area(&self) -> Rect {
        self.buffer.area
    }

    /// One line at row `y` of the area, cut at its right edge.
    pub(super) fn line(&mut self, area: Rect, y: u16, bits: &[Bit]) {
        if y >= area.height || area.width == 0 {
            return;
        }
        let spans = bits
            .iter()
            .map(|(text, tone)| Span::styled(text.as_str(), theme::style(self.theme, *tone)));
        let line: Line = spans.collect();
        let area = area.intersection(self.buffer.area);
        if area.width > 0 && area.y + y < self.buffer.area.bottom() {
            self.buffer.set_line(area.x, area.y + y, &line, area.width);
        }
    }

    pub(super) fn text(&mut self, area: Rect, y: u16, text: &str, tone: Tone) {
        self.line(area, y, &[(words::fit(text, area.width.into()), tone)]);
    }

    pub(super) fn right(&mut self, area: Rect, y: u16, text: &str, tone: Tone) {
        let text = words::fit(text, area.width.into());
        let used = u16::try_from(words::width(&text)).unwrap_or(area.width).min(area.width);
        let area = Rect { x: area.right() - used, width: used, ..area };
        self.line(area, y, &[(text, tone)]);
    }

    /// A text wrapped from row `y` on; the row after it.
    pub(super) fn wrapped(&mut self, area: Rect, y: u16, text: &str, tone: Tone) -> u16 {
        let mut y = y;
        for line in words::wrap(text, area.width.into()) {
            if y >= area.height {
                break;
            }
            self.line(area, y, &[(line, tone)]);
            y += 1;
        }
        y
    }

    /// A rule with a title in it, and a note where both fit, on the top row of the area; what is left below, indented by one column on both sides.
    pub(super) fn panel(&mut self, area: Rect, title: &str, note: &str) -> Rect {
        if area.is_empty() {
            return Rect { height: 0, ..area };
        }
        self.line(area, 0, &[("─".repeat(area.width.into()), Tone::Border)]);
        let inside = inset(Rect { height: 1, ..area });
        let room = usize::from(inside.width).saturating_sub(2);
        if !title.is_empty() && room > 0 {
            self.line(inside, 0, &[(format!(" {} ", words::fit(title, room)), Tone::Title)]);
        }
        if !note.is_empty() && words::width(title) + words::width(note) + 4 <= room {
            self.right(inside, 0, &format!(" {note} "), Tone::Dim);
        }
        inset(Rect { y: area.y + 1, height: area.height - 1, ..area })
    }

    /// Notes how far the page scrolls, so that no key is spent beyond its end.
    pub(super) fn reach(&mut self, most: usize) {
        self.reach = Some(most);
    }

    /// A vertical line down the area's first column.
    pub(super) fn rule(&mut self, area: Rect) {
        for y in 0..area.height {
            self.line(area, y, &[("│".to_owned(), Tone::Border)]);
        }
    }

    /// A box over whatever lies there, with its title; what is inside it.
    pub(super) fn boxed(&mut self, area: Rect, title: &str) -> Rect {
        if area.width < 4 || area.height < 3 {
            self.fill(area);
            return area;
        }
        self.fill(area);
        let across = "─".repeat(usize::from(area.width) - 2);
        self.line(area, 0, &[(format!("┌{across}┐"), Tone::Border)]);
        self.line(area, area.height - 1, &[(format!("└{across}┘"), Tone::Border)]);
        for y in 1..area.height - 1 {
            self.line(area, y, &[("│".to_owned(), Tone::Border)]);
            self.right(area, y, "│", Tone::Border);
        }
        let name = words::fit(title, usize::from(area.width) - 4);
        self.line(
            Rect { x: area.x + 1, width: area.width - 2, ..area },
            0,
            &[(format!(" {name} "), Tone::Title)],
        );
        Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
    }

    /// Lets the lines drawn so far run into each other where they meet.
    pub(super) fn join(&mut self, area: Rect) {
        let met: Vec<(Position, &str)> = area
            .intersection(self.buffer.area)
            .positions()
            .filter_map(|at| Some((at, self.crossing(at)?)))
            .collect();
        for (at, glyph) in met {
            self.buffer.set_string(at.x, at.y, glyph, theme::style(self.theme, Tone::Border));
        }
    }

    /// What a line becomes here for its neighbours' sake.
    fn crossing(&self, at: Position) -> Option<&'static str> {
        let line = |x: Option<u16>, y: Option<u16>| self.border(Position { x: x?, y: y? });
        let own = self.border(at)?;
        let up = line(Some(at.x), at.y.checked_sub(1)) == Some("│");
        let down = line(Some(at.x), at.y.checked_add(1)) == Some("│");
        let left = line(at.x.checked_sub(1), Some(at.y)) == Some("─");
        let right = line(at.x.checked_add(1), Some(at.y)) == Some("─");
        match (own, up, down, left, right) {
            ("│", true, true, true, true) | ("─", true, true, ..) => Some("┼"),
            ("│", true, true, true, false) => Some("┤"),
            ("│", true, true, false, true) => Some("├"),
            ("│", false, true, true, true) | ("─", false, true, ..) => Some("┬"),
            ("│", true, false, true, true) | ("─", true, false, ..) => Some("┴"),
            _ => None,
        }
    }

    /// The piece of a line that was drawn here, if one was.
    fn border(&self, at: Position) -> Option<&str> {
        let cell = self.buffer.cell(at)?;
        let drawn = theme::style(self.theme, Tone::Border);
        let symbol = cell.symbol();
        (drawn.fg == Some(cell.fg) && matches!(symbol, "─" | "│")).then_some(symbol)
    }

    pub(super) fn hit(&mut self, area: Rect, y: u16, target: Target) {
        if y < area.height {
            self.hits.push((Rect { y: area.y + y, height: 1, ..area }, target));
        }
    }

    /// One of ratatui's own, where lines of text will not do.
    pub(super) fn widget(&mut self, area: Rect, widget: impl Widget) {
        widget.render(area.intersection(self.buffer.area), self.buffer);
    }

    pub(super) fn style(&self, tone: Tone) -> Style {
        theme::style(self.theme, tone)
    }

    /// Rests the terminal's own cursor on a row, so that a screen reader finds it.
    pub(super) fn rest(&mut self, area: Rect, y: u16) {
        self.cursor = Some(Position { x: area.x, y: area.y + y });
    }

    pub(super) fn fill(&mut self, area: Rect) {
        let blank = " ".repeat(area.width.into());
        for y in 0..area.height {
            self.line(area, y, &[(blank.clone(), Tone::Plain)]);
        }
    }
}

/// One column less on both sides, where there is room.
pub(super) fn inset(area: Rect) -> Rect {
    if area.width < 8 {
        return area;
    }
    Rect { x: area.x + 1, width: area.width - 2, ..area }
}
