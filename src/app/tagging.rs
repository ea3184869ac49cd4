//! Tags of a topic on the board: the digits are those of the facts, and what applies follows from them.

use super::{BoardRow, Key, Live, Now, Popup, Reply, palette::FactLine};
use crate::{
    ceremony::{FactSource, Text},
    session::Command,
};

impl Live {
    /// The tags this ceremony asks for, each a digit away, as they stand on a topic.
    pub fn tags_of(&self, topic: &Text, now: Now) -> Vec<FactLine> {
        let mut lines = self.palette_facts(now);
        let is_tag = |it: &FactLine| {
            self.session.fact(&it.id).is_some_and(|known| known.by == FactSource::Tag)
        };
        lines.retain(is_tag);
        for it in &mut lines {
            it.value = self.session.is_tagged(topic, &it.id);
            it.by_hand = false;
        }
        lines
    }

    /// The tags on a topic in a word each: `customers`, `who decides`.
    pub fn tag_words(&self, topic: &Text) -> Vec<&str> {
        let facts = &self.session.setup().facts.facts;
        let on = facts.iter().filter(|it| self.session.is_tagged(topic, &it.id));
        on.map(|it| it.short.split_once(": ").map_or(it.short.as_str(), |it| it.1)).collect()
    }

    pub(super) fn open_tags(&mut self) -> Reply {
        let Some(row) = self.board_row() else { return Reply::none() };
        let (BoardRow::Topic(topic) | BoardRow::Card(topic, _)) = row;
        self.keep(Popup::Tags { topic, cursor: 0 })
    }

    /// A digit puts its tag on or takes it off, Enter does it for the marked line; several may be wanted, so it stays open.
    pub(super) fn press_tags(&mut self, topic: Text, cursor: usize, key: Key, now: Now) -> Reply {
        let tags = self.tags_of(&topic, now);
        let last = tags.len().saturating_sub(1);
        let (cursor, taken) = match key {
            Key::Esc => return Reply::none(),
            Key::Up | Key::Char('k') => (cursor.saturating_sub(1), None),
            Key::Down | Key::Char('j') => ((cursor + 1).min(last), None),
            Key::Enter | Key::Char(' ') => (cursor, tags.get(cursor)),
            Key::Char(digit) => {
                let digit = digit.to_string();
                let at = tags.iter().position(|it| it.key.as_deref() == Some(digit.as_str()));
                (at.unwrap_or(cursor), at.and_then(|it| tags.get(it)))
            }
            _ => (cursor, None),
        };
        let command = taken.map(|it| {
            let (fact, value) = (it.id.clone(), !it.value);
            Command::Tag { topic: topic.clone(), fact, value }
        });
        self.popup = Some(Popup::Tags { topic, cursor });
        command.map_or_else(Reply::none, |it| self.ask(it, now))
    }
}
