//! What could not be understood of a backlog file, and in which line: typed reasons, and their words in one place.

use std::fmt;

use crate::ceremony::Text;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The first physical line of the row it is about, counted from 1.
    pub line: usize,
    pub fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    Empty,
    OnlyHeading,
    /// What its first bytes say it is.
    NoText(&'static str),
    Markup,
    /// Something else than a backlog, in the vocabulary's words.
    Other(Text),
    /// The headings there are.
    NoTitleColumn(Vec<Text>),
    NoItems,
    /// Nothing is wrong with the row; the table it is in is not read.
    OfUnreadTable,
    AboveHeading(Text),
    HeadingAgain,
    NoTitle,
    Wide {
        cells: usize,
        columns: usize,
        lines: usize,
        extra: Text,
    },
    Narrow {
        cells: usize,
        columns: usize,
        lines: usize,
    },
    OpenQuote,
    /// Read as Windows-1252 while the lines around it are UTF-8.
    Encoding,
    /// Bytes that are no character of the encoding.
    Unreadable,
    NoTask(Text),
    BadJson(Text),
    BadRon(Text),
    /// Another kind of file of ours.
    Kind(&'static str),
    NoObject,
    BadSize(Text),
    BadDate {
        what: &'static str,
        text: Text,
    },
    /// Days and months could be either way round; they were read as month/day.
    EitherWay(Text),
    LongTitle(usize),
    BrokenTitle,
    LongText {
        what: &'static str,
        length: usize,
    },
    SameKey {
        key: Text,
        line: usize,
    },
}

/// Texts from the file are quoted no longer than this.
const QUOTED: usize = 60;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Empty => f.write_str("the file is empty"),
            Fault::OnlyHeading => f.write_str("a heading and no row below it"),
            Fault::NoText(is) => write!(f, "this is {is}, not text; save it as CSV and try again"),
            Fault::Markup => {
                f.write_str("this is XML or HTML, which is not read; export as CSV or JSON instead")
            }
            Fault::Other(is) => write!(f, "this is {is}"),
            Fault::NoTitleColumn(names) => {
                let names: Vec<String> = names.iter().map(|it| quoted(it)).collect();
                write!(
                    f,
                    "no column is a title (a heading such as Title, Summary or Name); the headings are {}",
                    names.join(", ")
                )
            }
            Fault::NoItems => f.write_str("no list of items in it"),
            Fault::OfUnreadTable => f.write_str("not read: a row of that table"),
            Fault::AboveHeading(text) => write!(f, "above the heading, not read: {}", quoted(text)),
            Fault::HeadingAgain => f.write_str("the heading once more, not read"),
            Fault::NoTitle => f.write_str("no title, so not an item"),
            Fault::Wide { cells, columns, lines, extra } => {
                write!(f, "{cells} cells under {columns} headings{}: ", over(*lines))?;
                write!(f, "a comma or quote may be out of place; not read: {}", quoted(extra))
            }
            Fault::Narrow { cells, columns, lines } => {
                write!(
                    f,
                    "only {cells} of {columns} cells{}; the others are left empty",
                    over(*lines)
                )
            }
            Fault::OpenQuote => {
                f.write_str("a quote is out of place here; this line was read without quotes")
            }
            Fault::Encoding => {
                f.write_str("not UTF-8 as the lines around it; read as Windows-1252")
            }
            Fault::Unreadable => f.write_str("bytes that are no character; shown as \u{fffd}"),
            Fault::NoTask(text) => write!(f, "not a task, not read: {}", quoted(text)),
            Fault::BadJson(why) => write!(f, "not read, as the JSON breaks off: {why}"),
            Fault::BadRon(why) => f.write_str(why),
            Fault::Kind(kind) => write!(f, "it holds a {kind}, not a backlog"),
            Fault::NoObject => f.write_str("neither an object nor a text, so not an item"),
            Fault::BadSize(text) => write!(f, "size {} is not a size; left empty", quoted(text)),
            Fault::BadDate { what, text } => {
                write!(f, "{what} date {} is not a date we know; left empty", quoted(text))
            }
            Fault::EitherWay(text) => {
                write!(
                    f,
                    "{} could be day/month or month/day; all dates were read as month/day",
                    quoted(text)
                )
            }
            Fault::LongTitle(length) => {
                write!(
                    f,
                    "the title has {length} characters and was cut; a quote may be out of place"
                )
            }
            Fault::BrokenTitle => {
                f.write_str("the title runs over several lines; they were joined")
            }
            Fault::LongText { what, length } => {
                write!(f, "the {what} has {length} characters and was cut")
            }
            Fault::SameKey { key, line } => {
                write!(f, "key {} is on line {line} too; both are kept", quoted(key))
            }
        }
    }
}

fn quoted(text: &str) -> String {
    let mut line = text.replace('\n', " ");
    if let Some((cut, _)) = line.char_indices().nth(QUOTED) {
        line.truncate(cut);
        line.push('…');
    }
    format!("`{line}`")
}

fn over(lines: usize) -> String {
    if lines < 2 { String::new() } else { format!(" over {lines} lines") }
}
