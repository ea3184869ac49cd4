//! Dates as people type them: `fri`, `+3d`, `tomorrow`, `2026-11-27`. Plain dates; the day they are typed is an argument.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The date a few words mean on a given day; `None` when they mean none. A weekday is the next one, never today.
pub fn due(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words = words.trim().to_lowercase();
    match words.as_str() {
        "today" => return Some(today),
        "tomorrow" => return today.checked_add_days(Days::new(1)),
        _ => {}
    }
    if let Some(span) = words.strip_prefix('+') {
        return after(span, today);
    }
    if let Ok(day) = words.parse::<Weekday>() {
        let ahead = (7 + day.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
        return today.checked_add_days(Days::new(if ahead == 0 { 7 } else { u64::from(ahead) }));
    }
    NaiveDate::parse_from_str(&words, "%Y-%m-%d").ok()
}

/// `3`, `3d` or `2w` after today; at most ten years.
fn after(span: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (number, days) = match span.strip_suffix('w') {
        Some(number) => (number, 7),
        None => (span.strip_suffix('d').unwrap_or(span), 1),
    };
    let count: u64 = number.parse().ok().filter(|it| (0..=3660 / days).contains(it))?;
    today.checked_add_days(Days::new(count * days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_saturday(words: &str) -> Option<String> {
        due(words, NaiveDate::from_ymd_opt(2026, 11, 21)?).map(|it| it.to_string())
    }

    #[test]
    fn dates_are_typed_the_short_way() {
        let typed = ["fri", "Saturday", "+3d", "+2w", "+5", "tomorrow", "2026-11-27", " today "];
        let meant: Vec<String> = typed.iter().filter_map(|it| on_saturday(it)).collect();
        assert_eq!(
            meant,
            [
                "2026-11-27",
                "2026-11-28",
                "2026-11-24",
                "2026-12-05",
                "2026-11-26",
                "2026-11-22",
                "2026-11-27",
                "2026-11-21"
            ]
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for words in ["", "soon", "+", "+x", "+99999d", "+-3d", "2026-13-01", "27.11."] {
            assert_eq!(on_saturday(words), None, "{words}");
        }
    }
}
