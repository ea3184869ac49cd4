//! The drill *who owns it?*: a page of ways to choose from, then statements one by one. What is asked is the round's.

use std::time::Duration;

use super::{
    App, Effect, Intent, Key, Now, ProgressPage, Reply, Round, Score, Screen, Training,
    TrainingPage, Turn,
};

#[derive(Debug)]
pub struct DrillPage {
    pub training: Training,
    pub stage: Stage,
    /// Rounds so far, so that each brings another order.
    rounds: u64,
}

#[derive(Debug)]
pub enum Stage {
    Menu { cursor: usize },
    Round(Box<Round>),
    Result { way: Way, score: Score, top: usize },
}

/// A way to practise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// What is due, some new, and how sure one is.
    Today,
    /// As many as one can in a minute.
    Sprint,
    /// The same statement in another organisation.
    Flip,
    /// Whose, and why.
    Justify,
    /// Decisions of one's own sessions: who decided, who should have?
    Echo,
}

impl Way {
    pub const ALL: [Way; 5] = [Way::Today, Way::Sprint, Way::Flip, Way::Justify, Way::Echo];
}

impl DrillPage {
    pub fn new(training: Training, way: Option<Way>, now: Now) -> (DrillPage, Reply) {
        let mut page = DrillPage { training, stage: Stage::Menu { cursor: 0 }, rounds: 0 };
        let mut reply = Reply { say: page.training.notices.first().cloned(), ..Reply::none() };
        if let Some(way) = way {
            reply = reply.and(page.begin(way, now));
        }
        (page, reply)
    }

    /// Until the shown second changes, in the way that counts them.
    pub fn next_change(&self, now: Now) -> Option<Duration> {
        match &self.stage {
            Stage::Round(it) => it.next_change(now),
            Stage::Menu { .. } | Stage::Result { .. } => None,
        }
    }

    pub fn offers(&self, intent: Intent) -> bool {
        match (&self.stage, intent) {
            (Stage::Round(it), Intent::Down) => it.cursor.is_some(),
            _ => true,
        }
    }

    pub fn update(&mut self, intent: Intent, now: Now) -> Reply {
        match intent {
            Intent::Accept => return self.accept(now),
            Intent::Leave => return self.leave(now),
            Intent::Quit => return Effect::Quit.into(),
            Intent::Suspend => return Effect::Suspend.into(),
            _ => {}
        }
        let (at, last) = match &mut self.stage {
            Stage::Menu { cursor } => (cursor, Way::ALL.len() - 1),
            Stage::Result { score, top, .. } => (top, score.missed.len().saturating_sub(1)),
            Stage::Round(it) => {
                it.step(intent);
                return Reply::none();
            }
        };
        *at = match intent {
            Intent::Up => at.saturating_sub(1),
            Intent::Down => (*at + 1).min(last),
            Intent::First | Intent::PageUp => 0,
            Intent::Last | Intent::PageDown => last,
            _ => *at,
        };
        Reply::none()
    }

    /// A digit, counted from 0, or a press on a line.
    pub fn choose(&mut self, n: usize, now: Now) -> Reply {
        match &mut self.stage {
            Stage::Menu { cursor } => match Way::ALL.get(n) {
                Some(way) => {
                    *cursor = n;
                    self.begin(*way, now)
                }
                None => Reply::none(),
            },
            Stage::Round(round) => {
                let lines = round.choose(n, &self.training, now);
                self.keep(lines)
            }
            Stage::Result { .. } => Reply::none(),
        }
    }

    fn accept(&mut self, now: Now) -> Reply {
        match &mut self.stage {
            Stage::Menu { cursor } => {
                let way = Way::ALL[(*cursor).min(Way::ALL.len() - 1)];
                self.begin(way, now)
            }
            Stage::Result { .. } => {
                self.stage = Stage::Menu { cursor: 0 };
                Reply::none()
            }
            Stage::Round(round) => {
                if let Some(at) = round.cursor {
                    let lines = round.choose(at, &self.training, now);
                    return self.keep(lines);
                }
                if !round.go_on(now) {
                    self.finish(now);
                }
                Reply::none()
            }
        }
    }

    fn begin(&mut self, way: Way, now: Now) -> Reply {
        self.rounds += 1;
        let seed = self.training.seed.wrapping_add(self.rounds);
        match Round::new(way, &self.training, seed, now) {
            Some(round) => {
                self.stage = Stage::Round(Box::new(round));
                Reply::none()
            }
            None => Reply::say("No decision is written down in a live session of your own yet."),
        }
    }

    /// Answers go to the log one by one, so that leaving at any moment loses nothing.
    fn keep(&mut self, lines: Vec<crate::practice::log::Line>) -> Reply {
        if lines.is_empty() {
            return Reply::none();
        }
        self.training.lines.extend(lines.clone());
        Effect::Practised(lines).into()
    }

    fn leave(&mut self, now: Now) -> Reply {
        match &self.stage {
            Stage::Menu { .. } => return Reply::turn(Turn::Home),
            Stage::Round(it) if it.score.asked > 0 => self.finish(now),
            Stage::Round(_) | Stage::Result { .. } => self.stage = Stage::Menu { cursor: 0 },
        }
        Reply::none()
    }

    fn finish(&mut self, now: Now) {
        if let Stage::Round(round) = &self.stage {
            let score = Score { cut_short: round.cut_short(now), ..round.score.clone() };
            self.stage = Stage::Result { way: round.way, score, top: 0 };
        }
    }
}

impl App {
    /// A digit takes the line it stands before.
    pub(super) fn choose(&mut self, key: Key, now: Now) -> Reply {
        let digit = match key {
            Key::Char(it) => it.to_digit(10).and_then(|it| usize::try_from(it).ok()),
            _ => None,
        };
        match (&mut self.screen, digit.and_then(|it| it.checked_sub(1))) {
            (Screen::Drill(it), Some(n)) => it.choose(n, now),
            _ => Reply::none(),
        }
    }

    pub(super) fn train(&mut self, training: Training, now: Now) -> Reply {
        let (screen, reply) = match training.page {
            TrainingPage::Drill(way) => {
                let (page, reply) = DrillPage::new(training, way, now);
                (Screen::Drill(Box::new(page)), reply)
            }
            TrainingPage::Progress => {
                let notice = training.notices.first().cloned();
                let page = ProgressPage::new(&training);
                let reply = Reply { say: notice, ..Reply::none() };
                (Screen::Progress(Box::new(page)), reply)
            }
        };
        self.screen = screen;
        reply
    }
}
