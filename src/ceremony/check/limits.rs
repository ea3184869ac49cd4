//! Times and weights: every length within its range, weights that make a whole, a step that can give and take.

use super::Sheet;
use crate::ceremony::{
    Ceremony, Limits, Minutes, PassTime, Secs, Step, StepTime, source::Node, timebox,
};

/// No step, pass or ceremony is planned for longer.
const DAY: u32 = 24 * 60 * 60;
pub(super) const SPRINT_DAYS: [u32; 4] = [5, 10, 15, 20];

impl Sheet<'_> {
    pub(super) fn limits(&mut self, tree: &Node, it: &Limits) {
        let node = tree.field("limits");
        let minutes = [("cap", it.cap), ("usual", it.usual), ("usual_per_day", it.usual_per_day)];
        for (name, minutes) in minutes {
            if let Some(minutes) = minutes {
                self.minutes(node.field(name), minutes);
            }
        }
        let target = node.field("target");
        let highest = it.target.most.or(it.cap);
        if highest.is_some_and(|most| it.target.least > most) {
            self.add(target.field("least"), "`least` is above the most it may be");
            return;
        }
        let mut lengths = SPRINT_DAYS.iter().map(|&days| timebox::target(it, days, 1, None));
        if lengths.any(|it| !(Minutes(1)..=Minutes(DAY / 60)).contains(&it)) {
            self.add(target, "the target comes out at nothing, or at more than 24 h");
        }
    }

    pub(super) fn time(&mut self, node: &Node, step: &Step) {
        let time = node.field("time");
        match step.time {
            StepTime::Fixed(secs) => self.secs(time.nth(0), secs),
            StepTime::Weight { share, least, most } => {
                if share.0 == 0 || share.0 > 100 {
                    self.add(time.field("share"), "a share is 1 to 100 percent of the target");
                }
                self.range(time, least, most);
            }
            StepTime::Outside { pass, most } => {
                self.secs(time.field("pass"), pass);
                self.secs(time.field("most"), most);
                if pass > most {
                    self.add(time.field("pass"), "one pass is longer than all may be");
                }
                if step.elastic {
                    let why = "a step outside the timebox has no time to give";
                    self.add(node.field("elastic"), why);
                }
            }
        }
    }

    fn range(&mut self, node: &Node, least: Option<Secs>, most: Option<Secs>) {
        for (name, secs) in [("least", least), ("most", most)] {
            if let Some(secs) = secs {
                self.secs(node.field(name), secs);
            }
        }
        if least.zip(most).is_some_and(|(least, most)| least > most) {
            self.add(node.field("least"), "`least` is above `most`");
        }
    }

    pub(super) fn pass_time(&mut self, node: &Node, it: &PassTime) {
        let least = (it.least > Secs(0)).then_some(it.least);
        self.range(node, least, Some(it.most));
        if let Some(usual) = it.usual
            && !(it.least..=it.most.max(it.least)).contains(&usual)
        {
            self.add(node.field("usual"), "`usual` is not between `least` and `most`");
        }
    }

    /// A ceiling of nothing is fine: the input costs the meeting no time.
    pub(super) fn ceiling(&mut self, node: &Node, it: Secs) {
        if it.0 > DAY {
            self.add(node, "a time is at most 24 h (86400)");
        }
    }

    fn secs(&mut self, node: &Node, it: Secs) {
        if it.0 == 0 || it.0 > DAY {
            self.add(node, format!("{} s: a time is 1 s to 24 h (86400)", it.0));
        }
    }

    fn minutes(&mut self, node: &Node, it: Minutes) {
        if it.0 == 0 || it.0 > DAY / 60 {
            self.add(node, format!("{} min: a time is 1 min to 24 h (1440)", it.0));
        }
    }

    pub(super) fn weights(&mut self, tree: &Node, ceremony: &Ceremony) {
        let node = tree.field("steps");
        let shares: Vec<u32> = ceremony
            .steps
            .iter()
            .filter_map(|it| match it.time {
                StepTime::Weight { share, .. } => Some(share.0),
                StepTime::Fixed(_) | StepTime::Outside { .. } => None,
            })
            .collect();
        let sum: u64 = shares.iter().map(|&it| u64::from(it)).sum();
        if !shares.is_empty() && sum != 100 {
            self.add(node, format!("the steps' shares add up to {sum}, not to 100"));
        }
        let gives = |it: &Step| match it.time {
            StepTime::Fixed(_) => true,
            StepTime::Weight { least, most, .. } => least.is_some() || most.is_some(),
            StepTime::Outside { .. } => false,
        };
        if ceremony.steps.iter().any(gives) && !ceremony.steps.iter().any(|it| it.elastic) {
            let why = "no step is `elastic`, so nothing can give what the limits take";
            self.add(node, why);
        }
    }
}
