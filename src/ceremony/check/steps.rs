//! A ceremony: its names, its steps, and everything that stands under a step.

use std::collections::BTreeMap;

use super::{Scope, Sheet};
use crate::ceremony::{
    Activity, Ceremony, Choice, Condition, Guard, Id, Level, Mark, Next, Opt, Over, Passes,
    PmInput, Step,
    source::{Node, Place},
};

type Seen = BTreeMap<Id, Place>;

impl Sheet<'_> {
    pub(super) fn ceremony(&mut self, tree: &Node, it: &Ceremony) {
        let scope = Scope { ceremonies: vec![it] };
        self.filled(tree, "title", &it.title);
        self.limits(tree, &it.limits);
        self.modes(tree, it, &scope);
        for (n, invite) in it.invites.iter().enumerate() {
            let node = tree.field("invites").nth(n);
            self.condition(node.field("agreed"), &invite.agreed, &scope);
            self.filled(node, "say", &invite.say);
        }
        let mut seen = Seen::new();
        let prepare = tree.field("prepare");
        self.activities(prepare, &it.prepare.po, &scope, &mut seen);
        self.inputs(prepare.field("pm"), &it.prepare.pm, &scope, &mut seen);
        if it.steps.is_empty() {
            self.add(tree.field("steps"), "a ceremony needs a step");
        }
        for (n, step) in it.steps.iter().enumerate() {
            let node = tree.field("steps").nth(n);
            self.one_step(node, step, &scope, &mut seen);
            self.ways(node, n, it, &scope);
        }
        self.shorts(tree, it);
        if self.whole {
            self.weights(tree, it);
        }
        self.flow(tree, it);
        let exits = tree.field("exits");
        self.step(exits.field("closing"), &it.exits.closing, &scope);
        self.options(exits.field("abort"), &it.exits.abort);
    }

    fn modes(&mut self, tree: &Node, ceremony: &Ceremony, scope: &Scope) {
        let mut seen = Seen::new();
        for (n, mode) in ceremony.modes.iter().enumerate() {
            let node = tree.field("modes").nth(n);
            self.fresh_id(node, &mode.id, &mut seen);
            self.condition(node.field("when"), &mode.when, scope);
            if mode.over == Over::Mode {
                self.add(node.field("over"), "a mode says itself what is iterated");
            } else {
                self.over(node.field("over"), &mode.over, scope);
            }
        }
    }

    fn one_step(&mut self, node: &Node, step: &Step, scope: &Scope, seen: &mut Seen) {
        self.fresh_id(node, &step.id, seen);
        for (name, text) in [
            ("title", &step.title),
            ("short", &step.short),
            ("purpose", &step.purpose),
            ("say", &step.say),
        ] {
            self.filled(node, name, text);
        }
        self.time(node, step);
        self.condition(node.field("skip_when"), &step.skip_when, scope);
        if let Some(passes) = &step.passes {
            self.passes(node.field("passes"), passes, scope);
        }
        self.activities(node, &step.po, scope, seen);
        self.per_pass(node, step);
        self.inputs(node.field("pm"), &step.pm, scope, seen);
        self.inputs(node.field("pjm"), &step.pjm, scope, seen);
        for (n, choice) in step.choices.iter().enumerate() {
            self.choices(node.field("choices").nth(n), choice, scope, seen);
        }
        if let Some(pulse) = &step.pulse {
            self.vote(node.field("pulse"), pulse);
        }
        for (n, guard) in step.guards.iter().enumerate() {
            self.guard(node.field("guards").nth(n), guard, scope, seen);
            self.way_past(node.field("guards").nth(n), step, guard);
        }
        self.known_warnings(node.field("warnings"), &step.warnings);
    }

    fn passes(&mut self, node: &Node, it: &Passes, scope: &Scope) {
        self.over(node.field("over"), &it.over, scope);
        if it.over == Over::Mode && scope.ceremonies.iter().all(|it| it.modes.is_empty()) {
            self.add(node.field("over"), "the ceremony has no modes");
        }
        if let Some(time) = &it.time {
            self.pass_time(node.field("time"), time);
        }
        self.options(node.field("outcomes"), &it.outcomes);
    }

    fn over(&mut self, node: &Node, over: &Over, scope: &Scope) {
        match over {
            Over::Chosen(step, outcome) => {
                self.outcome(node.nth(0), step, node.nth(1), outcome, scope);
            }
            Over::Same(step) => {
                self.step(node.nth(0), step, scope);
                self.looping(node.nth(0), step, scope);
            }
            _ => {}
        }
    }

    fn activities(&mut self, owner: &Node, list: &[Activity], scope: &Scope, seen: &mut Seen) {
        for (n, it) in list.iter().enumerate() {
            let node = owner.field("po").nth(n);
            self.fresh_id(node, &it.id, seen);
            self.filled(node, "do", &it.text);
            self.condition(node.field("when"), &it.when, scope);
            if let Mark::Auto(met) = &it.mark {
                self.condition(node.field("mark").nth(0), met, scope);
            }
        }
    }

    fn per_pass(&mut self, node: &Node, step: &Step) {
        for (n, it) in step.po.iter().enumerate() {
            if it.per_pass && step.passes.is_none() {
                let at = node.field("po").nth(n).field("per_pass");
                self.add(at, format!("step `{}` has no passes", step.id));
            }
        }
    }

    fn inputs(&mut self, list: &Node, inputs: &[PmInput], scope: &Scope, seen: &mut Seen) {
        for (n, it) in inputs.iter().enumerate() {
            let node = list.nth(n);
            self.fresh_id(node, &it.id, seen);
            self.filled(node, "text", &it.text);
            self.condition(node.field("when"), &it.when, scope);
            self.ceiling(node.field("time"), it.time);
        }
    }

    fn choices(&mut self, node: &Node, it: &Choice, scope: &Scope, seen: &mut Seen) {
        self.fresh_id(node, &it.id, seen);
        self.condition(node.field("when"), &it.when, scope);
        let options = node.field("options");
        if !(2..=9).contains(&it.options.len()) {
            self.add(options, "a choice has two to nine options, one digit each");
        }
        self.options(options, &it.options);
    }

    fn options(&mut self, list: &Node, options: &[Opt]) {
        let mut seen = Seen::new();
        if options.len() > 9 {
            self.add(list, "more than nine, and each needs a digit of its own");
        }
        for (n, it) in options.iter().enumerate() {
            self.fresh_id(list.nth(n), &it.id, &mut seen);
            self.filled(list.nth(n), "label", &it.label);
        }
    }

    fn guard(&mut self, node: &Node, it: &Guard, scope: &Scope, seen: &mut Seen) {
        self.fresh_id(node, &it.id, seen);
        self.filled(node, "short", &it.short);
        self.condition(node.field("when"), &it.when, scope);
        let holds = node.field("holds");
        if it.by_design && it.holds != Condition::Always {
            self.add(holds, "what the design ensures always holds: write `Always`");
        } else if it.holds != Condition::Asked {
            self.condition(holds, &it.holds, scope);
        }
        if it.seen.is_some() && it.holds != Condition::Asked {
            self.add(node.field("seen"), "only what would be asked is seen: `holds: Asked`");
        }
        self.blanks(node.field("say"), &it.say);
        self.known_warnings(node.field("speaks_for"), &it.speaks_for);
    }

    /// A hard guard is set aside on the way to another step; after the last one there is none.
    fn way_past(&mut self, node: &Node, step: &Step, it: &Guard) {
        let holds_the_door =
            it.level == Level::Hard && !it.by_design && it.holds != Condition::Asked;
        if step.next == Next::End && holds_the_door {
            let what =
                "nothing follows this step: only stopping the session gets past a hard guard here";
            self.add(node.field("level"), what);
        }
    }

    fn known_warnings(&mut self, list: &Node, warnings: &[Id]) {
        let library = self.library;
        for (n, it) in warnings.iter().enumerate() {
            self.known(
                list.nth(n),
                "warning",
                it,
                library.warnings.warnings.iter().map(|it| &it.id),
            );
        }
    }

    fn shorts(&mut self, tree: &Node, ceremony: &Ceremony) {
        for (n, step) in ceremony.steps.iter().enumerate() {
            let earlier = &ceremony.steps[..n];
            if let Some(other) = earlier.iter().find(|it| it.short == step.short) {
                let at = tree.field("steps").nth(n).field("short");
                self.add(at, format!("`{}` is the short title of `{}` too", step.short, other.id));
            }
        }
    }
}
