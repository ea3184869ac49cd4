//! The board: the columns while people write, topics and dots while they choose, and the page on which topics are put together.

use super::{
    block::{Row, hanging, wrapped},
    clock,
    pen::{Pen, inset},
    theme::Tone,
    words,
};
use crate::{
    app::{BoardPage, BoardRow, Live, Now, Sought, Target, View, words as said},
    ceremony::{Id, Next, Step, Text},
    session::{CardInput, Release, places_dots, shares_cards, writes_cards},
};
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// What the board shows in the middle of its steps, above the topics.
pub(super) fn rows(live: &Live, step: &Step, now: Now, columns: usize) -> Vec<Row> {
    let mut rows = offer(live, now, columns);
    if writes_cards(step) {
        rows.extend(writing(live, columns));
    } else if shares_cards(step) {
        rows.extend(hidden(live, columns));
    } else if places_dots(step) {
        rows.extend(voting(live, columns));
    } else if step.next == Next::End && live.session.has_board() {
        rows.extend(released(live, columns));
    }
    rows
}

/// Another format that something calls for, for the facilitator alone.
fn offer(live: &Live, now: Now, columns: usize) -> Vec<Row> {
    let offered = live.session.format_offer(live.moment(now)).filter(|_| live.view == View::Desk);
    let Some((format, why)) = offered else { return Vec::new() };
    let mut rows = wrapped(&format!("F offers {}: {why}", format.title), Tone::Accent, columns);
    rows.push(Row::blank());
    rows
}

fn writing(live: &Live, columns: usize) -> Vec<Row> {
    let Some(format) = live.session.format() else { return Vec::new() };
    let typed = live.session.card_input() == CardInput::Typed;
    let (ready, all) = live.all_in(&Sought::Cards);
    let desk = live.view == View::Desk;
    let far = if typed && desk { format!(" · {ready} of {all} ready, H") } else { String::new() };
    let title = words::fit(&format.title, columns.saturating_sub(words::width(&far)));
    let mut rows = vec![Row::new(vec![(title, Tone::Strong), (far, Tone::Accent)])];
    let wide = format.columns.iter().map(|it| words::width(&it.title)).max().unwrap_or(0);
    for it in &format.columns {
        let mark = format!("{}  ", words::pad(&it.title, wide));
        let hidden = live.open.hidden_in(&it.id);
        let count = if typed && 0 < hidden { format!("  [{hidden}]") } else { String::new() };
        rows.extend(hanging(
            &mark,
            Tone::Accent,
            format!("{}{count}", if it.ask == it.title { "" } else { &it.ask }).trim_start(),
            Tone::Plain,
            columns,
        ));
    }
    if desk {
        rows.push(Row::blank());
        rows.extend(wrapped(how_to_write(live), Tone::Dim, columns));
    }
    rows
}

fn how_to_write(live: &Live) -> &'static str {
    match live.session.card_input() {
        CardInput::Wall => "Cards on the wall; only topics are typed here, later.",
        CardInput::Typed => "H passes the keyboard; cards stay hidden until shown.",
    }
}

fn hidden(live: &Live, columns: usize) -> Vec<Row> {
    let all = live.open.hidden_cards(&live.session);
    let column = live.next_column();
    let format = live.session.format();
    let Some(next) = format.zip(column.as_ref()).and_then(|(it, id)| it.column(id)) else {
        let any = !live.session.topics().is_empty();
        let text = match live.session.card_input() {
            CardInput::Typed if any => {
                "B opens the board: group, title, split, tag. t adds topics."
            }
            CardInput::Wall if any => "t types more topics. B opens the board: group, title, tag.",
            CardInput::Typed => "H passes the keyboard for cards; t types topics.",
            CardInput::Wall => "Group on the wall; t types the topics, three to eight.",
        };
        let desk = live.view == View::Desk;
        return if desk { wrapped(text, Tone::Dim, columns) } else { Vec::new() };
    };
    let here = live.open.hidden_in(&next.id);
    wrapped(&format!("Hidden cards: {all}. ⏎ shows {}: {here}.", next.title), Tone::Accent, columns)
}

