//! A session: what it started with, its records, and what they add up to.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Actor, Capacity, Capture, Ending, Event, Extension, Item, Moment, Pass, PmAct, Record, Round,
    Setup, Talk, Tally, backlog, board::Board, idle::Idle,
};
use crate::ceremony::{Id, Secs, Step, Text};

/// One run of a ceremony: what it started with, and the fold of its records.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    pub(super) setup: Arc<Setup>,
    pub(super) records: Vec<Record>,
    pub(super) struck: BTreeSet<u64>,
    /// The items as they were before anything happened.
    pub(super) first_items: Arc<Vec<Item>>,
    pub(super) story: Story,
}

/// What the effective records add up to.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Story {
    pub(super) phase: Phase,
    pub(super) began: Moment,
    pub(super) ended: Option<(Moment, Ending)>,
    pub(super) talk: Option<Talk>,
    pub(super) present: Vec<Text>,
    pub(super) leads: Option<Text>,
    pub(super) mode: Option<Id>,
    pub(super) target: Option<u32>,
    pub(super) visits: Vec<Visit>,
    pub(super) skipped: BTreeSet<Id>,
    /// Steps left by their own end at least once.
    pub(super) done: BTreeSet<Id>,
    pub(super) steps: BTreeMap<Id, StepStory>,
    pub(super) hand: BTreeMap<Id, bool>,
    /// Tag, title of the pass, and whether it was put on or taken off.
    pub(super) tags: Vec<(Id, Text, bool)>,
    /// Standing facts an input was settled for, and the step where.
    pub(super) spoken_for: BTreeMap<Id, Id>,
    pub(super) confirmed: BTreeSet<Id>,
    pub(super) ticks: Vec<Tick>,
    pub(super) acts: Vec<Act>,
    /// Inputs that were applicable when their step was left, with their causes then.
    pub(super) left_open: BTreeMap<Id, Vec<Id>>,
    pub(super) captures: Vec<Captured>,
    pub(super) settled: Vec<(Text, Text)>,
    pub(super) renewed: BTreeMap<Text, Capture>,
    pub(super) choices: BTreeMap<Id, Id>,
    pub(super) extensions: Vec<Extended>,
    pub(super) boxes: BTreeMap<Id, u32>,
    pub(super) replanned: Option<Replanned>,
    /// The box a step had when it was last left.
    pub(super) left_boxes: BTreeMap<Id, Secs>,
    /// As counted last, with its record.
    pub(super) capacity: Option<(u64, Capacity)>,
    pub(super) flags: Vec<(Id, Id)>,
    pub(super) reveals: Vec<Reveal>,
    pub(super) board: Board,
    /// Check-in chosen for a step.
    pub(super) check_ins: BTreeMap<Id, Id>,
    pub(super) warned: Vec<(Id, Id)>,
    pub(super) overridden: Vec<(Id, Text)>,
    pub(super) idle: Idle,
    pub(super) items: Arc<Vec<Item>>,
    pub(super) rounds: Vec<Round>,
}

impl Story {
    pub(super) fn of(setup: &Setup) -> Story {
        Story { items: Arc::new(backlog::at_start(&setup.given)), ..Story::default() }
    }
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Phase {
    #[default]
    Waiting,
    Running,
    Paused {
        since: Moment,
    },
    Ended,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Visit {
    pub(super) step: Id,
    pub(super) entered: Moment,
}

/// What belongs to a step however often it is visited, so that going back loses nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct StepStory {
    pub(super) planned: Vec<Text>,
    /// Everybody who was here at any time while the step ran.
    pub(super) seated: Vec<Text>,
    pub(super) marks: Vec<(Pass, Ended)>,
    pub(super) returned: Option<Pass>,
    pub(super) pass_from: Moment,
    /// Milliseconds each pass took so far, the running stretch apart.
    pub(super) times: Vec<(Pass, u64)>,
}

impl StepStory {
    /// A pass ends; one that was only looked at again keeps the outcome it had.
    pub(super) fn end(&mut self, pass: &Pass, how: Ended) {
        self.returned = None;
        let kept = self.marks.iter().find(|(it, _)| it == pass).map(|(_, how)| how.clone());
        let how = match (how, kept) {
            (Ended::Done(None), Some(Ended::Done(outcome))) => Ended::Done(outcome),
            (how, _) => how,
        };
        self.marks.retain(|(it, _)| it != pass);
        self.marks.push((pass.clone(), how));
    }
}

/// How a pass ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended {
    Done(Option<Id>),
    Skipped,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tick {
    pub(super) activity: Id,
    pub(super) pass: Option<Text>,
    /// The reason when it was skipped rather than done.
    pub(super) skipped: Option<Text>,
}

/// What was done about a PM input, and why it applied then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub input: Id,
    pub act: PmAct,
    pub at: Moment,
    /// The record, which is also a brief's id in the ledger.
    pub n: u64,
    pub step: Id,
    pub causes: Vec<Id>,
}

