//! One round of the drill: which statements, what is asked about each, and what became of the answers. It keeps no time but
//! how long an answer took.

use std::{collections::VecDeque, time::Duration};

use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use super::{Echo, Intent, Now, Told, Training, Way, explain};
use crate::{
    ceremony::{Percent, Profile, Secs, Text},
    practice::{
        Drill, Owner, Sorting, Sure,
        log::{Drilled, Line},
        mix,
    },
};

/// What the sprint lasts.
const SPRINT: Secs = Secs(60);
/// Reasons to choose from.
const REASONS: usize = 3;

#[derive(Debug)]
pub struct Round {
    pub way: Way,
    pub posed: Posed,
    pub ask: Asked,
    /// The marked answer; `None` while nothing is asked.
    pub cursor: Option<usize>,
    /// What is explained: about this statement, in the sprint about the one before.
    pub told: Option<Told>,
    pub score: Score,
    pub left: usize,
    queue: VecDeque<Posed>,
    began_ms: u64,
    asked_ms: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Posed {
    Statement {
        drill: Box<Drill>,
        profile: Box<Profile>,
        /// The organisation it was told for, in the way that flips.
        from: Option<Box<Profile>>,
        /// Shown once more, because the answer was wrong and sure.
        again: bool,
        reasons: Vec<Text>,
    },
    Decision(Echo),
}

/// What is asked now, with what was answered so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Owner,
    Reason {
        answer: Owner,
        secs: Secs,
    },
    Sure {
        answer: Owner,
        secs: Secs,
    },
    Decided,
    Should {
        decided: Owner,
    },
    /// Nothing: the explanation is read.
    Nothing,
}

/// How it went so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    pub asked: usize,
    pub right: usize,
    pub sure_and_wrong: usize,
    /// Seconds of a sprint that was left before its minute was over.
    pub cut_short: Option<u64>,
    /// Statements that were not right, and decisions that somebody else should have taken.
    pub missed: Vec<Told>,
}

impl Round {
    /// `None` when there is nothing to ask about.
    pub fn new(way: Way, training: &Training, seed: u64, now: Now) -> Option<Round> {
        let mut queue = questions(way, training, seed);
        let posed = queue.pop_front()?;
        Some(Round {
            way,
            ask: first_ask(&posed),
            posed,
            cursor: Some(0),
            told: None,
            score: Score::default(),
            left: queue.len(),
            queue,
            began_ms: now.boot_ms,
            asked_ms: now.boot_ms,
        })
    }

    /// How many answers there are to choose from.
    pub fn options(&self, training: &Training) -> usize {
        match self.ask {
            Asked::Owner | Asked::Decided | Asked::Should { .. } => Owner::ALL.len(),
            Asked::Reason { .. } => self.reasons().len(),
            Asked::Sure { .. } => training.content.rubric.confidence.len(),
            Asked::Nothing => 0,
        }
    }

    pub fn reasons(&self) -> &[Text] {
        match &self.posed {
            Posed::Statement { reasons, .. } => reasons,
            Posed::Decision(_) => &[],
        }
    }

    pub fn step(&mut self, intent: Intent) {
        let last = match self.ask {
            Asked::Reason { .. } => self.reasons().len(),
            Asked::Sure { .. } => REASONS,
            _ => Owner::ALL.len(),
        }
        .saturating_sub(1);
        if let Some(at) = &mut self.cursor {
            *at = match intent {
                Intent::Up => at.saturating_sub(1),
                Intent::Down => (*at + 1).min(last),
                Intent::First => 0,
                Intent::Last => last,
                _ => *at,
            };
        }
    }

    /// Seconds left of the sprint; `None` in the other ways.
    pub fn time_left(&self, now: Now) -> Option<u64> {
        let gone = now.boot_ms.saturating_sub(self.began_ms);
        (self.way == Way::Sprint).then(|| SPRINT.ms().saturating_sub(gone).div_ceil(1000))
    }

    /// Seconds so far while the minute of the sprint still runs.
    pub fn cut_short(&self, now: Now) -> Option<u64> {
        let left = self.time_left(now).filter(|it| 0 < *it)?;
        Some(u64::from(SPRINT.0).saturating_sub(left))
    }

