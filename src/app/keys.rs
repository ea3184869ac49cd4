//! Keys as one table per screen: it maps, it prints the footer, it prints the help.

mod pages;
mod past;
mod practice;
mod surveys;
mod training;

pub use pages::{BOARD, CLOSING};
pub use past::{FINDING, HISTORY, REPLAY};
pub use practice::{CASTING, DEBRIEF, SCENE};
pub use surveys::{COMPARISON, EXPORT, LEDGER, OWNERS, TRENDS, WAITING};
pub use training::{DRILL, PROGRESS};

use super::Key;
use crate::ceremony::Role;

/// What a key means on the screen that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Accept,
    /// The answer with the digit pressed.
    Choose,
    Toggle,
    Leave,
    Help,
    Palette,
    Refresh,
    Copy,
    Suspend,
    Quit,
    Next,
    LeaveLoop,
    Back,
    Pause,
    Resume,
    Extend,
    Tick,
    Manager,
    Capture,
    Park,
    Edit,
    Facts,
    People,
    Vote,
    Item,
    Items,
    Titles,
    Days,
    Method,
    SkipPass,
    ReturnToPass,
    Confirm,
    Branch,
    Replan,
    Closing,
    Settle,
    AcceptOwner,
    CopyBriefs,
    WriteBriefs,
    Flag,
    Undo,
    Redo,
    View,
    Desk,
    NextPanel,
    PreviousPanel,
    Finish,
    Carry,
    Brief,
    Defer,
    Waive,
    Drop,
    Reopen,
    Answer,
    Closed,
    Find,
    Review,
    Filter,
    Rename,
    Label,
    Archive,
    Delete,
    Prune,
    Formulas,
    /// The next team.
    Team,
    Compare,
    Export,
    Write,
    /// A role has the part in question.
    Holds(Role),
    Nobody,
    AsExpected,
    /// How well it is done, from 0.
    Well(u8),
    Replay,
    Faster,
    Slower,
    NextEvent,
    PreviousEvent,
    NextStep,
    PreviousStep,
    NextCapture,
    PreviousCapture,
    NextMark,
    PreviousMark,
    NextOverrun,
    PreviousOverrun,
    Board,
    HandOn,
    Format,
    CheckIn,
    Budget,
    Mark,
    Merge,
    Split,
    MoveHere,
    ShowCards,
    Release,
    Tag,
}

/// Where the footer names a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Before all others: the way on, what is written down or taken back, the help, the way out.
    First,
    /// On every width.
    Always,
    /// The step's own instrument, before what every step has besides.
    Own,
    /// Where there is room.
    Wide,
    /// In the help only.
    Help,
}

/// One line of a screen's table.
#[derive(Debug)]
pub struct Binding {
    pub keys: &'static [Key],
    pub intent: Intent,
    /// One word for the footer.
    pub label: &'static str,
    /// A few words for the help and the palette.
    pub help: &'static str,
    pub place: Place,
}

impl Binding {
    /// Its keys as the help writes them.
    pub fn names(&self) -> String {
        let names: Vec<String> = self.keys.iter().map(|it| it.name()).collect();
        names.join(" ")
    }
}

/// The intent of a key: of the lines that have it, the first that would be granted, else the first.
pub fn intent(table: &[Binding], key: Key, offers: impl Fn(Intent) -> bool) -> Option<Intent> {
    let mut with_key = table.iter().filter(|it| it.keys.contains(&key)).map(|it| it.intent);
    let first = with_key.clone().next();
    with_key.find(|it| offers(*it)).or(first)
}

const fn bind(
    keys: &'static [Key],
    intent: Intent,
    label: &'static str,
    help: &'static str,
    place: Place,
) -> Binding {
    Binding { keys, intent, label, help, place }
}

use Intent as I;
use Key::{Char, Ctrl, F};
use Place::{Always, First, Help, Own, Wide};

const UP: Binding = bind(&[Key::Up, Char('k')], I::Up, "up", "one line up", Help);
const DOWN: Binding = bind(&[Key::Down, Char('j')], I::Down, "down", "one line down", Help);
const HELP: Binding =
    bind(&[Char('?'), F(1)], I::Help, "help", "every key of this screen, to search and run", First);
const SUSPEND: Binding =
    bind(&[Ctrl('z')], I::Suspend, "suspend", "back to the shell; fg returns", Help);

