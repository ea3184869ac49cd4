//! Reads a sprint history: what each board delivered, sprint by sprint, in the order of the file. It judges no number.

use std::fmt;

use csv::{Position, ReaderBuilder, StringRecord};

use super::backlog::{decode, plain};
use crate::ceremony::{Amount, Text};

/// Headings as letters and digits in lower case.
const BOARD: &[&str] = &["boardid", "board", "team", "boardname"];
const SPRINT: &[&str] =
    &["sprintid", "sprint", "iteration", "sprintname", "iterationpath", "cycle"];
const TITLE: &[&str] = &["name", "sprintname"];
const DELIVERED: &[&str] =
    &["delivered", "velocity", "completed", "pointscompleted", "completedpoints"];
/// A table with one of these lists work, not sprints.
const WORK: &[&str] = &[
    "title",
    "summary",
    "subject",
    "key",
    "issuekey",
    "issuetype",
    "description",
    "story",
    "userstory",
    "task",
    "assignee",
    "workitemtype",
];

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Where a table tells what was committed and how far from it the sprint ended, delivered is the sum of these.
///
/// Source: Choetkiertikul et al., "Predicting delivery capability in iterative software development", IEEE TSE 2017.
const CHANGES: [(&str, f64); 4] =
    [("velstarttime", 1.0), ("veladded", 1.0), ("velremoved", -1.0), ("veldiff", 1.0)];

#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    pub name: Text,
    /// In the order of the file.
    pub sprints: Vec<Finished>,
}

impl Board {
    pub fn delivered(&self) -> Vec<f64> {
        self.sprints.iter().map(|it| it.delivered).collect()
    }

    /// Whether its sprints count down: the file has the newest on top.
    pub fn is_newest_first(&self) -> bool {
        let numbers: Option<Vec<u64>> = self.sprints.iter().map(Finished::number).collect();
        let down = |it: &[u64]| it.windows(2).all(|it| it[1] < it[0]);
        numbers.is_some_and(|it| 1 < it.len() && down(&it))
    }

    /// Oldest first, each named as people call it; a sprint without a name by its place.
    pub fn history(&self) -> Vec<(Text, Amount)> {
        let mut sprints: Vec<&Finished> = self.sprints.iter().collect();
        if self.is_newest_first() {
            sprints.reverse();
        }
        let name = |(n, it): (usize, &Finished)| match (it.title.trim(), it.name.trim()) {
            ("", "") => Text::new(n.to_string()),
            ("", name) | (name, _) => Text::new(name.chars().take(LONGEST).collect::<String>()),
        };
        (1..).zip(sprints).map(|(n, it)| (name((n, it)), Amount::nearest(it.delivered))).collect()
    }
}

/// A sprint's name is cut after so many characters.
const LONGEST: usize = 100;

#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// Its id where the table has one.
    pub name: Text,
    /// Empty where that is all.
    pub title: Text,
    pub delivered: f64,
}

impl Finished {
    /// The number its name ends in.
    fn number(&self) -> Option<u64> {
        let name = if self.title.trim().is_empty() { &self.name } else { &self.title };
        let start = name.trim_end().rfind(|it: char| !it.is_ascii_digit()).map_or(0, |it| it + 1);
        name.trim_end().get(start..)?.parse().ok()
    }
}

/// What could not be read, with the first line of its row counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    pub line: u64,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Neither a column of what was delivered nor all of those it is the sum of.
    NoDelivered,
    NoNumber {
        column: Text,
        found: Text,
    },
    NotCsv,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::NoDelivered => f.write_str(
                "no column of what was delivered (delivered, velocity or completed) and not all of those it is the sum of",
            ),
            Why::NoNumber { column, found } if found.trim().is_empty() => {
                write!(f, "no number under {column}: left out")
            }
            Why::NoNumber { column, found } => {
                write!(f, "`{found}` under {column} is no number: left out")
            }
            Why::NotCsv => f.write_str("not a row of the table: left out"),
        }
    }
}

