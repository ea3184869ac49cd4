//! A practice run: the situations beside a live session, and what comes of the answers. The session decides its own rules.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

use rand::{RngExt, seq::SliceRandom};

use super::{
    Beside, Content, Effects, Level, Outcome, Situation, SituationOption, Staged,
    bars::Bars,
    judgement::Judgement,
    log::Answered,
    score,
    simulation::{Cue, Speech, Stage, Voice, say},
};
use crate::{
    ceremony::{Id, Percent, Step, Text},
    session::{Actor, Command, Event, Moment, Open, PmAct, Session},
};

#[derive(Debug, Clone)]
pub struct Run {
    pub content: Arc<Content>,
    pub staged: Staged,
    pub level: Level,
    pub bars: Bars,
    /// In the order they were given.
    pub answers: Vec<Given>,
    /// The situation that waits for an answer.
    pub scene: Option<Id>,
    /// The conversation so far, oldest first.
    pub talk: Vec<Speech>,
    pub judgement: Judgement,
    pub(super) opened: BTreeSet<Id>,
    pub(super) met: BTreeSet<Id>,
    pub(super) queue: VecDeque<Cue>,
    pub(super) here: Option<(Id, usize)>,
    pub(super) acts: usize,
    pub(super) reveals: usize,
    /// Later consequences not told yet: the step they come from.
    pub(super) later: Vec<(Id, Text)>,
    pub(super) told: BTreeSet<Outcome>,
    /// How late the closing step was reached; `None` before it is.
    pub(super) late_ms: Option<u64>,
}

/// An answer, and when it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub at: Moment,
    pub step: Id,
    pub words: Text,
    pub answer: Answered,
}

/// What becomes of a command of the learner's before the session hears of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    Go(Command),
    /// Something comes first: the queue has it.
    Hold,
}

/// Milliseconds of the box that each answer is expected to take.
const ALLOWANCE: u64 = 75_000;
/// The talk of a step takes at least this much of its box, in hundredths.
const LEAST_SHARE: u64 = 40;

impl Run {
    pub fn new(content: Arc<Content>, staged: Staged) -> Run {
        let level = content.level(&staged.scenario.level).or_else(|| content.levels.levels.first());
        Run {
            level: level.cloned().unwrap_or_else(Level::plain),
            bars: Bars::new(&content.state),
            answers: Vec::new(),
            scene: None,
            talk: Vec::new(),
            judgement: Judgement::default(),
            opened: BTreeSet::new(),
            met: BTreeSet::new(),
            queue: VecDeque::new(),
            here: None,
            acts: 0,
            reveals: 0,
            later: Vec::new(),
            told: BTreeSet::new(),
            late_ms: None,
            content,
            staged,
        }
    }

    /// The next thing to do; the caller does it, then looks again.
    pub fn cue(&mut self) -> Option<Cue> {
        self.queue.pop_front()
    }

    pub fn say(&mut self, speech: Speech) {
        self.talk.push(speech);
    }

    /// Folds a line of the run's own.
    pub fn apply(&mut self, beside: &Beside, session: &Session, at: Moment) {
        match beside {
            Beside::Staged(_) => {}
            Beside::Met { step } => {
                self.met.insert(step.clone());
            }
            Beside::Opened { situation } => {
                self.opened.insert(situation.clone());
                self.scene = Some(situation.clone());
            }
            Beside::Worded { situation, words } => self.word(situation, words, session, at),
            Beside::Answered { situation, option, confidence } => {
                self.answer(situation, option, *confidence, session, at);
            }
            Beside::Pulled { input } => self.judgement.pull(input.clone()),
        }
    }

    /// What the simulated people make of how the session stands now.
    pub fn follow(&mut self, session: &Session, open: &Open, now: Moment) {
        self.watch(session, now);
        let Some(step) = session.step().filter(|_| session.ending().is_none()) else { return };
        let done = session.passes().iter().filter(|it| it.state.is_over()).count();
        let here = (step.id.clone(), done);
        if self.here.as_ref() != Some(&here) {
            let entered = self.here.as_ref().is_none_or(|it| it.0 != step.id);
            self.here = Some(here);
            if entered {
                self.enter(session, open, step);
            }
            if let Some(pass) = session.current_pass() {
                let cues = self.stage(session, open).turn(step, &pass);
                self.queue.extend(cues);
            }
        }
        self.answer_for_others(session, open, now);
        if self.queue.is_empty() && self.scene.is_none() {
            let due = self.due_here(session, step, done).map(|it| it.id.clone());
            if let Some(id) = due {
                self.raise(session, &id, now);
            }
        }
    }