fn voting(live: &Live, columns: usize) -> Vec<Row> {
    let session = &live.session;
    let desk = live.view == View::Desk;
    if session.topics().is_empty() {
        let text = "No topics on the board yet: ⌫ goes back to the step where t types them.";
        return wrapped(text, Tone::Dim, columns);
    }
    let mut rows = Vec::new();
    let level = !session.level_topics().is_empty();
    if !session.has_dots() || level && !desk {
        rows.extend(wrapped(&budget(live), Tone::Strong, columns));
    }
    if let Some((placed, all)) = live.placing() {
        rows.extend(wrapped(
            &format!("{placed} of {all} placed; hidden until all are."),
            Tone::Accent,
            columns,
        ));
    } else if desk && session.has_dots() && level {
        let text = "Level topics stay level. y or H: a run-off.";
        rows.extend(wrapped(text, Tone::Dim, columns));
    } else if desk && !session.has_dots() {
        rows.extend(wrapped("y types the totals, H passes the keyboard.", Tone::Dim, columns));
    }
    for it in session.ranked() {
        let dots = it.dots.map_or(String::new(), |n| n.to_string());
        let run_off = it.run_off.map_or(String::new(), |n| format!("  run-off {n}"));
        let level = format!("{run_off}{}", if it.level { "  level" } else { "" });
        let title = words::fit(&it.title, columns.saturating_sub(4 + words::width(&level)));
        rows.push(Row::new(vec![
            (format!("{dots:>3} "), Tone::Accent),
            (title, Tone::Plain),
            (level, Tone::Dim),
        ]));
    }
    rows
}

fn budget(live: &Live) -> String {
    let session = &live.session;
    if session.has_dots() {
        return "Run-off: one dot each.".to_owned();
    }
    let it = session.budget();
    let why = if it.why.is_empty() {
        format!("{} topics", session.topics().len())
    } else {
        it.why.to_string()
    };
    format!("{} each, at most {} on one ({why}).", said::dots(it.each), it.on_one)
}

/// The page: every topic and card as one list.
pub(super) fn draw(pen: &mut Pen, area: Rect, live: &Live, page: &BoardPage, now: Now) {
    let rows = live.board_rows();
    let ranked = live.session.ranked().iter();
    let dots: BTreeMap<&Text, u32> = ranked.filter_map(|it| Some((&it.title, it.dots?))).collect();
    let topics = live.session.topics().len();
    let cards = live.session.cards().count();
    let many = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let count = if 0 < cards { format!(" · {}", many(cards, "card")) } else { String::new() };
    let cursor = page.cursor.min(rows.len().saturating_sub(1));
    let body = inset(Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area });
    let (list, whole) = parted(body);
    let top = super::home::scroll(cursor, rows.len(), list.height.into());
    let seen_to = (top + usize::from(list.height)).min(rows.len());
    let seen =
        (seen_to - top < rows.len()).then(|| format!("{}–{seen_to} of {}", top + 1, rows.len()));
    let told: Vec<String> = seen.into_iter().chain([clock::brief(live, now)]).collect();
    let title = format!("Board · {}{count}", many(topics, "topic"));
    let inside = pen.panel(area, &title, &told.join(" · "));
    if rows.is_empty() {
        let column = live.next_column().is_some();
        let text = if column {
            "No topics yet: c shows the hidden cards."
        } else {
            "No topics yet: t types them."
        };
        pen.text(inside, 0, text, Tone::Dim);
    }
    let columns = usize::from(list.width).saturating_sub(2);
    let widest = rows.iter().map(|it| words::width(text(it))).max().unwrap_or(0);
    for (y, (n, row)) in (0..list.height).zip(rows.iter().enumerate().skip(top)) {
        let here = n == cursor;
        let tone = if here { Tone::Marked } else { Tone::Plain };
        let mark = if here { "▶ " } else { "  " };
        let (sign, note) = (sign(page, row), note(live, row, &dots));
        let room = columns.saturating_sub(words::width(sign) + words::width(&note));
        let title = words::pad(text(row), room.min(widest));
        let bits = [(mark, Tone::Accent), (sign, Tone::Dim), (&title, tone), (&note, Tone::Dim)];
        pen.line(list, y, &bits.map(|(it, tone)| (it.to_owned(), tone)));
        pen.hit(list, y, Target::Row(n));
        if here {
            pen.rest(list, y);
        }
    }
    if let Some((whole, row)) = whole.zip(rows.get(cursor)) {
        for (y, it) in (0..whole.height).zip(wrapped(text(row), Tone::Dim, whole.width.into())) {
            pen.line(whole, y, &it.bits);
        }
    }
}

