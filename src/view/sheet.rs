//! The start sheet on one page.

use ratatui::layout::Rect;

use super::{
    home::scroll,
    pen::{Bit, Pen},
    theme::Tone,
    words,
};
use crate::{
    app::{Sheet, SheetRow, Target, words as said},
    ceremony::{Format, Member},
};

pub(super) fn draw(pen: &mut Pen, area: Rect, sheet: &Sheet) {
    let opened = &sheet.session.setup().opened;
    let note = if opened.demo { "demo team" } else { "" };
    let title = format!("{} · {} · {}", opened.title, opened.team_name, opened.sprint);
    let inside = pen.panel(area, title.trim_end_matches(" · "), note);
    let lines = lines(sheet, inside.width.into());
    let marked = lines.iter().position(|it| it.row == Some(sheet.cursor)).unwrap_or(0);
    let top = scroll(marked, lines.len(), inside.height.into());
    for (y, line) in (0..inside.height).zip(lines.iter().skip(top)) {
        pen.line(inside, y, &line.bits);
        if let Some(row) = line.row {
            pen.hit(inside, y, Target::Row(row));
            if row == sheet.cursor {
                pen.rest(inside, y);
            }
        }
    }
}

struct Drawn {
    bits: Vec<Bit>,
    row: Option<usize>,
}

fn lines(sheet: &Sheet, columns: usize) -> Vec<Drawn> {
    let notices = sheet.notices().iter().flat_map(|it| words::wrap(it, columns));
    let mut lines: Vec<Drawn> =
        notices.map(|it| Drawn { bits: vec![(it, Tone::Strong)], row: None }).collect();
    if let Some(resolved) = sheet.resolved() {
        let meant = words::wrap(&format!("You meant to: {resolved}"), columns);
        lines.extend(
            meant.into_iter().map(|it| Drawn { bits: vec![(it, Tone::Accent)], row: None }),
        );
    }
    lines.push(told("Enter accepts all of this and begins.", columns));
    let mut group = "";
    for (n, row) in sheet.rows().into_iter().enumerate() {
        let title = heading(row);
        if title != group {
            lines.push(Drawn { bits: vec![(title.to_owned(), Tone::Title)], row: None });
            group = title;
        }
        let here = n == sheet.cursor;
        let mark = if here { "▶ " } else { "  " };
        let tone = if here { Tone::Marked } else { Tone::Plain };
        let text = words::fit(&text(sheet, row, columns), columns.saturating_sub(2));
        lines.push(Drawn {
            bits: vec![(mark.to_owned(), Tone::Accent), (text, tone)],
            row: Some(n),
        });
    }
    lines.extend(below(sheet, columns));
    lines
}

fn told(text: &str, columns: usize) -> Drawn {
    Drawn { bits: vec![(words::fit(text, columns), Tone::Dim)], row: None }
}

fn heading(row: SheetRow) -> &'static str {
    match row {
        SheetRow::Person(_) => "Who is here",
        SheetRow::Leads
        | SheetRow::Mode
        | SheetRow::Length
        | SheetRow::Deck
        | SheetRow::Format
        | SheetRow::Cards => "How",
        SheetRow::Fact(_) => "What is the case",
        SheetRow::Prepared(_) => "Prepared",
    }
}

/// The column of the names: as wide as the longest, and never more than half of the line.
pub(super) fn names(members: &[Member], columns: usize) -> usize {
    let longest = members.iter().map(|it| words::width(&it.name) + 1).max().unwrap_or(0);
    longest.min(columns / 2).max(16)
}

