//! A run played without a screen, by keys of one's own or by a policy. On virtual time: the same play gives the same records.

use std::{collections::BTreeSet, sync::Arc};

use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use super::{
    Beside, Content, Cue, Grade, Played, Run, Score, SituationOption, Staged, Way, log::Answered,
    stage::begin,
};
use crate::{
    ceremony::{Id, Percent},
    session::{
        Actor, Command, Draft, Event, Moment, Open, PmMove, PmState, Record, Refusal, Session,
        Setup, decide, put,
    },
};

#[derive(Debug, Clone)]
pub struct Rehearsal {
    pub session: Session,
    pub open: Open,
    pub run: Run,
    pub now: Moment,
    /// The run's own lines, numbered with the records as in a journal.
    pub beside: Vec<(u64, Moment, Beside)>,
}

/// How a simulated learner answers and deals with the product manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// The best answer; asks whenever something calls for it, and never else.
    Best,
    /// An acceptable answer; asks for every second input that applies.
    Acceptable,
    /// A poor answer; leaves what applies and pulls in every second that does not.
    Poor,
    /// Any answer; a coin for each input.
    Random,
}

impl Policy {
    pub const ALL: [Policy; 4] = [Policy::Best, Policy::Acceptable, Policy::Poor, Policy::Random];

    pub fn word(self) -> &'static str {
        match self {
            Policy::Best => "best",
            Policy::Acceptable => "acceptable",
            Policy::Poor => "poor",
            Policy::Random => "random",
        }
    }
}

/// More moves than any run takes.
const MOVES: usize = 2000;

impl Rehearsal {
    /// Begun, up to the first thing that waits for the learner.
    pub fn begun(content: Arc<Content>, setup: Arc<Setup>, staged: Staged) -> Rehearsal {
        let command = begin(&setup);
        let open = Open::new(staged.seed);
        let mut it = Rehearsal {
            session: Session::new(setup),
            open,
            run: Run::new(content, staged),
            now: Moment(0),
            beside: Vec::new(),
        };
        // A refusal shows as a session that never began.
        let _ = it.does(Actor::Facilitator, command);
        it.settle();
        it
    }

    /// A command of the learner's.
    pub fn ask(&mut self, command: Command) -> Result<(), Refusal> {
        let way = self.run.before(&self.session, &self.open, command, self.now);
        self.perform();
        let done = match way {
            Way::Go(command) => self.does(Actor::Facilitator, command),
            Way::Hold => Ok(()),
        };
        self.settle();
        done
    }

    pub fn answer(&mut self, option: &Id, confidence: Option<Percent>) {
        let Some(situation) = self.run.scene.clone() else { return };
        let option = option.clone();
        self.note(Beside::Answered {
            situation: situation.clone(),
            option: option.clone(),
            confidence,
        });
        self.run.react(&situation, &option);
        self.settle();
    }

    pub fn wait(&mut self, ms: u64) {
        self.now = Moment(self.now.0.saturating_add(ms));
    }

    /// Until everybody else has done and said what they would.
    fn settle(&mut self) {
        for _ in 0..MOVES {
            self.run.follow(&self.session, &self.open, self.now);
            if !self.perform() {
                return;
            }
        }
    }

    /// Whether there was anything to do.
    fn perform(&mut self) -> bool {
        let mut any = false;
        while let Some(cue) = self.run.cue() {
            any = true;
            match cue {
                Cue::Wait { ms } => self.wait(ms),
                Cue::Say(speech) => self.run.say(speech),
                Cue::Note(beside) => self.note(beside),
                Cue::Put(it) => {
                    let _ = put(&self.session, &mut self.open, it);
                }
                Cue::Ask(by, command) => {
                    // What makes no sense by now is passed over.
                    let _ = self.does(by, command);
                }
            }
        }
        any
    }

    fn note(&mut self, beside: Beside) {
        self.run.apply(&beside, &self.session, self.now);
        self.beside.push((self.next_n(), self.now, beside));
    }

    fn does(&mut self, by: Actor, command: Command) -> Result<(), Refusal> {
        let event = decide(&self.session, &self.open, &by, command, self.now)?;
        let record = Record { n: self.next_n(), at: self.now, by, event };
        self.session.apply(&record);
        self.open.follow(&self.session);
        self.run.watch(&self.session, self.now);
        Ok(())
    }

