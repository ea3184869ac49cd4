//! A live session with a practice run beside it: what the simulated people do, and the situation that waits for an answer.

use std::sync::Arc;

use super::{
    Debriefing, Effect, Field, Key, Live, Now, Page, Reply, Retelling, Stored, Turn, View,
    start::Bell,
};
use crate::{
    ceremony::{Id, Text},
    practice::{
        Beside, Clock, Content, Cue, Hints, Run, SituationOption, Staged, Way, begin, retell,
    },
    session::{Actor, Command, Moment, Open, Record, Refusal, Session, Setup, put},
};

/// The run, and how far the learner is with the situation that waits.
#[derive(Debug)]
pub struct Practising {
    pub run: Run,
    pub asking: Asking,
    /// The moment the clock stands at while one thinks; it stands at the calm levels only.
    held: Option<Moment>,
    /// The number the next line of the journal gets, if the run wrote the last one.
    next: u64,
}

/// What is asked of the learner, one thing after the other.
#[derive(Debug)]
pub enum Asking {
    /// What one would say, before the answers are shown.
    Words(Field),
    Choose {
        cursor: usize,
    },
    /// How sure one is of this answer.
    Sure {
        option: usize,
    },
}

/// What Enter says when asked how sure one is: the middle.
const SURE: usize = 1;

impl Practising {
    fn new(content: Arc<Content>, staged: Staged) -> Practising {
        Practising {
            run: Run::new(content, staged),
            asking: Asking::Choose { cursor: 0 },
            held: None,
            next: 0,
        }
    }

    /// As it stood after these records and lines of its own, with what lay open beside it.
    pub(super) fn retold(
        content: Arc<Content>,
        staged: Staged,
        setup: Arc<Setup>,
        records: &[Record],
        lines: &[(u64, Moment, Beside)],
    ) -> (Practising, Open) {
        let (run, open) = retell(content, staged, setup, records, lines);
        let next = lines.last().map_or(0, |it| it.0 + 1);
        let mut practice =
            Practising { run, asking: Asking::Choose { cursor: 0 }, held: None, next };
        practice.ask();
        (practice, open)
    }

    /// Lays the situation that waits before the learner: own words first, where the level wants them.
    fn ask(&mut self) {
        let Some(scene) = &self.run.scene else { return };
        let worded = !self.run.words_for(scene).is_empty();
        self.asking = if self.run.level.own_words_first && !worded {
            Asking::Words(Field::default())
        } else {
            Asking::Choose { cursor: 0 }
        };
    }

    /// The answers to the situation that waits, as they are shown.
    pub fn options(&self) -> Vec<SituationOption> {
        self.run.situation().map(|it| self.run.options(it)).unwrap_or_default()
    }
}

impl Live {
    /// Begins a run: its session, its scenario, and all that happens before the learner is asked for something.
    pub fn rehearse(
        content: Arc<Content>,
        setup: Setup,
        staged: Staged,
        view: View,
        bell: Bell,
        now: Now,
    ) -> Result<(Live, Reply), (Box<Session>, Refusal)> {
        let command = begin(&setup);
        let mut live = Live::fresh(setup.clone(), staged.seed, view, bell, now);
        live.practice = Some(Box::new(Practising::new(content, staged.clone())));
        let began = live
            .record(command, Actor::Facilitator, now)
            .map_err(|refusal| (Box::new(live.session.clone()), refusal))?;
        let mut reply = Reply::from(Effect::Create { setup: Box::new(setup), began });
        reply = reply.and(live.note(Beside::Staged(Box::new(staged)), now));
        if let Some(practice) = &mut live.practice {
            practice.run.open_with_intro();
        }
        let reply = reply.and(live.settle_stage(now));
        let reply = reply.and(Effect::Scratch(Some(live.open.to_scratch())).into());
        Ok((live, reply))
    }

    /// Puts the run beside a session that is taken up again, as its own lines tell it.
    pub(super) fn take_up(&mut self, stored: &Stored, away_ms: u64, now: Now) -> Reply {
        let Some(told) = Retelling::of(stored) else { return Reply::none() };
        let setup = Arc::new(self.session.setup().clone());
        let (practice, _) = told.run(setup, &stored.records, told.lines());
        self.practice = Some(Box::new(practice));
        self.saving.synced = self.next_n().saturating_sub(1);
        let gap = Command::Gap { ms: away_ms, counted: false };
        let reply =
            if away_ms > 0 { self.ask_as(gap, Actor::Facilitator, now) } else { Reply::none() };
        self.ask_scene(now);
        reply.and(self.settle_stage(now))
    }

