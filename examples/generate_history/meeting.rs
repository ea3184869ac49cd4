//! One meeting as people might hold it: the real engine is asked, step by step; what it refuses does not happen.

#[path = "drafts.rs"]
mod drafts;
#[path = "habits.rs"]
mod habits;
#[path = "lanes.rs"]
mod lanes;
#[path = "sizing.rs"]
mod sizing;

use std::collections::BTreeSet;

use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use runsheet::{
    ceremony::{Id, Role, Step, StepTime, Text},
    session::{Command, Phase, Player, Refusal, Session, Setup},
};

use super::words::{Topic, Words};

/// Nobody holds a meeting of more moves than this.
const LONGEST: usize = 600;

pub(crate) struct Meeting<'a> {
    player: Player,
    rng: ChaCha8Rng,
    words: &'a mut Words,
    /// What the sprint is for, as the product owner proposes it.
    goal: String,
    /// Milliseconds after which it will be over, more or less.
    length_ms: u64,
    /// Milliseconds after which people have to go.
    stop_ms: Option<u64>,
    /// The step people are in, and the moment they mean to leave it.
    here: Option<(Id, u64)>,
    /// Seconds of a short talk here.
    beat: u64,
    /// Who did what once, so that nobody does it again at the next pass.
    seen: BTreeSet<(Id, Text)>,
    topics: Vec<Topic>,
}

/// Holds a meeting from the first minute to its end.
pub(crate) fn hold(setup: Setup, words: &mut Words, goal: String, seed: u64) -> Session {
    let rng = ChaCha8Rng::seed_from_u64(seed);
    let mut meeting = Meeting {
        player: Player::new(setup.into(), seed),
        rng,
        words,
        goal,
        length_ms: 0,
        stop_ms: None,
        here: None,
        beat: 1,
        seen: BTreeSet::new(),
        topics: Vec::new(),
    };
    meeting.begin();
    meeting.plan_length();
    for _ in 0..LONGEST {
        if meeting.player.session.phase() == Phase::Ended {
            break;
        }
        meeting.go_on();
    }
    if meeting.player.session.phase() != Phase::Ended {
        meeting.asks(Command::Abort { reason: "other".into(), words: "out of time".into() });
    }
    meeting.player.session
}

