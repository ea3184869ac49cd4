//! Conditions: what they name exists, and what only a person can judge is asked where a person is asked.

use super::{Scope, Sheet};
use crate::ceremony::{Condition, Id, Measure, Step, source::Node};

impl Sheet<'_> {
    /// A condition that the program judges by itself.
    pub(super) fn condition(&mut self, node: &Node, it: &Condition, scope: &Scope) {
        match it {
            Condition::Always | Condition::Never | Condition::Opens(..) => {}
            Condition::Asked => {
                self.add(node, "`Asked` stands alone in the `holds` of a guard, nowhere else");
            }
            Condition::Is(fact) => self.fact(node.nth(0), fact),
            Condition::In(ceremony) => self.in_ceremony(node.nth(0), ceremony, scope),
            Condition::All(parts) | Condition::Any(parts) => {
                if parts.is_empty() {
                    self.add(node, "nothing inside: write `Always` or `Never`");
                }
                for (n, part) in parts.iter().enumerate() {
                    self.condition(node.nth(0).nth(n), part, scope);
                }
            }
            Condition::Not(part) => self.condition(node.nth(0), part, scope),
            Condition::Measure(measure, ..) => self.measure(node.nth(0), measure, scope),
            Condition::Compare(left, _, right, _) => {
                self.measure(node.nth(0), left, scope);
                self.measure(node.nth(2), right, scope);
            }
            Condition::Chosen(choice) => self.choice(node.nth(0), choice, scope),
            Condition::Chose(choice, option) => {
                self.choice(node.nth(0), choice, scope);
                self.option(node.nth(1), choice, option, scope);
            }
            Condition::Says(_, words) => {
                if words.iter().any(Vec::is_empty) {
                    self.add(node, "a list without words is never said");
                }
            }
        }
    }

    pub(super) fn fact(&mut self, node: &Node, fact: &Id) {
        let facts = self.facts;
        self.known(node, "fact", fact, facts.facts.iter().map(|it| &it.id));
    }

    fn in_ceremony(&mut self, node: &Node, id: &Id, scope: &Scope) {
        if !scope.ceremonies.iter().any(|it| it.id == *id) {
            self.known_ceremony(node, id);
        }
    }

    fn choice(&mut self, node: &Node, choice: &Id, scope: &Scope) {
        let known = scope.steps().flat_map(|it| &it.choices).map(|it| &it.id);
        self.known(node, "choice", choice, known);
    }

    fn option(&mut self, node: &Node, choice: &Id, option: &Id, scope: &Scope) {
        let mut choices = scope.steps().flat_map(|it| &it.choices);
        if let Some(it) = choices.find(|it| it.id == *choice) {
            self.known(node, "option", option, it.options.iter().map(|it| &it.id));
        }
    }

    fn measure(&mut self, node: &Node, it: &Measure, scope: &Scope) {
        match it {
            Measure::Outcomes(step, outcome) => {
                self.outcome(node.nth(0), step, node.nth(1), outcome, scope);
            }
            Measure::Undecided(step) | Measure::FittingPasses(step) => {
                self.step(node.nth(0), step, scope);
                self.looping(node.nth(0), step, scope);
            }
            Measure::Lowest(it)
            | Measure::Median(it)
            | Measure::Votes(it)
            | Measure::Rounds(it) => self.vote(node.nth(0), it),
            Measure::Recurred(fact) => self.fact(node.nth(0), fact),
            _ => {}
        }
    }

    pub(super) fn vote(&mut self, node: &Node, pulse: &Id) {
        let library = self.library;
        self.known(node, "pulse", pulse, library.pulses.iter().map(|it| &it.id));
    }

    pub(super) fn step(&mut self, node: &Node, step: &Id, scope: &Scope) {
        self.known(node, "step", step, scope.steps().map(|it| &it.id));
    }

    pub(super) fn looping(&mut self, node: &Node, step: &Id, scope: &Scope) {
        if scope.steps().any(|it| it.id == *step && it.passes.is_none()) {
            self.add(node, format!("step `{step}` has no passes"));
        }
    }

    pub(super) fn outcome(
        &mut self,
        at_step: &Node,
        step: &Id,
        at_outcome: &Node,
        outcome: &Id,
        scope: &Scope,
    ) {
        self.step(at_step, step, scope);
        self.looping(at_step, step, scope);
        let named = scope.steps().find(|it| it.id == *step);
        if let Some(passes) = named.and_then(|it| it.passes.as_ref()) {
            self.known(at_outcome, "outcome", outcome, passes.outcomes.iter().map(|it| &it.id));
        }
    }
}

impl Scope<'_> {
    pub(super) fn steps(&self) -> impl Iterator<Item = &Step> {
        self.ceremonies.iter().flat_map(|it| &it.steps)
    }
}
