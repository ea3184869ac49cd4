//! Which format a retrospective has, which others it might have and why; and how it checks in and out.

use super::{Moment, Session};
use crate::ceremony::{CheckIn, Format, Id, Pulse, Step, Text};

/// Why a format is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because<'a> {
    /// One of its own reasons holds.
    Reason(&'a Text),
    /// It was used last time.
    LastTime,
    /// Another one was used three times in a row, and this one takes about as long.
    Change,
    /// What it is good for, where nothing is known.
    Best,
}

/// Retrospectives in a row after which another format is proposed.
const IN_A_ROW: usize = 3;

impl Session {
    /// The format chosen, else what was proposed at the start.
    pub fn format(&self) -> Option<&Format> {
        let formats = &self.setup().formats;
        let chosen = self.story.board.set.as_ref().map(|it| it.0.clone());
        let id = chosen.or_else(|| {
            let start = self.unbegun();
            start.proposed_format(Moment(0)).map(|(it, _)| it.id.clone())
        })?;
        formats.iter().find(|it| it.id == id)
    }

    /// Formats that fit the length and what is the case.
    pub fn offered_formats(&self, now: Moment) -> impl Iterator<Item = &Format> {
        let planned = self.planned();
        let formats = self.setup().formats.iter();
        formats.filter(move |it| it.minutes.secs() <= planned && self.holds(&it.needs, now))
    }

    /// What is proposed: first by a format's own reason, then what the team used last, unless that was three times in a row.
    pub fn proposed_format(&self, now: Moment) -> Option<(&Format, Because<'_>)> {
        if let Some((format, why)) = self.called_for(now) {
            return Some((format, Because::Reason(why)));
        }
        let used = &self.setup().given.formats;
        let offered: Vec<&Format> = self.offered_formats(now).collect();
        let Some(last) = used.last().and_then(|id| offered.iter().find(|it| it.id == *id)) else {
            return offered
                .into_iter()
                .find(|it| it.propose.is_empty())
                .map(|it| (it, Because::Best));
        };
        let again = used.iter().rev().take_while(|it| **it == last.id).count();
        if again < IN_A_ROW {
            return Some((last, Because::LastTime));
        }
        let others = offered.iter().filter(|it| it.id != last.id && it.propose.is_empty());
        let nearest = others.min_by_key(|it| it.minutes.0.abs_diff(last.minutes.0));
        nearest.map(|it| (*it, Because::Change))
    }

    /// The first format one of whose own reasons holds.
    fn called_for(&self, now: Moment) -> Option<(&Format, &Text)> {
        self.offered_formats(now).find_map(|it| {
            let reason = it.propose.iter().find(|it| self.holds(&it.when, now))?;
            Some((it, &reason.why))
        })
    }

    /// Another format that something since the start calls for, while no card is shown.
    pub fn format_offer(&self, now: Moment) -> Option<(&Format, &Text)> {
        let before = self.unbegun();
        let before = before.called_for(Moment(0)).map(|(it, _)| it.id.clone());
        let (format, why) = self.called_for(now)?;
        let fresh = before.as_ref() != Some(&format.id) && self.cards().next().is_none();
        let other = self.format().is_none_or(|it| it.id != format.id);
        (fresh && other && !self.has_dots()).then_some((format, why))
    }

    /// Check-ins or closings the current step may be held with.
    pub fn check_ins(&self) -> Vec<&CheckIn> {
        let place = self.step().and_then(|it| it.check_in);
        let all = self.setup().check_ins.iter();
        all.filter(|it| Some(it.place) == place).collect()
    }

    /// The one chosen for the current step.
    pub fn check_in(&self) -> Option<&CheckIn> {
        let id = self.story.check_ins.get(&self.step()?.id)?;
        self.setup().check_ins.iter().find(|it| it.id == *id)
    }

    /// What to say for the check-in or closing of the step: the chosen one's words, else those of the one that votes as the
    /// step itself does.
    pub(super) fn opening_words(&self) -> String {
        let own = self.step().and_then(|it| it.pulse.clone());
        let usual = || self.check_ins().into_iter().find(|it| it.pulse == own);
        self.check_in().or_else(usual).map(|it| it.ask.to_string()).unwrap_or_default()
    }

    /// The vote of the current step: of the check-in chosen for it, else its own.
    pub fn pulse(&self) -> Option<&Pulse> {
        let own = |step: &Step| step.pulse.clone();
        let id: Id = match self.check_in() {
            Some(it) => it.pulse.clone(),
            None => self.step().and_then(own),
        }?;
        self.setup().pulses.iter().find(|it| it.id == id)
    }
}