    pub fn next_change(&self, now: Now) -> Option<Duration> {
        self.time_left(now).filter(|it| 0 < *it)?;
        let gone = now.boot_ms.saturating_sub(self.began_ms);
        Some(Duration::from_millis(1000 - gone % 1000))
    }

    /// Takes the n-th answer; what is to be kept of it.
    pub fn choose(&mut self, n: usize, training: &Training, now: Now) -> Vec<Line> {
        if self.options(training) <= n || self.time_left(now) == Some(0) {
            self.cursor = if self.time_left(now) == Some(0) { None } else { self.cursor };
            return Vec::new();
        }
        match self.ask {
            Asked::Owner => self.owned(Owner::ALL[n], training, now),
            Asked::Reason { answer, secs } => self.reasoned(n, (answer, secs), training),
            Asked::Sure { answer, secs } => {
                let said = training.content.rubric.confidence[n];
                self.answered(answer, secs, Some(said), true, training)
            }
            Asked::Decided => {
                self.turn(Asked::Should { decided: Owner::ALL[n] });
                Vec::new()
            }
            Asked::Should { decided } => {
                self.echoed(decided, Owner::ALL[n], training);
                Vec::new()
            }
            Asked::Nothing => Vec::new(),
        }
    }

    /// On to the next statement; `false` when it was the last.
    pub fn go_on(&mut self, now: Now) -> bool {
        if self.time_left(now) == Some(0) {
            return false;
        }
        let Some(next) = self.queue.pop_front() else { return false };
        self.left = self.queue.len();
        if self.way != Way::Sprint {
            self.told = None;
        }
        self.turn(first_ask(&next));
        self.posed = next;
        self.asked_ms = now.boot_ms;
        true
    }

    fn turn(&mut self, ask: Asked) {
        self.cursor = (ask != Asked::Nothing).then_some(0);
        self.ask = ask;
    }

    fn owned(&mut self, answer: Owner, training: &Training, now: Now) -> Vec<Line> {
        let ms = now.boot_ms.saturating_sub(self.asked_ms);
        let secs = Secs(u32::try_from(ms.div_ceil(1000)).unwrap_or(u32::MAX));
        match self.way {
            Way::Sprint => {
                let lines = self.answered(answer, secs, None, true, training);
                if !self.go_on(now) {
                    self.turn(Asked::Nothing);
                }
                lines
            }
            Way::Justify if self.judged(answer).is_right() => {
                self.turn(Asked::Reason { answer, secs });
                Vec::new()
            }
            Way::Justify => self.answered(answer, secs, None, true, training),
            Way::Today | Way::Flip | Way::Echo => {
                self.turn(Asked::Sure { answer, secs });
                Vec::new()
            }
        }
    }

    fn judged(&self, answer: Owner) -> Sorting {
        match &self.posed {
            Posed::Statement { drill, profile, .. } => drill.judge(profile, answer),
            Posed::Decision(_) => Sorting::Right,
        }
    }

    fn reasoned(
        &mut self,
        n: usize,
        (answer, secs): (Owner, Secs),
        training: &Training,
    ) -> Vec<Line> {
        let Posed::Statement { drill, reasons, .. } = &self.posed else { return Vec::new() };
        let right = reasons.get(n) == Some(&drill.why);
        self.answered(answer, secs, None, right, training)
    }

    /// An answer is right when the owner is, and the reason where one was asked for.
    fn answered(
        &mut self,
        answer: Owner,
        secs: Secs,
        confidence: Option<Percent>,
        reason: bool,
        training: &Training,
    ) -> Vec<Line> {
        let Posed::Statement { drill, profile, again, .. } = &self.posed else {
            return Vec::new();
        };
        let verdict = drill.judge(profile, answer);
        let right = verdict.is_right() && reason;
        let sure = confidence.map(|it| training.content.rubric.sure(it));
        let sure_and_wrong = !right && sure == Some(Sure::Very);
        let told = explain::statement((drill, profile), answer, reason, training);
        let line = Line::Drilled(Drilled {
            item: drill.id.clone(),
            profile: profile.id.clone(),
            day: training.today,
            answer,
            right,
            secs,
            confidence,
        });
        if sure_and_wrong && !again && training.content.scheduler.sure_and_wrong_again {
            let mut once_more = self.posed.clone();
            if let Posed::Statement { again, .. } = &mut once_more {
                *again = true;
            }
            self.queue.push_back(once_more);
            self.left = self.queue.len();
        }
        self.score.asked += 1;
        self.score.right += usize::from(right);
        self.score.sure_and_wrong += usize::from(sure_and_wrong);
        if !right && self.score.missed.iter().all(|it| it.subject != told.subject) {
            self.score.missed.push(told.clone());
        }
        self.told = Some(told);
        self.turn(Asked::Nothing);
        vec![line]
    }

