//! What keeps coming back: topic memory, the clarity index with its parts, and a few observations with their evidence.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Digest, Ledger, Needs,
    measures::{settled_inputs, share},
    note::Kind,
};
use crate::{
    ceremony::{CaptureKind, Id, Percent, Text},
    session::{NOBODY, PmState},
};

/// Sessions of one ceremony that are looked back on.
const BACK: usize = 5;
/// A topic this often among them is one that comes back.
const AGAIN: usize = 3;
/// A session gets no more observations than this.
const MOST: usize = 3;
/// A blocker this many days old is stale.
const STALE: i64 = 3;

/// A topic of the last retrospectives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    pub title: Text,
    /// In how many of them, and of how many.
    pub times: usize,
    pub of: usize,
    /// Whether an action about it was closed.
    pub acted: bool,
}

impl Topic {
    /// Came back often, and nothing was done about it.
    pub fn is_stuck(&self) -> bool {
        AGAIN <= self.times && !self.acted
    }
}

/// The topics of the last five retrospectives, the most frequent first. Capitals make no difference.
pub fn topics(history: &[Digest]) -> Vec<Topic> {
    let retros = last(history, |it| !it.topics.is_empty());
    let mut known: BTreeMap<String, Topic> = BTreeMap::new();
    for retro in &retros {
        let mut here: Vec<(String, &Text)> =
            retro.topics.iter().map(|it| (it.trim().to_lowercase(), it)).collect();
        here.sort();
        here.dedup_by(|a, b| a.0 == b.0);
        for (key, title) in here {
            let acted = acted(history, &key);
            let fresh = Topic { title: title.clone(), times: 0, of: retros.len(), acted };
            known.entry(key).or_insert(fresh).times += 1;
        }
    }
    let mut topics: Vec<Topic> = known.into_values().collect();
    topics.sort_by_key(|it| std::cmp::Reverse(it.times));
    topics
}

fn acted(history: &[Digest], topic: &str) -> bool {
    let about = |it: &Text| it.trim().to_lowercase() == topic;
    let actions = history
        .iter()
        .flat_map(|it| &it.opened)
        .filter(|it| it.kind == CaptureKind::Action && it.about.as_ref().is_some_and(about));
    let mut closed = actions.filter(|action| {
        action.over
            || history
                .iter()
                .flat_map(|it| &it.settled)
                .any(|it| it.0 == action.id && &*it.1 == "done")
    });
    closed.next().is_some()
}

/// The newest of those that fit, newest first.
fn last(history: &[Digest], fits: impl Fn(&Digest) -> bool) -> Vec<&Digest> {
    history.iter().rev().filter(|it| fits(it)).take(BACK).collect()
}

/// M14: who decides, from 0 to 100, never shown without its parts. Each part is a share, or unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Clarity {
    pub right_owner: Option<f64>,
    pub not_waiting: Option<f64>,
    pub order_stable: Option<f64>,
    pub settled: Option<f64>,
    pub gap_map: Option<f64>,
}

/// A part of the clarity index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    pub name: &'static str,
    /// In hundredths.
    pub weight: u32,
    pub value: Option<f64>,
    pub formula: &'static str,
    pub needs: Needs,
}

/// Below this the index asks for a talk about who decides.
pub const LOW: f64 = 60.0;

impl Clarity {
    /// The part with the least, of those that are known.
    pub fn weakest(&self) -> Option<Part> {
        let known = self.parts().into_iter().filter(|it| it.value.is_some());
        known.min_by(|a, b| a.value.unwrap_or(1.0).total_cmp(&b.value.unwrap_or(1.0)))
    }

    /// From the last five sessions, as far as they record it, and the team's last answers on who owns what.
    pub fn of(history: &[Digest], gap_map: Option<f64>) -> Clarity {
        let recent = last(history, |it| settled_inputs(&it.inputs).is_some());
        let inputs: Vec<PmState> = recent.iter().flat_map(|it| it.inputs.clone()).collect();
        let handled = last(history, |it| 0 < it.waited.0);
        let sum = |of: fn(&Digest) -> usize| handled.iter().map(|it| of(it)).sum::<usize>();
        let waited = share(sum(|it| it.waited.1), sum(|it| it.waited.0));
        Clarity {
            not_waiting: waited.map(|it| 1.0 - it),
            settled: settled_inputs(&inputs),
            gap_map,
            ..Clarity::default()
        }
    }

