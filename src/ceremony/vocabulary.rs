//! The words ceremonies share: facts, live warnings, kinds of capture, pulses and the timer's rules.

use serde::{Deserialize, Serialize};

use super::{Condition, Id, Minutes, Percent, Secs, Text};

/// The facts a condition may name, in the order the palette lists them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    pub id: Id,
    pub facts: Vec<Fact>,
}

/// One declared condition variable. Any fact may also be set by hand, and then says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub id: Id,
    /// A few words for the palette and for *applies:* lines.
    pub short: Text,
    pub means: Text,
    pub by: FactSource,
    /// Its letter in the facts palette.
    #[serde(default)]
    pub key: Option<Text>,
    /// A question that closes when its PM input is settled.
    #[serde(default)]
    pub question: bool,
    /// Once an input it called for is settled it counts as spoken for: later inputs need another cause.
    #[serde(default)]
    pub standing: bool,
}

/// Where a fact's value comes from while nobody has set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactSource {
    /// The profile lists it or not.
    Profile,
    /// One key of the palette; false until then.
    Key,
    /// A line on the start sheet of these ceremonies; the condition is what is filled in.
    Ask { ceremonies: Vec<Id>, default: Condition },
    /// A tag on an item or topic: inside a loop of the current pass, elsewhere of any.
    Tag,
    /// Computed.
    Derived(Condition),
}

/// The live warnings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warnings {
    pub id: Id,
    pub warnings: Vec<Warning>,
}

/// What is quietly pointed out: the state of the work and the next possible move, nobody at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    pub id: Id,
    pub by: WarningSource,
    pub show: Show,
    /// In the author's words, for help.
    pub rule: Text,
    /// At most 90 characters.
    pub say: Text,
    pub sources: Vec<Text>,
}

/// How a warning is noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WarningSource {
    /// Seen by the program, from this condition.
    Auto(Condition),
    /// Flagged by the facilitator, and shown to nobody else.
    Key,
    /// Needs an instrument this session does not use: typed by hand as a flag.
    Hand,
}

/// Where a warning speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Show {
    /// One footer line, once per session.
    Line,
    /// A dim line at the step.
    Panel,
    /// The guard that speaks for it says it; the warning itself only counts.
    Guard,
    /// Kept by id when the facilitator flags it.
    Flag,
    /// In the private debrief only.
    After,
    /// While exporting.
    Export,
}

/// What is written down during a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CaptureKind {
    Note,
    Decision,
    Action,
    Blocker,
    Question,
    Risk,
    Parking,
    NotYet,
    Feedback,
    Goal,
}

impl CaptureKind {
    pub const ALL: [CaptureKind; 10] = [
        CaptureKind::Note,
        CaptureKind::Decision,
        CaptureKind::Action,
        CaptureKind::Blocker,
        CaptureKind::Question,
        CaptureKind::Risk,
        CaptureKind::Parking,
        CaptureKind::NotYet,
        CaptureKind::Feedback,
        CaptureKind::Goal,
    ];
}

/// A quick vote on how things stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pulse {
    pub id: Id,
    pub title: Text,
    pub ask: Text,
    pub kind: PulseKind,
    pub sources: Vec<Text>,
}

/// The values a vote may take, and what is kept of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PulseKind {
    /// Whole numbers in a range; the words say what a number means.
    Scale { from: u32, to: u32, words: Vec<Text> },
    /// As a scale, but with fewer voters than `at_least` only ok or low is kept (low: any below `low`, or median below `middle`).
    Private { from: u32, to: u32, words: Vec<Text>, at_least: u32, low: u32, middle: u32 },
    /// Words in no order of worth; low when more than half of the votes are `concern` or above. Kept as a private one is.
    Kinds { from: u32, to: u32, words: Vec<Text>, at_least: u32, concern: u32 },
}

impl PulseKind {
    /// The lowest value, the highest, and what each means.
    pub fn scale(&self) -> (u32, u32, &[Text]) {
        match self {
            PulseKind::Scale { from, to, words }
            | PulseKind::Private { from, to, words, .. }
            | PulseKind::Kinds { from, to, words, .. } => (*from, *to, words),
        }
    }

    /// With fewer voters than this, what was voted could be told from who was there.
    pub fn at_least(&self) -> u32 {
        match self {
            PulseKind::Scale { .. } => FEW,
            PulseKind::Private { at_least, .. } | PulseKind::Kinds { at_least, .. } => *at_least,
        }
    }
}

/// Below this many voters anonymity is thin (W:safety).
const FEW: u32 = 4;

/// The timer's rules (domain 3.2); `assets/vocabulary/timing.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timing {
    pub id: Id,
    /// *soon* starts at the larger of the two, never above half a box; boxes under `soon_from` have none.
    pub soon: (Percent, Secs),
    pub soon_from: Secs,
    /// *last* starts at the larger of the two, never above a third of a box.
    pub last: (Percent, Secs),
    /// The first extension: half the box, at most this.
    pub extension_first: Secs,
    /// The second: half the first, at least this; there is no third.
    pub extension_least: Secs,
    pub extensions: u32,
    /// Start delays up to this are not counted as late.
    pub late_grace: Secs,
    /// A gap up to this counts silently (design rule 2).
    pub gap: Secs,
    /// Seconds a footer line stays.
    pub line: Secs,
    /// Seconds at the start of a step or pass without a footer line.
    pub quiet: Secs,
    /// A break is offered at the first step or pass end after each of these.
    pub breaks: Vec<(Minutes, Minutes)>,
    /// Extension votes made this long before count as chosen, not drift.
    pub chosen_within: Secs,
}
