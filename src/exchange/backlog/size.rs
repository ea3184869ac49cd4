//! Sizes as tools write them: `0.5`, `13.0`, `8,0`, `5 pts`, `XL`.

use super::words::plain;
use crate::ceremony::{Columns, Text};

/// A T-shirt size or a team's own word is no longer than this.
const LONGEST_WORD: usize = 12;
/// Points beyond this are another number that went astray.
const MOST: f64 = 100_000.0;

/// `None` for what cannot be a size: a negative number, a sentence.
pub(super) fn size(cell: &str, columns: &Columns) -> Option<Text> {
    let cell = without_unit(cell.trim(), columns);
    if let Some(number) = number(cell) {
        return (0.0..MOST).contains(&number).then(|| Text::new(number.to_string()));
    }
    let word = cell.chars().count() <= LONGEST_WORD && cell.starts_with(char::is_alphanumeric);
    (word && !cell.contains('\n')).then(|| Text::new(cell))
}

fn number(cell: &str) -> Option<f64> {
    match cell {
        "½" => return Some(0.5),
        _ if !cell.starts_with(|it: char| it.is_ascii_digit() || "+-.,".contains(it)) => {
            return None;
        }
        _ => {}
    }
    // A comma is a decimal one: nothing that is sized has thousands of points.
    cell.replace(',', ".").parse().ok()
}

fn without_unit<'a>(cell: &'a str, columns: &Columns) -> &'a str {
    let Some(at) = cell.find(char::is_alphabetic).filter(|it| 0 < *it) else { return cell };
    let (number, unit) = cell.split_at(at);
    let unit = plain(unit);
    if columns.units.iter().any(|it| plain(it) == unit) { number.trim() } else { cell }
}

/// The size in front of a title, as cards carry it: `(5) Export a day`.
pub(super) fn in_front<'a>(title: &'a str, columns: &Columns) -> Option<(Text, &'a str)> {
    let (inner, rest) = title.strip_prefix('(')?.split_once(')')?;
    let found = number(inner.trim()).and_then(|_| size(inner, columns))?;
    let rest = rest.trim();
    (!rest.is_empty()).then_some((found, rest))
}

/// The size behind a title, with its unit: `Export a day (5 pts)`, `Export a day [3]`.
pub(super) fn behind<'a>(title: &'a str, columns: &Columns) -> Option<(Text, &'a str)> {
    let (open, close) = if title.ends_with(']') { ('[', ']') } else { ('(', ')') };
    let (rest, inner) = title.strip_suffix(close)?.rsplit_once(open)?;
    let (inner, rest) = (inner.trim(), rest.trim());
    let bare = without_unit(inner, columns);
    let sure = bare != inner || close == ']';
    let found = number(bare).filter(|_| sure).and_then(|_| size(bare, columns))?;
    (!rest.is_empty()).then_some((found, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ceremony::Library;

    fn read(cell: &str) -> Option<String> {
        size(cell, &Library::shipped().columns).map(|it| it.to_string())
    }

    #[test]
    fn sizes_are_read_as_they_are_written() {
        for it in ["0", "0.5", "1", "13", "100", "XL", "S", "large"] {
            assert_eq!(read(it).as_deref(), Some(it));
        }
        for (from, to) in [
            ("13.0", "13"),
            ("8,0", "8"),
            ("0,5", "0.5"),
            (" 5 pts", "5"),
            ("3 Story Points", "3"),
            ("½", "0.5"),
            ("5sp", "5"),
        ] {
            assert_eq!(read(from).as_deref(), Some(to), "{from}");
        }
    }

    #[test]
    fn what_cannot_be_a_size_is_none() {
        for it in ["-2", "1e300", "one of the larger ones", "a\nb", "(", "999999999"] {
            assert_eq!(read(it), None, "{it}");
        }
    }

    #[test]
    fn a_title_may_carry_its_size() {
        let columns = Library::shipped().columns;
        assert_eq!(in_front("(5) Export a day", &columns), Some(("5".into(), "Export a day")));
        assert_eq!(
            behind("Export a day (0.5 points)", &columns),
            Some(("0.5".into(), "Export a day"))
        );
        assert_eq!(behind("Export a day [3]", &columns), Some(("3".into(), "Export a day")));
        assert_eq!(behind("Explain status (404)", &columns), None);
        assert_eq!(in_front("(a) first", &columns), None);
    }
}
