//! Axes, principles and personas: told apart and filled in, each principle on a known axis.

use std::collections::BTreeMap;

use super::Desk;
use crate::{
    ceremony::source::Node,
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
            let library = self.sheet.library;
            for (n, warning) in principle.warnings.iter().enumerate() {
                let warnings = library.warnings.warnings.iter().map(|it| &it.id);
                self.sheet.known(node.field("warnings").nth(n), "warning", warning, warnings);
            }
        }
    }

    pub(super) fn personas(&mut self, tree: &Node, it: &Personas) {
        let list = tree.field("personas");
        let mut seen = BTreeMap::new();
        for (n, persona) in it.personas.iter().enumerate() {
            self.sheet.fresh_id(list.nth(n), &persona.id, &mut seen);
            self.sheet.filled(list.nth(n), "name", &persona.name);
            self.sheet.filled(list.nth(n), "manner", &persona.manner);
        }
    }
}
