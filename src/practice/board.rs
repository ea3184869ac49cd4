//! What the simulated team does at the board: cards written in secret and shown together, put together, dots. As people do it.

use std::cmp::Reverse;

use rand::RngExt;

use super::{
    Lean,
    simulation::{Cue, Stage, Voice, say},
};
use crate::{
    ceremony::{Id, Step, Text},
    session::{
        Actor, CardInput, Command, Event, Put, Topic, places_dots, shares_cards, writes_cards,
    },
};

/// What a card more in a topic weighs, and how far taste goes beside it.
const PER_CARD: usize = 2;
const LIKING: usize = 4;

impl Stage<'_> {
    /// When a step of the board is entered.
    pub(super) fn at_the_board(&self, step: &Step) -> Vec<Cue> {
        if writes_cards(step) {
            self.writes()
        } else if shares_cards(step) {
            self.shows()
        } else if places_dots(step) {
            self.places()
        } else {
            Vec::new()
        }
    }

    /// Cards go in hidden, unless the learner has said that they stay on the wall.
    fn writes(&self) -> Vec<Cue> {
        let board = &self.content.cast.board;
        let set = self.session.effective().any(|it| matches!(it.event, Event::BoardSet { .. }));
        let on_wall = set && self.session.card_input() == CardInput::Wall;
        let Some(format) = self.session.format().filter(|_| !on_wall) else { return Vec::new() };
        let set = Command::SetBoard { format: format.id.clone(), input: CardInput::Typed };
        let mut cues = vec![Cue::Ask(Actor::Facilitator, set), say(Voice::Others, &board.writes)];
        for card in board.cards.iter().filter(|it| self.is_here(&it.who)) {
            let column = self.column(card.lean, format.columns.iter().map(|it| &it.id));
            cues.extend(
                column.map(|column| Cue::Put(Put::Card { column, text: card.text.clone() })),
            );
        }
        let ready =
            self.others().into_iter().map(|name| Cue::Put(Put::Ready { name, ready: true }));
        cues.extend(ready);
        cues
    }

    /// The first column of this format into which such cards go; a format without one gets none of them.
    fn column<'b>(&self, lean: Lean, mut columns: impl Iterator<Item = &'b Id>) -> Option<Id> {
        let known = &self.content.cast.board.columns;
        let ids = &known.iter().find(|it| it.0 == lean)?.1;
        columns.find(|it| ids.contains(it)).cloned()
    }

    /// Column by column, then what says the same is put together.
    fn shows(&self) -> Vec<Cue> {
        let board = &self.content.cast.board;
        let hidden = 0 < self.open.hidden_cards(self.session);
        let Some(format) = self.session.format().filter(|_| hidden) else { return Vec::new() };
        let mut cues = vec![say(Voice::Others, &board.shows)];
        let column = |id: &Id| Cue::Ask(Actor::Facilitator, Command::ShowCards(id.clone()));
        cues.extend(format.columns.iter().map(|it| column(&it.id)));
        let here = |text: &Text| {
            board.cards.iter().any(|it| {
                let columns = format.columns.iter().map(|it| &it.id);
                it.text == *text && self.is_here(&it.who) && self.column(it.lean, columns).is_some()
            })
        };
        for topic in &board.topics {
            let topics: Vec<Text> = topic.cards.iter().filter(|it| here(it)).cloned().collect();
            let group = Command::Group { topics, title: topic.title.clone() };
            cues.push(Cue::Ask(Actor::Facilitator, group));
        }
        cues
    }

    /// Everybody but the learner places dots, more of them where more was written.
    fn places(&self) -> Vec<Cue> {
        let budget = self.session.budget();
        let topics: Vec<&Topic> = self.session.topics().iter().collect();
        if topics.is_empty() || self.session.card_input() == CardInput::Wall {
            return Vec::new();
        }
        let dots = |name: Text| {
            let mut dice = self.staged.dice(&format!("dots {name}"));
            let mut liked = topics.clone();
            liked.sort_by_cached_key(|it| {
                Reverse(PER_CARD * it.cards.len() + dice.random_range(0..LIKING))
            });
            let (mut left, mut dots) = (budget.each, Vec::new());
            for topic in liked {
                let many = dice.random_range(1..=budget.on_one.max(1)).min(left);
                if many == 0 {
                    break;
                }
                left -= many;
                dots.push((topic.title.clone(), many));
            }
            Cue::Put(Put::Dots { name, dots })
        };
        self.others().into_iter().map(dots).collect()
    }

    /// Before the vote is left: a learner who has placed nothing abstains, and all dots are shown.
    pub(super) fn counts_dots(&self, step: &Step) -> Vec<Cue> {
        let others = self.others();
        let placed =
            |it: &Text| self.open.placed(self.session).is_some_and(|round| round.is_done(it));
        let in_secret = others.iter().any(placed);
        if !places_dots(step) || self.session.has_dots() || !in_secret {
            return Vec::new();
        }
        let out = self.session.voters();
        let out = out.into_iter().filter(|it| !placed(it));
        let mut cues: Vec<Cue> =
            out.map(|name| Cue::Put(Put::Dots { name, dots: Vec::new() })).collect();
        cues.push(Cue::Ask(Actor::Facilitator, Command::ShowDots));
        cues
    }

    /// What is said of dots that were just shown.
    pub(super) fn dots_shown(&self) -> Option<Cue> {
        let ranked = self.session.ranked();
        let told = ranked.iter().filter(|it| it.dots.is_some_and(|it| 0 < it)).take(3);
        let told: Vec<String> =
            told.map(|it| format!("{} {}", it.title, it.dots.unwrap_or(0))).collect();
        let line = self.content.cast.board.dots.replace("{dots}", &told.join(", "));
        (!told.is_empty() && !line.is_empty()).then(|| say(Voice::Others, &line))
    }

    fn others(&self) -> Vec<Text> {
        let you = &self.content.cast.you;
        self.session.voters().into_iter().filter(|it| it != you).collect()
    }
}
