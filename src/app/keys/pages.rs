//! The keys of the pages that lie in the place of a step: the board, and the closing page.

use super::{
    Binding, HELP, I, Key,
    Key::{Char, Ctrl},
    Place::{Always, First, Help, Wide},
    SUSPEND, UP, bind,
};

const QUIT_FOR_NOW: Binding = bind(
    &[Char('q'), Ctrl('c')],
    I::Quit,
    "quit",
    "leave; the session can be gone on with later",
    Wide,
);

pub const BOARD: &[Binding] = &[
    bind(&[Key::Enter, Key::Esc, Char('B')], I::Leave, "done", "back to the step", First),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "one line down", Wide),
    bind(&[Key::PageUp], I::PageUp, "page up", "ten lines up", Help),
    bind(&[Key::PageDown], I::PageDown, "page down", "ten lines down", Help),
    bind(&[Key::Home], I::First, "top", "first line", Help),
    bind(&[Key::End], I::Last, "end", "last line", Help),
    bind(&[Char(' ')], I::Mark, "mark", "mark a topic, or pick a card up", Always),
    bind(&[Char('m')], I::Merge, "group", "the marked topics become one, with this one", Always),
    bind(&[Char('e')], I::Rename, "title", "another title for the topic", Always),
    bind(&[Char('s')], I::Split, "split", "the card stands by itself", Always),
    bind(&[Char('v')], I::MoveHere, "move here", "the card picked up goes into this topic", Wide),
    bind(&[Char('c')], I::ShowCards, "show", "show the hidden cards of the next column", Wide),
    bind(&[Char('t')], I::Titles, "topics", "type topics", Wide),
    bind(&[Char('f')], I::Tag, "tag", "what the topic touches: then a digit", Always),
    bind(
        &[Char('r')],
        I::Release,
        "may leave",
        "how far the topic may go: team, PM, anybody",
        Always,
    ),
    bind(&[Char('n')], I::Capture, "capture", "write down: then a letter for the kind", Help),
    bind(&[Char('u')], I::Undo, "undo", "take the last thing back", First),
    bind(&[Char('U'), Ctrl('r')], I::Redo, "redo", "bring back what undo took", Help),
    HELP,
    SUSPEND,
    QUIT_FOR_NOW,
];

pub const CLOSING: &[Binding] = &[
    bind(&[Key::Enter], I::Accept, "finish", "end the session; what is open stays open", First),
    UP,
    bind(&[Key::Down, Char('j')], I::Down, "move", "one line down", Always),
    bind(&[Char('e')], I::Edit, "fill in", "write what is missing", Always),
    bind(&[Char('o')], I::Tick, "done", "tick the activity", Always),
    bind(&[Char('c')], I::Carry, "carry", "the product owner answers the question", Always),
    bind(&[Char('b')], I::Brief, "brief", "draft a brief to the product manager", Always),
    bind(&[Char('d')], I::Defer, "defer", "later, with a date", Always),
    bind(&[Char('x')], I::Waive, "not needed", "not needed after all", Always),
    bind(&[Char('n')], I::Capture, "capture", "write down: then a letter for the kind", Wide),
    bind(&[Char('u')], I::Undo, "undo", "take the last thing back", Wide),
    bind(&[Char('y')], I::CopyBriefs, "copy briefs", "every open brief to the clipboard", Wide),
    bind(&[Char('w')], I::WriteBriefs, "write briefs", "every open brief to a file", Wide),
    bind(&[Key::Backspace, Key::Esc], I::Back, "back", "back to the last step", Always),
    HELP,
    SUSPEND,
    QUIT_FOR_NOW,
];
