//! What a session starts with: everything a journal needs to explain itself.

use chrono::NaiveDate;

use super::{Brief, Capacity};
use crate::ceremony::{
    Amount, CaptureKind, Ceremony, CheckIn, Deck, Facts, Format, Id, Profile, Pulse, Refining,
    Team, Text, Timing, Warnings,
};

/// The opening and the definition of a session: lines 0 and 1 of its journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    pub opened: Opened,
    pub ceremony: Ceremony,
    pub profile: Profile,
    pub team: Team,
    pub facts: Facts,
    pub warnings: Warnings,
    pub pulses: Vec<Pulse>,
    pub timing: Timing,
    /// Without a card where nothing was known of decks.
    pub deck: Deck,
    pub refining: Refining,
    /// Formats to choose from; none where the ceremony has no board.
    pub formats: Vec<Format>,
    /// Check-ins and closings to choose from; none where the ceremony has no board.
    pub check_ins: Vec<CheckIn>,
    pub given: Given,
}

/// Line 0: all that a list of sessions reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// 32 hex digits of a version 7 UUID.
    pub sid: Text,
    pub mode: SessionMode,
    pub ceremony: Id,
    pub title: Text,
    pub team: Id,
    pub team_name: Text,
    pub sprint: Text,
    pub profile: Id,
    /// The target as planned before the start sheet.
    pub planned_secs: u32,
    /// Wall time at the opening, milliseconds since 1970 UTC; a label.
    pub wall_ms: i64,
    /// Minutes east of UTC at the opening.
    pub offset_min: i32,
    /// Planned start, milliseconds since 1970 UTC, when one is known.
    pub planned_start_ms: Option<i64>,
    /// Run on the bundled team: left out of ledgers and trends.
    pub demo: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionMode {
    Live,
    Practice,
}

/// What a session may know of the past; filled by the shell, possibly empty. Nothing else of the past reaches the engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    pub sprint: Option<GivenSprint>,
    pub product_goal: Text,
    pub sprint_goal: Text,
    pub last_goal: Text,
    /// `met`, `partly`, `missed`; empty when not judged.
    pub last_goal_outcome: Text,
    /// Open actions, blockers, questions, not-yets and parked topics.
    pub open: Vec<GivenEntry>,
    /// Briefs without an answer.
    pub briefs: Vec<GivenEntry>,
    /// Briefs of this sprint that were answered between sessions: the question and the answer.
    pub answers: Vec<(Text, Text)>,
    /// Delivered size of the latest finished sprints in whole points, oldest first.
    pub velocities: Vec<u32>,
    /// Whether velocities and forecast are counts of items, as no item of those sprints had a size.
    pub by_count: bool,
    /// What the sprint that is planned may deliver; nothing while there is too little history.
    pub forecast: Option<GivenForecast>,
    /// Person-days of an earlier sprint on average, where enough of them are known.
    pub usual_days: Option<Amount>,
    /// As counted for the sprint before: its hours and shares are proposed again.
    pub last_capacity: Option<Capacity>,
    /// Candidate items in order.
    pub items: Vec<GivenItem>,
    /// Items of the last sprint that were not done.
    pub carry_overs: Vec<GivenItem>,
    /// A size and an item that was given it before, one for each size.
    pub sized: Vec<(Text, Text)>,
    /// Working days until the nearest dated launch or promise.
    pub days_to_launch: Option<u32>,
    /// Confidence in the goal of this sprint as voted so far: the day and the lower median, oldest first.
    pub confidence: Vec<(NaiveDate, u32)>,
    /// Soft guards that did not hold in the latest sessions of their ceremony, and in how many of them in a row.
    pub hints: Vec<(Id, u32)>,
    /// Formats of the last three retrospectives, oldest first.
    pub formats: Vec<Id>,
    /// Facts put on by hand, and in how many of the last three sessions of the ceremony they belong to.
    pub recurred: Vec<(Id, u32)>,
    pub retros_since_check_in: u32,
    pub last_check_in_low: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenSprint {
    pub name: Text,
    pub start: NaiveDate,
    pub end: NaiveDate,
    /// Working days in the sprint.
    pub days: u32,
    /// Working days left, today included.
    pub days_left: u32,
    /// Last day of the sprint after this one: where an action is due by default.
    pub next_end: NaiveDate,
}

/// In four of five sprints what comes lies from low to high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenForecast {
    pub low: Amount,
    pub mid: Amount,
    pub high: Amount,
}

/// Something opened in an earlier session and not closed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenEntry {
    /// `<sid>.<n>` of the record that opened it.
    pub id: Text,
    pub kind: CaptureKind,
    pub text: Text,
    pub owner: Text,
    pub due: Option<NaiveDate>,
    pub next_step: Text,
    /// Working days since it was opened.
    pub age: u32,
    /// What sort of blocker or question it is, where that was said.
    pub sort: Text,
    /// A brief as it was sent.
    pub brief: Option<Brief>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenItem {
    pub key: Text,
    pub title: Text,
    pub why: Text,
    pub criteria: Vec<Text>,
    pub size: Text,
    /// Tag facts: `item.strategic` …
    pub tags: Vec<Id>,
    /// More than the why tells, where there is more.
    pub description: Text,
    /// The key or title of the item it is a slice of.
    pub parent: Text,
    /// The tool or file it came from.
    pub origin: Text,
    /// Why it stands where it stands, in words.
    pub priority: Text,
    /// Refined well enough to be taken on.
    pub ready: bool,
    /// In the words of the tool it comes from.
    pub state: Text,
    /// How far to the right its state stands on a board, from 1; 0 when nobody works on it.
    pub column: u32,
}

impl GivenItem {
    /// Key and title, as lists and records name it.
    pub fn label(&self) -> Text {
        if self.key.is_empty() {
            self.title.clone()
        } else {
            Text::new(format!("{} {}", self.key, self.title))
        }
    }
}
