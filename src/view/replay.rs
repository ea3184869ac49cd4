//! A replay: the screen of the session, and below it the line of its time with everything on it one may jump to.

use ratatui::layout::Rect;

use super::{
    footer, live,
    pen::{Bit, Pen, inset},
    popup,
    theme::Tone,
    words,
};
use crate::{
    app::{App, Binding, Place, Replay, Target, keys},
    history::{Mark, Sort, What},
    session::minutes_and_seconds,
};

/// Rows below the session's screen: signs, the line itself, keys.
const BELOW: u16 = 3;

pub(super) fn draw(pen: &mut Pen, area: Rect, app: &App, it: &Replay) {
    let then = it.then();
    let stage = Rect { height: area.height.saturating_sub(BELOW), ..area };
    live::draw_scene(pen, stage, &it.live, then);
    let strip = |up: u16| inset(Rect { y: area.bottom() - up, height: 1, ..area });
    if BELOW < area.height {
        signs(pen, strip(3), app, it);
        line(pen, strip(2), it);
    }
    if let Some(list) = &it.list {
        popup::draw_picker(pen, Rect { height: area.height - 1, ..area }, list);
        let told = "type to find  ↑↓ move  ⏎ go there  Esc leave";
        return pen.text(strip(1), 0, told, Tone::Plain);
    }
    let table = keys::REPLAY.iter();
    let offered = table.filter(|of| of.place != Place::Help && it.offers(of.intent));
    footer::draw(pen, strip(1), &offered.collect::<Vec<&Binding>>());
}

/// `▶ 8×  film 12:03 of 47:10`: the clock on the wall, pauses and all, unlike the meeting's own.
fn state(it: &Replay) -> String {
    let time = |ms| minutes_and_seconds(ms);
    let (here, all) = (it.timeline.place(it.at), it.timeline.length());
    let sign = if it.plays() { "▶" } else { "▮▮" };
    format!("{sign} {}×  film {} of {}", it.speed(), time(here), time(all))
}

/// The line's own columns, left of what tells the time.
fn track(area: Rect, it: &Replay) -> Rect {
    let told = u16::try_from(words::width(&state(it)) + 2).unwrap_or(0);
    let width = if told + 10 < area.width { area.width - told } else { area.width };
    Rect { width, ..area }
}

fn column(place: u64, length: u64, columns: u16) -> usize {
    let last = u64::from(columns.saturating_sub(1));
    usize::try_from(place.saturating_mul(last) / length.max(1)).unwrap_or(0)
}

/// Above the line: what happened where, and behind it in words what was the last of it. A notice goes first.
fn signs(pen: &mut Pen, area: Rect, app: &App, it: &Replay) {
    let track = track(area, it);
    let mut row = vec![(' ', 0, Tone::Plain); usize::from(track.width)];
    for mark in &it.timeline.marks {
        let (sign, rank, tone) = look(mark);
        let at = column(it.timeline.place(mark.at), it.timeline.length(), track.width);
        if let Some(cell) = row.get_mut(at).filter(|cell| cell.1 < rank) {
            *cell = (sign, rank, tone);
        }
    }
    let bits: Vec<Bit> = row.into_iter().map(|(sign, _, tone)| (sign.to_string(), tone)).collect();
    pen.line(track, 0, &bits);
    let beside = Rect { x: track.right(), width: area.width - track.width, ..area };
    if let Some(notice) = &app.notice {
        let told = words::pad(&notice.text, area.width.into());
        return pen.text(area, 0, &told, Tone::Strong);
    }
    let (told, all) = it.told();
    pen.right(beside, 0, &format!("{told}/{all}"), Tone::Dim);
}

/// What two marks of one column mean is told by the more telling one.
fn look(mark: &Mark) -> (char, u8, Tone) {
    match (&mark.what, mark.what.sort()) {
        (_, Sort::Step) => ('┬', 1, Tone::Dim),
        (What::Capture(..), _) => ('•', 2, Tone::Accent),
        (_, Sort::Over) => ('▲', 4, Tone::Over),
        _ => ('◆', 3, Tone::Soon),
    }
}

fn line(pen: &mut Pen, area: Rect, it: &Replay) {
    let track = track(area, it);
    let (length, columns) = (it.timeline.length(), track.width);
    let head = column(it.timeline.place(it.at), length, columns);
    let rest = usize::from(columns).saturating_sub(head + 1);
    pen.line(
        track,
        0,
        &[
            ("━".repeat(head), Tone::Accent),
            ("█".to_owned(), Tone::Strong),
            ("─".repeat(rest), Tone::Border),
        ],
    );
    for x in 0..columns {
        let place = u64::from(x) * length / u64::from(columns.saturating_sub(1)).max(1);
        let cell = Rect { x: track.x + x, width: 1, ..track };
        pen.hit(cell, 0, Target::Time(place));
    }
    if track.width < area.width {
        pen.right(area, 0, &state(it), Tone::Plain);
    }
}
