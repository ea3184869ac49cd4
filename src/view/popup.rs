//! Pop-ups: a box over the screen with rows, perhaps a field, and its own keys in the footer.

use ratatui::layout::{Position, Rect};

use super::{
    block::{Row, flow, hanging, wrapped},
    capacity, dialog, forms, hand_on,
    home::scroll,
    item, lanes, lists,
    pen::Pen,
    poker,
    theme::Tone,
    words,
};
use crate::{
    app::{
        Field, Leaving, Live, Manager, Now, Of, Picker, Popup, Slot, Target, Writing, palette,
        words as said,
    },
    ceremony::CaptureKind,
};

/// Columns a pop-up takes where there are as many.
const LEAST: usize = 48;

/// What a pop-up shows.
pub(super) struct Shown<'a> {
    pub(super) title: String,
    /// Above the list, always seen.
    pub(super) head: Vec<Row>,
    pub(super) field: Option<&'a Field>,
    pub(super) rows: Vec<Row>,
    pub(super) marked: usize,
}

pub(super) fn draw(pen: &mut Pen, area: Rect, live: &Live, popup: &Popup, now: Now) {
    let columns = usize::from(area.width.saturating_sub(4)).min(76);
    let shown = shown(live, popup, columns, now);
    lay(pen, area, &shown, columns);
}

/// A list over any other screen.
pub(super) fn draw_picker(pen: &mut Pen, area: Rect, it: &Picker) {
    let columns = usize::from(area.width.saturating_sub(4)).min(76);
    lay(pen, area, &picker(it, columns), columns);
}

pub(super) fn lay(pen: &mut Pen, area: Rect, shown: &Shown, most: usize) {
    let wide = |it: &Row| it.bits.iter().map(|it| words::width(&it.0)).sum::<usize>();
    let widest = shown.head.iter().chain(&shown.rows).map(wide).max().unwrap_or(0);
    let columns = widest.max(words::width(&shown.title) + 2).max(LEAST).min(most);
    let cut = shown.field.and_then(Field::cut_at);
    let fields = usize::from(shown.field.is_some()) + usize::from(cut.is_some());
    let wants = shown.head.len() + shown.rows.len() + fields + 2;
    let height = u16::try_from(wants).unwrap_or(u16::MAX).min(area.height);
    let width = u16::try_from(columns + 4).unwrap_or(u16::MAX).min(area.width);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    let frame = Rect { x, y, width, height };
    let inside = pen.boxed(frame, &shown.title);
    let mut y = 0;
    for row in &shown.head {
        pen.line(inside, y, &row.bits);
        y += 1;
    }
    if let Some(field) = shown.field {
        draw_field(
            pen,
            Rect { y: inside.y + y, height: u16::from(y < inside.height), ..inside },
            field,
        );
        y += 1;
    }
    if let Some(most) = cut {
        pen.text(inside, y, &format!("cut at {most} characters"), Tone::Soon);
        y += 1;
    }
    let list = Rect {
        y: inside.y + y.min(inside.height),
        height: inside.height.saturating_sub(y),
        ..inside
    };
    let top = scroll(shown.marked, shown.rows.len(), list.height.into());
    beyond(pen, frame, top, shown.rows.len().saturating_sub(top + usize::from(list.height)));
    for (y, row) in (0..list.height).zip(shown.rows.iter().skip(top)) {
        pen.line(list, y, &row.bits);
        if let Some(target) = row.target {
            pen.hit(list, y, target);
        }
    }
}

/// On the lower edge: how many rows lie above and below what is seen.
fn beyond(pen: &mut Pen, frame: Rect, above: usize, below: usize) {
    if frame.height < 3 || above + below == 0 {
        return;
    }
    let signs = [("↑", above), ("↓", below)];
    let seen = signs.iter().filter(|(_, n)| 0 < *n).map(|(sign, n)| format!("{sign} {n} more"));
    let told = format!(" {} ", seen.collect::<Vec<String>>().join("  "));
    let edge = Rect { x: frame.x + 1, width: frame.width.saturating_sub(2), ..frame };
    pen.right(edge, frame.height - 1, &told, Tone::Dim);
}

