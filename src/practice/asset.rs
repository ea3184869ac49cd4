//! One practice file's text read into a value: which kind it is, and every place where it cannot be read.
//!
//! As strict as the reader of ceremonies. Never looks at a file.

use serde::de::DeserializeOwned;

use super::{
    Axes, Axis, Cast, Consequence, Debrief, DebriefPart, Drill, Drills, Level, Levels, Persona,
    Personas, Principle, Principles, Rubric, Scenario, Scheduler, Situation, SituationOption,
    Situations, State,
};
use crate::ceremony::{
    Id, Problem,
    asset::{Draft, Found, parse, problems, whole},
    nearest::{did_you_mean, listed},
    recover::{each, one},
    source::Node,
};

/// What a practice file holds; each kind opens with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asset {
    Axes(Axes),
    Principles(Principles),
    Personas(Personas),
    Levels(Levels),
    State(State),
    Rubric(Rubric),
    Debrief(Debrief),
    Scheduler(Scheduler),
    Situations(Situations),
    Drills(Drills),
    Cast(Box<Cast>),
    Scenario(Scenario),
}

const KINDS: [&str; 12] = [
    "Axes",
    "Principles",
    "Personas",
    "Levels",
    "State",
    "Rubric",
    "Debrief",
    "Scheduler",
    "Situations",
    "Drills",
    "Cast",
    "Scenario",
];

impl Asset {
    pub fn id(&self) -> &Id {
        match self {
            Asset::Axes(it) => &it.id,
            Asset::Principles(it) => &it.id,
            Asset::Personas(it) => &it.id,
            Asset::Levels(it) => &it.id,
            Asset::State(it) => &it.id,
            Asset::Rubric(it) => &it.id,
            Asset::Debrief(it) => &it.id,
            Asset::Scheduler(it) => &it.id,
            Asset::Situations(it) => &it.id,
            Asset::Drills(it) => &it.id,
            Asset::Cast(it) => &it.id,
            Asset::Scenario(it) => &it.id,
        }
    }

    /// The name its file opens with.
    pub fn kind(&self) -> &'static str {
        KINDS[self.rank()]
    }

    /// Earlier ones are known when later ones are checked.
    pub(super) fn rank(&self) -> usize {
        match self {
            Asset::Axes(_) => 0,
            Asset::Principles(_) => 1,
            Asset::Personas(_) => 2,
            Asset::Levels(_) => 3,
            Asset::State(_) => 4,
            Asset::Rubric(_) => 5,
            Asset::Debrief(_) => 6,
            Asset::Scheduler(_) => 7,
            Asset::Situations(_) => 8,
            Asset::Drills(_) => 9,
            Asset::Cast(_) => 10,
            Asset::Scenario(_) => 11,
        }
    }
}

/// Whether the text opens with a kind of practice, or with a slip of one.
pub fn reads(text: &str) -> bool {
    let word = Node::read(text).word;
    KINDS.contains(&word.as_str()) || !did_you_mean(&word, KINDS).is_empty()
}

/// Reads one file; the problems are those of reading only, [`super::check`] has the others.
pub fn read(path: &str, text: &str) -> Result<Asset, Vec<Problem>> {
    let draft = draft(text);
    match draft.asset {
        Some(asset) if draft.found.is_empty() => Ok(asset),
        _ => Err(problems(path, draft.found)),
    }
}

pub(super) fn draft(text: &str) -> Draft<Asset> {
    Draft::by(text, typed, others, rest)
}

fn typed(text: &str, tree: &Node) -> Result<Asset, Found> {
    match tree.word.as_str() {
        "Axes" => whole(text).map(Asset::Axes),
        "Principles" => whole(text).map(Asset::Principles),
        "Personas" => whole(text).map(Asset::Personas),
        "Levels" => whole(text).map(Asset::Levels),
        "State" => whole(text).map(Asset::State),
        "Rubric" => whole(text).map(Asset::Rubric),
        "Debrief" => whole(text).map(Asset::Debrief),
        "Scheduler" => whole(text).map(Asset::Scheduler),
        "Situations" => whole(text).map(Asset::Situations),
        "Drills" => whole(text).map(Asset::Drills),
        "Cast" => whole(text).map(|it| Asset::Cast(Box::new(it))),
        "Scenario" => whole(text).map(Asset::Scenario),
        other => {
            let hint = did_you_mean(other, KINDS);
            let message = format!("practice opens with its kind, one of {}{hint}", listed(KINDS));
            Err((tree.at, message))
        }
    }
}

fn others(text: &str, tree: &Node, found: &mut Vec<Found>) {
    match tree.word.as_str() {
        "Situations" => {
            for it in tree.field("situations").parts() {
                let before = found.len();
                each::<SituationOption>(text, it.field("options"), found);
                if found.len() == before {
                    one::<Situation>(text, it, found);
                }
            }
        }
        "Drills" => each::<Drill>(text, tree.field("drills"), found),
        "Axes" => each::<Axis>(text, tree.field("axes"), found),
        "Principles" => each::<Principle>(text, tree.field("principles"), found),
        "Personas" => each::<Persona>(text, tree.field("personas"), found),
        "Levels" => each::<Level>(text, tree.field("levels"), found),
        "State" => each::<Consequence>(text, tree.field("consequences"), found),
        "Debrief" => each::<DebriefPart>(text, tree.field("parts"), found),
        _ => {}
    }
}

/// Situations and drills without those that cannot be read; the other kinds are read whole or not at all.
fn rest(text: &str, mut tree: Node) -> (Option<Asset>, Node) {
    let asset = match tree.word.as_str() {
        "Situations" => {
            let situations = readable::<Situation>(text, &mut tree, "situations");
            let (id, ceremony) = (field(text, &tree, "id"), field(text, &tree, "ceremony"));
            id.zip(ceremony)
                .map(|(id, ceremony)| Asset::Situations(Situations { id, ceremony, situations }))
        }
        "Drills" => {
            let drills = readable::<Drill>(text, &mut tree, "drills");
            field(text, &tree, "id").map(|id| Asset::Drills(Drills { id, drills }))
        }
        _ => None,
    };
    (asset, tree)
}

fn field(text: &str, tree: &Node, name: &str) -> Option<Id> {
    parse(&text[tree.field(name).span.clone()]).ok()
}

fn readable<T: DeserializeOwned>(text: &str, tree: &mut Node, list: &str) -> Vec<T> {
    let mut kept = Vec::new();
    tree.keep_in(list, |it| match parse(&text[it.span.clone()]) {
        Ok(part) => {
            kept.push(part);
            true
        }
        Err(_) => false,
    });
    kept
}
