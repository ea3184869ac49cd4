//! Writing a capture down: the text first, then what its kind may add, one field at a time.

use super::{Field, Key, Live, Now, Popup, Reply};
use crate::{
    ceremony::{CaptureKind, Field as Lack, Text},
    session::{Capture, Command, Draft, NOBODY, dates},
};

#[derive(Debug)]
pub struct Writing {
    pub of: Of,
    pub capture: Capture,
    pub slot: Slot,
    pub field: Field,
    /// What stood where the cursor stands, in a sentence with holes.
    pub hole: Option<String>,
    /// Why what was typed will not do.
    pub problem: Option<&'static str>,
}

/// What it rewrites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    Nothing,
    Record(u64),
    /// Something of an earlier session.
    Entry(Text),
}

/// What is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    Text,
    Owner,
    Due,
    Sort,
    NextStep,
    Signal,
    From,
    Outcome,
}

impl Writing {
    pub fn new(capture: Capture, of: Of, slot: Slot) -> Writing {
        let mut writing =
            Writing { of, capture, slot, field: Field::default(), hole: None, problem: None };
        writing.open(slot);
        writing
    }

    /// What its kind has room for, in the order of Tab.
    pub fn slots(&self) -> &'static [Slot] {
        match self.capture.kind {
            CaptureKind::Note | CaptureKind::Goal => &[Slot::Text],
            CaptureKind::Decision | CaptureKind::NotYet => &[Slot::Text, Slot::From, Slot::Due],
            CaptureKind::Action => &[Slot::Text, Slot::Owner, Slot::Due, Slot::Signal],
            CaptureKind::Blocker => {
                &[Slot::Text, Slot::Sort, Slot::Owner, Slot::NextStep, Slot::Due]
            }
            CaptureKind::Question => {
                &[Slot::Text, Slot::Sort, Slot::Owner, Slot::Due, Slot::Outcome]
            }
            CaptureKind::Risk => &[Slot::Text, Slot::Sort, Slot::Owner, Slot::Outcome],
            CaptureKind::Parking => &[Slot::Text, Slot::Owner, Slot::Outcome],
            CaptureKind::Feedback => &[Slot::Text, Slot::From, Slot::Outcome],
        }
    }

    /// What a slot is called for this kind, with an example where the form matters.
    pub fn label(&self, slot: Slot) -> &'static str {
        match (slot, self.capture.kind) {
            (Slot::Text, _) => "text",
            (Slot::Owner, CaptureKind::Question) => "asked",
            (Slot::Owner, CaptureKind::Parking) => "people",
            (Slot::Owner, _) => "owner",
            (Slot::Due, CaptureKind::Decision) => "revisit on: fri, +3d, 2026-11-27",
            (Slot::Due, CaptureKind::NotYet) => "look again on: fri, +3d, 2026-11-27",
            (Slot::Due, _) => "due: fri, +3d, 2026-11-27",
            (Slot::Sort, _) => "kind: technical, backlog, stakeholder, market, dependency, people",
            (Slot::NextStep, _) => "next step",
            (Slot::Signal, _) => "how we see that it worked",
            (Slot::From, CaptureKind::Decision) => "who decided: po, pm, team",
            (Slot::From, _) => "from whom",
            (Slot::Outcome, CaptureKind::Question) => "answer",
            (Slot::Outcome, CaptureKind::Risk) => "solved, owned, accepted or softened",
            (Slot::Outcome, _) => "what becomes of it",
        }
    }

    fn text(&mut self, slot: Slot) -> Option<&mut Text> {
        match slot {
            Slot::Text => Some(&mut self.capture.text),
            Slot::Owner => Some(&mut self.capture.owner),
            Slot::Sort => Some(&mut self.capture.sort),
            Slot::NextStep => Some(&mut self.capture.next_step),
            Slot::Signal => Some(&mut self.capture.signal),
            Slot::From => Some(&mut self.capture.from),
            Slot::Outcome => Some(&mut self.capture.outcome),
            Slot::Due => None,
        }
    }

    fn open(&mut self, slot: Slot) {
        self.slot = slot;
        self.problem = None;
        let due = self.capture.due.map(|it| it.to_string()).unwrap_or_default();
        let known = self.text(slot).map_or(due, |it| it.to_string());
        self.field = Field::new(if known == NOBODY { "" } else { &known });
    }

    /// Puts what was typed into its slot; `false` when it will not do.
    fn store(&mut self, today: Option<chrono::NaiveDate>) -> bool {
        let typed = self.field.text();
        match self.text(self.slot) {
            Some(it) => *it = typed,
            None if typed.is_empty() => self.capture.due = None,
            None => {
                let Some(date) = today.and_then(|today| dates::due(&typed, today)) else {
                    self.problem = Some("No date; say fri, +3d, tomorrow or 2026-11-27.");
                    return false;
                };
                self.capture.due = Some(date);
            }
        }
        true
    }

    /// Goes to the next `<…>` of the sentence and opens it; `false` when there is none.
    fn fill_next_hole(&mut self) -> bool {
        if self.capture.kind != CaptureKind::Goal {
            return false;
        }
        self.hole = self.field.next_hole();
        self.hole.is_some()
    }

    fn step(&self, forward: bool) -> Slot {
        let slots = self.slots();
        let at = slots.iter().position(|it| *it == self.slot).unwrap_or(0);
        let to = if forward { at + 1 } else { at + slots.len() - 1 };
        slots[to % slots.len()]
    }
}

