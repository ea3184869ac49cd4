//! The measures: each a question about the team's own work, computed from what was recorded. No targets, and nobody is ranked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    catalogue::{CATALOGUE, Term},
    digest::{Digest, Timed},
};
use crate::{
    ceremony::{CaptureKind, Text},
    session::{Fit, PmState, Tally},
};

/// Fewer sessions than this are shown as dots, without a trend.
pub const FEWEST: usize = 5;

/// Deck steps between two cards from which on people did not mean the same.
const FAR: usize = 3;

/// A measure over a history, oldest session first.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub term: &'static Term,
    pub points: Vec<Point>,
}

/// What it came to in one session. A share lies between 0 and 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub sid: Text,
    pub day: NaiveDate,
    pub value: f64,
}

impl Reading {
    /// Lowest, median and highest.
    pub fn range(&self) -> Option<(f64, f64, f64)> {
        let mut values: Vec<f64> = self.points.iter().map(|it| it.value).collect();
        values.sort_by(f64::total_cmp);
        let middle = median(&values)?;
        Some((*values.first()?, middle, *values.last()?))
    }

    /// Whether there is enough to draw a line through.
    pub fn has_trend(&self) -> bool {
        FEWEST <= self.points.len()
    }
}

/// Every measure in the catalogue's order; one without points has nothing recorded yet.
pub fn measures(history: &[Digest]) -> Vec<Reading> {
    measures_of(history, |_| true)
}

/// The measures of those sessions that fit, in the light of the whole history.
pub fn measures_of(history: &[Digest], fits: impl Fn(&Digest) -> bool) -> Vec<Reading> {
    let later = Later::of(history);
    let points = |id: &str| {
        let point = |it: &Digest| {
            let value = value(id, it, &later)?;
            Some(Point { sid: it.sid.clone(), day: it.day, value })
        };
        history.iter().filter(|it| fits(it)).filter_map(point).collect()
    };
    CATALOGUE.iter().map(|term| Reading { term, points: points(term.id) }).collect()
}

/// A history, and when what earlier sessions opened was settled in a later one.
struct Later<'a> {
    history: &'a [Digest],
    settled: BTreeMap<&'a Text, NaiveDate>,
}

