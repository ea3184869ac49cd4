//! Pages that look beyond one session. They ask the shell, show what it answers, and never rank a person.

mod compare;
mod export;
mod ledger;
mod owners;
mod trends;

pub use compare::Comparison;
pub use export::{AUDIENCES, CHOICES, ExportPage, Form, Names, part};
pub use ledger::{LedgerPage, Typing, Wanted};
pub use owners::{OwnersPage, OwnersPart, WAYS_OUT};
pub use trends::{TrendsPage, TrendsPart, bare, figure, indexed, observed};

use chrono::NaiveDate;

use super::{Effect, Intent, Key, Reply, Turn, keys};
use crate::{
    ceremony::{Id, Profile, Team, Text},
    exchange::Redacted,
    history::{Duty, Entry, GapMap, Portrait, Trends},
    journal::Journal,
};

/// What one may look into from the home screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Open,
    Trends,
    Owners,
    /// Two sessions of one ceremony.
    Comparison,
    /// One session, to be handed on.
    Export,
}

/// What the shell is asked to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Of this team, or of the one that is looked into first.
    Ledger {
        of: Option<Id>,
    },
    Trends {
        of: Option<Id>,
    },
    Owners {
        of: Option<Id>,
    },
    /// A session beside another of its ceremony and team, or beside the one before it.
    Compare {
        sid: Text,
        with: Option<Text>,
    },
    Export {
        sid: Text,
    },
}

/// What the shell found out.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Ledger {
        team: Box<Team>,
        /// Every team there is something of, this one too.
        teams: Vec<Id>,
        today: NaiveDate,
        entries: Vec<Entry>,
    },
    Trends {
        team: Box<Team>,
        teams: Vec<Id>,
        today: NaiveDate,
        trends: Box<Trends>,
    },
    Owners {
        team: Box<Team>,
        teams: Vec<Id>,
        profile: Box<Profile>,
        duties: Vec<Duty>,
        map: GapMap,
        today: NaiveDate,
    },
    Comparison {
        left: Box<Portrait>,
        right: Box<Portrait>,
        /// Every session of that ceremony and team but the right one, newest first.
        others: Vec<Text>,
    },
    Export {
        plain: Box<Journal>,
        redacted: Option<Box<Redacted>>,
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
    Comparison(Box<Comparison>),
    Export(Box<ExportPage>),
}

impl Subject {
    /// Those the home screen offers.
    pub const ALL: [Subject; 3] = [Subject::Open, Subject::Trends, Subject::Owners];

    pub fn title(self) -> &'static str {
        match self {
            Subject::Open => "Open things",
            Subject::Trends => "Trends",
            Subject::Owners => "Who owns what",
            Subject::Comparison => "Compare",
            Subject::Export => "Hand on",
        }
    }

    /// What one finds there, in a few words.
    pub fn promise(self) -> &'static str {
        match self {
            Subject::Open => "what sessions left open, with its age",
            Subject::Trends => "what keeps coming back, sprint by sprint",
            Subject::Owners => "gap analysis: 24 responsibilities, PO and PM",
            Subject::Comparison => "two sessions side by side",
            Subject::Export => "a page, a table or the whole session",
        }
    }

    /// Opens the page that answers this and asks for what it shows.
    fn ask(self, question: Question) -> Reply {
        let waiting = Survey::Waiting(self);
        Reply::from(Effect::Survey(question)).and(Reply::turn(Turn::Survey(Box::new(waiting))))
    }
}

/// Opens a page of the home screen; pages of one session are opened from that session.
pub fn look(subject: Subject) -> Reply {
    match subject {
        Subject::Open => subject.ask(Question::Ledger { of: None }),
        Subject::Trends => subject.ask(Question::Trends { of: None }),
        Subject::Owners => subject.ask(Question::Owners { of: None }),
        Subject::Comparison | Subject::Export => Reply::none(),
    }
}

/// Shows a session beside the one before it.
pub fn compare(sid: Text) -> Reply {
    Subject::Comparison.ask(Question::Compare { sid, with: None })
}

pub fn hand_out(sid: Text) -> Reply {
    Subject::Export.ask(Question::Export { sid })
}

