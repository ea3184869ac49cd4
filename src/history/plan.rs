//! What plannings took on and what became of it: carry-overs, velocities and days of earlier sprints, out of closed sessions.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::note::Noted;
use crate::{
    ceremony::{Amount, Over, Percent, Text},
    session::{Capacity, GivenItem, PassState, Session, plans_a_sprint},
};

/// An item that was gone through and is done.
pub(super) const DONE: &str = "done";

/// Plannings whose days make the usual ones, and how many of them have to be known.
const DAYS_OF: usize = 8;
const DAYS_KNOWN: usize = 3;
/// How long a sprint lasts where nobody has said.
const DAYS_OF_NO_CALENDAR: i64 = 14;

/// What a planning ended with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Title and size of each item taken on.
    pub items: Vec<(Text, Text)>,
    pub capacity: Counted,
}

/// [`Capacity`] as the ledger spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    pub people: u32,
    pub days: u32,
    pub available: Amount,
    #[serde(default)]
    pub duties: Amount,
    pub hours: Amount,
    pub focus: Percent,
    pub free: Percent,
}

impl From<Capacity> for Counted {
    fn from(it: Capacity) -> Counted {
        let Capacity { people, days, available, duties, hours, focus, free } = it;
        Counted { people, days, available, duties, hours, focus, free }
    }
}

impl From<Counted> for Capacity {
    fn from(it: Counted) -> Capacity {
        let Counted { people, days, available, duties, hours, focus, free } = it;
        Capacity { people, days, available, duties, hours, focus, free }
    }
}

/// What a ceremony that plans a sprint ended with.
pub(super) fn planned(session: &Session) -> Option<Planned> {
    plans_a_sprint(&session.setup().ceremony)
        .then(|| Planned { items: session.selected().items, capacity: session.capacity().into() })
}

/// Items of the last sprint as a session went through them, with how it ended for each; empty where nobody said.
pub(super) fn carried(session: &Session) -> Vec<(Text, Text)> {
    let steps = session.setup().ceremony.steps.iter();
    let loops = steps.filter(|it| it.passes.as_ref().is_some_and(|it| it.over == Over::CarryOvers));
    let lines = loops.flat_map(|it| session.passes_of(it));
    let how = |state: &PassState| match state {
        PassState::Done(Some(how)) => Text::new(how.as_str()),
        PassState::Done(None) | PassState::Skipped | PassState::Ahead | PassState::Current => {
            Text::default()
        }
    };
    lines.map(|it| (it.pass.title(), how(&it.state))).collect()
}

/// A sprint between two plannings, or since the last one.
struct Stretch<'a> {
    plan: &'a Planned,
    noted: &'a Noted,
    /// The sessions since, the next planning among them.
    since: Vec<&'a Noted>,
    is_over: bool,
}

impl Stretch<'_> {
    fn is_done(&self, title: &Text) -> bool {
        let mut told = self.since.iter().flat_map(|it| &it.carried);
        told.any(|(it, how)| it == title && &**how == DONE)
    }

    /// Whether the next planning had it before it as not done.
    fn is_left(&self, title: &Text) -> bool {
        let next = self.since.last().filter(|_| self.is_over);
        next.is_some_and(|it| it.carried.iter().any(|(it, _)| it == title))
    }

    /// What it delivered; nothing where nobody told what was done, or no size is a number.
    fn delivered(&self) -> Option<Amount> {
        (self.is_told() && self.has_sizes())
            .then(|| self.done().filter_map(|it| it.1.parse::<Amount>().ok()).sum())
    }

    /// How many items it delivered; nothing where nobody told.
    fn finished(&self) -> Option<Amount> {
        self.is_told()
            .then(|| Amount::whole(u32::try_from(self.done().count()).unwrap_or(u32::MAX)))
    }

    fn has_sizes(&self) -> bool {
        self.plan.items.iter().any(|it| it.1.parse::<Amount>().is_ok())
    }

    fn is_told(&self) -> bool {
        self.since.iter().flat_map(|it| &it.carried).any(|it| !it.1.is_empty())
            || (self.is_over && self.plan.items.iter().any(|it| !self.is_left(&it.0)))
    }

    fn done(&self) -> impl Iterator<Item = &(Text, Text)> {
        self.plan.items.iter().filter(|it| {
            let left = !self.is_over || self.is_left(&it.0);
            self.is_done(&it.0) || !left
        })
    }

    fn name(&self) -> Text {
        if self.noted.sprint.is_empty() {
            Text::new(self.noted.day.to_string())
        } else {
            self.noted.sprint.clone()
        }
    }
}

