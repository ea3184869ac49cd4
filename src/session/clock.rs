//! Time as the ceremony sees it: spent, left, over, projected end. Arithmetic on moments; never a clock.

use super::{Extension, Moment, Pass, Session};
use crate::ceremony::{
    Id, Minutes, Role, Secs, Step, StepTime,
    timebox::{self, Pace},
};

/// All that a timer panel shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    pub step: Timer,
    pub pass: Option<Timer>,
    pub session: Timer,
    /// Wall time of the projected end, milliseconds since 1970 UTC.
    pub ends_ms: i64,
    /// How far the projected end lies past the planned one; 0 when it does not.
    pub late_ms: u64,
    pub paused_ms: Option<u64>,
    /// Time since a PM question was taken up under the strategy hat and not answered yet.
    pub hat_ms: Option<u64>,
    /// The step has its own clock, outside the timebox.
    pub outside: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    pub spent_ms: u64,
    pub box_ms: u64,
    pub pace: Pace,
}

impl Timer {
    /// Milliseconds left, or past the box when `pace` is over.
    pub fn left_ms(&self) -> u64 {
        self.box_ms.saturating_sub(self.spent_ms)
    }

    pub fn over_ms(&self) -> u64 {
        self.spent_ms.saturating_sub(self.box_ms)
    }
}

impl Session {
    pub fn clock(&self, now: Moment) -> Option<Clock> {
        let step = self.step()?;
        let now = self.story.ended.as_ref().map_or(now, |(at, _)| *at);
        let step_timer = self.timer(self.step_spent_ms(&step.id, now), self.step_box_ms(&step.id)?);
        let pass = self
            .current_pass()
            .and_then(|_| Some(self.timer(self.pass_spent_ms(now), self.slot_ms()?)));
        let session = self.timer(self.elapsed_ms(now), self.target_ms() + self.extended_ms());
        let to_come: u64 = self.ahead().iter().filter_map(|it| self.still_ms(it, now)).sum();
        let here = if is_outside(step) { 0 } else { step_timer.left_ms() };
        let expected = session.spent_ms + here + to_come;
        Some(Clock {
            ends_ms: self.wall_ms(now) + i64::try_from(here + to_come).unwrap_or(i64::MAX / 2),
            late_ms: expected.saturating_sub(session.box_ms),
            paused_ms: self.paused_since().map(|it| now.since(it)),
            hat_ms: self.hat_running_ms(now),
            outside: is_outside(step),
            step: step_timer,
            pass,
            session,
        })
    }

    fn timer(&self, spent_ms: u64, box_ms: u64) -> Timer {
        Timer { spent_ms, box_ms, pace: timebox::pace(&self.setup().timing, spent_ms, box_ms) }
    }

    /// Wall time at a moment, as counted from the opening.
    pub fn wall_ms(&self, now: Moment) -> i64 {
        self.setup().opened.wall_ms.saturating_add_unsigned(now.0)
    }

    /// Milliseconds of the session, without pauses, left-out gaps and steps outside the timebox.
    pub fn elapsed_ms(&self, now: Moment) -> u64 {
        let inside = |it: &Id| self.step_of(it).is_some_and(|it| !is_outside(it));
        self.visit_spans(now).filter(|(step, _)| inside(step)).map(|(_, ms)| ms).sum()
    }

    /// The same with the steps outside the timebox.
    pub fn length_ms(&self, now: Moment) -> u64 {
        self.visit_spans(now).map(|(_, ms)| ms).sum()
    }

    /// Milliseconds spent in a step over all its visits.
    pub fn step_spent_ms(&self, step: &Id, now: Moment) -> u64 {
        self.visit_spans(now).filter(|(it, _)| *it == step).map(|(_, ms)| ms).sum()
    }

    fn visit_spans(&self, now: Moment) -> impl Iterator<Item = (&Id, u64)> {
        let story = &self.story;
        let last = story.ended.as_ref().map_or(now, |(at, _)| *at);
        let ends = story.visits.iter().skip(1).map(|it| it.entered).chain([last]);
        let paused = self.paused_since();
        story
            .visits
            .iter()
            .zip(ends)
            .map(move |(it, end)| (&it.step, story.idle.active_between(it.entered, end, paused)))
    }

    pub fn left_ms(&self, now: Moment) -> u64 {
        (self.target_ms() + self.extended_ms()).saturating_sub(self.elapsed_ms(now))
    }

    /// The planned length, shortened by a late start: the end stays where it was.
    pub fn target_ms(&self) -> u64 {
        let (planned, late) = (self.planned(), self.late());
        if late < planned { planned.ms() - late.ms() } else { planned.ms() }
    }

