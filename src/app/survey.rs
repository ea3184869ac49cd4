//! Pages that look beyond one session. They ask the shell, show what it answers, and never rank a person.

mod ledger;
mod owners;
mod trends;

pub use ledger::{LedgerPage, Typing, Wanted};
pub use owners::{OwnersPage, OwnersPart, WAYS_OUT};
pub use trends::{TrendsPage, TrendsPart, bare, figure, observed};

use chrono::NaiveDate;

use super::{Effect, Intent, Key, Reply, Turn, keys};
use crate::{
    ceremony::{Profile, Team},
    history::{Duty, Entry, GapMap, Trends},
};

/// What one may look into from the home screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Open,
    Trends,
    Owners,
}

/// What the shell is asked to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    Ledger,
    Trends,
    Owners,
}

/// What the shell found out.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Ledger {
        team: Box<Team>,
        today: NaiveDate,
        entries: Vec<Entry>,
    },
    Trends {
        team: Box<Team>,
        today: NaiveDate,
        trends: Box<Trends>,
    },
    Owners {
        team: Box<Team>,
        profile: Box<Profile>,
        duties: Vec<Duty>,
        map: GapMap,
        today: NaiveDate,
    },
}

/// The page that is open.
#[derive(Debug)]
pub enum Survey {
    /// Nothing has come yet.
    Waiting(Subject),
    Ledger(Box<LedgerPage>),
    Trends(Box<TrendsPage>),
    Owners(Box<OwnersPage>),
}

impl Subject {
    pub const ALL: [Subject; 3] = [Subject::Open, Subject::Trends, Subject::Owners];

    pub fn title(self) -> &'static str {
        match self {
            Subject::Open => "Open things",
            Subject::Trends => "Trends",
            Subject::Owners => "Who owns what",
        }
    }

    /// What one finds there, in a few words.
    pub fn promise(self) -> &'static str {
        match self {
            Subject::Open => "what sessions left open, with its age",
            Subject::Trends => "what keeps coming back, sprint by sprint",
            Subject::Owners => "gap analysis: 24 responsibilities, PO and PM",
        }
    }

    fn question(self) -> Question {
        match self {
            Subject::Open => Question::Ledger,
            Subject::Trends => Question::Trends,
            Subject::Owners => Question::Owners,
        }
    }

    /// Opens the page and asks for what it shows.
    pub fn look(self) -> Reply {
        let effect = Effect::Survey(self.question());
        Reply::from(effect).and(Reply::turn(Turn::Survey(Box::new(Survey::Waiting(self)))))
    }
}

impl Survey {
    pub fn table(&self) -> &'static [keys::Binding] {
        match self {
            Survey::Waiting(_) => keys::WAITING,
            Survey::Ledger(_) => keys::LEDGER,
            Survey::Trends(_) => keys::TRENDS,
            Survey::Owners(_) => keys::OWNERS,
        }
    }

    /// Takes an answer if it is one to what this page asked.
    pub fn learn(&mut self, answer: Answer) {
        match (&mut *self, answer) {
            (Survey::Ledger(page), Answer::Ledger { team, today, entries }) => {
                page.learn(*team, today, entries);
            }
            (Survey::Waiting(Subject::Open), Answer::Ledger { team, today, entries }) => {
                let page = LedgerPage::new(*team, today, entries);
                *self = Survey::Ledger(Box::new(page));
            }
            (Survey::Trends(page), Answer::Trends { team, today, trends }) => {
                page.learn(*team, today, *trends);
            }
            (Survey::Waiting(Subject::Trends), Answer::Trends { team, today, trends }) => {
                *self = Survey::Trends(Box::new(TrendsPage::new(*team, today, *trends)));
            }
            (
                Survey::Waiting(Subject::Owners),
                Answer::Owners { team, profile, duties, map, today },
            ) => {
                let page = OwnersPage::new(*team, *profile, duties, map, today);
                *self = Survey::Owners(Box::new(page));
            }
            // To a page that was left meanwhile.
            (
                Survey::Waiting(_) | Survey::Ledger(_) | Survey::Trends(_) | Survey::Owners(_),
                Answer::Ledger { .. } | Answer::Trends { .. } | Answer::Owners { .. },
            ) => {}
        }
    }

    /// A key for a field that is open; `None` when there is none, and the table says what the key means.
    pub fn press(&mut self, key: Key) -> Option<Reply> {
        match self {
            Survey::Ledger(it) => it.press(key),
            Survey::Waiting(_) | Survey::Trends(_) | Survey::Owners(_) => None,
        }
    }

    pub fn offers(&self, intent: Intent) -> bool {
        match self {
            Survey::Waiting(_) => true,
            Survey::Ledger(it) => it.offers(intent),
            Survey::Trends(it) => it.offers(intent),
            Survey::Owners(it) => it.offers(intent),
        }
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        match intent {
            Intent::Leave => return Reply::turn(Turn::Home),
            Intent::Quit => return Effect::Quit.into(),
            Intent::Suspend => return Effect::Suspend.into(),
            _ if !self.offers(intent) => return Reply::say("Not for this line."),
            _ => {}
        }
        match self {
            Survey::Waiting(_) => Reply::none(),
            Survey::Ledger(it) => it.update(intent),
            Survey::Trends(it) => it.update(intent),
            Survey::Owners(it) => it.update(intent),
        }
    }

    pub fn paste(&mut self, text: &str) {
        match self {
            Survey::Ledger(it) => it.paste(text),
            Survey::Waiting(_) | Survey::Trends(_) | Survey::Owners(_) => {}
        }
    }

    pub fn hit(&mut self, row: usize) {
        match self {
            Survey::Waiting(_) => {}
            Survey::Ledger(it) => it.mark(row),
            Survey::Trends(it) => it.mark(row),
            Survey::Owners(it) => it.mark(row),
        }
    }
}

/// Where a cursor goes in a list of so many lines; `None` when the key does not move it.
fn moved(cursor: usize, intent: Intent, lines: usize) -> Option<usize> {
    let last = lines.saturating_sub(1);
    let to = match intent {
        Intent::Up => cursor.saturating_sub(1),
        Intent::Down => cursor + 1,
        Intent::PageUp => cursor.saturating_sub(10),
        Intent::PageDown => cursor + 10,
        Intent::First => 0,
        Intent::Last => last,
        _ => return None,
    };
    Some(to.min(last))
}
