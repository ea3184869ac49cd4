//! One meeting as people might hold it: the real engine is asked, step by step; what it refuses does not happen.

use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use runsheet::{
    ceremony::{CaptureKind, Id, Text},
    session::{Command, Draft, Hand, Phase, Player, PmMove, Refine, Refusal, Session, Setup},
};

use super::words;

/// Nobody holds a meeting of more moves than this.
const LONGEST: usize = 600;

pub(crate) struct Meeting {
    player: Player,
    rng: ChaCha8Rng,
    /// Hundredths of the planned time that people take.
    pace: u64,
}

/// Holds a meeting from the first minute to its end.
pub(crate) fn hold(setup: Setup, seed: u64) -> Session {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let pace = rng.random_range(50..105);
    let mut meeting = Meeting { player: Player::new(setup.into(), seed), rng, pace };
    meeting.begin();
    for _ in 0..LONGEST {
        if meeting.player.session.phase() == Phase::Ended {
            break;
        }
        meeting.go_on();
    }
    if meeting.player.session.phase() != Phase::Ended {
        meeting.asks(Command::Abort { reason: "other".into(), words: "out of time".into() });
    }
    meeting.player.session
}

impl Meeting {
    /// Whether it was granted.
    fn asks(&mut self, command: Command) -> bool {
        self.player.ask(command).is_ok()
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }

    fn wait(&mut self, from: u64, to: u64) {
        let secs = self.rng.random_range(from..=to.max(from));
        self.player.wait(secs);
    }

    fn begin(&mut self) {
        let members = self.player.session.setup().team.members.clone();
        let mut present: Vec<Text> = Vec::new();
        for it in members {
            let odds = if it.usual { 93 } else { 25 };
            if self.chance(odds) {
                present.push(it.name);
            }
        }
        let leads = present.choose(&mut self.rng).cloned();
        let mut facts =
            if self.chance(20) { vec![("roadmap.changed".into(), true)] } else { Vec::new() };
        if self.player.session.setup().ceremony.id == "retro" {
            facts.push(("pm.invited".into(), true));
        }
        let began = Command::Begin {
            present,
            leads,
            mode: None,
            facts,
            minutes: None,
            prepared: Vec::new(),
        };
        if !self.asks(began) {
            let everybody = self.player.session.setup().team.members.iter();
            let present = everybody.filter(|it| it.usual).map(|it| it.name.clone()).collect();
            let (leads, mode, facts) = (None, None, Vec::new());
            self.asks(Command::Begin {
                present,
                leads,
                mode,
                facts,
                minutes: None,
                prepared: vec![],
            });
        }
    }

    /// A step or a pass: time goes by, people do things, then it goes on.
    fn go_on(&mut self) {
        let session = &self.player.session;
        let Some(step) = session.step().cloned() else { return };
        let planned = session.slot_ms().or_else(|| session.step_box_ms(&step.id)).unwrap_or(60_000);
        let share = self.pace * self.rng.random_range(40..150) / 100;
        let secs = (planned / 1000 * share / 100).max(5);
        self.wait(secs / 3, secs / 2);
        if step.passes.as_ref().is_some_and(|it| it.listed)
            || session_has_no_titles(&self.player.session)
        {
            self.plan();
        }
        self.ask_questions();
        self.tick();
        self.inputs();
        self.captures(&step.captures);
        self.votes(step.pulse.as_ref());
        self.size();
        self.choices();
        self.interruptions();
        self.wait(secs / 3, secs / 2);
        self.leave();
    }

    /// Topics nobody had before the meeting.
    fn plan(&mut self) {
        let count = self.rng.random_range(1..=3);
        let topics: Vec<Text> =
            (0..count).map(|_| words::one(&mut self.rng, &words::TOPICS).into()).collect();
        let ceremony = self.player.session.setup().ceremony.id.clone();
        if ceremony != *"refinement" {
            self.asks(Command::Plan(topics));
        }
    }

    fn ask_questions(&mut self) {
        if self.chance(12) {
            let facts = ["q.vision", "q.priority", "q.market", "authority.blocked"];
            let fact = words::one(&mut self.rng, &facts);
            self.asks(Command::SetFact(fact.into(), true));
        }
    }

    fn tick(&mut self) {
        let now = self.player.now;
        let session = &self.player.session;
        let ids: Vec<Id> = session.activities(now).iter().map(|it| it.0.id.clone()).collect();
        for id in ids {
            self.wait(0, 6);
            if self.chance(55) {
                self.asks(Command::Do(id));
            } else if self.chance(10) {
                self.asks(Command::Skip { activity: id, why: "no time today".into() });
            }
        }
    }

