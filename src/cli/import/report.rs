//! An import as programs read it: `{v, items, problems, source, changed_twice}`.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    ceremony::{Id, Meaning, Text},
    exchange::{self, Clash, Imported, Row},
};

/// What programs read.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    v: u32,
    items: Vec<Item<'a>>,
    problems: Vec<Problem>,
    source: Source<'a>,
    /// What was changed here and in the file since the last import; the file's counts.
    changed_twice: Vec<Twice<'a>>,
}

#[derive(Serialize)]
struct Twice<'a> {
    item: &'a str,
    what: &'a str,
    here: &'a str,
    file: &'a str,
}

/// Every name is there in every item; what a file did not say is empty.
#[derive(Serialize)]
struct Item<'a> {
    line: usize,
    key: &'a str,
    title: &'a str,
    size: &'a str,
    why: &'a str,
    description: &'a str,
    criteria: &'a [Text],
    tags: &'a [Id],
    labels: &'a [Text],
    kind: &'a str,
    priority: &'a str,
    parent: &'a str,
    state: &'a str,
    closed: bool,
    due: Option<NaiveDate>,
    created: Option<NaiveDate>,
    link: &'a str,
    origin: &'a str,
}

#[derive(Serialize)]
struct Problem {
    line: usize,
    message: Text,
}

#[derive(Serialize)]
struct Source<'a> {
    name: &'a str,
    tool: &'a str,
    shape: String,
    encoding: String,
    columns: Vec<Column<'a>>,
    unread: &'a [Text],
}

#[derive(Serialize)]
struct Column<'a> {
    name: &'a str,
    means: String,
}

pub(super) fn of<'a>(found: &'a Imported, clashes: &'a [Clash]) -> Report<'a> {
    let twice =
        |it: &'a Clash| Twice { item: &it.item, what: it.what, here: &it.theirs, file: &it.stands };
    let problem = |it: &exchange::Problem| Problem {
        line: it.line,
        message: Text::new(it.fault.to_string()),
    };
    let source = &found.source;
    let column = |it: &'_ (Text, Meaning)| format!("{:?}", it.1).to_lowercase();
    Report {
        v: 1,
        items: found.items.iter().map(item).collect(),
        problems: found.problems.iter().map(problem).collect(),
        source: Source {
            name: &source.name,
            tool: &source.tool,
            shape: source.shape.to_string(),
            encoding: source.encoding.to_string(),
            columns: source
                .read
                .iter()
                .map(|it| Column { name: &it.0, means: column(it) })
                .collect(),
            unread: &source.unread,
        },
        changed_twice: clashes.iter().map(twice).collect(),
    }
}

fn item(Row { line, item }: &Row) -> Item<'_> {
    Item {
        line: *line,
        key: &item.key,
        title: &item.title,
        size: &item.size,
        why: &item.why,
        description: &item.description,
        criteria: &item.criteria,
        tags: &item.tags,
        labels: &item.labels,
        kind: &item.kind,
        priority: &item.priority,
        parent: &item.parent,
        state: &item.state,
        closed: item.closed,
        due: item.due,
        created: item.created,
        link: &item.link,
        origin: &item.origin,
    }
}
