//! What a session came to: decisions, actions and open questions first, the numbers last.

use super::{
    Capture, Captured, Ending, Event, Extension, GapKind, Moment, PassState, PmState, Session, Talk,
};
use crate::ceremony::{CaptureKind, Id, Step, Text};

/// A session told in one screen. Everything in it is computed from the records.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    pub ending: Option<Ending>,
    pub goal: Option<Text>,
    pub decisions: Vec<Captured>,
    pub actions: Vec<Captured>,
    /// Questions nobody has answered.
    pub questions: Vec<Captured>,
    pub not_yets: Vec<Captured>,
    pub blockers: Vec<Captured>,
    pub risks: Vec<Captured>,
    pub parked: Vec<Captured>,
    pub feedback: Vec<Captured>,
    pub notes: Vec<Captured>,
    /// Choices of the ceremony as question and answer.
    pub choices: Vec<(Text, Text)>,
    pub steps: Vec<StepTime>,
    /// Steps nobody was in: passed over by a person, and by their own condition.
    pub skipped: Vec<Text>,
    pub fell_away: Vec<Text>,
    pub pm: Vec<PmOutcome>,
    /// Required activities ticked, of those that wait for a tick.
    pub coverage: (usize, usize),
    /// Required activities met by what happened anyway, beside those.
    pub came_about: usize,
    pub planned_s: u64,
    /// Without pauses and left-out gaps, as all that follows; steps with a clock of their own count only in `length_s`.
    pub elapsed_s: u64,
    pub length_s: u64,
    pub paused_s: u64,
    pub left_out_s: u64,
    pub hat_s: u64,
    /// Seconds added by a vote, and by how many votes.
    pub chosen: (u64, usize),
    /// Seconds past the planned end and the voted extensions.
    pub drift_s: u64,
    pub start_delay_s: Option<u64>,
    pub overridden: Vec<(Id, Text)>,
    pub people: usize,
    pub talk: Option<Talk>,
}

/// A step's plan and what it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTime {
    pub id: Id,
    pub title: Text,
    pub planned_s: u64,
    pub spent_s: u64,
    pub outside: bool,
    /// It was left by a jump over others, and never by its own end.
    pub left_early: bool,
    pub passes: Vec<PassTime>,
}

/// How a time stands beside its box: the bands of every page, table and measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Short,
    Fits,
    Over,
    FarOver,
}

impl Fit {
    /// Without a box everything fits.
    pub fn of(planned_s: u64, spent_s: u64) -> Fit {
        match spent_s.saturating_mul(100).checked_div(planned_s).unwrap_or(100) {
            0..60 => Fit::Short,
            60..=110 => Fit::Fits,
            111..=150 => Fit::Over,
            _ => Fit::FarOver,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Fit::Short => "short",
            Fit::Fits => "",
            Fit::Over => "over",
            Fit::FarOver => "far over",
        }
    }
}

/// A pass that ended: its title, its outcome if it had one, and what it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassTime {
    pub title: Text,
    pub outcome: Option<Id>,
    pub spent_s: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PmOutcome {
    pub id: Id,
    pub text: Text,
    pub state: PmState,
}

impl Summary {
    /// `1 of 2 done, 5 more came about by themselves`: what waits for a tick, and beside it what needed none.
    pub fn owners_part(&self) -> String {
        let (done, all) = self.coverage;
        let more = if all == 0 { "" } else { " more" };
        let met = match self.came_about {
            0 => None,
            1 => Some(format!("1{more} came about by itself")),
            many => Some(format!("{many}{more} came about by themselves")),
        };
        let ticked = (0 < all || met.is_none()).then(|| format!("{done} of {all} done"));
        ticked.into_iter().chain(met).collect::<Vec<String>>().join(", ")
    }
}

