//! The vocabulary of backlog files, made ready for comparing: which heading means what, which cell says nothing.

use std::collections::{HashMap, HashSet};

use crate::ceremony::{Columns, Id, Meaning, Take, Text};

/// A heading of criteria with its marks is no longer than this.
const LONGEST_HEAD: usize = 60;

/// What a heading means, and how it stands against others of the same meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) means: Meaning,
    /// Smaller is preferred.
    pub(super) rank: usize,
    pub(super) take: Take,
    pub(super) prefix: Text,
}

pub(super) struct Words<'a> {
    pub(super) columns: &'a Columns,
    slots: HashMap<String, Vec<Slot>>,
    within: Vec<(String, Slot)>,
    wrappers: Vec<String>,
    nothing: HashSet<String>,
    closed: HashSet<String>,
    no: HashSet<String>,
    tags: HashMap<String, &'a Id>,
    criteria_after: Vec<String>,
}

/// Letters and digits in lower case, so that `Issue key`, `issue_key` and `IssueKey` are one name.
pub(in crate::exchange) fn plain(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// As typed but for case and spaces around: `-` and `?` say something here.
fn lower(text: &str) -> String {
    text.trim().to_lowercase()
}

impl<'a> Words<'a> {
    pub(super) fn new(columns: &'a Columns) -> Words<'a> {
        let mut slots: HashMap<String, Vec<Slot>> = HashMap::new();
        let mut within = Vec::new();
        let names =
            columns.columns.iter().flat_map(|it| it.names.iter().map(move |name| (it, name)));
        for (rank, (column, name)) in names.enumerate() {
            let (means, take, prefix) = (column.means, column.take, column.prefix.clone());
            slots.entry(plain(name)).or_default().push(Slot { means, rank, take, prefix });
        }
        for column in &columns.columns {
            let (means, take, prefix) = (column.means, column.take, column.prefix.clone());
            let slot = Slot { means, rank: usize::MAX, take, prefix };
            within.extend(column.within.iter().map(|it| (plain(it), slot.clone())));
        }
        let tags = columns
            .tags
            .iter()
            .flat_map(|(id, labels)| labels.iter().map(move |it| (plain(it), id)));
        Words {
            slots,
            within,
            wrappers: columns.wrappers.iter().map(|it| plain(it)).collect(),
            nothing: columns.nothing.iter().map(|it| lower(it)).collect(),
            closed: columns.closed.iter().map(|it| plain(it)).collect(),
            no: columns.no.iter().map(|it| plain(it)).collect(),
            tags: tags.collect(),
            criteria_after: columns.criteria_after.iter().map(|it| plain(it)).collect(),
            columns,
        }
    }

    /// What a heading means by its own name; `Custom field (Story Points)` is `Story Points`.
    pub(super) fn exactly(&self, heading: &str) -> &[Slot] {
        let name = plain(heading);
        let inner = || self.wrappers.iter().find_map(|it| name.strip_prefix(it.as_str()));
        let found = self.slots.get(&name).or_else(|| self.slots.get(inner()?));
        found.map_or(&[], Vec::as_slice)
    }

    /// What a longer heading holds: `Story Points (Team Blue)`.
    pub(super) fn inside(&self, heading: &str) -> Option<&Slot> {
        let name = plain(heading);
        self.within.iter().find(|it| name.contains(&it.0)).map(|it| &it.1)
    }

    pub(super) fn says_nothing(&self, cell: &str) -> bool {
        let cell = cell.trim();
        cell.is_empty() || (cell.len() < 20 && self.nothing.contains(&lower(cell)))
    }

    pub(super) fn is_closed(&self, state: &str) -> bool {
        self.closed.contains(&plain(state))
    }

    pub(super) fn says_no(&self, cell: &str) -> bool {
        self.no.contains(&plain(cell))
    }

    pub(super) fn tag(&self, label: &str) -> Option<&Id> {
        self.tags.get(&plain(label)).copied()
    }

    /// A short line that says criteria follow, whatever marks it as a heading: `h3. Acceptance criteria`, `## AC`.
    pub(super) fn heads_criteria(&self, line: &str) -> bool {
        if LONGEST_HEAD < line.len() {
            return false;
        }
        let line = plain(line);
        let line = match line.as_bytes() {
            [b'h', b'1'..=b'6', ..] => &line[2..],
            _ => &line,
        };
        self.criteria_after.iter().any(|it| it == line)
    }

    /// The tool whose exports have all these names.
    pub(super) fn tool(&self, names: &HashSet<String>) -> Option<&Text> {
        let has = |all: &[Text]| all.iter().all(|it| names.contains(&plain(it)));
        self.columns.tools.iter().find(|it| has(&it.has)).map(|it| &it.name)
    }

    /// What the table is if it is no backlog.
    pub(super) fn other(&self, names: &HashSet<String>) -> Option<&Text> {
        let has = |all: &[Text]| all.iter().all(|it| names.contains(&plain(it)));
        self.columns.others.iter().find(|it| has(&it.has)).map(|it| &it.is)
    }
}
