//! A session in progress, laid out for the width there is.
//!
//! ```text
//! ceremony, team, sprint                                   state, time, end
//! rail
//! ── step ──────────── │ ── Product Owner ── │ ── timer ────
//! what to say          │ ── Product Manager  │ ── leave when
//! ── instrument ────── │                     │ ── next ─────
//! ── captured ─────────────────────────────────────── saved ─
//! one quiet line
//! keys
//! ```

use ratatui::layout::Rect;

use super::{
    block::{self, Block},
    board, captured, clock, closing, conversation, lanes, leave,
    pen::{Pen, inset},
    popup, rail,
    step::{self, Detail},
    theme::Tone,
    words,
};
use crate::app::{App, Intent, Live, Now, Page, Panel, Practising, View};

/// Keys that work in the room view too, but are not named on a shared screen.
const DESK_ONLY: [Intent; 5] =
    [Intent::Tick, Intent::Manager, Intent::Facts, Intent::Confirm, Intent::Branch];

/// Columns from which there are three of them, and from which two.
const WIDE: u16 = 104;
const MIDDLE: u16 = 72;

pub(super) fn draw(pen: &mut Pen, area: Rect, app: &App, live: &Live, now: Now) {
    let frame = Frame::of(area);
    scene(pen, &frame, live, now);
    pen.join(area);
    foot(pen, &frame, app, live, now);
    if let Some(it) = &live.popup {
        // What was said of the key that was refused stays in view.
        let said = u16::from(app.notice.is_some() && frame.line.is_some());
        popup::draw(pen, Rect { height: area.height - 1 - said, ..area }, live, it, now);
    }
}

/// The session alone on the whole area, without the line and the keys below it.
pub(super) fn draw_scene(pen: &mut Pen, area: Rect, live: &Live, now: Now) {
    let with_keys = Frame::of(Rect { height: area.height + 1, ..area });
    let below = 1 + u16::from(with_keys.line.is_some());
    scene(pen, &Frame::of(Rect { height: area.height + below, ..area }), live, now);
    pen.join(area);
}

fn scene(pen: &mut Pen, frame: &Frame, live: &Live, now: Now) {
    head(pen, frame.head, live, now);
    if let Some(area) = frame.rail {
        rail::draw(pen, inset(area), live);
    }
    match (&live.page, live.view) {
        (Page::Closing(it), _) => closing::draw(pen, frame.body, live, *it, now),
        (Page::Board(it), _) => board::draw(pen, frame.body, live, it, now),
        (Page::Steps, View::Room) => room(pen, frame.body, live, now),
        (Page::Steps, View::Desk) => desk(pen, frame.body, live, now),
    }
    if let Some(area) = frame.captured {
        captures(pen, area, live, now);
    }
}

/// The strips of the screen, from what its height allows.
struct Frame {
    head: Rect,
    rail: Option<Rect>,
    body: Rect,
    captured: Option<Rect>,
    line: Option<Rect>,
    keys: Rect,
}

impl Frame {
    fn of(area: Rect) -> Frame {
        let strip = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
        let h = area.height;
        let rail = u16::from(h >= 7);
        let captured = match h {
            0..14 => 0,
            14..30 => 2,
            _ => 3,
        };
        let line = u16::from(h >= 20);
        let below = captured + line + 1;
        Frame {
            head: strip(0, 1),
            rail: (rail > 0).then(|| strip(1, 1)),
            body: strip(1 + rail, h.saturating_sub(1 + rail + below)),
            captured: (captured > 0).then(|| strip(h - below, captured)),
            line: (line > 0).then(|| strip(h - 2, 1)),
            keys: strip(h - 1, 1),
        }
    }
}

fn head(pen: &mut Pen, area: Rect, live: &Live, now: Now) {
    let area = inset(area);
    let opened = &live.session.setup().opened;
    let demo = if opened.demo && live.practice.is_none() { " · demo" } else { "" };
    let sprint =
        if opened.sprint.is_empty() { String::new() } else { format!(" · {}", opened.sprint) };
    let title = format!("{} · {}{sprint}{demo}", opened.title, opened.team_name);
    let columns = usize::from(area.width);
    let spare = columns.saturating_sub(words::width(&title) + 2);
    let right = leave::session_clock(live, now, spare.max(columns / 2));
    let room = columns.saturating_sub(words::width(&right) + 2);
    let left = Rect { width: u16::try_from(room).unwrap_or(area.width), ..area };
    pen.text(left, 0, &title, Tone::Strong);
    let tone = if live.is_paused() { Tone::Strong } else { Tone::Plain };
    pen.right(area, 0, &right, tone);
}

