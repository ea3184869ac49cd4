//! What a record does to the board. Total; it decides nothing.

use super::{Budget, Card};
use crate::{
    ceremony::{Id, Over, Text},
    session::{Event, Pass, Session},
};

impl Session {
    pub(in crate::session) fn fold_board(&mut self, event: &Event) {
        let board = &mut self.story.board;
        match event {
            Event::BoardSet { format, input } => board.set = Some((format.clone(), *input)),
            Event::CardsShown { column, cards } => {
                let card = |text: &Text| Card { column: column.clone(), text: text.clone() };
                board.add(cards.iter().map(|it| (it.clone(), vec![card(it)])));
            }
            Event::CardsDropped { cards } => board.dropped = board.dropped.saturating_add(*cards),
            Event::Grouped { topics, title } => {
                board.group(topics, title);
                for it in topics {
                    self.rename_topic(it, title);
                }
            }
            Event::Retitled { topic, title } => self.rename_topic(topic, title),
            Event::CardMoved { card, column, from, to } => {
                let card = Card { column: column.clone(), text: card.clone() };
                board.move_card(&card, from, to.as_ref());
            }
            Event::BudgetSet { each, on_one, why } => {
                board.budget = Some(Budget { each: *each, on_one: *on_one, why: why.clone() });
            }
            Event::DotsShown { dots, run_off: true } => {
                board.run_off = Some(dots.clone());
                board.rank();
            }
            Event::DotsShown { dots, run_off: false } => {
                board.dots = Some(dots.clone());
                board.run_off = None;
                board.rank();
            }
            Event::Released { topic, to } => board.released.push((topic.clone(), *to)),
            Event::CheckInChosen { check_in } => {
                let here = self.here();
                self.story.check_ins.insert(here, check_in.clone());
            }
            _ => {}
        }
    }

    /// Passes, tags and captures go with the title they belong to.
    fn rename_topic(&mut self, from: &Text, to: &Text) {
        let story = &mut self.story;
        story.board.retitle(from, to);
        for it in story.steps.values_mut() {
            let marked = it.marks.iter_mut().map(|it| &mut it.0);
            let timed = it.times.iter_mut().map(|it| &mut it.0);
            for pass in marked.chain(timed).chain(&mut it.returned) {
                if matches!(pass, Pass::Item(title) if title == from) {
                    *pass = Pass::Item(to.clone());
                }
            }
        }
        for it in story.tags.iter_mut().filter(|it| it.1 == *from) {
            it.1 = to.clone();
        }
        for it in &mut story.captures {
            if it.capture.about.as_ref() == Some(from) {
                it.capture.about = Some(to.clone());
            }
        }
    }

    /// Titles typed at a step: items, topics of the board, or passes of its own.
    pub(in crate::session) fn plan_at(&mut self, step: &Id, titles: &[Text]) {
        let over = self.step_of(step).and_then(|it| it.passes.as_ref()).map(|it| it.over.clone());
        if over == Some(Over::Topics) {
            self.story.board.add(titles.iter().map(|it| (it.clone(), Vec::new())));
            return;
        }
        if over == Some(Over::Items) {
            self.story.add_items(usize::MAX, titles, &Text::default());
        }
        let story = self.story.steps.entry(step.clone()).or_default();
        story.planned.extend(titles.iter().cloned());
    }
}
