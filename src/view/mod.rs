//! Drawing: one file per screen and per panel, the only place that knows ratatui. It never changes what it draws.

mod footer;
mod home;
mod pen;
mod theme;
mod words;

use ratatui::{Frame, buffer::Buffer, layout::Rect};

use crate::app::{App, Binding, Message, Now, Place, Press, Screen, Target, keys};
use pen::Pen;
use theme::Tone;

/// The smallest terminal that is drawn on.
const LEAST: (u16, u16) = (20, 5);

/// Draws the whole program.
pub fn draw(frame: &mut Frame, app: &App, now: Now) {
    let mut pen = Pen::new(frame.buffer_mut(), app.theme());
    paint(&mut pen, app, now);
    if let Some(cursor) = pen.cursor {
        frame.set_cursor_position(cursor);
    }
}

/// What a message means on a screen of this size: a left press becomes the thing it fell on.
pub fn aim(message: Message, app: &App, columns: u16, rows: u16, now: Now) -> Message {
    let Message::Press(Press::Left { x, y }) = message else { return message };
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let mut pen = Pen::new(&mut buffer, app.theme());
    paint(&mut pen, app, now);
    let on = |area: &Rect| area.contains((x, y).into());
    let found: Option<Target> =
        pen.hits.iter().rev().find(|(area, _)| on(area)).map(|(_, target)| *target);
    found.map_or(message, Message::Hit)
}

fn paint(pen: &mut Pen, app: &App, now: Now) {
    let area = pen.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        pen.text(area, 0, "too small", Tone::Plain);
        return;
    }
    let body = Rect { height: area.height - 1, ..area };
    let foot = Rect { y: area.bottom() - 1, height: 1, ..area };
    match &app.screen {
        Screen::Home(it) => {
            let inside = pen.panel(body, "Runsheet", "");
            home::draw(pen, inside, it, now);
            keys_or_notice(pen, foot, app, keys::HOME);
        }
        Screen::Opening => pen.text(pen::inset(body), 1, "Opening …", Tone::Dim),
    }
}

fn keys_or_notice(pen: &mut Pen, area: Rect, app: &App, table: &[Binding]) {
    let area = pen::inset(area);
    if let Some(notice) = &app.notice {
        pen.text(area, 0, &notice.text, Tone::Strong);
        return;
    }
    let offered: Vec<&Binding> = table.iter().filter(|it| it.place != Place::Help).collect();
    footer::draw(pen, area, &offered);
}
