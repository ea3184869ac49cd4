//! The Product Owner's lane: what to do at a step, and what became of it.

use super::{Moment, Session};
use crate::ceremony::{Activity, Condition, Id, Mark, Need, Role, Text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActivityState {
    /// No product owner here, or its condition does not hold.
    NotApplicable,
    Open,
    /// Met by what happened anyway.
    Met,
    Ticked,
    Skipped(Text),
    Stance,
}

impl Session {
    /// The activities of the current step with their states, in the author's order.
    pub fn activities(&self, now: Moment) -> Vec<(&Activity, ActivityState)> {
        let Some(step) = self.step() else { return Vec::new() };
        step.po.iter().map(|it| (it, self.activity_state(it, now))).collect()
    }

    pub fn activity_state(&self, activity: &Activity, now: Moment) -> ActivityState {
        if !self.po_present() || !self.holds(&activity.when, now) {
            return ActivityState::NotApplicable;
        }
        let pass = self.tick_pass(activity);
        let tick =
            self.story.ticks.iter().rev().find(|it| it.activity == activity.id && it.pass == pass);
        match (tick.map(|it| &it.skipped), &activity.mark) {
            (_, Mark::Stance) => ActivityState::Stance,
            (Some(None), _) => ActivityState::Ticked,
            (Some(Some(why)), _) => ActivityState::Skipped(why.clone()),
            (None, Mark::Auto(condition)) if self.holds(condition, now) => ActivityState::Met,
            (None, Mark::Auto(_) | Mark::Key) => ActivityState::Open,
        }
    }

    /// The pass a tick belongs to, for activities repeated in each.
    pub(super) fn tick_pass(&self, activity: &Activity) -> Option<Text> {
        if activity.per_pass { self.current_title() } else { None }
    }

    pub fn po_present(&self) -> bool {
        self.present()
            .iter()
            .filter_map(|it| self.member(it))
            .any(|it| it.roles.contains(&Role::Po))
    }

    /// An activity of this ceremony, prepare sheets included.
    pub fn activity(&self, id: &Id) -> Option<&Activity> {
        let ceremony = &self.setup().ceremony;
        let steps = ceremony.steps.iter().flat_map(|it| &it.po);
        steps.chain(&ceremony.prepare.po).find(|it| it.id == *id)
    }

    /// Required activities that can be ticked, of steps visited: how many were ticked or met, and how many there were.
    pub fn coverage(&self, now: Moment) -> (usize, usize) {
        self.required(now).fold((0, 0), |(done, all), state| match state {
            ActivityState::Ticked => (done + 1, all + 1),
            ActivityState::Open | ActivityState::Skipped(_) => (done, all + 1),
            ActivityState::Met | ActivityState::Stance | ActivityState::NotApplicable => {
                (done, all)
            }
        })
    }

    /// Required activities of steps visited that were met by what happened anyway.
    pub fn came_about(&self, now: Moment) -> usize {
        self.required(now).filter(|it| *it == ActivityState::Met).count()
    }

    fn required(&self, now: Moment) -> impl Iterator<Item = ActivityState> {
        let visited = self.setup().ceremony.steps.iter().filter(|it| self.visited(&it.id));
        let required = visited.flat_map(|it| &it.po).filter(|it| it.need == Need::Required);
        required.map(move |it| self.activity_state_anywhere(it, now))
    }

    /// As [`Session::activity_state`], but a tick in any pass counts, and a skip where there is none.
    pub fn activity_state_anywhere(&self, activity: &Activity, now: Moment) -> ActivityState {
        let ticked =
            self.story.ticks.iter().any(|it| it.activity == activity.id && it.skipped.is_none());
        let skipped = || {
            let mut own = self.story.ticks.iter().rev().filter(|it| it.activity == activity.id);
            own.find_map(|it| it.skipped.clone())
        };
        match self.activity_state(activity, now) {
            ActivityState::Open if ticked => ActivityState::Ticked,
            ActivityState::Open => skipped().map_or(ActivityState::Open, ActivityState::Skipped),
            state => state,
        }
    }

    pub fn visited(&self, step: &Id) -> bool {
        self.story.visits.iter().any(|it| it.step == *step)
    }

    /// Whether the mark is one a person sets.
    pub(super) fn can_tick(activity: &Activity) -> bool {
        match &activity.mark {
            Mark::Key => true,
            Mark::Auto(condition) => *condition != Condition::Always,
            Mark::Stance => false,
        }
    }
}
