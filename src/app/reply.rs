//! What a screen answers to a message: effects, one line for the footer, another screen.

use super::{Debriefing, Effect, Handout, History, Live, Replay, SummaryPage, Survey};
use crate::ceremony::Text;

#[derive(Debug, Default)]
pub struct Reply {
    pub effects: Vec<Effect>,
    pub say: Option<Text>,
    pub turn: Option<Turn>,
}

/// Where the program goes next.
#[derive(Debug)]
pub enum Turn {
    Home,
    History(Box<History>),
    /// To where one came from: the browser, else home.
    Back,
    Live(Box<Live>),
    Summary(Box<SummaryPage>),
    Replay(Box<Replay>),
    /// A form that lies over the screen.
    Handout(Box<Handout>),
    Debrief(Box<Debriefing>),
    Survey(Box<Survey>),
}

impl Reply {
    pub fn none() -> Reply {
        Reply::default()
    }

    pub fn say(text: impl Into<Text>) -> Reply {
        Reply { say: Some(text.into()), ..Reply::default() }
    }

    pub fn turn(turn: Turn) -> Reply {
        Reply { turn: Some(turn), ..Reply::default() }
    }

    /// Whether anything but a word follows.
    pub fn leads_on(&self) -> bool {
        self.turn.is_some() || !self.effects.is_empty()
    }

    /// Both, one after the other; the later line and screen win.
    #[must_use]
    pub fn and(mut self, then: Reply) -> Reply {
        self.effects.extend(then.effects);
        Reply { effects: self.effects, say: then.say.or(self.say), turn: then.turn.or(self.turn) }
    }
}

impl From<Effect> for Reply {
    fn from(effect: Effect) -> Reply {
        Reply { effects: vec![effect], ..Reply::default() }
    }
}

impl From<Vec<Effect>> for Reply {
    fn from(effects: Vec<Effect>) -> Reply {
        Reply { effects, ..Reply::default() }
    }
}
