//! Backlog files of other tools: what each tool's export becomes, what odd files become, and what the command does with them.

mod again;
mod command;
mod laws;
mod odd;
mod sprints;
mod tools;

use std::{fmt::Write, sync::LazyLock};

use runsheet::{
    ceremony::{Columns, Id, Library, Text},
    exchange::{Imported, Row, read_backlog},
};

static COLUMNS: LazyLock<Columns> = LazyLock::new(|| Library::shipped().columns);

fn import(name: &str, bytes: impl AsRef<[u8]>) -> Imported {
    read_backlog(bytes.as_ref(), name, &COLUMNS)
}

/// What was understood, an item a line, and below it what was not.
fn told(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let found = import(name, bytes);
    let source = &found.source;
    let tool = if source.tool.is_empty() { "no tool" } else { &source.tool };
    let mut told = format!("{tool}, {}, {}\n", source.shape, source.encoding);
    found.items.iter().for_each(|it| item(it, &mut told));
    for it in &found.problems {
        let _ = writeln!(told, "line {}: {}", it.line, it.fault);
    }
    told
}

fn item(Row { line, item: it }: &Row, told: &mut String) {
    let _ = write!(told, "{line} [{}] {}", it.key, it.title);
    let texts = [
        ("size", &it.size),
        ("why", &it.why),
        ("about", &it.description),
        ("kind", &it.kind),
        ("priority", &it.priority),
        ("state", &it.state),
        ("parent", &it.parent),
        ("link", &it.link),
    ];
    for (name, text) in texts.iter().filter(|it| !it.1.is_empty()) {
        let _ = write!(told, " | {name} {}", text.replace('\n', "⏎"));
    }
    let lists = [("criteria", &it.criteria), ("labels", &it.labels)];
    for (name, list) in lists.iter().filter(|it| !it.1.is_empty()) {
        let list: Vec<&str> = list.iter().map(Text::as_str).collect();
        let _ = write!(told, " | {name} {}", list.join(" + "));
    }
    if !it.tags.is_empty() {
        let tags: Vec<&str> = it.tags.iter().map(Id::as_str).collect();
        let _ = write!(told, " | tags {}", tags.join(" + "));
    }
    for (name, day) in [("due", it.due), ("created", it.created)] {
        if let Some(day) = day {
            let _ = write!(told, " | {name} {day}");
        }
    }
    told.push_str(if it.closed { " | closed\n" } else { "\n" });
}
