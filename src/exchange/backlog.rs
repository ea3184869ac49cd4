//! Backlog files of any tool: bytes in, items and problems out. No row is dropped without a word, and nothing fails.

mod brought;
mod dates;
mod decode;
mod heading;
mod item;
mod json;
mod lines;
mod merge;
mod patch;
mod place;
mod problem;
mod prose;
mod raw;
mod records;
mod sheet;
mod size;
mod table;
mod words;

use std::{collections::HashSet, fmt};

pub use decode::Encoding;
pub use merge::{Merged, merge};
pub use patch::{Arrives, Clash, patch};
pub use problem::{Fault, Problem};

use crate::ceremony::{Backlog, BacklogItem, Columns, Meaning, Text};
use decode::Decoded;
pub(super) use decode::decode;
use heading::Heading;
use lines::Style;
use sheet::Sheet;
use words::Words;
pub(super) use words::plain;

/// What a file gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    pub source: Source,
    pub items: Vec<Row>,
    /// In the order of their lines.
    pub problems: Vec<Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its first physical line, counted from 1.
    pub line: usize,
    pub item: BacklogItem,
}

/// What the file was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub name: Text,
    /// Empty when no tool's marks were seen.
    pub tool: Text,
    pub shape: Shape,
    pub encoding: Encoding,
    /// Headings that were read and as what.
    pub read: Vec<(Text, Meaning)>,
    /// Headings that were not.
    pub unread: Vec<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Table { delimiter: char },
    Json,
    Tasks,
    Lines,
    Ron,
    Unknown,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Shape::Table { delimiter: ',' } => "a table with commas",
            Shape::Table { delimiter: ';' } => "a table with semicolons",
            Shape::Table { delimiter: '\t' } => "a table with tabs",
            Shape::Table { delimiter } => return write!(f, "a table with `{delimiter}`"),
            Shape::Json => "JSON",
            Shape::Tasks => "a Markdown list",
            Shape::Lines => "plain lines",
            Shape::Ron => "a Runsheet backlog",
            Shape::Unknown => "not readable",
        })
    }
}

impl Source {
    fn new(name: &str, encoding: Encoding) -> Source {
        Source {
            name: Text::new(name),
            tool: Text::default(),
            shape: Shape::Unknown,
            encoding,
            read: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// What its items say they come from.
    fn origin(&self) -> Text {
        if self.tool.is_empty() { self.name.clone() } else { self.tool.clone() }
    }

    fn with_heading(self, heading: &Heading) -> Source {
        let used: HashSet<usize> = heading.read.iter().map(|it| it.0).collect();
        let read = heading.read.iter().map(|(at, slot)| (heading.names[*at].clone(), slot.means));
        let unread = heading.names.iter().enumerate().filter(|it| !used.contains(&it.0));
        let mut unread: Vec<Text> =
            unread.map(|it| it.1.clone()).filter(|it| !it.is_empty()).collect();
        unread.dedup();
        Source { read: read.collect(), unread, ..self }
    }
}

/// Reads a backlog file; `name` is its name, which tells Markdown from plain lines and tables from prose.
pub fn read_backlog(bytes: &[u8], name: &str, columns: &Columns) -> Imported {
    let words = Words::new(columns);
    let Decoded { text, encoding, problems } = match decode(bytes) {
        Ok(it) => it,
        Err(fault) => return refused(name, fault),
    };
    let source = Source::new(name, encoding);
    let sheet = Sheet::new(&words, problems);
    let start = text.trim_start();
    if start.is_empty() {
        sheet.finish(source)
    } else if json::is_json(start) {
        read_json(&text, source, sheet)
    } else if start.starts_with("<?xml")
        || start.starts_with("<rss")
        || start.to_lowercase().starts_with("<!doctype")
    {
        refused(name, Fault::Markup)
    } else if is_ron(start, name) {
        read_ron(&text, source, sheet)
    } else {
        read_table_or_lines(&text, source, sheet)
    }
}

fn refused(name: &str, fault: Fault) -> Imported {
    let source = Source::new(name, Encoding::Utf8);
    Imported { source, items: Vec::new(), problems: vec![Problem { line: 1, fault }] }
}

fn read_json(text: &str, source: Source, mut sheet: Sheet) -> Imported {
    let held = json::read(text, &mut sheet);
    let tool = sheet.words.tool(&held.names).cloned().unwrap_or_default();
    let source = Source { shape: Shape::Json, tool, ..source };
    let source = match &held.heading {
        Some(heading) => source.with_heading(heading),
        None => source,
    };
    sheet.finish(source)
}

/// Our own format says so by its name, or begins with its kind below comments.
fn is_ron(text: &str, name: &str) -> bool {
    let first = text.lines().map(str::trim).find(|it| !it.is_empty() && !it.starts_with("//"));
    name.to_lowercase().ends_with(".ron") || first.is_some_and(|it| it.starts_with("Backlog("))
}

fn read_ron(text: &str, source: Source, mut sheet: Sheet) -> Imported {
    match (Backlog::read(text), crate::ceremony::read("", text)) {
        (Ok(backlog), _) => backlog.items.into_iter().for_each(|it| sheet.item(1, it)),
        (Err(_), Ok(other)) => sheet.problem(1, Fault::Kind(other.kind())),
        (Err((place, why)), Err(_)) => sheet.problem(place.line, Fault::BadRon(Text::new(why))),
    }
    sheet.finish(Source { shape: Shape::Ron, ..source })
}

/// Prose has commas too: without a heading only what is even and says it is a table is one, and in Markdown only pipes make one.
fn read_table_or_lines(text: &str, source: Source, mut sheet: Sheet) -> Imported {
    let ends = |all: &[&str]| all.iter().any(|it| source.name.to_lowercase().ends_with(it));
    let (named, markdown) = (ends(&[".csv", ".tsv", ".tab"]), ends(&[".md", ".markdown"]));
    let style = lines::style(text, markdown);
    let boxes = style == Style::Tasks && !markdown && !named;
    let shape = table::shape(text, if markdown { &['|'] } else { &table::DELIMITERS }, sheet.words);
    if let Some(heading) = shape.heading().filter(|_| !boxes) {
        let source = source.with_heading(heading);
        return read_table(text, &shape, heading, source, sheet);
    }
    let even = shape.even && (2 < shape.width || shape.delimiter == '\t');
    if 1 < shape.width && !markdown && !boxes && (named || even) {
        shape.refuse(text, Fault::NoTitleColumn, &mut sheet);
        return sheet
            .finish(Source { shape: Shape::Table { delimiter: shape.delimiter }, ..source });
    }
    lines::read(text, style, &mut sheet);
    let shape = if style == Style::Tasks { Shape::Tasks } else { Shape::Lines };
    sheet.finish(Source { shape, ..source })
}

fn read_table(
    text: &str,
    shape: &table::Shape,
    heading: &Heading,
    source: Source,
    mut sheet: Sheet,
) -> Imported {
    let names = heading.plain_names();
    let source = Source { shape: Shape::Table { delimiter: shape.delimiter }, ..source };
    if let Some(is) = sheet.words.other(&names) {
        let fault = Fault::Other(is.clone());
        shape.refuse(text, |_| fault, &mut sheet);
        return sheet.finish(Source { unread: Vec::new(), read: Vec::new(), ..source });
    }
    let tool = sheet.words.tool(&names).cloned().unwrap_or_default();
    shape.read(text, &mut sheet);
    sheet.finish(Source { tool, ..source })
}
