//! Every number of the trends screen, counted again from the text of the journals and nothing else.

mod conditions;
mod course;
mod sums;
mod text;

use std::{collections::BTreeMap, path::Path};

use runsheet::{
    app::Now,
    history::{CATALOGUE, Clarity, Digest, Needs, Observation, Trends, measures},
    shell::{ledgers::Ledgers, shelf, store::Store},
};

use crate::generated;
use course::Course;
use sums::Sums;
use text::{Told, list, number, quoted};

/// After all of it.
const LATER: Now = Now { boot_ms: 0, wall_ms: 1_796_000_000_000, offset_min: 60 };

/// What the program says, and what the text says, of the same sessions, oldest first.
fn both(count: usize, seed: u64) -> (Vec<Digest>, Vec<Told>) {
    read(generated::data(count, seed).path())
}

fn read(data: &Path) -> (Vec<Digest>, Vec<Told>) {
    let store = Store::new(data);
    let mut all = shelf::all(data);
    all.reverse();
    let stored = all.iter().map(|it| store.open(&it.sid).unwrap());
    let history = stored.filter_map(|it| Digest::of(it.setup, &it.records)).collect();
    let mut told: Vec<Told> = all.iter().map(|it| Told::read(&it.path)).collect();
    told.retain(|it| !it.one("Ended").body.contains("how:Aborted("));
    (history, told)
}

#[test]
fn every_measure_is_what_the_text_of_the_journals_adds_up_to() {
    let (history, told) = both(168, 9);
    assert_eq!(history.len(), told.len(), "only stopped sessions are left out");
    let sums = Sums::of(&told);
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for reading in measures(&history) {
        let id = reading.term.id;
        for it in &told {
            let shown = reading.points.iter().find(|point| *point.sid == *it.sid);
            let shown = shown.map(|it| it.value);
            let recounted = sums.value(id, it);
            let Some(recounted) = recounted else { continue };
            let same = match (shown, recounted) {
                (Some(shown), Some(recounted)) => (shown - recounted).abs() < 1e-9,
                (shown, recounted) => shown == recounted,
            };
            assert!(same, "{id} of {} {}: {shown:?}, {recounted:?}", it.ceremony(), it.sid);
            *counted.entry(id).or_default() += usize::from(recounted.is_some());
        }
    }
    for term in CATALOGUE {
        let recorded = matches!(term.needs, Needs::Recorded(_));
        let times = counted.get(term.id).copied().unwrap_or(0);
        assert!((5 <= times) == recorded, "{}: {times} numbers were compared", term.id);
    }
}

#[test]
fn the_strip_of_every_sprint_is_what_the_text_of_its_journals_says() {
    let (history, told) = both(98, 4);
    let today = history[history.len() - 1].day;
    let trends =
        Trends::of(&history, history.len(), &runsheet::history::Ledger::default(), None, today);
    assert!(5 <= trends.sprints.len());
    for (at, strip) in trends.sprints.iter().enumerate() {
        let held: Vec<&Told> = told.iter().filter(|it| it.sprint() == &*strip.sprint).collect();
        let days: Vec<_> = held.iter().map(|it| it.day()).collect();
        assert_eq!((Some(&strip.from), Some(&strip.to)), (days.iter().min(), days.iter().max()));
        for (sitting, it) in strip.held.iter().zip(&held) {
            assert_eq!(sitting.ceremony.as_str(), it.ceremony());
            assert!((sums::whole(sitting.elapsed_s) - sums::elapsed_s(it)).abs() < 0.5);
            let planned = number(&it.opened, "planned_secs:").unwrap();
            assert_eq!(sitting.planned_s, planned.unsigned_abs());
        }
        assert_eq!(strip.held.len(), held.len());
        let plannings = || held.iter().filter(|it| it.ceremony() == "planning");
        let mut goals = plannings().filter_map(|it| {
            let mut goals = it.of("Captured").filter(|it| it.body.contains("(kind:Goal,"));
            goals.next_back().and_then(|it| quoted(&it.body, "text:"))
        });
        let goal = strip.goal.as_ref().map(|it| it.replace('"', "\\\""));
        assert_eq!(goal.as_deref(), goals.next_back(), "{}", strip.sprint);
        let votes: Vec<f64> = held.iter().filter_map(|it| sums::vote(it, "fist")).collect();
        assert_eq!(strip.confidence, votes);
        let met = held.iter().find_map(|it| sums::goal(it));
        assert_eq!(strip.met, met);
        let taken = plannings().map(|it| sums::taken(it).len()).sum::<usize>();
        assert_eq!(strip.selected, taken);
        let next = trends.sprints.get(at + 1).and_then(|next| {
            told.iter().find(|it| it.sprint() == &*next.sprint && it.ceremony() == "planning")
        });
        let left = next.map(|it| list(&it.defined, "carry_overs:[").len());
        assert_eq!(strip.carried, left, "{}", strip.sprint);
    }
}

