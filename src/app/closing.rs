//! The closing page: what is still open, one key each, and all of it may stay as it is.

use super::{Intent, Live, Now, Page, Reply, Slot};
use crate::{
    ceremony::{CaptureKind, Field, Id, Need},
    session::{ActivityState, Capture, Command, PmMove},
};

/// Its cursor, and whether steps are left out on the way.
#[derive(Debug, Clone, Copy)]
pub struct Closing {
    pub early: bool,
    pub cursor: usize,
}

/// Something still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClosingRow {
    /// A PM input with a question, and its sentence.
    Input(Id, String),
    /// A capture, what it lacks, where to write it.
    Capture(u64, &'static str, Slot),
    /// A required activity nobody ticked, and its words.
    Activity(Id, String),
}

impl Live {
    pub fn closing(&self) -> Option<&Closing> {
        match &self.page {
            Page::Closing(it) => Some(it),
            Page::Steps | Page::Board(_) => None,
        }
    }

    /// Questions first, then what captures lack, then activities.
    pub fn closing_rows(&self, now: Now) -> Vec<ClosingRow> {
        let at = self.moment(now);
        let inputs = self.session.left_open(at).into_iter();
        let inputs =
            inputs.map(|it| ClosingRow::Input(it.input.id.clone(), it.input.text.to_string()));
        let captures = self.session.captures().iter().filter_map(|it| {
            let (lack, slot) = lacking(&it.capture)?;
            Some(ClosingRow::Capture(it.n, lack, slot))
        });
        let steps =
            self.session.setup().ceremony.steps.iter().filter(|it| self.session.visited(&it.id));
        let required = steps.flat_map(|it| &it.po).filter(|it| it.need == Need::Required);
        let open = required
            .filter(|it| self.session.activity_state_anywhere(it, at) == ActivityState::Open)
            .map(|it| ClosingRow::Activity(it.id.clone(), it.text.to_string()));
        inputs.chain(captures).chain(open).collect()
    }

    fn closing_row(&self, now: Now) -> Option<ClosingRow> {
        let rows = self.closing_rows(now);
        let nth = self.closing()?.cursor.min(rows.len().checked_sub(1)?);
        rows.into_iter().nth(nth)
    }

    pub(super) fn closing_activity(&self, now: Now) -> Option<Id> {
        match self.closing_row(now)? {
            ClosingRow::Activity(id, _) => Some(id),
            ClosingRow::Input(..) | ClosingRow::Capture(..) => None,
        }
    }

    pub(super) fn closing_capture(&self, now: Now) -> Option<(u64, Slot)> {
        match self.closing_row(now)? {
            ClosingRow::Capture(n, _, slot) => Some((n, slot)),
            ClosingRow::Input(..) | ClosingRow::Activity(..) => None,
        }
    }

    pub(super) fn offers_on_closing(&self, intent: Intent, now: Now) -> bool {
        let Some(row) = self.closing_row(now) else { return false };
        let wish = match intent {
            Intent::Tick => {
                let ClosingRow::Activity(id, _) = row else { return false };
                return self.grants(Command::Do(id), now);
            }
            Intent::Carry => PmMove::Carry { assumption: false },
            Intent::Brief => super::manager::brief(),
            Intent::Defer => PmMove::Defer { until: None },
            Intent::Waive => PmMove::Waive,
            _ => return false,
        };
        match row {
            ClosingRow::Input(id, _) => self.grants(Command::Pm(id, wish), now),
            ClosingRow::Capture(..) | ClosingRow::Activity(..) => false,
        }
    }

    pub(super) fn settle(&mut self, wish: PmMove, now: Now) -> Reply {
        match self.closing_row(now) {
            Some(ClosingRow::Input(id, _)) => self.ask(Command::Pm(id, wish), now),
            _ => Reply::say("Mark an open question first."),
        }
    }

    pub(super) fn brief_on_closing(&mut self, now: Now) -> Reply {
        match self.closing_row(now) {
            Some(ClosingRow::Input(id, _)) => self.write_brief(id, now),
            _ => Reply::say("Mark an open question first."),
        }
    }

    /// Ends the session; what is open stays open.
    pub(super) fn finish(&mut self, now: Now) -> Reply {
        let early = self.closing().is_some_and(|it| it.early);
        self.ask(if early { Command::Finish } else { Command::Advance }, now)
    }
}

/// What a capture still wants, if anything.
fn lacking(it: &Capture) -> Option<(&'static str, Slot)> {
    let lack = |field, words, slot| it.lacks(field).then_some((words, slot));
    match it.kind {
        CaptureKind::Action => lack(Field::Owner, "who does it?", Slot::Owner),
        CaptureKind::Blocker => lack(Field::Owner, "who takes it?", Slot::Owner)
            .or_else(|| lack(Field::NextStep, "what happens next?", Slot::NextStep)),
        CaptureKind::Question => lack(Field::Answer, "what is the answer?", Slot::Outcome),
        CaptureKind::Parking => lack(Field::Outcome, "what becomes of it?", Slot::Outcome),
        CaptureKind::Risk => {
            lack(Field::Outcome, "solved, owned, accepted or softened?", Slot::Outcome)
        }
        CaptureKind::Note
        | CaptureKind::Decision
        | CaptureKind::NotYet
        | CaptureKind::Feedback
        | CaptureKind::Goal => None,
    }
}