    /// Looks without acting: PM inputs, and when the closing step was reached.
    pub fn watch(&mut self, session: &Session, now: Moment) {
        let world = self.world();
        self.judgement.look(session, &world, now);
        let closing = &session.setup().ceremony.exits.closing;
        if self.late_ms.is_none() && session.step().is_some_and(|it| it.id == *closing) {
            self.late_ms = Some(late_ms(session, closing, now));
        }
    }

    /// Facts the situations made true so far.
    fn world(&self) -> BTreeSet<Id> {
        let opened = self.staged.situations.iter().filter(|it| self.opened.contains(&it.id));
        opened.flat_map(|it| it.facts.iter().cloned()).collect()
    }

    fn stage<'a>(&'a self, session: &'a Session, open: &'a Open) -> Stage<'a> {
        Stage { content: &self.content, staged: &self.staged, session, open, bars: &self.bars }
    }

    fn enter(&mut self, session: &Session, open: &Open, step: &Step) {
        if self.met.contains(&step.id) {
            return;
        }
        self.queue.push_back(Cue::Note(Beside::Met { step: step.id.clone() }));
        if let Some(at) = self.later.iter().position(|it| it.0 != step.id && self.is_told(&it.1)) {
            let (_, text) = self.later.remove(at);
            self.queue.push_back(say(Voice::Later, text));
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
        self.told.insert(outcome).then(|| say(Voice::Others, text))
    }

    /// Votes are told; requests and briefs get their answer.
    fn answer_for_others(&mut self, session: &Session, open: &Open, now: Moment) {
        while let Some(reveal) = session.reveals().get(self.reveals) {
            self.reveals += 1;
            if let crate::session::Tally::Counts(counts) = &reveal.tally {
                let values: Vec<u32> = counts
                    .iter()
                    .flat_map(|(value, many)| std::iter::repeat_n(*value, *many as usize))
                    .collect();
                let cue = self.stage(session, open).shown(&values);
                self.queue.push_back(cue);
            }
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
        let Some(pm) = super::stage::pm_of(&self.content, profile) else { return };
        let Some(pm) = self.content.persona(pm) else { return };
        let lines = &self.content.cast.pm;
        let answer = crate::session::PmMove::Answer(lines.reply.clone());
        let line = lines.answers.replace("{name}", &pm.name);
        self.queue.push_back(say(Voice::Others, line));
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
        let nth = self.staged.situations.iter().filter(|it| it.step == step.id && self.opened.contains(&it.id)).count();
        let many = self.staged.situations.iter().filter(|it| it.step == step.id).count();
        let passes = session.passes().len();
        let after = if passes == 0 { nth * usize::from(nth > 0) * 99 } else { nth * passes / many.max(1) };
        over.clone().find(|it| it.step == step.id).filter(|_| after <= done)
    }

    /// The scene begins: guests come, facts become true.
    fn raise(&mut self, session: &Session, id: &Id, now: Moment) {
        let Some(it) = self.staged.situation(id).cloned() else { return };
        for persona in it.personas.iter().filter_map(|it| self.content.persona(it)) {
            let comes = session.member(&persona.name).is_some() && !session.present().contains(&persona.name);
            if comes && &*persona.manner != "" && !self.is_absent(&persona.id) {
                let name = persona.name.clone();
                self.queue.push_back(Cue::Ask(Actor::Facilitator, Command::Attend { name, here: true }));
            }
        }
        for fact in it.facts.iter().filter(|it| !session.is(it, now)) {
            self.queue.push_back(Cue::Ask(Actor::Facilitator, Command::SetFact(fact.clone(), true)));
        }
        self.queue.push_back(say(Voice::Scene, &it.scene));
        self.queue.push_back(Cue::Note(Beside::Opened { situation: it.id.clone() }));
    }

    /// Somebody who is spoken of and never comes.
    fn is_absent(&self, persona: &Id) -> bool {
        persona.as_str() == "absent"
    }

    /// The answers to a situation in an order of their own, as many as the level shows; the best is among them.
    pub fn options(&self, situation: &Situation) -> Vec<SituationOption> {
        let mut dice = self.staged.dice(situation.id.as_str());
        let mut shown = situation.options.clone();
        shown.shuffle(&mut dice);
        while shown.len() > self.level.options.max(2) {
            let Some(poor) = shown.iter().position(|it| it.grade == super::Grade::Poor) else { break };
            shown.remove(poor);
        }
        shown
    }

    pub fn situation(&self) -> Option<&Situation> {
        self.scene.as_ref().and_then(|it| self.staged.situation(it))
    }

    fn word(&mut self, situation: &Id, words: &Text, session: &Session, at: Moment) {
        let step = session.step().map(|it| it.id.clone()).unwrap_or_default();
        let Some(it) = self.staged.situation(situation) else { return };
        let Some(option) = it.options.first() else { return };
        let answer = score::answered(&self.content, it, option);
        self.answers.retain(|it| it.answer.situation != *situation);
        self.answers.push(Given { at, step, words: words.clone(), answer });
    }

    fn answer(&mut self, situation: &Id, option: &Id, confidence: Option<Percent>, session: &Session, at: Moment) {
        let Some(it) = self.staged.situation(situation).cloned() else { return };
        let Some(chosen) = it.option(option) else { return };
        let words = self.words_for(situation);
        let aided = self.level.hints == super::Hints::ActivitiesAndConditions;
        let answer = Answered { confidence, aided, ..score::answered(&self.content, &it, chosen) };
        let step = session.step().map(|it| it.id.clone()).unwrap_or_default();
        self.answers.retain(|it| it.answer.situation != *situation);
        self.answers.push(Given { at, step: step.clone(), words, answer });
        self.opened.insert(situation.clone());
        self.bars.take(chosen.effects);
        self.later.extend(chosen.later.clone().map(|it| (step, it)));
        self.scene = None;
    }

    /// What the learner wrote before the answers were shown.
    pub fn words_for(&self, situation: &Id) -> Text {
        let found = self.answers.iter().find(|it| it.answer.situation == *situation);
        found.map(|it| it.words.clone()).unwrap_or_default()
    }

    /// What follows an answer at once: the time it took, how it was taken, and where the level tells it the reason.
    pub fn react(&mut self, situation: &Id, option: &Id) {
        let Some(it) = self.staged.situation(situation).cloned() else { return };
        let Some(chosen) = it.option(option) else { return };
        self.queue.push_back(Cue::Wait { ms: chosen.effects.time.ms() });
        self.queue.push_back(say(Voice::You, &chosen.text));
        let mood = it.personas.iter().find_map(|who| self.mood(who, chosen.effects));
        self.queue.extend(mood);
        if self.level.feedback == super::Feedback::Instant {
            self.queue.push_back(say(Voice::Reason, &chosen.why));
        }
    }

    fn mood(&self, who: &Id, effects: Effects) -> Option<Cue> {
        let moods = self.content.cast.moods.iter().find(|it| it.who == *who)?;
        let line = match effects.sum() {
            ..0 => &moods.sour,
            0..=4 => &moods.flat,
            5.. => &moods.glad,
        };
        Some(say(Voice::Others, line))
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
        let event = crate::session::decide(session, open, &Actor::Facilitator, command.clone(), now);
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
        let verdict = match (&command, session.current_pass()) {
            (Command::NextPass(None), Some(pass)) => self.stage(session, open).verdict(&step, &pass),
            _ => None,
        };
        if wait > 0 {
            self.queue.push_back(Cue::Wait { ms: wait });
        }
        match verdict {
            Some((outcome, line)) => {
                self.queue.extend(line);
                Way::Go(Command::NextPass(Some(outcome)))
            }
            None => Way::Go(command),
        }
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
        let (all, spent) = match (&title, session.slot_ms()) {
            (Some(_), Some(slot)) => {
                let spent = session.measure(&crate::ceremony::Measure::PassElapsed, now).unwrap_or(0) * 1000;
                (slot, spent)
            }
            _ if session.passes().is_empty() => {
                (session.step_box_ms(&step.id).unwrap_or(0), session.step_spent_ms(&step.id, now))
            }
            _ => (0, 0),
        };
        let mut dice = self.staged.dice(&format!("talk {} {title:?}", step.id));
        let share = share * dice.random_range(85..=105) / 100;
        (all * share / 100).saturating_sub(spent)
    }

    /// How late the closing step was reached, once it was.
    pub fn late_ms(&self) -> Option<u64> {
        self.late_ms
    }
}

fn place(session: &Session, step: &Id) -> usize {
    let steps = &session.setup().ceremony.steps;
    steps.iter().position(|it| it.id == *step).unwrap_or(usize::MAX)
}

/// Milliseconds after the boxes before the closing step were over.
fn late_ms(session: &Session, closing: &Id, now: Moment) -> u64 {
    let steps = &session.setup().ceremony.steps;
    let before = steps.iter().take_while(|it| it.id != *closing);
    let due: u64 = before.filter_map(|it| session.step_box_ms(&it.id)).sum();
    session.elapsed_ms(now).saturating_sub(due)
}