/// A capture as it reads now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// The record that made it; its name for `Amend` and, after the session id, in the ledger.
    pub n: u64,
    pub at: Moment,
    pub step: Id,
    pub capture: Capture,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extended {
    pub(super) step: Id,
    pub(super) pass: Option<Pass>,
    pub(super) secs: u32,
    pub(super) how: Extension,
}

/// The boxes that times planned anew replaced, and the visit it happened at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replanned {
    pub(super) visit: usize,
    pub(super) before: BTreeMap<Id, Secs>,
}

/// A vote as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reveal {
    pub pulse: Id,
    pub tally: Tally,
    pub step: Id,
    pub at: Moment,
}

impl Session {
    pub fn new(setup: Arc<Setup>) -> Session {
        let story = Story::of(&setup);
        let first_items = story.items.clone();
        Session { setup, records: Vec::new(), struck: BTreeSet::new(), first_items, story }
    }

    /// This session before anything happened.
    pub(super) fn unbegun(&self) -> Session {
        Session {
            setup: self.setup.clone(),
            records: Vec::new(),
            struck: BTreeSet::new(),
            first_items: self.first_items.clone(),
            story: self.first_story(),
        }
    }

    /// The story before its first record.
    pub(super) fn first_story(&self) -> Story {
        Story { items: self.first_items.clone(), ..Story::default() }
    }

    /// The session as it stood at `until`: every record at or before that moment, folded.
    pub fn replay(setup: Arc<Setup>, records: &[Record], until: Moment) -> Session {
        let mut session = Session::new(setup);
        session.records.extend(records.iter().take_while(|it| it.at <= until).cloned());
        session.refold();
        session
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Every record, taken back ones included.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The records that count.
    pub fn effective(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.records.iter().filter(|it| !self.struck.contains(&it.n))
    }

    /// The number the next record will carry.
    pub fn next_n(&self) -> u64 {
        self.records.last().map_or(FIRST, |it| it.n + 1)
    }

    pub fn phase(&self) -> Phase {
        self.story.phase
    }

    pub fn has_begun(&self) -> bool {
        self.story.phase != Phase::Waiting
    }

    pub fn ending(&self) -> Option<&Ending> {
        self.story.ended.as_ref().map(|(_, how)| how)
    }

    /// The current step; the last one after the end.
    pub fn step(&self) -> Option<&Step> {
        self.story.visits.last().and_then(|it| self.step_of(&it.step))
    }

    pub fn step_of(&self, id: &Id) -> Option<&Step> {
        self.setup.ceremony.steps.iter().find(|it| it.id == *id)
    }

    pub fn present(&self) -> &[Text] {
        &self.story.present
    }

    pub fn leads(&self) -> Option<&Text> {
        self.story.leads.as_ref()
    }

    pub fn mode(&self) -> Option<&Id> {
        self.story.mode.as_ref()
    }

    pub fn captures(&self) -> &[Captured] {
        &self.story.captures
    }

    pub fn reveals(&self) -> &[Reveal] {
        &self.story.reveals
    }

    pub fn acts(&self) -> &[Act] {
        &self.story.acts
    }

    /// Warnings flagged by the facilitator, with the step.
    pub fn flags(&self) -> &[(Id, Id)] {
        &self.story.flags
    }

    /// Soft guards that did not hold when their step was left.
    pub fn warned(&self) -> impl Iterator<Item = &Id> {
        self.story.warned.iter().map(|(guard, _)| guard)
    }

    pub fn overridden(&self) -> &[(Id, Text)] {
        &self.story.overridden
    }

    pub fn chosen(&self, choice: &Id) -> Option<&Id> {
        self.story.choices.get(choice)
    }

    /// What was done here about an entry known from the past.
    pub fn settled(&self, id: &str) -> Option<&Text> {
        self.story.settled.iter().rev().find(|(it, _)| **it == *id).map(|(_, how)| how)
    }

    /// The last effective record of this actor that undo may take back.
    pub fn undoable(&self, by: &Actor) -> Option<&Record> {
        self.effective().rev().find(|it| it.by == *by && it.event.is_undoable())
    }

    /// The record that redo would bring back: the last one struck, unless the actor has done something since.
    pub fn redoable(&self, by: &Actor) -> Option<u64> {
        for record in self.records.iter().rev().filter(|it| it.by == *by) {
            match &record.event {
                Event::Struck { n } if self.struck.contains(n) => return Some(*n),
                _ if record.event.is_undoable() && !self.struck.contains(&record.n) => return None,
                _ => {}
            }
        }
        None
    }

    pub(super) fn paused_since(&self) -> Option<Moment> {
        match self.story.phase {
            Phase::Paused { since } => Some(since),
            Phase::Waiting | Phase::Running | Phase::Ended => None,
        }
    }

    /// The id of the current step; empty before the beginning.
    pub(super) fn here(&self) -> Id {
        self.story.visits.last().map(|it| it.step.clone()).unwrap_or_default()
    }
}

/// Lines 0 and 1 of a journal are the opening and the definition.
const FIRST: u64 = 2;
