//! One asset's text read into a value: which kind it is, and every place where it cannot be read.
//!
//! Strict, because an author is there to be told; journals are read leniently elsewhere. Never looks at a file.

use std::fmt;

use ron::{Options, error::SpannedError, extensions::Extensions};
use serde::de::DeserializeOwned;

use super::{
    Activity, Backlog, BacklogItem, Branch, Ceremony, Choice, Fact, Facts, Guard, Id, Member, Mode,
    PmInput, Profile, ProfileWarning, Pulse, Step, Team, Timing, Warning, Warnings,
    nearest::{did_you_mean, listed},
    source::{Node, Place},
};

/// Something an author should mend, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub path: String,
    pub place: Place,
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path, self.place.line, self.place.col, self.message)
    }
}

/// What an asset file holds; each kind opens with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asset {
    Facts(Facts),
    Warnings(Warnings),
    Timing(Timing),
    Pulse(Pulse),
    Profile(Profile),
    Ceremony(Box<Ceremony>),
    Backlog(Backlog),
    Team(Team),
}

const KINDS: [&str; 8] =
    ["Facts", "Warnings", "Timing", "Pulse", "Profile", "Ceremony", "Backlog", "Team"];

/// Larger files are no assets.
const LARGEST: usize = 1024 * 1024;

impl Asset {
    pub fn id(&self) -> &Id {
        match self {
            Asset::Facts(it) => &it.id,
            Asset::Warnings(it) => &it.id,
            Asset::Timing(it) => &it.id,
            Asset::Pulse(it) => &it.id,
            Asset::Profile(it) => &it.id,
            Asset::Ceremony(it) => &it.id,
            Asset::Backlog(it) => &it.id,
            Asset::Team(it) => &it.id,
        }
    }

    /// The name its file opens with.
    pub fn kind(&self) -> &'static str {
        KINDS[self.rank()]
    }

    /// Earlier ones are known when later ones are checked.
    pub(super) fn rank(&self) -> usize {
        match self {
            Asset::Facts(_) => 0,
            Asset::Warnings(_) => 1,
            Asset::Timing(_) => 2,
            Asset::Pulse(_) => 3,
            Asset::Profile(_) => 4,
            Asset::Ceremony(_) => 5,
            Asset::Backlog(_) => 6,
            Asset::Team(_) => 7,
        }
    }
}

/// Reads one asset; the problems are those of reading only, [`super::check`] has the others.
pub fn read(path: &str, text: &str) -> Result<Asset, Vec<Problem>> {
    read_with_tree(path, text).map(|it| it.0)
}

pub(super) fn read_with_tree(path: &str, text: &str) -> Result<(Asset, Node), Vec<Problem>> {
    let problem = |(place, message)| Problem { path: path.to_owned(), place, message };
    if text.len() > LARGEST {
        let start = Place { line: 1, col: 1 };
        return Err(vec![problem((start, "larger than 1 MiB: not an asset".to_owned()))]);
    }
    let tree = Node::read(text);
    match typed(text, &tree) {
        Ok(asset) => Ok((asset, tree)),
        Err(first) => {
            let mut found = vec![first];
            collect(text, &tree, &mut found);
            found.sort();
            found.dedup();
            Err(found.into_iter().map(problem).collect())
        }
    }
}

type Found = (Place, String);

fn typed(text: &str, tree: &Node) -> Result<Asset, Found> {
    match tree.word.as_str() {
        "Facts" => whole(text).map(Asset::Facts),
        "Warnings" => whole(text).map(Asset::Warnings),
        "Timing" => whole(text).map(Asset::Timing),
        "Pulse" => whole(text).map(Asset::Pulse),
        "Profile" => whole(text).map(Asset::Profile),
        "Ceremony" => whole(text).map(Box::new).map(Asset::Ceremony),
        "Backlog" => whole(text).map(Asset::Backlog),
        "Team" => whole(text).map(Asset::Team),
        other => Err((tree.at, unknown_kind(other))),
    }
}

fn unknown_kind(word: &str) -> String {
    let hint = did_you_mean(word, KINDS);
    format!("an asset opens with its kind, one of {}{hint}", listed(KINDS))
}

fn whole<T: DeserializeOwned>(text: &str) -> Result<T, Found> {
    parse(text).map_err(|it| {
        let start = it.span.start;
        (Place { line: start.line, col: start.col }, in_words(&it.code))
    })
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, SpannedError> {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text)
}

/// Reading stops at the first mistake; reading each part by itself finds the mistakes of the others.
fn collect(text: &str, tree: &Node, found: &mut Vec<Found>) {
    match tree.word.as_str() {
        "Ceremony" => {
            each::<Mode>(text, tree.field("modes"), found);
            for step in tree.field("steps").parts() {
                let before = found.len();
                steps_parts(text, step, found);
                if found.len() == before {
                    one::<Step>(text, step, found);
                }
            }
        }
        "Facts" => each::<Fact>(text, tree.field("facts"), found),
        "Warnings" => each::<Warning>(text, tree.field("warnings"), found),
        "Profile" => each::<ProfileWarning>(text, tree.field("warnings"), found),
        "Backlog" => each::<BacklogItem>(text, tree.field("items"), found),
        "Team" => each::<Member>(text, tree.field("members"), found),
        _ => {}
    }
}

fn steps_parts(text: &str, step: &Node, found: &mut Vec<Found>) {
    each::<Activity>(text, step.field("po"), found);
    each::<PmInput>(text, step.field("pm"), found);
    each::<PmInput>(text, step.field("pjm"), found);
    each::<Choice>(text, step.field("choices"), found);
    each::<Guard>(text, step.field("guards"), found);
    each::<Branch>(text, step.field("branches"), found);
}

/// A field that was left out answers with its owner, whose text is no list.
fn each<T: DeserializeOwned>(text: &str, list: &Node, found: &mut Vec<Found>) {
    if text[list.span.clone()].starts_with('[') {
        for it in list.parts() {
            one::<T>(text, it, found);
        }
    }
}

fn one<T: DeserializeOwned>(text: &str, node: &Node, found: &mut Vec<Found>) {
    if let Err(it) = parse::<T>(&text[node.span.clone()]) {
        let (line, col) = (it.span.start.line, it.span.start.col);
        let place = if line == 1 {
            Place { line: node.at.line, col: node.at.col + col - 1 }
        } else {
            Place { line: node.at.line + line - 1, col }
        };
        found.push((place, in_words(&it.code)));
    }
}

fn in_words(error: &ron::Error) -> String {
    use ron::Error as It;
    match error {
        It::MissingStructField { field, outer: Some(outer) } => {
            format!("field `{field}` is missing in `{outer}`")
        }
        It::NoSuchEnumVariant { expected, found, .. }
        | It::NoSuchStructField { expected, found, .. } => {
            format!("{error}{}", did_you_mean(found, expected.iter().copied()))
        }
        _ => error.to_string(),
    }
}