/// The end of what was typed is seen, and the terminal's own cursor stands in it.
pub(super) fn draw_field(pen: &mut Pen, area: Rect, field: &Field) {
    if area.is_empty() {
        return;
    }
    let room = usize::from(area.width).saturating_sub(3);
    let before = words::tail(&field.before(), room);
    let after: String = field.value().chars().skip(field.before().chars().count()).collect();
    let used = words::width(&before);
    let line = format!("{before}{}", words::fit(&after, room.saturating_sub(used)));
    pen.line(area, 0, &[("› ".to_owned(), Tone::Accent), (line, Tone::Strong)]);
    let x = area.x + 2 + u16::try_from(used).unwrap_or(0);
    pen.cursor = Some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y });
}

/// The keys of a pop-up, for the footer.
pub(super) fn keys(live: &Live, popup: &Popup) -> &'static str {
    match popup {
        Popup::Pick(_) => "type to find  ↑↓ move  ⏎ take  Esc leave",
        Popup::Facts { .. } => "letter or ⏎ switches  ↑↓ move  Esc leave",
        Popup::Tags { .. } => "a digit or ⏎ switches  ↑↓ move  Esc done",
        Popup::People { .. } => "␣ here or not  ↑↓ move  Esc leave",
        Popup::Manager(Manager { answer: Some(_), .. }) => "⏎ save the answer  Esc leave",
        Popup::Manager(_) => "⏎ as proposed  letter  ↑↓ move  Esc leave",
        Popup::Kinds => "a letter for the kind  Esc leave",
        Popup::Write(it) if it.slots().len() == 1 => "⏎ write down  Esc leave",
        Popup::Write(_) => "⏎ write down  Tab more fields  Esc leave",
        Popup::Vote { .. } => "digits, then ⏎ shows the vote  Esc leave",
        Popup::Thumbs(_) => "⏎ extend  Esc leave",
        Popup::HandOn(it) => hand_on::keys(it),
        Popup::Totals(_) => "⏎ shows the dots  Esc leave",
        Popup::Budget(_) => "⏎ takes it  Esc leave",
        Popup::Retitle { .. } => "⏎ takes the title  Esc leave",
        Popup::Cards(it) => poker::keys(live, it),
        Popup::Item(it) => item::keys(it),
        Popup::Items(it) => item::list_keys(it),
        Popup::Settle { .. } => "⏎ close it  Esc leave",
        Popup::Brief(_) => "⏎ draft it  Tab more fields  Esc leave",
        Popup::Replan(_) => "⏎ take it  Esc leave it",
        Popup::Days(_) => "␣ change  a digit: days away  ←→↑↓ move  ⏎ take  Esc leave",
        Popup::Method(_) => "↑↓ scroll  ? every key  Esc leave",
        Popup::Titles(_) => "⏎ add  ⏎ on an empty line or Esc: done",
        Popup::Held { .. } if live.missing().is_some() => {
            "Esc stay  Tab write it  or a reason and ⏎ to go on anyway"
        }
        Popup::Held { .. } => "Esc stay  or a reason and ⏎ to go on anyway",
        Popup::Unseen { .. } => "⏎ show them  d discard them unread  Esc stay",
        Popup::Cap => "⏎ go on  c to the closing step",
        Popup::Quit(Leaving { reason: Some(_), .. }) => "⏎ end it for good  Esc go back",
        Popup::Quit(_) => "⏎ leave  Esc stay  a digit marks a reason to stop for good",
        Popup::Gap { .. } => "⏎ as marked  c count  l leave out",
    }
}

