//! Axes, principles and personas: told apart, filled in, and none left out that others name.

use std::collections::BTreeMap;

use super::Desk;
use crate::{
    ceremony::{Id, source::Node},
    practice::{Axes, Personas, Principles},
};

impl Desk<'_> {
    pub(super) fn axes(&mut self, tree: &Node, it: &Axes) {
        let list = tree.field("axes");
        let mut seen = BTreeMap::new();
        for (n, axis) in it.axes.iter().enumerate() {
            self.sheet.fresh_id(list.nth(n), &axis.id, &mut seen);
            self.sheet.filled(list.nth(n), "title", &axis.title);
            self.sheet.filled(list.nth(n), "text", &axis.text);
            self.sourced(list.nth(n), &axis.sources);
        }
        let content = self.content;
        self.keeps(list, "axis", content.axes.axes.iter().map(|it| &it.id), &seen);
    }

    pub(super) fn principles(&mut self, tree: &Node, it: &Principles) {
        let content = self.content;
        let list = tree.field("principles");
        let mut seen = BTreeMap::new();
        for (n, principle) in it.principles.iter().enumerate() {
            let node = list.nth(n);
            self.sheet.fresh_id(node, &principle.id, &mut seen);
            self.sheet.filled(node, "text", &principle.text);
            let axes = content.axes.axes.iter().map(|it| &it.id);
            self.sheet.known(node.field("axis"), "axis", &principle.axis, axes);
        }
        self.keeps(list, "principle", content.principles.principles.iter().map(|it| &it.id), &seen);
    }

    pub(super) fn personas(&mut self, tree: &Node, it: &Personas) {
        let list = tree.field("personas");
        let mut seen = BTreeMap::new();
        for (n, persona) in it.personas.iter().enumerate() {
            self.sheet.fresh_id(list.nth(n), &persona.id, &mut seen);
            self.sheet.filled(list.nth(n), "name", &persona.name);
            self.sheet.filled(list.nth(n), "manner", &persona.manner);
        }
        let content = self.content;
        self.keeps(list, "persona", content.personas.personas.iter().map(|it| &it.id), &seen);
    }

    /// Situations and rules were checked against the words they came with.
    fn keeps<'b, V>(
        &mut self,
        list: &Node,
        what: &str,
        known: impl Iterator<Item = &'b Id>,
        seen: &BTreeMap<Id, V>,
    ) {
        for id in known.filter(|it| !seen.contains_key(it)) {
            self.sheet.add(list, format!("{what} `{id}` is left out, but others rely on it"));
        }
    }
}
