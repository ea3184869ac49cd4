//! The gap analysis: the list of responsibilities with who does each, and what the answers show.

use ratatui::layout::Rect;

use super::{
    super::{
        block::{Row, hanging, wrapped},
        home::scroll,
        pen::Pen,
        theme::Tone,
        words,
    },
    tabs,
};
use crate::{
    app::{OwnersPage, OwnersPart, Target, WAYS_OUT, words as said},
    ceremony::Role,
    history::{Duty, Held, MOST_WELL},
};

/// Days after which it is time to look again.
const QUARTER: i64 = 91;

pub(super) fn draw(pen: &mut Pen, area: Rect, page: &OwnersPage) {
    let title = format!("Who owns what · {} · {}", page.team.name, page.profile.id);
    let mut inside = pen.panel(area, &title, &note(page));
    let names = OwnersPart::ALL.map(|it| it.title().to_owned());
    let chosen = OwnersPart::ALL.iter().position(|it| *it == page.part).unwrap_or(0);
    tabs(pen, inside, &names, chosen);
    let used = inside.height.min(2);
    inside = Rect { y: inside.y + used, height: inside.height - used, ..inside };
    match page.part {
        OwnersPart::Answers => answers(pen, inside, page),
        OwnersPart::Findings => findings(pen, inside, page),
    }
}

fn note(page: &OwnersPage) -> String {
    let answered = page.findings().answered;
    match page.map.day() {
        Some(day) if QUARTER < (page.today - day).num_days() => {
            format!("last on {day}: time to look again")
        }
        _ => format!("{answered} of {} answered", page.duties.len()),
    }
}

/// From this width on, the marked one and what the answers show stand beside the list.
const SIDE_BY_SIDE: u16 = 104;

fn answers(pen: &mut Pen, area: Rect, page: &OwnersPage) {
    let told =
        |columns: usize| page.marked().map(|it| details(page, it, columns)).unwrap_or_default();
    if SIDE_BY_SIDE <= area.width {
        let list = Rect { width: (area.width * 11 / 20).min(100), ..area };
        let beside = Rect { x: list.right() + 2, width: area.width - list.width - 2, ..area };
        pen.rule(Rect { x: list.right(), width: 1, ..area });
        duties(pen, list, page);
        let mut rows = told(beside.width.into());
        rows.push(Row::blank());
        rows.extend(found(page, beside.width.into()));
        for (y, row) in (0..beside.height).zip(&rows) {
            pen.line(beside, y, &row.bits);
        }
        return;
    }
    let details = told(area.width.into());
    let below = u16::try_from(details.len()).unwrap_or(0).min(area.height / 2);
    duties(pen, Rect { height: area.height - below - u16::from(0 < below), ..area }, page);
    let rest = Rect { y: area.bottom() - below, height: below, ..area };
    for (y, row) in (0..below).zip(&details) {
        pen.line(rest, y, &row.bits);
    }
}

fn duties(pen: &mut Pen, list: Rect, page: &OwnersPage) {
    let top = scroll(page.cursor, page.duties.len(), list.height.into());
    for (y, (n, duty)) in (0..list.height).zip(page.duties.iter().enumerate().skip(top)) {
        let here = n == page.cursor;
        pen.line(list, y, &line(page, duty, here, list.width.into()));
        pen.hit(list, y, Target::Row(n));
        if here {
            pen.rest(list, y);
        }
    }
}

/// Columns for who does it.
const WHO: usize = 14;

/// `✓ PO        ●●○  Set the product vision`; a sign tells an answer that is as expected from one that is not.
fn line(page: &OwnersPage, duty: &Duty, here: bool, columns: usize) -> Vec<(String, Tone)> {
    let (mark, tone) = if here { ("▶ ", Tone::Marked) } else { ("  ", Tone::Plain) };
    let held = page.map.held(&duty.id);
    let (sign, who) = match held {
        None => ("  ", "?".to_owned()),
        Some(it) if it.owners.is_empty() => ("! ", "nobody".to_owned()),
        Some(it) => (if is_expected(page, duty, it) { "✓ " } else { "≠ " }, roles(&it.owners)),
    };
    let sign_tone = if sign == "✓ " { Tone::Good } else { Tone::Soon };
    let used = 2 + 2 + WHO + 5;
    vec![
        (mark.to_owned(), Tone::Accent),
        (sign.to_owned(), sign_tone),
        (words::pad(&who, WHO), tone),
        (format!("{:<5}", held.map(well).unwrap_or_default()), tone),
        (words::pad(&duty.say, columns.saturating_sub(used)), tone),
    ]
}

