//! What the browser of past sessions asks of the world, and what it is told. Answers come in parts, as they are read.

use super::Listing;
use crate::{
    ceremony::{Id, Text},
    history::{Hit, Label, Past},
};

#[derive(Debug, Clone, PartialEq)]
pub enum Browse {
    /// The newest sessions, as many as a screen has room for, by the names of their files.
    Newest,
    /// Which sessions there are, by the names of their files.
    Names,
    /// What a list shows of these.
    Lines(Vec<Text>),
    /// What people put on sessions.
    Labels,
    /// Every session in which this stands, newest first. A later request ends an earlier one; no words only end it.
    Find {
        ticket: u64,
        words: Text,
    },
    Label {
        team: Id,
        sid: Text,
        label: Label,
    },
    /// Which sessions lie past what the settings keep.
    Past,
    /// Removes these sessions' files for good.
    Delete {
        sids: Vec<Text>,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Browsed {
    /// Newest first; there may be more.
    Newest(Vec<Name>),
    /// Newest first, all of them.
    Names(Vec<Name>),
    Lines(Vec<Listing>),
    Labels(Vec<(Text, Label)>),
    /// Some of the sessions that were looked for; after the last ones the search is over.
    Hits {
        ticket: u64,
        found: Vec<(Text, Vec<Hit>)>,
        over: bool,
    },
    Past(Past<Listing>),
    Deleted {
        sids: Vec<Text>,
    },
}

/// All that the name of a file tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub sid: Text,
    pub started_ms: i64,
}
