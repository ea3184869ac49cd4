//! How long sessions are kept: which of them lie past what a person has set. It only says so; nothing is removed here.

use chrono::{Months, NaiveDate};
use serde::Deserialize;

/// What `keep` in the settings says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Keep {
    #[default]
    Everything,
    /// What was opened in the last so many months.
    Months(u32),
    /// The newest so many sessions.
    Sessions(usize),
}

impl Keep {
    /// Which places of a list of days, newest first, lie past it.
    pub fn past(self, days: &[NaiveDate], today: NaiveDate) -> Vec<usize> {
        let oldest = match self {
            Keep::Everything => return Vec::new(),
            Keep::Sessions(most) => return (most..days.len()).collect(),
            Keep::Months(months) => today.checked_sub_months(Months::new(months)),
        };
        let Some(oldest) = oldest else { return Vec::new() };
        (0..days.len()).filter(|n| days[*n] < oldest).collect()
    }
}

/// Sessions that lie past what is kept, and how much they left open that nobody has closed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past<S> {
    pub keep: Keep,
    /// Newest first.
    pub sessions: Vec<S>,
    pub open: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days() -> Vec<NaiveDate> {
        ["2026-11-23", "2026-05-31", "2025-11-23", "2025-11-22"]
            .map(|it| it.parse().unwrap())
            .into()
    }

    #[test]
    fn a_session_of_the_last_day_is_kept_and_one_of_the_day_before_is_past() {
        let today = days()[0];
        assert_eq!(Keep::Months(12).past(&days(), today), [3]);
        assert_eq!(Keep::Months(1).past(&days(), today), [1, 2, 3]);
        assert_eq!(Keep::Months(u32::MAX).past(&days(), today), [0; 0]);
        assert_eq!(Keep::Sessions(3).past(&days(), today), [3]);
        assert_eq!(Keep::Sessions(9).past(&days(), today), [0; 0]);
        assert_eq!(Keep::Everything.past(&days(), today), [0; 0]);
    }
}
