//! The words of backlog files: every list says something, and labels lead to facts there are.

use std::collections::BTreeSet;

use super::Sheet;
use crate::ceremony::{Columns, FactSource, Id, Meaning, Text, columns::letters, source::Node};

impl Sheet<'_> {
    pub(super) fn columns(&mut self, tree: &Node, it: &Columns) {
        let list = tree.field("columns");
        if !it.columns.iter().any(|it| it.means == Meaning::Title) {
            self.add(list, "no column means Title, so no item could be read");
        }
        let mut seen = BTreeSet::new();
        for (n, column) in it.columns.iter().enumerate() {
            let names = list.nth(n).field("names");
            self.comparable(names, &column.names);
            for (n, name) in column.names.iter().enumerate() {
                if !seen.insert((column.means, letters(name))) {
                    self.add(names.nth(n), format!("`{name}` is there twice"));
                }
            }
        }
        for (n, layout) in it.layouts.iter().enumerate() {
            if !layout.columns.contains(&Meaning::Title) {
                self.add(tree.field("layouts").nth(n), "a layout needs a Title");
            }
        }
        let tags: Vec<Id> = it.tags.iter().map(|it| it.0.clone()).collect();
        self.facts_of(tree.field("tags"), &tags, |it| matches!(it, FactSource::Tag));
    }

    /// Names are compared by letters and digits; one without any would be like every other such name.
    fn comparable(&mut self, node: &Node, names: &[Text]) {
        if names.is_empty() {
            self.add(node, "a column needs a name");
        }
        for it in names.iter().filter(|it| letters(it).is_empty()) {
            self.add(node, format!("`{it}` has neither letter nor digit"));
        }
    }
}
