//! What a journal says: facts in the past tense, one to a record.

use super::{CardInput, Hand, ItemChange, Release, Talk};
use crate::ceremony::{CaptureKind, Field, Id, Text};

/// Milliseconds since the session was opened, on a clock that counts sleep. Never runs back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u64);

impl Moment {
    /// Milliseconds from `earlier` to here; 0 if that lies ahead.
    pub fn since(self, earlier: Moment) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Who asks. A record leaves the facilitator out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Actor {
    #[default]
    Facilitator,
    /// A participant at another keyboard, known by role and an id of their own.
    Participant { role: crate::ceremony::Role, id: Id },
    /// The shell itself: gaps, interruptions, reopening.
    Shell,
}

/// One line of the story: its number in the journal, when, who, what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Position in the journal; lines 0 and 1 are the opening and the definition, so events start at 2.
    pub n: u64,
    pub at: Moment,
    pub by: Actor,
    pub event: Event,
}

/// Something that happened and cannot be computed from what happened before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The start sheet as accepted.
    Began {
        present: Vec<Text>,
        leads: Option<Text>,
        mode: Option<Id>,
        facts: Vec<(Id, bool)>,
        /// Seconds, when the length was changed on the start sheet.
        target: Option<u32>,
        /// Prepare activities ticked.
        prepared: Vec<Id>,
    },
    Attended {
        name: Text,
        here: bool,
    },
    /// A step was entered, and with it the one before left.
    Entered {
        step: Id,
        way: Way,
        /// Steps passed over on the way, by their own condition or by a jump.
        skipped: Vec<Id>,
        /// Soft guards that did not hold.
        warned: Vec<Id>,
        /// Hard guards that did not hold, with the reason they were set aside.
        overridden: Vec<(Id, Text)>,
    },
    /// Titles for the passes of the current step, appended to those it has.
    Planned {
        titles: Vec<Text>,
    },
    /// The current pass ended, or an earlier one was returned to.
    Passed {
        pass: Pass,
        how: PassEnd,
    },
    FactSet {
        fact: Id,
        value: bool,
        /// The pass it tags.
        pass: Option<Text>,
    },
    Confirmed {
        guard: Id,
    },
    ActivityDone {
        activity: Id,
        pass: Option<Text>,
    },
    ActivitySkipped {
        activity: Id,
        pass: Option<Text>,
        why: Text,
    },
    PmInput {
        input: Id,
        act: PmAct,
    },
    Captured {
        capture: Capture,
    },
    /// Record `of` now reads like this.
    Amended {
        of: u64,
        capture: Capture,
    },
    /// Something known from the past, `<sid>.<n>`, got a new status here.
    Settled {
        id: Text,
        how: Text,
    },
    /// Something known from the past now reads like this: an owner, a next step, a new date.
    Renewed {
        id: Text,
        capture: Capture,
    },
    Chose {
        choice: Id,
        option: Id,
    },
    Extended {
        secs: u32,
        how: Extension,
    },
    Paused,
    Resumed,
    /// New boxes in seconds for steps ahead.
    Rebalanced {
        boxes: Vec<(Id, u32)>,
    },
    /// What the developers have for the sprint was counted.
    CapacitySet {
        capacity: super::Capacity,
    },
    Flagged {
        warning: Id,
    },
    /// A vote was shown: how many of each value, lowest first, and for a private one with few voters only whether it was low.
    Revealed {
        pulse: Id,
        tally: Tally,
    },
    /// An item reads, stands or weighs differently from here on.
    ItemChanged {
        /// Its name in this session: the label it came with.
        item: Text,
        change: ItemChange,
    },
    /// A round of cards for an item, in the order of the deck; never whose they were.
    HandsShown {
        item: Text,
        hands: Vec<Hand>,
    },
    /// The format of the retrospective, and where its cards live.
    BoardSet {
        format: Id,
        input: CardInput,
    },
    /// Hidden cards were shown, in the order of their texts; a column may take several records.
    CardsShown {
        column: Id,
        cards: Vec<Text>,
    },
    /// So many hidden cards were discarded unread; what they said is in no record.
    CardsDropped {
        cards: u32,
    },
    /// Topics became one.
    Grouped {
        topics: Vec<Text>,
        title: Text,
    },
    Retitled {
        topic: Text,
        title: Text,
    },
    /// A card left its topic, for another or to stand by itself.
    CardMoved {
        card: Text,
        column: Id,
        from: Text,
        to: Option<Text>,
    },
    /// Dots each has and may put on one topic, other than suggested.
    BudgetSet {
        each: u32,
        on_one: u32,
        why: Text,
    },
    /// Dots by topic, in the order of titles; topics without one are left out.
    DotsShown {
        dots: Vec<(Text, u32)>,
        run_off: bool,
    },
    /// What of a topic may leave the room.
    Released {
        topic: Text,
        to: Release,
    },
    /// How the current step is held.
    CheckInChosen {
        check_in: Id,
    },
    Ended {
        how: Ending,
        /// How turns were shared, computed once; nothing where there were few.
        talk: Option<Talk>,
    },
    /// Record `n` counts nowhere from here on.
    Struck {
        n: u64,
    },
    /// Record `n` counts again.
    Restored {
        n: u64,
    },
    /// The journal was taken up again; bytes of a torn last line, first and how many, that count nowhere.
    Reopened {
        torn: Option<(u64, u64)>,
    },
    Gap {
        ms: u64,
        how: GapKind,
    },
    Interrupted {
        signal: i32,
    },
}

