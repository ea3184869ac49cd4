//! Delimited text: which delimiter, where the heading is, and every row with its first physical line.

use std::cmp::{Ordering, Reverse};

use csv::StringRecord;

use super::{
    heading::Heading,
    problem::Fault,
    records::{Record, Records},
    sheet::Sheet,
    words::{Words, plain},
};
use crate::ceremony::{Layout, Meaning, Text};

pub(super) const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// So much of a file tells its delimiter and where its heading is.
const SAMPLE_ROWS: usize = 50;
/// Lines of prose a tool puts above its heading.
const ABOVE: usize = 10;

/// How a text can be read as a table.
pub(super) struct Shape {
    pub(super) delimiter: char,
    /// With its line, if it is written in the file.
    heading: Option<(Option<usize>, Heading)>,
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
        return shape_with(text, skip, named, words);
    }
    let shapes = delimiters.iter().map(|it| shape_with(text, 0, *it, words));
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
    best.unwrap_or_else(|| shape_with(text, 0, ',', words))
}

fn shape_with(text: &str, skip: usize, delimiter: char, words: &Words) -> Shape {
    let sample: Vec<Record> = rows(text, skip, delimiter, None).take(SAMPLE_ROWS).collect();
    let mut widths: Vec<usize> = sample.iter().map(|it| it.cells.len()).collect();
    widths.sort_unstable();
    let even = 1 < widths.len() && widths.first() == widths.last();
    let width = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let heading = sample.iter().take(ABOVE).enumerate().find_map(|(n, row)| {
        let heading = Heading::of(&row.cells, words);
        (heading.is_one(n == 0) && (n == 0 || row.cells.len() == width))
            .then_some((Some(row.line), heading))
    });
    let layout = words.columns.layouts.iter().find(|it| fits(it, width, &sample, words));
    let layout = layout.map(|it| (None, Heading::layout(it)));
    Shape { delimiter, heading: layout.or(heading), width, even, skip }
}

/// Most rows are as wide as the layout, and each has a kind of item where the layout has it.
fn fits(layout: &Layout, width: usize, sample: &[Record], words: &Words) -> bool {
    let Some(at) = layout.columns.iter().position(|it| *it == Meaning::Kind) else { return false };
    let known = |kind: &str| words.columns.kinds.iter().any(|it| plain(it) == plain(kind));
    let kinds = || sample.iter().all(|it| it.cells.get(at).is_some_and(known));
    width == layout.columns.len() && !sample.is_empty() && kinds()
}

impl Shape {
    pub(super) fn heading(&self) -> Option<&Heading> {
        self.heading.as_ref().map(|it| &it.1)
    }

    /// Reads every row into the sheet; `heading()` must be there.
    pub(super) fn read(&self, text: &str, sheet: &mut Sheet) {
        let Some((at, heading)) = &self.heading else { return };
        let at = at.unwrap_or(0);
        for it in self.rows(text) {
            match it.line.cmp(&at) {
                Ordering::Less => sheet.problem(it.line, Fault::AboveHeading(line(&it.cells))),
                Ordering::Equal => {}
                Ordering::Greater => row(&it, heading, 0 < at, sheet),
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

    fn rows<'t>(&self, text: &'t str) -> impl Iterator<Item = Record> + use<'t> {
        rows(text, self.skip, self.delimiter, self.heading().map(|it| it.names.len()))
    }
}

/// The rows that are not blank.
fn rows(
    text: &str,
    skip: usize,
    delimiter: char,
    width: Option<usize>,
) -> impl Iterator<Item = Record> + use<'_> {
    let first = 1 + usize::from(0 < skip);
    let records = Records::from_line(first, &text[skip..], delimiter, width);
    records.filter(|it| it.open_quote || !is_blank(&it.cells) && !is_rule(&it.cells))
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
