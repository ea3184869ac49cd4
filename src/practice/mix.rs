//! What to practise today: mostly what is due, some that is new, a little of what is weakest. Pure; the day and a seed come in.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use super::{Content, Drill, Progress, Schedule, log::Line};
use crate::ceremony::{Id, Percent};

/// What waits today. It never grows beyond a day's load, however long one was away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Today {
    pub statements: usize,
    /// The principle a run should meet.
    pub principle: Option<Id>,
}

impl Today {
    pub fn of(lines: &[Line], content: &Content, today: NaiveDate) -> Today {
        let schedule = Schedule::of(lines, content);
        let done: BTreeSet<&Id> = lines
            .iter()
            .filter_map(|it| match it {
                Line::Drilled(it) if it.day == today => Some(&it.item),
                _ => None,
            })
            .collect();
        let ran = lines.iter().any(|it| matches!(it, Line::RunEnded(it) if it.day == today));
        let waiting = content.statements().filter(|it| {
            !done.contains(&it.id) && schedule.statement_due(&it.id).is_none_or(|it| it <= today)
        });
        let load = &content.scheduler.daily;
        Today {
            statements: waiting.count().min(load.drills.saturating_sub(done.len())),
            principle: if ran {
                None
            } else {
                principles(lines, content, today).into_iter().next()
            },
        }
    }
}

/// A day's statements, in an order that mixes them.
pub fn statements<'a>(
    lines: &[Line],
    content: &'a Content,
    today: NaiveDate,
    seed: u64,
) -> Vec<&'a Drill> {
    let schedule = Schedule::of(lines, content);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut all: Vec<&Drill> = content.statements().collect();
    all.shuffle(&mut random);
    let due = |it: &&Drill| schedule.statement_due(&it.id);
    let mut old: Vec<&Drill> = all.iter().filter(|it| due(it).is_some()).copied().collect();
    old.sort_by_key(due);
    let (waiting, later): (Vec<&Drill>, Vec<&Drill>) =
        old.into_iter().partition(|it| due(it).is_some_and(|it| it <= today));
    let new: Vec<&Drill> = all.iter().filter(|it| due(it).is_none()).copied().collect();
    let mut weakest = later.clone();
    weakest.sort_by_key(|it| schedule.statement(&it.id).map(|it| u32::MAX - it.lapses));

    let (rule, load) = (&content.scheduler.mix, content.scheduler.daily.drills);
    let mut picked: Vec<&Drill> = Vec::new();
    let parts =
        [(waiting, rule.due), (new, rule.new), (weakest, rule.weakest_axis), (later, Percent(0))];
    for (list, share) in &parts {
        take(&mut picked, list, share_of(load, *share));
    }
    for (list, _) in &parts {
        let room = load.saturating_sub(picked.len());
        take(&mut picked, list, room);
    }
    picked.shuffle(&mut random);
    picked
}

/// A day's statements, then all others, mixed.
pub fn all<'a>(
    lines: &[Line],
    content: &'a Content,
    today: NaiveDate,
    seed: u64,
) -> Vec<&'a Drill> {
    let mut all = statements(lines, content, today, seed);
    let mut rest: Vec<&Drill> = content.statements().collect();
    rest.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let more = rest.len();
    take(&mut all, &rest, more);
    all
}

/// Principles in the order a run should meet them: what is due, longest first; then what is new; then those of the weakest
/// axis; then the rest, soonest first.
pub fn principles(lines: &[Line], content: &Content, today: NaiveDate) -> Vec<Id> {
    let schedule = Schedule::of(lines, content);
    let weakest = Progress::of(lines, content).weakest_axis();
    let rank = |id: &Id, axis: &Id| match schedule.principle_due(id) {
        Some(due) if due <= today => (0, Some(due)),
        None => (1, None),
        due if Some(axis) == weakest.as_ref() => (2, due),
        due => (3, due),
    };
    let mut all: Vec<_> = content.principles.principles.iter().collect();
    all.sort_by_key(|it| rank(&it.id, &it.axis));
    all.into_iter().map(|it| it.id.clone()).collect()
}