fn text(sheet: &Sheet, row: SheetRow, columns: usize) -> String {
    let setup = sheet.session.setup();
    let tick = |on: bool| if on { "[x]" } else { "[ ]" };
    match row {
        SheetRow::Person(n) => {
            let member = setup.team.members.get(n);
            let wide = names(&setup.team.members, columns);
            let named = member.map_or(String::new(), |it| {
                format!("{} {}", words::pad(&it.name, wide), roles(it))
            });
            format!("{} {named}", tick(sheet.present.get(n).copied().unwrap_or(false)))
        }
        SheetRow::Leads => {
            let name =
                sheet.leads.and_then(|n| setup.team.members.get(n)).map(|it| it.name.to_string());
            format!("leads   ‹ {} ›", name.unwrap_or_else(|| "not named".to_owned()))
        }
        SheetRow::Mode => {
            let mode = sheet.mode.and_then(|n| setup.ceremony.modes.get(n));
            mode.map_or(String::new(), |it| format!("mode    ‹ {} ›  {}", it.title, it.ask))
        }
        SheetRow::Format => {
            let format = sheet.format.and_then(|n| setup.formats.get(n));
            format
                .map_or(String::new(), |it| format!("format  ‹ {} ›  {}", it.title, why(sheet, it)))
        }
        SheetRow::Cards => {
            let (name, note) = if sheet.typed {
                ("typed here", "hidden until shown, without authors")
            } else {
                ("on a wall", "paper or a shared board; topics and totals here")
            };
            format!("cards   ‹ {name} ›  {note}")
        }
        SheetRow::Deck => {
            let deck = sheet.chosen_deck();
            let cards = |it: &crate::ceremony::Deck| -> String {
                it.cards.iter().map(|it| &**it).collect::<Vec<&str>>().join(" ")
            };
            deck.map_or(String::new(), |it| format!("deck    ‹ {} ›  {}", it.title, cards(it)))
        }
        SheetRow::Length => format!("length  ‹ {} min ›{}", sheet.minutes, length_note(sheet)),
        SheetRow::Fact(n) => {
            sheet.facts.get(n).map_or(String::new(), |it| format!("{} {}", tick(it.2), it.1))
        }
        SheetRow::Prepared(n) => {
            sheet.prepared.get(n).map_or(String::new(), |it| format!("{} {}", tick(it.2), it.1))
        }
    }
}

/// Why it is proposed, or what it is good for.
fn why(sheet: &Sheet, format: &Format) -> String {
    let proposed = sheet.session.proposed_format(crate::session::Moment(0));
    match proposed.filter(|it| it.0.id == format.id) {
        Some((it, why)) => said::because(why, it),
        None => format.best.to_string(),
    }
}

fn length_note(sheet: &Sheet) -> String {
    let (_, usual, cap) = sheet.session.proposed();
    let usual = usual.map(|it| format!("usual at most {} min", it.0));
    let cap = cap.map(|it| format!("the guide's maximum is {} min", it.0));
    let notes: Vec<String> = usual.into_iter().chain(cap).collect();
    if notes.is_empty() { String::new() } else { format!("  {}", notes.join(", ")) }
}

fn roles(member: &Member) -> String {
    let names: Vec<&str> = member.roles.iter().map(|it| said::role(*it)).collect();
    names.join(", ")
}

fn below(sheet: &Sheet, columns: usize) -> Vec<Drawn> {
    let setup = sheet.session.setup();
    let mut lines = vec![Drawn { bits: Vec::new(), row: None }];
    if !setup.ceremony.prepare.others.is_empty() {
        let others = words::wrap(&setup.ceremony.prepare.others, columns);
        lines.extend(others.iter().map(|it| told(it, columns)));
    }
    for input in &setup.ceremony.prepare.pm {
        let line = sheet.session.line(input, crate::ceremony::Role::Pm, crate::session::Moment(0));
        if sheet.session.holds(&input.when, crate::session::Moment(0)) {
            let text = format!("PM before the meeting: {} ({})", input.text, said::mode(line.way));
            lines.extend(words::wrap(&text, columns).iter().map(|it| told(it, columns)));
        }
    }
    let stored = "Stored on this machine only: steps, times and what is written down; votes as totals, nobody's turn.";
    lines.extend(words::wrap(stored, columns).iter().map(|it| told(it, columns)));
    lines
}