fn is_expected(page: &OwnersPage, duty: &Duty, held: &Held) -> bool {
    let map = crate::history::GapMap::of([held.clone()]);
    map.findings(std::slice::from_ref(duty), page.combined()).as_expected == 1
}

fn well(it: &Held) -> String {
    let Some(well) = it.well else { return String::new() };
    (0..MOST_WELL).map(|n| if n < well { '●' } else { '○' }).collect()
}

/// As short as the screens call them: `PO, PM`.
fn roles(of: &[Role]) -> String {
    let names: Vec<&str> = of.iter().map(|it| said::short_role(*it)).collect();
    names.join(", ")
}

fn details(page: &OwnersPage, duty: &Duty, columns: usize) -> Vec<Row> {
    let mut rows = wrapped(&duty.say, Tone::Strong, columns);
    let shared = if duty.owners.len() == 1 { "should own it" } else { "should share it" };
    let expected = format!("{} {shared}. {}", roles(&duty.owners), duty.why);
    rows.extend(wrapped(&expected, Tone::Plain, columns));
    if page.combined() {
        let line = "PO and PM are one person here: name the hat.";
        rows.extend(wrapped(line, Tone::Dim, columns));
    }
    let keys = "p PO  m PM  d devs  s SM  j project manager  o others  n nobody  0-3: so well, by those who should";
    rows.extend(wrapped(keys, Tone::Dim, columns));
    rows
}

fn findings(pen: &mut Pen, area: Rect, page: &OwnersPage) {
    let rows = found(page, area.width.into());
    let most = rows.len().saturating_sub(usize::from(area.height));
    pen.reach(most);
    for (y, row) in (0..area.height).zip(rows.iter().skip(page.cursor.min(most))) {
        pen.line(area, y, &row.bits);
    }
}

fn found(page: &OwnersPage, columns: usize) -> Vec<Row> {
    let found = page.findings();
    let mut rows = Vec::new();
    for (title, of) in [
        ("Nobody does it", &found.unowned),
        ("Not one owner, or not those who should share it", &found.doubled),
        ("Somebody else does it", &found.elsewhere),
        ("Done badly", &found.weak),
    ] {
        rows.extend(section(page, title, of, columns));
    }
    for it in &found.overloaded {
        let badly = if it.badly == 0 { String::new() } else { format!(", {} badly", it.badly) };
        let line = format!(
            "Too much for one: {} owns {} where {} are expected{badly}",
            said::role(it.role),
            it.owns,
            it.expected
        );
        rows.extend(wrapped(&line, Tone::Title, columns));
        rows.push(Row::blank());
    }
    if rows.is_empty() && found.answered == page.duties.len() {
        rows.push(Row::text("Everything is owned as it should be.", Tone::Good));
        rows.push(Row::blank());
    } else if !rows.is_empty() {
        rows.push(Row::text("Three ways out", Tone::Title));
        for (name, meaning) in WAYS_OUT {
            let line = format!("{name}: {meaning}");
            rows.extend(hanging("· ", Tone::Accent, &line, Tone::Plain, columns));
        }
        rows.push(Row::blank());
    }
    rows.extend(wrapped(&counted(page), Tone::Dim, columns));
    rows
}

fn section(page: &OwnersPage, title: &str, of: &[usize], columns: usize) -> Vec<Row> {
    if of.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![Row::text(format!("{title} ({})", of.len()), Tone::Title)];
    for duty in of.iter().filter_map(|it| page.duties.get(*it)) {
        let held = page.map.held(&duty.id).filter(|it| !it.owners.is_empty());
        let held = held.filter(|it| it.owners != duty.owners);
        let now = held.map_or(String::new(), |it| format!("{} → ", roles(&it.owners)));
        let line = format!("{}  ({now}{})", duty.say, roles(&duty.owners));
        rows.extend(hanging("· ", Tone::Accent, &line, Tone::Plain, columns));
    }
    rows.push(Row::blank());
    rows
}

fn counted(page: &OwnersPage) -> String {
    let found = page.findings();
    let all = page.duties.len();
    if found.answered < all {
        let open = all - found.answered;
        return format!(
            "{open} of {all} have no answer yet; when all have, it counts for clarity."
        );
    }
    format!("{} of {all} owned as expected; this counts for clarity.", found.as_expected)
}
