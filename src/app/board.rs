//! The board page: topics and their cards as one list, marked, grouped, split, titled and released by keyboard.

use std::collections::BTreeSet;

use super::{Field, Intent, Live, Now, Page, Popup, Reply, words};
use crate::{
    ceremony::{Id, Text},
    session::{Card, CardInput, Command, Put, places_dots, put, shares_cards},
};

/// Its cursor, the topics marked, and the card picked up.
#[derive(Debug, Clone, Default)]
pub struct BoardPage {
    pub cursor: usize,
    pub marked: BTreeSet<Text>,
    pub picked: Option<(Text, Card)>,
}

/// A line of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoardRow {
    Topic(Text),
    /// A card of the topic above.
    Card(Text, Card),
}

impl Live {
    pub fn board(&self) -> Option<&BoardPage> {
        match &self.page {
            Page::Board(it) => Some(it),
            Page::Steps | Page::Closing(_) => None,
        }
    }

    /// Every topic, and below it its cards where they say more than its title.
    pub fn board_rows(&self) -> Vec<BoardRow> {
        let mut rows = Vec::new();
        for it in self.session.topics() {
            rows.push(BoardRow::Topic(it.title.clone()));
            let tells = it.cards.len() > 1 || it.cards.iter().any(|card| card.text != it.title);
            let cards = it.cards.iter().filter(|_| tells);
            rows.extend(cards.map(|card| BoardRow::Card(it.title.clone(), card.clone())));
        }
        rows
    }

    pub(super) fn board_row(&self) -> Option<BoardRow> {
        let mut rows = self.board_rows();
        let last = rows.len().checked_sub(1)?;
        Some(rows.swap_remove(self.board()?.cursor.min(last)))
    }

    pub(super) fn act_on_board(&mut self, intent: Intent, now: Now) -> Reply {
        match intent {
            Intent::Board => {
                self.page = Page::Board(BoardPage::default());
                Reply::none()
            }
            Intent::Mark => self.mark(),
            Intent::Merge => self.merge(now),
            Intent::Rename => self.rename(),
            Intent::Split => self.split(now),
            Intent::MoveHere => self.move_here(now),
            Intent::ShowCards => self.show_next(now).unwrap_or_else(|| no_cards(self)),
            Intent::Release => self.release(now),
            Intent::Tag => self.open_tags(),
            Intent::Format => self.keep(Popup::Pick(super::palette::formats(self, now))),
            Intent::CheckIn => self.keep(Popup::Pick(super::palette::check_ins(self))),
            Intent::Budget => {
                let it = self.session.budget();
                self.keep(Popup::Budget(Field::new(&format!("{} {} ", it.each, it.on_one))))
            }
            Intent::HandOn => self.hand_on(),
            _ => Reply::none(),
        }
    }

    pub(super) fn offers_on_board(&self, intent: Intent, now: Now) -> bool {
        let session = &self.session;
        let step = session.step();
        match intent {
            Intent::Board => {
                let any = !session.topics().is_empty() || step.is_some_and(shares_cards);
                session.has_board() && any && !session.handles_items()
            }
            Intent::Format => {
                let open = session.cards().next().is_none() && !session.has_dots();
                session.has_board() && open && self.open.hidden_cards(session) == 0
            }
            Intent::CheckIn => !session.check_ins().is_empty(),
            Intent::Budget => step.is_some_and(places_dots) && !session.has_dots(),
            Intent::HandOn => self.handing().is_some(),
            Intent::ShowCards => self.next_column().is_some(),
            Intent::Merge => !session.has_dots() && session.topics().len() > 1,
            Intent::Mark | Intent::Rename | Intent::Release | Intent::Tag => {
                self.board_row().is_some()
            }
            Intent::Split => self.splitting().is_some_and(|it| self.grants(it, now)),
            Intent::MoveHere => self.moving().is_some_and(|it| self.grants(it, now)),
            _ => true,
        }
    }

    /// Puts something in secretly: no record, but the scratch file follows.
    pub(super) fn put(&mut self, it: Put) -> Result<Reply, Text> {
        match put(&self.session, &mut self.open, it) {
            Ok(()) => Ok(super::Effect::Scratch(Some(self.open.to_scratch())).into()),
            Err(refusal) => Err(words::refusal(&self.session, &refusal)),
        }
    }

    /// The first column with hidden cards.
    pub fn next_column(&self) -> Option<Id> {
        let columns = &self.session.format()?.columns;
        columns.iter().map(|it| &it.id).find(|it| 0 < self.open.hidden_in(it)).cloned()
    }

