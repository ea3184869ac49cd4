//! Days as tools write them: `25/Jun/20 12:44`, `6/21/2025 16:14`, `21.06.2025`, `2026-06-01T10:00:00Z`.

use chrono::{DateTime, NaiveDate};

use super::words::plain;
use crate::ceremony::{Columns, Text};

/// Whether the day or the month comes first where only numbers are written; one file has one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// Dates before this many milliseconds since 1970 are years or serial numbers.
const FIRST_MS: i64 = 100_000_000_000;

/// The day a cell names; the time of day is left out.
pub(super) fn day(cell: &str, order: Order, columns: &Columns) -> Option<NaiveDate> {
    let cell = cell.trim();
    if let Ok(ms) = cell.parse::<i64>() {
        return (FIRST_MS <= ms)
            .then(|| DateTime::from_timestamp_millis(ms))?
            .map(|it| it.date_naive());
    }
    let mut parts = parts(cell);
    // A weekday stands in front.
    if parts.first().is_some_and(|it| is_word(it) && month(it, columns).is_none()) {
        parts.remove(0);
    }
    let number = |at: usize| parts.get(at).and_then(|it| it.parse::<u32>().ok());
    if let Some(at) = parts.iter().take(2).position(|it| is_word(it)) {
        let month = month(parts[at], columns)?;
        let (day, year) =
            if at == 0 { (number(1)?, number(2)?) } else { (number(at - 1)?, number(at + 1)?) };
        return NaiveDate::from_ymd_opt(full(year), month, day);
    }
    let (first, second, third) = (number(0)?, number(1)?, number(2)?);
    if 31 < first {
        return NaiveDate::from_ymd_opt(full(first), second, third);
    }
    let dotted = cell.contains('.') || second <= 12 && 12 < first;
    let (day, month) = match order {
        _ if 12 < second => (second, first),
        Order::MonthFirst if !dotted => (second, first),
        _ => (first, second),
    };
    NaiveDate::from_ymd_opt(full(third), month, day)
}

/// What this cell says about the order: `None` when it could be either way or is written without doubt.
pub(super) fn order(cell: &str) -> Option<Order> {
    let (first, second) = doubtful(cell)?;
    match (12 < first, 12 < second) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        _ => None,
    }
}

/// Either order gives a day, and not the same one.
pub(super) fn is_ambiguous(cell: &str) -> bool {
    doubtful(cell).is_some_and(|(first, second)| first <= 12 && second <= 12 && first != second)
}

/// The first two numbers of a date written with slashes or dashes and the year last.
fn doubtful(cell: &str) -> Option<(u32, u32)> {
    let parts = parts(cell);
    let number = |at: usize| parts.get(at).and_then(|it| it.parse::<u32>().ok());
    let (first, second) = (number(0)?, number(1)?);
    (number(2).is_some() && first <= 31 && !cell.contains('.')).then_some((first, second))
}

/// Numbers and words of the date, without the time behind it.
fn parts(cell: &str) -> Vec<&str> {
    let parts = cell.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    // `01T10` is a day with its time.
    let parts = parts.map(|it| match it.split_once('T') {
        Some((day, _)) if !day.is_empty() && !is_word(day) => day,
        _ => it,
    });
    parts.take(4).collect()
}

fn is_word(part: &str) -> bool {
    part.starts_with(char::is_alphabetic)
}

/// By the beginning of its name, in any of the languages the vocabulary has.
fn month(word: &str, columns: &Columns) -> Option<u32> {
    let word = plain(word);
    let begins = |names: &Vec<Text>| names.iter().any(|it| word.starts_with(it.as_str()));
    let at = columns.months.iter().position(begins)?;
    u32::try_from(at + 1).ok()
}

/// Two digits are of this century.
fn full(year: u32) -> i32 {
    let year = if year < 100 { 2000 + year } else { year };
    i32::try_from(year).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ceremony::Library;

    fn read(cell: &str, order: Order) -> String {
        day(cell, order, &Library::shipped().columns)
            .map_or_else(|| "none".to_owned(), |it| it.to_string())
    }

    #[test]
    fn every_tools_dates_are_days() {
        for (cell, day) in [
            ("25/Jun/20 12:44", "2020-06-25"),
            ("05/Sep/26 10:12 AM", "2026-09-05"),
            ("14/Jul/25 3:42 PM", "2025-07-14"),
            ("6/21/2025 16:14", "2025-06-21"),
            ("21/6/2025", "2025-06-21"),
            ("21.06.2025 08:00", "2025-06-21"),
            ("05.06.2025", "2025-06-05"),
            ("2026-06-01", "2026-06-01"),
            ("2026-06-01T10:00:00.000Z", "2026-06-01"),
            ("2026-06-01 10:00:00 +0200", "2026-06-01"),
            ("2026/06/01", "2026-06-01"),
            ("Jun 21, 2025", "2025-06-21"),
            ("21 June 2025", "2025-06-21"),
            ("25/OCT/20", "2020-10-25"),
            ("3. Dez. 2025", "2025-12-03"),
            ("Sat Jun 21 2025 16:14:00 GMT+0200", "2025-06-21"),
            ("1687528183935", "2023-06-23"),
        ] {
            assert_eq!(read(cell, Order::MonthFirst), day, "{cell}");
        }
    }

    #[test]
    fn the_order_decides_only_where_both_would_do() {
        assert_eq!(read("3/4/2026", Order::DayFirst), "2026-04-03");
        assert_eq!(read("3/4/2026", Order::MonthFirst), "2026-03-04");
        assert_eq!(order("25/4/2026"), Some(Order::DayFirst));
        assert_eq!(order("4/25/2026"), Some(Order::MonthFirst));
        assert!(is_ambiguous("3/4/2026") && !is_ambiguous("3.4.2026") && !is_ambiguous("4/4/2026"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for it in [
            "",
            "soon",
            "2026",
            "31/31/2026",
            "99999999999999999999",
            "0/0/0",
            "TT",
            "2026-02-30",
            "12",
            "a/b/c",
        ] {
            assert_eq!(read(it, Order::MonthFirst), "none", "{it}");
        }
    }
}
