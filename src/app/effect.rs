//! What comes in from the world and what goes out to it, as data.

use std::sync::Arc;

use crate::{
    ceremony::{Deck, Id, Text},
    history::Line,
    practice::{Beside, Content, log},
    session::{ItemPatch, Moment, Record, Setup},
};

use super::{
    Answer, Browse, Browsed, Key, Meant, Press, Question, SummaryPage, Target, Training,
    TrainingPage, Troupe, Waiting, Wish,
};

/// The time as the shell read it once for this round of the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds on a clock that counts sleep and never runs back.
    pub boot_ms: u64,
    /// Milliseconds since 1970 UTC; a label.
    pub wall_ms: i64,
    /// Minutes east of UTC.
    pub offset_min: i32,
}

/// Everything that can happen to the program, in one order.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    Key(Key),
    /// Pasted text: data, never a command.
    Paste(String),
    Press(Press),
    /// A press on something: what `view::aim` makes of a `Press` before the program sees it.
    Hit(Target),
    Resized,
    /// The shown second changed, or nothing happened for a while.
    Tick,
    /// The journal writer's answer.
    Save(Save),
    /// The answer to [`Effect::Prepare`].
    Prepared(Box<Plan>),
    /// The answer to [`Effect::Stage`].
    Staged(Box<Troupe>),
    /// The answer to [`Effect::List`].
    Listed(Vec<Listing>),
    /// What the profile's warnings say of the team's past, a line each; comes after `Listed`.
    Standing(Vec<Text>),
    /// The answer to [`Effect::Open`].
    Looked(Box<SummaryPage>),
    /// The answer to [`Effect::Resume`].
    Opened(Box<Stored>),
    /// The answer to [`Effect::Survey`].
    Surveyed(Box<Answer>),
    /// The answers to [`Effect::Browse`].
    Browsed(Browsed),
    /// The answer to [`Effect::Write`]: the file's whole path.
    Wrote(Text),
    /// As `Wrote`, but something is there already and was left as it is.
    InTheWay(Text),
    /// The answer to [`Effect::Train`].
    Trained(Box<Training>),
    /// The answer to [`Effect::Waiting`].
    Waiting(Waiting),
    /// The answer to [`Effect::Recall`], where there is something.
    Recalled(Meant),
    /// Something the world could not do, said in one line: what was attempted, where, what to do next.
    Failed(Text),
    /// The process was stopped or the machine slept for this long; told before the next tick.
    Slept {
        ms: u64,
    },
    /// A signal asks the program to end.
    Signal(i32),
}

/// What the shell is asked to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Gather team, profile, assets and the past for a new session of this ceremony; answered by `Prepared`.
    Prepare {
        ceremony: Id,
    },
    /// Make the journal: opening and definition on disk, then its name, then this first record (`Began`).
    Create {
        setup: Box<Setup>,
        began: Record,
    },
    /// One more line, synced by the writer; answered by `Save`.
    Append(Record),
    /// A line of a practice run's own, numbered with the records and synced like them.
    Beside {
        n: u64,
        at: Moment,
        line: Box<Beside>,
    },
    /// Gather what a practice run needs; answered by `Staged`.
    Stage(Wish),
    /// Replace the scratch file that holds what is secret while a round is open; `None` removes it once
    /// the journal is closed.
    Scratch(Option<String>),
    /// Work what became of these items into the team's backlog.
    Backlog(Vec<ItemPatch>),
    /// The session is over or left: let go of the journal.
    Close,
    List,
    Browse(Browse),
    /// Read a session to show it.
    Open {
        sid: Text,
    },
    /// Read a session to go on with it, and hold its lock. Its journal then ends with `Reopened`, written by the shell.
    Resume {
        sid: Text,
    },
    /// Look into many sessions; answered by `Surveyed`.
    Survey(Question),
    /// Note something of a team between sessions. What closes or opens an entry is answered by the ledger as it is then.
    Note {
        team: Id,
        line: Line,
    },
    /// Gather content and log for the drill or the progress screen.
    Train(TrainingPage),
    /// Say what waits in practice today.
    Waiting,
    /// Say what one meant to say in this live session, which has just ended.
    Recall {
        ceremony: Id,
        sid: Text,
    },
    /// Lines for the practice log.
    Practised(Vec<log::Line>),
    Bell,
    /// To the clipboard (OSC 52).
    Copy(Text),
    /// To a file at the place a person typed, over what is there only if `over`; answered by `Wrote` or `InTheWay`.
    Write {
        place: Text,
        text: Text,
        over: bool,
    },
    Suspend,
    Quit,
}

/// A new session before its start sheet is accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub setup: Setup,
    /// Decks to size with, each with an item of every size it knows; the setup's own is proposed. None where nothing is sized.
    pub decks: Vec<(Deck, Vec<(Text, Text)>)>,
    /// For orders that must not be told from the journal.
    pub seed: u64,
    /// Who leads, when it was said on the command line.
    pub leads: Option<Text>,
    /// What one meant to say in this ceremony, from the end of the last practice run of it; for oneself.
    pub resolved: Option<Text>,
    /// What the shell had to leave aside, one line each (a broken override, a missing backlog).
    pub notices: Vec<Text>,
}

/// How far the journal is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Save {
    /// Everything up to and including record `n` is synced.
    Saved { n: u64 },
    /// Not saved since `since_ms` (wall), and why; the writer keeps trying.
    Failing { why: Text, since_ms: i64 },
}

/// A session in a list, read from its opening and how its story ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    pub sid: Text,
    pub ceremony: Id,
    pub title: Text,
    /// Empty when the opening cannot be read, as all that stands in it.
    pub team: Id,
    pub team_name: Text,
    pub sprint: Text,
    pub profile: Id,
    pub practice: bool,
    pub demo: bool,
    pub started_ms: i64,
    pub offset_min: i32,
    pub elapsed_s: u64,
    pub planned_s: u64,
    pub state: State,
    pub path: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    /// Open, and another process writes to it.
    Running,
    Completed,
    Early,
    Aborted,
    Damaged,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Running => "running",
            State::Completed => "completed",
            State::Early => "ended early",
            State::Aborted => "aborted",
            State::Damaged => "damaged",
        }
    }

    /// Whether nothing is written to it any more.
    pub fn is_over(self) -> bool {
        !matches!(self, State::Open | State::Running)
    }
}

/// A session as read back.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    pub setup: Setup,
    pub records: Vec<Record>,
    /// Lines from a newer version or damaged stretches, one line each.
    pub notices: Vec<Text>,
    /// What the scratch file held.
    pub scratch: Option<String>,
    pub seed: u64,
    /// The lines of a practice run, and the content it is told with.
    pub beside: Vec<(u64, Moment, Beside)>,
    pub content: Option<Arc<Content>>,
    /// Whether it may be gone on with here, and how long nobody was there (milliseconds, never negative).
    pub resumed: Option<u64>,
}
