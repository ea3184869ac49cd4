//! The keys of the pages beyond one session.

use super::{
    Binding, DOWN, HELP, Intent as I, Key,
    Key::{Char, Ctrl, F},
    Place::{Always, First, Help, Wide},
    SUSPEND, UP, bind,
};
use crate::ceremony::Role;

const HOMEWARD: Binding =
    bind(&[Key::Esc, Key::Backspace], I::Leave, "home", "back to the home screen", First);
const QUIT: Binding = bind(&[Char('q'), Ctrl('c')], I::Quit, "quit", "leave Runsheet", Wide);
const PAGE_UP: Binding = bind(&[Key::PageUp], I::PageUp, "page up", "ten lines up", Help);
const PAGE_DOWN: Binding = bind(&[Key::PageDown], I::PageDown, "page down", "ten lines down", Help);
const TOP: Binding = bind(&[Key::Home, Char('g')], I::First, "top", "first line", Help);
const END: Binding = bind(&[Key::End, Char('G')], I::Last, "end", "last line", Help);

const TEAM: Binding = bind(&[Char('T')], I::Team, "team", "the next team", Always);

/// Until the first answer has come.
pub const WAITING: &[Binding] = &[HOMEWARD, HELP, SUSPEND, QUIT];

pub const LEDGER: &[Binding] = &[
    bind(&[Char('d')], I::Settle, "done", "close the marked entry: done", First),
    bind(&[Char('x')], I::Drop, "dropped", "close the marked entry: dropped", Always),
    bind(
        &[Char('a')],
        I::Answer,
        "answer",
        "close it with words: the answer, the solution",
        Always,
    ),
    bind(&[Char('r')], I::Reopen, "reopen", "open it again", Always),
    bind(&[Char('u')], I::Undo, "undo", "open what was closed here last", Always),
    UP,
    DOWN,
    bind(&[Key::Tab], I::NextPanel, "kind", "only one kind, then the next", Always),
    bind(&[Key::BackTab], I::PreviousPanel, "kind", "the kind before", Help),
    bind(&[Char('/')], I::Find, "find", "only those with these words", Always),
    TEAM,
    bind(&[Char('c')], I::Closed, "closed too", "those that are over as well, or not", Wide),
    bind(&[Key::Enter], I::Accept, "session", "the session it comes from", Wide),
    bind(&[Char('y')], I::CopyBriefs, "copy briefs", "every open brief to the clipboard", Help),
    bind(&[F(5)], I::Refresh, "refresh", "read it again", Help),
    PAGE_UP,
    PAGE_DOWN,
    TOP,
    END,
    HELP,
    HOMEWARD,
    SUSPEND,
    QUIT,
];

pub const TRENDS: &[Binding] = &[
    bind(&[Key::Tab], I::NextPanel, "part", "what stands out, measures, sprints", First),
    bind(&[Key::BackTab], I::PreviousPanel, "part", "the part before", Help),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "one line down", Always),
    bind(&[Key::Right, Char('l')], I::Right, "ceremony", "the next ceremony alone", Always),
    bind(&[Key::Left, Char('h')], I::Left, "ceremony", "the ceremony before", Help),
    bind(&[Char('f')], I::Formulas, "formulas", "how each number is computed, or not", Always),
    TEAM,
    PAGE_UP,
    PAGE_DOWN,
    TOP,
    END,
    HELP,
    HOMEWARD,
    SUSPEND,
    QUIT,
];

pub const OWNERS: &[Binding] = &[
    bind(&[Char(' ')], I::AsExpected, "as it should be", "those who should own it do", First),
    bind(&[Char('p')], I::Holds(Role::Po), "PO", "the product owner does it, or not", Wide),
    bind(&[Char('m')], I::Holds(Role::Pm), "PM", "the product manager does it, or not", Wide),
    bind(&[Char('d')], I::Holds(Role::Dev), "dev", "the developers do it, or not", Wide),
    bind(&[Char('s')], I::Holds(Role::Sm), "SM", "the Scrum Master does it, or not", Wide),
    bind(&[Char('j')], I::Holds(Role::Pjm), "PjM", "a project manager does it, or not", Wide),
    bind(
        &[Char('o')],
        I::Holds(Role::Stakeholder),
        "others",
        "somebody else does it, or not",
        Wide,
    ),
    bind(&[Char('n')], I::Nobody, "nobody", "nobody does it", Always),
    bind(&[Char('0')], I::Well(0), "not at all", "how well: not at all; Enter goes on", Help),
    bind(&[Char('1')], I::Well(1), "poorly", "how well: poorly; Enter goes on", Help),
    bind(&[Char('2')], I::Well(2), "well", "how well: well; Enter goes on", Help),
    bind(&[Char('3')], I::Well(3), "very well", "how well: very well; Enter goes on", Help),
    bind(&[Key::Enter], I::Accept, "next", "the next one", Always),
    bind(&[Key::Tab, Key::BackTab], I::NextPanel, "what it shows", "what the answers show", First),
    TEAM,
    bind(&[Key::Up], I::Up, "up", "one line up", Help),
    bind(&[Key::Down], I::Down, "down", "one line down", Help),
    PAGE_UP,
    PAGE_DOWN,
    TOP,
    END,
    HELP,
    HOMEWARD,
    SUSPEND,
    QUIT,
];

const BACK: Binding =
    bind(&[Key::Esc, Key::Backspace], I::Leave, "back", "back to the session", First);

pub const COMPARISON: &[Binding] = &[
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "scroll", "one line down", Always),
    bind(&[Key::Left, Char('h')], I::Left, "older", "beside an older one", First),
    bind(&[Key::Right, Char('l')], I::Right, "newer", "beside a newer one", First),
    PAGE_UP,
    PAGE_DOWN,
    TOP,
    END,
    HELP,
    BACK,
    SUSPEND,
    QUIT,
];

pub const EXPORT: &[Binding] = &[
    bind(&[Char('w'), Key::Enter], I::Write, "write", "to a file", First),
    bind(&[Char('y')], I::Copy, "copy", "to the clipboard", First),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "the next choice", Always),
    bind(&[Key::Right, Char('l'), Char(' ')], I::Right, "change", "the next value", Always),
    bind(&[Key::Left, Char('h')], I::Left, "change", "the value before", Help),
    PAGE_UP,
    bind(&[Key::PageDown], I::PageDown, "read on", "ten lines down", Wide),
    TOP,
    HELP,
    BACK,
    SUSPEND,
    QUIT,
];
