//! One line of text being typed.

use tui_input::{Input, InputRequest};

use super::Key;
use crate::ceremony::Text;

/// Bytes a field takes; a journal line holds it whole.
const MOST: usize = 4000;

#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
    /// Something was typed or pasted that it did not take.
    cut: bool,
}

impl Field {
    pub fn new(text: &str) -> Field {
        Field { input: Input::new(text.to_owned()), cut: false }
    }

    pub fn text(&self) -> Text {
        Text::new(self.input.value().trim())
    }

    pub fn value(&self) -> &str {
        self.input.value()
    }

    pub fn is_empty(&self) -> bool {
        self.input.value().is_empty()
    }

    /// How many characters it holds, while something it did not take is missing from it.
    pub fn cut_at(&self) -> Option<usize> {
        self.cut.then(|| self.input.value().chars().count())
    }

    /// What stands before the cursor.
    pub fn before(&self) -> String {
        self.input.value().chars().take(self.input.cursor()).collect()
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
        let before = self.input.value().len();
        self.input.handle(request);
        self.cut &= before <= self.input.value().len();
        true
    }

    fn insert(&mut self, it: char) -> bool {
        if self.input.value().len() + it.len_utf8() <= MOST {
            self.input.handle(InputRequest::InsertChar(it));
        } else {
            self.cut = true;
        }
        true
    }

    /// Takes the next `<…>` out and puts the cursor in its place; says what stood there.
    pub fn next_hole(&mut self) -> Option<String> {
        let value = self.input.value();
        let (before, rest) = value.split_once('<')?;
        let (name, after) = rest.split_once('>')?;
        let (name, cursor) = (name.to_owned(), before.chars().count());
        self.input = Input::new(format!("{before}{after}")).with_cursor(cursor);
        Some(name)
    }

    /// Pasted text, on one line and cleaned.
    pub fn paste(&mut self, raw: &str) {
        let room = MOST.saturating_sub(self.input.value().len());
        let clean = Text::new(raw).replace('\n', " ");
        let end = (0..=room.min(clean.len())).rev().find(|it| clean.is_char_boundary(*it));
        self.cut = room < clean.len();
        let before = self.before();
        let after: String = self.input.value().chars().skip(self.input.cursor()).collect();
        let start = format!("{before}{}", &clean[..end.unwrap_or(0)]);
        let cursor = start.chars().count();
        self.input = Input::new(format!("{start}{after}")).with_cursor(cursor);
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
    fn a_cut_paste_is_known_until_something_is_deleted() {
        let mut field = Field::default();
        field.paste(&"ab".repeat(MOST));
        assert_eq!(field.cut_at(), Some(MOST));
        field.press(Key::Left);
        assert_eq!(field.cut_at(), Some(MOST));
        field.press(Key::Backspace);
        assert_eq!(field.cut_at(), None);
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
