//! Sizing the item at hand: hands as they lie on the table, the size agreed on, or cards typed face down one after another.

use super::{Effect, Field, Key, Live, Now, Popup, Reply};
use crate::{
    ceremony::{Deck, Text},
    session::{Command, Hand, Refine, Refusal},
};

#[derive(Debug)]
pub enum Cards {
    /// What is on the table: hands, or one size.
    Shown(Field),
    /// Why it is a size nobody played.
    Reason { size: Text, field: Field },
    /// Whose turn it is at the keyboard; past the last name, the cards are turned over.
    Down { cursor: usize },
    /// A card being typed; it is never drawn.
    Face { name: Text, field: Field },
}

impl Cards {
    /// The text field that has the keyboard.
    pub(super) fn field(&mut self) -> Option<&mut Field> {
        match self {
            Cards::Shown(field) | Cards::Reason { field, .. } | Cards::Face { field, .. } => {
                Some(field)
            }
            Cards::Down { .. } => None,
        }
    }
}

/// What was typed: nothing, one size, or several hands. `2335` is four hands where every card has one character.
fn hands(deck: &Deck, typed: &str) -> Vec<Hand> {
    let parts: Vec<&str> =
        typed.split([' ', ',', ';']).filter(|it| !it.is_empty()).take(200).collect();
    if let [only] = parts[..]
        && deck.card(only).is_none()
    {
        let letters: Vec<String> = only.chars().map(String::from).collect();
        if letters.iter().all(|it| deck.card(it).is_some()) {
            return letters.iter().map(|it| Hand::read(it)).collect();
        }
    }
    parts.into_iter().map(Hand::read).collect()
}

impl Live {
    pub(super) fn size(&mut self) -> Reply {
        self.keep(Popup::Cards(Cards::Shown(Field::default())))
    }

    /// People here in the order they are asked for a card: who holds cards first.
    pub fn at_the_table(&self) -> Vec<&Text> {
        let holders: Vec<&Text> = self.session.card_holders().collect();
        let others = self.session.present().iter().filter(|it| !holders.contains(it));
        holders.iter().copied().chain(others).collect()
    }

    /// The size a round comes down to, while nobody has said it.
    pub fn size_offer(&self) -> Option<&Text> {
        let item = self.session.estimating().ok()?;
        let round = self.session.rounds(item).next_back().filter(|it| it.size.is_none())?;
        self.session.proposed_size(&round.hands)
    }

    pub(super) fn press_cards(&mut self, cards: Cards, key: Key, now: Now) -> Reply {
        match cards {
            Cards::Shown(field) => self.press_shown(field, key, now),
            Cards::Reason { size, field } => self.press_reason(size, field, key, now),
            Cards::Down { cursor } => self.press_down(cursor, key, now),
            Cards::Face { name, field } => self.press_face(name, field, key),
        }
    }

