//! What is due: a fold over the practice log. Statements come back one by one, situations by their principle.
//!
//! Pure: the day is an argument. Nothing is counted that one has not done.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{
    Content, Memory, Rating, Spacing,
    log::{Drilled, Line, RunEnded},
};
use crate::ceremony::Id;

/// Everything that was practised, and when it comes back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Schedule {
    statements: BTreeMap<Id, Card>,
    principles: BTreeMap<Id, Card>,
    /// Principles that a live session called for, and the day they are due.
    called: BTreeMap<Id, NaiveDate>,
    /// The situation in which a principle was met last.
    met: BTreeMap<Id, Id>,
}

/// One thing learnt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Card {
    pub memory: Memory,
    pub last: NaiveDate,
    pub due: NaiveDate,
    pub reviews: u32,
    /// How often it was not known.
    pub lapses: u32,
}

impl Schedule {
    /// Folds the log in the order it was written.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>, content: &Content) -> Schedule {
        let spacing = Spacing::of(&content.scheduler);
        let mut schedule = Schedule::default();
        for line in lines {
            match line {
                Line::Drilled(it) => schedule.drilled(it, content, &spacing),
                Line::RunEnded(it) => schedule.ran(it, content, &spacing),
                Line::FlaggedLive { day, principle, .. } => {
                    let after = Days::new(content.scheduler.after_live_days.into());
                    let due = day.checked_add_days(after).unwrap_or(*day);
                    schedule.called.insert(principle.clone(), due);
                }
                Line::Resolved { .. } | Line::Tried { .. } | Line::Disagreed { .. } => {}
            }
        }
        schedule
    }

    fn drilled(&mut self, it: &Drilled, content: &Content, spacing: &Spacing) {
        let sure = it.confidence.map(|it| content.rubric.sure(it));
        let rating = content.scheduler.drill.of(it.right, it.secs, sure);
        review(&mut self.statements, &it.item, it.day, rating, spacing);
    }

    fn ran(&mut self, run: &RunEnded, content: &Content, spacing: &Spacing) {
        for it in &run.answers {
            let sure = it.confidence.map(|it| content.rubric.sure(it));
            let rating = content.scheduler.situation.of(it.grade, sure, it.aided);
            review(&mut self.principles, &it.principle, run.day, rating, spacing);
            self.met.insert(it.principle.clone(), it.situation.clone());
            if self.called.get(&it.principle).is_some_and(|due| *due <= run.day) {
                self.called.remove(&it.principle);
            }
        }
    }

    pub fn statement(&self, id: &Id) -> Option<&Card> {
        self.statements.get(id)
    }

    pub fn principle(&self, id: &Id) -> Option<&Card> {
        self.principles.get(id)
    }

    /// When the statement comes back; `None` when it is new.
    pub fn statement_due(&self, id: &Id) -> Option<NaiveDate> {
        self.statements.get(id).map(|it| it.due)
    }

    /// When the principle comes back: by its card or because a live session called for it, whichever is sooner.
    pub fn principle_due(&self, id: &Id) -> Option<NaiveDate> {
        let called = self.called.get(id).copied();
        let by_card = self.principles.get(id).map(|it| it.due);
        called.into_iter().chain(by_card).min()
    }

    /// The text in which it was met last; the next one is another.
    pub fn last_met_in(&self, principle: &Id) -> Option<&Id> {
        self.met.get(principle)
    }
}

fn review(
    cards: &mut BTreeMap<Id, Card>,
    id: &Id,
    day: NaiveDate,
    rating: Rating,
    spacing: &Spacing,
) {
    let before = cards.get(id).copied();
    let since = before.map_or(0, |it| (day - it.last).num_days().max(0));
    let days = u32::try_from(since).unwrap_or(u32::MAX);
    let reviews = before.map_or(0, |it| it.reviews) + 1;
    let salt = crc32fast::hash(format!("{id} {reviews}").as_bytes());
    let (memory, interval) = spacing.after(before.map(|it| it.memory), days, rating, salt);
    let last = before.map_or(day, |it| it.last.max(day));
    let due = last.checked_add_days(Days::new(interval.into())).unwrap_or(last);
    let lapses = before.map_or(0, |it| it.lapses) + u32::from(rating == Rating::Again);
    cards.insert(id.clone(), Card { memory, last, due, reviews, lapses });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ceremony::{Percent, Secs, Text},
        practice::{Grade, Owner, log::Answered},
    };

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn drilled(on: u32, right: bool) -> Line {
        Line::Drilled(Drilled {
            item: "d01".into(),
            profile: "midsize".into(),
            day: day(on),
            answer: Owner::Pm,
            right,
            secs: Secs(8),
            confidence: Some(Percent(70)),
        })
    }

    fn run(on: u32, situation: &str, grade: Grade) -> Line {
        let answer = Answered {
            situation: situation.into(),
            principle: "pr.not_yet".into(),
            axis: "protect".into(),
            option: "a".into(),
            grade,
            confidence: None,
            aided: false,
        };
        Line::RunEnded(Box::new(RunEnded {
            sid: Text::new("r"),
            day: day(on),
            ceremony: "standup".into(),
            profile: "midsize".into(),
            level: "guided".into(),
            seed: 1,
            score: 60,
            parts: Vec::new(),
            answers: vec![answer],
            self_rated: None,
        }))
    }

    fn flagged(on: u32) -> Line {
        Line::FlaggedLive {
            sid: Text::new("live"),
            day: day(on),
            warning: "ap.scope_sneak".into(),
            principle: "pr.not_yet".into(),
        }
    }

    fn schedule(lines: &[Line]) -> Schedule {
        Schedule::of(lines, &Content::shipped())
    }

    #[test]
    fn what_was_known_comes_back_later_than_what_was_not() {
        let known = schedule(&[drilled(2, true)]).statement_due(&"d01".into()).unwrap();
        let unknown = schedule(&[drilled(2, false)]).statement_due(&"d01".into()).unwrap();
        assert_eq!((known, unknown), (day(4), day(3)));
        assert_eq!(schedule(&[]).statement_due(&"d01".into()), None);
    }

    #[test]
    fn each_time_it_is_known_it_stays_away_longer() {
        let two = schedule(&[drilled(2, true), drilled(4, true)]);
        let card = *two.statement(&"d01".into()).unwrap();
        assert!(day(4) + Days::new(5) < card.due, "{card:?}");
        assert_eq!((card.reviews, card.lapses), (2, 0));
    }

    #[test]
    fn a_flag_in_a_live_session_makes_its_principle_due_tomorrow_until_it_was_met() {
        let id = "pr.not_yet".into();
        let best = run(2, "s.one", Grade::Best);
        let called = schedule(&[best.clone(), flagged(2)]);
        assert_eq!(called.principle_due(&id), Some(day(3)));
        let met = schedule(&[best, flagged(2), run(3, "s.two", Grade::Best)]);
        assert!(day(3) < met.principle_due(&id).unwrap());
        assert_eq!(met.last_met_in(&id), Some(&"s.two".into()));
    }

    #[test]
    fn a_day_that_runs_back_moves_nothing_back() {
        let odd = schedule(&[drilled(9, true), drilled(4, true)]);
        assert!(day(9) < odd.statement_due(&"d01".into()).unwrap());
    }
}
