//! The backlog as it goes from meeting to meeting: what was refined, taken on, finished, cut and thrown out.

use runsheet::{
    ceremony::{Amount, Backlog, BacklogItem, Fate, Text},
    session::{GivenItem, Item, PassState, Session},
};

use super::Words;

/// Closed items that stay known, as examples of a size.
const REFERENCES: usize = 12;
/// Open items a planning begins with, at least.
const STOCK: usize = 9;
const DONE: &str = "done";

#[derive(Default)]
pub(super) struct Product {
    pub(super) backlog: Backlog,
    /// What the running sprint holds, by key and title.
    pub(super) taken: Vec<Text>,
    /// What each finished sprint delivered.
    pub(super) delivered: Vec<(Text, Amount)>,
    /// Of each goal whose items were written, the number before its first item.
    goals: Vec<u32>,
    /// The number of the last item.
    number: u32,
}

impl Product {
    /// Items for this sprint and the next one. The very first ones were refined before there were any sessions.
    pub(super) fn stock(&mut self, words: &Words, sprint: usize) {
        self.throw_out_old(sprint);
        let open = |it: &Product| it.backlog.items.iter().filter(|it| !it.closed).count();
        while self.goals.len() < sprint + 2 || open(self) < STOCK {
            let (goal, whom) = words.goal(self.goals.len());
            let refined = self.goals.is_empty();
            self.goals.push(self.number);
            for work in &goal.items {
                self.number += 1;
                self.backlog.items.push(BacklogItem {
                    key: key(self.number),
                    title: Text::new(format!("{}{whom}", work.title)),
                    why: if refined || self.number.is_multiple_of(2) {
                        work.why.into()
                    } else {
                        Text::default()
                    },
                    criteria: work.criteria().filter(|_| refined).map(Text::from).collect(),
                    size: if refined { work.size.into() } else { Text::default() },
                    ready: refined,
                    ..BacklogItem::default()
                });
            }
        }
    }

    /// What nobody took on for two goals is thrown out; what the sprint before left and the goal ahead needs come first.
    fn throw_out_old(&mut self, sprint: usize) {
        let before =
            |back: usize| sprint.checked_sub(back).and_then(|at| self.goals.get(at)).copied();
        let (old, ahead) = (before(1).unwrap_or(0), before(0).unwrap_or(0));
        let taken = &self.taken;
        self.backlog.items.retain(|it| it.closed || taken.contains(&label(it)) || old < number(it));
        self.backlog.items.sort_by_key(|it| (!taken.contains(&label(it)), number(it) <= ahead));
    }

    /// Takes over what a session made of the items.
    pub(super) fn follow(&mut self, session: &Session) {
        match session.setup().ceremony.id.as_str() {
            "planning" => self.plan(session),
            "refinement" => self.refine(session),
            "sprint-review" => self.review(session),
            _ => {}
        }
    }

    fn plan(&mut self, session: &Session) {
        self.refine(session);
        self.close_done(session);
        self.taken = session.selected().items.into_iter().map(|it| it.0).collect();
    }

    fn review(&mut self, session: &Session) {
        let delivered = self.close_done(session);
        self.delivered.push((session.setup().opened.sprint.clone(), delivered));
    }

    /// Items that were called done are closed; how much they come to.
    fn close_done(&mut self, session: &Session) -> Amount {
        let steps = session.setup().ceremony.steps.iter().filter(|it| it.passes.is_some());
        let lines = steps.flat_map(|it| session.passes_of(it));
        let done =
            lines.filter(|it| matches!(&it.state, PassState::Done(Some(how)) if *how == DONE));
        let titles: Vec<Text> = done.map(|it| it.pass.title()).collect();
        let mut sum = Amount::default();
        for it in self.backlog.items.iter_mut().filter(|it| titles.contains(&label(it))) {
            it.closed = true;
            sum = [sum, it.size.parse().unwrap_or_default()].into_iter().sum();
        }
        self.taken.retain(|it| !titles.contains(it));
        self.forget_old();
        sum
    }

    fn forget_old(&mut self) {
        let closed = self.backlog.items.iter().filter(|it| it.closed).count();
        let mut old = closed.saturating_sub(REFERENCES);
        self.backlog.items.retain(|it| {
            let goes = it.closed && 0 < old;
            old -= usize::from(goes);
            !goes
        });
    }

    /// Sizes, criteria and the order as they stood at the end; slices stand in the place of what was cut.
    fn refine(&mut self, session: &Session) {
        let before = std::mem::take(&mut self.backlog.items);
        let given = &session.setup().given.items;
        let is_given = |it: &BacklogItem| given.iter().any(|given| given.label() == label(it));
        let (mut known, kept): (Vec<_>, Vec<_>) = before.into_iter().partition(is_given);
        let cut: Vec<Text> = session.items().iter().map(|it| it.known.parent.clone()).collect();
        let mut refined = Vec::new();
        for it in session.items() {
            let name = it.place.and_then(|at| given.get(at)).map(GivenItem::label);
            let at = name.and_then(|name| known.iter().position(|it| label(it) == name));
            let old = at.map(|at| known.remove(at)).unwrap_or_default();
            let is_cut = !it.known.key.is_empty() && cut.contains(&it.known.key);
            if it.fate != Some(Fate::Out) && !is_cut {
                refined.push(self.taken_over(old, it));
            }
        }
        self.backlog.items = kept.into_iter().chain(refined).collect();
    }

    fn taken_over(&mut self, old: BacklogItem, it: &Item) -> BacklogItem {
        if old.key.is_empty() {
            self.number += 1;
        }
        BacklogItem {
            key: if old.key.is_empty() { key(self.number) } else { old.key.clone() },
            title: it.known.title.clone(),
            why: it.known.why.clone(),
            criteria: it.known.criteria.clone(),
            size: it.known.size.clone(),
            ready: old.ready || it.fate == Some(Fate::Ready),
            ..old
        }
    }
}

fn key(number: u32) -> Text {
    Text::new(format!("HB-{number}"))
}

fn number(it: &BacklogItem) -> u32 {
    it.key.trim_start_matches("HB-").parse().unwrap_or(u32::MAX)
}

/// What sessions call it.
fn label(it: &BacklogItem) -> Text {
    Text::new(format!("{} {}", it.key, it.title))
}