fn desk(pen: &mut Pen, area: Rect, live: &Live, now: Now) {
    if area.width >= WIDE {
        three(pen, area, live, now);
    } else if area.width >= MIDDLE {
        two(pen, area, live, now);
    } else {
        one(pen, area, live, now);
    }
}

fn three(pen: &mut Pen, area: Rect, live: &Live, now: Now) {
    let scale = if area.width >= 160 && area.height >= 36 { 2 } else { 1 };
    let right = (area.width / 4).clamp(27, 44);
    let middle = (area.width * 3 / 10).clamp(34, 60);
    let [left, middle, right] =
        columns(pen, area, [area.width - right - middle - 2, middle, right]);
    let (l, m, r) = (inner(left), inner(middle), inner(right));
    match &live.practice {
        Some(it) => talk(pen, left, live, it, now),
        None => block::stack(
            pen,
            left,
            &kept([
                step::block(live, now, l),
                step::instrument(live, now, l, Detail::Full),
                step::others(live, l),
            ]),
        ),
    }
    let team = live.practice.as_ref().map_or_else(Block::default, |it| conversation::bars(it, m));
    block::stack(
        pen,
        middle,
        &kept([lanes::owner(live, now, m), lanes::manager(live, now, m), team]),
    );
    let timer = clock::block(live, now, r, scale);
    block::stack(pen, right, &[timer, leave::block(live, now, r), leave::next(live, r)]);
}

fn two(pen: &mut Pen, area: Rect, live: &Live, now: Now) {
    let right = (area.width * 42 / 100).clamp(30, 44);
    let [left, right] = columns(pen, area, [area.width - right - 1, right]);
    let (l, r) = (inner(left), inner(right));
    if let Some(it) = &live.practice {
        talk(pen, left, live, it, now);
    } else {
        let leave = Block { rank: 3, ..leave::block(live, now, l) };
        let next = if leave::is_replanned(live) { leave::next(live, l) } else { Block::default() };
        block::stack(pen, left, &briefly(left, live, now, [leave, next]));
    }
    let timer = clock::block(live, now, r, 1);
    let team = live.practice.as_ref().map_or_else(Block::default, |it| conversation::bars(it, r));
    let lanes = [timer, lanes::owner(live, now, r), lanes::manager(live, now, r), team];
    block::stack(pen, right, &kept(lanes));
}

/// The conversation has the column: alone while a situation waits, else below the step.
fn talk(pen: &mut Pen, area: Rect, live: &Live, practice: &Practising, now: Now) {
    let columns = inner(area);
    if live.scene_waits() {
        return block::stack(
            pen,
            area,
            &[conversation::block(practice, columns, area.height.into())],
        );
    }
    let mut step = step::block(live, now, columns);
    if area.height < 24 {
        step.rows = step::say(live, now, columns);
    }
    let instrument = step::instrument(live, now, columns, Detail::Short);
    let instrument = Block { rank: 4, least: instrument.least.min(4), ..instrument };
    let used = step.rows.len() + usize::from(instrument.least) + 5;
    let room = usize::from(area.height).saturating_sub(used);
    let said = conversation::block(practice, columns, room);
    block::stack(pen, area, &kept([step, instrument, said]));
}

fn one(pen: &mut Pen, area: Rect, live: &Live, now: Now) {
    let inside = inset(area);
    pen.line(inside, 0, &clock::line(live, now, inside.width.into()).bits);
    let rest = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let w = inner(rest);
    if let Some(practice) = &live.practice {
        let said = conversation::block(practice, w, rest.height.into());
        let step = step::block(live, now, w);
        let step = Block { rows: step::say(live, now, w), ..step };
        let lanes = [lanes::owner(live, now, w), lanes::manager(live, now, w)];
        let blocks = if live.scene_waits() { vec![said] } else { vec![step, said] };
        return block::stack(pen, rest, &blocks.into_iter().chain(kept(lanes)).collect::<Vec<_>>());
    }
    let others =
        [lanes::owner(live, now, w), lanes::manager(live, now, w), leave::block(live, now, w)];
    block::stack(pen, rest, &briefly(rest, live, now, others));
}

