//! What is said after an answer of the drill: the owner, the reason, what the organisation changes, and the source.

use super::{Echo, Training};
use crate::{
    ceremony::{Profile, Text},
    practice::{Drill, Owner, Sorting, source},
};

/// An explanation, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The statement or decision it is about.
    pub subject: Text,
    pub is_right: bool,
    pub verdict: String,
    pub lines: Vec<String>,
    /// One line each.
    pub sources: Vec<String>,
}

/// Words on a statement that two short texts must share to be held side by side.
const SHARED: usize = 2;
/// Shorter words say nothing about the subject, and longer ones are the same from here on.
const STEM: usize = 5;

/// `reason` is whether the reason was the right one too, where one was asked for.
pub(super) fn statement(
    (drill, profile): (&Drill, &Profile),
    answer: Owner,
    reason: bool,
    training: &Training,
) -> Told {
    let verdict = drill.judge(profile, answer);
    let owner = drill.owner_in(&profile.id);
    let whose = owner_of(owner, training);
    let place = if drill.own_in.is_empty() { String::new() } else { format!("in {} ", profile.id) };
    let verdict_words = match verdict {
        Sorting::Right if reason => format!("Right: {whose}."),
        Sorting::Right => format!("Right, {whose}, but for another reason."),
        Sorting::RightUnderTheHat => {
            format!("Right, if you name the hat: {whose}, and that is you as well.")
        }
        Sorting::Wrong => {
            format!("You said {}; {place}it is: {whose}.", owner_of(answer, training))
        }
    };
    let shared: Vec<String> = drill.shared_by.iter().map(|it| owner_of(*it, training)).collect();
    let shared = (owner == Owner::Shared && !shared.is_empty())
        .then(|| format!("Shared by {}.", listed(&shared)));
    let here = drill.notes_in.get(&profile.id).map(|it| format!("In {}: {it}.", profile.id));
    let note = drill.note.as_ref().map(|it| sentence(it));
    let lines = [Some(drill.why.to_string()), shared, here, note];
    Told {
        subject: drill.say.clone(),
        is_right: verdict.is_right() && reason,
        verdict: verdict_words,
        lines: lines.into_iter().flatten().map(|it| it.replace("..", ".")).collect(),
        sources: source::told(&drill.sources),
    }
}

pub(super) fn decision(echo: &Echo, decided: Owner, should: Owner, training: &Training) -> Told {
    let (did, better) = (owner_of(decided, training), owner_of(should, training));
    let verdict = if decided == should {
        format!("Decided where it belongs, you say: {did}.")
    } else {
        format!("Decided by {did}; you would leave it to {better}.")
    };
    let near = nearest(&echo.text, training);
    let beside = near.map(|it| {
        let owner = owner_of(it.owner_in(&training.profile.id), training);
        format!("A statement like it: \"{}\" is for {owner}. {}", it.say, it.why)
    });
    let ground = near.is_none().then(|| ground(should).to_owned());
    Told {
        subject: echo.text.clone(),
        is_right: decided == should,
        verdict,
        lines: beside.into_iter().chain(ground).collect(),
        sources: near.map_or_else(
            || vec!["Source: Scrum Guide, Scrum Team".to_owned()],
            |it| source::told(&it.sources),
        ),
    }
}

/// A note stands without a full stop, and with a small letter where it goes on from the statement.
fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

/// As it stands in a sentence; a local title comes first.
pub fn owner_of(owner: Owner, training: &Training) -> String {
    let titles = &training.titles;
    let (local, usual) = match owner {
        Owner::Po => (&titles.po, "product owner"),
        Owner::Pm => (&titles.pm, "product manager"),
        Owner::Shared => (&None, "shared"),
        Owner::Dev => (&None, "developers"),
        Owner::Pjm => (&titles.pjm, "project manager"),
        Owner::Sm => (&titles.sm, "Scrum Master"),
    };
    local.as_ref().map_or_else(|| usual.to_owned(), ToString::to_string)
}

/// What the Scrum Guide leaves to whom, for a decision that no statement is like.
fn ground(owner: Owner) -> &'static str {
    match owner {
        Owner::Po => {
            "The product owner decides on order and value, and stays accountable for both."
        }
        Owner::Pm => {
            "Direction, market and commercial outcome; the product owner turns them into order."
        }
        Owner::Shared => "A shared decision needs a name for who says it in the end.",
        Owner::Dev => {
            "The developers decide how much they take on, how it is built, and who does what."
        }
        Owner::Pjm => "Dependencies and governance across teams; never what a team builds next.",
        Owner::Sm => "The Scrum Master sees to the frame and to impediments, not to the content.",
    }
}

/// The statement that shares most with a decision.
fn nearest<'a>(text: &str, training: &'a Training) -> Option<&'a Drill> {
    let words = stems(text);
    let shared = |it: &Drill| stems(&it.say).iter().filter(|it| words.contains(it)).count();
    let scored = training.content.statements().map(|it| (shared(it), it));
    let best = scored.max_by_key(|(shared, _)| *shared)?;
    (SHARED <= best.0).then_some(best.1)
}

fn stems(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_alphanumeric());
    let long = words.filter(|it| STEM <= it.chars().count());
    long.map(|it| it.to_lowercase().chars().take(STEM).collect()).collect()
}

fn listed(names: &[String]) -> String {
    match names {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        names => names.join(""),
    }
}
