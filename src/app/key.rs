//! Our own key type, so that no screen knows which terminal library reads the keyboard.

/// What a person pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

impl Key {
    /// As the footer and the help write it.
    pub fn name(self) -> String {
        match self {
            Key::Char(' ') => "␣".to_owned(),
            Key::Char(it) => it.to_string(),
            Key::Ctrl(it) => format!("^{it}"),
            Key::Enter => "⏎".to_owned(),
            Key::Esc => "Esc".to_owned(),
            Key::Tab => "Tab".to_owned(),
            Key::BackTab => "⇧Tab".to_owned(),
            Key::Backspace => "⌫".to_owned(),
            Key::Delete => "Del".to_owned(),
            Key::Left => "←".to_owned(),
            Key::Right => "→".to_owned(),
            Key::Up => "↑".to_owned(),
            Key::Down => "↓".to_owned(),
            Key::Home => "Home".to_owned(),
            Key::End => "End".to_owned(),
            Key::PageUp => "PgUp".to_owned(),
            Key::PageDown => "PgDn".to_owned(),
            Key::F(n) => format!("F{n}"),
        }
    }
}

/// A mouse press, column and row from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Left { x: u16, y: u16 },
    WheelUp,
    WheelDown,
}

/// What a press fell on, as the view knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The n-th row of the list that has the cursor.
    Row(usize),
    /// The n-th step of the rail.
    Step(usize),
    /// The n-th activity of the product owner's lane.
    Owner(usize),
    /// So many milliseconds along the line of a replay.
    Time(u64),
    /// A key named in the footer.
    Key(Key),
}
