//! Hidden cards that would be left behind: shown, discarded unread, or neither. Nothing is dropped without a word.

use super::{Key, Live, Now, Popup, Reply};
use crate::{
    ceremony::Text,
    session::{Command, Refusal},
};

impl Live {
    /// Whether a command is granted, at once or when it was said what becomes of hidden cards.
    pub(super) fn leads_there(&self, command: Command, now: Now) -> bool {
        matches!(self.check(command, now), Ok(_) | Err(Refusal::CardsHidden { .. }))
    }

    /// Enter shows them all and stays, `d` discards them and goes on with what was asked for, Esc stays.
    pub(super) fn press_unseen(
        &mut self,
        cards: usize,
        then: Box<Command>,
        key: Key,
        now: Now,
    ) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Enter | Key::Char('s') => self.show_all(now),
            Key::Char('d') => {
                let dropped = self.ask(Command::DropCards, now);
                if dropped.effects.is_empty() {
                    return dropped;
                }
                let said = format!("Discarded unread: {cards}. u brings them back.");
                dropped.and(self.ask(*then, now)).and(Reply::say(Text::new(said)))
            }
            _ => self.keep(Popup::Unseen { cards, then }),
        }
    }

    /// Column after column, so that every card is on the board.
    fn show_all(&mut self, now: Now) -> Reply {
        let mut all = Reply::none();
        while let Some(reply) = self.show_next(now).filter(|it| !it.effects.is_empty()) {
            all = all.and(reply);
        }
        if all.effects.is_empty() {
            return Reply::say("The dots are on show; hidden cards can only be discarded: d.");
        }
        all.and(Reply::say("All cards are on the board; B opens it."))
    }
}