impl Meeting<'_> {
    /// Whether it was granted.
    fn asks(&mut self, command: Command) -> bool {
        self.player.ask(command).is_ok()
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }

    fn within(&mut self, from: u64, to: u64) -> u64 {
        self.rng.random_range(from..=to.max(from))
    }

    fn wait(&mut self, from: u64, to: u64) {
        let secs = self.within(from, to);
        self.player.wait(secs);
    }

    /// Talks until then, unless it is later already.
    fn talk_until(&mut self, ms: u64) {
        self.player.wait(ms.saturating_sub(self.player.now.0) / 1000);
    }

    fn is(&self, ceremony: &str) -> bool {
        self.player.session.setup().ceremony.id == ceremony
    }

    fn begin(&mut self) {
        let members = self.player.session.setup().team.members.clone();
        let guests = if self.is("sprint-review") { 85 } else { 15 };
        let mut present: Vec<Text> = Vec::new();
        for it in &members {
            let odds = if it.usual { 94 } else { guests };
            if self.chance(odds) {
                present.push(it.name.clone());
            }
        }
        let of_team = members.iter().filter(|it| it.usual && present.contains(&it.name));
        let leads: Vec<Text> = of_team.map(|it| it.name.clone()).collect();
        let leads = leads.choose(&mut self.rng).cloned();
        let facts = self.news();
        if !self.asks(beginning(present, leads, facts)) {
            let everybody = members.iter().filter(|it| it.usual).map(|it| it.name.clone());
            self.asks(beginning(everybody.collect(), None, Vec::new()));
        }
    }

    /// Most meetings end a little before or after their time; few are far off, and few are broken off.
    fn plan_length(&mut self) {
        let target = self.player.session.target_ms();
        let hundredths = match self.rng.random_range(0..100) {
            0..10 => self.within(55, 82),
            10..78 => self.within(84, 103),
            78..95 => self.within(103, 118),
            _ => self.within(118, 150),
        };
        self.length_ms = target * hundredths / 100;
        if self.chance(4) {
            self.stop_ms = Some(target * self.within(55, 85) / 100);
        }
    }

    /// A step or a pass: time goes by, people do things, then it goes on.
    fn go_on(&mut self) {
        let Some(step) = self.player.session.step().cloned() else { return };
        let fresh = self.here.as_ref().is_none_or(|it| it.0 != step.id);
        if fresh {
            let end = self.player.now.0 + self.time_for(&step);
            self.here = Some((step.id.clone(), end));
        }
        let until = self.player.now.0 + self.time_here(&step);
        self.beat = ((until - self.player.now.0) / 12_000).max(1);
        if fresh {
            self.settle_from_before(&step);
        }
        self.wait(self.beat, self.beat * 3);
        self.put_topics(&step);
        self.say_facts(&step);
        self.tick();
        self.inputs();
        self.captures(&step);
        self.size();
        self.choices();
        self.votes(step.pulse.as_ref());
        self.break_off();
        self.talk_until(until);
        self.more_time(&step);
        self.leave(&step);
    }

    /// Milliseconds people mean to take for a step: its part of what is left, by the boxes, with habits of theirs.
    fn time_for(&mut self, step: &Step) -> u64 {
        let now = self.player.now;
        let session = &self.player.session;
        if let StepTime::Outside { .. } = step.time {
            let passes = session.passes().len().max(1) as u64;
            return passes * self.within(140, 330) * 1000;
        }
        let box_ms = |it: &Step| session.step_box_ms(&it.id).unwrap_or(0) * habits::pace(&it.id);
        let inside = session.ahead().into_iter();
        let inside = inside.filter(|it| !matches!(it.time, StepTime::Outside { .. }));
        let (mine, rest) = (box_ms(step), inside.map(box_ms).sum::<u64>());
        let left = self.length_ms.saturating_sub(session.elapsed_ms(now));
        let share = left * mine / (mine + rest).max(1);
        let usual = mine / 100;
        share.clamp(usual / 3, usual * 13 / 10).max(8_000) * self.within(80, 120) / 100
    }

    /// Milliseconds of the pass at hand, or of all the step where it has none.
    fn time_here(&mut self, step: &Step) -> u64 {
        let end = self.here.as_ref().map_or(0, |it| it.1);
        let left = end.saturating_sub(self.player.now.0);
        let session = &self.player.session;
        match (session.current_pass(), session.passes_left()) {
            (Some(_), more) => {
                let share = left / (more + 1) * self.within(70, 130) / 100;
                share.max(if more == 0 { 5_000 } else { 12_000 })
            }
            (None, _) if session.passes().is_empty() && step.passes.is_some() => left / 4 + 4_000,
            (None, _) if step.passes.as_ref().is_some_and(|it| !it.listed) => 4_000,
            (None, _) => left.max(4_000),
        }
    }

    /// Some steps are asked for a little more when their time is up.
    fn more_time(&mut self, step: &Step) {
        let session = &self.player.session;
        let box_ms = session.step_box_ms(&step.id).unwrap_or(u64::MAX);
        let over = box_ms < session.step_spent_ms(&step.id, self.player.now);
        if over && self.once(&step.id, "more") && self.chance(30) {
            let down = self.rng.random_range(0..3);
            self.asks(Command::Extend { up: 4, down });
        }
    }

    /// Whether it happens here for the first time.
    fn once(&mut self, id: &Id, what: &str) -> bool {
        self.seen.insert((id.clone(), what.into()))
    }

    /// A pause, where the meeting is long.
    fn break_off(&mut self) {
        let long = 45 * 60 < self.player.session.planned().0;
        if long && self.chance(3) && self.once(&"pause".into(), "") && self.asks(Command::Pause) {
            self.wait(300, 660);
            self.asks(Command::Resume);
        }
    }

    /// On to the next pass or step; what holds the door is said yes to, or set aside.
    fn leave(&mut self, step: &Step) {
        let elapsed = self.player.session.elapsed_ms(self.player.now);
        if self.stop_ms.is_some_and(|it| it < elapsed) {
            self.stop_ms = None;
            if self.asks(Command::Finish) {
                return;
            }
        }
        let outcomes = step.passes.as_ref().is_some_and(|it| !it.outcomes.is_empty());
        let more = outcomes || self.player.session.passes_left() > 0;
        if self.player.session.current_pass().is_some() && more {
            let outcome = self.outcome(step);
            if self.asks(Command::NextPass(outcome)) || self.asks(Command::SkipPass) {
                return;
            }
        }
        let held = match self.player.ask(Command::Advance) {
            Err(Refusal::Held(held)) => held,
            Ok(()) => return,
            Err(_) => Vec::new(),
        };
        for guard in held {
            self.asks(Command::Confirm(guard));
        }
        if !self.asks(Command::Advance)
            && !self.asks(Command::Override { why: "agreed aloud".into() })
        {
            self.asks(Command::Abort { reason: "other".into(), words: "people had to go".into() });
        }
    }

    /// Someone of the team who is here.
    fn someone(&mut self) -> Text {
        let session = &self.player.session;
        let works =
            |it: &Text| session.member(it).is_some_and(|it| !it.roles.contains(&Role::Stakeholder));
        let here: Vec<&Text> = session.present().iter().filter(|it| works(it)).collect();
        here.choose(&mut self.rng).map(|it| (*it).clone()).unwrap_or_default()
    }
}

fn beginning(present: Vec<Text>, leads: Option<Text>, facts: Vec<(Id, bool)>) -> Command {
    Command::Begin { present, leads, mode: None, facts, minutes: None, prepared: Vec::new() }
}
