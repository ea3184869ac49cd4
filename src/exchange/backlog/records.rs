//! Delimited text row by row, each with its place. A quote that is out of place costs its own line, not those it swallows.

use csv::{Position, ReaderBuilder, StringRecord};

use super::place::Place;

/// Quotes that stay open to the end of the file and are taken for slips; after them quotes mean nothing.
const SLIPS: usize = 20;

/// One row of the file.
pub(super) struct Record {
    pub(super) cells: StringRecord,
    /// Where it begins, counted from 1.
    pub(super) line: usize,
    /// How many lines it runs over.
    pub(super) lines: usize,
    /// A quote opens in it and closes nowhere or in another row; its first line was read without quotes.
    pub(super) open_quote: bool,
}

pub(super) struct Records<'t> {
    text: &'t str,
    delimiter: u8,
    /// Cells a row should have.
    width: Option<usize>,
    reader: csv::Reader<&'t [u8]>,
    /// Where the reader started.
    base: usize,
    place: Place,
    slips: usize,
}

/// How the quotes of a row stand.
enum Quotes {
    Fine,
    /// One closes and text goes on.
    Loose,
    /// One never closes.
    Open,
}

impl<'t> Records<'t> {
    pub(super) fn from_line(
        line: usize,
        text: &'t str,
        delimiter: char,
        width: Option<usize>,
    ) -> Records<'t> {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        let reader = reader(text, delimiter, true);
        let place = Place::starting_on(line);
        Records { text, delimiter, width, reader, base: 0, place, slips: 0 }
    }

    /// A quote opens in the row that was not meant to reach so far.
    fn slipped(&mut self, raw: &str) -> bool {
        if SLIPS < self.slips {
            return false;
        }
        match quotes(raw, self.delimiter) {
            Quotes::Fine => false,
            Quotes::Loose => self.swallowed(raw),
            Quotes::Open => {
                self.slips += 1;
                true
            }
        }
    }

    /// A line of the row would be a row by itself, with a quote of its own out of place or not.
    fn swallowed(&self, raw: &str) -> bool {
        let Some(width) = self.width.filter(|it| 1 < *it) else { return false };
        let cells = |line: &str, quoting: bool| {
            let mut alone = StringRecord::new();
            let read = reader(line, self.delimiter, quoting).read_record(&mut alone);
            read.map_or(0, |_| alone.len())
        };
        let is_row = |line: &str| cells(line, true) == width || cells(line, false) == width;
        raw.trim_end().lines().skip(1).any(is_row)
    }

    /// The first line of a row without quotes; reading goes on behind it.
    fn alone(&mut self, start: usize, end: usize, line: usize) -> Record {
        let stop = self.text[start..end].find('\n').map_or(end, |it| start + it + 1);
        let mut alone = StringRecord::new();
        // Without quotes every text is a row.
        let _ = reader(&self.text[start..stop], self.delimiter, false).read_record(&mut alone);
        self.base = stop;
        self.reader = reader(&self.text[stop..], self.delimiter, self.slips <= SLIPS);
        let cells = alone.iter().map(|it| it.trim().trim_matches('"')).collect();
        Record { cells, line, lines: 1, open_quote: true }
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let mut cells = StringRecord::new();
        // The text is UTF-8 and rows may have any width: reading cannot fail.
        if !self.reader.read_record(&mut cells).ok()? {
            return None;
        }
        let start = self.base + byte(cells.position());
        let end = self.base + byte(Some(self.reader.position()));
        // The reader counts empty lines to the row they stand before.
        let start = end - self.text[start..end].trim_start_matches('\n').len();
        let raw = &self.text[start..end];
        let line = self.place.line_at(self.text, start);
        let lines = raw.trim_end_matches('\n').matches('\n').count() + 1;
        if (1 < lines || end == self.text.len()) && self.slipped(raw) {
            return Some(self.alone(start, end, line));
        }
        Some(Record { cells, line, lines, open_quote: false })
    }
}

fn byte(position: Option<&Position>) -> usize {
    position.and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or_default()
}

fn reader(text: &str, delimiter: u8, quoting: bool) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter).quoting(quoting);
    builder.from_reader(text.as_bytes())
}

fn quotes(raw: &str, delimiter: u8) -> Quotes {
    let (mut quoted, mut fresh, mut loose) = (false, true, false);
    let mut bytes = raw.bytes().peekable();
    while let Some(it) = bytes.next() {
        if quoted {
            if it == b'"' && bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
                loose |= bytes.peek().is_some_and(|it| *it != delimiter && *it != b'\n');
            }
        } else if it == b'"' && fresh {
            (quoted, fresh) = (true, false);
        } else {
            fresh = it == delimiter || it == b'\n';
        }
    }
    match (quoted, loose) {
        (true, _) => Quotes::Open,
        (false, true) => Quotes::Loose,
        (false, false) => Quotes::Fine,
    }
}