/// Whether this is a table of sprints and what they delivered, not of work.
pub fn is_history(bytes: &[u8]) -> bool {
    decode(bytes).is_ok_and(|it| table(&it.text).is_some_and(|it| !it.1.lists_work))
}

/// Boards in the order in which they first appear; a table without a board column is one board without a name.
pub fn read(bytes: &[u8]) -> (Vec<Board>, Vec<Unread>) {
    let Ok(decoded) = decode(bytes) else {
        return (Vec::new(), vec![Unread { line: 1, why: Why::NotCsv }]);
    };
    let Some((delimiter, columns)) = table(&decoded.text) else {
        return (Vec::new(), vec![Unread { line: 1, why: Why::NoDelivered }]);
    };
    let mut rows = reader(&decoded.text, delimiter);
    let (mut boards, mut unread) = (Vec::new(), Vec::new());
    let line = |it: Option<&Position>| it.map_or(1, Position::line);
    for row in rows.records() {
        match row {
            Ok(row) => match columns.delivered(&row) {
                Ok(delivered) => columns.file(&row, delivered, &mut boards),
                Err(why) => unread.push(Unread { line: line(row.position()), why }),
            },
            Err(error) => unread.push(Unread { line: line(error.position()), why: Why::NotCsv }),
        }
    }
    (boards, unread)
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

/// The first delimiter under which the heading names what was delivered.
fn table(text: &str) -> Option<(u8, Columns)> {
    DELIMITERS.iter().find_map(|it| Some((*it, Columns::of(reader(text, *it).headers().ok()?)?)))
}

struct Columns {
    board: Option<usize>,
    sprint: Option<usize>,
    title: Option<usize>,
    summed: Vec<Summed>,
    lists_work: bool,
}

/// A column that goes into what was delivered.
struct Summed {
    at: usize,
    name: Text,
    sign: f64,
}

impl Columns {
    fn of(headers: &StringRecord) -> Option<Columns> {
        let names: Vec<String> = headers.iter().map(plain).collect();
        let place = |wanted: &[&str]| names.iter().position(|it| wanted.contains(&it.as_str()));
        let summed = |at: usize, sign| Summed { at, name: Text::new(headers[at].trim()), sign };
        let changes: Option<Vec<Summed>> =
            CHANGES.iter().map(|(name, sign)| Some(summed(place(&[name])?, *sign))).collect();
        let is_sure = changes.is_some() || place(SPRINT).is_some() || names.len() == 1;
        let told = || Some(vec![summed(place(DELIVERED)?, 1.0)]);
        Some(Columns {
            board: place(BOARD),
            sprint: place(SPRINT),
            title: place(TITLE),
            summed: changes.or_else(told)?,
            lists_work: place(WORK).is_some() || !is_sure,
        })
    }

    fn delivered(&self, row: &StringRecord) -> Result<f64, Why> {
        let mut sum = 0.0;
        for it in &self.summed {
            let found = field(row, Some(it.at));
            match found.trim().replace(',', ".").parse::<f64>() {
                Ok(points) if points.is_finite() => sum += it.sign * points,
                _ => return Err(Why::NoNumber { column: it.name.clone(), found }),
            }
        }
        Ok(sum)
    }

    fn file(&self, row: &StringRecord, delivered: f64, boards: &mut Vec<Board>) {
        let board = field(row, self.board);
        let (name, title) = (field(row, self.sprint), field(row, self.title));
        let sprint = Finished { name, title, delivered };
        match boards.iter_mut().find(|it| it.name == board) {
            Some(known) => known.sprints.push(sprint),
            None => boards.push(Board { name: board, sprints: vec![sprint] }),
        }
    }
}

/// Empty where the row is shorter than the header or there is no such column.
fn field(row: &StringRecord, at: Option<usize>) -> Text {
    at.and_then(|it| row.get(it)).map(Text::new).unwrap_or_default()
}