/// The list, and below it, where there is room, some lines in which the marked text stands whole.
fn parted(area: Rect) -> (Rect, Option<Rect>) {
    if area.height < 12 {
        return (area, None);
    }
    let height = if area.width < 70 { 4 } else { 3 };
    let list = Rect { height: area.height - height - 1, ..area };
    (list, Some(Rect { y: area.y + area.height - height, height, ..area }))
}

fn text(row: &BoardRow) -> &Text {
    match row {
        BoardRow::Topic(title) => title,
        BoardRow::Card(_, card) => &card.text,
    }
}

/// Whether it is marked or picked up.
fn sign(page: &BoardPage, row: &BoardRow) -> &'static str {
    match row {
        BoardRow::Topic(title) if page.marked.contains(title) => "[x] ",
        BoardRow::Topic(_) => "[ ] ",
        BoardRow::Card(topic, card) => {
            let picked = page.picked.as_ref().is_some_and(|it| it.0 == *topic && it.1 == *card);
            if picked { "     ↕ " } else { "     · " }
        }
    }
}

/// What is known of it: its column, dots, tags, how far it may go.
fn note(live: &Live, row: &BoardRow, dots: &BTreeMap<&Text, u32>) -> String {
    let session = &live.session;
    let column = |id: &Id| {
        let column = session.format().and_then(|it| it.column(id));
        column.map(|it| it.title.to_string())
    };
    let mut parts = Vec::new();
    match row {
        BoardRow::Card(_, card) => parts.extend(column(&card.column)),
        BoardRow::Topic(title) => {
            if let Some([card]) = session.topic(title).map(|it| it.cards.as_slice()) {
                parts.extend(column(&card.column));
            }
            parts.extend(dots.get(title).map(|it| said::dots(*it)));
            parts.extend(live.tag_words(title).into_iter().map(|it| format!("#{it}")));
            if session.release(title) != Release::Stays {
                parts.push(said::release(session.release(title)).to_owned());
            }
        }
    }
    if parts.is_empty() { String::new() } else { format!("  {}", parts.join(" · ")) }
}

/// How the step is held, where that was chosen; what to make of a low answer.
pub(super) fn check_in(live: &Live, columns: usize) -> Vec<Row> {
    let desk = live.view == View::Desk;
    let Some(it) = live.session.check_in() else {
        let other = desk && live.session.pulse().is_none() && !live.session.check_ins().is_empty();
        let text = "K holds the check-in another way.";
        return if other { wrapped(text, Tone::Dim, columns) } else { Vec::new() };
    };
    wrapped(&it.title, Tone::Strong, columns)
}

/// What to make of the answers, once they are there.
pub(super) fn after_check_in(live: &Live, columns: usize) -> Vec<Row> {
    let Some(it) = live.session.check_in().filter(|_| live.view == View::Desk) else {
        return Vec::new();
    };
    let here = live.session.step().map(|it| &it.id);
    let mut shown = live.session.reveals().iter();
    let known = it.pulse.is_none()
        || shown.any(|vote| Some(&vote.pulse) == it.pulse.as_ref() && Some(&vote.step) == here);
    if known && !it.then.is_empty() { wrapped(&it.then, Tone::Accent, columns) } else { Vec::new() }
}

/// How many topics may leave, at the step where that is said.
fn released(live: &Live, columns: usize) -> Vec<Row> {
    let topics = live.session.topics();
    if topics.is_empty() {
        return Vec::new();
    }
    let gone = topics.iter().filter(|it| live.session.release(&it.title) != Release::Stays).count();
    let text = match gone {
        0 => "What was said stays here.".to_owned(),
        1 => format!("1 of {} topics may leave the room.", topics.len()),
        n => format!("{n} of {} topics may leave the room.", topics.len()),
    };
    let key = if live.view == View::Desk { " B, then r, says which." } else { "" };
    wrapped(&format!("{text}{key}"), Tone::Plain, columns)
}