    /// The planned length as accepted on the start sheet.
    pub fn planned(&self) -> Secs {
        Secs(self.story.target.unwrap_or(self.setup().opened.planned_secs))
    }

    /// What the formulas propose for this attendance, with the soft line and the guide's cap.
    pub fn proposed(&self) -> (Minutes, Option<Minutes>, Option<Minutes>) {
        let limits = &self.setup().ceremony.limits;
        let days = self.sprint_days();
        let devs =
            self.setup().team.members.iter().filter(|it| it.roles.contains(&Role::Dev)).count();
        let devs = u32::try_from(devs).unwrap_or(u32::MAX);
        let ready = self.setup().given.ready_share();
        (timebox::target(limits, days, devs, ready), timebox::usual_max(limits, days), limits.cap)
    }

    pub(super) fn sprint_days(&self) -> u32 {
        let given = self.setup().given.sprint.as_ref().map(|it| it.days);
        given.or(self.setup().team.sprint.as_ref().map(|it| it.days)).unwrap_or(10)
    }

    /// Milliseconds between the planned and the real start, when both are known.
    pub fn start_delay_ms(&self) -> Option<u64> {
        let planned = self.setup().opened.planned_start_ms?;
        self.has_begun()
            .then(|| u64::try_from(self.wall_ms(self.story.began) - planned).unwrap_or(0))
    }

    fn late(&self) -> Secs {
        let grace = self.setup().timing.late_grace;
        match self.start_delay_ms() {
            Some(ms) if ms > grace.ms() => Secs(u32::try_from(ms / 1000).unwrap_or(u32::MAX)),
            _ => Secs(0),
        }
    }

    /// A step's box with its extensions.
    pub fn step_box_ms(&self, step: &Id) -> Option<u64> {
        let extends = self.setup().ceremony.limits.extends;
        let extended = self.story.extensions.iter().filter(|it| it.step == *step && extends);
        Some(self.planned_box(step)?.ms() + extended.map(|it| Secs(it.secs).ms()).sum::<u64>())
    }

    /// A step's box as planned, before any extension.
    pub fn planned_box(&self, step: &Id) -> Option<Secs> {
        if let Some(StepTime::Outside { pass, most }) = self.step_of(step).map(|it| it.time.clone())
        {
            let passes = self.step_of(step).map_or(0, |it| self.passes_of(it).len());
            let all = pass.0.saturating_mul(u32::try_from(passes.max(1)).unwrap_or(u32::MAX));
            return Some(Secs(all.min(most.0)));
        }
        if *step != self.here()
            && let Some(&left) = self.story.left_boxes.get(step)
        {
            return Some(left);
        }
        if let Some(&secs) = self.story.boxes.get(step) {
            return Some(Secs(secs));
        }
        Some(self.box_among(step, &self.freed()))
    }

    /// A step's part of the whole where these steps give theirs away.
    fn box_among(&self, step: &Id, freed: &[Id]) -> Secs {
        let boxes = timebox::boxes(&self.setup().ceremony, self.planned(), freed, self.late());
        boxes.into_iter().find(|(it, _)| it == step).map_or(Secs(0), |(_, secs)| secs)
    }

    /// The box a step ahead will have, were its turn next: steps that will pass themselves over on the way give it theirs,
    /// as they do once they have. Without it the end would jump about each time one of them is passed over.
    pub fn box_to_come_ms(&self, step: &Id) -> Option<u64> {
        let falling = self.falling_away();
        let own =
            |it: &Id| self.story.left_boxes.contains_key(it) || self.story.boxes.contains_key(it);
        let planned = self.step_box_ms(step)?;
        if falling.is_empty() || own(step) || self.step_of(step).is_none_or(is_outside) {
            return Some(planned);
        }
        let freed: Vec<Id> = self.story.skipped.iter().cloned().chain(falling).collect();
        let (before, after) = (self.planned_box(step)?, self.box_among(step, &freed));
        Some((planned + after.ms()).saturating_sub(before.ms()))
    }

    /// Steps ahead whose own condition passes them over as things stand, where an elastic step ahead takes their minutes.
    fn falling_away(&self) -> Vec<Id> {
        let ahead = self.ahead();
        if !ahead.iter().any(|it| it.elastic && !self.visited(&it.id)) {
            return Vec::new();
        }
        let steps = &self.setup().ceremony.steps;
        let here = self.here();
        let after = steps.iter().skip_while(|it| it.id != here).skip(1);
        let falls = |it: &&Step| !ahead.iter().any(|stays| stays.id == it.id);
        after.filter(falls).map(|it| it.id.clone()).collect()
    }