#[test]
fn who_waited_and_which_topics_came_back_are_counted_from_the_text() {
    let (history, told) = both(168, 9);
    let clarity = Clarity::of(&history, None);
    let handled: Vec<(usize, usize)> =
        told.iter().map(sums::waited).filter(|it| 0 < it.0).collect();
    let last = &handled[handled.len() - 5..];
    let (all, late) = last.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    assert!(0 < handled.iter().map(|it| it.1).sum::<usize>(), "somebody waited somewhere");
    assert_eq!(clarity.not_waiting, Some(1.0 - sums::float(late) / sums::float(all)));
    let parts = clarity.parts();
    let known = |name: &str| parts.iter().find(|it| it.name == name).unwrap();
    for name in ["right owner", "order stable"] {
        assert!(known(name).needs.told().starts_with("not recorded: "), "{name}");
    }

    let talked = |it: &Told| -> Vec<String> {
        let mut titles: Vec<String> =
            sums::talked(it).into_iter().map(|it| it.trim().to_lowercase()).collect();
        titles.sort();
        titles.dedup();
        titles
    };
    let all: Vec<Vec<String>> = told.iter().map(talked).filter(|it| !it.is_empty()).collect();
    let recent = &all[all.len().saturating_sub(5)..];
    let topics = runsheet::history::topics(&history);
    assert!(!topics.is_empty());
    for it in &topics {
        let times = recent.iter().filter(|of| of.contains(&it.title.to_lowercase())).count();
        assert_eq!((it.times, it.of), (times, recent.len()), "{}", it.title);
    }
    let mut named: Vec<&String> = recent.iter().flatten().collect();
    named.sort();
    named.dedup();
    assert_eq!(topics.len(), named.len());
}

#[test]
fn every_view_shows_the_sessions_of_its_ceremony_and_their_range() {
    let (history, told) = both(98, 4);
    let today = history[history.len() - 1].day;
    let trends =
        Trends::of(&history, history.len(), &runsheet::history::Ledger::default(), None, today);
    assert_eq!((trends.sessions, trends.of), (told.len(), told.len()));
    let whole = &trends.views[0];
    assert_eq!((trends.views.len(), whole.sessions), (6, told.len()));
    for view in &trends.views {
        let is_of =
            |it: &Told| view.ceremony.as_ref().is_none_or(|of| it.ceremony() == of.as_str());
        assert_eq!(view.sessions, told.iter().filter(|it| is_of(it)).count());
        for (reading, all) in view.readings.iter().zip(&whole.readings) {
            let of_view = told.iter().filter(|it| is_of(it)).map(|it| &*it.sid);
            let sids: Vec<&str> = of_view.collect();
            let wanted = all.points.iter().filter(|it| sids.contains(&&*it.sid));
            let wanted: Vec<_> = wanted.cloned().collect();
            assert_eq!((reading.term.id, &reading.points), (all.term.id, &wanted));
            assert_eq!(reading.has_trend(), 5 <= wanted.len());
            let mut values: Vec<f64> = wanted.iter().map(|it| it.value).collect();
            values.sort_by(f64::total_cmp);
            let Some((low, middle, high)) = reading.range() else {
                assert!(values.is_empty());
                continue;
            };
            let n = values.len();
            let (below, above) = (values[(n - 1) / 2], values[n / 2]);
            assert_eq!((low, high), (values[0], values[n - 1]), "{}", reading.term.id);
            assert!((middle - f64::midpoint(below, above)).abs() < 1e-9, "{}", reading.term.id);
        }
    }
}

#[test]
fn what_was_settled_of_late_and_what_stands_out_are_counted_from_the_text() {
    let (mut stale_seen, mut stuck_seen, mut shares) = (0, 0, 0);
    for (count, seed) in [(60, 3), (98, 4), (140, 6), (168, 9), (126, 12)] {
        let data = generated::data(count, seed);
        let (history, told) = read(data.path());
        let today = history[history.len() - 1].day + chrono::Days::new(4);
        let ledger = Ledgers::new(data.path()).up_to_date(&generated::TEAM.into(), LATER);
        let sums = Sums::of(&told);
        let inputs: Vec<Option<(usize, usize)>> =
            told.iter().map(|it| Course::of(it).missed()).collect();

        for end in 1..=told.len() {
            let applied = inputs[..end].iter().rev().filter(|it| it.is_none_or(|it| 0 < it.1));
            let last: Option<Vec<(usize, usize)>> = applied.take(5).copied().collect();
            let Some(last) = last.filter(|it| !it.is_empty()) else { continue };
            let (missed, all) = last.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            let share = 1.0 - sums::float(missed) / sums::float(all);
            let shown = Clarity::of(&history[..end], None).settled.unwrap();
            assert!((shown - share).abs() < 1e-9, "{shown} {share}");
            shares += 1;
        }
        for it in runsheet::history::observations(&history, &ledger, today) {
            match it {
                Observation::StaleBlockers { count, unowned } => {
                    let old = sums.open_blockers(today - chrono::Days::new(3));
                    let nobodys = old.iter().filter(|it| **it).count();
                    assert_eq!((count, unowned), (old.len(), nobodys));
                    stale_seen += 1;
                }
                Observation::InputsMissed { times, of } => {
                    let here = told[told.len() - 1].ceremony();
                    let alike = told.iter().zip(&inputs).rev();
                    let alike = alike.filter(|it| it.0.ceremony() == here).take(5);
                    let known: Option<Vec<usize>> = alike.map(|it| it.1.map(|it| it.0)).collect();
                    if let Some(known) = known {
                        let with = known.iter().filter(|it| 0 < **it).count();
                        assert_eq!((times, of), (with, known.len()));
                    }
                }
                Observation::TopicStuck { title, times, of } => {
                    let topics = runsheet::history::topics(&history);
                    let topic = topics.iter().find(|it| it.title == title).unwrap();
                    assert_eq!((topic.times, topic.of), (times, of));
                    stuck_seen += 1;
                }
                Observation::StepOver { step, times, of, .. } => {
                    assert!(3 <= times && times <= of && of <= 5, "{step}");
                }
            }
        }
    }
    assert!(0 < stale_seen && 0 < stuck_seen && 20 < shares, "{stale_seen} {stuck_seen} {shares}");
}
