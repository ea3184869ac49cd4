//! The words of backlog files: which heading means what, and how each tool's export is told.

use serde::{Deserialize, Serialize};

use super::{Id, Text};

/// Names are compared by their letters and digits alone: `Issue key`, `issue_key` and `IssueKey` are one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    pub id: Id,
    pub columns: Vec<Column>,
    /// Headings that stand around another: `Custom field (Story Points)`.
    pub wrappers: Vec<Text>,
    pub tools: Vec<Tool>,
    /// Tables that come without a heading.
    pub layouts: Vec<Layout>,
    /// Tables that are no backlog.
    pub others: Vec<Other>,
    /// Under which names JSON keeps its items.
    pub lists: Vec<Text>,
    /// JSON objects whose fields are the item's own.
    pub nests: Vec<Text>,
    /// Which field of a JSON object stands for the whole.
    pub stands_for: Vec<Text>,
    /// JSON fields that hold the id of an entry of another list.
    pub joins: Vec<Join>,
    /// What tools write into an empty cell.
    pub nothing: Vec<Text>,
    /// States of items there is nothing to plan about.
    pub closed: Vec<Text>,
    /// States somebody works in, from the left of a board to the right; states of one place share a list.
    pub board: Vec<Vec<Text>>,
    /// Cells that say no.
    pub no: Vec<Text>,
    /// What stands behind a number of points.
    pub units: Vec<Text>,
    /// How the names of the twelve months begin, in lower case.
    pub months: Vec<Vec<Text>>,
    /// Kinds of item, by which a table without a heading is told.
    pub kinds: Vec<Text>,
    /// Labels that are tag facts.
    pub tags: Vec<(Id, Vec<Text>)>,
    /// Where in an address a key stands, and what is put before it.
    pub keys_in_links: Vec<(Text, Text)>,
    /// Lines of a description after which criteria follow.
    pub criteria_after: Vec<Text>,
}

impl Columns {
    /// How far to the right a state stands on a board, from 1; 0 when nobody works on what is in it.
    pub fn place_on_board(&self, state: &str) -> u32 {
        let state = letters(state);
        let is_it = |it: &Vec<Text>| it.iter().any(|it| letters(it) == state);
        let place = self.board.iter().position(is_it).map_or(0, |it| it + 1);
        u32::try_from(place).unwrap_or(0)
    }
}

/// What is compared of a name.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The names of one meaning, the best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub means: Meaning,
    pub names: Vec<Text>,
    /// Names that also count inside a longer heading, when no heading is one of `names`.
    #[serde(default)]
    pub within: Vec<Text>,
    /// What is put before a bare number: `#` makes 12 an issue's `#12`.
    #[serde(default)]
    pub prefix: Text,
    #[serde(default)]
    pub take: Take,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Meaning {
    Key,
    /// Another id, by which parents may be named.
    Number,
    Title,
    Why,
    Description,
    Criteria,
    Size,
    Labels,
    Kind,
    Priority,
    State,
    /// Yes, or the day on which it was closed.
    Closed,
    Parent,
    Due,
    Created,
    Link,
}

/// Which of several filled cells of one meaning counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Take {
    #[default]
    First,
    /// All of them, one after the other.
    All,
    /// The only one that is filled; its place in the list of names is how deep the item lies under its parents.
    Depth,
}

/// A tool is told by headings that only its exports have together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    pub name: Text,
    pub has: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    pub name: Text,
    pub columns: Vec<Meaning>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Other {
    pub has: Vec<Text>,
    /// What the table is, and where it belongs.
    pub is: Text,
}

/// The field `id` of an item holds ids of entries of the list `of`; what their field `says` counts as the field `gives`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    pub id: Text,
    pub of: Text,
    pub says: Text,
    pub gives: Text,
}
