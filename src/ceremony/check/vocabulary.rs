//! The shared words: facts, warnings, the timer's rules, pulses.

use std::collections::{BTreeMap, BTreeSet};

use super::{Scope, Sheet};
use crate::ceremony::{
    Condition, FactSource, Facts, Id, Pulse, PulseKind, Secs, Timing, WarningSource, Warnings,
    source::Node,
};

/// What fits the narrowest footer beside its key.
const LONGEST_LINE: usize = 90;

impl Sheet<'_> {
    pub(super) fn facts(&mut self, tree: &Node, it: &Facts) {
        let list = tree.field("facts");
        let mut seen = BTreeMap::new();
        let mut letters: BTreeMap<String, Id> = BTreeMap::new();
        for (n, fact) in it.facts.iter().enumerate() {
            let node = list.nth(n);
            self.fresh_id(node, &fact.id, &mut seen);
            self.filled(node, "short", &fact.short);
            if let Some(key) = &fact.key {
                if key.chars().count() != 1 {
                    self.add(node.field("key"), "a key is one letter");
                }
                if let Some(other) = letters.insert(key.to_string(), fact.id.clone()) {
                    self.add(node.field("key"), format!("`{key}` is the key of `{other}` too"));
                }
            }
            self.fact_source(node.field("by"), &fact.by);
            if rests_on_itself(it, &fact.id) {
                self.add(node.field("by"), format!("`{}` rests on itself", fact.id));
            }
        }
        self.keeps_shipped_facts(list, it);
    }

    fn fact_source(&mut self, node: &Node, by: &FactSource) {
        let scope = Scope { ceremonies: self.library.ceremonies.iter().collect() };
        match by {
            FactSource::Profile | FactSource::Key | FactSource::Tag => {}
            FactSource::Ask { ceremonies, default } => {
                for (n, it) in ceremonies.iter().enumerate() {
                    self.known_ceremony(node.field("ceremonies").nth(n), it);
                }
                self.condition(node.field("default"), default, &scope);
            }
            FactSource::Derived(it) => self.condition(node.nth(0), it, &scope),
        }
    }

    /// Ceremonies and warnings were checked against the facts they came with.
    fn keeps_shipped_facts(&mut self, list: &Node, it: &Facts) {
        for known in &self.library.facts.facts {
            if !it.facts.iter().any(|it| it.id == known.id) {
                self.add(list, format!("fact `{}` is left out, but others rely on it", known.id));
            }
        }
    }

    pub(super) fn warnings(&mut self, tree: &Node, it: &Warnings) {
        let list = tree.field("warnings");
        let library = self.library;
        let scope = Scope { ceremonies: library.ceremonies.iter().collect() };
        let mut seen = BTreeMap::new();
        for (n, warning) in it.warnings.iter().enumerate() {
            let node = list.nth(n);
            self.fresh_id(node, &warning.id, &mut seen);
            self.filled(node, "say", &warning.say);
            self.blanks(node.field("say"), &warning.say);
            let length = warning.say.chars().count();
            if length > LONGEST_LINE {
                let message = format!("{length} characters; a warning says it in {LONGEST_LINE}");
                self.add(node.field("say"), message);
            }
            if let WarningSource::Auto(when) = &warning.by {
                self.condition(node.field("by").nth(0), when, &scope);
            }
        }
        for known in &library.warnings.warnings {
            if !seen.contains_key(&known.id) {
                self.add(list, format!("warning `{}` is left out, but steps name it", known.id));
            }
        }
    }

    pub(super) fn timing(&mut self, tree: &Node, it: &Timing) {
        let seconds = [
            ("soon_from", it.soon_from),
            ("extension_first", it.extension_first),
            ("extension_least", it.extension_least),
            ("late_grace", it.late_grace),
            ("gap", it.gap),
            ("line", it.line),
            ("quiet", it.quiet),
            ("chosen_within", it.chosen_within),
        ];
        for (name, secs) in seconds {
            self.ceiling(tree.field(name), secs);
        }
        for (name, (percent, secs)) in [("soon", it.soon), ("last", it.last)] {
            self.ceiling(tree.field(name).nth(1), secs);
            if percent.0 > 100 {
                self.add(tree.field(name).nth(0), "a part of a box is at most 100 percent");
            }
        }
        if it.last.0 > it.soon.0 || it.last.1 > it.soon.1 {
            self.add(tree.field("last"), "`last` comes before `soon`");
        }
        if it.line == Secs(0) {
            self.add(tree.field("line"), "a line that stays for no time is never read");
        }
        if !it.breaks.is_sorted_by(|left, right| left.0 < right.0) {
            self.add(tree.field("breaks"), "breaks stand in the order of their minutes");
        }
    }

    pub(super) fn pulse(&mut self, tree: &Node, it: &Pulse) {
        self.filled(tree, "title", &it.title);
        self.filled(tree, "ask", &it.ask);
        let node = tree.field("kind");
        let (from, to, words) = it.kind.scale();
        if from >= to || to > 100 {
            self.add(node.field("to"), "a scale rises, to 100 at most");
            return;
        }
        let values = (to - from + 1) as usize;
        if words.len() != values {
            let message = format!("{} words for {values} values", words.len());
            self.add(node.field("words"), message);
        }
        let bars = match &it.kind {
            PulseKind::Scale { .. } => Vec::new(),
            PulseKind::Private { low, middle, .. } => vec![("low", low), ("middle", middle)],
            PulseKind::Kinds { concern, .. } => vec![("concern", concern)],
        };
        for (name, value) in bars {
            if !(from..=to).contains(value) {
                self.add(node.field(name), format!("{value} is not on the scale"));
            }
        }
    }
}

/// Whether `fact` is computed from itself, over any number of others.
fn rests_on_itself(facts: &Facts, fact: &Id) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![fact];
    while let Some(next) = open.pop() {
        let known = facts.facts.iter().find(|it| it.id == *next).map(|it| &it.by);
        let mut named = Vec::new();
        if let Some(FactSource::Derived(it) | FactSource::Ask { default: it, .. }) = known {
            names(it, &mut named);
        }
        if named.contains(&fact) {
            return true;
        }
        open.extend(named.into_iter().filter(|it| seen.insert(*it)));
    }
    false
}

fn names<'a>(condition: &'a Condition, into: &mut Vec<&'a Id>) {
    match condition {
        Condition::Is(fact) => into.push(fact),
        Condition::All(parts) | Condition::Any(parts) => {
            for it in parts {
                names(it, into);
            }
        }
        Condition::Not(part) => names(part, into),
        _ => {}
    }
}
