//! Sprint, days left and ages from dates: arithmetic over a team's workdays and free days. It never asks what day it is.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Offset, Utc};

use super::GivenSprint;
use crate::ceremony::{Team, Weekday};

/// The wall clock of a place so many minutes east of UTC, at a moment in milliseconds of Unix time; else of UTC.
pub fn wall_clock(wall_ms: i64, offset_min: i32) -> DateTime<FixedOffset> {
    let offset = FixedOffset::east_opt(offset_min.saturating_mul(60));
    let moment = DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
    moment.with_timezone(&offset.unwrap_or_else(|| Utc.fix()))
}

/// Counting further than this many days says nothing about a sprint any more.
const FAR: u64 = 3660;

const MONDAY_TO_FRIDAY: [Weekday; 5] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// The sprint the date lies in; before the first one, the first.
///
/// A sprint of 5, 10, 15 or 20 days lasts as many weeks, whatever days off fall into it, so that sprints keep their weekday.
pub fn sprint_on(team: &Team, date: NaiveDate) -> Option<GivenSprint> {
    let rule = team.sprint.as_ref()?;
    let length = u64::from(rule.days.clamp(1, 100)).div_ceil(5) * 7;
    let passed = u64::try_from((date - rule.start).num_days()).unwrap_or(0) / length;
    let start = rule.start.checked_add_days(Days::new(passed * length))?;
    let next = start.checked_add_days(Days::new(length))?;
    let after = next.checked_add_days(Days::new(length))?;
    let end = last_workday(team, start, next);
    Some(GivenSprint {
        name: format!("Sprint {}", u64::from(rule.first) + passed).into(),
        start,
        end,
        days: workdays(team, start, end),
        days_left: workdays(team, date.max(start), end),
        next_end: last_workday(team, next, after),
    })
}

/// Working days from one date to another, both included; 0 when they are the wrong way round.
pub fn workdays(team: &Team, from: NaiveDate, to: NaiveDate) -> u32 {
    let span = u64::try_from((to - from).num_days() + 1).unwrap_or(0).min(FAR);
    let days = from.iter_days().take(usize::try_from(span).unwrap_or(0));
    u32::try_from(days.filter(|it| is_workday(team, *it)).count()).unwrap_or(u32::MAX)
}

/// Whether people of this team work on that day.
pub fn is_workday(team: &Team, date: NaiveDate) -> bool {
    let days = if team.workdays.is_empty() { &MONDAY_TO_FRIDAY[..] } else { &team.workdays };
    days.contains(&weekday(date)) && !team.free_days.contains(&date)
}

/// The last working day before `next`; `start` itself when nobody works at all in between.
fn last_workday(team: &Team, start: NaiveDate, next: NaiveDate) -> NaiveDate {
    let days = start.iter_days().take_while(|it| *it < next);
    days.filter(|it| is_workday(team, *it)).last().unwrap_or(start)
}

fn weekday(date: NaiveDate) -> Weekday {
    match date.weekday() {
        chrono::Weekday::Mon => Weekday::Mon,
        chrono::Weekday::Tue => Weekday::Tue,
        chrono::Weekday::Wed => Weekday::Wed,
        chrono::Weekday::Thu => Weekday::Thu,
        chrono::Weekday::Fri => Weekday::Fri,
        chrono::Weekday::Sat => Weekday::Sat,
        chrono::Weekday::Sun => Weekday::Sun,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ceremony::{Sprint, Titles};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Ten-day sprints, the fourteenth from Monday 2026-11-16.
    fn team() -> Team {
        Team {
            id: "t".into(),
            name: "T".into(),
            members: Vec::new(),
            profile: None,
            sprint: Some(Sprint { first: 14, start: day("2026-11-16"), days: 10 }),
            workdays: Vec::new(),
            free_days: Vec::new(),
            times: Vec::new(),
            product_goal: "".into(),
            sprint_goal: "".into(),
            launches: Vec::new(),
            titles: Titles::default(),
            deck: None,
            ready: Vec::new(),
        }
    }

    fn on(team: &Team, date: &str) -> (String, String, u32, u32) {
        let it = sprint_on(team, day(date)).unwrap();
        (it.name.to_string(), it.end.to_string(), it.days, it.days_left)
    }

    #[test]
    fn a_sprint_follows_from_the_date() {
        let team = team();
        assert_eq!(on(&team, "2026-11-16"), ("Sprint 14".into(), "2026-11-27".into(), 10, 10));
        assert_eq!(on(&team, "2026-11-23"), ("Sprint 14".into(), "2026-11-27".into(), 10, 5));
        assert_eq!(on(&team, "2026-11-27"), ("Sprint 14".into(), "2026-11-27".into(), 10, 1));
        assert_eq!(on(&team, "2026-11-30"), ("Sprint 15".into(), "2026-12-11".into(), 10, 10));
        assert_eq!(on(&team, "2027-11-15"), ("Sprint 40".into(), "2027-11-26".into(), 10, 10));
    }

    #[test]
    fn the_weekend_after_a_sprint_has_no_days_left() {
        assert_eq!(on(&team(), "2026-11-29").3, 0);
    }

    #[test]
    fn days_off_are_not_counted_and_move_no_sprint() {
        let mut team = team();
        team.free_days = vec![day("2026-11-27"), day("2026-11-24")];
        assert_eq!(on(&team, "2026-11-23"), ("Sprint 14".into(), "2026-11-26".into(), 8, 3));
        team.workdays = vec![Weekday::Mon, Weekday::Tue, Weekday::Wed];
        assert_eq!(on(&team, "2026-11-23"), ("Sprint 14".into(), "2026-11-25".into(), 5, 2));
        assert_eq!(on(&team, "2026-11-30").0, "Sprint 15");
    }

    #[test]
    fn before_the_first_sprint_it_is_the_first() {
        assert_eq!(on(&team(), "2026-11-02"), ("Sprint 14".into(), "2026-11-27".into(), 10, 10));
    }

    #[test]
    fn the_next_sprint_ends_on_its_own_last_workday() {
        let it = sprint_on(&team(), day("2026-11-23")).unwrap();
        assert_eq!(it.next_end, day("2026-12-11"));
    }

    #[test]
    fn a_date_at_the_end_of_the_calendar_is_no_sprint_and_no_panic() {
        assert_eq!(sprint_on(&team(), NaiveDate::MAX), None);
        assert_eq!(workdays(&team(), NaiveDate::MIN, NaiveDate::MAX), 2614);
        assert_eq!(workdays(&team(), day("2026-11-27"), day("2026-11-23")), 0);
    }
}
