//! The keys of the drill and of the progress screen.

use super::{
    Binding, HELP, Intent as I, Key,
    Key::{Char, Ctrl},
    Place::{Always, First, Help},
    SUSPEND, UP, bind,
};

const DIGITS: &[Key] = &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6')];

pub const DRILL: &[Binding] = &[
    bind(&[Key::Enter], I::Accept, "go on", "take the marked line, or the next statement", First),
    bind(DIGITS, I::Choose, "choose", "take the line with this digit", Help),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "one line down", Always),
    bind(&[Key::Home, Char('g')], I::First, "top", "first line", Help),
    bind(&[Key::End, Char('G')], I::Last, "end", "last line", Help),
    HELP,
    SUSPEND,
    bind(&[Key::Esc, Key::Backspace], I::Leave, "back", "out of it; every answer is kept", First),
    bind(&[Char('q'), Ctrl('c')], I::Quit, "quit", "leave Runsheet", Always),
];

pub const PROGRESS: &[Binding] = &[
    bind(&[Key::Enter, Key::Esc, Key::Backspace], I::Leave, "home", "to the home screen", First),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "scroll", "one line down", Always),
    bind(&[Key::PageUp], I::PageUp, "page up", "ten lines up", Help),
    bind(&[Key::PageDown, Char(' ')], I::PageDown, "page down", "ten lines down", Help),
    bind(&[Key::Home], I::First, "top", "first line", Help),
    HELP,
    SUSPEND,
    bind(&[Char('q'), Ctrl('c')], I::Quit, "quit", "leave Runsheet", First),
];
