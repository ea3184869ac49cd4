//! A practice run: the situations beside a live session, and what comes of the answers. The session decides its own rules.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use rand::seq::SliceRandom;

use super::{
    Beside, Content, Effects, Level, Outcome, Situation, SituationOption, Staged,
    bars::Bars,
    judgement::Judgement,
    log::Answered,
    score,
    simulation::{Cue, Speech, Voice, say},
};
use crate::{
    ceremony::{Id, Percent, Text},
    session::{Moment, Session},
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
    pub(super) dots_told: bool,
    /// What came of an answer has the floor until the learner goes on.
    pub(super) sinks_in: bool,
    /// Later consequences not told yet: the step they come from.
    pub(super) later: Vec<(Id, Text)>,
    pub(super) told: BTreeSet<Outcome>,
    words: BTreeMap<Id, Text>,
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

/// What it takes to pull somebody in for nothing.
const UNCALLED_MS: u64 = 60_000;

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
            dots_told: false,
            sinks_in: false,
            later: Vec::new(),
            told: BTreeSet::new(),
            words: BTreeMap::new(),
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
            Beside::Worded { situation, words } => {
                self.words.insert(situation.clone(), words.clone());
            }
            Beside::Answered { situation, option, confidence } => {
                self.answer(situation, option, *confidence, session, at);
            }
            Beside::Pulled { input } => self.judgement.pull(input.clone()),
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
    pub(super) fn world(&self) -> BTreeSet<Id> {
        let opened = self.staged.situations.iter().filter(|it| self.opened.contains(&it.id));
        opened.flat_map(|it| it.facts.iter().cloned()).collect()
    }

    /// The answers to a situation in an order of their own, as many as the level shows; the best is among them.
    pub fn options(&self, situation: &Situation) -> Vec<SituationOption> {
        let mut dice = self.staged.dice(situation.id.as_str());
        let mut shown = situation.options.clone();
        shown.shuffle(&mut dice);
        while shown.len() > self.level.options.max(2) {
            let Some(poor) = shown.iter().position(|it| it.grade == super::Grade::Poor) else {
                break;
            };
            shown.remove(poor);
        }
        shown
    }

    pub fn situation(&self) -> Option<&Situation> {
        self.scene.as_ref().and_then(|it| self.staged.situation(it))
    }

    fn answer(
        &mut self,
        situation: &Id,
        option: &Id,
        confidence: Option<Percent>,
        session: &Session,
        at: Moment,
    ) {
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
        self.words.get(situation).cloned().unwrap_or_default()
    }

    /// What follows an answer at once: the time it took, how it was taken, and where the level tells it the reason.
    pub fn react(&mut self, situation: &Id, option: &Id) {
        let Some(it) = self.staged.situation(situation).cloned() else { return };
        let Some(chosen) = it.option(option) else { return };
        self.sinks_in = true;
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

    /// Delayed consequences that were not told while it ran.
    pub fn untold(&self) -> impl Iterator<Item = &Text> {
        self.later.iter().map(|it| &it.1)
    }

    /// What the scenario tells before it begins is the first line of the conversation.
    pub fn open_with_intro(&mut self) {
        let intro = self.staged.scenario.intro.clone();
        if !intro.is_empty() {
            self.queue.push_back(say(Voice::Scene, &intro));
        }
    }

    /// Somebody was pulled in and nothing called for it.
    pub fn uncalled(&mut self, session: &Session) {
        let lines = &self.content.cast.pm;
        let pm = super::stage::pm_of(&self.content, &session.setup().profile);
        let line = match pm.and_then(|it| self.content.persona(it)) {
            Some(pm) => lines.uncalled.replace("{name}", &pm.name),
            None => lines.noted.to_string(),
        };
        self.queue.push_back(Cue::Wait { ms: UNCALLED_MS });
        self.queue.push_back(say(Voice::Others, &line));
    }

    /// The answers as the log keeps them.
    pub fn log_answers(&self) -> Vec<Answered> {
        self.answers.iter().map(|it| it.answer.clone()).collect()
    }

    /// How late the closing step was reached, once it was.
    pub fn late_ms(&self) -> Option<u64> {
        self.late_ms
    }
}

/// Milliseconds after the boxes before the closing step were over.
fn late_ms(session: &Session, closing: &Id, now: Moment) -> u64 {
    let steps = &session.setup().ceremony.steps;
    let before = steps.iter().take_while(|it| it.id != *closing);
    let due: u64 = before.filter_map(|it| session.step_box_ms(&it.id)).sum();
    session.elapsed_ms(now).saturating_sub(due)
}
