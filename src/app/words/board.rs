//! What the screens say of formats and of how far a topic may go.

use crate::{
    ceremony::Format,
    session::{Because, Release},
};

/// Why a format is proposed, in one line.
pub fn because(why: Because, format: &Format) -> String {
    match why {
        Because::Reason(it) => it.to_string(),
        Because::LastTime => "as last time".to_owned(),
        Because::Change => "another one after three times the same".to_owned(),
        Because::Best => format.best.to_string(),
    }
}

/// How far a topic may go.
pub fn release(it: Release) -> &'static str {
    match it {
        Release::Stays => "stays here",
        Release::Team => "team's summary",
        Release::Pm => "team and PM",
        Release::Anybody => "anybody",
    }
}
