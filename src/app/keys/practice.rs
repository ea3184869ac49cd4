//! The tables of practice: the page before a run, a situation that waits, the talk afterwards. Nothing but tables.

use super::{
    Binding, HELP, Intent as I, Key,
    Key::{Char, Ctrl},
    Place::{Always, First, Help, Wide},
    SUSPEND, UP, bind,
};

pub const SCENE: &[Binding] = &[
    bind(
        &[Key::Enter],
        I::Accept,
        "answer",
        "take the marked answer; a digit takes its own",
        First,
    ),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "one answer down", Always),
    bind(&[Char('m')], I::Manager, "PM", "what to do about product manager inputs", Always),
    bind(&[Char('n')], I::Capture, "capture", "write down: then a letter for the kind", Always),
    bind(&[Char('o')], I::Tick, "PO", "tick the product owner's activity under the cursor", Wide),
    bind(&[Char('f')], I::Facts, "fact", "say what is the case: then a letter", Wide),
    bind(&[Char('p')], I::Park, "park", "park a topic for after the meeting", Wide),
    bind(&[Char('u')], I::Undo, "undo", "take the last thing back", Help),
    bind(
        &[Ctrl('p'), Char(':'), Char('/')],
        I::Palette,
        "commands",
        "every command, to search and run",
        Help,
    ),
    HELP,
    SUSPEND,
    bind(
        &[Char('q'), Ctrl('c')],
        I::Quit,
        "quit",
        "leave; the run can be gone on with later",
        First,
    ),
];

pub const CASTING: &[Binding] = &[
    bind(&[Key::Enter], I::Accept, "begin", "begin the run", First),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "one line down", Always),
    bind(&[Char(' '), Key::Right, Char('l')], I::Toggle, "change", "the next value", Always),
    bind(&[Key::Left, Char('h')], I::Left, "less", "the value before", Wide),
    HELP,
    SUSPEND,
    bind(&[Key::Esc, Key::Backspace], I::Leave, "home", "back to the home screen", First),
    bind(&[Char('q'), Ctrl('c')], I::Quit, "quit", "leave Runsheet; nothing was stored", Wide),
];

pub const DEBRIEF: &[Binding] = &[
    bind(&[Key::Enter], I::Accept, "next", "the next part", First),
    bind(&[Key::Backspace], I::Back, "back", "the part before", Always),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "one line down", Always),
    bind(&[Key::PageUp], I::PageUp, "page up", "ten lines up", Help),
    bind(&[Key::PageDown], I::PageDown, "page down", "ten lines down", Help),
    HELP,
    SUSPEND,
    bind(&[Key::Esc], I::Leave, "home", "leave the debrief; what was said so far is kept", First),
    bind(&[Char('q'), Ctrl('c')], I::Quit, "quit", "leave Runsheet", Wide),
];
