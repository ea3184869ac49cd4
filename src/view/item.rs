//! An item: a few lines in the step, and all of it in its pop-up.

use super::{
    block::{Part as RowPart, Row, flow, hanging, wrapped},
    popup::{Shown, mark},
    theme::Tone,
    words,
};
use crate::{
    app::{ItemList, ItemSheet, Line, Live, Part, Target, words as said},
    ceremony::{Fate, Text},
    session::{Item, Pass, Readiness},
};

/// Why the item at hand matters, what must be true of it, and what is still missing.
pub(super) fn rows(live: &Live, columns: usize, spaced: bool) -> Vec<Row> {
    let Some(Pass::Item(title)) = live.session.current_pass() else { return Vec::new() };
    let Some(item) = live.session.item(&title) else { return carried_over(live, &title, columns) };
    let mut rows = about(item, columns);
    rows.extend(line(&facts(live, item), columns));
    rows.extend(missing(live, item, columns));
    if rows.is_empty() {
        return rows;
    }
    let gap = spaced.then(Row::blank);
    let details = rows.into_iter().chain(gap).map(|it| it.part(RowPart::Yields));
    // The list names it too, though perhaps not whole.
    let voted = live.session.rounds(&item.name).next().is_some();
    let listed = words::width(&item.label()) + 2 <= columns;
    let title = wrapped(&item.label(), Tone::Strong, columns).into_iter();
    let title = title.map(|it| if voted || listed { it.part(RowPart::Yields) } else { it });
    title.chain(details).collect()
}

/// What is known of an item of the last sprint.
fn carried_over(live: &Live, title: &Text, columns: usize) -> Vec<Row> {
    let known = live.session.setup().given.carry_overs.iter().find(|it| it.label() == *title);
    let Some(known) = known.filter(|it| !it.why.is_empty() || !it.criteria.is_empty()) else {
        return Vec::new();
    };
    let item = Item { name: title.clone(), known: known.clone(), ..Item::default() };
    let details = about(&item, columns).into_iter().map(|it| it.part(RowPart::Yields));
    wrapped(title, Tone::Strong, columns).into_iter().chain(details).collect()
}

fn about(item: &Item, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if !item.known.why.is_empty() {
        rows.extend(hanging("why  ", Tone::Dim, &item.known.why, Tone::Plain, columns));
    }
    for it in &item.known.criteria {
        rows.extend(hanging("  ·  ", Tone::Dim, it, Tone::Plain, columns));
    }
    rows
}

/// Size, tags, rank, origin: what fits on a line.
fn facts(live: &Live, item: &Item) -> String {
    let size = (!item.known.size.is_empty()).then(|| format!("size {}", item.known.size));
    let tags = live.session.tags_of(item);
    let tags = tags.iter().filter_map(|it| live.session.fact(it)).map(|it| it.short.to_string());
    let rank = live.session.rank(item).map(|it| it.to_string());
    let known = (!item.known.priority.is_empty()).then(|| item.known.priority.to_string());
    let part = (!item.known.parent.is_empty()).then(|| format!("part of {}", item.known.parent));
    let facts: Vec<String> =
        size.into_iter().chain(tags).chain(rank.or(known)).chain(part).collect();
    facts.join(" · ")
}

fn line(text: &str, columns: usize) -> Option<Row> {
    (!text.is_empty()).then(|| Row::text(words::fit(text, columns), Tone::Dim))
}

/// The missing points by name, while the step refines; a picture, never a gate.
fn missing(live: &Live, item: &Item, columns: usize) -> Option<Row> {
    live.session.estimating().ok()?;
    let points = live.session.readiness(item);
    if points.is_empty() {
        return None;
    }
    let short: Vec<&str> = points
        .iter()
        .filter(|it| it.1 == Readiness::Missing)
        .map(|it| it.0.short.as_str())
        .collect();
    let text = if short.is_empty() {
        "ready as far as can be seen".to_owned()
    } else {
        format!("missing: {}", short.join(", "))
    };
    Some(Row::text(words::fit(&text, columns), Tone::Dim))
}

