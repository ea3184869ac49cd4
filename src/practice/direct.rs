//! What the run makes of each turn of the session: who comes, what is said, which situation opens, how long the talk took.
//!
//! It queues cues and changes nothing itself; the caller performs them through the session's own commands.

use rand::RngExt;

use super::{
    Beside, Outcome, Run, Situation,
    simulation::{Cue, Stage, Voice, say},
    stage::pm_of,
};
use crate::{
    ceremony::{Id, Measure, Step, Text},
    session::{
        Actor, Command, Event, Moment, Open, PassState, PmAct, PmMove, Session, Tally, decide,
    },
};

/// Milliseconds of the box that each answer is expected to take.
const ALLOWANCE: u64 = 75_000;
/// The talk of a step takes at least this much of its box, in hundredths.
const LEAST_SHARE: u64 = 40;

/// What of the talk of a step or pass goes before its first scene, in hundredths.
const LEAD_IN: u64 = 30;

/// What becomes of a command of the learner's before the session hears of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    Go(Command),
    /// Something comes first: the queue has it.
    Hold,
}

impl Run {
    /// What the simulated people make of how the session stands now.
    pub fn follow(&mut self, session: &Session, open: &Open, now: Moment) {
        self.watch(session, now);
        let Some(step) = session.step().filter(|_| session.ending().is_none()) else { return };
        let done = passes_over(session);
        let here = (step.id.clone(), done);
        if self.here.as_ref() != Some(&here) {
            let entered = self.here.as_ref().is_none_or(|it| it.0 != step.id);
            self.here = Some(here);
            if entered {
                self.enter(session, open, step);
            }
            if let Some(pass) = session.current_pass() {
                let scene = self.due_here(session, step, done);
                let hands = scene.filter(|it| it.step == step.id).map(|it| it.hands.clone());
                let hands = hands.unwrap_or_default();
                let cues = self.stage(session, open).turn(step, &pass, &hands);
                self.queue.extend(cues);
            }
        }
        self.answer_for_others(session, open, now);
        if self.queue.is_empty() && self.scene.is_none() && !self.sinks_in {
            let due = self.due_here(session, step, done).map(|it| it.id.clone());
            if let Some(id) = due {
                // A scene comes in the middle of the talk, not with its first word.
                let ms = self.talk_left(session, step, now) * LEAD_IN / 100;
                if ms > 0 {
                    self.queue.push_back(Cue::Wait { ms });
                }
                self.raise(session, &id, now);
            }
        }
    }

    fn enter(&mut self, session: &Session, open: &Open, step: &Step) {
        if self.met.contains(&step.id) {
            return;
        }
        self.queue.push_back(Cue::Note(Beside::Met { step: step.id.clone() }));
        if let Some(at) = self.later.iter().position(|it| it.0 != step.id && self.is_told(&it.1)) {
            let (_, text) = self.later.remove(at);
            self.queue.push_back(say(Voice::Later, &text));
        }
        let offers: Vec<Cue> = self.offers(Outcome::ThinnerSlice).into_iter().collect();
        self.queue.extend(offers);
        let cues = self.stage(session, open).entering(step);
        self.queue.extend(cues);
    }

    /// Half of the delayed consequences come back while it runs, the others in the epilogue.
    fn is_told(&self, later: &Text) -> bool {
        self.staged.dice(later).random_range(0..2) == 0
    }

    /// A consequence that shows as soon as it holds, once.
    fn offers(&mut self, outcome: Outcome) -> Option<Cue> {
        let state = &self.content.state;
        let known = self.bars.consequences(state, 0);
        let found = known.into_iter().find(|it| it.outcome == outcome)?;
        let text = found.text.clone();
        self.told.insert(outcome).then(|| say(Voice::Others, &text))
    }

