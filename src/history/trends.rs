//! Everything a trends page shows of one team, computed at once: measures by ceremony, who decides, topics, sprints, and
//! what stands out. No number of it is about a person.

use chrono::NaiveDate;

use super::{
    Clarity, Digest, Ledger, Observation, Reading, Topic,
    measures::{goal, measures_of, middle},
    observations, topics,
};
use crate::ceremony::{Id, Text};

#[derive(Debug, Clone, PartialEq)]
pub struct Trends {
    /// Sessions that count, and of how many that ended; older ones are left out.
    pub sessions: usize,
    pub of: usize,
    /// All sessions first, then each ceremony that was held.
    pub views: Vec<View>,
    pub clarity: Clarity,
    pub topics: Vec<Topic>,
    /// On the last session.
    pub observations: Vec<Observation>,
    /// Oldest first.
    pub sprints: Vec<Strip>,
}

/// The measures of one ceremony, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    pub ceremony: Option<Id>,
    /// What the ceremony is called; empty of all.
    pub title: Text,
    pub sessions: usize,
    pub readings: Vec<Reading>,
}

/// One sprint: what was held in it, its goal, the votes on it, what moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    pub sprint: Text,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub held: Vec<Sitting>,
    pub goal: Option<Text>,
    /// 1 met, 0.5 partly, 0 missed.
    pub met: Option<f64>,
    /// Lower medians of the votes on the goal, 0 to 5, oldest first.
    pub confidence: Vec<f64>,
    /// Items taken in at planning, and of these left over at the next one.
    pub selected: usize,
    pub carried: Option<usize>,
}

/// A session in a sprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    pub ceremony: Id,
    pub title: Text,
    pub day: NaiveDate,
    pub planned_s: u64,
    pub elapsed_s: u64,
}

impl Trends {
    /// Of a history, oldest first; `of` tells how many sessions there were before the oldest were left out.
    pub fn of(
        history: &[Digest],
        of: usize,
        ledger: &Ledger,
        gap_map: Option<f64>,
        today: NaiveDate,
    ) -> Trends {
        Trends {
            sessions: history.len(),
            of,
            views: views(history),
            clarity: Clarity::of(history, gap_map),
            topics: topics(history),
            observations: observations(history, ledger, today),
            sprints: sprints(history),
        }
    }
}

fn views(history: &[Digest]) -> Vec<View> {
    let mut held: Vec<Id> = history.iter().map(|it| it.ceremony.clone()).collect();
    held.sort();
    held.dedup();
    let view = |ceremony: Option<Id>| {
        let fits = |it: &Digest| ceremony.as_ref().is_none_or(|wish| it.ceremony == *wish);
        let sessions = history.iter().filter(|it| fits(it)).count();
        let newest = history.iter().rev().find(|it| ceremony.as_ref() == Some(&it.ceremony));
        let title = newest.map(|it| it.title.clone()).unwrap_or_default();
        View { sessions, title, readings: measures_of(history, fits), ceremony: ceremony.clone() }
    };
    std::iter::once(None).chain(held.into_iter().map(Some)).map(view).collect()
}

/// Sprints in the order in which they began; a session that names none belongs to none.
fn sprints(history: &[Digest]) -> Vec<Strip> {
    let mut strips: Vec<Strip> = Vec::new();
    for it in history.iter().filter(|it| !it.sprint.is_empty()) {
        if let Some(strip) = strips.iter_mut().find(|strip| strip.sprint == it.sprint) {
            strip.add(it);
        } else {
            let mut strip = Strip::new(it);
            strip.add(it);
            strips.push(strip);
        }
    }
    for n in 1..strips.len() {
        let planning = |it: &&Digest| it.ceremony == "planning" && it.sprint == strips[n].sprint;
        strips[n - 1].carried = history.iter().find(planning).map(|it| it.carried_over);
    }
    strips
}

impl Strip {
    fn new(it: &Digest) -> Strip {
        Strip {
            sprint: it.sprint.clone(),
            from: it.day,
            to: it.day,
            held: Vec::new(),
            goal: None,
            met: None,
            confidence: Vec::new(),
            selected: 0,
            carried: None,
        }
    }

    fn add(&mut self, it: &Digest) {
        self.from = self.from.min(it.day);
        self.to = self.to.max(it.day);
        let Digest { ceremony, title, day, planned_s, elapsed_s, .. } = it.clone();
        self.held.push(Sitting { ceremony, title, day, planned_s, elapsed_s });
        if it.ceremony == "planning" {
            self.selected += it.selected;
            self.goal = it.aim.clone().or_else(|| self.goal.take());
        }
        self.confidence.extend(it.confidence.as_ref().and_then(middle));
        let judged = it.goal.as_ref().and_then(|it| goal(it.as_str()));
        self.met = self.met.or(judged);
    }
}
