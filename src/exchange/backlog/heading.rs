//! One heading for a whole table: which of its columns are read, in which order of preference, as what.

use std::collections::HashSet;

use super::words::{Slot, Words, plain};
use crate::ceremony::{Layout, Meaning, Take, Text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) names: Vec<Text>,
    /// Column and what it means, the preferred of one meaning first. A column may mean two things: an id is key and number.
    pub(super) read: Vec<(usize, Slot)>,
}

impl Heading {
    pub(super) fn of<'t>(names: impl IntoIterator<Item = &'t str>, words: &Words) -> Heading {
        let names: Vec<Text> = names.into_iter().map(|it| Text::new(it.trim())).collect();
        let mut read: Vec<(usize, Slot)> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            read.extend(words.exactly(name).iter().map(|it| (at, it.clone())));
        }
        let known: HashSet<Meaning> = read.iter().map(|it| it.1.means).collect();
        for (at, name) in names.iter().enumerate() {
            if let Some(slot) = words.inside(name)
                && !known.contains(&slot.means)
            {
                read.push((at, slot.clone()));
            }
        }
        read.sort_by_key(|(at, slot)| (slot.means, slot.rank, *at));
        Heading { names, read }
    }

    pub(super) fn layout(layout: &Layout) -> Heading {
        let slot = |means| Slot { means, rank: 0, take: Take::First, prefix: Text::default() };
        let read = layout.columns.iter().enumerate().map(|(at, means)| (at, slot(*means)));
        let names = layout.columns.iter().map(|it| Text::new(format!("{it:?}")));
        Heading { names: names.collect(), read: read.collect() }
    }

    pub(super) fn means(&self, what: Meaning) -> bool {
        self.read.iter().any(|it| it.1.means == what)
    }

    /// How many different things it means.
    pub(super) fn breadth(&self) -> usize {
        self.read.iter().map(|it| it.1.means).collect::<HashSet<_>>().len()
    }

    /// A title beside something else; in the first row a title is enough.
    pub(super) fn is_one(&self, first: bool) -> bool {
        self.means(Meaning::Title) && (first || 1 < self.breadth())
    }

    pub(super) fn plain_names(&self) -> HashSet<String> {
        self.names.iter().map(|it| plain(it)).collect()
    }
}
