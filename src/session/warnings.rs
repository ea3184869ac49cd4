//! Live warnings of the current step, and the step's place in the rail.

use super::{Moment, Session};
use crate::ceremony::{Branch, Choice, Show, Step, Warning, WarningSource};

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
        let here = self.here();
        let over = self.ending().is_some();
        let status = |it: &Step| match () {
            () if it.id == here && !over => StepStatus::Active,
            () if self.visited(&it.id) => StepStatus::Done,
            () if self.story.skipped.contains(&it.id) => StepStatus::Skipped,
            () => StepStatus::Pending,
        };
        self.setup().ceremony.steps.iter().map(|it| (it, status(it))).collect()
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