fn shown<'a>(live: &'a Live, popup: &'a Popup, columns: usize, now: Now) -> Shown<'a> {
    let plain = |title: &str, rows: Vec<Row>| Shown {
        title: title.to_owned(),
        head: Vec::new(),
        field: None,
        rows,
        marked: 0,
    };
    match popup {
        Popup::Pick(it) => picker(it, columns),
        Popup::Facts { cursor } => Shown {
            marked: *cursor,
            ..plain("What is the case", lists::facts(live, *cursor, columns, now))
        },
        Popup::Tags { topic, cursor } => Shown {
            head: vec![Row::text(words::fit(topic, columns), Tone::Strong)],
            marked: *cursor,
            ..plain("What the topic touches", lists::tags(live, topic, *cursor, columns, now))
        },
        Popup::People { cursor } => {
            Shown { marked: *cursor, ..plain("Who is here", lists::people(live, *cursor, columns)) }
        }
        Popup::Manager(it) => manager(live, it, columns, now),
        Popup::Kinds => plain("Write down", kinds(live)),
        Popup::Write(it) => writing(live, it, columns),
        Popup::Vote { pulse, field } => {
            Shown { field: Some(field), ..plain("Vote", hand_on::scale(live, pulse, columns)) }
        }
        Popup::Thumbs(field) => Shown {
            field: Some(field),
            head: forms::thumbs(live, columns, now),
            ..plain("More time", Vec::new())
        },
        Popup::HandOn(it) => hand_on::shown(live, it, columns),
        Popup::Totals(field) => hand_on::totals(live, field, columns),
        Popup::Budget(field) => Shown {
            title: "Dots for each".to_owned(),
            head: wrapped(
                "Dots each, dots on one topic, and why: 4 2 few topics.",
                Tone::Dim,
                columns,
            ),
            field: Some(field),
            rows: Vec::new(),
            marked: 0,
        },
        Popup::Retitle { topic, field } => Shown {
            title: "Title".to_owned(),
            head: vec![Row::text(words::fit(topic, columns), Tone::Dim)],
            field: Some(field),
            rows: Vec::new(),
            marked: 0,
        },
        Popup::Cards(it) => poker::popup(live, it, columns),
        Popup::Item(it) => item::sheet(live, it, columns),
        Popup::Items(it) => item::list(live, it, columns),
        Popup::Titles(field) => Shown {
            field: Some(field),
            head: wrapped("One title, then Enter; or paste several lines.", Tone::Dim, columns),
            ..plain("Titles", Vec::new())
        },
        Popup::Settle { id, field } => Shown {
            field: Some(field),
            head: forms::settled(live, id, columns),
            ..plain("What solved it?", Vec::new())
        },
        Popup::Brief(it) => Shown {
            field: Some(&it.field),
            head: forms::briefing(it, columns),
            ..plain(
                "Brief",
                it.problem.map(|it| wrapped(it, Tone::Soon, columns)).unwrap_or_default(),
            )
        },
        Popup::Days(it) => Shown {
            head: capacity::head(it, columns),
            marked: it.row,
            ..plain("Days of the developers", capacity::list(it, columns))
        },
        Popup::Method(row) => {
            Shown { marked: *row, ..plain("How the forecast is made", capacity::method(columns)) }
        }
        Popup::Replan(offer) => plain("Re-plan", forms::replan(live, offer, columns, now)),
        Popup::Held { guards, reason } => Shown {
            field: Some(reason),
            head: dialog::held(live, guards, columns, now),
            ..plain("Not yet", Vec::new())
        },
        Popup::Unseen { cards, .. } => {
            plain("Cards nobody has seen", dialog::unseen(live, *cards, columns))
        }
        Popup::Cap => plain("The Scrum Guide's maximum is reached", dialog::cap(live, columns)),
        Popup::Quit(it) => Shown {
            field: it.reason.map(|_| &it.words),
            head: dialog::quit(live, it, columns, now),
            ..plain(if it.reason.is_some() { "End it for good?" } else { "Leave?" }, Vec::new())
        },
        Popup::Gap { ms, died } => plain("Nobody was here", dialog::gap(*ms, *died, columns)),
    }
}

pub(super) fn mark(here: bool) -> (&'static str, Tone) {
    if here { ("▶ ", Tone::Marked) } else { ("  ", Tone::Plain) }
}