/// The shared screen: step, what to say, timer, instrument. No boxes to tick, no lanes, no hints.
fn room(pen: &mut Pen, area: Rect, live: &Live, now: Now) {
    let w = inner(area);
    if area.width < MIDDLE || area.height < 14 {
        let inside = inset(area);
        pen.line(inside, 0, &clock::line(live, now, inside.width.into()).bits);
        let rest = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        return block::stack(
            pen,
            rest,
            &kept([step::block(live, now, w), step::instrument(live, now, w, Detail::Full)]),
        );
    }
    let scale = if area.width >= 100 && area.height >= 22 { 2 } else { 1 };
    let right = if scale == 2 { 50 } else { 30 };
    let [left, right] = columns(pen, area, [area.width - right - 1, right]);
    let l = inner(left);
    block::stack(
        pen,
        left,
        &kept([step::block(live, now, l), step::instrument(live, now, l, Detail::Full)]),
    );
    let r = inner(right);
    let timer = clock::block(live, now, r, scale);
    block::stack(pen, right, &[timer, leave::next(live, r)]);
}

/// Side by side, with a line between.
fn columns<const N: usize>(pen: &mut Pen, area: Rect, widths: [u16; N]) -> [Rect; N] {
    let mut x = area.x;
    let mut n = 0;
    widths.map(|width| {
        n += 1;
        let column = Rect { x, width, ..area };
        x += width + 1;
        if n < N {
            let edge = Rect { x: x - 1, width: 1, ..area };
            pen.rule(edge);
        }
        column
    })
}

fn inner(area: Rect) -> usize {
    inset(area).width.into()
}

/// The step and its instrument above other blocks; what the step is for goes first when room is short.
fn briefly<const N: usize>(area: Rect, live: &Live, now: Now, others: [Block; N]) -> Vec<Block> {
    let columns = inner(area);
    let mut step = step::block(live, now, columns);
    let mut instrument = step::instrument(live, now, columns, Detail::Full);
    let wanted = step.rows.len() + instrument.rows.len() + 6;
    if wanted > usize::from(area.height) {
        step.rows = step::say(live, now, columns);
        instrument = step::instrument(live, now, columns, Detail::Short);
    }
    kept([step, instrument]).into_iter().chain(kept(others)).collect()
}

/// Blocks that have something to show.
fn kept<const N: usize>(blocks: [Block; N]) -> Vec<Block> {
    blocks.into_iter().filter(|it| !it.rows.is_empty()).collect()
}

fn captures(pen: &mut Pen, area: Rect, live: &Live, now: Now) {
    let (saving, tone) = captured::saving(live, now);
    let count = live.session.captures().len();
    let title = if count > 0 { format!("Captured {count}") } else { "Captured".to_owned() };
    let arrows = live.panel == Panel::Captured && matches!(live.page, Page::Steps);
    let title = block::headed(&title, arrows && live.view == View::Desk);
    let inside = pen.panel(area, &title, "");
    let room = usize::from(area.width).saturating_sub(words::width(&title) + 6);
    pen.right(
        inset(Rect { height: 1, ..area }),
        0,
        &format!(" {} ", words::fit(&saving, room)),
        tone,
    );
    let rows = captured::rows(live, inside.width.into(), inside.height.into());
    block::rows(pen, inside, &rows);
}

/// One quiet line, and the keys; where rows are few they share one.
fn foot(pen: &mut Pen, frame: &Frame, app: &App, live: &Live, now: Now) {
    // It names keys of the step, which mean something else on other pages.
    let speaks = live.view == View::Desk && matches!(live.page, Page::Steps);
    let said = match (&app.notice, &live.attention.line) {
        (Some(it), _) => Some((&it.text, Tone::Strong)),
        (None, Some(it)) if speaks => Some((&it.text, Tone::Accent)),
        (None, _) => None,
    };
    match (said, frame.line) {
        (Some((text, tone)), Some(area)) => pen.text(inset(area), 0, text, tone),
        (Some((text, tone)), None) => return pen.text(inset(frame.keys), 0, text, tone),
        (None, _) => {}
    }
    if let Some(it) = &live.popup {
        return pen.text(inset(frame.keys), 0, popup::keys(live, it), Tone::Plain);
    }
    let own = live.practice.as_ref().filter(|_| live.scene_waits());
    if let Some(keys) = own.and_then(|it| conversation::keys(it)) {
        return pen.text(inset(frame.keys), 0, keys, Tone::Plain);
    }
    let room = live.view == View::Room;
    let shown = |it: Intent| !(room && DESK_ONLY.contains(&it)) && live.offers(it, now);
    super::keys(pen, frame.keys, live.table(), shown);
}
