//! Reads a sprint history: what each board delivered, sprint by sprint, in the order of the file. It judges no number.

use csv::{ByteRecord, Position, ReaderBuilder};

use crate::ceremony::Text;

const BOARD: &[&str] = &["boardid", "board", "team"];
const SPRINT: &[&str] = &["sprintid", "sprint", "iteration"];
const DELIVERED: &[&str] = &["delivered", "velocity", "completed"];

/// Where a table tells what was committed and how far from it the sprint ended, delivered is the sum of these.
///
/// Source: Choetkiertikul et al., "Predicting delivery capability in iterative software development", IEEE TSE 2017.
const CHANGES: [(&str, f64); 4] =
    [("vel_starttime", 1.0), ("vel_added", 1.0), ("vel_removed", -1.0), ("vel_diff", 1.0)];

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    pub name: Text,
    /// Oldest first.
    pub sprints: Vec<Finished>,
}

impl Board {
    pub fn delivered(&self) -> Vec<f64> {
        self.sprints.iter().map(|it| it.delivered).collect()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    pub name: Text,
    pub delivered: f64,
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

/// Boards in the order in which they first appear; a table without a board column is one board without a name.
pub fn read(bytes: &[u8]) -> (Vec<Board>, Vec<Unread>) {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut rows = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let Some(columns) = rows.byte_headers().ok().and_then(Columns::of) else {
        return (Vec::new(), vec![Unread { line: 1, why: Why::NoDelivered }]);
    };
    let (mut boards, mut unread) = (Vec::new(), Vec::new());
    let line = |it: Option<&Position>| it.map_or(1, Position::line);
    for row in rows.byte_records() {
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

struct Columns {
    board: Option<usize>,
    sprint: Option<usize>,
    summed: Vec<Summed>,
}

/// A column that goes into what was delivered.
struct Summed {
    at: usize,
    name: Text,
    sign: f64,
}

impl Columns {
    fn of(headers: &ByteRecord) -> Option<Columns> {
        let names: Vec<String> =
            headers.iter().map(|it| text(it).trim().to_ascii_lowercase()).collect();
        let place = |wanted: &[&str]| names.iter().position(|it| wanted.contains(&it.as_str()));
        let summed = |at: usize, sign| Summed { at, name: Text::new(&names[at]), sign };
        let changes: Option<Vec<Summed>> =
            CHANGES.iter().map(|(name, sign)| Some(summed(place(&[name])?, *sign))).collect();
        let told = || Some(vec![summed(place(DELIVERED)?, 1.0)]);
        Some(Columns { board: place(BOARD), sprint: place(SPRINT), summed: changes.or_else(told)? })
    }

    fn delivered(&self, row: &ByteRecord) -> Result<f64, Why> {
        let mut sum = 0.0;
        for it in &self.summed {
            let found = field(row, Some(it.at));
            match found.trim().parse::<f64>() {
                Ok(points) if points.is_finite() => sum += it.sign * points,
                _ => return Err(Why::NoNumber { column: it.name.clone(), found }),
            }
        }
        Ok(sum)
    }

    fn file(&self, row: &ByteRecord, delivered: f64, boards: &mut Vec<Board>) {
        let board = field(row, self.board);
        let sprint = Finished { name: field(row, self.sprint), delivered };
        match boards.iter_mut().find(|it| it.name == board) {
            Some(known) => known.sprints.push(sprint),
            None => boards.push(Board { name: board, sprints: vec![sprint] }),
        }
    }
}

/// Empty where the row is shorter than the header or there is no such column.
fn field(row: &ByteRecord, at: Option<usize>) -> Text {
    at.and_then(|it| row.get(it)).map(text).unwrap_or_default()
}

fn text(field: &[u8]) -> Text {
    Text::new(String::from_utf8_lossy(field))
}