    fn next_n(&self) -> u64 {
        let own = self.beside.last().map_or(0, |it| it.0 + 1);
        self.session.next_n().max(own)
    }

    /// Plays to the end as the policy would.
    pub fn play(&mut self, policy: Policy) {
        let mut dice = self.run.staged.dice("policy");
        let mut judged = BTreeSet::new();
        for _ in 0..MOVES {
            if self.session.ending().is_some() {
                return;
            }
            if let Some(situation) = self.run.situation() {
                let options = self.run.options(situation);
                if let Some(it) = chosen(policy, &options, &mut dice) {
                    let id = it.id.clone();
                    self.answer(&id, Some(Percent(70)));
                    continue;
                }
            }
            self.judge(policy, &mut judged, &mut dice);
            let wish = self.session.natural();
            if let Err(Refusal::Held(_)) = self.ask(wish.clone()) {
                self.unlock();
            }
        }
    }

    /// What cannot be left to Enter alone.
    fn unlock(&mut self) {
        let choice =
            self.session.choices(self.now).first().and_then(|it| {
                Some(Command::Choose(it.id.clone(), it.options.first()?.id.clone()))
            });
        let goal = Draft::Goal {
            text: "A new shop owner exports a day of sales alone".into(),
            is_final: true,
        };
        let tries = choice
            .into_iter()
            .chain([Command::Capture(goal), Command::Override { why: "rehearsed".into() }]);
        for command in tries {
            let forced = matches!(command, Command::Override { .. });
            let done = self.does(Actor::Facilitator, command);
            let free = forced
                || decide(
                    &self.session,
                    &self.open,
                    &Actor::Facilitator,
                    Command::Advance,
                    self.now,
                )
                .is_ok();
            if done.is_ok() && free {
                break;
            }
        }
        self.settle();
    }

    fn judge(&mut self, policy: Policy, judged: &mut BTreeSet<(Id, bool)>, dice: &mut ChaCha8Rng) {
        let lines = self.session.pm_inputs(self.now);
        let lines: Vec<(Id, bool)> = lines
            .iter()
            .filter(|it| !matches!(it.state, PmState::Informed | PmState::Nobody))
            .map(|it| (it.input.id.clone(), it.state.is_open()))
            .collect();
        for (input, applies) in lines {
            if !judged.insert((input.clone(), applies)) {
                continue;
            }
            let second = judged.iter().filter(|it| it.1 == applies).count() % 2 == 0;
            let asks = match policy {
                Policy::Best => applies,
                Policy::Acceptable => applies && second,
                Policy::Poor => !applies && second,
                Policy::Random => dice.random_range(0..2) == 0,
            };
            match (asks, applies) {
                (true, true) => {
                    let _ = self.ask(Command::Pm(input, PmMove::Carry { assumption: false }));
                }
                (true, false) => self.note(Beside::Pulled { input }),
                (false, _) => {}
            }
        }
    }

    /// The answers as the log keeps them.
    pub fn answers(&self) -> Vec<Answered> {
        self.run.log_answers()
    }

    pub fn score(&self) -> Score {
        let answers = self.answers();
        let judgement = self.run.judgement.tally(&self.session);
        let played = Played { answers: &answers, judgement, late_ms: self.run.late_ms() };
        Score::of(&self.run.content.rubric, played)
    }

    /// Whether it came to its end as a session does.
    pub fn has_ended(&self) -> bool {
        self.session.records().iter().any(|it| matches!(it.event, Event::Ended { .. }))
    }
}

fn chosen<'a>(
    policy: Policy,
    options: &'a [SituationOption],
    dice: &mut ChaCha8Rng,
) -> Option<&'a SituationOption> {
    let wanted = match policy {
        Policy::Best => Grade::Best,
        Policy::Acceptable => Grade::Acceptable,
        Policy::Poor => Grade::Poor,
        Policy::Random => return options.choose(dice),
    };
    let of: Vec<&SituationOption> = options.iter().filter(|it| it.grade == wanted).collect();
    // A situation may have no acceptable answer; the best one is acceptable too.
    of.choose(dice).copied().or_else(|| options.iter().find(|it| it.grade == Grade::Best))
}
