//! A text on its way to a file: its place is asked for in one field, and nothing is written over without being asked twice.

use super::{Effect, Field, Key, Reply};
use crate::ceremony::Text;

#[derive(Debug)]
pub struct Handout {
    /// What it is, in a word or two.
    pub title: &'static str,
    pub field: Field,
    /// The file that is there already: Enter once more writes over it.
    pub there: Option<Text>,
    text: Text,
}

impl Handout {
    pub fn new(title: &'static str, text: Text, place: &str) -> Handout {
        Handout { title, field: Field::new(place), there: None, text }
    }

    /// Answers with what to do; the form stays until the file is written or it is left.
    pub fn press(&mut self, key: Key) -> Reply {
        if key == Key::Enter {
            let place = self.field.text();
            if place.is_empty() {
                return Reply::say("Type a name for the file.");
            }
            let over = self.there.is_some();
            return Effect::Write { place, text: self.text.clone(), over }.into();
        }
        if self.field.press(key) {
            self.there = None;
        }
        Reply::none()
    }

    pub fn paste(&mut self, text: &str) {
        self.field.paste(text);
        self.there = None;
    }
}