    /// Skipped steps whose minutes an elastic step can still take; with none left, everything keeps its box.
    fn freed(&self) -> Vec<Id> {
        let takes = |it: &&Step| it.elastic && !self.story.skipped.contains(&it.id);
        let ahead = self.setup().ceremony.steps.iter().filter(takes);
        let open = ahead.filter(|it| it.id == self.here() || !self.visited(&it.id)).count() > 0;
        if open { self.story.skipped.iter().cloned().collect() } else { Vec::new() }
    }

    /// What a step ahead still needs of its box; nothing for one outside the timebox.
    fn still_ms(&self, step: &Step, now: Moment) -> Option<u64> {
        let whole = if is_outside(step) { None } else { self.box_to_come_ms(&step.id) };
        whole.map(|it| it.saturating_sub(self.step_spent_ms(&step.id, now)))
    }

    /// The slot of the current pass, with its extensions; `None` outside a loop or where passes have no slot.
    pub fn slot_ms(&self) -> Option<u64> {
        let step = self.step()?;
        let current = self.current_pass()?;
        let planned = match &step.time {
            StepTime::Outside { pass, .. } => *pass,
            StepTime::Fixed(_) | StepTime::Weight { .. } => {
                let passes = u32::try_from(self.passes().len()).unwrap_or(u32::MAX);
                timebox::slot(&self.pass_time(step)?, self.planned_box(&step.id)?, passes)
            }
        };
        let here = self.here();
        let own = self
            .story
            .extensions
            .iter()
            .filter(|it| it.step == here && it.pass.as_ref() == Some(&current));
        Some(planned.ms() + own.map(|it| Secs(it.secs).ms()).sum::<u64>())
    }

    /// Milliseconds added to the end by vote or alone.
    pub fn extended_ms(&self) -> u64 {
        if !self.setup().ceremony.limits.extends {
            return 0;
        }
        let inside = |it: &Id| self.step_of(it).is_some_and(|it| !is_outside(it));
        self.story
            .extensions
            .iter()
            .filter(|it| inside(&it.step))
            .map(|it| Secs(it.secs).ms())
            .sum()
    }

    /// What a yes by thumbs would give the current pass or step; `None` when both extensions are used up.
    pub fn extension_offer(&self) -> Option<Secs> {
        let (here, pass) = (self.here(), self.current_pass());
        let voted = self.story.extensions.iter().filter(|it| {
            it.step == here && it.pass == pass && matches!(it.how, Extension::Voted { .. })
        });
        let earlier = u32::try_from(voted.count()).unwrap_or(u32::MAX);
        let planned = match &pass {
            Some(_) => self.slot_ms().map(|it| Secs(u32::try_from(it / 1000).unwrap_or(u32::MAX))),
            None => None,
        };
        let base = planned.map_or_else(|| self.planned_box(&here), Some)?;
        let added: u32 = self.voted_here(&here, pass.as_ref());
        timebox::extension(&self.setup().timing, Secs(base.0.saturating_sub(added)), earlier)
    }

    fn voted_here(&self, step: &Id, pass: Option<&Pass>) -> u32 {
        if pass.is_none() {
            return 0;
        }
        self.story
            .extensions
            .iter()
            .filter(|it| it.step == *step && it.pass.as_ref() == pass)
            .map(|it| it.secs)
            .sum()
    }

    /// Steps after the current one that the way forward would enter.
    pub fn ahead(&self) -> Vec<&Step> {
        let steps = &self.setup().ceremony.steps;
        let here = self.here();
        let after = steps.iter().position(|it| it.id == here).map_or(0, |it| it + 1);
        let moment = self.records().last().map_or(Moment(0), |it| it.at);
        steps[after.min(steps.len())..]
            .iter()
            .filter(|it| !self.holds(&it.skip_when, moment))
            .collect()
    }

    /// Milliseconds of a running strategy hat: from the request of a PM question to its answer.
    fn hat_running_ms(&self, now: Moment) -> Option<u64> {
        if !self.setup().profile.hat {
            return None;
        }
        self.requested()
            .map(|it| self.story.idle.active_between(it.at, now, self.paused_since()))
            .max()
    }

    /// Milliseconds spent under the strategy hat: each carried input from its request to its answer.
    pub fn hat_ms(&self, now: Moment) -> u64 {
        let settled: u64 = self
            .carried_spans()
            .map(|(from, to)| self.story.idle.active_between(from, to, None))
            .sum();
        settled + self.hat_running_ms(now).unwrap_or(0)
    }
}

pub(super) fn is_outside(step: &Step) -> bool {
    matches!(step.time, StepTime::Outside { .. })
}
