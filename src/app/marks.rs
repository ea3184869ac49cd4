//! What the marks on a session's line are called.

use super::{say, words};
use crate::{
    ceremony::Id,
    history::What,
    session::{PmAct, Session},
};

/// A mark in a few words: its sort, then its name.
pub(super) fn said(session: &Session, what: &What) -> String {
    match what {
        What::Step(id) => format!("step: {}", step(session, id)),
        What::Capture(kind, text) => format!("{}: {text}", words::kind(*kind)),
        What::Vote(id) => {
            let pulse = session.setup().pulses.iter().find(|it| it.id == *id);
            format!("vote: {}", pulse.map_or(id.as_str(), |it| &it.title))
        }
        What::Flag(id) => {
            let known = session.setup().warnings.warnings.iter().find(|it| it.id == *id);
            let end = session.records().last().map(|it| it.at).unwrap_or_default();
            known.map_or_else(
                || format!("flagged: {id}"),
                |it| format!("flagged: {}", say(session, it, end)),
            )
        }
        What::Input(id, act) => {
            let known = session.pm_input(id);
            let text = known.map_or(id.as_str(), |(it, _)| &it.text);
            format!("{}: {text}", self::act(act))
        }
        What::SetAside(id, why) => {
            let guards = session.setup().ceremony.steps.iter().flat_map(|it| &it.guards);
            let known = guards.into_iter().find(|it| it.id == *id);
            format!("set aside: {}: {why}", known.map_or(id.as_str(), |it| &it.short))
        }
        What::Over(id) => format!("over its box: {}", step(session, id)),
        What::Paused => "paused".to_owned(),
        What::Ended(how) => words::ending(session, how),
    }
}

fn step<'a>(session: &'a Session, id: &'a Id) -> &'a str {
    session.step_of(id).map_or(id.as_str(), |it| &it.title)
}

fn act(it: &PmAct) -> &'static str {
    match it {
        PmAct::Requested => "PM asked",
        PmAct::Given => "PM input given",
        PmAct::Carried { .. } => "carried by the PO",
        PmAct::Briefed(_) => "brief drafted",
        PmAct::Answered(_) => "PM answered",
        PmAct::Deferred { .. } => "PM input deferred",
        PmAct::Waived => "PM input not needed",
    }
}
