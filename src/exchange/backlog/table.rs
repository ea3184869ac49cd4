//! Delimited text: which delimiter, where the heading is, and every row with its first physical line.

use std::cmp::Reverse;

use csv::{ReaderBuilder, StringRecord};

use super::{
    heading::Heading,
    place::Place,
    problem::Fault,
    sheet::Sheet,
    words::{Words, plain},
};
use crate::ceremony::{Meaning, Text};

pub(super) const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// So much of a file tells its delimiter and where its heading is.
const SAMPLE_ROWS: usize = 50;
/// Lines of prose a tool puts above its heading.
const ABOVE: usize = 10;
/// Open quotes that are taken for slips; after them quotes mean nothing.
const SLIPS: usize = 20;

/// How a text can be read as a table.
pub(super) struct Shape {
    pub(super) delimiter: char,
    heading: Option<(usize, Heading)>,
    /// The width most rows have.
    pub(super) width: usize,
    /// All rows of the sample have it.
    pub(super) even: bool,
    /// Bytes of a `sep=;` line, which spreadsheets write first.
    skip: usize,
}

/// The best way to read a text as a table.
pub(super) fn shape(text: &str, delimiters: &[char], words: &Words) -> Shape {
    let first = text.lines().next().unwrap_or_default();
    if let Some(named) =
        first.strip_prefix("sep=").and_then(|it| it.chars().next()).filter(char::is_ascii)
    {
        let skip = (first.len() + 1).min(text.len());
        return Shape { skip, ..shape_with(&text[skip..], named, words) };
    }
    let shapes = delimiters.iter().map(|it| shape_with(text, *it, words));
    let best = shapes.max_by_key(|it| {
        let heading = it.heading.as_ref().map(|it| &it.1);
        // Text under a single heading may have any character in it.
        let single = heading.is_some_and(|it| it.names.len() == 1);
        let width = it.width.cast_signed();
        let width = if single { -width } else { width };
        // Of equals the first in the list.
        let place = DELIMITERS.iter().position(|other| *other == it.delimiter);
        (heading.map(Heading::breadth), it.even && 1 < it.width, width, Reverse(place))
    });
    best.unwrap_or_else(|| shape_with(text, ',', words))
}

fn shape_with(text: &str, delimiter: char, words: &Words) -> Shape {
    let sample: Vec<StringRecord> = Records::new(text, delimiter, 1)
        .map(|it| it.cells)
        .filter(|it| !is_blank(it))
        .take(SAMPLE_ROWS)
        .collect();
    let mut widths: Vec<usize> = sample.iter().map(StringRecord::len).collect();
    widths.sort_unstable();
    let even = 1 < widths.len() && widths.first() == widths.last();
    let width = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let heading = sample.iter().take(ABOVE).enumerate().find_map(|(n, row)| {
        let heading = Heading::of(row, words);
        (heading.is_one(n == 0) && (n == 0 || row.len() == width)).then_some((n, heading))
    });
    let layout = || {
        let first = sample.first()?;
        let heading = words.columns.layouts.iter().find(|it| {
            let kind =
                it.columns.iter().position(|it| *it == Meaning::Kind).and_then(|it| first.get(it));
            let known = |kind: &str| words.columns.kinds.iter().any(|it| plain(it) == plain(kind));
            it.columns.len() == first.len() && kind.is_some_and(known)
        });
        heading.map(|it| (usize::MAX, Heading::layout(it)))
    };
    Shape { delimiter, heading: heading.or_else(layout), width, even, skip: 0 }
}

impl Shape {
    pub(super) fn heading(&self) -> Option<&Heading> {
        self.heading.as_ref().map(|it| &it.1)
    }

    /// Reads every row into the sheet; `heading()` must be there.
    pub(super) fn read(&self, text: &str, sheet: &mut Sheet) {
        let Some((at, heading)) = &self.heading else { return };
        let mut before = if *at == usize::MAX { 0 } else { at + 1 };
        let names = *at != usize::MAX;
        for it in self.rows(text) {
            if before == 0 {
                row(&it, heading, names, sheet);
                continue;
            }
            before -= 1;
            if before != 0 {
                sheet.problem(it.line, Fault::AboveHeading(line(&it.cells)));
            }
        }
    }

    /// The first row names columns that say nothing to us: it and each row below is a problem.
    pub(super) fn refuse(
        &self,
        text: &str,
        first: impl FnOnce(Vec<Text>) -> Fault,
        sheet: &mut Sheet,
    ) {
        let mut rows = self.rows(text);
        if let Some(it) = rows.next() {
            sheet.problem(it.line, first(it.cells.iter().map(|it| Text::new(it.trim())).collect()));
        }
        rows.for_each(|it| sheet.problem(it.line, Fault::OfUnreadTable));
    }

