//! The product owner's part and the product manager's: what is ticked, asked, answered, carried, put off or left.

use rand::{RngExt, seq::IndexedRandom};
use runsheet::{
    ceremony::{CaptureKind, Id, Mark, Need, Role, Step, Text},
    session::{Command, PmMove, PmState, Refine},
};

use super::{Meeting, habits};

/// What an item may carry, and how often in a hundred it is said of one.
const TAGS: [(&str, u32); 3] =
    [("item.low_evidence", 9), ("item.strategic", 6), ("item.customer_commitment", 5)];

impl Meeting<'_> {
    /// What is answered on the start sheet.
    pub(super) fn news(&mut self) -> Vec<(Id, bool)> {
        let asked: &[(&str, u32)] = match self.player.session.setup().ceremony.id.as_str() {
            "standup" => &[],
            "retro" => &[("pm.invited", 25)],
            _ => &[("roadmap.changed", 14), ("market.signal", 20)],
        };
        asked.iter().filter(|it| self.chance(it.1)).map(|it| (it.0.into(), true)).collect()
    }

    pub(super) fn say_facts(&mut self, step: &Step) {
        for (fact, odds) in habits::facts(&step.id) {
            if self.chance(odds) {
                self.asks(Command::SetFact(fact.into(), true));
            } else if fact == "authority.blocked" {
                self.asks(Command::SetFact(fact.into(), false));
            }
        }
        let item = self.player.session.item_at_hand().map(|it| it.name.clone());
        for (tag, odds) in TAGS {
            if let Some(item) = item.clone().filter(|_| self.chance(odds)) {
                self.asks(Command::Refine(item, Refine::Tag(tag.into(), true)));
            }
        }
    }

    /// What waits for a tick gets it mostly; what may be done, or comes about anyway, now and then.
    pub(super) fn tick(&mut self) {
        let session = &self.player.session;
        let pass = session.current_pass().map(|it| it.title().to_string()).unwrap_or_default();
        let all = session.activities(self.player.now).into_iter();
        let all: Vec<(Id, u32, bool)> = all
            .filter(|(it, _)| it.mark != Mark::Stance)
            .map(|(it, _)| {
                let odds = match (it.need, it.mark == Mark::Key) {
                    (Need::Required, true) => 85,
                    (Need::Required, false) => 50,
                    (Need::Optional, true) => 40,
                    (Need::Optional, false) => 20,
                };
                (it.id.clone(), odds, it.per_pass)
            })
            .collect();
        for (id, odds, per_pass) in all {
            if !self.once(&id, if per_pass { &pass } else { "" }) {
                continue;
            }
            if self.chance(odds) {
                self.wait(0, self.beat.min(6));
                self.asks(Command::Do(id));
            } else if self.chance(15) {
                let why = self.words.one(&mut self.rng, "skip").to_lowercase().into();
                self.asks(Command::Skip { activity: id, why });
            }
        }
    }

    pub(super) fn inputs(&mut self) {
        let lines = self.player.session.pm_inputs(self.player.now).into_iter();
        let open: Vec<(Id, PmState)> = lines.map(|it| (it.input.id.clone(), it.state)).collect();
        for (id, state) in open {
            if state == PmState::BriefSent && self.chance(12) {
                let answer = self.words.one(&mut self.rng, "answer").into();
                self.asks(Command::Pm(id, PmMove::Answer(answer)));
            } else if state.is_open() && self.once(&id, "asked") {
                self.ask_for(id);
            }
        }
    }

    /// A product manager who is here speaks, one who is away gets a brief or is stood in for; who has both roles puts on the hat.
    fn ask_for(&mut self, id: Id) {
        let session = &self.player.session;
        let mut here = session.present().iter().filter_map(|it| session.member(it));
        let (has, here) = (session.has(Role::Pm), here.any(|it| it.roles.contains(&Role::Pm)));
        let hat = session.setup().profile.hat;
        let drawn: u32 = self.rng.random_range(0..100);
        let what = match (has && here, has) {
            (true, _) => [Some(72), Some(4), Some(6), Some(4), Some(4), None],
            (false, true) => [Some(14), Some(34), Some(22), Some(10), Some(8), None],
            (false, false) => [None, None, Some(74), Some(10), Some(6), None],
        };
        let mut left = drawn;
        let hit = what.iter().position(|odds| {
            let odds = odds.unwrap_or(0);
            let hit = left < odds;
            left = left.saturating_sub(odds);
            hit
        });
        let Some(hit) = hit else { return };
        let moves = match hit {
            0 => PmMove::Give,
            1 => self.brief(),
            2 => PmMove::Carry { assumption: drawn.is_multiple_of(3) },
            3 => PmMove::Defer { until: None },
            _ => PmMove::Waive,
        };
        let worn = hit == 2 && hat;
        if (worn && self.chance(90) || hit == 0 && self.chance(60))
            && self.asks(Command::Pm(id.clone(), PmMove::Request))
        {
            // Direction takes its minutes, however short the step.
            let most = if worn { 240 } else { 150 };
            self.wait(30, (self.beat * 5).clamp(50, most));
        }
        self.asks(Command::Pm(id, moves));
    }

    fn brief(&mut self) -> PmMove {
        let options = ["this sprint, small", "next sprint, whole"].map(Text::from);
        PmMove::Brief {
            question: self.words.say::<2>(&mut self.rng, "question")[0].as_str().into(),
            default: options[0].clone(),
            options: options.into(),
            needed_by: None,
            silence: "we go on with the small one".into(),
        }
    }

    pub(super) fn choices(&mut self) {
        let session = &self.player.session;
        let asked = session.choices(self.player.now).into_iter();
        let asked: Vec<(Id, Vec<Id>)> = asked
            .map(|it| (it.id.clone(), it.options.iter().map(|it| it.id.clone()).collect()))
            .collect();
        for (choice, options) in asked {
            let action = |kind| kind == CaptureKind::Action;
            let mut captures = self.player.session.captures().iter();
            // What excuses a retrospective without an action is only for one without.
            let excused = captures.any(|it| action(it.capture.kind));
            if choice == *"none.today" && excused || !self.once(&choice, "chosen") {
                continue;
            }
            let option = match (choice.as_str(), self.rng.random_range(0..100)) {
                ("goal.outcome", 0..58) => Some(Id::new("met")),
                ("goal.outcome", 58..86) => Some(Id::new("partly")),
                _ => options.choose(&mut self.rng).cloned(),
            };
            if let Some(option) = option {
                self.asks(Command::Choose(choice, option));
            }
        }
    }

    /// Hands lie around a middle that is rather high than low; somebody sees it otherwise now and then.
    pub(super) fn votes(&mut self, pulse: Option<&Id>) {
        let Some(id) = pulse else { return };
        let found = self.player.session.setup().pulses.iter().find(|it| it.id == *id);
        let Some((from, to, _)) = found.map(|it| it.kind.scale()) else { return };
        let voters = self.player.session.present().len().saturating_sub(1).max(1);
        let (low, high) = (from + (to - from) / 2, to - u32::from(2 < to - from));
        let middle = self.rng.random_range(low..=high.max(low));
        let middle = if self.chance(12) { low } else { middle };
        let values = (0..voters).map(|_| match self.rng.random_range(0..10) {
            0..6 => middle,
            6..8 => (middle + 1).min(to),
            8 => middle.saturating_sub(1).max(from),
            _ => middle.saturating_sub(2).max(from),
        });
        let values = values.collect();
        self.asks(Command::Reveal { pulse: id.clone(), values });
    }
}