    fn inputs(&mut self) {
        let now = self.player.now;
        let session = &self.player.session;
        let lines = session.pm_inputs(now).into_iter().filter(|it| it.state.is_open());
        let ids: Vec<Id> = lines.map(|it| it.input.id.clone()).collect();
        for id in ids {
            let what = match self.rng.random_range(0..10) {
                0 | 1 => PmMove::Give,
                2 => PmMove::Carry { assumption: true },
                3 => PmMove::Carry { assumption: false },
                4 => brief(&mut self.rng),
                5 => PmMove::Waive,
                6 => PmMove::Defer { until: None },
                _ => continue,
            };
            if self.chance(50) {
                self.asks(Command::Pm(id.clone(), PmMove::Request));
                self.wait(10, 90);
            }
            self.asks(Command::Pm(id, what));
        }
    }

    fn captures(&mut self, usual: &[CaptureKind]) {
        for kind in usual {
            let odds = if matches!(kind, CaptureKind::Goal) { 90 } else { 22 };
            if self.chance(odds) {
                let draft = self.draft(*kind);
                self.wait(5, 40);
                self.asks(Command::Capture(draft));
            }
        }
        if self.chance(6) {
            let kinds = [CaptureKind::Parking, CaptureKind::Question, CaptureKind::Note];
            let kind = kinds.choose(&mut self.rng).copied().unwrap_or(CaptureKind::Note);
            let draft = self.draft(kind);
            self.asks(Command::Capture(draft));
            if self.chance(15) {
                self.asks(Command::Undo);
            }
        }
    }

    fn draft(&mut self, kind: CaptureKind) -> Draft {
        let owner: Text = if self.chance(85) {
            let present = self.player.session.present().to_vec();
            present.choose(&mut self.rng).cloned().unwrap_or_default()
        } else {
            Text::default()
        };
        let (rng, none) = (&mut self.rng, Text::default());
        match kind {
            CaptureKind::Note => Draft::Note { text: words::note(rng).into() },
            CaptureKind::Decision => Draft::Decision {
                from: words::one(rng, &["po", "po", "team", "pm"]).into(),
                text: words::decision(rng).into(),
                due: None,
            },
            CaptureKind::Action => {
                Draft::Action { text: words::action(rng).into(), owner, due: None, signal: none }
            }
            CaptureKind::Blocker => Draft::Blocker {
                text: words::trouble(rng).into(),
                sort: words::one(rng, &["technical", "stakeholder", "market"]).into(),
                owner,
                next_step: none,
                due: None,
            },
            CaptureKind::Question => Draft::Question {
                text: words::question(rng).into(),
                sort: none.clone(),
                owner,
                due: None,
                answer: none,
            },
            CaptureKind::Risk => Draft::Risk {
                text: words::trouble(rng).into(),
                sort: none,
                owner,
                outcome: words::one(rng, &["owned", "accepted", ""]).into(),
            },
            CaptureKind::Parking => Draft::Parking {
                text: words::one(rng, &words::TOPICS).into(),
                people: owner,
                outcome: none,
            },
            CaptureKind::NotYet => Draft::NotYet {
                text: words::wish(rng).into(),
                from: words::one(rng, &["sales", "support", "a pilot shop"]).into(),
                due: None,
            },
            CaptureKind::Feedback => Draft::Feedback {
                text: words::wish(rng).into(),
                from: words::one(rng, &["a pilot shop", "the market hall"]).into(),
                outcome: none,
            },
            CaptureKind::Goal => Draft::Goal {
                text: words::goal(rng).into(),
                is_final: self.player.session.step().is_some_and(|it| it.id == "pl.final"),
            },
        }
    }

    fn votes(&mut self, pulse: Option<&Id>) {
        let Some(id) = pulse else { return };
        let found = self.player.session.setup().pulses.iter().find(|it| it.id == *id);
        let Some((from, to, _)) = found.map(|it| it.kind.scale()) else { return };
        let middle = self.rng.random_range(from + 1..=to);
        let voters = self.player.session.present().len().saturating_sub(1).max(1);
        let vote =
            |rng: &mut ChaCha8Rng| (middle + rng.random_range(0..3)).clamp(from + 1, to + 1) - 1;
        let values = (0..voters).map(|_| vote(&mut self.rng)).collect();
        self.asks(Command::Reveal { pulse: id.clone(), values });
    }

