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

/// A mouse press, column and row from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Left { x: u16, y: u16 },
    WheelUp,
    WheelDown,
}
