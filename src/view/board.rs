//! The board: the columns while people write, topics and dots while they choose, and the page on which topics are put together.

use super::{
    block::{Row, hanging, wrapped},
    pen::Pen,
    theme::Tone,
    words,
};
use crate::{
    app::{BoardPage, BoardRow, Live, Now, Sought, Target, View, words as said},
    ceremony::{Next, Step, Text},
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
    let mut rows = vec![Row::text(words::fit(&format.title, columns), Tone::Strong)];
    let wide = format.columns.iter().map(|it| words::width(&it.title)).max().unwrap_or(0);
    for it in &format.columns {
        let mark = format!("{}  ", words::pad(&it.title, wide));
        let hidden = live.open.hidden_in(&it.id);
        let count = if typed && 0 < hidden { format!("  [{hidden}]") } else { String::new() };
        rows.extend(hanging(
            &mark,
            Tone::Accent,
            &format!("{}{count}", it.ask),
            Tone::Plain,
            columns,
        ));
    }
    if live.view == View::Desk {
        rows.push(Row::blank());
        rows.extend(wrapped(&how_to_write(live), Tone::Dim, columns));
    }
    rows
}

fn how_to_write(live: &Live) -> String {
    match live.session.card_input() {
        CardInput::Wall => "Cards on the wall; only topics are typed here, later.".to_owned(),
        CardInput::Typed => {
            let (ready, all) = live.all_in(&Sought::Cards);
            format!("{ready} of {all} ready. H passes the keyboard; cards stay hidden until shown.")
        }
    }
}

fn hidden(live: &Live, columns: usize) -> Vec<Row> {
    let all = live.open.hidden_cards(&live.session);
    let column = live.next_column();
    let format = live.session.format();
    let Some(next) = format.zip(column.as_ref()).and_then(|(it, id)| it.column(id)) else {
        let grouped = live.view == View::Desk && live.session.cards().next().is_some();
        let text = "B opens the board: group, title and split by keyboard.";
        return if grouped { wrapped(text, Tone::Dim, columns) } else { Vec::new() };
    };
    let here = live.open.hidden_in(&next.id);
    wrapped(&format!("Hidden cards: {all}. ⏎ shows {}: {here}.", next.title), Tone::Accent, columns)
}

fn voting(live: &Live, columns: usize) -> Vec<Row> {
    let session = &live.session;
    let desk = live.view == View::Desk;
    if session.topics().is_empty() {
        return wrapped("No topics on the board yet.", Tone::Dim, columns);
    }
    let mut rows = Vec::new();
    if !session.has_dots() || !session.level_topics().is_empty() {
        rows.extend(wrapped(&budget(live), Tone::Strong, columns));
    }
    if let Some((placed, all)) = live.placing() {
        rows.extend(wrapped(
            &format!("{placed} of {all} placed; hidden until all are."),
            Tone::Accent,
            columns,
        ));
    } else if desk && session.has_dots() && !session.level_topics().is_empty() {
        let text = "Level topics stay level; y or H takes a run-off with one dot each.";
        rows.extend(wrapped(text, Tone::Dim, columns));
    } else if desk && !session.has_dots() {
        rows.extend(wrapped("y types the totals, H passes the keyboard.", Tone::Dim, columns));
    }
    for it in session.ranked() {
        let dots = it.dots.map_or(String::new(), |n| n.to_string());
        let level = match (it.level, it.run_off) {
            (true, _) => "  level",
            (false, Some(_)) => "  after the run-off",
            (false, None) => "",
        };
        let title = words::fit(&it.title, columns.saturating_sub(8 + words::width(level)));
        rows.push(Row::new(vec![
            (format!("{dots:>3} "), Tone::Accent),
            (title, Tone::Plain),
            (level.to_owned(), Tone::Dim),
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
    format!("{} dots each, at most {} on one ({why}).", it.each, it.on_one)
}

/// The page: every topic and card as one list.
pub(super) fn draw(pen: &mut Pen, area: Rect, live: &Live, page: &BoardPage) {
    let rows = live.board_rows();
    let ranked = live.session.ranked().iter();
    let dots: BTreeMap<&Text, u32> = ranked.filter_map(|it| Some((&it.title, it.dots?))).collect();
    let topics = live.session.topics().len();
    let cards = live.session.cards().count();
    let count = if 0 < cards { format!(" · {cards} cards") } else { String::new() };
    let inside = pen.panel(area, &format!("Board · {topics} topics{count}"), "");
    let cursor = page.cursor.min(rows.len().saturating_sub(1));
    let room = usize::from(inside.height);
    let top = super::home::scroll(cursor, rows.len(), room);
    for (y, (n, row)) in (0..inside.height).zip(rows.iter().enumerate().skip(top)) {
        let here = n == cursor;
        let tone = if here { Tone::Marked } else { Tone::Plain };
        let mark = if here { "▶ " } else { "  " };
        let told = told(live, page, row, &dots, usize::from(inside.width).saturating_sub(2));
        let mut bits = vec![(mark.to_owned(), Tone::Accent)];
        bits.extend([(told.0, Tone::Dim), (told.1, tone), (told.2, Tone::Dim)]);
        pen.line(inside, y, &bits);
        pen.hit(inside, y, Target::Row(n));
        if here {
            pen.rest(inside, y);
        }
    }
}

/// Its mark, its text, and what is known of it.
fn told(
    live: &Live,
    page: &BoardPage,
    row: &BoardRow,
    dots: &BTreeMap<&Text, u32>,
    columns: usize,
) -> (String, String, String) {
    match row {
        BoardRow::Topic(title) => {
            let mark = if page.marked.contains(title) { "[x] " } else { "[ ] " };
            let note = note(live, title, dots.get(title).copied());
            let room = columns.saturating_sub(4 + words::width(&note));
            (mark.to_owned(), words::fit(title, room), note)
        }
        BoardRow::Card(topic, card) => {
            let picked = page.picked.as_ref().is_some_and(|it| it.0 == *topic && it.1 == *card);
            let mark = if picked { "     ↕ " } else { "     · " };
            let column = live.session.format().and_then(|it| it.column(&card.column));
            let column = column.map_or(String::new(), |it| format!("  {}", it.title));
            let room = columns.saturating_sub(7 + words::width(&column));
            (mark.to_owned(), words::fit(&card.text, room), column)
        }
    }
}

fn note(live: &Live, title: &Text, dots: Option<u32>) -> String {
    let session = &live.session;
    let mut parts = Vec::new();
    let topic = session.topic(title);
    if let Some([card]) = topic.map(|it| it.cards.as_slice()) {
        let column = session.format().and_then(|it| it.column(&card.column));
        parts.extend(column.map(|it| it.title.to_string()));
    }
    parts.extend(dots.map(|it| format!("{it} dots")));
    parts.extend(live.tag_words(title).into_iter().map(|it| format!("#{it}")));
    if session.release(title) != Release::Stays {
        parts.push(said::release(session.release(title)).to_owned());
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
    let mut rows = wrapped(&it.title, Tone::Strong, columns);
    if it.pulse.is_none() {
        rows.extend(wrapped(&it.ask, Tone::Plain, columns));
    }
    if desk && !it.then.is_empty() {
        rows.extend(wrapped(&it.then, Tone::Dim, columns));
    }
    rows.push(Row::blank());
    rows
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