    /// Cards for the item at hand: most lie close together, and far ones are played again.
    fn size(&mut self) {
        if self.player.session.estimating().is_err() || !self.chance(80) {
            return;
        }
        let cards = self.player.session.setup().deck.cards.clone();
        let players = self.player.session.card_holders().count();
        let (middle, far) = (self.rng.random_range(2..5), self.chance(25));
        let rounds: &[usize] = if far { &[4, 1] } else { &[1] };
        for wide in rounds {
            self.wait(20, 120);
            let play = |rng: &mut ChaCha8Rng| {
                let at = (middle + rng.random_range(0..=*wide)).min(cards.len().saturating_sub(1));
                cards.get(at).cloned().unwrap_or_default()
            };
            let hands: Vec<Hand> =
                (0..players).map(|_| Hand { card: play(&mut self.rng), sure: None }).collect();
            let size = hands.first().map(|it| it.card.clone()).unwrap_or_default();
            self.asks(Command::ShowHands(hands));
            let Ok(item) = self.player.session.estimating().cloned() else { return };
            let change = Refine::Size { size, why: Text::default() };
            self.asks(Command::Refine(item, change));
        }
    }

    fn choices(&mut self) {
        let session = &self.player.session;
        let asked = session.choices(self.player.now).into_iter();
        let asked: Vec<(Id, Vec<Id>)> = asked
            .map(|it| (it.id.clone(), it.options.iter().map(|it| it.id.clone()).collect()))
            .collect();
        for (choice, options) in asked {
            // What excuses a retrospective without an action is only for one without.
            let has_action = self
                .player
                .session
                .captures()
                .iter()
                .any(|it| it.capture.kind == CaptureKind::Action);
            if choice == *"none.today" && has_action {
                continue;
            }
            if let Some(option) = options.choose(&mut self.rng).cloned() {
                self.asks(Command::Choose(choice, option));
            }
        }
    }

    fn interruptions(&mut self) {
        if self.chance(3) && self.asks(Command::Pause) {
            self.wait(60, 600);
            self.asks(Command::Resume);
        }
        if self.chance(6) {
            self.asks(Command::Extend { up: 4, down: 1 });
        }
        let open: Vec<Text> =
            self.player.session.setup().given.open.iter().map(|it| it.id.clone()).collect();
        for id in open {
            if self.chance(6) && self.chance(10) {
                let how = words::one(&mut self.rng, &["done", "done", "done", "dropped"]);
                self.asks(Command::Settle { id, how: how.into() });
            }
        }
    }

    /// On to the next pass or step; what holds the door is said yes to, or set aside.
    fn leave(&mut self) {
        if self.chance(1) && self.asks(Command::Finish) {
            return;
        }
        if self.player.session.current_pass().is_some() && self.player.session.passes_left() > 0 {
            let outcome = self.outcome();
            if self.chance(92) && self.asks(Command::NextPass(outcome)) {
                return;
            }
            if self.asks(Command::SkipPass) {
                return;
            }
        }
        let held = match self.player.ask(Command::Advance) {
            Err(Refusal::Held(held)) => held,
            Ok(()) => return,
            Err(_) => Vec::new(),
        };
        for guard in held {
            self.asks(Command::Confirm(guard));
        }
        if !self.asks(Command::Advance)
            && !self.asks(Command::Override { why: "agreed aloud".into() })
        {
            self.asks(Command::Abort { reason: "other".into(), words: "people had to go".into() });
        }
    }

    fn outcome(&mut self) -> Option<Id> {
        let passes = self.player.session.step()?.passes.as_ref()?;
        let outcomes: Vec<Id> = passes.outcomes.iter().map(|it| it.id.clone()).collect();
        // The first outcome is the one hoped for, and the most usual.
        let usual = self.rng.random_range(0..100) < 65;
        if usual { outcomes.first().cloned() } else { outcomes.choose(&mut self.rng).cloned() }
    }
}

/// A loop over typed titles that nobody has typed yet.
fn session_has_no_titles(session: &Session) -> bool {
    session.step().is_some_and(|it| it.passes.is_some()) && session.passes().is_empty()
}

fn brief(rng: &mut ChaCha8Rng) -> PmMove {
    PmMove::Brief {
        question: words::question(rng).into(),
        options: vec!["yes".into(), "no".into()],
        default: "yes".into(),
        needed_by: None,
        silence: "we go on with the proposal".into(),
    }
}