/// Those of them that are due: a run meets their situations first.
pub fn due(lines: &[Line], content: &Content, today: NaiveDate) -> Vec<Id> {
    let schedule = Schedule::of(lines, content);
    let mut all = principles(lines, content, today);
    all.retain(|it| schedule.principle_due(it).is_some_and(|it| it <= today));
    all
}

fn take<'a>(picked: &mut Vec<&'a Drill>, from: &[&'a Drill], most: usize) {
    let known = |picked: &[&Drill], it: &Drill| picked.iter().any(|other| other.id == it.id);
    let mut left = most;
    for it in from {
        if left == 0 {
            break;
        }
        if !known(picked, it) {
            picked.push(it);
            left -= 1;
        }
    }
}

fn share_of(load: usize, share: Percent) -> usize {
    load * share.0 as usize / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ceremony::Secs,
        practice::{Owner, log::Drilled},
    };

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn drilled(item: &Id, on: u32, right: bool) -> Line {
        Line::Drilled(Drilled {
            item: item.clone(),
            profile: "midsize".into(),
            day: day(on),
            answer: Owner::Po,
            right,
            secs: Secs(9),
            confidence: None,
        })
    }

    fn first(content: &Content, many: usize) -> Vec<Id> {
        content.statements().take(many).map(|it| it.id.clone()).collect()
    }

    fn ids(picked: &[&Drill]) -> BTreeSet<Id> {
        picked.iter().map(|it| it.id.clone()).collect()
    }

    #[test]
    fn a_first_day_brings_ten_new_statements_once() {
        let content = Content::shipped();
        let picked = statements(&[], &content, day(2), 7);
        assert_eq!(ids(&picked).len(), 10);
        assert_eq!(picked, statements(&[], &content, day(2), 7));
        assert_ne!(picked, statements(&[], &content, day(2), 8));
    }

    #[test]
    fn what_is_due_comes_first_beside_something_new() {
        let content = Content::shipped();
        let known = first(&content, 20);
        let lines: Vec<Line> = known.iter().map(|it| drilled(it, 2, false)).collect();
        let picked = statements(&lines, &content, day(20), 7);
        let due = picked.iter().filter(|it| known.contains(&it.id)).count();
        assert_eq!((due, picked.len()), (8, 10));
    }

    #[test]
    fn an_overdue_pile_is_never_more_than_a_day() {
        let content = Content::shipped();
        let lines: Vec<Line> = first(&content, 40).iter().map(|it| drilled(it, 2, false)).collect();
        assert_eq!(Today::of(&lines, &content, day(28)).statements, 10);
    }

    #[test]
    fn what_was_done_today_waits_no_more_today() {
        let content = Content::shipped();
        let four: Vec<Line> = first(&content, 4).iter().map(|it| drilled(it, 2, true)).collect();
        assert_eq!(Today::of(&four, &content, day(2)).statements, 6);
        let ten: Vec<Line> = first(&content, 10).iter().map(|it| drilled(it, 2, true)).collect();
        assert_eq!(Today::of(&ten, &content, day(2)).statements, 0);
    }

    #[test]
    fn a_principle_called_for_by_a_live_session_leads_the_next_run() {
        let content = Content::shipped();
        let flag = Line::FlaggedLive {
            sid: "live".into(),
            day: day(2),
            warning: "ap.blame".into(),
            principle: "pr.safety".into(),
        };
        assert_eq!(principles(std::slice::from_ref(&flag), &content, day(3))[0], "pr.safety");
        assert_ne!(principles(std::slice::from_ref(&flag), &content, day(2))[0], "pr.safety");
        assert_eq!(due(std::slice::from_ref(&flag), &content, day(3)), [Id::from("pr.safety")]);
        assert_eq!(due(std::slice::from_ref(&flag), &content, day(2)), Vec::<Id>::new());
        assert_eq!(Today::of(&[flag], &content, day(3)).principle, Some("pr.safety".into()));
    }
}