impl Survey {
    pub fn table(&self) -> &'static [keys::Binding] {
        match self {
            Survey::Waiting(_) => keys::WAITING,
            Survey::Ledger(_) => keys::LEDGER,
            Survey::Trends(_) => keys::TRENDS,
            Survey::Owners(_) => keys::OWNERS,
            Survey::Comparison(_) => keys::COMPARISON,
            Survey::Export(_) => keys::EXPORT,
        }
    }

    /// Takes an answer if it is one to what this page asked.
    pub fn learn(&mut self, answer: Answer) -> Reply {
        match (&mut *self, answer) {
            (Survey::Ledger(page), Answer::Ledger { team, teams, today, entries }) => {
                page.learn(*team, teams, today, entries);
            }
            (Survey::Waiting(Subject::Open), Answer::Ledger { team, teams, today, entries }) => {
                let page = LedgerPage::new(*team, teams, today, entries);
                *self = Survey::Ledger(Box::new(page));
            }
            (Survey::Trends(page), Answer::Trends { team, teams, today, trends }) => {
                page.learn(*team, teams, today, *trends);
            }
            (Survey::Waiting(Subject::Trends), Answer::Trends { team, teams, today, trends }) => {
                let page = TrendsPage::new(*team, teams, today, *trends);
                *self = Survey::Trends(Box::new(page));
            }
            (
                Survey::Waiting(Subject::Owners),
                Answer::Owners { team, teams, profile, duties, map, today },
            ) => {
                let page = OwnersPage::new(*team, teams, *profile, duties, map, today);
                *self = Survey::Owners(Box::new(page));
            }
            (Survey::Waiting(Subject::Comparison), Answer::Comparison { left, right, others }) => {
                let page = Comparison::new(*left, *right, others);
                *self = Survey::Comparison(Box::new(page));
            }
            (Survey::Comparison(page), Answer::Comparison { left, right, others }) => {
                page.learn(*left, *right, others);
            }
            (Survey::Waiting(Subject::Export), Answer::Export { plain, redacted }) => {
                return match ExportPage::new(*plain, redacted.map(|it| *it)) {
                    Some(page) => {
                        *self = Survey::Export(Box::new(page));
                        Reply::none()
                    }
                    None => {
                        Reply::say("The session's opening is lost; there is nothing to hand on.")
                            .and(Reply::turn(Turn::Home))
                    }
                };
            }
            // To a page that was left meanwhile.
            _ => {}
        }
        Reply::none()
    }

    /// A key for a field that is open; `None` when there is none, and the table says what the key means.
    pub fn press(&mut self, key: Key) -> Option<Reply> {
        match self {
            Survey::Ledger(it) => it.press(key),
            Survey::Waiting(_)
            | Survey::Trends(_)
            | Survey::Owners(_)
            | Survey::Comparison(_)
            | Survey::Export(_) => None,
        }
    }

    pub fn offers(&self, intent: Intent) -> bool {
        match self {
            Survey::Waiting(_) => true,
            Survey::Ledger(it) => it.offers(intent),
            Survey::Trends(it) => it.offers(intent),
            Survey::Owners(it) => it.offers(intent),
            Survey::Comparison(it) => it.offers(intent),
            Survey::Export(it) => it.offers(intent),
        }
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        match intent {
            Intent::Leave => return Reply::turn(Turn::Back),
            Intent::Quit => return Effect::Quit.into(),
            Intent::Suspend => return Effect::Suspend.into(),
            Intent::Team => return self.turn_team(),
            _ if !self.offers(intent) => return Reply::say("Not for this line."),
            _ => {}
        }
        match self {
            Survey::Waiting(_) => Reply::none(),
            Survey::Ledger(it) => it.update(intent),
            Survey::Trends(it) => it.update(intent),
            Survey::Owners(it) => it.update(intent),
            Survey::Comparison(it) => it.update(intent),
            Survey::Export(it) => it.update(intent),
        }
    }

    /// Asks the same of the next team.
    fn turn_team(&mut self) -> Reply {
        let (subject, next) = match &*self {
            Survey::Ledger(it) => (Subject::Open, next(&it.teams, &it.team)),
            Survey::Trends(it) => (Subject::Trends, next(&it.teams, &it.team)),
            Survey::Owners(it) => (Subject::Owners, next(&it.teams, &it.team)),
            Survey::Waiting(_) | Survey::Comparison(_) | Survey::Export(_) => return Reply::none(),
        };
        let Some(of) = next else { return Reply::say("There is no other team.") };
        let question = match subject {
            Subject::Trends => Question::Trends { of: Some(of) },
            Subject::Owners => Question::Owners { of: Some(of) },
            _ => Question::Ledger { of: Some(of) },
        };
        *self = Survey::Waiting(subject);
        Effect::Survey(question).into()
    }

    /// How far it scrolls on the screen as it is.
    pub fn reach(&mut self, most: usize) {
        match self {
            Survey::Waiting(_) | Survey::Ledger(_) => {}
            Survey::Comparison(it) => it.top = it.top.min(most),
            Survey::Export(it) => it.top = it.top.min(most),
            Survey::Trends(it) => it.cursor = it.cursor.min(most),
            Survey::Owners(it) => it.cursor = it.cursor.min(most),
        }
    }

    /// Whether it is about one session, and goes back to it.
    pub fn is_of_a_session(&self) -> bool {
        matches!(
            self,
            Survey::Waiting(Subject::Comparison | Subject::Export)
                | Survey::Comparison(_)
                | Survey::Export(_)
        )
    }

    pub fn paste(&mut self, text: &str) {
        match self {
            Survey::Ledger(it) => it.paste(text),
            Survey::Waiting(_)
            | Survey::Trends(_)
            | Survey::Owners(_)
            | Survey::Comparison(_)
            | Survey::Export(_) => {}
        }
    }

    pub fn hit(&mut self, row: usize) {
        match self {
            Survey::Waiting(_) | Survey::Comparison(_) => {}
            Survey::Export(it) => it.mark(row),
            Survey::Ledger(it) => it.mark(row),
            Survey::Trends(it) => it.mark(row),
            Survey::Owners(it) => it.mark(row),
        }
    }
}

/// The team after this one, and after the last the first; `None` when there is no other.
fn next(teams: &[Id], here: &Team) -> Option<Id> {
    let after = teams.iter().position(|it| *it == here.id).map_or(0, |at| at + 1);
    let others = teams.iter().cycle().skip(after).take(teams.len());
    others.into_iter().find(|it| **it != here.id).cloned()
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
