//! What digits mean at a step, and what is typed for the whole room: hands on show, dots of a wall, how many each has.

use super::{Field, Key, Live, Now, Popup, Reply, typed};
use crate::{
    ceremony::{Id, Text},
    session::{Command, places_dots},
};

impl Live {
    /// A digit ends a pass with an outcome, answers the step's question, or begins a vote: whatever is there, in this order.
    pub(super) fn press_digit(&mut self, digit: char, now: Now) -> Reply {
        if let Some(outcome) = self.outcome(digit) {
            return self.ask(Command::NextPass(Some(outcome)), now);
        }
        if let Some(command) = self.choice(digit, now) {
            return self.ask(command, now);
        }
        if self.session.pulse().is_some() {
            return self.vote(Field::new(&digit.to_string()));
        }
        let templates = self.session.step().map(|it| it.templates.clone()).unwrap_or_default();
        if let Some(template) = nth(digit).and_then(|it| templates.get(it)) {
            return self.write_from(template);
        }
        Reply::none()
    }

    fn outcome(&self, digit: char) -> Option<Id> {
        self.session.current_pass()?;
        let outcomes = &self.session.step()?.passes.as_ref()?.outcomes;
        outcomes.get(nth(digit)?).map(|it| it.id.clone())
    }

    pub(super) fn choice(&self, digit: char, now: Now) -> Option<Command> {
        let choices = self.session.choices(self.moment(now));
        let choice = choices.first()?;
        let option = choice.options.get(nth(digit)?)?;
        Some(Command::Choose(choice.id.clone(), option.id.clone()))
    }

    pub(super) fn offers_vote(&self) -> bool {
        self.session.pulse().is_some() || self.counts_dots()
    }

    fn counts_dots(&self) -> bool {
        let open = !self.session.has_dots() || !self.session.level_topics().is_empty();
        open && self.session.step().is_some_and(places_dots) && !self.session.topics().is_empty()
    }

    pub(super) fn vote(&mut self, field: Field) -> Reply {
        match self.session.pulse().map(|it| it.id.clone()) {
            Some(pulse) => self.keep(Popup::Vote { pulse, field }),
            None if self.counts_dots() => self.keep(Popup::Totals(Field::default())),
            None => Reply::say("No vote is taken here."),
        }
    }

    pub(super) fn press_totals(&mut self, mut field: Field, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Enter if field.is_empty() => Reply::none(),
            Key::Enter => {
                let topics = self.votable();
                let Some(counts) = typed::placed_counts(field.value(), topics.len()) else {
                    let say = "Numbers with spaces, one for each topic: 5 3 0 2; or a topic's number first: 12:5.";
                    return self.keep(Popup::Totals(field)).and(Reply::say(say));
                };
                let mut all = vec![0; topics.len()];
                for (place, count) in &counts {
                    all[*place] = *count;
                }
                let last = counts.iter().map(|it| it.0 + 1).max().unwrap_or(0);
                let dots = topics.into_iter().zip(all).take(last).collect();
                let run_off = self.session.has_dots();
                let reply = self.ask(Command::CountDots { dots, run_off }, now);
                if reply.effects.is_empty() {
                    self.popup = Some(Popup::Totals(field));
                }
                reply
            }
            key => {
                field.press(key);
                self.keep(Popup::Totals(field))
            }
        }
    }

    pub(super) fn press_budget(&mut self, mut field: Field, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Enter => {
                let mut words = field.value().split_whitespace();
                let mut number = || words.next().and_then(|it| it.parse().ok());
                let (Some(each), Some(on_one)) = (number(), number()) else {
                    let say = "Two numbers and perhaps a reason: 4 2 few topics.";
                    return self.keep(Popup::Budget(field)).and(Reply::say(say));
                };
                let why = Text::new(words.collect::<Vec<&str>>().join(" "));
                let reply = self.ask(Command::SetBudget { each, on_one, why }, now);
                if reply.effects.is_empty() {
                    self.popup = Some(Popup::Budget(field));
                    return reply;
                }
                reply.and(Reply::say(Text::new(format!(
                    "{} each, {on_one} on one.",
                    super::words::dots(each)
                ))))
            }
            key => {
                field.press(key);
                self.keep(Popup::Budget(field))
            }
        }
    }

    pub(super) fn press_retitle(
        &mut self,
        topic: Text,
        mut field: Field,
        key: Key,
        now: Now,
    ) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Enter => {
                let title = field.text();
                let reply = self.ask(Command::Retitle { topic: topic.clone(), title }, now);
                if reply.effects.is_empty() {
                    self.popup = Some(Popup::Retitle { topic, field });
                }
                reply
            }
            key => {
                field.press(key);
                self.keep(Popup::Retitle { topic, field })
            }
        }
    }
}

fn nth(digit: char) -> Option<usize> {
    usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)
}
