//! What the simulated team does of its own accord: turns, blockers, cards, votes, verdicts. Through the commands people use.

use rand::{Rng, RngExt, seq::IndexedRandom};

use super::{Content, Outcome, Staged, bars::Bars};
use crate::{
    ceremony::{Id, Instrument, Role, Step, Text},
    session::{Actor, Command, Draft, Moment, Open, Pass, Put, Session},
};

/// One thing to do, in order; a refused command is passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// The session's clock goes on by this much.
    Wait {
        ms: u64,
    },
    Ask(Actor, Command),
    /// Something put in secretly.
    Put(Put),
    Say(Speech),
    Note(super::Beside),
}

/// A line of the conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    pub voice: Voice,
    pub text: Text,
}

/// Whose line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    Others,
    You,
    /// A situation's scene.
    Scene,
    /// What came of something earlier.
    Later,
    /// The reason behind an answer.
    Reason,
}

pub(super) fn say(voice: Voice, text: &str) -> Cue {
    Cue::Say(Speech { voice, text: Text::new(text) })
}

/// The stage as the simulated people see it.
#[derive(Clone, Copy)]
pub(super) struct Stage<'a> {
    pub(super) content: &'a Content,
    pub(super) staged: &'a Staged,
    pub(super) session: &'a Session,
    pub(super) open: &'a Open,
    pub(super) bars: &'a Bars,
}

/// Percent of turns in which somebody names a blocker, if they trust you.
const BLOCKERS: u32 = 30;