    pub fn parts(&self) -> [Part; 5] {
        let part =
            |name, weight, value, formula, needs| Part { name, weight, value, formula, needs };
        [
            part(
                "right owner",
                30,
                self.right_owner,
                "decisions by the role that owns their kind / decisions with a kind",
                Needs::Nowhere("a decision is written down without its kind"),
            ),
            part(
                "not waiting",
                20,
                self.not_waiting,
                "1 - items that waited for somebody's approval / items gone through",
                Needs::Recorded("items gone through one by one"),
            ),
            part(
                "order stable",
                20,
                self.order_stable,
                "1 - order changes by others than the PO / order changes",
                Needs::Nowhere("who asked for another order is not written down"),
            ),
            part(
                "settled",
                15,
                self.settled,
                "1 - PM inputs missed / PM inputs that applied",
                Needs::Recorded("an input of the product manager that applied"),
            ),
            part(
                "gap map",
                15,
                self.gap_map,
                "responsibilities owned as expected / all of them",
                Needs::Recorded("“Who owns what” answered to the end"),
            ),
        ]
    }

    /// How many parts are known, and their weight in hundredths.
    pub fn known(&self) -> (usize, u32) {
        let parts = self.parts();
        let known = parts.iter().filter(|it| it.value.is_some());
        (known.clone().count(), known.map(|it| it.weight).sum())
    }

    /// The known parts re-weighted; `None` with fewer than three.
    pub fn index(&self) -> Option<f64> {
        let known: Vec<(f64, f64)> = self
            .parts()
            .into_iter()
            .filter_map(|it| Some((f64::from(it.weight), it.value?)))
            .collect();
        let weights: f64 = known.iter().map(|it| it.0).sum();
        let sum: f64 = known.iter().map(|(weight, part)| weight * part).sum();
        (3 <= known.len()).then(|| 100.0 * sum / weights)
    }
}

/// Something a team may want to talk about, with the evidence for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observation {
    /// A step took longer than its box.
    StepOver { step: Text, times: usize, of: usize, by: Percent },
    /// Open for longer than three days; of these so many without an owner.
    StaleBlockers { count: usize, unowned: usize },
    /// In this many of the last retrospectives, without a closed action about it.
    TopicStuck { title: Text, times: usize, of: usize },
    /// Sessions that ended with a question to the PM open.
    InputsMissed { times: usize, of: usize },
}

/// At most three on the last session of the history, those with the most evidence first.
pub fn observations(history: &[Digest], ledger: &Ledger, today: NaiveDate) -> Vec<Observation> {
    let Some(now) = history.last() else { return Vec::new() };
    let recent = last(history, |it| it.ceremony == now.ceremony);
    let stuck = topics(history)
        .into_iter()
        .filter(Topic::is_stuck)
        .map(|it| Observation::TopicStuck { title: it.title, times: it.times, of: it.of });
    let all = over(&recent).into_iter().chain(stale(ledger, today)).chain(missed(&recent));
    all.chain(stuck).take(MOST).collect()
}

/// The step that ran over most often, if it did so in three of them or more.
fn over(recent: &[&Digest]) -> Option<Observation> {
    let mut steps: BTreeMap<&Id, (&Text, Vec<u64>)> = BTreeMap::new();
    for it in recent.iter().flat_map(|it| &it.steps) {
        let share = it.spent_s * 100 / it.planned_s;
        if 110 < share {
            steps.entry(&it.id).or_insert((&it.title, Vec::new())).1.push(share);
        }
    }
    let (step, mut shares) = steps.into_values().max_by_key(|it| it.1.len())?;
    shares.sort_unstable();
    let by = Percent(u32::try_from(shares[(shares.len() - 1) / 2] - 100).unwrap_or(u32::MAX));
    let (times, of) = (shares.len(), recent.len());
    (AGAIN <= times).then(|| Observation::StepOver { step: step.clone(), times, of, by })
}

fn stale(ledger: &Ledger, today: NaiveDate) -> Option<Observation> {
    let old = ledger
        .open()
        .filter(|it| it.kind == Kind::Blocker && STALE <= (today - it.since).num_days());
    let owners: Vec<bool> = old.map(|it| it.owner.is_empty() || &*it.owner == NOBODY).collect();
    let unowned = owners.iter().filter(|it| **it).count();
    (!owners.is_empty()).then_some(Observation::StaleBlockers { count: owners.len(), unowned })
}

fn missed(recent: &[&Digest]) -> Option<Observation> {
    let times = recent.iter().filter(|it| it.inputs.contains(&PmState::Missed)).count();
    (AGAIN <= times).then_some(Observation::InputsMissed { times, of: recent.len() })
}