impl Live {
    /// Opens the field for a new capture; a goal starts from the one that stands.
    pub(super) fn write(&mut self, kind: CaptureKind, _now: Now) -> Reply {
        let mut capture = Capture::new(kind, Text::default());
        if kind == CaptureKind::Goal {
            capture.text = self.session.goal().unwrap_or_default();
            capture.is_final = self.finishes_goal();
        }
        self.keep(Popup::Write(Box::new(Writing::new(capture, Of::Nothing, Slot::Text))))
    }

    /// Opens the field with one of the step's sentences, at its first hole.
    pub(super) fn write_from(&mut self, template: &Text) -> Reply {
        let mut capture = Capture::new(CaptureKind::Goal, template.clone());
        capture.is_final = self.finishes_goal();
        let mut writing = Writing::new(capture, Of::Nothing, Slot::Text);
        writing.fill_next_hole();
        self.keep(Popup::Write(Box::new(writing)))
    }

    /// The last of the steps that write a goal makes it final, where an earlier one drafts it.
    fn finishes_goal(&self) -> bool {
        let steps = &self.session.setup().ceremony.steps;
        let mut writers = steps.iter().filter(|it| it.captures.contains(&CaptureKind::Goal));
        let first = writers.next().map(|it| &it.id);
        let last = writers.next_back().map(|it| &it.id);
        last.is_some() && last == self.session.step().map(|it| &it.id) && first != last
    }

    /// Opens a capture of this session again, at a slot.
    pub(super) fn rewrite(&mut self, n: u64, slot: Slot) -> Reply {
        let Some(it) = self.session.capture(n) else { return Reply::none() };
        let writing = Writing::new(it.capture.clone(), Of::Record(n), slot);
        self.keep(Popup::Write(Box::new(writing)))
    }

    /// The kind of capture a held door waits for, where it waits for one.
    pub fn missing(&self) -> Option<CaptureKind> {
        let first = self.session.step().and_then(|it| it.captures.first().copied());
        first.filter(|it| matches!(it, CaptureKind::Goal | CaptureKind::Action))
    }

    /// Opens the field for what is missing: an action without a name is asked for its name.
    pub(super) fn write_what_is_missing(&mut self, now: Now) -> Reply {
        let Some(kind) = self.missing() else { return Reply::none() };
        let captures = self.session.captures().iter().map(|it| (it.n, &it.capture));
        let mut of_kind = captures.filter(|(_, it)| it.kind == kind);
        let nameless = of_kind.find(|(_, it)| kind == CaptureKind::Action && it.lacks(Lack::Owner));
        match nameless.map(|(n, _)| n) {
            Some(n) => self.rewrite(n, Slot::Owner),
            None => self.write(kind, now),
        }
    }

