//! The shape of a ceremony: from the first step every step can be reached, and from every step the end.
//!
//! Going forward and by branches only: a way back returns to where one has been.

use super::Sheet;
use crate::ceremony::{Ceremony, Id, Next, source::Node};

/// Steps as numbers. A way to an unknown step, reported where it is named, counts as a way to anywhere: one slip is one problem.
struct Flow {
    ahead: Vec<Vec<usize>>,
    ends: Vec<bool>,
}

impl Flow {
    fn of(ceremony: &Ceremony) -> Flow {
        let mut flow = Flow { ahead: Vec::new(), ends: Vec::new() };
        for step in &ceremony.steps {
            let targets = step.branches.iter().map(|it| &it.to).chain(match &step.next {
                Next::Step(to) => Some(to),
                Next::End => None,
            });
            let known: Option<Vec<usize>> = targets.map(|it| number(ceremony, it)).collect();
            flow.ends.push(step.next == Next::End || known.is_none());
            flow.ahead.push(known.unwrap_or_else(|| (0..ceremony.steps.len()).collect()));
        }
        flow
    }

    fn reached(&self, from: usize) -> Vec<bool> {
        let mut seen = vec![false; self.ahead.len()];
        let mut open = vec![from];
        while let Some(it) = open.pop() {
            if std::mem::replace(&mut seen[it], true) {
                continue;
            }
            open.extend(&self.ahead[it]);
        }
        seen
    }

    fn reaches_end(&self, from: usize) -> bool {
        self.reached(from).iter().zip(&self.ends).any(|it| *it.0 && *it.1)
    }

    fn circles(&self, at: usize) -> bool {
        self.ahead[at].iter().any(|&it| self.reached(it)[at])
    }
}

impl Sheet<'_> {
    pub(super) fn flow(&mut self, tree: &Node, ceremony: &Ceremony) {
        let flow = Flow::of(ceremony);
        let steps = tree.field("steps");
        let reached = if ceremony.steps.is_empty() { vec![] } else { flow.reached(0) };
        for (n, step) in ceremony.steps.iter().enumerate() {
            let node = steps.nth(n);
            if !reached[n] {
                self.add(node.field("id"), format!("no way leads to step `{}`", step.id));
            }
            if flow.reaches_end(n) {
                continue;
            }
            let what =
                if flow.circles(n) { "is in a circle without exit" } else { "is a dead end" };
            self.add(node.field("next"), format!("step `{}` {what}: no way to `End`", step.id));
        }
    }
}

fn number(ceremony: &Ceremony, step: &Id) -> Option<usize> {
    ceremony.steps.iter().position(|it| it.id == *step)
}