pub(super) fn keys(sheet: &ItemSheet) -> &'static str {
    match &sheet.typing {
        None => "a letter  ↑↓ ⏎ a line  u undo  Tab backlog  Esc leave",
        Some((Part::Way | Part::Scheme, _)) => "a digit, or words and ⏎  Esc back",
        Some((Part::Slice { .. } | Part::Criterion, _)) => {
            "⏎ add  ⏎ on an empty line: done  Esc back"
        }
        Some(_) => "⏎ write down  Esc back",
    }
}

pub(super) fn sheet<'a>(live: &'a Live, it: &'a ItemSheet, columns: usize) -> Shown<'a> {
    let Some(item) = live.session.item(&it.name) else {
        return Shown {
            title: it.name.to_string(),
            head: Vec::new(),
            field: None,
            rows: Vec::new(),
            marked: 0,
        };
    };
    let title = words::fit(&item.label(), columns.saturating_sub(4));
    match &it.typing {
        None => {
            let (rows, marked) = whole(live, it, item, columns);
            Shown { title, head: Vec::new(), field: None, rows, marked }
        }
        Some((part, field)) => {
            let (head, rows) = typing(live, item, part, columns);
            Shown { title, head, field: Some(field), rows, marked: 0 }
        }
    }
}

/// Everything about it; and on which row the cursor rests.
fn whole(live: &Live, it: &ItemSheet, item: &Item, columns: usize) -> (Vec<Row>, usize) {
    let mut rows = hanging("why  ", Tone::Dim, or_none(&item.known.why), Tone::Plain, columns);
    if !item.known.description.is_empty() {
        rows.extend(hanging("     ", Tone::Dim, &item.known.description, Tone::Dim, columns));
    }
    let lines = live.lines_of_item(item);
    let cursor = it.cursor.min(lines.len().saturating_sub(1));
    let mut marked = 0;
    rows.push(Row::text("must be true", Tone::Dim));
    for (n, line) in lines.iter().enumerate() {
        if matches!(line, Line::Question(_))
            && (n == 0 || matches!(lines[n - 1], Line::Criterion(_)))
        {
            rows.push(Row::text("asked", Tone::Dim));
        }
        if n == cursor {
            marked = rows.len();
        }
        rows.extend(entry(live, item, *line, n == cursor, columns));
    }
    rows.extend(line(&facts(live, item), columns));
    rows.extend(reason(item, columns));
    let slices: Vec<String> =
        live.session.slices(item).map(|it| it.known.title.to_string()).collect();
    if !slices.is_empty() {
        rows.extend(hanging("slices  ", Tone::Dim, &slices.join(" · "), Tone::Plain, columns));
    }
    if !item.known.origin.is_empty() {
        rows.extend(line(&format!("from {}", item.known.origin), columns));
    }
    rows.extend(readiness(live, item, columns));
    rows.push(Row::blank());
    rows.extend(flow(&letters(live, it, item), columns));
    (rows, marked)
}

fn or_none(text: &Text) -> &str {
    if text.is_empty() { "not said yet" } else { text }
}

fn entry(live: &Live, item: &Item, of: Line, here: bool, columns: usize) -> Vec<Row> {
    let (lead, tone) = mark(here);
    let text = match of {
        Line::Criterion(n) => item.known.criteria.get(n).map(ToString::to_string),
        Line::Question(n) => live.session.capture(n).map(|it| {
            let it = &it.capture;
            match (&*it.outcome, it.due) {
                ("", Some(due)) => {
                    format!("{} ({}, {})", it.text, said::named(&it.owner), due.format("%-d %b"))
                }
                ("", None) => format!("{} ({})", it.text, said::named(&it.owner)),
                (answer, _) => format!("{} → {answer}", it.text),
            }
        }),
    };
    hanging(&format!("{lead}· "), Tone::Accent, &text.unwrap_or_default(), tone, columns)
}

fn reason(item: &Item, columns: usize) -> Vec<Row> {
    let why = item.priority.as_ref().map(|it| &it.why).filter(|it| !it.is_empty());
    why.map(|it| hanging("because  ", Tone::Dim, it, Tone::Plain, columns)).unwrap_or_default()
}