impl<'a> Later<'a> {
    fn of(history: &'a [Digest]) -> Later<'a> {
        let all = history.iter().flat_map(|it| it.settled.iter().map(|settled| (it.day, settled)));
        let mut settled = BTreeMap::new();
        for (day, (id, how)) in all {
            if &**how != crate::session::STILL_OPEN {
                settled.entry(id).or_insert(day);
            }
        }
        Later { history, settled }
    }
}

/// A measure of one session; some look at what later sessions made of it.
fn value(id: &str, it: &Digest, later: &Later) -> Option<f64> {
    let history = later.history;
    match id {
        "M01" => fit(it),
        "M02" => Some(minutes(it.drift_s)),
        "M03" => it.delay_s.map(minutes),
        "M04" => it.balance.map(|it| f64::from(it.0) / 100.0),
        "M05" => share(it.coverage.0, it.coverage.1),
        "M06" => settled_inputs(&it.inputs),
        "M07" => wait(it, later),
        "M08" => closed(it, CaptureKind::Action, later),
        "M09" => closed(it, CaptureKind::Blocker, later).map(|it| 1.0 - it),
        "M10" => share(it.spreads.iter().filter(|it| FAR <= it.first).count(), it.spreads.len()),
        "M11" => (it.ceremony == "planning")
            .then(|| share(it.carried_over, previous(it, history)?))
            .flatten(),
        "M12" => judged_here(it, history).then(|| goal(it.goal.as_ref()?.as_str())).flatten(),
        "M13" => it.late.map(|it| count(it as u64)),
        "M17" => it.worth.as_ref().and_then(middle),
        "M18" => calibration(it, history),
        "M19" => it.stock.map(|it| f64::from(it.0) / 100.0),
        "M20" => closed(it, CaptureKind::Parking, later),
        "M21" => (0 < it.hat_s).then(|| minutes(it.hat_s)),
        "M22" => Some(minutes(it.elapsed_s) / 60.0 * count(it.people)),
        "M23" => Some(count((it.overridden.len() + it.flagged.len()) as u64)),
        _ => None,
    }
}

/// Seconds of the boxes whose step took 0.6 to 1.1 of its box, over the seconds of all boxes.
fn fit(it: &Digest) -> Option<f64> {
    let fits = |it: &&Timed| Fit::of(it.planned_s, it.spent_s) == Fit::Fits;
    let all: u64 = it.steps.iter().map(|it| it.planned_s).sum();
    let fitting: u64 = it.steps.iter().filter(fits).map(|it| it.planned_s).sum();
    (0 < all).then(|| count(fitting) / count(all))
}

/// `1 - missed / applicable`.
pub(super) fn settled_inputs(inputs: &[PmState]) -> Option<f64> {
    use PmState::{Applicable, Informed, NotUsed, Requested};
    let applicable =
        inputs.iter().filter(|it| !matches!(it, NotUsed | Informed | Applicable | Requested));
    let missed = inputs.iter().filter(|it| **it == PmState::Missed).count();
    share(missed, applicable.count()).map(|it| 1.0 - it)
}

/// Median days from a question to its answer, of those answered.
fn wait(it: &Digest, later: &Later) -> Option<f64> {
    let asked = it.opened.iter().filter(|it| it.kind == CaptureKind::Question);
    let days = asked.filter_map(|asked| {
        let answered = if asked.over { it.day } else { *later.settled.get(&asked.id)? };
        Some(f64::from(i32::try_from((answered - it.day).num_days()).ok()?))
    });
    let mut days: Vec<f64> = days.collect();
    days.sort_by(f64::total_cmp);
    median(&days)
}

/// The share of what was opened here that is closed by now.
fn closed(it: &Digest, kind: CaptureKind, later: &Later) -> Option<f64> {
    let opened = || it.opened.iter().filter(|it| it.kind == kind);
    let done = opened().filter(|it| it.over || later.settled.contains_key(&it.id));
    share(done.count(), opened().count())
}

/// What the planning before this one took in.
fn previous(it: &Digest, history: &[Digest]) -> Option<usize> {
    let earlier = history.iter().rev().skip_while(|that| that.sid != it.sid).skip(1);
    earlier.into_iter().find(|that| that.ceremony == it.ceremony).map(|it| it.selected)
}

/// A sprint's goal counts once, where it was judged first.
fn judged_here(it: &Digest, history: &[Digest]) -> bool {
    let mut of_sprint =
        history.iter().filter(|that| that.sprint == it.sprint && that.goal.is_some());
    it.sprint.is_empty() || of_sprint.next().is_some_and(|first| first.sid == it.sid)
}

pub(super) fn goal(outcome: &str) -> Option<f64> {
    match outcome {
        "met" => Some(1.0),
        "partly" => Some(0.5),
        "missed" => Some(0.0),
        _ => None,
    }
}

/// `(vote / 5 - result)²`: the planning's vote beside what its sprint's review said.
fn calibration(it: &Digest, history: &[Digest]) -> Option<f64> {
    let vote = it.confidence.as_ref().filter(|_| it.ceremony == "planning").and_then(middle)?;
    let review = history.iter().find(|that| that.sprint == it.sprint && that.goal.is_some())?;
    let result = goal(review.goal.as_ref()?.as_str())?;
    Some((vote / 5.0 - result).powi(2))
}

/// The lower median of counted votes.
pub(super) fn middle(tally: &Tally) -> Option<f64> {
    let Tally::Counts(counts) = tally else { return None };
    let half = counts.iter().map(|it| it.1).sum::<u32>().checked_sub(1)? / 2;
    let mut seen = 0;
    counts.iter().find_map(|(value, votes)| {
        seen += votes;
        (half < seen).then(|| f64::from(*value))
    })
}

/// Of sorted values; the mean of the two in the middle when they are even in number.
fn median(sorted: &[f64]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (0 < whole).then(|| count(part as u64) / count(whole as u64))
}

fn minutes(secs: u64) -> f64 {
    count(secs) / 60.0
}

#[expect(clippy::cast_precision_loss, reason = "seconds and counts of meetings are far below 2^52")]
fn count(it: u64) -> f64 {
    it as f64
}