pub(super) fn picker(it: &Picker, columns: usize) -> Shown<'_> {
    let cursor = it.cursor();
    let rows = it.shown().into_iter().enumerate().map(|(n, entry)| {
        let (lead, tone) = mark(n == cursor);
        let tone = if entry.off && n != cursor { Tone::Dim } else { tone };
        let room = columns.saturating_sub(words::width(&entry.note) + 4);
        Row::new(vec![
            (lead.to_owned(), Tone::Accent),
            (words::pad(&entry.label, room), tone),
            (format!(" {}", entry.note), Tone::Dim),
        ])
        .to(Target::Row(n))
    });
    let rows: Vec<Row> = rows.collect();
    let rows = if rows.is_empty() { vec![Row::text("nothing fits", Tone::Dim)] } else { rows };
    Shown {
        title: it.title.to_owned(),
        head: Vec::new(),
        field: Some(&it.field),
        rows,
        marked: cursor,
    }
}

fn manager<'a>(live: &'a Live, it: &'a Manager, columns: usize, now: Now) -> Shown<'a> {
    let lines = live.manager_lines(now);
    let cursor = it.cursor.min(lines.len().saturating_sub(1));
    let mut rows = Vec::new();
    let mut marked = 0;
    for (n, line) in lines.iter().enumerate() {
        let here = n == cursor;
        if here {
            marked = rows.len() + 2;
        }
        for row in lanes::input(live, line, columns.saturating_sub(2)) {
            let mut bits = vec![(if here { "▌ " } else { "  " }.to_owned(), Tone::Accent)];
            bits.extend(row.bits);
            rows.push(Row::new(bits).to(Target::Row(n)));
        }
        if here {
            let moves = live.moves(&line.input.id, now);
            let names: Vec<String> =
                moves.iter().map(|(key, name)| format!("{key} {name}")).collect();
            for row in flow(&names, columns.saturating_sub(4)) {
                let indent = ("    ".to_owned(), Tone::Plain);
                rows.push(Row::new([vec![indent], row.bits].concat()));
            }
        }
    }
    Shown {
        title: live.session.setup().profile.panel.title.to_string(),
        head: Vec::new(),
        field: it.answer.as_ref(),
        rows,
        marked,
    }
}

fn kinds(live: &Live) -> Vec<Row> {
    let own = live.session.step().map_or(0, |it| it.captures.len());
    let kinds = palette::kinds(live).into_iter().enumerate().map(|(n, (key, name))| {
        let tone = if n < own { Tone::Strong } else { Tone::Plain };
        let enter = if n == 0 { "  ⏎" } else { "" };
        Row::new(vec![
            (format!("{key} "), Tone::Accent),
            (name.to_owned(), tone),
            (enter.to_owned(), Tone::Dim),
        ])
    });
    kinds.collect()
}

fn writing<'a>(live: &Live, it: &'a Writing, columns: usize) -> Shown<'a> {
    let mut head = wrapped(it.label(it.slot), Tone::Dim, columns);
    if it.slot == Slot::Owner {
        let names = live.nameable();
        let names = (1..).zip(names).map(|(n, it)| format!("{n} {it}"));
        let names: Vec<String> = names.chain(["⏎ nobody yet".to_owned()]).collect();
        head.extend(flow(&names, columns));
    }
    if it.slot != Slot::Text {
        head.insert(0, Row::text(words::fit(&it.capture.text, columns), Tone::Strong));
    }
    if let Some(hole) = &it.hole {
        head = hanging("now: ", Tone::Dim, hole, Tone::Accent, columns);
    }
    let mut rows = it.problem.map(|it| wrapped(it, Tone::Soon, columns)).unwrap_or_default();
    if it.capture.kind == CaptureKind::Goal {
        rows.extend(super::goal::checks(live, columns));
    }
    let done = if it.of == Of::Nothing { "" } else { "change " };
    let ends = if it.capture.is_final { "final " } else { "" };
    let title = format!("{done}{ends}{}", said::kind(it.capture.kind));
    Shown { title, head, field: Some(&it.field), rows, marked: 0 }
}
