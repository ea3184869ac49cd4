//! Every number of the trends screen, counted again from the text of the journals and nothing else.

mod sums;
mod text;

use std::collections::BTreeMap;

use runsheet::{
    history::{CATALOGUE, Clarity, Digest, Needs, Trends, measures},
    shell::{shelf, store::Store},
};

use crate::generated;
use sums::Sums;
use text::{Told, list, number, quoted};

/// What the program says, and what the text says, of the same sessions, oldest first.
fn both(count: usize, seed: u64) -> (Vec<Digest>, Vec<Told>) {
    let data = generated::data(count, seed);
    let store = Store::new(data.path());
    let mut all = shelf::all(data.path());
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
            let recounted = sums.value(id, it, shown);
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
        let recorded = matches!(term.needs, Needs::Recorded(_)) && term.id != "M21";
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