/// How a step came to be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Forward,
    Back,
    Jump,
    Branch,
}

/// What a pass is about. Never a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass {
    Item(Text),
    /// The n-th (from 1) of the people who hold this role.
    Turn(crate::ceremony::Role, u32),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassEnd {
    Done(Option<Id>),
    Skipped,
    /// Gone back to: it is the current pass again.
    Returned,
}

/// What became of a PM input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PmAct {
    Requested,
    Given,
    /// The PO answered under the strategy hat; an assumption is to be confirmed.
    Carried {
        assumption: bool,
    },
    Briefed(Brief),
    Answered(Text),
    Deferred {
        until: Option<chrono::NaiveDate>,
    },
    Waived,
}

/// A question that goes out with what happens if nobody answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brief {
    pub question: Text,
    pub options: Vec<Text>,
    /// What the PO recommends.
    pub default: Text,
    pub needed_by: Option<chrono::NaiveDate>,
    /// What we do if we hear nothing.
    pub silence: Text,
}

/// Something written down. Fields that a kind has no use for stay empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    pub kind: CaptureKind,
    pub text: Text,
    /// A person's name, a role, or "nobody yet"; empty when not asked.
    pub owner: Text,
    pub due: Option<chrono::NaiveDate>,
    /// What sort of blocker or question: `technical`, `stakeholder`, `market` …
    pub sort: Text,
    pub next_step: Text,
    /// How we see that it worked (action).
    pub signal: Text,
    /// Who decided, under which hat: `po`, `pm`, `team` … (decision); who wished (not yet).
    pub from: Text,
    /// What became of it here: answered, solved, owned, accepted …
    pub outcome: Text,
    /// The pass it belongs to.
    pub about: Option<Text>,
    /// A goal that is final rather than a draft.
    pub is_final: bool,
}

impl Capture {
    pub fn new(kind: CaptureKind, text: impl Into<Text>) -> Capture {
        Capture {
            kind,
            text: text.into(),
            owner: Text::default(),
            due: None,
            sort: Text::default(),
            next_step: Text::default(),
            signal: Text::default(),
            from: Text::default(),
            outcome: Text::default(),
            about: None,
            is_final: false,
        }
    }

    /// Whether the field a guard asks about is empty. "nobody yet" is no owner.
    pub fn lacks(&self, field: Field) -> bool {
        match field {
            Field::Owner => self.owner.trim().is_empty() || &*self.owner == NOBODY,
            Field::Due => self.due.is_none(),
            Field::NextStep => self.next_step.trim().is_empty(),
            Field::SuccessSignal => self.signal.trim().is_empty(),
            Field::Outcome | Field::Answer => self.outcome.trim().is_empty(),
        }
    }
}

/// The owner of what nobody has taken yet.
pub const NOBODY: &str = "nobody yet";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extension {
    /// Thumbs up and down.
    Voted {
        up: u32,
        down: u32,
    },
    Alone,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tally {
    /// Value and how many chose it, lowest value first.
    Counts(Vec<(u32, u32)>),
    Ok,
    Low,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    Done,
    /// Before the last step, with the step it ended in known from the story.
    Early,
    /// One of the ceremony's reasons, and words if they were given.
    Aborted {
        reason: Id,
        words: Text,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapKind {
    Counted,
    LeftOut,
}

impl Event {
    /// Design rule 6: what must not be taken back by undo.
    pub fn is_undoable(&self) -> bool {
        !matches!(
            self,
            Event::Began { .. }
                | Event::Reopened { .. }
                | Event::Gap { .. }
                | Event::Revealed { .. }
                | Event::HandsShown { .. }
                | Event::CardsShown { .. }
                | Event::DotsShown { .. }
                | Event::Ended { .. }
                | Event::Struck { .. }
                | Event::Restored { .. }
                | Event::Interrupted { .. }
        )
    }
}