    /// The rows that are not blank.
    fn rows<'t>(&self, text: &'t str) -> impl Iterator<Item = Record> + use<'t> {
        let first = 1 + usize::from(0 < self.skip);
        let records = Records::new(&text[self.skip..], self.delimiter, first);
        records.filter(|it| !is_blank(&it.cells) && !is_rule(&it.cells))
    }
}

fn row(it: &Record, heading: &Heading, names: bool, sheet: &mut Sheet) {
    let (cells, columns) = (it.cells.len(), heading.names.len());
    if names && it.cells.iter().map(str::trim).eq(heading.names.iter().map(Text::as_str)) {
        return sheet.problem(it.line, Fault::HeadingAgain);
    }
    if it.open_quote {
        sheet.problem(it.line, Fault::OpenQuote);
    }
    let extra: Vec<&str> =
        it.cells.iter().skip(columns).map(str::trim).filter(|it| !it.is_empty()).collect();
    if !extra.is_empty() {
        let extra = Text::new(extra.join(" · "));
        sheet.problem(it.line, Fault::Wide { cells, columns, lines: it.lines, extra });
    } else if cells < columns {
        sheet.problem(it.line, Fault::Narrow { cells, columns, lines: it.lines });
    }
    let read = heading.read.iter().filter_map(|(at, slot)| Some((slot, it.cells.get(*at)?)));
    sheet.row(it.line, read);
}

/// A row as it stands in a message.
fn line(cells: &StringRecord) -> Text {
    let filled: Vec<&str> = cells.iter().map(str::trim).filter(|it| !it.is_empty()).collect();
    Text::new(filled.join(" · "))
}

fn is_blank(cells: &StringRecord) -> bool {
    cells.iter().all(|it| it.trim().is_empty())
}

/// `|---|:--|` under the heading of a Markdown table.
fn is_rule(cells: &StringRecord) -> bool {
    cells.iter().all(|it| it.trim().chars().all(|it| it == '-' || it == ':'))
}

/// One row of the file.
struct Record {
    cells: StringRecord,
    /// Where it begins, counted from 1.
    line: usize,
    /// How many lines it runs over.
    lines: usize,
    /// A quote opens in its first line and never closes; the line was read without quotes.
    open_quote: bool,
}

/// Rows with their places. A quote that never closes costs its own line, not the rest of the file.
struct Records<'t> {
    text: &'t str,
    delimiter: u8,
    /// Where the reader started.
    base: usize,
    reader: csv::Reader<&'t [u8]>,
    place: Place,
    slips: usize,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, delimiter: char, line: usize) -> Records<'t> {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        let reader = reader(text, delimiter, true);
        Records { text, delimiter, base: 0, reader, place: Place::starting_on(line), slips: 0 }
    }

    /// Begins anew behind a line, with quotes as long as slips are few.
    fn restart(&mut self, at: usize) {
        self.slips += 1;
        self.base = at;
        self.reader = reader(&self.text[at..], self.delimiter, self.slips < SLIPS);
    }
}

fn reader(text: &str, delimiter: u8, quoting: bool) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter).quoting(quoting);
    builder.from_reader(text.as_bytes())
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let mut cells = StringRecord::new();
        // The text is UTF-8 and rows may have any width: reading cannot fail.
        if !self.reader.read_record(&mut cells).ok()? {
            return None;
        }
        let at = |position: Option<&csv::Position>| {
            position.and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or_default()
        };
        let start = self.base + at(cells.position());
        let end = self.base + at(Some(self.reader.position()));
        // Empty lines before a row are counted to it by the reader.
        let start = start + self.text[start..end].len()
            - self.text[start..end].trim_start_matches('\n').len();
        let raw = &self.text[start..end];
        let line = self.place.line_at(self.text, start);
        let lines = raw.trim_end_matches('\n').matches('\n').count() + 1;
        if end == self.text.len() && self.slips < SLIPS && ends_in_quotes(raw, self.delimiter) {
            let stop = raw.find('\n').map_or(end, |it| start + it + 1);
            let mut alone = StringRecord::new();
            reader(&self.text[start..stop], self.delimiter, false).read_record(&mut alone).ok()?;
            let cells = alone.iter().map(|it| it.trim().trim_matches('"')).collect();
            self.restart(stop);
            return Some(Record { cells, line, lines: 1, open_quote: true });
        }
        Some(Record { cells, line, lines, open_quote: false })
    }
}

/// Whether the text stops inside a quoted cell.
fn ends_in_quotes(raw: &str, delimiter: u8) -> bool {
    let (mut quoted, mut fresh, mut bytes) = (false, true, raw.bytes().peekable());
    while let Some(it) = bytes.next() {
        if quoted {
            if it == b'"' && bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
            }
        } else if it == b'"' && fresh {
            (quoted, fresh) = (true, false);
        } else {
            fresh = it == delimiter || it == b'\n';
        }
    }
    quoted
}
