//! Two sessions of one ceremony side by side; the arrows choose the one on the left.

use super::{Question, moved};
use crate::{
    app::{Effect, Intent, Reply},
    ceremony::Text,
    history::Portrait,
};

#[derive(Debug)]
pub struct Comparison {
    pub left: Portrait,
    pub right: Portrait,
    /// The others of that ceremony and team, newest first.
    others: Vec<Text>,
    pub top: usize,
}

/// Rows one may scroll past.
const LONGEST: usize = 200;

impl Comparison {
    pub fn new(left: Portrait, right: Portrait, others: Vec<Text>) -> Comparison {
        Comparison { left, right, others, top: 0 }
    }

    pub fn learn(&mut self, left: Portrait, right: Portrait, others: Vec<Text>) {
        (self.left, self.right, self.others) = (left, right, others);
    }

    pub fn offers(&self, intent: Intent) -> bool {
        match intent {
            Intent::Left => self.beside(true).is_some(),
            Intent::Right => self.beside(false).is_some(),
            _ => true,
        }
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        if let Some(to) = moved(self.top, intent, LONGEST) {
            self.top = to;
            return Reply::none();
        }
        let with = match intent {
            Intent::Left => self.beside(true),
            Intent::Right => self.beside(false),
            _ => None,
        };
        match with {
            Some(with) => {
                let sid = self.right.sid.clone();
                Effect::Survey(Question::Compare { sid, with: Some(with) }).into()
            }
            None => Reply::none(),
        }
    }

    /// The one before or after the left one.
    fn beside(&self, older: bool) -> Option<Text> {
        let at = self.others.iter().position(|it| *it == self.left.sid)?;
        let to = if older { at + 1 } else { at.checked_sub(1)? };
        self.others.get(to).cloned()
    }
}
