//! Cast and scenarios: known personas, steps, outcomes and situations.

use super::Desk;
use crate::{
    ceremony::{Id, Step, Text, source::Node},
    practice::{Cast, Scenario, TeamBoard},
};

impl Desk<'_> {
    pub(super) fn cast(&mut self, tree: &Node, it: &Cast) {
        self.personas_of(tree.field("crew"), it.crew.iter());
        self.personas_of(tree.field("never_comes"), it.never_comes.iter());
        for (n, (_, persona)) in it.pms.iter().enumerate() {
            let node = tree.field("pms").nth(n).nth(1);
            let known = self.content.personas.personas.iter().map(|it| &it.id);
            self.sheet.known(node, "persona", persona, known);
        }
        let list = tree.field("guests");
        for (n, (ceremony, guests)) in it.guests.iter().enumerate() {
            self.sheet.known_ceremony(list.nth(n).nth(0), ceremony);
            self.personas_of(list.nth(n).nth(1), guests.iter());
        }
        self.who(tree.field("turns"), it.turns.iter().map(|it| &it.who));
        self.who(tree.field("blockers"), it.blockers.iter().map(|it| &it.who));
        self.who(tree.field("captures"), it.captures.iter().map(|it| &it.who));
        self.who(tree.field("moods"), it.moods.iter().map(|it| &it.who));
        self.steps(tree.field("titles"), it.titles.iter().map(|it| &it.step));
        self.steps(tree.field("captures"), it.captures.iter().map(|it| &it.step));
        let all = self.sheet.library.ceremonies.iter().flat_map(|it| &it.steps);
        let outcomes: Vec<&Id> = all
            .filter_map(|it| it.passes.as_ref())
            .flat_map(|it| &it.outcomes)
            .map(|it| &it.id)
            .collect();
        for (n, verdict) in it.verdicts.iter().enumerate() {
            let node = tree.field("verdicts").nth(n).field("outcome");
            self.sheet.known(node, "outcome", &verdict.outcome, outcomes.iter().copied());
        }
        self.board(tree.field("board"), &it.board);
        if let Some(days) = &it.days {
            let known = self.content.personas.personas.iter().map(|it| &it.id);
            self.sheet.known(tree.field("days").field("who"), "persona", &days.who, known);
        }
        if it.sizes.is_empty() {
            self.sheet.add(tree.field("sizes"), "at least one size to estimate with");
        }
        if it.epilogue.said.last().is_none_or(|it| it.from > 0) {
            let node = tree.field("epilogue").field("said");
            self.sheet.add(node, "the last line is for any trust: `from: 0`");
        }
    }

    fn board(&mut self, tree: &Node, it: &TeamBoard) {
        self.who(tree.field("cards"), it.cards.iter().map(|it| &it.who));
        let formats = self.sheet.library.formats.iter();
        let columns: Vec<&Id> = formats.flat_map(|it| &it.columns).map(|it| &it.id).collect();
        for (n, (_, ids)) in it.columns.iter().enumerate() {
            let list = tree.field("columns").nth(n).nth(1);
            for (m, id) in ids.iter().enumerate() {
                self.sheet.known(list.nth(m), "column", id, columns.iter().copied());
            }
        }
        for (n, topic) in it.topics.iter().enumerate() {
            let list = tree.field("topics").nth(n).field("cards");
            let unwritten = |text: &Text| !it.cards.iter().any(|card| card.text == *text);
            for (m, text) in topic.cards.iter().enumerate().filter(|it| unwritten(it.1)) {
                self.sheet.add(list.nth(m), format!("nobody writes the card `{text}`"));
            }
        }
    }

    pub(super) fn scenario(&mut self, tree: &Node, it: &Scenario) {
        let (library, content) = (self.sheet.library, self.content);
        self.sheet.filled(tree, "title", &it.title);
        self.sheet.known_ceremony(tree.field("ceremony"), &it.ceremony);
        let profiles = library.profiles.iter().map(|it| &it.id);
        self.sheet.known(tree.field("profile"), "profile", &it.profile, profiles);
        let levels = content.levels.levels.iter().map(|it| &it.id);
        self.sheet.known(tree.field("level"), "level", &it.level, levels);
        let files = content.situations.iter().filter(|file| file.ceremony == it.ceremony);
        let known: Vec<_> = files.flat_map(|it| &it.situations).collect();
        let list = tree.field("situations");
        for (n, id) in it.situations.iter().enumerate() {
            let ids = known.iter().map(|it| &it.id);
            self.sheet.known(list.nth(n), "situation of this ceremony", id, ids);
            if let Some(found) = known.iter().find(|it| it.id == *id)
                && !found.fits.contains(&it.profile)
            {
                let message = format!("`{id}` does not fit the profile `{}`", it.profile);
                self.sheet.add(list.nth(n), message);
            }
        }
    }

    fn who<'b>(&mut self, list: &Node, personas: impl Iterator<Item = &'b Id>) {
        for (n, it) in personas.enumerate() {
            let known = self.content.personas.personas.iter().map(|it| &it.id);
            self.sheet.known(list.nth(n).field("who"), "persona", it, known);
        }
    }

    fn personas_of<'b>(&mut self, list: &Node, personas: impl Iterator<Item = &'b Id>) {
        for (n, it) in personas.enumerate() {
            let known = self.content.personas.personas.iter().map(|it| &it.id);
            self.sheet.known(list.nth(n), "persona", it, known);
        }
    }

    fn steps<'b>(&mut self, list: &Node, steps: impl Iterator<Item = &'b Id>) {
        for (n, it) in steps.enumerate() {
            let all = self.sheet.library.ceremonies.iter().flat_map(|it| &it.steps);
            let known: Vec<&Id> = all.map(|it: &Step| &it.id).collect();
            self.sheet.known(list.nth(n).field("step"), "step", it, known);
        }
    }
}
