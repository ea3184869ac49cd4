//! Profiles, teams and backlogs: people with roles, sprints that can be counted, items that can be told apart.

use std::collections::{BTreeMap, BTreeSet};

use super::{Sheet, limits::SPRINT_DAYS};
use crate::ceremony::{Backlog, FactSource, Id, Member, Profile, Role, Team, Text, source::Node};

impl Sheet<'_> {
    pub(super) fn profile(&mut self, tree: &Node, it: &Profile) {
        self.filled(tree, "title", &it.title);
        self.facts_of(tree.field("facts"), &it.facts, |it| matches!(it, FactSource::Profile));
        for (name, ceremonies) in [("live_in", &it.live_in), ("inform_after", &it.inform_after)] {
            for (n, id) in ceremonies.iter().enumerate() {
                self.known_ceremony(tree.field(name).nth(n), id);
            }
        }
        let mut seen = BTreeMap::new();
        for (n, warning) in it.warnings.iter().enumerate() {
            self.fresh_id(tree.field("warnings").nth(n), &warning.id, &mut seen);
        }
    }

    /// Known facts of the right source: what a profile or a tag cannot set would never become true.
    pub(super) fn facts_of(
        &mut self,
        list: &Node,
        facts: &[Id],
        fits: impl Fn(&FactSource) -> bool,
    ) {
        let library = self.library;
        let known = library.facts.facts.iter().filter(|it| fits(&it.by)).map(|it| &it.id);
        for (n, fact) in facts.iter().enumerate() {
            self.known(list.nth(n), "fact of this sort", fact, known.clone());
        }
    }

    pub(super) fn team(&mut self, tree: &Node, it: &Team) {
        let library = self.library;
        self.filled(tree, "name", &it.name);
        let members = tree.field("members");
        let mut names = BTreeSet::new();
        for (n, member) in it.members.iter().enumerate() {
            self.member(members.nth(n), member, &mut names);
        }
        if !it.members.iter().any(|it| it.roles.contains(&Role::Dev)) {
            self.add(members, "a team has a developer (`Dev`)");
        }
        if let Some(profile) = &it.profile {
            let known = library.profiles.iter().map(|it| &it.id);
            self.known(tree.field("profile"), "profile", profile, known);
        }
        if let Some(deck) = &it.deck {
            self.known(tree.field("deck"), "deck", deck, library.decks.iter().map(|it| &it.id));
        }
        if let Some(sprint) = &it.sprint
            && !SPRINT_DAYS.contains(&sprint.days)
        {
            let message = format!("{} working days: a sprint has 5, 10, 15 or 20", sprint.days);
            self.add(tree.field("sprint").field("days"), message);
        }
        for (n, (ceremony, time)) in it.times.iter().enumerate() {
            let node = tree.field("times").nth(n);
            self.known_ceremony(node.nth(0), ceremony);
            if chrono::NaiveTime::parse_from_str(time, "%H:%M").is_err() {
                self.add(node.nth(1), format!("`{time}` is no time of day like `09:30`"));
            }
        }
    }

    fn member<'a>(&mut self, node: &Node, it: &'a Member, names: &mut BTreeSet<&'a Text>) {
        self.filled(node, "name", &it.name);
        if !names.insert(&it.name) {
            self.add(node.field("name"), format!("two members are called `{}`", it.name));
        }
        if it.roles.is_empty() {
            self.add(node.field("roles"), format!("`{}` has no role", it.name));
        }
        if !(1..=100).contains(&it.share.0) {
            self.add(node.field("share"), "a share is 1 to 100 percent of a week");
        }
    }

    pub(super) fn backlog(&mut self, tree: &Node, it: &Backlog) {
        let mut keys = BTreeSet::new();
        for (n, item) in it.items.iter().enumerate() {
            let node = tree.field("items").nth(n);
            self.filled(node, "key", &item.key);
            self.filled(node, "title", &item.title);
            if !keys.insert(&item.key) {
                self.add(node.field("key"), format!("two items have the key `{}`", item.key));
            }
            self.facts_of(node.field("tags"), &item.tags, |it| matches!(it, FactSource::Tag));
        }
    }
}