    pub(super) fn press_writing(&mut self, mut it: Box<Writing>, key: Key, now: Now) -> Reply {
        let today = self.session.date(self.moment(now));
        match key {
            Key::Esc => Reply::none(),
            Key::Tab | Key::Enter if it.fill_next_hole() => self.keep(Popup::Write(it)),
            Key::Tab | Key::BackTab => {
                if it.store(today) {
                    it.open(it.step(key == Key::Tab));
                }
                self.keep(Popup::Write(it))
            }
            Key::Enter if !it.store(today) => self.keep(Popup::Write(it)),
            Key::Enter if it.capture.text.trim().is_empty() => Reply::none(),
            Key::Enter if asks_owner(&it) => {
                it.open(Slot::Owner);
                self.keep(Popup::Write(it))
            }
            Key::Enter => {
                if it.slot == Slot::Owner {
                    it.capture.owner = self.full_names(&it.capture.owner);
                }
                self.put_down(*it, now)
            }
            Key::Char(digit) if names_several(&it) && digit.is_ascii_digit() => {
                if let Some(name) = self.nth_present(digit) {
                    it.field.paste(&format!("{name}, "));
                }
                self.keep(Popup::Write(it))
            }
            Key::Char(digit)
                if it.slot == Slot::Owner && it.field.is_empty() && digit.is_ascii_digit() =>
            {
                match self.nth_present(digit) {
                    Some(name) => {
                        it.capture.owner = name;
                        self.put_down(*it, now)
                    }
                    None => self.keep(Popup::Write(it)),
                }
            }
            key => {
                it.field.press(key);
                self.keep(Popup::Write(it))
            }
        }
    }

    fn put_down(&mut self, it: Writing, now: Now) -> Reply {
        let draft = Draft::from(it.capture);
        match it.of {
            Of::Nothing => self.ask(Command::Capture(draft), now),
            Of::Record(of) => self.ask(Command::Amend { of, to: draft }, now),
            Of::Entry(id) => self.ask(Command::Renew { id, to: draft }, now),
        }
    }

    /// People one digit away, in the team's order.
    pub fn nameable(&self) -> Vec<&Text> {
        let members = self.session.setup().team.members.iter().map(|it| &it.name);
        members.filter(|it| self.session.present().contains(it)).take(9).collect()
    }

    fn nth_present(&self, digit: char) -> Option<Text> {
        let nth = usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)?;
        self.nameable().get(nth).map(|it| (*it).clone())
    }

    fn full_names(&self, typed: &Text) -> Text {
        let names = typed.split(',').map(str::trim).filter(|it| !it.is_empty());
        let names: Vec<String> =
            names.map(|it| self.full_name(&Text::new(it)).to_string()).collect();
        Text::new(names.join(", "))
    }

    /// The member whose name begins like this, else what was typed.
    fn full_name(&self, typed: &Text) -> Text {
        let start = typed.to_lowercase();
        let members = self.session.setup().team.members.iter().map(|it| &it.name);
        let fits = |it: &&Text| !start.is_empty() && it.to_lowercase().starts_with(&start);
        members.into_iter().find(fits).unwrap_or(typed).clone()
    }
}

/// An action's owner and the people of a parked topic are asked for once.
fn asks_owner(it: &Writing) -> bool {
    it.slot == Slot::Text
        && it.of == Of::Nothing
        && matches!(it.capture.kind, CaptureKind::Action | CaptureKind::Parking)
        && it.capture.owner.is_empty()
}

/// Digits name several people where a topic concerns several.
fn names_several(it: &Writing) -> bool {
    it.slot == Slot::Owner
        && it.capture.kind == CaptureKind::Parking
        && (it.field.is_empty() || it.field.value().ends_with(", "))
}
