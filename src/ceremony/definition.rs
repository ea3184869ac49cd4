//! A ceremony as an author writes it: steps, passes, choices, guards, ways out.

use serde::{Deserialize, Serialize};

use super::{
    Activity, CaptureKind, CheckInPlace, Condition, Guard, Id, Invite, Minutes, Percent, PmInput,
    Role, Secs, Text,
};

/// The definition of a ceremony (the Scrum Guide says "event").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceremony {
    pub id: Id,
    pub title: Text,
    pub for_whom: Text,
    pub sources: Vec<Text>,
    pub limits: Limits,
    /// Ways to run its main loop; the first whose `when` holds is proposed.
    #[serde(default)]
    pub modes: Vec<Mode>,
    pub prepare: Prepare,
    /// Who comes only if the team agrees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invites: Vec<Invite>,
    pub steps: Vec<Step>,
    pub exits: Exits,
    /// What cannot be left to Enter alone, in the facilitator's words (attention rules).
    #[serde(default)]
    pub must_type: Vec<Text>,
    /// Footer lines in a whole session.
    pub lines: u32,
    /// Whether an early end is told as minutes given back; where it is no merit, it is not.
    #[serde(default = "yes")]
    pub gives_back: bool,
}

impl Ceremony {
    /// Whether cards are written and topics voted on.
    pub fn has_board(&self) -> bool {
        self.steps.iter().any(|it| it.instrument == Instrument::Board)
    }
}

/// How long it may take (domain 2.0).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The Scrum Guide's maximum.
    pub cap: Option<Minutes>,
    /// A soft line: minutes per working day of the sprint, or a fixed number.
    #[serde(default)]
    pub usual_per_day: Option<Minutes>,
    #[serde(default)]
    pub usual: Option<Minutes>,
    pub target: Target,
    /// Whether an extension moves the end; otherwise it takes from the rest of the round.
    pub extends: bool,
}

/// `base + per_person·n + per_day·D + share·usual`, then held between `least` and `most`, the cap and never the other way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Target {
    pub base: Minutes,
    pub per_person: Minutes,
    pub per_day: Minutes,
    pub share: Percent,
    /// The share instead, from so many hundredths of the needed items ready on, lowest first; where that is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_readiness: Vec<(Percent, Percent)>,
    pub least: Minutes,
    pub most: Option<Minutes>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    pub id: Id,
    pub title: Text,
    pub ask: Text,
    pub when: Condition,
    /// What the looping step iterates in this mode.
    pub over: Over,
}

/// Done before the meeting, without a clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prepare {
    #[serde(default)]
    pub po: Vec<Activity>,
    #[serde(default)]
    pub pm: Vec<PmInput>,
    pub others: Text,
}

/// One state of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: Id,
    pub title: Text,
    /// For the rail: one word.
    pub short: Text,
    pub purpose: Text,
    /// The facilitator's opening sentence.
    pub say: Text,
    pub time: StepTime,
    #[serde(default)]
    pub elastic: bool,
    #[serde(default)]
    pub optional: bool,
    /// Passed over on the way forward while this holds.
    #[serde(default = "never")]
    pub skip_when: Condition,
    pub instrument: Instrument,
    #[serde(default)]
    pub passes: Option<Passes>,
    #[serde(default)]
    pub po: Vec<Activity>,
    #[serde(default)]
    pub pm: Vec<PmInput>,
    /// Shown while no PM input applies.
    pub pm_line: Text,
    #[serde(default)]
    pub pjm: Vec<PmInput>,
    pub others: Text,
    /// Kinds offered first in this step; all others stay within reach.
    #[serde(default)]
    pub captures: Vec<CaptureKind>,
    /// Kinds of entry from earlier sessions that come up here.
    #[serde(default)]
    pub recalls: Vec<CaptureKind>,
    /// Who is proposed as the owner of a blocker of each sort.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Route>,
    /// Whom an old blocker goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<Escalation>,
    /// Sentences to start a goal from; `<…>` is filled in by the team.
    #[serde(default)]
    pub templates: Vec<Text>,
    /// What a goal is held against, aloud.
    #[serde(default)]
    pub checks: Vec<Text>,
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// The vote taken here.
    #[serde(default)]
    pub pulse: Option<Id>,
    #[serde(default)]
    pub guards: Vec<Guard>,
    pub next: Next,
    #[serde(default)]
    pub back: Vec<Id>,
    #[serde(default)]
    pub branches: Vec<Branch>,
    #[serde(default)]
    pub warnings: Vec<Id>,
    /// Good practice that the Scrum Guide does not name.
    #[serde(default)]
    pub not_in_guide: bool,
    /// Which check-ins the step may be held with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_in: Option<CheckInPlace>,
    /// What the room does here, and so how quiet the screen is.
    #[serde(default)]
    pub floor: Floor,
}

