//! The list of items: found by typing, opened, taken up and put down elsewhere.

use super::{
    Effect, Field, Key, Live, Now, Popup, Reply,
    item::ItemSheet,
    picker::{SCATTERED, score},
};
use crate::{
    ceremony::Text,
    session::{Command, Item, Kept, Refine, patches},
};

#[derive(Debug, Default)]
pub struct ItemList {
    pub field: Field,
    pub cursor: usize,
    pub carried: Option<Carried>,
}

/// An item taken up from its place.
#[derive(Debug, Clone)]
pub struct Carried {
    pub name: Text,
    /// Where it would be put down: before the item at this place of the others.
    pub at: usize,
    /// Once it is put down: why.
    pub why: Option<Field>,
}

impl ItemList {
    pub(super) fn field(&mut self) -> Option<&mut Field> {
        match &mut self.carried {
            Some(it) => it.why.as_mut(),
            None => Some(&mut self.field),
        }
    }
}

impl Live {
    /// Every item, in order; while something is typed, those that fit, best first.
    pub fn listed<'a>(&'a self, list: &ItemList) -> Vec<&'a Item> {
        if let Some(carried) = &list.carried {
            let mut items: Vec<&Item> = self.others(&carried.name);
            if let Some(item) = self.session.item(&carried.name) {
                items.insert(carried.at.min(items.len()), item);
            }
            return items;
        }
        let query = list.field.value();
        let mut fits: Vec<(u32, &Item)> = self
            .session
            .items()
            .iter()
            .filter_map(|it| Some((score(query, &found_by(it))?, it)))
            .collect();
        fits.sort_by_key(|(score, _)| *score);
        // Letters here and there fit nearly every long title: they count while no item has the words.
        if fits.first().is_some_and(|it| it.0 < SCATTERED) {
            fits.retain(|it| it.0 < SCATTERED);
        }
        fits.into_iter().map(|(_, it)| it).collect()
    }

    fn others(&self, name: &Text) -> Vec<&Item> {
        self.session.items().iter().filter(|it| it.name != *name).collect()
    }

    pub(super) fn open_items(&mut self) -> Reply {
        let here = self.session.item_at_hand().map(|it| it.name.clone());
        let cursor = self.session.items().iter().position(|it| Some(&it.name) == here.as_ref());
        let list = ItemList { cursor: cursor.unwrap_or(0), ..ItemList::default() };
        self.keep(Popup::Items(Box::new(list)))
    }

    pub(super) fn press_items(&mut self, mut list: Box<ItemList>, key: Key, now: Now) -> Reply {
        if list.carried.is_some() {
            return self.press_carried(list, key, now);
        }
        let shown = self.listed(&list);
        let end = shown.len().saturating_sub(1);
        let cursor = list.cursor.min(end);
        list.cursor = match key {
            Key::Esc => return Reply::none(),
            Key::Enter => {
                let name = shown.get(cursor).map(|it| it.name.clone());
                return name.map_or_else(Reply::none, |it| {
                    self.keep(Popup::Item(Box::new(ItemSheet::new(it))))
                });
            }
            Key::Tab => {
                let name = shown.get(cursor).map(|it| it.name.clone());
                let items = self.session.items();
                let at = items.iter().position(|it| Some(&it.name) == name.as_ref());
                list.carried = name.zip(at).map(|(name, at)| Carried { name, at, why: None });
                at.unwrap_or(cursor)
            }
            Key::Up => cursor.saturating_sub(1),
            Key::Down => (cursor + 1).min(end),
            Key::PageUp => cursor.saturating_sub(10),
            Key::PageDown => (cursor + 10).min(end),
            key => {
                if list.field.press(key) {
                    0
                } else {
                    cursor
                }
            }
        };
        self.keep(Popup::Items(list))
    }

    fn press_carried(&mut self, mut list: Box<ItemList>, key: Key, now: Now) -> Reply {
        let Some(carried) = &mut list.carried else { return Reply::none() };
        let end = self.session.items().len().saturating_sub(1);
        if let Some(why) = &mut carried.why {
            match key {
                Key::Esc => carried.why = None,
                Key::Enter => {
                    let (name, at, why) = (carried.name.clone(), carried.at, why.text());
                    let before = self.others(&name).get(at).map(|it| it.name.clone());
                    let reply = self.ask(Command::Refine(name, Refine::Move { before, why }), now);
                    let list = ItemList { cursor: at, ..ItemList::default() };
                    self.popup = Some(Popup::Items(Box::new(list)));
                    return reply;
                }
                key => {
                    why.press(key);
                }
            }
            return self.keep(Popup::Items(list));
        }
        carried.at = match key {
            Key::Esc => {
                list.carried = None;
                return self.keep(Popup::Items(list));
            }
            Key::Tab | Key::Enter => {
                carried.why = Some(Field::default());
                carried.at
            }
            Key::Up | Key::Char('k') => carried.at.saturating_sub(1),
            Key::Down | Key::Char('j') => (carried.at + 1).min(end),
            Key::PageUp => carried.at.saturating_sub(10),
            Key::PageDown => (carried.at + 10).min(end),
            Key::Home => 0,
            Key::End => end,
            _ => carried.at,
        };
        list.cursor = carried.at;
        self.keep(Popup::Items(list))
    }
}

impl Live {
    /// The items as they are, when this command may change them.
    pub(super) fn items_before(&self, command: &Command) -> Option<Vec<Kept>> {
        let may = matches!(
            command,
            Command::Refine(..)
                | Command::ShowHands(_)
                | Command::RevealHands
                | Command::Plan(_)
                | Command::NextPass(_)
                | Command::SetFact(..)
                | Command::Undo
                | Command::Redo
        );
        (may && self.session.handles_items()).then(|| self.session.kept())
    }

    /// What became of them, for the team's backlog.
    pub(super) fn changed_items(&self, before: &[Kept]) -> Option<Effect> {
        let changes = patches(before, &self.session.kept());
        (!changes.is_empty()).then_some(Effect::Backlog(changes))
    }
}

fn found_by(it: &Item) -> String {
    let tags: Vec<&str> = it.known.tags.iter().map(crate::ceremony::Id::as_str).collect();
    format!("{} {} {}", it.label(), it.known.size, tags.join(" "))
}
