//! A list one types into to find a line and take it: the command palette, the help, the flags.

use super::{Field, Intent, Key, Only};
use crate::{
    ceremony::Id,
    session::{Command, Moment},
};

#[derive(Debug, Clone)]
pub struct Picker {
    pub title: &'static str,
    pub field: Field,
    entries: Vec<Entry>,
    cursor: usize,
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Entry {
    pub label: String,
    /// Keys, or where it belongs.
    pub note: String,
    pub act: Act,
    /// It does not apply now; shown dimmed.
    pub off: bool,
}

/// What taking a line does.
#[derive(Debug, Clone)]
pub enum Act {
    Intent(Intent),
    Command(Box<Command>),
    /// One warning, or all of them, quiet or not.
    Switch(Option<Id>),
    /// Asks for the words of one of the ceremony's reasons, by place, before it ends.
    Stop(usize),
    /// Shows only these sessions, or all.
    Only(Option<Only>),
    /// Goes to this moment of a replay.
    Moment(Moment),
    /// A line that only tells.
    Nothing,
}

/// What a key did to the list.
#[derive(Debug)]
pub enum Picked {
    Nothing,
    Left,
    Took(Act),
}

/// The list whose own key closes it again.
pub(super) const HELP: &str = "Help";

impl Picker {
    pub fn new(title: &'static str, entries: Vec<Entry>) -> Picker {
        Picker { title, field: Field::default(), entries, cursor: 0 }
    }

    /// The lines that fit what was typed, best first.
    pub fn shown(&self) -> Vec<&Entry> {
        let query = self.field.value();
        let mut fits: Vec<(u32, &Entry)> = self
            .entries
            .iter()
            .filter_map(|it| Some((score(query, &format!("{} {}", it.label, it.note))?, it)))
            .collect();
        fits.sort_by_key(|(score, _)| *score);
        if fits.first().is_some_and(|it| it.0 < SCATTERED) {
            fits.retain(|it| it.0 < SCATTERED);
        }
        fits.into_iter().map(|(_, it)| it).collect()
    }

    pub fn cursor(&self) -> usize {
        self.cursor.min(self.shown().len().saturating_sub(1))
    }

    pub fn press(&mut self, key: Key) -> Picked {
        let last = self.shown().len().saturating_sub(1);
        match key {
            Key::Esc => return Picked::Left,
            Key::Char('?') | Key::F(1) if self.title == HELP && self.field.is_empty() => {
                return Picked::Left;
            }
            Key::Enter => return self.take(self.cursor()),
            Key::Up | Key::Ctrl('p') => self.cursor = self.cursor().saturating_sub(1),
            Key::Down | Key::Ctrl('n') => self.cursor = (self.cursor() + 1).min(last),
            Key::PageUp => self.cursor = self.cursor().saturating_sub(10),
            Key::PageDown => self.cursor = (self.cursor() + 10).min(last),
            key => {
                if self.field.press(key) {
                    self.cursor = 0;
                }
            }
        }
        Picked::Nothing
    }

    /// Rests the cursor on the n-th shown line.
    pub fn mark(&mut self, row: usize) {
        self.cursor = row;
    }

    /// Takes the n-th shown line.
    pub fn take(&self, row: usize) -> Picked {
        self.shown().get(row).map_or(Picked::Left, |it| Picked::Took(it.act.clone()))
    }
}

/// What a text costs at least that has the letters only here and there.
pub(super) const SCATTERED: u32 = 1_000;

/// How badly a text fits a query, lower is better; `None` when letters are missing, out of order or far apart.
///
/// Best has every word of it, at the beginning of one of its own. Else at most as many letters are passed over as were typed;
/// what is passed over on the way to the beginning of a word is free.
pub(super) fn score(query: &str, text: &str) -> Option<u32> {
    let (query, text) = (query.to_lowercase(), text.to_lowercase());
    let words = query.split_whitespace().map(|word| {
        let mut places = text.match_indices(word).map(|it| it.0).peekable();
        places.peek()?;
        let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
        Some(u32::from(!places.any(begins)))
    });
    words.sum::<Option<u32>>().or_else(|| scattered(&query, &text))
}

fn scattered(query: &str, text: &str) -> Option<u32> {
    let text: Vec<char> = text.chars().collect();
    let letters: Vec<char> = query.chars().filter(|it| !it.is_whitespace()).collect();
    let first = letters.first()?;
    let starts = (0..text.len()).filter(|at| text[*at] == *first);
    let passed = starts.filter_map(|at| passed_over(&letters, &text, at)).min()?;
    (passed <= letters.len()).then(|| SCATTERED + u32::try_from(passed).unwrap_or(u32::MAX / 2))
}

/// The letters passed over from this place on, and before it where it does not begin a word.
fn passed_over(letters: &[char], text: &[char], from: usize) -> Option<usize> {
    let begins_word = |at: usize| at == 0 || !text[at - 1].is_alphanumeric();
    let (mut passed, mut at) = (usize::from(!begins_word(from)), from);
    for letter in letters {
        let found = at + text[at..].iter().position(|it| it == letter)?;
        if !begins_word(found) {
            passed += found - at;
        }
        at = found + 1;
    }
    Some(passed)
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn letters_in_order_fit_and_word_beginnings_fit_best() {
        assert_eq!(score("x", "pause"), None);
        assert_eq!(score("", "pause"), Some(0));
        assert!(score("gb", "go back") < score("gb", "wiggle bark"));
        assert!(score("Back", "go back") < score("back", "blanck"));
        assert!(score("gadget", "An agile Gadget") < score("gadget", "go and get it"));
        assert!(score("back go", "go back") < score("back", "payback"));
        assert!(score("gadget", "new wallgadget") < score("gadget", "ga dget"));
    }

    #[test]
    fn letters_far_apart_do_not_fit() {
        let title = "as a user, during the create board process i want to select a board type";
        assert_eq!(score("gadget", title), None);
        assert_eq!(score("gb", "a wide range above"), None);
        assert!(score("gdget", "an agile gadget").is_some());
    }
}
