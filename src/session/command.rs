//! What can be asked of a session.

use serde::{Deserialize, Serialize};

use super::{CardInput, Hand, Release, draft::Draft, event::Brief};
use crate::ceremony::{Amount, Id, Percent, Text};

/// A wish, in the imperative. Scripts write these as RON: `45 Advance`, `12 Capture(Decision(text: "…"))`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    Begin {
        present: Vec<Text>,
        #[serde(default)]
        leads: Option<Text>,
        #[serde(default)]
        mode: Option<Id>,
        /// Facts answered on the start sheet that differ from what was filled in.
        #[serde(default)]
        facts: Vec<(Id, bool)>,
        /// Minutes, when the length was changed.
        #[serde(default)]
        minutes: Option<u32>,
        #[serde(default)]
        prepared: Vec<Id>,
    },
    Attend {
        name: Text,
        here: bool,
    },
    /// On to the next step whose own condition does not pass it over; past the last one the session ends.
    Advance,
    /// As `Advance`, setting the hard guards that do not hold aside, with a reason.
    Override {
        why: Text,
    },
    Back,
    Jump(Id),
    Plan(Vec<Text>),
    /// Ends the current pass, with one of the loop's outcomes if it has any.
    NextPass(#[serde(default)] Option<Id>),
    SkipPass,
    /// Makes the pass with this title, or `dev 3` for the third turn, the current one again.
    ReturnTo(Text),
    SetFact(Id, bool),
    Confirm(Id),
    Do(Id),
    Skip {
        activity: Id,
        #[serde(default)]
        why: Text,
    },
    Pm(Id, PmMove),
    Capture(Draft),
    /// Rewrites the capture of record `of`.
    Amend {
        of: u64,
        to: Draft,
    },
    /// Closes something known from the past by its id.
    Settle {
        id: Text,
        how: Text,
    },
    /// Rewrites something known from the past, which stays open.
    Renew {
        id: Text,
        to: Draft,
    },
    Choose(Id, Id),
    /// A vote, as values seen: the hands on show or the one digit that stands for them.
    Reveal {
        pulse: Id,
        values: Vec<u32>,
    },
    /// Changes the item of this name, key or title; an empty one is the item at hand.
    Refine(Text, Refine),
    /// A round of cards as they lie on the table.
    ShowHands(Vec<Hand>),
    /// Turns over the cards that were played in secret.
    RevealHands,
    /// More time by thumbs; more up than down decides.
    Extend {
        up: u32,
        down: u32,
    },
    /// A minute without asking.
    ExtendAlone {
        secs: u32,
    },
    /// The format, and where the cards live.
    SetBoard {
        format: Id,
        #[serde(default)]
        input: CardInput,
    },
    /// Shows the hidden cards of a column, as many as one record holds.
    ShowCards(Id),
    /// Discards the cards that are still hidden, unread.
    DropCards,
    /// Puts topics together; without a title the first one's stays.
    Group {
        topics: Vec<Text>,
        #[serde(default)]
        title: Text,
    },
    Retitle {
        topic: Text,
        title: Text,
    },
    /// Takes a card out of its topic, into another or to stand by itself.
    MoveCard {
        card: Text,
        column: Id,
        from: Text,
        #[serde(default)]
        to: Option<Text>,
    },
    /// Other numbers of dots than suggested, and why.
    SetBudget {
        each: u32,
        on_one: u32,
        #[serde(default)]
        why: Text,
    },
    /// Dots as counted on a wall.
    CountDots {
        dots: Vec<(Text, u32)>,
        #[serde(default)]
        run_off: bool,
    },
    /// Shows the dots everybody has placed here.
    ShowDots,
    /// Shows the votes everybody has typed here.
    ShowVote(Id),
    /// Says what of a topic may leave the room.
    Release {
        topic: Text,
        to: Release,
    },
    /// Puts a tag on a topic, or takes it off.
    Tag {
        topic: Text,
        fact: Id,
        value: bool,
    },
    ChooseCheckIn(Id),
    Pause,
    Resume,
    Rebalance(Vec<(Id, u32)>),
    /// What is left out stays as it was; hours, focus and what is kept free as last time.
    SetCapacity {
        available: Amount,
        #[serde(default)]
        duties: Amount,
        #[serde(default)]
        hours: Option<Amount>,
        #[serde(default)]
        focus: Option<Percent>,
        #[serde(default)]
        free: Option<Percent>,
    },
    Flag(Id),
    Finish,
    Abort {
        reason: Id,
        #[serde(default)]
        words: Text,
    },
    Undo,
    Redo,
    /// The shell's own: what happened to the process.
    Reopen,
    Gap {
        ms: u64,
        counted: bool,
    },
    Interrupt {
        signal: i32,
    },
}

/// What to do about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Refine {
    Rename(Text),
    /// Calls it by another key, which no other item may have.
    Key(Text),
    /// For whom and what for.
    Explain(Text),
    /// What more there is to know than the why.
    Describe(Text),
    /// What must be true, all of it.
    Require(Vec<Text>),
    /// A card that was played, or agreed on without a round; anything else needs a reason.
    Size {
        size: Text,
        #[serde(default)]
        why: Text,
    },
    Split {
        into: Vec<Text>,
        #[serde(default)]
        way: Option<Id>,
    },
    /// To before another item; without one, to the end.
    Move {
        #[serde(default)]
        before: Option<Text>,
        #[serde(default)]
        why: Text,
    },
    Rank {
        #[serde(default)]
        scheme: Option<Id>,
        #[serde(default)]
        values: Vec<(Id, u32)>,
        #[serde(default)]
        why: Text,
    },
    Tag(Id, bool),
}

/// What to do about a PM input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum PmMove {
    Request,
    Give,
    Carry {
        #[serde(default)]
        assumption: bool,
    },
    /// With nothing filled in, the draft is made from the step.
    Brief {
        #[serde(default)]
        question: Text,
        #[serde(default)]
        options: Vec<Text>,
        #[serde(default)]
        default: Text,
        #[serde(default)]
        needed_by: Option<chrono::NaiveDate>,
        #[serde(default)]
        silence: Text,
    },
    Answer(Text),
    Defer {
        #[serde(default)]
        until: Option<chrono::NaiveDate>,
    },
    Waive,
}

impl From<PmMove> for super::event::PmAct {
    fn from(it: PmMove) -> Self {
        use super::event::PmAct;
        match it {
            PmMove::Request => PmAct::Requested,
            PmMove::Give => PmAct::Given,
            PmMove::Carry { assumption } => PmAct::Carried { assumption },
            PmMove::Brief { question, options, default, needed_by, silence } => {
                PmAct::Briefed(Brief { question, options, default, needed_by, silence })
            }
            PmMove::Answer(text) => PmAct::Answered(text),
            PmMove::Defer { until } => PmAct::Deferred { until },
            PmMove::Waive => PmAct::Waived,
        }
    }
}