    /// Votes are told; requests and briefs get their answer.
    fn answer_for_others(&mut self, session: &Session, open: &Open, now: Moment) {
        while let Some(reveal) = session.reveals().get(self.reveals) {
            self.reveals += 1;
            if let Tally::Counts(counts) = &reveal.tally {
                let values: Vec<u32> = counts
                    .iter()
                    .flat_map(|(value, many)| std::iter::repeat_n(*value, *many as usize))
                    .collect();
                let cue = self.stage(session, open).shown(&values);
                self.queue.push_back(cue);
            }
        }
        if session.has_dots() && !self.dots_told {
            self.dots_told = true;
            let cue = self.stage(session, open).dots_shown();
            self.queue.extend(cue);
        }
        while let Some(act) = session.acts().get(self.acts) {
            self.acts += 1;
            match &act.act {
                PmAct::Requested => {
                    let cues = self.stage(session, open).asked(&act.input, now);
                    self.queue.extend(cues);
                }
                PmAct::Briefed(_) if self.bars.has(&self.content.state, Outcome::BriefAnswered) => {
                    self.brief_answered(session, &act.input);
                }
                _ => {}
            }
        }
    }

    fn brief_answered(&mut self, session: &Session, input: &Id) {
        let profile = &session.setup().profile;
        let Some(pm) = pm_of(&self.content, profile) else { return };
        let Some(pm) = self.content.persona(pm) else { return };
        let lines = &self.content.cast.pm;
        let answer = PmMove::Answer(lines.reply.clone());
        let line = lines.answers.replace("{name}", &pm.name);
        self.queue.push_back(say(Voice::Others, &line));
        self.queue.push_back(Cue::Ask(Actor::Facilitator, Command::Pm(input.clone(), answer)));
    }

    /// The situation whose time has come: at a plain step at once, in a loop after some passes; the rest before it is left.
    fn due_here(&self, session: &Session, step: &Step, done: usize) -> Option<&Situation> {
        let waiting = |it: &&Situation| !self.opened.contains(&it.id);
        let place = |id: &Id| place(session, id);
        let over = self.staged.situations.iter().filter(waiting);
        if let Some(it) = over.clone().find(|it| place(&it.step) < place(&step.id)) {
            return Some(it);
        }
        let here = self.staged.situations.iter().filter(|it| it.step == step.id);
        let opened = here.clone().filter(|it| self.opened.contains(&it.id)).count();
        let passes = if session.current_pass().is_some() { session.passes().len() } else { 0 };
        // In a loop they are spread over its passes; elsewhere the first comes at once and the others before it is left.
        let after = if passes == 0 {
            if opened == 0 { 0 } else { usize::MAX }
        } else {
            opened * passes / here.count().max(1)
        };
        over.clone().find(|it| it.step == step.id).filter(|_| after <= done)
    }

    /// The scene begins: guests come, facts become true.
    fn raise(&mut self, session: &Session, id: &Id, now: Moment) {
        let Some(it) = self.staged.situation(id).cloned() else { return };
        for persona in it.personas.iter().filter_map(|it| self.content.persona(it)) {
            let comes = session.member(&persona.name).is_some()
                && !session.present().contains(&persona.name);
            if comes && !self.content.cast.never_comes.contains(&persona.id) {
                let name = persona.name.clone();
                self.queue
                    .push_back(Cue::Ask(Actor::Facilitator, Command::Attend { name, here: true }));
            }
        }
        for fact in it.facts.iter().filter(|it| !session.is(it, now)) {
            self.queue
                .push_back(Cue::Ask(Actor::Facilitator, Command::SetFact(fact.clone(), true)));
        }
        self.queue.push_back(say(Voice::Scene, &it.scene));
        self.queue.push_back(Cue::Note(Beside::Opened { situation: it.id.clone() }));
    }