impl Stage<'_> {
    /// When a step is entered: what people call out, write down and vote.
    pub(super) fn entering(&self, step: &Step) -> Vec<Cue> {
        let mut cues = Vec::new();
        let cast = &self.content.cast;
        // Where cards were written, the topics come from them.
        let written = 0 < self.open.hidden_cards(self.session);
        for it in cast.titles.iter().filter(|it| it.step == step.id && !written) {
            cues.push(Cue::Ask(Actor::Facilitator, Command::Plan(it.titles.clone())));
        }
        for it in cast.captures.iter().filter(|it| it.step == step.id && self.is_here(&it.who)) {
            cues.push(say(Voice::Others, &self.in_character(&it.who, &it.says)));
            let by = self.actor(&it.who);
            cues.push(Cue::Ask(by, Command::Capture(it.capture.clone())));
        }
        cues.extend(self.at_the_board(step));
        if step.instrument == Instrument::Capacity {
            cues.extend(self.counts_days());
        }
        cues.extend(self.vote(step));
        cues
    }

    /// When a pass begins: a developer's turn, or an item laid on the table.
    ///
    /// `hands` are the cards of a scene that comes at this pass; without one they fall as they will.
    pub(super) fn turn(&self, step: &Step, pass: &Pass, hands: &[u32]) -> Vec<Cue> {
        match pass {
            Pass::Turn(_, nth) => self.speaks(pass, *nth),
            Pass::Item(title) if step.instrument == Instrument::Poker => {
                if hands.is_empty() {
                    self.estimates(title)
                } else {
                    self.lays(hands.to_vec())
                }
            }
            Pass::Item(_) => Vec::new(),
        }
    }

    /// How the developers end a pass that can end in several ways.
    pub(super) fn verdict(&self, step: &Step, pass: &Pass) -> Option<(Id, Option<Cue>)> {
        let outcomes = &step.passes.as_ref()?.outcomes;
        if let Some(full) = self.leaves_for_later(outcomes) {
            return Some(full);
        }
        let mut dice = self.staged.dice(&format!("{}{}", step.id, pass.title()));
        // The first way is the usual one; the others share what is left.
        let outcome = if dice.random_range(0..100) < 60 {
            outcomes.first()?
        } else {
            outcomes.choose(&mut dice)?
        };
        let verdict = self.content.cast.verdicts.iter().find(|it| it.outcome == outcome.id);
        let line =
            verdict.and_then(|it| it.says.choose(&mut dice)).map(|it| say(Voice::Others, it));
        Some((outcome.id.clone(), line))
    }

    fn speaks(&self, pass: &Pass, nth: u32) -> Vec<Cue> {
        let cast = &self.content.cast;
        let Some(who) = self.open.speaker(pass).and_then(|name| self.content.named(name)) else {
            return Vec::new();
        };
        let mut dice = self.staged.dice(&format!("turn {} {nth}", who.id));
        let mine: Vec<_> = cast.turns.iter().filter(|it| it.who == who.id).collect();
        let mut cues: Vec<Cue> = mine
            .choose(&mut dice)
            .map(|it| say(Voice::Others, &format!("{}: {}", who.name, it.says)))
            .into_iter()
            .collect();
        let raised = cast.blockers.iter().find(|it| it.who == who.id);
        let silent = self.bars.has(&self.content.state, Outcome::BlockersUnsaid);
        if let Some(it) = raised.filter(|_| dice.random_range(0..100) < BLOCKERS && !silent) {
            cues.push(say(Voice::Others, &format!("{}: {}", who.name, it.says)));
            let blocker = Draft::Blocker {
                text: it.text.clone(),
                sort: "".into(),
                owner: who.name.clone(),
                next_step: "".into(),
                due: None,
            };
            cues.push(Cue::Ask(self.actor(&who.id), Command::Capture(blocker)));
        }
        cues
    }

    /// Hands as a scene of this step has them; else as high as trust and clarity let them be.
    fn vote(&self, step: &Step) -> Option<Cue> {
        let pulse = step.pulse.as_ref()?;
        let known = self.session.setup().pulses.iter().find(|it| it.id == *pulse)?;
        let (from, to, _) = known.kind.scale();
        let mut dice = self.staged.dice(&format!("vote {}", step.id));
        let mood = self.bars.mood().clamp(0, 100).unsigned_abs();
        let middle = from + (to - from) * mood / 100;
        let hand = |dice: &mut dyn Rng| {
            (middle + dice.random_range(0..=2)).saturating_sub(1).clamp(from, to)
        };
        let here = self.staged.situations.iter().filter(|it| it.step == step.id);
        let told = here.map(|it| &it.hands).find(|it| !it.is_empty());
        let mut values: Vec<u32> = match told {
            Some(hands) => hands.clone(),
            None => (0..self.developers()).map(|_| hand(&mut dice)).collect(),
        };
        values.sort_unstable();
        Some(Cue::Ask(Actor::Facilitator, Command::Reveal { pulse: pulse.clone(), values }))
    }

    /// What is said of a vote that was just shown.
    pub(super) fn shown(&self, values: &[u32]) -> Cue {
        say(Voice::Others, &self.content.cast.votes.replace("{votes}", &listed(values)))
    }

    pub(super) fn developers(&self) -> usize {
        let present = self.session.present().iter().filter_map(|it| self.session.member(it));
        present.filter(|it| it.roles.contains(&Role::Dev)).count().max(1)
    }

    /// Words in quotation marks are somebody's.
    fn in_character(&self, who: &Id, says: &str) -> String {
        match self.content.persona(who).filter(|_| says.starts_with('\'')) {
            Some(it) => format!("{}: {says}", it.name),
            None => says.to_owned(),
        }
    }

    pub(super) fn is_here(&self, persona: &Id) -> bool {
        self.content.persona(persona).is_some_and(|it| self.session.present().contains(&it.name))
    }

    pub(super) fn actor(&self, persona: &Id) -> Actor {
        let role = self.content.persona(persona).map_or(Role::Dev, |it| it.role);
        // A record names a role and never a person.
        Actor::Participant { role, id: role.word().into() }
    }

    /// The product manager, asked into the room: comes, or cannot be reached.
    pub(super) fn asked(&self, input: &Id, now: Moment) -> Vec<Cue> {
        let lines = &self.content.cast.pm;
        let profile = &self.session.setup().profile;
        let Some(pm) =
            super::stage::pm_of(self.content, profile).and_then(|it| self.content.persona(it))
        else {
            return vec![say(Voice::Others, &lines.noted)];
        };
        let known = self.session.pm_inputs(now);
        let line = known.iter().find(|it| it.input.id == *input);
        let reach = if profile.bundle { 50 } else { 85 };
        let mut dice = self.staged.dice(&format!("reach {input}"));
        if line.is_none() || dice.random_range(0..100) >= reach {
            return vec![say(Voice::Others, &lines.waits.replace("{name}", &pm.name))];
        }
        let took = line.map_or(0, |it| it.input.time.ms() / 2);
        vec![
            Cue::Wait { ms: took },
            say(Voice::Others, &lines.comes.replace("{name}", &pm.name)),
            Cue::Ask(Actor::Facilitator, Command::Pm(input.clone(), crate::session::PmMove::Give)),
        ]
    }
}

pub(super) fn listed(values: &[u32]) -> String {
    let words: Vec<String> = values.iter().map(ToString::to_string).collect();
    words.join(" ")
}
