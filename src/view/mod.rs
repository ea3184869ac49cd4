//! Drawing: one file per screen and per panel, the only place that knows ratatui. It never changes what it draws.

mod ascii;
mod block;
mod board;
mod capacity;
mod captured;
mod casting;
mod clock;
mod closing;
mod conversation;
mod dialog;
mod digits;
mod drill;
mod footer;
mod forms;
mod goal;
mod hand_on;
mod handout;
mod history;
mod home;
mod item;
mod lanes;
mod leave;
mod lists;
mod live;
mod pen;
mod poker;
mod popup;
mod progress;
mod rail;
mod replay;
mod sheet;
mod step;
mod summary;
mod survey;
mod theme;
mod thread;
mod words;

use ratatui::{Frame, buffer::Buffer, layout::Rect};

pub use ascii::to_ascii;

use crate::app::{App, Binding, Intent, Message, Now, Place, Press, Screen, Target, keys as table};
use pen::Pen;
use theme::Tone;

/// The smallest terminal that is drawn on.
const LEAST: (u16, u16) = (20, 5);

/// Draws the whole program.
pub fn draw(frame: &mut Frame, app: &App, now: Now) {
    drawn(frame, app, now);
}

/// Draws it and says how far the page that is open scrolls, if it does; the loop tells the program.
pub fn drawn(frame: &mut Frame, app: &App, now: Now) -> Option<usize> {
    let mut pen = Pen::new(frame.buffer_mut(), app.theme());
    paint(&mut pen, app, now);
    let reach = pen.reach;
    if let Some(cursor) = pen.cursor {
        frame.set_cursor_position(cursor);
    }
    reach
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
    let foot = Rect { y: area.bottom() - 1, height: 1, ..area };
    let told = notice(pen, area, app);
    let body = Rect { height: area.height - 1 - told, ..area };
    match &app.screen {
        Screen::Live(it) => live::draw(pen, area, app, it, now),
        Screen::Replay(it) => replay::draw(pen, area, app, it),
        Screen::Opening => pen.text(pen::inset(body), 1, "Opening …", Tone::Dim),
        Screen::Home(it) => {
            let inside = pen.panel(body, "Runsheet", "");
            home::draw(pen, inside, it, now);
            keys(pen, foot, table::HOME, |_| true);
        }
        Screen::History(it) => history::draw(pen, body, foot, it, now),
        Screen::Sheet(it) => {
            sheet::draw(pen, body, it);
            keys(pen, foot, table::SHEET, |_| true);
        }
        Screen::Summary(it) => {
            summary::draw(pen, body, it);
            keys(pen, foot, table::SUMMARY, |_| true);
        }
        Screen::Drill(it) => {
            drill::draw(pen, body, it, now);
            keys(pen, foot, table::DRILL, |intent| it.offers(intent));
        }
        Screen::Progress(it) => {
            progress::draw(pen, body, it);
            keys(pen, foot, table::PROGRESS, |_| true);
        }
        Screen::Casting(it) => {
            casting::draw(pen, body, it);
            keys(pen, foot, table::CASTING, |_| true);
        }
        Screen::Debrief(it) => {
            casting::debrief(pen, body, it);
            keys(pen, foot, table::DEBRIEF, |_| true);
        }
        Screen::Survey(it) => survey::draw(pen, body, foot, it),
    }
    if let Some(it) = &app.help {
        popup::draw_picker(pen, body, it);
    }
    if let Some(it) = &app.handout {
        pen.fill(foot);
        pen.text(pen::inset(foot), 0, "⏎ write it  Esc leave", Tone::Plain);
        handout::draw(pen, body, it);
    }
}

/// What is said stands above the keys and never in their place; how many rows it took.
fn notice(pen: &mut Pen, area: Rect, app: &App) -> u16 {
    let Some(notice) = &app.notice else { return 0 };
    if !matches!(app.screen, Screen::Live(_) | Screen::Replay(_)) {
        let line = Rect { y: area.bottom() - 2, height: 1, ..area };
        pen.text(pen::inset(line), 0, &notice.text, Tone::Strong);
    }
    1
}

/// The keys of a table that would be granted now.
fn keys(pen: &mut Pen, area: Rect, table: &[Binding], offers: impl Fn(Intent) -> bool) {
    let named = table.iter().filter(|it| it.place != Place::Help && offers(it.intent));
    let named: Vec<&Binding> = named.collect();
    // The last column is theirs too: it may be the one that a key needs.
    let inside = pen::inset(area);
    footer::draw(pen, Rect { width: area.right().saturating_sub(inside.x), ..inside }, &named);
}