    /// What comes before a command of the learner's: the talk of a pass or step takes its time, and no step is left or
    /// session ended while a situation of it waits. The developers say how a pass ends.
    pub fn before(&mut self, session: &Session, open: &Open, command: Command, now: Moment) -> Way {
        let leaves = matches!(command, Command::Advance | Command::NextPass(None));
        if !leaves || session.ending().is_some() {
            return Way::Go(command);
        }
        if self.scene.is_some() {
            return Way::Hold;
        }
        let Some(step) = session.step().cloned() else { return Way::Go(command) };
        if std::mem::take(&mut self.sinks_in) {
            let due = self.due_here(session, &step, passes_over(session)).map(|it| it.id.clone());
            if let Some(id) = due {
                self.raise(session, &id, now);
                return Way::Hold;
            }
        }
        let event = decide(session, open, &Actor::Facilitator, command.clone(), now);
        let Ok(event) = event else { return Way::Go(command) };
        let due = match &event {
            Event::Entered { step: to, .. } => self.due_before(session, Some(to)),
            Event::Ended { .. } => self.due_before(session, None),
            _ => None,
        };
        let wait = self.talk_left(session, &step, now);
        if let Some(id) = due {
            self.queue.push_back(Cue::Wait { ms: wait });
            self.raise(session, &id, now);
            return Way::Hold;
        }
        if wait > 0 {
            self.queue.push_back(Cue::Wait { ms: wait });
        }
        let counted = self.stage(session, open).counts_dots(&step);
        if !counted.is_empty() {
            self.queue.extend(counted);
            return Way::Hold;
        }
        let pass = session.current_pass();
        let sized = pass.as_ref().map(|it| self.stage(session, open).settles_size(&step, it));
        let sized = sized.unwrap_or_default();
        let again = sized.iter().any(|it| matches!(it, Cue::Ask(_, Command::ShowHands(_))));
        self.queue.extend(sized);
        if again {
            return Way::Hold;
        }
        let verdict = pass.and_then(|it| self.stage(session, open).verdict(&step, &it));
        let Some((outcome, line)) = verdict else { return Way::Go(command) };
        self.queue.extend(line);
        let ends = Command::NextPass(Some(outcome));
        if command == Command::Advance {
            // The last pass ends before its step is left.
            self.queue.push_back(Cue::Ask(Actor::Facilitator, ends));
            return Way::Go(command);
        }
        Way::Go(ends)
    }

    fn due_before(&self, session: &Session, to: Option<&Id>) -> Option<Id> {
        let limit = to.map_or(usize::MAX, |it| place(session, it));
        let waiting = self.staged.situations.iter().filter(|it| !self.opened.contains(&it.id));
        waiting.into_iter().find(|it| place(session, &it.step) < limit).map(|it| it.id.clone())
    }

    /// Milliseconds the talk of this pass or step still takes: its box less the allowance for answers.
    fn talk_left(&self, session: &Session, step: &Step, now: Moment) -> u64 {
        let whole = session.target_ms().max(1);
        let answers = ALLOWANCE * self.staged.situations.len() as u64;
        let share = (whole.saturating_sub(answers) * 100 / whole).max(LEAST_SHARE);
        let title = session.current_pass().map(|it| it.title());
        let loops = step.passes.as_ref().is_some_and(|it| !it.listed);
        let (all, spent) = match (&title, session.slot_ms()) {
            (Some(_), Some(slot)) => {
                (slot, session.measure(&Measure::PassElapsed, now).unwrap_or(0) * 1000)
            }
            _ if loops => (0, 0),
            _ => {
                let whole = session.step_box_ms(&step.id).unwrap_or(0);
                (whole, session.step_spent_ms(&step.id, now))
            }
        };
        let mut dice = self.staged.dice(&format!("talk {} {title:?}", step.id));
        let share = share * dice.random_range(85..=105) / 100;
        (all * share / 100).saturating_sub(spent)
    }

    fn stage<'a>(&'a self, session: &'a Session, open: &'a Open) -> Stage<'a> {
        Stage { content: &self.content, staged: &self.staged, session, open, bars: &self.bars }
    }
}

fn place(session: &Session, step: &Id) -> usize {
    let steps = &session.setup().ceremony.steps;
    steps.iter().position(|it| it.id == *step).unwrap_or(usize::MAX)
}

/// How many passes of the current step have ended.
pub(super) fn passes_over(session: &Session) -> usize {
    let over = |it: &PassState| matches!(it, PassState::Done(_) | PassState::Skipped);
    session.passes().iter().filter(|it| over(&it.state)).count()
}
