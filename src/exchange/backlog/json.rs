//! JSON of any tool: where its list of items is, and every item as if it were a row with named cells.

use std::collections::{HashMap, HashSet};

use serde::de::IgnoredAny;
use serde_json::{Value, value::RawValue};

use super::{
    heading::Heading,
    place::Place,
    problem::Fault,
    raw::{Fields, Whole, broken, elements, offset, whole},
    sheet::Sheet,
    words::plain,
};
use crate::ceremony::{Meaning, Text};

/// Lists lie no deeper than this: `data.repository.issues.nodes`.
const DEEPEST: usize = 5;

/// What a JSON text held, for the report.
#[derive(Default)]
pub(super) struct Held {
    pub(super) names: HashSet<String>,
    pub(super) heading: Option<Heading>,
}

/// Reads every item of a JSON text into the sheet.
pub(super) fn read(text: &str, sheet: &mut Sheet) -> Held {
    let mut place = Place::starting_on(1);
    let (list, root) = match whole(text) {
        Whole::Array(list) => (list, None),
        Whole::Object(root) => (list_of(root, sheet), Some(root)),
        Whole::Lines => (lines(text, sheet), None),
        Whole::Broken(list, error) => {
            sheet.problem(error.line().max(1), broken(&error));
            (list, None)
        }
    };
    let joins = root.map(|it| joined(it, sheet)).unwrap_or_default();
    let mut held = Held::default();
    for raw in list {
        let line = place.line_at(text, offset(text, raw));
        let Some(cells) = cells(raw, &joins, sheet) else {
            sheet.problem(line, Fault::NoObject);
            continue;
        };
        let names: Vec<&str> = cells.iter().map(|it| it.0.as_str()).collect();
        let heading = match held.heading.take() {
            Some(it) if it.names.iter().map(Text::as_str).eq(names.iter().copied()) => it,
            _ => Heading::of(names, sheet.words),
        };
        held.names.extend(heading.plain_names());
        sheet.row(line, heading.read.iter().map(|(at, slot)| (slot, cells[*at].1.as_str())));
        held.heading = Some(heading);
    }
    held
}

fn lines<'t>(text: &'t str, sheet: &mut Sheet) -> Vec<&'t RawValue> {
    let mut found = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|it| !it.1.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(raw) => found.push(raw),
            Err(error) => sheet.problem(n + 1, broken(&error)),
        }
    }
    found
}

/// The items an object holds, or the object itself when it is one.
fn list_of<'t>(root: &'t RawValue, sheet: &mut Sheet) -> Vec<&'t RawValue> {
    if let Some(list) = list_in(root, sheet, 0) {
        return list;
    }
    let cells = cells(root, &Joins::new(), sheet).unwrap_or_default();
    if Heading::of(cells.iter().map(|it| it.0.as_str()), sheet.words).means(Meaning::Title) {
        return vec![root];
    }
    sheet.problem(1, Fault::NoItems);
    Vec::new()
}

/// The first list of objects under one of the names lists go by, the nearest to the top.
fn list_in<'t>(raw: &'t RawValue, sheet: &Sheet, depth: usize) -> Option<Vec<&'t RawValue>> {
    let fields = Fields::of(raw).filter(|_| depth < DEEPEST)?;
    let named = || sheet.columns().lists.iter().flat_map(|it| fields.named(it));
    let listed = named().filter(|it| it.get().starts_with('[')).map(elements);
    let of_objects = |it: &Vec<&RawValue>| it.first().is_some_and(|it| it.get().starts_with('{'));
    listed
        .into_iter()
        .find(of_objects)
        .or_else(|| named().find_map(|it| list_in(it, sheet, depth + 1)))
}

/// Per joining field and id the name it stands for.
type Joins = HashMap<(String, String), (String, String)>;

fn joined(root: &RawValue, sheet: &Sheet) -> Joins {
    let mut joins = Joins::new();
    let Some(fields) = Fields::of(root) else { return joins };
    for join in &sheet.columns().joins {
        for entry in fields.named(&join.of).flat_map(elements) {
            let Ok(Value::Object(entry)) = serde_json::from_str(entry.get()) else { continue };
            let text = |name: &str| {
                let found = entry.iter().find(|it| plain(it.0) == plain(name));
                found.map(|it| spoken(it.1, sheet)).unwrap_or_default()
            };
            let says = (join.gives.to_string(), text(&join.says));
            joins.insert((plain(&join.id), text("id")), says);
        }
    }
    joins
}

/// An item's names and values as texts; nested objects of the item's own fields stand beside its others.
fn cells(raw: &RawValue, joins: &Joins, sheet: &Sheet) -> Option<Vec<(String, String)>> {
    let mut cells = Vec::new();
    if raw.get().starts_with('"') {
        cells.push(("title".to_owned(), serde_json::from_str(raw.get()).ok()?));
    } else {
        gather(raw, joins, sheet, 0, &mut cells)?;
    }
    Some(cells)
}

fn gather(
    raw: &RawValue,
    joins: &Joins,
    sheet: &Sheet,
    depth: usize,
    cells: &mut Vec<(String, String)>,
) -> Option<()> {
    let nests = |name: &str| sheet.columns().nests.iter().any(|it| plain(it) == plain(name));
    for (name, raw) in Fields::of(raw).filter(|_| depth < DEEPEST)?.0 {
        if raw.get().starts_with('{') && nests(&name) {
            let before = cells.len();
            gather(raw, joins, sheet, depth + 1, cells);
            if before < cells.len() && !cells[before..].iter().all(|it| it.0 == "type") {
                continue;
            }
        }
        let value: Value = serde_json::from_str(raw.get()).unwrap_or_default();
        let text = spoken(&value, sheet);
        if !joins.is_empty() {
            let ids = text.lines().map(|it| (plain(&name), it.to_owned()));
            cells.extend(ids.filter_map(|it| joins.get(&it)).cloned());
        }
        cells.push((name, text));
    }
    Some(())
}

/// A value as a cell: a list is a line each, an object is what stands for it.
fn spoken(value: &Value, sheet: &Sheet) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(it) => it.to_string(),
        Value::Number(it) => it.to_string(),
        Value::String(it) => it.clone(),
        Value::Array(list) => {
            let lines: Vec<String> =
                list.iter().map(|it| spoken(it, sheet)).filter(|it| !it.is_empty()).collect();
            lines.join("\n")
        }
        Value::Object(fields) => {
            let named = |name: &Text| {
                let found = fields.iter().find(|it| plain(it.0) == plain(name))?;
                Some(spoken(found.1, sheet)).filter(|it| !it.is_empty())
            };
            sheet.columns().stands_for.iter().find_map(named).unwrap_or_default()
        }
    }
}

/// Whether a text is JSON rather than lines that begin like it: `[ ] a task`.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim();
    let after = |open: char| text.strip_prefix(open).map(str::trim_start);
    let list = after('[').is_some_and(|it| it.starts_with(['{', '"', '[']));
    let other = || text.starts_with('[') && serde_json::from_str::<IgnoredAny>(text).is_ok();
    list || after('{').is_some_and(|it| it.starts_with(['"', '}'])) || other()
}