/// A sign for each point, and in full what is missing.
fn readiness(live: &Live, item: &Item, columns: usize) -> Vec<Row> {
    let points = live.session.readiness(item);
    let asked: Vec<_> = points.iter().filter(|it| it.1 != Readiness::NotAsked).collect();
    let signs: Vec<String> = asked
        .iter()
        .map(|(point, is)| {
            let sign = match is {
                Readiness::Met => '✓',
                Readiness::Missing => '!',
                Readiness::Unknown | Readiness::NotAsked => '·',
            };
            format!("{sign} {}", words::fit(&point.short, 24))
        })
        .collect();
    let mut rows = flow(&signs, columns);
    for (point, _) in asked.iter().filter(|it| it.1 == Readiness::Missing) {
        rows.extend(hanging("! ", Tone::Soon, &point.ask, Tone::Plain, columns));
    }
    rows
}

/// A letter for each thing that may be written, and a digit for each tag.
fn letters(live: &Live, sheet: &ItemSheet, item: &Item) -> Vec<String> {
    let here = live.session.item_at_hand().is_some_and(|it| it.name == item.name);
    let mut all = vec!["w why", "c criterion"];
    if here {
        all.push("n question");
    }
    if live.marked_question(sheet, item).is_some() {
        all.push("d due");
    }
    if here && live.session.estimating().is_ok() {
        all.push("y size");
    }
    all.extend(["s split", "p priority", "t title", "i key", "a about it"]);
    let tags = live.taggable();
    let tags = (1..).zip(tags).map(|(n, it)| format!("{n} {}", it.short));
    all.into_iter().map(ToOwned::to_owned).chain(tags).collect()
}

/// What is asked for, above and below the field.
fn typing(live: &Live, item: &Item, part: &Part, columns: usize) -> (Vec<Row>, Vec<Row>) {
    let refining = &live.session.setup().refining;
    let ask = |text: &str| wrapped(text, Tone::Dim, columns);
    match part {
        Part::Title => (ask("title"), Vec::new()),
        Part::Key => (ask("key: what people call it by"), Vec::new()),
        Part::Description => {
            (ask("what more there is to know; … at the end keeps the rest"), Vec::new())
        }
        Part::Why => (ask("for whom, and what for"), Vec::new()),
        Part::Criterion | Part::Change(_) => {
            let known = item.known.criteria.iter();
            let rows = known.flat_map(|it| hanging("· ", Tone::Dim, it, Tone::Dim, columns));
            (ask("what must be true; one that can be checked"), rows.collect())
        }
        Part::Question => {
            (ask("the question; PO and the end of the sprint are filled in"), Vec::new())
        }
        Part::Answer(n) | Part::Due(n) => {
            let asked = live.session.capture(*n).map(|it| it.capture.text.clone());
            let mut head = wrapped(&asked.unwrap_or_default(), Tone::Strong, columns);
            let due = "needed by: fri, +3d, 2026-11-27";
            head.extend(ask(if matches!(part, Part::Due(_)) { due } else { "answer" }));
            (head, Vec::new())
        }
        Part::Way => {
            let ways = refining.splits.iter().map(|it| format!("{}: {}", it.title, it.ask));
            (ask(&refining.slice), numbered(ways, columns))
        }
        Part::Slice { way, into } => {
            let way = refining.splits.iter().find(|it| Some(&it.id) == way.as_ref());
            let head = ask(way.map_or("one slice, then the next", |it| &it.ask));
            let rows = into
                .iter()
                .map(|it| Row::text(words::fit(&format!("· {it}"), columns), Tone::Plain));
            (head, rows.collect())
        }
        Part::Scheme => {
            let schemes =
                refining.schemes.iter().map(|it| format!("{} = {}", it.title, it.formula));
            (
                ask("why it stands where it stands; or a digit for a scheme"),
                numbered(schemes, columns),
            )
        }
        Part::Number { scheme, values } => number(live, scheme, values, columns),
        Part::Reason { scheme, values } => {
            let scheme = scheme.as_ref().and_then(|it| live.session.scheme(it));
            let outcome =
                scheme.and_then(|it| Some(format!("{} {}", it.title, it.outcome(values)?)));
            let mut head = vec![Row::text(outcome.unwrap_or_default(), Tone::Strong)];
            head.extend(ask("A score starts the talk; the PO decides. Why? May stay empty."));
            (head, Vec::new())
        }
    }
}

