//! Keys as one table per screen: it maps, it prints the footer, it prints the help.

use super::Key;

/// What a key means on the screen that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Accept,
    Leave,
    Help,
    Palette,
    Search,
    Refresh,
    Suspend,
    Quit,
}

/// Where the footer names a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// On every width.
    Always,
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

/// The intent of a key in a table.
pub fn intent(table: &[Binding], key: Key) -> Option<Intent> {
    table.iter().find(|it| it.keys.contains(&key)).map(|it| it.intent)
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

pub const HOME: &[Binding] = &[
    bind(&[Key::Enter], Intent::Accept, "open", "open what is marked", Place::Always),
    bind(&[Key::Up, Key::Char('k')], Intent::Up, "up", "one line up", Place::Help),
    bind(&[Key::Down, Key::Char('j')], Intent::Down, "move", "one line down", Place::Always),
    bind(&[Key::PageUp], Intent::PageUp, "page up", "ten lines up", Place::Help),
    bind(&[Key::PageDown], Intent::PageDown, "page down", "ten lines down", Place::Help),
    bind(&[Key::Home, Key::Char('g')], Intent::First, "top", "first line", Place::Help),
    bind(&[Key::End, Key::Char('G')], Intent::Last, "end", "last line", Place::Help),
    bind(
        &[Key::Char('r'), Key::F(5)],
        Intent::Refresh,
        "refresh",
        "read the sessions again",
        Place::Help,
    ),
    bind(
        &[Key::Char('?'), Key::F(1)],
        Intent::Help,
        "help",
        "every key of this screen",
        Place::Always,
    ),
    bind(
        &[Key::Ctrl('z')],
        Intent::Suspend,
        "suspend",
        "back to the shell; fg returns",
        Place::Help,
    ),
    bind(
        &[Key::Char('q'), Key::Esc, Key::Ctrl('c')],
        Intent::Quit,
        "quit",
        "leave Runsheet",
        Place::Always,
    ),
];