    /// The number the next line of the journal gets.
    pub(super) fn next_n(&self) -> u64 {
        let own = self.practice.as_ref().map_or(0, |it| it.next);
        self.session.next_n().max(own)
    }

    /// Where the clock stands while a situation waits.
    pub(super) fn held(&self) -> Option<Moment> {
        self.practice.as_ref().and_then(|it| it.held)
    }

    pub(super) fn watch_run(&mut self, at: Moment) {
        if let Some(practice) = &mut self.practice {
            practice.run.watch(&self.session, at);
        }
    }

    /// Whether a situation waits for the learner.
    pub fn scene_waits(&self) -> bool {
        let waits = self.practice.as_ref().is_some_and(|it| it.run.scene.is_some());
        waits && matches!(self.page, Page::Steps)
    }

    /// What of the sheet the level shows; all of it outside practice.
    pub fn shown(&self) -> Hints {
        self.practice.as_ref().map_or(Hints::ActivitiesAndConditions, |it| it.run.level.hints)
    }

    /// What comes before the learner goes on; the command to go on with, if nothing holds it.
    pub(super) fn before(&mut self, command: Command, now: Now) -> (Reply, Option<Command>) {
        let at = self.moment(now);
        let open = self.open.clone();
        let Some(practice) = &mut self.practice else { return (Reply::none(), Some(command)) };
        let way = practice.run.before(&self.session, &self.open, command, at);
        let (_, mut reply) = self.perform(now);
        if open != self.open {
            reply = reply.and(Effect::Scratch(Some(self.open.to_scratch())).into());
        }
        match way {
            Way::Go(command) => (reply, Some(command)),
            Way::Hold => (reply.and(self.settle_stage(now)), None),
        }
    }

    /// Until everybody else has done and said what they would.
    pub(super) fn settle_stage(&mut self, now: Now) -> Reply {
        let mut reply = Reply::none();
        let open = self.open.clone();
        loop {
            let at = self.moment(now);
            let Some(practice) = &mut self.practice else { return reply };
            practice.run.follow(&self.session, &self.open, at);
            let (any, more) = self.perform(now);
            reply = reply.and(more);
            if !any {
                break;
            }
        }
        if open != self.open && self.session.ending().is_none() {
            reply = reply.and(Effect::Scratch(Some(self.open.to_scratch())).into());
        }
        reply
    }

    fn perform(&mut self, now: Now) -> (bool, Reply) {
        let (mut any, mut reply) = (false, Reply::none());
        while let Some(cue) = self.practice.as_mut().and_then(|it| it.run.cue()) {
            any = true;
            match cue {
                Cue::Wait { ms } => self.pass(ms),
                Cue::Say(speech) => {
                    if let Some(practice) = &mut self.practice {
                        practice.run.say(speech);
                    }
                }
                Cue::Note(line) => reply = reply.and(self.note(line, now)),
                Cue::Put(it) => {
                    let _ = put(&self.session, &mut self.open, it);
                }
                Cue::Ask(by, command) => {
                    // What makes no sense by now is passed over.
                    if let Ok(record) = self.record(command, by, now) {
                        reply = reply.and(Effect::Append(record).into());
                    }
                }
            }
        }
        (any, reply)
    }

    /// Writes a line of the run's own.
    fn note(&mut self, line: Beside, now: Now) -> Reply {
        let (n, at) = (self.next_n(), self.moment(now));
        let Some(practice) = &mut self.practice else { return Reply::none() };
        practice.next = n + 1;
        practice.run.apply(&line, &self.session, at);
        match &line {
            Beside::Opened { .. } => self.ask_scene(now),
            Beside::Answered { .. } => self.unhold(now),
            _ => {}
        }
        Effect::Beside { n, at, line: Box::new(line) }.into()
    }

    /// The situation that waits is laid before the learner, and at the calm levels the clock stands.
    fn ask_scene(&mut self, now: Now) {
        let at = self.moment(now);
        let Some(practice) = &mut self.practice else { return };
        if practice.run.scene.is_none() {
            return;
        }
        practice.ask();
        practice.held = (practice.run.level.clock == Clock::Calm).then_some(at);
    }

    /// The clock goes on from where it stood.
    fn unhold(&mut self, now: Now) {
        if let Some(at) = self.practice.as_mut().and_then(|it| it.held.take()) {
            self.set_moment(at, now);
        }
    }

    /// Practice time goes by.
    fn pass(&mut self, ms: u64) {
        match self.practice.as_mut().and_then(|it| it.held.as_mut()) {
            Some(held) => held.0 = held.0.saturating_add(ms),
            None => self.shift(ms),
        }
    }

