//! Who is here on which day of the sprint. Kept beside a session while it runs, never in it: a record has the totals.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Capacity, GivenSprint, Open, Session, calendar::is_workday};
use crate::ceremony::{Amount, Percent, Role, Team, Text};

/// More days than any sprint has.
const MOST_DAYS: usize = 60;

/// How a developer's day is spent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Day {
    #[default]
    Here,
    Half,
    Away,
    /// Here, for something that is no work of the sprint: support, on call.
    Duty,
}

impl Day {
    #[must_use]
    pub fn next(self) -> Day {
        match self {
            Day::Here => Day::Away,
            Day::Away => Day::Half,
            Day::Half => Day::Duty,
            Day::Duty => Day::Here,
        }
    }

    /// Hundredths of a day for the sprint.
    fn worth(self) -> u32 {
        match self {
            Day::Here => 100,
            Day::Half => 50,
            Day::Away | Day::Duty => 0,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: Text,
    /// How much of a full week.
    pub share: Percent,
    pub days: Vec<Day>,
}

impl Person {
    /// Person-days for the sprint.
    pub fn available(&self) -> Amount {
        self.sum(Day::worth)
    }

    fn duties(&self) -> Amount {
        self.sum(|it| if it == Day::Duty { 100 } else { 0 })
    }

    fn sum(&self, worth: fn(Day) -> u32) -> Amount {
        let days = self.days.iter().map(|it| worth(*it)).sum();
        Amount::of_hundredths(days).percent(self.share.0.min(100))
    }
}

/// The developers, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    pub people: Vec<Person>,
    /// The working days of the sprint that is planned; empty where the team has no calendar.
    pub dates: Vec<NaiveDate>,
    pub days: usize,
    pub hours: Amount,
    pub focus: Percent,
    pub free: Percent,
}

impl Availability {
    /// Everybody as the team file says, every working day.
    pub fn of(session: &Session) -> Availability {
        let setup = session.setup();
        let dates =
            setup.given.sprint.as_ref().map(|it| ahead(&setup.team, it)).unwrap_or_default();
        let days = if dates.is_empty() { session.sprint_days() as usize } else { dates.len() };
        let days = days.min(MOST_DAYS);
        let developers = setup.team.members.iter().filter(|it| {
            it.roles.contains(&Role::Dev) && (it.usual || session.present().contains(&it.name))
        });
        let person = |it: &crate::ceremony::Member| Person {
            name: it.name.clone(),
            share: it.share,
            days: vec![Day::Here; days],
        };
        let Capacity { hours, focus, free, .. } = session.uncounted();
        Availability { people: developers.map(person).collect(), dates, days, hours, focus, free }
    }

    /// As it was counted last, so far as that is still known.
    pub fn counted(session: &Session, open: &Open) -> Availability {
        let mut all = Availability::of(session);
        let Some(n) = session.capacity_n() else { return all };
        let Capacity { hours, focus, free, .. } = session.capacity();
        (all.hours, all.focus, all.free) = (hours, focus, free);
        for it in &mut all.people {
            if let Some(known) = open.days(n, &it.name) {
                for (day, known) in it.days.iter_mut().zip(known) {
                    *day = *known;
                }
            }
        }
        all
    }

    /// Those who are not simply here, for the scratch file.
    pub fn exceptions(&self) -> Vec<(Text, Vec<Day>)> {
        let odd = self.people.iter().filter(|it| it.days.iter().any(|it| *it != Day::Here));
        odd.map(|it| (it.name.clone(), it.days.clone())).collect()
    }

    pub fn capacity(&self) -> Capacity {
        Capacity {
            people: count(self.people.len()),
            days: count(self.days),
            available: self.people.iter().map(Person::available).sum(),
            duties: self.people.iter().map(Person::duties).sum(),
            hours: self.hours,
            focus: self.focus,
            free: self.free,
        }
    }
}

fn count(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

/// The working days of a sprint.
fn ahead(team: &Team, sprint: &GivenSprint) -> Vec<NaiveDate> {
    let days = sprint.start.iter_days().take_while(|it| *it <= sprint.end);
    days.filter(|it| is_workday(team, *it)).take(MOST_DAYS).collect()
}
