//! What the shell tells the program before its first frame.

use serde::Deserialize;

use super::{TrainingPage, Wish};
use crate::ceremony::{Id, Text};

/// How the program begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    pub first: First,
    /// The ceremonies to choose from, in order.
    pub ceremonies: Vec<Offer>,
    pub theme: Theme,
    pub bell: Bell,
    /// Begin sessions in the room view.
    pub room: bool,
    /// What could not be read at the start, one line each.
    pub notices: Vec<Text>,
}

/// Which screen opens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum First {
    #[default]
    Home,
    Live {
        ceremony: Id,
    },
    Resume {
        sid: Text,
    },
    History,
    /// One session of the past.
    Look {
        sid: Text,
    },
    Train(TrainingPage),
    Practice(Wish),
}

/// A ceremony as the home screen lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: Id,
    pub title: Text,
    pub for_whom: Text,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Theme {
    /// The terminal's own colours; reads on light and dark.
    #[default]
    Auto,
    Light,
    Dark,
    /// No colour at all: `NO_COLOR`.
    None,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Bell {
    #[default]
    Visual,
    Terminal,
    Off,
}
