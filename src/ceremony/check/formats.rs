//! Formats of retrospectives and their check-ins: columns that can be told apart, reasons that are given, votes there are.

use std::collections::BTreeMap;

use super::{Scope, Sheet};
use crate::ceremony::{CheckIn, Format, source::Node};

/// Columns that fit beside each other on a wide screen.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=6;
/// Minutes a retrospective may take by the Scrum Guide.
const LONGEST: u32 = 180;

impl Sheet<'_> {
    pub(super) fn format(&mut self, tree: &Node, it: &Format) {
        self.filled(tree, "title", &it.title);
        self.filled(tree, "best", &it.best);
        if !(1..=LONGEST).contains(&it.minutes.0) {
            self.add(tree.field("minutes"), format!("a format takes 1 to {LONGEST} minutes"));
        }
        if let Some(topic) = it.topic {
            self.ceiling(tree.field("topic"), topic);
        }
        let scope = Scope { ceremonies: self.library.ceremonies.iter().collect() };
        self.condition(tree.field("needs"), &it.needs, &scope);
        let list = tree.field("columns");
        if !COLUMNS.contains(&it.columns.len()) {
            self.add(list, format!("{} columns; a format has two to six", it.columns.len()));
        }
        let mut seen = BTreeMap::new();
        for (n, column) in it.columns.iter().enumerate() {
            let node = list.nth(n);
            self.fresh_id(node, &column.id, &mut seen);
            self.filled(node, "title", &column.title);
            self.filled(node, "ask", &column.ask);
        }
        let list = tree.field("propose");
        for (n, proposal) in it.propose.iter().enumerate() {
            let node = list.nth(n);
            self.condition(node.field("when"), &proposal.when, &scope);
            self.filled(node, "why", &proposal.why);
        }
    }

    pub(super) fn check_in(&mut self, tree: &Node, it: &CheckIn) {
        self.filled(tree, "title", &it.title);
        self.filled(tree, "ask", &it.ask);
        if !(1..=LONGEST).contains(&it.minutes.0) {
            self.add(tree.field("minutes"), format!("a check-in takes 1 to {LONGEST} minutes"));
        }
        if let Some(pulse) = &it.pulse {
            self.vote(tree.field("pulse"), pulse);
        }
    }
}