pub const HOME: &[Binding] = &[
    bind(&[Key::Enter], I::Accept, "open", "open the marked line", First),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "one line down", Always),
    bind(&[Key::PageUp], I::PageUp, "page up", "ten lines up", Help),
    bind(&[Key::PageDown], I::PageDown, "page down", "ten lines down", Help),
    bind(&[Key::Home, Char('g')], I::First, "top", "first line", Help),
    bind(&[Key::End, Char('G')], I::Last, "end", "last line", Help),
    bind(&[Char('h')], I::Review, "history", "browse, search and replay past sessions", Always),
    bind(&[Char('r'), F(5)], I::Refresh, "refresh", "read the sessions again", Help),
    HELP,
    SUSPEND,
    bind(&[Char('q'), Ctrl('c')], I::Quit, "quit", "leave Runsheet", First),
    bind(&[Key::Esc], I::Leave, "", "nothing to go back to: q leaves Runsheet", Help),
];

pub const SHEET: &[Binding] = &[
    bind(&[Key::Enter], I::Accept, "begin", "accept the whole sheet and begin", First),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "one line down", Always),
    bind(&[Char(' ')], I::Toggle, "change", "tick a box or take the next value", Always),
    bind(&[Key::Left, Char('h')], I::Left, "less", "the value before", Wide),
    bind(&[Key::Right, Char('l')], I::Right, "more", "the next value", Wide),
    bind(&[Key::PageUp], I::PageUp, "page up", "ten lines up", Help),
    bind(&[Key::PageDown], I::PageDown, "page down", "ten lines down", Help),
    HELP,
    SUSPEND,
    bind(&[Key::Esc, Key::Backspace], I::Leave, "home", "back to the home screen", First),
    bind(&[Char('q'), Ctrl('c')], I::Quit, "quit", "leave Runsheet; nothing was stored", Wide),
];

pub const LIVE: &[Binding] = &[
    bind(
        &[Key::Enter, Key::PageDown],
        I::Next,
        "next",
        "the natural next thing: the next pass, then the next step",
        First,
    ),
    bind(&[Char('>')], I::LeaveLoop, "on", "on to the next step, leaving passes open", Own),
    bind(&[Char('x')], I::Confirm, "yes", "say yes to what only people can judge", Own),
    bind(
        &[Key::Backspace, Key::PageUp],
        I::Back,
        "back",
        "to the pass or step before; nothing is lost",
        Always,
    ),
    bind(&[Char(' ')], I::Pause, "pause", "stop the clocks", Always),
    bind(&[Char(' ')], I::Resume, "go on", "let the clocks run again", Always),
    bind(
        &[Char('+')],
        I::Extend,
        "extend",
        "more time, by thumbs or a minute without asking",
        Wide,
    ),
    bind(
        &[Char('o')],
        I::Tick,
        "PO",
        "tick the product owner's activity; (●) is ticked by itself",
        Wide,
    ),
    bind(&[Char('m')], I::Manager, "PM", "what to do about product manager inputs", Always),
    bind(&[Char('n')], I::Capture, "capture", "write down: then a letter for the kind", First),
    bind(&[Char('p')], I::Park, "park", "park a topic for after the meeting", Help),
    bind(&[Char('e')], I::Edit, "edit", "change the capture under the cursor", Help),
    bind(&[Char('f')], I::Facts, "fact", "say what is the case: then a letter", Wide),
    bind(&[Char('y')], I::Vote, "vote", "type the hands on show, or the size agreed on", Own),
    bind(&[Char('I')], I::Item, "item", "what is written about the item at hand", Own),
    bind(&[Char('B')], I::Items, "backlog", "every item: find, open, move", Own),
    bind(&[Char('t')], I::Titles, "titles", "type titles for this loop", Wide),
    bind(
        &[Char('H')],
        I::HandOn,
        "hand on",
        "pass the keyboard: cards, dots, votes in secret",
        Own,
    ),
    bind(
        &[Char('B')],
        I::Board,
        "board",
        "every topic and card: group, title, split, release",
        Own,
    ),
    bind(&[Char('F')], I::Format, "format", "another format, and where cards are written", Help),
    bind(&[Char('K')], I::CheckIn, "check-in", "another way to check in or out", Own),
    bind(&[Char('D')], I::Budget, "dots", "how many dots each has", Own),
    bind(&[Char('s')], I::SkipPass, "skip", "skip this pass", Help),
    bind(&[Char('g')], I::ReturnToPass, "take up", "take the pass under the cursor up again", Help),
    bind(&[Char('b')], I::Branch, "branch", "take the way offered at this step", Wide),
    bind(&[Char('d')], I::Settle, "solved", "close what came from before, with a word", Help),
    bind(&[Char('d')], I::Days, "days", "count days away and duties", Own),
    bind(&[Char('i')], I::AcceptOwner, "owner", "take the owner proposed for a blocker", Help),
    bind(&[Char('r')], I::Replan, "re-plan", "fit the steps ahead into the time left", Help),
    bind(&[Char('c')], I::Closing, "to close", "go to the closing step", Help),
    bind(&[Char('a')], I::People, "people", "who is here", Help),
    bind(&[Char('w')], I::Flag, "flag", "flag what you notice, for yourself", Help),
    bind(&[Char('u')], I::Undo, "undo", "take the last thing back", First),
    bind(&[Char('U'), Ctrl('r')], I::Redo, "redo", "bring back what undo took", Help),
    bind(&[Char('v')], I::View, "room", "room view, for a shared screen", Help),
    bind(&[Char('v')], I::Desk, "desk", "back to the desk view", Always),
    bind(
        &[Key::Tab],
        I::NextPanel,
        "panel",
        "the arrows move in the next panel, on to what “… more” counts",
        Help,
    ),
    bind(&[Key::BackTab], I::PreviousPanel, "panel", "the arrows move in the panel before", Help),
    UP,
    DOWN,
    bind(&[Key::Left, Char('h')], I::Left, "left", "as up", Help),
    bind(&[Key::Right, Char('l')], I::Right, "right", "as down", Help),
    bind(
        &[Ctrl('p'), Char(':'), Char('/')],
        I::Palette,
        "commands",
        "every command, to search and run",
        Wide,
    ),
    bind(
        &[Char('?'), F(1)],
        I::Method,
        "help",
        "how the forecast is made; again: every key",
        First,
    ),
    HELP,
    bind(&[], I::Finish, "end early", "end before the last step", Help),
    SUSPEND,
    bind(
        &[Char('q'), Ctrl('c')],
        I::Quit,
        "quit",
        "leave; the session can be gone on with later",
        First,
    ),
];