    /// Shows the next column with hidden cards, in as many records as it takes.
    pub(super) fn show_next(&mut self, now: Now) -> Option<Reply> {
        let column = self.next_column()?;
        let mut reply = Reply::none();
        loop {
            let before = self.open.hidden_in(&column);
            reply = reply.and(self.ask(Command::ShowCards(column.clone()), now));
            let after = self.open.hidden_in(&column);
            if after == 0 || before <= after {
                return Some(reply);
            }
        }
    }

    /// What Enter does at a step of the board before it goes on: show what everybody has put in.
    pub(super) fn show_what_is_in(&mut self, now: Now) -> Option<Reply> {
        let step = self.session.step()?;
        if shares_cards(step) {
            return self.show_next(now);
        }
        let command = if places_dots(step) {
            Command::ShowDots
        } else {
            Command::ShowVote(self.session.pulse()?.id.clone())
        };
        let all_in = self.everybody_is_in() && self.grants(command.clone(), now);
        all_in.then(|| self.ask(command, now))
    }

    fn page_mut(&mut self) -> Option<&mut BoardPage> {
        match &mut self.page {
            Page::Board(it) => Some(it),
            Page::Steps | Page::Closing(_) => None,
        }
    }

    fn mark(&mut self) -> Reply {
        let row = self.board_row();
        let Some((page, row)) = self.page_mut().zip(row) else { return Reply::none() };
        match row {
            BoardRow::Topic(title) => {
                if !page.marked.remove(&title) {
                    page.marked.insert(title);
                }
            }
            BoardRow::Card(topic, card) => {
                let picked = Some((topic, card));
                page.picked = if page.picked == picked { None } else { picked };
            }
        }
        page.cursor += 1;
        Reply::none()
    }

    /// The marked topics become one; the one under the cursor joins them.
    fn merge(&mut self, now: Now) -> Reply {
        let Some(row) = self.board_row() else { return Reply::none() };
        let (BoardRow::Topic(here) | BoardRow::Card(here, _)) = row;
        let marked = self.board().map(|it| it.marked.clone()).unwrap_or_default();
        let known = |it: &Text| self.session.topic(it).is_some();
        let mut topics: Vec<Text> = marked.into_iter().filter(known).collect();
        if !topics.contains(&here) && topics.len() < 2 {
            topics.push(here);
        }
        let first = self.session.topics().iter().find(|it| topics.contains(&it.title));
        let first = first.map(|it| BoardRow::Topic(it.title.clone()));
        let reply = self.ask(Command::Group { topics, title: Text::default() }, now);
        let at = self.board_rows().iter().position(|it| Some(it) == first.as_ref());
        if !reply.effects.is_empty()
            && let Some(page) = self.page_mut()
        {
            page.marked.clear();
            page.picked = None;
            page.cursor = at.unwrap_or(page.cursor);
        }
        reply
    }

    fn rename(&mut self) -> Reply {
        let Some(row) = self.board_row() else { return Reply::none() };
        let (BoardRow::Topic(topic) | BoardRow::Card(topic, _)) = row;
        let field = Field::new(&topic);
        self.keep(Popup::Retitle { topic, field })
    }

    fn splitting(&self) -> Option<Command> {
        match self.board_row()? {
            BoardRow::Card(from, card) => {
                Some(Command::MoveCard { card: card.text, column: card.column, from, to: None })
            }
            BoardRow::Topic(_) => None,
        }
    }

    fn split(&mut self, now: Now) -> Reply {
        match self.splitting() {
            Some(command) => self.ask(command, now),
            None => Reply::say("Go to a card inside a topic first."),
        }
    }

    fn moving(&self) -> Option<Command> {
        let (from, card) = self.board()?.picked.clone()?;
        let (BoardRow::Topic(to) | BoardRow::Card(to, _)) = self.board_row()?;
        Some(Command::MoveCard { card: card.text, column: card.column, from, to: Some(to) })
    }

    fn move_here(&mut self, now: Now) -> Reply {
        let Some(command) = self.moving() else {
            return Reply::say("Pick a card up first: Space on it, then v where it goes.");
        };
        let reply = self.ask(command, now);
        if let Some(page) = self.page_mut().filter(|_| !reply.effects.is_empty()) {
            page.picked = None;
        }
        reply
    }

    /// One further: the team's summary, the product manager, anybody, and back to the room.
    fn release(&mut self, now: Now) -> Reply {
        let Some(row) = self.board_row() else { return Reply::none() };
        let (BoardRow::Topic(topic) | BoardRow::Card(topic, _)) = row;
        let to = self.session.release(&topic).next();
        self.ask(Command::Release { topic, to }, now)
    }
}

fn no_cards(live: &Live) -> Reply {
    Reply::say(match live.session.card_input() {
        CardInput::Wall => "The cards are on the wall; t types the topics.",
        CardInput::Typed => "No cards are waiting to be shown.",
    })
}
