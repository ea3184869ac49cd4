//! One asset's text read into a value: which kind it is, and every place where it cannot be read.
//!
//! Strict, because an author is there to be told; journals are read leniently elsewhere. Never looks at a file.

use std::fmt;

use ron::{
    Options,
    error::{Position, Span, SpannedError},
    extensions::Extensions,
};
use serde::de::DeserializeOwned;

use super::{
    Backlog, Ceremony, CheckIn, Columns, Deck, Facts, Format, Id, Profile, Pulse, Refining, Team,
    Timing, Warnings,
    nearest::{did_you_mean, listed},
    recover::{self, Mended},
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
    Columns(Columns),
    Deck(Deck),
    Refining(Refining),
    Format(Format),
    CheckIn(CheckIn),
}

const KINDS: [&str; 13] = [
    "Facts", "Warnings", "Timing", "Pulse", "Profile", "Ceremony", "Backlog", "Deck", "Team",
    "Columns", "Refining", "Format", "CheckIn",
];

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
            Asset::Columns(it) => &it.id,
            Asset::Deck(it) => &it.id,
            Asset::Refining(it) => &it.id,
            Asset::Format(it) => &it.id,
            Asset::CheckIn(it) => &it.id,
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
            Asset::Deck(_) => 7,
            Asset::Team(_) => 8,
            Asset::Columns(_) => 9,
            Asset::Refining(_) => 10,
            Asset::Format(_) => 11,
            Asset::CheckIn(_) => 12,
        }
    }
}

/// Reads one asset; the problems are those of reading only, [`super::check`] has the others.
pub fn read(path: &str, text: &str) -> Result<Asset, Vec<Problem>> {
    let draft = Draft::read(text);
    match draft.asset {
        Some(asset) if draft.found.is_empty() => Ok(asset),
        _ => Err(problems(path, draft.found)),
    }
}

/// A message and where it belongs.
pub(crate) type Found = (Place, String);

/// In the order of the text, each once.
pub(crate) fn problems(path: &str, mut found: Vec<Found>) -> Vec<Problem> {
    found.sort();
    found.dedup();
    let problem = |(place, message)| Problem { path: path.to_owned(), place, message };
    found.into_iter().map(problem).collect()
}

/// What could be read of a text, the tree of its places, and what could not be read.
pub(crate) struct Draft<T> {
    /// With stand-ins for what could not be read; none when reading got no further.
    pub(crate) asset: Option<T>,
    pub(crate) tree: Node,
    pub(crate) found: Vec<Found>,
    pub(super) mended: Vec<Mended>,
}

impl Draft<Asset> {
    pub(super) fn read(text: &str) -> Draft<Asset> {
        Draft::by(text, typed)
    }
}

impl<T> Draft<T> {
    pub(crate) fn by(text: &str, typed: fn(&str) -> Result<T, SpannedError>) -> Draft<T> {
        if text.len() > LARGEST {
            let tree = Node::read("");
            let found = vec![(tree.at, "larger than 1 MiB: not an asset".to_owned())];
            return Draft { asset: None, tree, found, mended: Vec::new() };
        }
        recover::read(text, typed)
    }

    /// What was found in reading and what a check found besides; stand-ins are nobody's mistake.
    pub(crate) fn with(self, checked: Vec<Found>) -> Vec<Found> {
        let of_the_author = |it: &Found| !self.mended.iter().any(|mended| mended.explains(it));
        self.found.into_iter().chain(checked.into_iter().filter(of_the_author)).collect()
    }
}

fn typed(text: &str) -> Result<Asset, SpannedError> {
    let (at, kind) = Node::opening(text);
    match kind.as_str() {
        "Facts" => parse(text).map(Asset::Facts),
        "Warnings" => parse(text).map(Asset::Warnings),
        "Timing" => parse(text).map(Asset::Timing),
        "Pulse" => parse(text).map(Asset::Pulse),
        "Profile" => parse(text).map(Asset::Profile),
        "Ceremony" => parse(text).map(Box::new).map(Asset::Ceremony),
        "Backlog" => parse(text).map(Asset::Backlog),
        "Team" => parse(text).map(Asset::Team),
        "Columns" => parse(text).map(Asset::Columns),
        "Deck" => parse(text).map(Asset::Deck),
        "Refining" => parse(text).map(Asset::Refining),
        "Format" => parse(text).map(Asset::Format),
        "CheckIn" => parse(text).map(Asset::CheckIn),
        _ => Err(unknown_kind(at, &kind, "an asset", &KINDS)),
    }
}

/// The mistake of a text that opens with no known kind.
pub(crate) fn unknown_kind(at: Place, word: &str, what: &str, kinds: &[&str]) -> SpannedError {
    let kinds = || kinds.iter().copied();
    let hint = did_you_mean(word, kinds());
    let message = format!("{what} opens with its kind, one of {}{hint}", listed(kinds()));
    let at = Position { line: at.line, col: at.col };
    SpannedError { code: ron::Error::Message(message), span: Span { start: at, end: at } }
}

pub(crate) fn whole<T: DeserializeOwned>(text: &str) -> Result<T, Found> {
    parse(text).map_err(|it| {
        let start = it.span.start;
        (Place { line: start.line, col: start.col }, in_words(&it.code))
    })
}

pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, SpannedError> {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text)
}

pub(super) fn in_words(error: &ron::Error) -> String {
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