pub const SUMMARY: &[Binding] = &[
    bind(&[Key::Enter, Key::Esc], I::Leave, "back", "to the list or the home screen", First),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "scroll", "one line down", Always),
    bind(&[Key::PageUp], I::PageUp, "page up", "ten lines up", Help),
    bind(&[Key::PageDown, Char(' ')], I::PageDown, "page down", "ten lines down", Help),
    bind(&[Key::Home, Char('g')], I::First, "top", "first line", Help),
    bind(&[Key::End, Char('G')], I::Last, "end", "last line", Help),
    bind(&[Key::Tab], I::NextPanel, "section", "to the next heading", Wide),
    bind(&[Char('p')], I::Replay, "replay", "watch it again, at any moment", Always),
    bind(&[Char('y')], I::Copy, "copy", "the whole summary to the clipboard", Always),
    bind(&[Char('b')], I::CopyBriefs, "briefs", "every open brief to the clipboard", Help),
    bind(&[Char('w')], I::WriteBriefs, "write briefs", "every open brief to a file", Help),
    bind(&[Char('e')], I::Export, "hand on", "as a page, tables or whole, to a file", Always),
    bind(&[Char('c')], I::Compare, "compare", "beside the one before of this ceremony", Wide),
    HELP,
    SUSPEND,
    bind(&[Char('q'), Ctrl('c')], I::Quit, "quit", "leave Runsheet", First),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_means_two_things_only_where_one_excludes_the_other() {
        for table in [
            HOME, SHEET, LIVE, SCENE, CASTING, DEBRIEF, BOARD, CLOSING, HISTORY, FINDING, REPLAY,
            SUMMARY, WAITING, LEDGER, TRENDS, OWNERS,
        ] {
            for (n, it) in table.iter().enumerate() {
                for other in &table[..n] {
                    let shared = it.keys.iter().any(|key| other.keys.contains(key));
                    let pair = [it.intent, other.intent];
                    let toggle = [
                        [I::Resume, I::Pause],
                        [I::Desk, I::View],
                        [I::Days, I::Settle],
                        [I::Board, I::Items],
                        [I::Help, I::Method],
                    ]
                    .iter()
                    .any(|it| *it == pair || *it == [pair[1], pair[0]]);
                    assert!(!shared || toggle, "{:?} and {:?}", it.intent, other.intent);
                }
            }
        }
    }
}
