//! What the shell gathers for the drill and the progress screen. Data only.

use chrono::NaiveDate;

use crate::{
    ceremony::{Profile, Text, Titles},
    practice::{Content, Today, log::Line},
};

/// Answers [`super::Effect::Train`].
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    pub page: TrainingPage,
    pub content: Content,
    /// The practice log so far.
    pub lines: Vec<Line>,
    /// Where one works, and what else there is.
    pub profile: Profile,
    pub profiles: Vec<Profile>,
    pub titles: Titles,
    /// Ceremonies by id and title, in order.
    pub ceremonies: Vec<super::Offer>,
    /// Decisions of own live sessions, newest first.
    pub echoes: Vec<Echo>,
    pub today: NaiveDate,
    pub seed: u64,
    /// What had to be left aside, one line each.
    pub notices: Vec<Text>,
}

/// Which screen it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainingPage {
    Drill(Option<super::Way>),
    Progress,
}

/// A decision that was written down in a live session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echo {
    pub text: Text,
    /// Of the ceremony.
    pub title: Text,
    pub day: NaiveDate,
}

/// What one meant to say in a live session, from the end of the practice run with this id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    pub sid: Text,
    pub text: Text,
}

/// What waits in practice today, as the home screen says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    pub statements: usize,
    /// What the principle a run should meet says.
    pub principle: Option<Text>,
    /// Whether anything was ever practised.
    pub begun: bool,
}

impl Training {
    pub fn waiting(&self) -> Waiting {
        Waiting::of(&self.lines, &self.content, self.today)
    }
}

impl Waiting {
    pub fn of(lines: &[Line], content: &Content, today: NaiveDate) -> Waiting {
        let Today { statements, principle } = Today::of(lines, content, today);
        let principles = &content.principles.principles;
        let named = principle.and_then(|id| principles.iter().find(|it| it.id == id));
        Waiting { statements, principle: named.map(|it| it.text.clone()), begun: !lines.is_empty() }
    }
}
