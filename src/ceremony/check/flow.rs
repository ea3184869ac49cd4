//! The shape of a ceremony: from the first step every step can be reached, and from every step the end.

use super::Sheet;
use crate::ceremony::{Ceremony, Id, Next, source::Node};

/// Steps as numbers. A way to the end is a flag; a way to an unknown step is no way (it is reported where it is named).
struct Flow {
    /// `next` and branches.
    ahead: Vec<Vec<usize>>,
    /// Ways back, which reach a step but end nothing.
    back: Vec<Vec<usize>>,
    ends: Vec<bool>,
}

impl Flow {
    fn of(ceremony: &Ceremony) -> Flow {
        let steps = &ceremony.steps;
        let number = |id: &Id| steps.iter().position(|it| it.id == *id);
        let next = |it: &Next| match it {
            Next::Step(id) => number(id),
            Next::End => None,
        };
        Flow {
            ahead: steps
                .iter()
                .map(|it| {
                    let branches = it.branches.iter().filter_map(|it| number(&it.to));
                    next(&it.next).into_iter().chain(branches).collect()
                })
                .collect(),
            back: steps.iter().map(|it| it.back.iter().filter_map(number).collect()).collect(),
            ends: steps.iter().map(|it| it.next == Next::End).collect(),
        }
    }

    fn reached(&self, from: usize, also_back: bool) -> Vec<bool> {
        let mut seen = vec![false; self.ahead.len()];
        let mut open = vec![from];
        while let Some(it) = open.pop() {
            if std::mem::replace(&mut seen[it], true) {
                continue;
            }
            open.extend(&self.ahead[it]);
            if also_back {
                open.extend(&self.back[it]);
            }
        }
        seen
    }

    fn reaches_end(&self, from: usize) -> bool {
        self.reached(from, false).iter().zip(&self.ends).any(|it| *it.0 && *it.1)
    }

    fn circles(&self, at: usize) -> bool {
        self.ahead[at].iter().any(|&it| self.reached(it, false)[at])
    }
}

impl Sheet<'_> {
    pub(super) fn flow(&mut self, tree: &Node, ceremony: &Ceremony) {
        let flow = Flow::of(ceremony);
        let steps = tree.field("steps");
        let reached = if ceremony.steps.is_empty() { vec![] } else { flow.reached(0, true) };
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
