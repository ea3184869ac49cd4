//! What comes back from earlier sessions, at the live screen: which entry a key means, and what the key does with it.

use super::{Field, Key, Live, Now, Panel, Popup, Reply, Slot, Writing, writing::Of};
use crate::{
    ceremony::{CaptureKind, Field as Lack, Instrument, Over, Step, Text},
    session::{Capture, Command, Draft, GivenEntry, Pass, Recall},
};

/// Working days after which an open blocker comes first.
pub const STALE: u32 = 3;

/// What a key takes up: something of an earlier session, or a capture of this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    Past(Text),
    Here(u64),
}

/// What a key would make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub concern: Concern,
    pub capture: Capture,
    /// It goes to somebody who can move more, rather than to the first who takes it.
    pub escalates: bool,
}

impl Live {
    /// Entries of the past this step shows: what it calls back, and at the goal the blockers that grow old.
    pub fn recalls(&self) -> Vec<Recall<'_>> {
        let called = self.session.recalled();
        let checks_goal = |it: &Step| it.instrument == Instrument::Goal && it.templates.is_empty();
        if !called.is_empty() || !self.session.step().is_some_and(checks_goal) {
            return called;
        }
        let stale = |it: &&GivenEntry| it.kind == CaptureKind::Blocker && STALE <= it.age;
        let open = self.session.setup().given.open.iter().filter(stale);
        let mut stale: Vec<Recall> = open.map(|it| self.session.recall(it)).collect();
        stale.sort_by_key(|it| std::cmp::Reverse(it.entry.age));
        stale
    }

    /// The entry with the cursor, else the one this pass is about, else the first that is open.
    pub fn concern(&self) -> Option<Concern> {
        let past = |it: &Recall| Concern::Past(it.entry.id.clone());
        let recalls = self.recalls();
        if self.panel == Panel::Recalled && !recalls.is_empty() {
            let nth = self.cursor.recalled.min(recalls.len() - 1);
            return recalls.get(nth).map(past);
        }
        if let (Some(Pass::Item(title)), Some(kind)) = (self.session.current_pass(), self.walks()) {
            let here = |it: &&crate::session::Captured| {
                it.capture.kind == kind && it.capture.text == title
            };
            let known = recalls.iter().find(|it| it.entry.text == title).map(past);
            return known.or_else(|| {
                self.session.captures().iter().find(here).map(|it| Concern::Here(it.n))
            });
        }
        recalls.iter().find(|it| it.status.is_none()).map(past)
    }

    /// The kind of entry the step walks through pass by pass.
    fn walks(&self) -> Option<CaptureKind> {
        match self.session.step()?.passes.as_ref()?.over {
            Over::Open(kind) | Over::Captured(kind) => Some(kind),
            _ => None,
        }
    }

    /// How a concern reads now.
    pub fn reading(&self, concern: &Concern) -> Option<Capture> {
        match concern {
            Concern::Here(n) => self.session.capture(*n).map(|it| it.capture.clone()),
            Concern::Past(id) => Some(self.session.reading(self.session.entry(id)?)),
        }
    }

    /// The owner one key gives: to a blocker that has stayed too long one who can move more, else to what nobody has taken.
    pub fn proposal(&self) -> Option<Proposal> {
        let concern = self.concern()?;
        let capture = self.reading(&concern)?;
        if capture.kind != CaptureKind::Blocker {
            return None;
        }
        let proposed = |owner: Text, escalates: bool| Proposal {
            concern: concern.clone(),
            capture: Capture { owner, ..capture.clone() },
            escalates,
        };
        if let Some(owner) = self.escalation(&concern) {
            return Some(proposed(owner, true));
        }
        let taken = !capture.lacks(Lack::Owner);
        let owner = self.session.proposed_owner(&capture.sort).filter(|_| !taken)?;
        Some(proposed(owner, false))
    }

    /// Who should move a blocker that has stayed too long, unless they have it already.
    pub fn escalation(&self, concern: &Concern) -> Option<Text> {
        let Concern::Past(id) = concern else { return None };
        let entry = self.session.entry(id).filter(|it| it.kind == CaptureKind::Blocker)?;
        let reading = self.session.reading(entry);
        let owner = self.session.escalated_owner(&reading.sort, entry.age)?;
        (owner != reading.owner).then_some(owner)
    }

    pub(super) fn accept_owner(&mut self, now: Now) -> Reply {
        match self.proposal() {
            Some(it) => self.ask(rewritten(it.concern, it.capture), now),
            None => Reply::say("Nothing here waits for an owner."),
        }
    }

    /// Asks what solved it; Enter alone says that it is done.
    pub(super) fn settle_entry(&mut self) -> Reply {
        match self.concern() {
            Some(Concern::Past(id)) => self.keep(Popup::Settle { id, field: Field::default() }),
            Some(Concern::Here(n)) => self.rewrite(n, Slot::Outcome),
            None => Reply::say("Nothing of earlier sessions is open here."),
        }
    }

    pub(super) fn press_settle(&mut self, id: Text, mut field: Field, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Enter => {
                let typed = field.text();
                let how = if typed.is_empty() { Text::new("done") } else { typed };
                self.ask(Command::Settle { id, how }, now)
            }
            key => {
                field.press(key);
                self.keep(Popup::Settle { id, field })
            }
        }
    }

    /// `e` where an entry is at hand; `None` where it means a capture.
    pub(super) fn edit_concern(&mut self) -> Option<Reply> {
        if self.closing().is_some() || self.panel == Panel::Captured {
            return None;
        }
        Some(match self.concern()? {
            Concern::Past(id) => self.renew(&id),
            Concern::Here(n) => self.rewrite(n, Slot::Owner),
        })
    }

    /// Opens an entry of the past: at its owner, where it has none.
    pub(super) fn renew(&mut self, id: &Text) -> Reply {
        let Some(capture) = self.reading(&Concern::Past(id.clone())) else { return Reply::none() };
        let slot = match capture.kind {
            CaptureKind::Blocker if !capture.lacks(Lack::Owner) => Slot::NextStep,
            CaptureKind::Blocker | CaptureKind::Action => Slot::Owner,
            _ => Slot::Text,
        };
        self.keep(Popup::Write(Box::new(Writing::new(capture, Of::Entry(id.clone()), slot))))
    }
}

fn rewritten(concern: Concern, capture: Capture) -> Command {
    let to = Draft::from(capture);
    match concern {
        Concern::Past(id) => Command::Renew { id, to },
        Concern::Here(of) => Command::Amend { of, to },
    }
}
