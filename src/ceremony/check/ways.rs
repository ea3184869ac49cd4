//! Ways from step to step: on to another one, back to an earlier one.

use super::{Scope, Sheet};
use crate::ceremony::{Ceremony, Next, source::Node};

impl Sheet<'_> {
    pub(super) fn ways(&mut self, node: &Node, at: usize, ceremony: &Ceremony, scope: &Scope) {
        let step = &ceremony.steps[at];
        if let Next::Step(to) = &step.next {
            let place = node.field("next").nth(0);
            self.step(place, to, scope);
            if *to == step.id {
                self.add(place, format!("step `{to}` leads to itself"));
            }
        }
        for (n, it) in step.branches.iter().enumerate() {
            let branch = node.field("branches").nth(n);
            self.condition(branch.field("when"), &it.when, scope);
            self.step(branch.field("to"), &it.to, scope);
            if it.to == step.id {
                self.add(branch.field("to"), format!("step `{}` branches to itself", it.to));
            }
        }
        for (n, to) in step.back.iter().enumerate() {
            let place = node.field("back").nth(n);
            self.step(place, to, scope);
            if ceremony.steps[at..].iter().any(|it| it.id == *to) {
                self.add(place, format!("`{to}` is not before `{}`: no way back", step.id));
            }
        }
    }
}