    fn press_shown(&mut self, mut field: Field, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Tab => self.keep(Popup::Cards(Cards::Down { cursor: 0 })),
            Key::Enter => {
                let typed = hands(&self.session.setup().deck, field.value());
                match (&typed[..], self.size_offer().cloned()) {
                    ([], None) => Reply::none(),
                    ([], Some(size)) => self.ask_size(size, Text::default(), now),
                    ([Hand { card, sure: None }], _) => self.take_size(card.clone(), field, now),
                    _ => {
                        let reply = self.ask(Command::ShowHands(typed), now);
                        self.reopen(reply, Cards::Shown(field))
                    }
                }
            }
            key => {
                field.press(key);
                self.keep(Popup::Cards(Cards::Shown(field)))
            }
        }
    }

    /// A card nobody played is asked about before it counts.
    fn take_size(&mut self, size: Text, field: Field, now: Now) -> Reply {
        let wish = Refine::Size { size: size.clone(), why: Text::default() };
        if let Err(Refusal::NotPlayed(size)) =
            self.check(Command::Refine(Text::default(), wish), now)
        {
            return self.keep(Popup::Cards(Cards::Reason { size, field: Field::default() }));
        }
        let reply = self.ask_size(size, Text::default(), now);
        self.reopen(reply, Cards::Shown(field))
    }

    fn ask_size(&mut self, size: Text, why: Text, now: Now) -> Reply {
        self.ask(Command::Refine(Text::default(), Refine::Size { size, why }), now)
    }

    /// What was refused stays open to be mended.
    fn reopen(&mut self, reply: Reply, cards: Cards) -> Reply {
        if reply.effects.is_empty() {
            self.popup = Some(Popup::Cards(cards));
        }
        reply
    }

    fn press_reason(&mut self, size: Text, mut field: Field, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => self.size(),
            Key::Enter if field.text().is_empty() => {
                self.keep(Popup::Cards(Cards::Reason { size, field }))
            }
            Key::Enter => self.ask_size(size, field.text(), now),
            key => {
                field.press(key);
                self.keep(Popup::Cards(Cards::Reason { size, field }))
            }
        }
    }

    fn press_down(&mut self, cursor: usize, key: Key, now: Now) -> Reply {
        let names: Vec<Text> = self.at_the_table().into_iter().cloned().collect();
        let cursor = match key {
            Key::Esc => return Reply::none(),
            Key::Tab => return self.size(),
            Key::Up | Key::Char('k') => cursor.saturating_sub(1),
            Key::Down | Key::Char('j') => (cursor + 1).min(names.len()),
            Key::Enter => return self.take_seat(names.get(cursor), cursor, now),
            _ => cursor,
        };
        self.keep(Popup::Cards(Cards::Down { cursor }))
    }

    fn take_seat(&mut self, name: Option<&Text>, cursor: usize, now: Now) -> Reply {
        let Some(name) = name else {
            let reply = self.ask(Command::RevealHands, now);
            return self.reopen(reply, Cards::Down { cursor });
        };
        match self.session.may_hold_cards(name) {
            Ok(()) if self.has_played(name) => {
                let say =
                    super::words::refusal(&self.session, &Refusal::AlreadyPlayed(name.clone()));
                self.keep(Popup::Cards(Cards::Down { cursor })).and(Reply::say(say))
            }
            Ok(()) => {
                self.keep(Popup::Cards(Cards::Face { name: name.clone(), field: Field::default() }))
            }
            Err(refusal) => {
                let say = super::words::refusal(&self.session, &refusal);
                self.keep(Popup::Cards(Cards::Down { cursor })).and(Reply::say(say))
            }
        }
    }

    pub fn has_played(&self, name: &Text) -> bool {
        self.open.face_down(&self.session).is_some_and(|it| it.is_done(name))
    }

    fn press_face(&mut self, name: Text, mut field: Field, key: Key) -> Reply {
        match key {
            Key::Esc => self.keep(Popup::Cards(Cards::Down { cursor: 0 })),
            Key::Enter if field.text().is_empty() => {
                self.keep(Popup::Cards(Cards::Face { name, field }))
            }
            Key::Enter => match self.open.play(&self.session, &name, &field.text()) {
                Ok(()) => {
                    let cursor = self.next_seat();
                    let kept = Effect::Scratch(Some(self.open.to_scratch()));
                    self.keep(Popup::Cards(Cards::Down { cursor })).and(kept.into())
                }
                Err(refusal) => {
                    let say = super::words::refusal(&self.session, &refusal);
                    let field = Field::default();
                    self.keep(Popup::Cards(Cards::Face { name, field })).and(Reply::say(say))
                }
            },
            key => {
                field.press(key);
                self.keep(Popup::Cards(Cards::Face { name, field }))
            }
        }
    }

    /// The first who holds cards and has none on the table; past the names when all have.
    fn next_seat(&self) -> usize {
        let names = self.at_the_table();
        let waits = |it: &&Text| self.session.may_hold_cards(it).is_ok() && !self.has_played(it);
        names.iter().position(waits).unwrap_or(names.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ceremony::Library;

    #[test]
    fn cards_are_typed_side_by_side_and_single_characters_together() {
        let library = Library::shipped();
        let read = |typed: &str| -> Vec<String> {
            let cards = hands(&library.decks[0], typed).into_iter();
            cards.map(|it| format!("{}{:?}", it.card, it.sure)).collect()
        };
        assert_eq!(read("2 3,3;13"), ["2None", "3None", "3None", "13None"]);
        assert_eq!(read("2335"), ["2None", "3None", "3None", "5None"]);
        assert_eq!(read("13"), ["13None"]);
        assert_eq!(read("5@4 8"), ["5Some(4)", "8None"]);
        assert_eq!(read("  "), Vec::<String>::new());
    }
}
