//! One practice file's text read into a value: which kind it is, and every place where it cannot be read.
//!
//! As strict as the reader of ceremonies. Never looks at a file.

use ron::error::SpannedError;

use super::{
    Axes, Cast, Debrief, Drills, Levels, Personas, Principles, Rubric, Scenario, Scheduler,
    Situations, State,
};
use crate::ceremony::{
    Id, Problem,
    asset::{Draft, parse, problems, unknown_kind},
    nearest::nearest,
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
    let (_, word) = Node::opening(text);
    KINDS.contains(&word.as_str()) || nearest(&word, KINDS).is_some()
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
    Draft::by(text, typed)
}

fn typed(text: &str) -> Result<Asset, SpannedError> {
    let (at, kind) = Node::opening(text);
    match kind.as_str() {
        "Axes" => parse(text).map(Asset::Axes),
        "Principles" => parse(text).map(Asset::Principles),
        "Personas" => parse(text).map(Asset::Personas),
        "Levels" => parse(text).map(Asset::Levels),
        "State" => parse(text).map(Asset::State),
        "Rubric" => parse(text).map(Asset::Rubric),
        "Debrief" => parse(text).map(Asset::Debrief),
        "Scheduler" => parse(text).map(Asset::Scheduler),
        "Situations" => parse(text).map(Asset::Situations),
        "Drills" => parse(text).map(Asset::Drills),
        "Cast" => parse(text).map(|it| Asset::Cast(Box::new(it))),
        "Scenario" => parse(text).map(Asset::Scenario),
        _ => Err(unknown_kind(at, &kind, "practice", &KINDS)),
    }
}
