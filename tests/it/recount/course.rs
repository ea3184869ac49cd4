//! What held when in a meeting, out of its text alone: facts, conditions as the definition spells them, what became of the product
//! manager's inputs and the owner's activities. Where a condition needs more than the text easily tells, it says so.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    conditions::{first, parts},
    sums::float,
    text::{Line, Told, between, list, quoted},
};

/// A condition that holds or not, or of which this file cannot tell.
pub(super) type Held = Option<bool>;

/// A meeting up to one of its lines.
pub(super) struct Course<'a> {
    pub(super) told: &'a Told,
    pub(super) steps: BTreeMap<&'a str, &'a str>,
    pub(super) facts: BTreeMap<&'a str, &'a str>,
    /// Lines that count so far.
    pub(super) upto: usize,
    pub(super) here: &'a str,
    pub(super) hand: BTreeMap<&'a str, bool>,
    /// Fact and title of each tag that was put on.
    pub(super) tags: BTreeMap<(&'a str, &'a str), bool>,
    /// Standing facts somebody has answered to.
    spoken_for: BTreeSet<&'a str>,
    /// Of each input whether it was only asked for, and what called for it then.
    acts: BTreeMap<&'a str, (bool, Vec<&'a str>)>,
    /// Inputs that waited when their step was left.
    waited: BTreeSet<&'a str>,
    /// Nothing was met that this file cannot tell.
    sure: bool,
}

impl<'a> Course<'a> {
    /// The meeting at its end.
    pub(super) fn of(told: &'a Told) -> Course<'a> {
        let facts = told.defined.split_once(",facts:(id:").unwrap().1;
        let facts = list(facts, ",facts:[").into_iter();
        let steps: BTreeMap<&str, &str> = told.steps().into_iter().collect();
        let mut it = Course {
            told,
            steps,
            facts: facts.map(|it| (quoted(it, "(id:").unwrap(), it)).collect(),
            upto: 0,
            here: told.steps()[0].0,
            hand: BTreeMap::new(),
            tags: BTreeMap::new(),
            spoken_for: BTreeSet::new(),
            acts: BTreeMap::new(),
            waited: BTreeSet::new(),
            sure: !told.defined.contains("tags:[\""),
        };
        for line in &told.lines {
            it.follow(line);
            it.upto += 1;
        }
        it
    }

    fn follow(&mut self, line: &'a Line) {
        match line.kind.as_str() {
            "Began" => {
                for fact in list(&line.body, "facts:[") {
                    self.hand.insert(quoted(fact, "(").unwrap(), fact.ends_with("true)"));
                }
            }
            "FactSet" => {
                let fact = quoted(&line.body, "fact:").unwrap();
                let value = line.body.contains("value:true");
                if let Some(pass) = quoted(&line.body, "pass:Some(") {
                    self.tags.insert((fact, pass), value);
                } else {
                    self.hand.insert(fact, value);
                    if value {
                        self.spoken_for.remove(fact);
                    }
                }
            }
            "TopicTagged" => self.sure = false,
            "PmInput" => self.act(line),
            "Entered" | "Ended" => {
                for (id, text) in self.inputs(self.here) {
                    match self.is_open(id, text) {
                        Some(true) => drop(self.waited.insert(id)),
                        Some(false) => {}
                        None => self.sure = false,
                    }
                }
                self.here = quoted(&line.body, "step:").unwrap_or(self.here);
            }
            _ => {}
        }
    }

    fn act(&mut self, line: &'a Line) {
        let input = quoted(&line.body, "input:").unwrap();
        let only_asked = line.body.contains("act:Requested");
        let fresh = self.causes(self.input(input));
        let Some(mut causes) = fresh else { return self.sure = false };
        if causes.is_empty() {
            causes = self.acts.get(input).map(|it| it.1.clone()).unwrap_or_default();
        }
        if !only_asked {
            for fact in &causes {
                if self.facts[fact].contains("question:true") {
                    self.hand.insert(fact, false);
                } else if self.facts[fact].contains("standing:true") {
                    self.spoken_for.insert(fact);
                }
            }
        }
        self.acts.insert(input, (only_asked, causes));
    }

    fn inputs(&self, step: &str) -> Vec<(&'a str, &'a str)> {
        let all = list(self.steps[step], ",pm:[").into_iter();
        all.map(|it| (quoted(it, "(id:").unwrap(), it)).collect()
    }

    fn input(&self, id: &str) -> &'a str {
        let mut all = self.steps.keys().flat_map(|step| self.inputs(step));
        all.find(|it| it.0 == id).unwrap().1
    }

    /// Nobody gives it and nothing is lost, or it goes out as a note.
    fn is_nobodys(&self, input: &str) -> bool {
        let kind = between(&self.told.defined, ",profile:(", ",facts:").unwrap();
        let has_pm = kind.contains("pm:Separate") || kind.contains("pm:Shared");
        if has_pm { input.contains("mode:Inform") } else { input.contains("without:Waive") }
    }

