//! What the drill says besides the statements and their reasons, in one table, so that a translation can overlay it.

use super::{Asked, Posed, Round, Score, Training, Waiting, Way, owner_of};
use crate::{ceremony::Profile, practice::Owner};

pub fn title(way: Way) -> &'static str {
    match way {
        Way::Today => "Today",
        Way::Sprint => "Sprint",
        Way::Flip => "Flip",
        Way::Justify => "Justify",
        Way::Echo => "Echo",
    }
}

pub fn promise(way: Way, training: &Training) -> String {
    let load = training.content.scheduler.daily.drills;
    match way {
        Way::Today => match training.waiting().statements {
            0 => "nothing waits; more, if you like".to_owned(),
            1 => "1 statement, and how sure you are".to_owned(),
            many => format!("{many} statements, and how sure you are"),
        },
        Way::Sprint => "one minute, as many as you can".to_owned(),
        Way::Flip => {
            "the same statement in another organisation: does the answer change?".to_owned()
        }
        Way::Justify => "whose part it is, and then why".to_owned(),
        Way::Echo => match training.echoes.len().min(load) {
            0 => "decisions of your own sessions; none is written down yet".to_owned(),
            1 => "1 decision of your own sessions: who decided, who should have?".to_owned(),
            many => format!("{many} decisions of your own sessions: who decided, who should have?"),
        },
    }
}

/// The line on the home screen.
pub fn waiting(it: Option<&Waiting>) -> String {
    match it.map(|it| it.statements) {
        Some(0) => "nothing waits today".to_owned(),
        Some(1) => "1 statement for today".to_owned(),
        Some(many) => format!("{many} statements for today"),
        None => "statements for today".to_owned(),
    }
}

/// What stands above the answers.
pub fn question(round: &Round, training: &Training) -> String {
    match (&round.ask, &round.posed) {
        (Asked::Owner, Posed::Statement { drill, profile, from: Some(from), .. }) => {
            let here = owner_of(drill.owner_in(&from.id), training);
            format!("In {}: {here}. And in {}?", from.id, profile.id)
        }
        (Asked::Owner, _) => "Whose part is it?".to_owned(),
        (Asked::Reason { .. }, _) => "Why?".to_owned(),
        (Asked::Sure { .. }, _) => "How sure are you?".to_owned(),
        (Asked::Decided, _) => "Who decided this?".to_owned(),
        (Asked::Should { .. }, _) => "Who should have?".to_owned(),
        (Asked::Nothing, _) => String::new(),
    }
}

/// The answers there are.
pub fn answers(round: &Round, training: &Training) -> Vec<String> {
    match round.ask {
        Asked::Owner | Asked::Decided | Asked::Should { .. } => {
            Owner::ALL.into_iter().map(|it| owner(it, training)).collect()
        }
        Asked::Reason { .. } => round.reasons().iter().map(ToString::to_string).collect(),
        Asked::Sure { .. } => {
            let steps = &training.content.rubric.confidence;
            let names = ["a guess", "rather sure", "sure"];
            let words = steps.iter().enumerate().map(|(n, it)| match names.get(n) {
                Some(name) if steps.len() == names.len() => (*name).to_owned(),
                _ => format!("{} %", it.0),
            });
            words.collect()
        }
        Asked::Nothing => Vec::new(),
    }
}

/// As it stands in the list of answers.
fn owner(owner: Owner, training: &Training) -> String {
    match owner {
        Owner::Shared => "shared: two or more of them".to_owned(),
        owner => owner_of(owner, training),
    }
}

/// The organisation a statement is about, in a few words.
pub fn place(profile: &Profile) -> String {
    profile.title.to_string()
}

/// How a round went.
pub fn score(way: Way, score: &Score) -> String {
    let Score { right, asked, .. } = score;
    let sure = match score.sure_and_wrong {
        0 => String::new(),
        1 => " Once sure and wrong.".to_owned(),
        many => format!(" {many} times sure and wrong."),
    };
    match way {
        Way::Echo => format!("{right} of {asked} were decided where you would leave them."),
        Way::Sprint => match score.cut_short {
            Some(secs) => format!("{right} of {asked} right in {secs} s."),
            None => format!("{right} of {asked} right in a minute."),
        },
        _ => format!("{right} of {asked} right.{sure}"),
    }
}
