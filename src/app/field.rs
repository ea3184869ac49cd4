//! One line of text being typed.

use tui_input::{Input, InputRequest};

use super::Key;
use crate::ceremony::Text;

/// Bytes a field takes; a journal line holds it whole.
const MOST: usize = 4000;

#[derive(Debug, Clone, Default)]
pub struct Field(Input);

impl Field {
    pub fn new(text: &str) -> Field {
        Field(Input::new(text.to_owned()))
    }

    pub fn text(&self) -> Text {
        Text::new(self.0.value().trim())
    }

    pub fn value(&self) -> &str {
        self.0.value()
    }

    pub fn is_empty(&self) -> bool {
        self.0.value().is_empty()
    }

    /// What stands before the cursor.
    pub fn before(&self) -> String {
        self.0.value().chars().take(self.0.cursor()).collect()
    }

    /// Takes a key that edits; says whether it was one.
    pub fn press(&mut self, key: Key) -> bool {
        let request = match key {
            Key::Char(it) => return self.insert(it),
            Key::Backspace => InputRequest::DeletePrevChar,
            Key::Delete => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
            Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            Key::Ctrl('u') => InputRequest::DeleteLine,
            Key::Ctrl('k') => InputRequest::DeleteTillEnd,
            _ => return false,
        };
        self.0.handle(request);
        true
    }

    fn insert(&mut self, it: char) -> bool {
        if self.0.value().len() + it.len_utf8() <= MOST {
            self.0.handle(InputRequest::InsertChar(it));
        }
        true
    }

    /// Takes the next `<…>` out and puts the cursor in its place; says what stood there.
    pub fn next_hole(&mut self) -> Option<String> {
        let value = self.0.value();
        let (before, rest) = value.split_once('<')?;
        let (name, after) = rest.split_once('>')?;
        let (name, cursor) = (name.to_owned(), before.chars().count());
        self.0 = Input::new(format!("{before}{after}")).with_cursor(cursor);
        Some(name)
    }

    /// Pasted text, on one line and cleaned.
    pub fn paste(&mut self, raw: &str) {
        let room = MOST.saturating_sub(self.0.value().len());
        let clean = Text::new(raw).replace('\n', " ");
        let end = (0..=room.min(clean.len())).rev().find(|it| clean.is_char_boundary(*it));
        let before = self.before();
        let after: String = self.0.value().chars().skip(self.0.cursor()).collect();
        let start = format!("{before}{}", &clean[..end.unwrap_or(0)]);
        let cursor = start.chars().count();
        self.0 = Input::new(format!("{start}{after}")).with_cursor(cursor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_lands_at_the_cursor_on_one_line() {
        let mut field = Field::new("ad");
        field.press(Key::Left);
        field.paste("b\nc\u{1b}");
        assert_eq!((field.value(), field.before().as_str()), ("ab c d", "ab c "));
    }

    #[test]
    fn the_holes_of_a_sentence_are_filled_one_after_the_other() {
        let mut field = Field::new("Why: <reason>. How: <means>.");
        assert_eq!(field.next_hole().as_deref(), Some("reason"));
        field.paste("speed");
        assert_eq!(field.next_hole().as_deref(), Some("means"));
        assert_eq!(field.next_hole(), None);
        assert_eq!(field.value(), "Why: speed. How: .");
    }

    #[test]
    fn a_field_is_never_longer_than_a_journal_line_can_hold() {
        let mut field = Field::default();
        field.paste(&"ß".repeat(5000));
        field.press(Key::Char('x'));
        assert_eq!(field.value().len(), MOST);
    }
}