impl Session {
    pub fn summary(&self, now: Moment) -> Summary {
        let kind = |kind: CaptureKind| -> Vec<Captured> {
            self.captures().iter().filter(|it| it.capture.kind == kind).cloned().collect()
        };
        let titles = |of: Vec<&Step>| of.into_iter().map(|it| it.title.clone()).collect();
        let (skipped, fell_away) = self.passed_over();
        let open = |it: &Capture| it.outcome.trim().is_empty();
        let (elapsed, planned, voted) =
            (self.elapsed_ms(now), self.planned().ms(), self.voted_ms());
        Summary {
            ending: self.ending().cloned(),
            goal: self.goal(),
            decisions: kind(CaptureKind::Decision),
            actions: kind(CaptureKind::Action),
            questions: kind(CaptureKind::Question)
                .into_iter()
                .filter(|it| open(&it.capture))
                .collect(),
            not_yets: kind(CaptureKind::NotYet),
            blockers: kind(CaptureKind::Blocker),
            risks: kind(CaptureKind::Risk),
            parked: kind(CaptureKind::Parking),
            feedback: kind(CaptureKind::Feedback),
            notes: kind(CaptureKind::Note),
            choices: self.answers(),
            steps: self.step_times(now),
            skipped: titles(skipped),
            fell_away: titles(fell_away),
            pm: self.pm_outcomes(now),
            coverage: self.coverage(now),
            came_about: self.came_about(now),
            planned_s: planned / 1000,
            elapsed_s: elapsed / 1000,
            length_s: self.length_ms(now) / 1000,
            paused_s: self
                .story
                .idle
                .total(self.story.began, now)
                .saturating_sub(self.left_out_ms())
                / 1000,
            left_out_s: self.left_out_ms() / 1000,
            hat_s: self.hat_ms(now) / 1000,
            chosen: (voted.0 / 1000, voted.1),
            drift_s: elapsed.saturating_sub(self.target_ms() + voted.0) / 1000,
            start_delay_s: self.start_delay_ms().map(|it| it / 1000),
            overridden: self.overridden().to_vec(),
            people: self.present().len(),
            talk: self.talk(now),
        }
    }

    fn voted_ms(&self) -> (u64, usize) {
        let voted =
            self.story.extensions.iter().filter(|it| matches!(it.how, Extension::Voted { .. }));
        voted.fold((0, 0), |(ms, count), it| (ms + u64::from(it.secs) * 1000, count + 1))
    }

    fn left_out_ms(&self) -> u64 {
        let gaps = self.effective().map(|it| match it.event {
            Event::Gap { ms, how: GapKind::LeftOut } => ms,
            _ => 0,
        });
        gaps.fold(0, u64::saturating_add)
    }

    /// Questions of the ceremony that were answered, with the answer's label.
    fn answers(&self) -> Vec<(Text, Text)> {
        let choices = self.setup().ceremony.steps.iter().flat_map(|it| &it.choices);
        let answered = choices.filter_map(|it| {
            let option = self.chosen(&it.id)?;
            let label = it.options.iter().find(|it| it.id == *option)?.label.clone();
            Some((it.ask.clone(), label))
        });
        answered.collect()
    }

    fn step_times(&self, now: Moment) -> Vec<StepTime> {
        let visited = self.setup().ceremony.steps.iter().filter(|it| self.visited(&it.id));
        let times = visited.map(|it| StepTime {
            id: it.id.clone(),
            title: it.title.clone(),
            planned_s: self.planned_box(&it.id).map_or(0, |it| u64::from(it.0)),
            spent_s: self.step_spent_ms(&it.id, now) / 1000,
            outside: super::clock::is_outside(it),
            left_early: self.is_left_early(&it.id),
            passes: self.ended_passes(it),
        });
        times.collect()
    }

    fn ended_passes(&self, step: &Step) -> Vec<PassTime> {
        let passes = self.passes_of(step).into_iter();
        let ended = passes.filter_map(|it| match it.state {
            PassState::Done(outcome) => Some(PassTime {
                title: it.pass.title(),
                outcome,
                spent_s: self.booked_ms(&step.id, &it.pass) / 1000,
            }),
            PassState::Ahead | PassState::Current | PassState::Skipped => None,
        });
        ended.collect()
    }

    /// What became of every input that something called for.
    fn pm_outcomes(&self, now: Moment) -> Vec<PmOutcome> {
        let lines = self.all_inputs(now);
        let called = lines.filter(|it| {
            !matches!(it.state, PmState::Dormant | PmState::SpokenFor(_) | PmState::Nobody)
        });
        called
            .map(|it| PmOutcome {
                id: it.input.id.clone(),
                text: it.input.text.clone(),
                state: it.state,
            })
            .collect()
    }
}