/// What has the floor at a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Floor {
    #[default]
    Talk,
    /// People write: no seconds on the clock, no footer lines.
    Silence,
    /// People vote: no footer lines.
    Vote,
}

fn yes() -> bool {
    true
}

fn never() -> Condition {
    Condition::Never
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepTime {
    Fixed(Secs),
    /// A share of the target in percent, held between the two.
    Weight {
        share: Percent,
        #[serde(default)]
        least: Option<Secs>,
        #[serde(default)]
        most: Option<Secs>,
    },
    /// On its own clock, outside the timebox: this long for each pass, at most so long in all.
    Outside {
        pass: Secs,
        most: Secs,
    },
}

/// What the middle of the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Instrument {
    Backlog,
    Poker,
    Board,
    Round,
    Capacity,
    Goal,
    Pulse,
    Plain,
}

/// A loop: one pass per item, speaker, blocker, topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passes {
    pub over: Over,
    /// What one pass is called: item, speaker, topic.
    pub word: Text,
    #[serde(default)]
    pub time: Option<PassTime>,
    /// The titles are collected here and walked elsewhere: no pass, no slot, nothing for Enter to go through.
    #[serde(default)]
    pub listed: bool,
    /// A reminder of the flow inside a pass; never clocked or clicked.
    #[serde(default)]
    pub flow: Vec<Text>,
    /// How a pass may end, one digit each; empty when there is nothing to decide.
    #[serde(default)]
    pub outcomes: Vec<Opt>,
}

/// What a loop iterates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Over {
    /// Developers present; a record names the role, never the person.
    People,
    /// As `People`, in the order of the team file rather than a random one.
    Seats,
    /// Everybody of the Scrum Team present.
    Everybody,
    /// Candidate items known at the start, and those typed in any step over items.
    Items,
    /// Items in progress, from the right of the board to the left, then the step's own typed titles.
    Board,
    /// Items of the last sprint neither done nor decided, as known at the start.
    CarryOvers,
    /// The step's own typed titles.
    Typed,
    /// What was captured of this kind in this session.
    Captured(CaptureKind),
    /// Open ones of the past of this kind.
    Past(CaptureKind),
    /// Captures of this kind in this session and open ones of the past.
    Open(CaptureKind),
    /// Passes of the named step with the named outcome.
    Chosen(Id, Id),
    /// Topics of the board: in their order where they are collected, most dots first where they are walked.
    Topics,
    /// Titles typed in the named step.
    Same(Id),
    /// As the mode chosen at the start says.
    Mode,
}

/// The slot of a pass: the step's box over its passes, held between the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassTime {
    #[serde(default)]
    pub least: Secs,
    pub most: Secs,
    /// Used while the number of passes is not known.
    #[serde(default)]
    pub usual: Option<Secs>,
}

/// The owner a sort of blocker is proposed to: the first of these roles that somebody in the team holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    pub sort: Text,
    pub to: Vec<Role>,
}

/// Blockers that stay too long go to somebody who can move more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Working days since it was raised.
    pub from_days: u32,
    pub routes: Vec<Route>,
}

/// One question with a few answers, one digit each; pressing another digit changes the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: Id,
    pub ask: Text,
    /// Asked only while this holds.
    #[serde(default)]
    pub when: Condition,
    pub options: Vec<Opt>,
}

/// An answer or an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opt {
    pub id: Id,
    pub label: Text,
    /// What it makes of the item a pass was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fate: Option<Fate>,
}

/// What becomes of an item in the backlog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// Refined well enough to be taken on.
    Ready,
    /// Stays, and needs another look.
    NotYet,
    /// Nothing to plan any more.
    Out,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    Step(Id),
    End,
}

/// A jump that is offered while the condition holds; never taken by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    pub when: Condition,
    pub to: Id,
    pub say: Text,
    /// The title of the pass it brings along.
    #[serde(default)]
    pub topic: Option<Text>,
}

/// Ways out other than the last step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exits {
    pub early: Text,
    /// Reasons an abort may name, in this order.
    pub abort: Vec<Opt>,
    pub at_cap: Text,
    /// The step `c` goes to when time is up.
    pub closing: Id,
}
