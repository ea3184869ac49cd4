//! Levels, state, rubric, debrief and schedule: figures in range, parts that make a whole, names that are known.

use std::collections::BTreeMap;

use super::Desk;
use crate::{
    ceremony::{Percent, source::Node},
    practice::{Bar, Debrief, Levels, Rubric, Scheduler, State, Streak, spacing::WEIGHTS},
};

impl Desk<'_> {
    pub(super) fn levels(&mut self, tree: &Node, it: &Levels) {
        let list = tree.field("levels");
        let mut seen = BTreeMap::new();
        if it.levels.is_empty() {
            self.sheet.add(list, "no level at all");
        }
        for (n, level) in it.levels.iter().enumerate() {
            let node = list.nth(n);
            self.sheet.fresh_id(node, &level.id, &mut seen);
            self.sheet.filled(node, "title", &level.title);
            if level.options < 3 {
                self.sheet.add(node.field("options"), "three options at least are shown");
            }
            if level.noise > it.run.least {
                self.sheet.add(node.field("noise"), "more noise than a run may have situations");
            }
        }
        if it.run.least == 0 || it.run.least > it.run.most {
            self.sheet
                .add(tree.field("run").field("least"), "`least` is 1 or more and at most `most`");
        }
        if it.run.minutes.0 > it.run.minutes.1 {
            self.sheet.add(tree.field("run").field("minutes"), "the shortest run is the first");
        }
        self.streak(tree.field("promote"), &it.promote);
        self.streak(tree.field("demote"), &it.demote);
        if it.demote.score > it.promote.score {
            self.sheet.add(tree.field("demote"), "one score would lead up and down at once");
        }
    }

    fn streak(&mut self, node: &Node, it: &Streak) {
        if it.runs == 0 || it.score > 100 {
            self.sheet.add(node, "one run or more, and a score of at most 100");
        }
    }

    pub(super) fn state(&mut self, tree: &Node, it: &State) {
        for bar in [Bar::Trust, Bar::Clarity, Bar::Scope, Bar::Align] {
            let count = it.bars.iter().filter(|it| it.bar == bar).count();
            if count != 1 {
                let message = format!("the bar `{bar:?}` is described {count} times, not once");
                self.sheet.add(tree.field("bars"), message);
            }
        }
        for (n, bar) in it.bars.iter().enumerate() {
            let node = tree.field("bars").nth(n);
            let (from, to) = bar.range;
            if from >= to || !(from..=to).contains(&bar.start) {
                self.sheet.add(node.field("start"), "a bar starts within a range that rises");
            }
            self.sheet.filled(node, "means", &bar.means);
        }
        let mut seen = BTreeMap::new();
        for (n, consequence) in it.consequences.iter().enumerate() {
            let node = tree.field("consequences").nth(n);
            self.sheet.fresh_id(node, &consequence.id, &mut seen);
            self.sheet.filled(node, "text", &consequence.text);
            if consequence.when.is_empty() {
                self.sheet.add(node.field("when"), "without a bound it would always happen");
            }
        }
    }

    pub(super) fn rubric(&mut self, tree: &Node, it: &Rubric) {
        let points = &it.points;
        if !(points.poor < points.acceptable && points.acceptable < points.best) {
            self.sheet.add(tree.field("points"), "a better grade earns more points");
        }
        let mut seen = BTreeMap::new();
        for (n, part) in it.parts.iter().enumerate() {
            self.sheet.fresh_id(tree.field("parts").nth(n), &part.id, &mut seen);
        }
        self.whole(tree.field("parts"), it.parts.iter().map(|it| it.weight));
        for (n, axis) in it.cap.0.iter().enumerate() {
            let content = self.content;
            let known = content.axes.axes.iter().map(|it| &it.id);
            self.sheet.known(tree.field("cap").nth(0).nth(n), "axis", axis, known);
        }
        let rises = it.confidence.is_sorted_by(|left, right| left.0 < right.0);
        if !rises || it.confidence.iter().any(|it| it.0 > 100) {
            self.sheet.add(tree.field("confidence"), "confidence rises, to 100 percent at most");
        }
        if !it.bands.is_sorted_by(|left, right| left.to < right.to)
            || it.bands.last().is_none_or(|it| it.to != 100)
        {
            self.sheet.add(tree.field("bands"), "bands rise and the last one ends at 100");
        }
    }

    pub(super) fn debrief(&mut self, tree: &Node, it: &Debrief) {
        let mut seen = BTreeMap::new();
        for (n, part) in it.parts.iter().enumerate() {
            let node = tree.field("parts").nth(n);
            self.sheet.fresh_id(node, &part.id, &mut seen);
            self.sheet.filled(node, "text", &part.text);
        }
    }

    pub(super) fn scheduler(&mut self, tree: &Node, it: &Scheduler) {
        if !(50..=99).contains(&it.retention.0) {
            self.sheet.add(tree.field("retention"), "retention is 50 to 99 percent");
        }
        if it.weights.len() != WEIGHTS {
            let message = format!("{} weights; FSRS 6 has {WEIGHTS}", it.weights.len());
            self.sheet.add(tree.field("weights"), message);
        }
        if it.weights.iter().any(|it| 1_000_000 < *it) {
            self.sheet.add(tree.field("weights"), "a weight is at most 1000000 ten-thousandths");
        }
        if it.drill.slow < it.drill.quick {
            self.sheet.add(tree.field("drill").field("slow"), "what is slow is not quick");
        }
        if it.fuzz.0 > 50 {
            self.sheet.add(tree.field("fuzz"), "an interval is moved by at most half of it");
        }
        if it.least_days == 0 || it.least_days > it.most_days {
            self.sheet.add(tree.field("least_days"), "one day or more, and at most `most_days`");
        }
        self.whole(tree.field("mix"), [it.mix.due, it.mix.new, it.mix.weakest_axis]);
        self.sourced(tree, &it.sources);
    }

    fn whole(&mut self, node: &Node, parts: impl IntoIterator<Item = Percent>) {
        let sum: u32 = parts.into_iter().map(|it| it.0).sum();
        if sum != 100 {
            self.sheet.add(node, format!("the parts add up to {sum}, not to 100 percent"));
        }
    }
}
