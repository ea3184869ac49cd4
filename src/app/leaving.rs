//! The dialog of leaving: go and come back later, or mark a reason, say it in words, and stop for good.

use super::{Effect, Field, Key, Live, Now, Popup, Reply};
use crate::{
    ceremony::{Id, Text},
    session::Command,
};

/// The reason that says nothing without words.
const OTHER: &str = "other";

#[derive(Debug, Default)]
pub struct Leaving {
    /// The ceremony's reason that is marked, by place; none while the session is only left.
    pub reason: Option<usize>,
    pub words: Field,
    /// Words were asked for and not typed.
    pub wants_words: bool,
}

impl Leaving {
    pub fn stopping(reason: usize) -> Leaving {
        Leaving { reason: Some(reason), ..Leaving::default() }
    }
}

impl Live {
    /// Leaving keeps the session open to be gone on with; a digit marks a reason to stop it for good, and Enter does it.
    pub(super) fn press_quit(&mut self, it: Leaving, key: Key, now: Now) -> Reply {
        let marked = match key {
            Key::Char(digit) if it.words.is_empty() => self.abort_reason(digit),
            _ => None,
        };
        match (marked, it.reason) {
            (Some(reason), _) => self.keep(Popup::Quit(Leaving::stopping(reason))),
            (None, Some(reason)) => self.press_stopping(it, reason, key, now),
            (None, None) => match key {
                Key::Enter | Key::Char('q' | 'y') | Key::Ctrl('c') => {
                    Reply::from(vec![Effect::Close, Effect::Quit])
                }
                Key::Esc => Reply::none(),
                _ => self.keep(Popup::Quit(it)),
            },
        }
    }

    fn press_stopping(&mut self, mut it: Leaving, reason: usize, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => self.keep(Popup::Quit(Leaving::default())),
            Key::Enter => {
                let reasons = &self.session.setup().ceremony.exits.abort;
                let Some(id) = reasons.get(reason).map(|it| it.id.clone()) else {
                    return Reply::none();
                };
                let words = it.words.text();
                if words.is_empty() && id == *OTHER {
                    return self.keep(Popup::Quit(Leaving { wants_words: true, ..it }));
                }
                self.stop(it, id, words, now)
            }
            key => {
                it.words.press(key);
                self.keep(Popup::Quit(Leaving { wants_words: false, ..it }))
            }
        }
    }

    /// Ends it for good; a refusal leaves what was typed where it is.
    fn stop(&mut self, it: Leaving, reason: Id, words: Text, now: Now) -> Reply {
        let reply = self.ask(Command::Abort { reason, words }, now);
        if reply.effects.is_empty() && self.popup.is_none() {
            self.popup = Some(Popup::Quit(it));
        }
        reply
    }

    fn abort_reason(&self, digit: char) -> Option<usize> {
        let nth = usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)?;
        (nth < self.session.setup().ceremony.exits.abort.len()).then_some(nth)
    }
}