    /// Whether somebody else should have decided is the learner's own judgement; nothing is kept of it.
    fn echoed(&mut self, decided: Owner, should: Owner, training: &Training) {
        let Posed::Decision(echo) = &self.posed else { return };
        let told = explain::decision(echo, decided, should, training);
        self.score.asked += 1;
        if decided == should {
            self.score.right += 1;
        } else {
            self.score.missed.push(told.clone());
        }
        self.told = Some(told);
        self.turn(Asked::Nothing);
    }
}

fn first_ask(posed: &Posed) -> Asked {
    match posed {
        Posed::Statement { .. } => Asked::Owner,
        Posed::Decision(_) => Asked::Decided,
    }
}

fn questions(way: Way, training: &Training, seed: u64) -> VecDeque<Posed> {
    let Training { content, lines, today, .. } = training;
    let day = mix::statements(lines, content, *today, seed);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    match way {
        Way::Today => day.into_iter().map(|it| plain(it, training, Vec::new())).collect(),
        Way::Sprint => mix::all(lines, content, *today, seed)
            .into_iter()
            .map(|it| plain(it, training, Vec::new()))
            .collect(),
        Way::Flip => day.into_iter().filter_map(|it| flipped(it, training, &mut random)).collect(),
        Way::Justify => day
            .into_iter()
            .map(|it| plain(it, training, reasons(it, training, &mut random)))
            .collect(),
        Way::Echo => {
            let mut echoes = training.echoes.clone();
            echoes.shuffle(&mut random);
            let load = content.scheduler.daily.drills;
            echoes.into_iter().take(load).map(Posed::Decision).collect()
        }
    }
}

fn plain(drill: &Drill, training: &Training, reasons: Vec<Text>) -> Posed {
    Posed::Statement {
        drill: Box::new(drill.clone()),
        profile: Box::new(training.profile.clone()),
        from: None,
        again: false,
        reasons,
    }
}

/// In half of the cases an organisation in which the answer changes, where there is one.
fn flipped(drill: &Drill, training: &Training, random: &mut ChaCha8Rng) -> Option<Posed> {
    let here = &training.profile;
    let others: Vec<&Profile> = training.profiles.iter().filter(|it| it.id != here.id).collect();
    let changes = |it: &&Profile| drill.owner_in(&it.id) != drill.owner_in(&here.id);
    let (other, same): (Vec<&Profile>, Vec<&Profile>) = others.into_iter().partition(changes);
    let wanted = if random.random_bool(0.5) { [other, same] } else { [same, other] };
    let mut from = wanted.into_iter().find(|it| !it.is_empty())?;
    from.shuffle(random);
    Some(Posed::Statement {
        drill: Box::new(drill.clone()),
        profile: Box::new((*from.first()?).clone()),
        from: Some(Box::new(here.clone())),
        again: false,
        reasons: Vec::new(),
    })
}

/// The right one among reasons of statements that somebody else owns.
fn reasons(drill: &Drill, training: &Training, random: &mut ChaCha8Rng) -> Vec<Text> {
    let profile = &training.profile.id;
    let elsewhere = |it: &&Drill| it.owner_in(profile) != drill.owner_in(profile);
    let mut others: Vec<Text> =
        training.content.statements().filter(elsewhere).map(|it| it.why.clone()).collect();
    others.retain(|it| *it != drill.why);
    others.shuffle(random);
    others.truncate(REASONS - 1);
    others.push(drill.why.clone());
    others.shuffle(random);
    others
}
