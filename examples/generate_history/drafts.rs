//! What is written down, what is closed of what earlier sessions opened, and what a retrospective talks about.

use rand::RngExt;
use runsheet::{
    ceremony::{Amount, CaptureKind, Id, Over, Step, Text},
    session::{Command, Draft, PassState},
};

use super::{Meeting, habits};

impl Meeting<'_> {
    pub(super) fn captures(&mut self, step: &Step) {
        if step.id == "pl.capacity" && self.once(&step.id, "counted") {
            let available = Amount::whole(self.rng.random_range(37..=46));
            let (duties, hours, focus, free) = (Amount::default(), None, None, None);
            self.asks(Command::SetCapacity { available, duties, hours, focus, free });
        }
        for (kind, odds) in habits::talk(&step.id) {
            if self.chance(odds) {
                let draft = self.draft(kind, &step.id);
                self.wait(1, self.beat * 2);
                if self.asks(Command::Capture(draft)) && self.chance(2) {
                    self.asks(Command::Undo);
                }
            }
        }
        if step.id == "pl.final" && self.once(&step.id, "late") && self.chance(15) {
            self.add_late();
        }
    }

    fn draft(&mut self, kind: CaptureKind, step: &Id) -> Draft {
        let owner = if self.chance(92) { self.someone() } else { Text::default() };
        let none = Text::default();
        match kind {
            CaptureKind::Note => Draft::Note { text: self.note() },
            CaptureKind::Decision => {
                let [text, from] = self.say("decision");
                // Where nobody is only a product manager, the other half of the same head decides.
                let from = if from.is_empty() { "po".into() } else { from };
                Draft::Decision { text, from, due: None }
            }
            CaptureKind::Action => {
                let [text, signal] = self.action();
                Draft::Action { text, owner, due: None, signal }
            }
            CaptureKind::Blocker => {
                let [text, sort, next_step] = self.say("blocker");
                let next_step = if self.chance(70) { next_step } else { none };
                Draft::Blocker { text, sort, owner, next_step, due: None }
            }
            CaptureKind::Question => {
                let [text, sort] = self.say("question");
                let owner = if self.chance(60) { "po".into() } else { owner };
                Draft::Question { text, sort, owner, due: None, answer: none }
            }
            CaptureKind::Risk => {
                let [text, sort] = self.say("risk");
                let ends = ["owned", "accepted", "owned", ""];
                let outcome = ends[self.rng.random_range(0..ends.len())].into();
                Draft::Risk { text, sort, owner, outcome }
            }
            CaptureKind::Parking => {
                let [text] = self.say("parking");
                Draft::Parking { text, people: owner, outcome: none }
            }
            CaptureKind::NotYet => {
                let [text, from] = self.say("not-yet");
                Draft::NotYet { text, from, due: None }
            }
            CaptureKind::Feedback => {
                let [text, from] = self.say("feedback");
                Draft::Feedback { text, from, outcome: none }
            }
            CaptureKind::Goal => {
                let is_final = step == "pl.final";
                Draft::Goal { text: self.goal.as_str().into(), is_final }
            }
        }
    }

    fn say<const N: usize>(&mut self, list: &'static str) -> [Text; N] {
        self.words.say(&mut self.rng, list).map(Text::from)
    }

    fn note(&mut self) -> Text {
        let list = match self.player.session.setup().ceremony.id.as_str() {
            "standup" => "note.standup",
            "planning" => "note.planning",
            "refinement" => "note.refinement",
            "retro" => "note.retro",
            _ => "note.review",
        };
        self.words.one(&mut self.rng, list).into()
    }

    /// A retrospective agrees on something about what it talked of.
    fn action(&mut self) -> [Text; 2] {
        let about = self.topics.first().filter(|it| !it.actions.is_empty());
        let Some(topic) = about else { return self.say("action") };
        let at = self.rng.random_range(0..topic.actions.len());
        let told = topic.actions[at].clone();
        let shop = self.words.one(&mut self.rng, "shop");
        [told.replace("{shop}", &shop).into(), Text::default()]
    }

    /// Now and then an item is found to be missing when the goal is final already.
    fn add_late(&mut self) {
        let session = &self.player.session;
        let Some(select) = session.step_of(&"pl.select".into()) else { return };
        let later = PassState::Done(Some("later".into()));
        let mut lines = session.passes_of(select).into_iter();
        let Some(title) = lines.find(|it| it.state == later).map(|it| it.pass.title()) else {
            return;
        };
        if self.asks(Command::Jump("pl.select".into())) {
            self.wait(30, 60);
            if self.asks(Command::ReturnTo(title)) {
                self.wait(30, 90);
                self.asks(Command::NextPass(Some("in".into())));
            }
            self.asks(Command::Jump("pl.final".into()));
        }
    }

    /// What people tell of earlier sessions when they come to a step.
    pub(super) fn settle_from_before(&mut self, step: &Step) {
        let known = self.player.session.setup().given.open.iter();
        let known: Vec<(Text, CaptureKind)> = known.map(|it| (it.id.clone(), it.kind)).collect();
        for (kind, odds, how) in habits::closes(&step.id) {
            for (id, _) in known.iter().filter(|it| it.1 == kind) {
                if self.chance(odds) {
                    self.asks(Command::Settle { id: id.clone(), how: how.into() });
                }
            }
        }
        if step.id == "pl.context" || step.id == "sr.environment" {
            let briefs = self.player.session.setup().given.briefs.iter();
            let briefs: Vec<Text> = briefs.map(|it| it.id.clone()).collect();
            for id in briefs {
                if self.chance(55) {
                    let [how] = self.say("answer");
                    self.asks(Command::Settle { id, how });
                }
            }
        }
    }

    /// A retrospective's topics, their dots, and sometimes what sort of topic one is.
    pub(super) fn put_topics(&mut self, step: &Step) {
        if !step.passes.as_ref().is_some_and(|it| it.over == Over::Topics) && step.id != "rt.vote" {
            return;
        }
        if self.topics.is_empty() {
            self.topics = self.words.topics(&mut self.rng);
            let titles = self.topics.iter().map(|it| it.title.as_str().into()).collect();
            self.asks(Command::Plan(titles));
            for topic in self.topics.clone() {
                if !topic.tag.is_empty() && self.chance(35) {
                    let (topic, fact) = (topic.title.as_str().into(), topic.tag.as_str().into());
                    self.asks(Command::Tag { topic, fact, value: true });
                }
            }
        }
        if step.id == "rt.vote" && self.once(&step.id, "dots") {
            let turn = self.rng.random_range(0..self.topics.len());
            self.topics.rotate_left(turn);
            let most = u32::try_from(self.player.session.present().len()).unwrap_or(1);
            let titles = self.topics.iter().map(|it| it.title.as_str().into());
            let dots = titles.zip([most, most / 2 + 1, 2, 1]).collect();
            self.asks(Command::CountDots { dots, run_off: false });
        }
    }
}