fn number(
    live: &Live,
    scheme: &crate::ceremony::Id,
    values: &[(crate::ceremony::Id, u32)],
    columns: usize,
) -> (Vec<Row>, Vec<Row>) {
    let Some(scheme) = live.session.scheme(scheme) else { return (Vec::new(), Vec::new()) };
    let mut head =
        wrapped(&format!("{} = {}", scheme.title, scheme.formula), Tone::Strong, columns);
    if let Some(ask) = scheme.asks.get(values.len()) {
        let scale: Vec<String> = ask
            .values
            .iter()
            .enumerate()
            .map(|(n, it)| ask.words.get(n).map_or(it.to_string(), |word| format!("{it} {word}")))
            .collect();
        let text = format!("{} ({}): {}", ask.label, ask.who, scale.join("  "));
        head.extend(wrapped(&text, Tone::Accent, columns));
    }
    (head, wrapped(&scheme.caution, Tone::Dim, columns))
}

fn numbered(lines: impl Iterator<Item = String>, columns: usize) -> Vec<Row> {
    let rows = (1..).zip(lines);
    rows.flat_map(|(n, it)| hanging(&format!("{n} "), Tone::Accent, &it, Tone::Plain, columns))
        .collect()
}

pub(super) fn list_keys(list: &ItemList) -> &'static str {
    match &list.carried {
        None => "type to find  ↑↓ move  ⏎ open  Tab take up  Esc leave",
        Some(it) if it.why.is_some() => "⏎ put it there, with or without a reason  Esc back",
        Some(_) => "↑↓ carry it  ⏎ put it down  Esc back where it was",
    }
}

pub(super) fn list<'a>(live: &'a Live, it: &'a ItemList, columns: usize) -> Shown<'a> {
    let shown = live.listed(it);
    let cursor = match &it.carried {
        Some(carried) => carried.at,
        None => it.cursor,
    };
    let cursor = cursor.min(shown.len().saturating_sub(1));
    let wide = shown.iter().map(|it| words::width(&it.known.size)).max().unwrap_or(0).clamp(1, 8);
    let rows = shown.iter().enumerate().map(|(n, item)| {
        let (lead, tone) = mark(n == cursor);
        let lead = if n == cursor && it.carried.is_some() { "↕ " } else { lead };
        let room = columns.saturating_sub(wide + 6);
        Row::new(vec![
            (lead.to_owned(), Tone::Accent),
            (format!("{} ", sign(item)), Tone::Dim),
            (words::pad(&item.label(), room), tone),
            (format!(" {}", words::pad(&item.known.size, wide)), Tone::Dim),
        ])
        .to(Target::Row(n))
    });
    let rows: Vec<Row> = rows.collect();
    let rows = if rows.is_empty() { vec![Row::text("nothing fits", Tone::Dim)] } else { rows };
    let why = it.carried.as_ref().and_then(|it| it.why.as_ref());
    let head = match (&it.carried, why) {
        (Some(_), Some(_)) => wrapped("Why there? May stay empty.", Tone::Dim, columns),
        _ => Vec::new(),
    };
    let field = if it.carried.is_some() { why } else { Some(&it.field) };
    let title = format!("Backlog · {}", live.session.items().len());
    Shown { title, head, field, rows, marked: cursor }
}

/// Whether it is ready, out, a slice of another.
fn sign(item: &Item) -> &'static str {
    match item.fate {
        Some(Fate::Ready) => "✓",
        Some(Fate::NotYet) => "…",
        Some(Fate::Out) => "✗",
        None if item.known.ready => "✓",
        None if !item.known.parent.is_empty() => "└",
        None => " ",
    }
}
