//! Situations and drills: known names, one best answer, every grade with its source.

use std::collections::BTreeMap;

use super::Desk;
use crate::{
    ceremony::{Id, Instrument, Step, Text, source::Node},
    practice::{Drill, Drills, Effects, Grade, Owner, Situation, SituationOption, Situations},
};

/// Points one answer may move a bar by.
const MOST_POINTS: i32 = 10;

/// Longer than a planned hour is no answer.
const MOST_SECS: u32 = 3600;

impl Desk<'_> {
    pub(super) fn situations(&mut self, tree: &Node, it: &Situations) {
        self.sheet.known_ceremony(tree.field("ceremony"), &it.ceremony);
        let ceremony = self.sheet.library.ceremony(&it.ceremony);
        let steps: &[Step] = ceremony.map_or(&[], |it| &it.steps);
        let mut seen = BTreeMap::new();
        for (n, situation) in it.situations.iter().enumerate() {
            let node = tree.field("situations").nth(n);
            self.sheet.fresh_id(node, &situation.id, &mut seen);
            self.taken_elsewhere(node, it, &situation.id);
            self.sheet.known(
                node.field("step"),
                "step",
                &situation.step,
                steps.iter().map(|it| &it.id),
            );
            self.scene(node, situation);
            self.options(node, situation);
        }
    }

    fn taken_elsewhere(&mut self, node: &Node, own: &Situations, id: &Id) {
        let others = self.content.situations.iter().filter(|it| it.id != own.id);
        for other in others {
            if other.situations.iter().any(|it| it.id == *id) {
                self.sheet.add(node.field("id"), format!("id `{id}` is taken in `{}`", other.id));
            }
        }
    }

    fn scene(&mut self, node: &Node, it: &Situation) {
        let (library, content) = (self.sheet.library, self.content);
        let principles = content.principles.principles.iter().map(|it| &it.id);
        self.sheet.known(node.field("principle"), "principle", &it.principle, principles);
        self.sheet.filled(node, "scene", &it.scene);
        if it.fits.is_empty() {
            self.sheet.add(node.field("fits"), "a scene fits at least one profile");
        }
        self.profiles(node.field("fits"), &it.fits);
        if let Some(profile) = &it.profile
            && !it.fits.contains(profile)
        {
            self.sheet.add(node.field("profile"), format!("`{profile}` is not among its `fits`"));
        }
        for (n, persona) in it.personas.iter().enumerate() {
            let known = content.personas.personas.iter().map(|it| &it.id);
            self.sheet.known(node.field("personas").nth(n), "persona", persona, known);
        }
        for (n, fact) in it.facts.iter().enumerate() {
            let known = library.facts.facts.iter().map(|it| &it.id);
            self.sheet.known(node.field("facts").nth(n), "fact", fact, known);
        }
        let step = library.ceremonies.iter().flat_map(|it| &it.steps).find(|of| of.id == it.step);
        let shows = |it: &Step| it.pulse.is_some() || it.instrument == Instrument::Poker;
        if !it.hands.is_empty() && step.is_some_and(|it| !shows(it)) {
            self.sheet.add(node.field("hands"), "no hands are shown at this step");
        }
    }

    fn profiles(&mut self, list: &Node, profiles: &[Id]) {
        let library = self.sheet.library;
        for (n, profile) in profiles.iter().enumerate() {
            let known = library.profiles.iter().map(|it| &it.id);
            self.sheet.known(list.nth(n), "profile", profile, known);
        }
    }

    fn options(&mut self, node: &Node, it: &Situation) {
        let list = node.field("options");
        if !(3..=5).contains(&it.options.len()) {
            self.sheet.add(list, format!("{} options; a situation has 3 to 5", it.options.len()));
        }
        let count = |grade| it.options.iter().filter(|it| it.grade == grade).count();
        if count(Grade::Best) != 1 {
            let message = format!("{} options are `Best`; exactly one is", count(Grade::Best));
            self.sheet.add(list, message);
        }
        if count(Grade::Poor) == 0 {
            self.sheet.add(list, "no option is `Poor`");
        }
        let mut seen = BTreeMap::new();
        for (n, option) in it.options.iter().enumerate() {
            self.sheet.fresh_id(list.nth(n), &option.id, &mut seen);
            self.option(list.nth(n), option);
        }
        self.ranks(list, &it.options);
    }

    fn option(&mut self, node: &Node, it: &SituationOption) {
        self.sheet.filled(node, "text", &it.text);
        self.sheet.filled(node, "why", &it.why);
        self.sourced(node, &it.sources);
        self.effects(node.field("effects"), it.effects);
        if it.grade == Grade::Acceptable && it.effects.sum() < 0 {
            let message =
                "worse than nothing: the points of an acceptable answer add up to 0 or more";
            self.sheet.add(node.field("effects"), message);
        }
    }

    fn effects(&mut self, node: &Node, it: Effects) {
        if it.time.0 > MOST_SECS {
            self.sheet.add(node.field("time"), "an answer takes an hour at most");
        }
        let names = ["trust", "clarity", "scope", "align"];
        for (name, points) in names.into_iter().zip(it.points()) {
            if points.abs() > MOST_POINTS {
                let message = format!("{points} points: one answer moves a bar by 10 at most");
                self.sheet.add(node.field(name), message);
            }
        }
    }

    /// A better grade never does less good.
    fn ranks(&mut self, list: &Node, options: &[SituationOption]) {
        for (n, worse) in options.iter().enumerate() {
            let better = options
                .iter()
                .find(|it| it.grade > worse.grade && it.effects.sum() <= worse.effects.sum());
            if let Some(better) = better {
                let message =
                    format!("does as much good as `{}`, which is graded higher", better.id);
                self.sheet.add(list.nth(n).field("effects"), message);
            }
        }
    }

    pub(super) fn drills(&mut self, tree: &Node, it: &Drills) {
        let mut seen = BTreeMap::new();
        for (n, drill) in it.drills.iter().enumerate() {
            let node = tree.field("drills").nth(n);
            self.sheet.fresh_id(node, &drill.id, &mut seen);
            self.drill(node, drill);
        }
    }

    fn drill(&mut self, node: &Node, it: &Drill) {
        self.sheet.filled(node, "say", &it.say);
        self.sheet.filled(node, "why", &it.why);
        self.sourced(node, &it.sources);
        self.profiles(node.field("own_in"), &it.own_in.keys().cloned().collect::<Vec<_>>());
        self.profiles(node.field("notes_in"), &it.notes_in.keys().cloned().collect::<Vec<_>>());
        let shared = it.own == Owner::Shared;
        if shared != (it.shared_by.len() > 1) {
            self.sheet
                .add(node.field("own"), "`Shared` names two or more in `shared_by`, others none");
        }
    }

    pub(super) fn sourced(&mut self, node: &Node, sources: &[Text]) {
        if sources.iter().all(|it| it.trim().is_empty()) {
            self.sheet.add(node, "no source: name at least one, `J` for one's own judgement");
        }
    }
}