    fn asks(&self, causes: &[&str]) -> bool {
        causes.iter().any(|it| self.facts[it].contains("question:true"))
    }

    /// What was last done about it, unless its question came up anew: whether it was only asked for.
    fn last(&self, id: &str, causes: &[&str]) -> Option<bool> {
        let last = self.acts.get(id).map(|it| it.0);
        last.filter(|only_asked| *only_asked || !self.asks(causes))
    }

    fn is_open(&self, id: &str, input: &'a str) -> Held {
        let causes = self.causes(input)?;
        let applies = self.holds(when(input))?;
        let spoken = !input.contains("again:true")
            && !causes.is_empty()
            && causes.iter().all(|it| self.spoken_for.contains(it));
        Some(match self.last(id, &causes) {
            Some(false) => false,
            Some(true) => applies && !self.is_nobodys(input),
            None => applies && !self.is_nobodys(input) && !spoken,
        })
    }

    /// `1 - missed / applicable`; `None` where the text cannot tell.
    #[expect(clippy::option_option, reason = "what cannot be told is neither a number nor none")]
    pub(super) fn settled(&self) -> Option<Option<f64>> {
        let (missed, applicable) = self.missed()?;
        Some((0 < applicable).then(|| 1.0 - float(missed) / float(applicable)))
    }

    /// Inputs missed, of those that applied in any step seen; `None` where the text cannot tell.
    pub(super) fn missed(&self) -> Option<(usize, usize)> {
        let (mut applicable, mut missed) = (0, 0);
        for step in self.seen() {
            for (id, input) in self.inputs(step) {
                let causes = self.causes(input).filter(|_| self.sure)?;
                let (applies, last) = (self.holds(when(input))?, self.last(id, &causes));
                let is_missed = applies
                    && !self.is_nobodys(input)
                    && self.asks(&causes)
                    && (self.waited.contains(id) || last.is_some());
                match last {
                    Some(false) => applicable += 1,
                    // Asked for, and then nothing called for it any more.
                    Some(true) if !applies => applicable += 1,
                    _ if is_missed => {
                        applicable += 1;
                        missed += 1;
                    }
                    _ => {}
                }
            }
        }
        Some((missed, applicable))
    }

    /// Required activities ticked, of those that waited for a tick; `None` where the text cannot tell, as where one that comes about
    /// by itself seems not to have.
    #[expect(clippy::option_option, reason = "what cannot be told is neither a number nor none")]
    pub(super) fn coverage(&self) -> Option<Option<f64>> {
        if self.told.one("Ended").body.contains("how:Early") || !self.has("Po") {
            return (!self.has("Po")).then_some(None);
        }
        let (mut done, mut all) = (0, 0);
        for step in self.seen() {
            for text in list(self.steps[step], ",po:[") {
                if !text.contains(",need:Required,") || text.contains(",mark:Stance,") {
                    continue;
                }
                let id = quoted(text, "(id:").unwrap();
                let own = |it: &&Line| quoted(&it.body, "activity:") == Some(id);
                let ticks = self.told.lines.iter().filter(own);
                let last = ticks.clone().rfind(|it| !it.body.contains("pass:Some("));
                let last = last.map(|it| &*it.kind);
                let auto = text.split_once(",mark:Auto(").map(|it| first(it.1));
                if !self.holds(when(text))? {
                    continue;
                }
                if let Some(condition) = auto.filter(|_| last.is_none()) {
                    if !self.holds(condition)? {
                        return None;
                    }
                    continue;
                }
                all += 1;
                let ticked = ticks.clone().any(|it| it.kind == "ActivityDone");
                done += usize::from(last.map_or(ticked, |it| it == "ActivityDone"));
            }
        }
        Some((0 < all).then(|| float(done) / float(all)))
    }

    fn seen(&self) -> BTreeSet<&str> {
        let first = self.told.steps()[0].0;
        let entered = self.told.of("Entered").filter_map(|it| quoted(&it.body, "step:"));
        entered.chain([first]).collect()
    }

    /// The facts that make a condition hold.
    fn causes(&self, input: &'a str) -> Option<Vec<&'a str>> {
        let mut causes = Vec::new();
        self.collect(when(input), &mut causes)?;
        Some(causes)
    }

    fn collect(&self, condition: &'a str, causes: &mut Vec<&'a str>) -> Option<()> {
        if self.holds(condition)? {
            if let Some(fact) = quoted(condition, "Is(").filter(|_| condition.starts_with("Is(")) {
                causes.push(fact);
            }
            for part in parts(condition) {
                self.collect(part, causes)?;
            }
        }
        Some(())
    }
}

/// The condition of an input or an activity.
fn when(text: &str) -> &str {
    first(text.split_once(",when:").unwrap().1)
}