/// Plannings in order, each with the sessions up to the next one. A second planning of one sprint goes on with the first.
fn stretches<'a>(sessions: impl Iterator<Item = &'a Noted>) -> Vec<Stretch<'a>> {
    let mut all: Vec<Stretch> = Vec::new();
    for noted in sessions.filter(|it| !it.aborted) {
        if let Some(last) = all.last_mut() {
            last.since.push(noted);
        }
        let Some(plan) = &noted.plan else { continue };
        let again = |it: &Stretch| !noted.sprint.is_empty() && it.noted.sprint == noted.sprint;
        if all.last().is_some_and(again) {
            all.pop();
        } else if let Some(last) = all.last_mut() {
            last.is_over = true;
        }
        all.push(Stretch { plan, noted, since: Vec::new(), is_over: false });
    }
    all
}

/// What sprints delivered according to their own sessions, oldest first, by name.
pub(super) fn velocities<'a>(sessions: impl Iterator<Item = &'a Noted>) -> Vec<(Text, Amount)> {
    stretches(sessions).iter().filter_map(|it| Some((it.name(), it.delivered()?))).collect()
}

/// How many items sprints delivered, where no item of any of them had a size; nothing where one had.
pub(super) fn counts<'a>(sessions: impl Iterator<Item = &'a Noted>) -> Vec<(Text, Amount)> {
    let all = stretches(sessions);
    if all.iter().any(Stretch::has_sizes) {
        return Vec::new();
    }
    all.iter().filter_map(|it| Some((it.name(), it.finished()?))).collect()
}

/// Items of the last planning that nobody has called done since.
pub(super) fn unfinished<'a>(sessions: impl Iterator<Item = &'a Noted>) -> Vec<GivenItem> {
    let all = stretches(sessions);
    let Some(last) = all.last() else { return Vec::new() };
    let open = last.plan.items.iter().filter(|it| !last.is_done(&it.0));
    let item = |(title, size): &(Text, Text)| GivenItem {
        title: title.clone(),
        size: size.clone(),
        ..GivenItem::default()
    };
    open.map(item).collect()
}

/// As [`unfinished`], while the sprint it was planned for lasts; a team without a calendar is given two weeks.
pub(super) fn taken<'a>(
    sessions: impl Iterator<Item = &'a Noted>,
    sprints: &[Text],
    today: NaiveDate,
) -> Vec<Text> {
    let all = stretches(sessions);
    let lasts = |it: &&Stretch| match sprints {
        [] => (today - it.noted.day).num_days() < DAYS_OF_NO_CALENDAR,
        names => names.contains(&it.noted.sprint),
    };
    let Some(last) = all.last().filter(lasts) else { return Vec::new() };
    let titles = last.plan.items.iter().map(|it| &it.0);
    titles.filter(|it| !last.is_done(it)).cloned().collect()
}

/// Person-days of the latest sprints on average, and how the last one was counted.
pub(super) fn capacities<'a>(
    sessions: impl Iterator<Item = &'a Noted>,
) -> (Option<Amount>, Option<Capacity>) {
    let all: Vec<Capacity> = stretches(sessions).iter().map(|it| it.plan.capacity.into()).collect();
    let latest = &all[all.len().saturating_sub(DAYS_OF)..];
    let sum: Amount = latest.iter().map(|it| it.available).sum();
    let count = u32::try_from(latest.len()).unwrap_or(u32::MAX);
    let usual = (DAYS_KNOWN <= latest.len()).then(|| sum.times(1, count));
    (usual, all.last().copied())
}