    /// A key for the situation that waits; `None` when it is none of its own.
    pub(super) fn press_scene(&mut self, key: Key, now: Now) -> Option<Reply> {
        if !self.scene_waits() {
            return None;
        }
        let options = self.practice.as_ref()?.options().len();
        let practice = self.practice.as_mut()?;
        let asking = match (&mut practice.asking, key) {
            (Asking::Words(_), Key::Ctrl(_) | Key::F(_)) => return None,
            (Asking::Words(field), Key::Enter) => {
                let words = field.text();
                return Some(self.word(words, now));
            }
            (Asking::Words(_), Key::Esc) => Asking::Choose { cursor: 0 },
            (Asking::Words(field), key) => {
                field.press(key);
                return Some(Reply::none());
            }
            (Asking::Choose { cursor }, Key::Up | Key::Char('k')) => {
                Asking::Choose { cursor: cursor.saturating_sub(1) }
            }
            (Asking::Choose { cursor }, Key::Down | Key::Char('j')) => {
                Asking::Choose { cursor: (*cursor + 1).min(options.saturating_sub(1)) }
            }
            (Asking::Choose { cursor }, Key::Enter) => Asking::Sure { option: *cursor },
            (Asking::Choose { .. }, Key::Char(it)) => {
                let nth = place(it).filter(|it| *it < options)?;
                Asking::Sure { option: nth }
            }
            (Asking::Sure { option }, Key::Esc | Key::Backspace) => {
                Asking::Choose { cursor: *option }
            }
            (Asking::Sure { option }, Key::Enter) => {
                let option = *option;
                return Some(self.answer(option, SURE, now));
            }
            (Asking::Sure { option }, Key::Char(it)) => {
                let option = *option;
                let sure =
                    place(it).filter(|it| *it < practice.run.content.rubric.confidence.len())?;
                return Some(self.answer(option, sure, now));
            }
            _ => return None,
        };
        practice.asking = asking;
        Some(Reply::none())
    }

    /// Text from outside, where one's own words are asked for; `false` where they are not.
    pub(super) fn paste_words(&mut self, raw: &str) -> bool {
        let Some(Asking::Words(field)) = self.practice.as_mut().map(|it| &mut it.asking) else {
            return false;
        };
        field.paste(raw);
        true
    }

    /// A press on an answer chooses it.
    pub(super) fn hit_scene(&mut self, row: usize) {
        let Some(practice) = &mut self.practice else { return };
        if row < practice.options().len() && !matches!(practice.asking, Asking::Words(_)) {
            practice.asking = Asking::Sure { option: row };
        }
    }

    fn word(&mut self, words: Text, now: Now) -> Reply {
        let Some(practice) = &mut self.practice else { return Reply::none() };
        practice.asking = Asking::Choose { cursor: 0 };
        let Some(situation) = practice.run.scene.clone() else { return Reply::none() };
        if words.is_empty() {
            Reply::none()
        } else {
            self.note(Beside::Worded { situation, words }, now)
        }
    }

    fn answer(&mut self, option: usize, sure: usize, now: Now) -> Reply {
        let Some(practice) = &self.practice else { return Reply::none() };
        let confidence = practice.run.content.rubric.confidence.get(sure).copied();
        let chosen = practice.options().get(option).map(|it| it.id.clone());
        let (Some(situation), Some(option)) = (practice.run.scene.clone(), chosen) else {
            return Reply::none();
        };
        let line =
            Beside::Answered { situation: situation.clone(), option: option.clone(), confidence };
        let reply = self.note(line, now);
        if let Some(practice) = &mut self.practice {
            practice.run.react(&situation, &option);
        }
        reply.and(self.settle_stage(now))
    }

    /// Asks for a PM input that nothing calls for; in practice one may, and is told.
    pub(super) fn pull(&mut self, input: Id, now: Now) -> Reply {
        let reply = self.note(Beside::Pulled { input }, now);
        if let Some(practice) = &mut self.practice {
            practice.run.uncalled(&self.session);
        }
        reply.and(self.settle_stage(now))
    }

    /// After the end: the talk about the run.
    pub(super) fn debrief(&mut self, now: Now) -> Option<Turn> {
        let practice = self.practice.take()?;
        let at = self.session.records().last().map_or(Moment(0), |it| it.at);
        Some(Turn::Debrief(Box::new(Debriefing::new(practice.run, self.session.clone(), at, now))))
    }
}

fn place(digit: char) -> Option<usize> {
    usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)
}
