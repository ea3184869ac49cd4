//! Live warnings of the current step, and the step's place in the rail.

use super::{Ending, Event, Moment, Session, Way};
use crate::ceremony::{Branch, Choice, Id, Show, Step, Warning, WarningSource};

/// A step in the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepStatus {
    Pending,
    Active,
    Done,
    Skipped,
}

impl Session {
    /// Warnings the program sees at this step that speak for themselves; what a guard says is not said twice.
    pub fn warnings(&self, now: Moment) -> Vec<&Warning> {
        let Some(step) = self.step() else { return Vec::new() };
        let known =
            self.setup().warnings.warnings.iter().filter(|it| step.warnings.contains(&it.id));
        let seen = known.filter(|it| match &it.by {
            WarningSource::Auto(condition) => self.holds(condition, now),
            WarningSource::Key | WarningSource::Hand => false,
        });
        seen.filter(|it| matches!(it.show, Show::Line | Show::Panel)).collect()
    }

    /// Warnings the facilitator may flag at this step.
    pub fn flaggable(&self) -> Vec<&Warning> {
        let Some(step) = self.step() else { return Vec::new() };
        let known =
            self.setup().warnings.warnings.iter().filter(|it| step.warnings.contains(&it.id));
        known.filter(|it| !matches!(it.by, WarningSource::Auto(_))).collect()
    }

    /// Every step of the ceremony with its status, in order.
    pub fn rail(&self) -> Vec<(&Step, StepStatus)> {
        let steps = &self.setup().ceremony.steps;
        let here = self.here();
        let place = steps.iter().position(|it| it.id == here);
        let over = self.ending().is_some();
        let passed_over = |n: usize, it: &Step| {
            self.story.skipped.contains(&it.id) || (self.visited(&it.id) && Some(n) <= place)
        };
        let status = |n: usize, it: &Step| match () {
            () if it.id == here && !over => StepStatus::Active,
            () if self.is_done(&it.id) => StepStatus::Done,
            () if passed_over(n, it) => StepStatus::Skipped,
            () => StepStatus::Pending,
        };
        steps.iter().enumerate().map(|(n, it)| (it, status(n, it))).collect()
    }

    /// Whether the step was ever left by its own end: on to what follows, and not out of it by a jump or back.
    pub fn is_done(&self, step: &Id) -> bool {
        self.story.done.contains(step)
    }

    /// Whether a step was left for others beyond it, and never by its own end.
    pub(super) fn is_left_early(&self, step: &Id) -> bool {
        let left = self.here() != *step || matches!(self.ending(), Some(Ending::Early));
        left && self.visited(step) && !self.is_done(step)
    }

    /// Notes that the step here is done, if the way to this step ends it. A jump over others leaves it early.
    pub(super) fn tick_off(&mut self, way: Way, to: &Id) {
        let ends = match way {
            Way::Forward | Way::Branch => true,
            Way::Jump => {
                let place =
                    |id: &Id| self.setup().ceremony.steps.iter().position(|it| it.id == *id);
                let mut ahead = self.ahead().into_iter();
                let beyond = ahead.all(|it| self.is_done(&it.id) || place(to) <= place(&it.id));
                beyond && place(&self.here()) < place(to)
            }
            Way::Back => false,
        };
        if ends {
            let here = self.here();
            self.story.done.insert(here);
        }
    }

    /// Steps nobody was in because somebody passed over them, and those whose own condition did.
    pub fn passed_over(&self) -> (Vec<&Step>, Vec<&Step>) {
        let fell_away = |id: &Id| {
            let mut ways = self.effective().filter_map(|it| match &it.event {
                Event::Entered { way, skipped, .. } if skipped.contains(id) => Some(*way),
                _ => None,
            });
            ways.next_back() == Some(Way::Forward)
        };
        let steps = self.setup().ceremony.steps.iter();
        let unseen =
            steps.filter(|it| self.story.skipped.contains(&it.id) && !self.visited(&it.id));
        unseen.partition(|it| !fell_away(&it.id))
    }

    /// Jumps offered now.
    pub fn branches(&self, now: Moment) -> Vec<&Branch> {
        let Some(step) = self.step() else { return Vec::new() };
        step.branches.iter().filter(|it| self.holds(&it.when, now)).collect()
    }

    /// Questions of the step that are asked now.
    pub fn choices(&self, now: Moment) -> Vec<&Choice> {
        let Some(step) = self.step() else { return Vec::new() };
        step.choices.iter().filter(|it| self.holds(&it.when, now)).collect()
    }
}
