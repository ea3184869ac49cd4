//! Passing the keyboard: each in turn writes cards, places dots or votes, and hands on. Nothing here knows what others put in.

use super::{Field, Key, Live, Now, Popup, Reply, typed};
use crate::{
    ceremony::{Guard, Id, SeenBy, Text},
    session::{CardInput, Command, Put, Secret, places_dots, shares_cards, writes_cards},
};

/// What the keyboard goes round for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    Cards,
    Dots,
    Vote(Id),
}

#[derive(Debug)]
pub struct HandOn {
    pub asked: Sought,
    pub cursor: usize,
    /// What is being put in now; `None` while the list of people is shown.
    pub doing: Option<Doing>,
}

/// One person at the keyboard.
#[derive(Debug)]
pub enum Doing {
    /// Without a name, the facilitator types what is called out or stands on paper.
    Writing {
        name: Option<Text>,
        column: usize,
        field: Field,
        mine: Vec<(Id, Text)>,
    },
    Placing {
        name: Text,
        cursor: usize,
        dots: Vec<(Text, u32)>,
    },
    Voting {
        name: Text,
        field: Field,
    },
}

impl HandOn {
    /// The text field of the person at the keyboard.
    pub fn field(&mut self) -> Option<&mut Field> {
        match &mut self.doing {
            Some(Doing::Writing { field, .. } | Doing::Voting { field, .. }) => Some(field),
            Some(Doing::Placing { .. }) | None => None,
        }
    }
}

impl Live {
    /// What would go round at this step, if anything.
    pub(super) fn handing(&self) -> Option<Sought> {
        let step = self.session.step()?;
        if writes_cards(step) || shares_cards(step) {
            let typed = self.session.card_input() == CardInput::Typed;
            return (typed && !self.session.has_dots()).then_some(Sought::Cards);
        }
        if places_dots(step) {
            let open = !self.session.has_dots() || !self.session.level_topics().is_empty();
            return (open && !self.session.topics().is_empty()).then_some(Sought::Dots);
        }
        self.session.pulse().map(|it| Sought::Vote(it.id.clone()))
    }

    pub(super) fn hand_on(&mut self) -> Reply {
        let Some(asked) = self.handing() else {
            return Reply::say(match () {
                () if self.session.estimating().is_ok() => {
                    "The cards of the size: y, then Tab, and each plays one face down."
                }
                () if self.session.has_board() => "Nothing goes round here; F lets cards be typed.",
                () => "Nothing is written or voted in secret at this step.",
            });
        };
        let cursor = self.first_out(&asked);
        self.keep(Popup::HandOn(Box::new(HandOn { asked, cursor, doing: None })))
    }

    /// Whether somebody has put in what is asked.
    pub fn is_in(&self, asked: &Sought, name: &Text) -> bool {
        self.put_in(asked).is_some_and(|it| it.is_done(name))
    }

    /// What was put in so far.
    pub fn put_in(&self, asked: &Sought) -> Option<&Secret> {
        match asked {
            Sought::Cards => self.open.ready(),
            Sought::Dots => self.open.placed(&self.session),
            Sought::Vote(pulse) => self.open.voted(pulse),
        }
    }

    /// How many have placed their dots, once one has.
    pub fn placing(&self) -> Option<(usize, usize)> {
        let (placed, all) = self.all_in(&Sought::Dots);
        (0 < placed).then_some((placed, all))
    }

    /// How many have put in what is asked here, and how many there are.
    pub fn all_in(&self, asked: &Sought) -> (usize, usize) {
        let all = self.session.voters().len();
        (self.put_in(asked).map_or(0, Secret::count_done).min(all), all)
    }

    /// How far it is, where a person would be asked and the keyboard goes round.
    pub fn so_far(&self, guard: &Guard) -> Option<String> {
        let asked = match guard.seen? {
            SeenBy::Ready if self.session.card_input() == CardInput::Typed => Sought::Cards,
            SeenBy::Placed => Sought::Dots,
            SeenBy::Ready | SeenBy::Shown => return None,
        };
        let (done, all) = self.all_in(&asked);
        let word = if asked == Sought::Cards { "ready" } else { "placed" };
        (0 < done).then(|| format!("{done} of {all} {word}."))
    }

    pub(super) fn everybody_is_in(&self) -> bool {
        self.handing().is_some_and(|it| {
            let (done, all) = self.all_in(&it);
            0 < done && done == all
        })
    }

    fn first_out(&self, asked: &Sought) -> usize {
        let voters = self.session.voters();
        voters.iter().position(|it| !self.is_in(asked, it)).unwrap_or(voters.len())
    }

    pub(super) fn press_hand(&mut self, mut hand: Box<HandOn>, key: Key, now: Now) -> Reply {
        match hand.doing.take() {
            None => self.press_people_list(hand, key, now),
            Some(Doing::Writing { name, column, field, mine }) => {
                self.press_card(hand, (name, column, field, mine), key)
            }
            Some(Doing::Placing { name, cursor, dots }) => {
                self.press_dots(hand, (name, cursor, dots), key)
            }
            Some(Doing::Voting { name, field }) => self.press_own_vote(hand, name, field, key),
        }
    }

    /// The people, then the line after them: cards without a name, or the vote to be shown.
    fn press_people_list(&mut self, mut hand: Box<HandOn>, key: Key, now: Now) -> Reply {
        let voters = self.session.voters();
        match key {
            Key::Esc => return Reply::none(),
            Key::Up | Key::Char('k') => hand.cursor = hand.cursor.saturating_sub(1),
            Key::Down | Key::Char('j') => hand.cursor = (hand.cursor + 1).min(voters.len()),
            Key::Char('a') => return self.abstain(hand),
            Key::Enter => match voters.get(hand.cursor) {
                Some(name) if hand.asked != Sought::Cards && self.is_in(&hand.asked, name) => {
                    let say = "That is in already; it stays hidden until all are.";
                    return self.keep(Popup::HandOn(hand)).and(Reply::say(say));
                }
                None if hand.asked != Sought::Cards => return self.show_vote(hand, now),
                name => hand.doing = Some(self.sit_down(&hand.asked, name.cloned())),
            },
            _ => {}
        }
        self.keep(Popup::HandOn(hand))
    }

    fn sit_down(&self, asked: &Sought, name: Option<Text>) -> Doing {
        match (asked, name) {
            (Sought::Cards, name) => {
                Doing::Writing { name, column: 0, field: Field::default(), mine: Vec::new() }
            }
            (Sought::Dots, name) => {
                let topics = self.votable().into_iter().map(|it| (it, 0)).collect();
                Doing::Placing { name: name.unwrap_or_default(), cursor: 0, dots: topics }
            }
            (Sought::Vote(_), name) => {
                Doing::Voting { name: name.unwrap_or_default(), field: Field::default() }
            }
        }
    }

    /// Topics dots may go on now: all of them, or those that are level once dots were shown.
    pub fn votable(&self) -> Vec<Text> {
        if self.session.has_dots() {
            return self.session.level_topics();
        }
        self.session.topics().iter().map(|it| it.title.clone()).collect()
    }

    /// Nothing from this person: no dots, or no (more) cards.
    fn abstain(&mut self, mut hand: Box<HandOn>) -> Reply {
        let name = self.session.voters().get(hand.cursor).cloned();
        let reply = match (name, &hand.asked) {
            (Some(name), Sought::Dots) => self.put(Put::Dots { name, dots: Vec::new() }),
            (Some(name), Sought::Cards) => {
                let ready = !self.is_in(&hand.asked, &name);
                self.put(Put::Ready { name, ready })
            }
            _ => Ok(Reply::none()),
        };
        hand.cursor = self.first_out(&hand.asked);
        self.keep(Popup::HandOn(hand)).and(reply.unwrap_or_else(Reply::say))
    }

    fn show_vote(&mut self, hand: Box<HandOn>, now: Now) -> Reply {
        let command = match &hand.asked {
            Sought::Vote(pulse) => Command::ShowVote(pulse.clone()),
            Sought::Dots | Sought::Cards => Command::ShowDots,
        };
        let reply = self.ask(command, now);
        if reply.effects.is_empty() {
            self.popup = Some(Popup::HandOn(hand));
        }
        reply
    }

    fn press_card(
        &mut self,
        mut hand: Box<HandOn>,
        (name, mut column, mut field, mut mine): (Option<Text>, usize, Field, Vec<(Id, Text)>),
        key: Key,
    ) -> Reply {
        let columns: Vec<Id> = self
            .session
            .format()
            .map(|it| it.columns.iter().map(|it| it.id.clone()).collect())
            .unwrap_or_default();
        let mut reply = Reply::none();
        match key {
            Key::Esc => return self.hand_back(hand, name),
            Key::Enter if field.text().is_empty() => return self.hand_back(hand, name),
            Key::Tab | Key::Down => column = (column + 1) % columns.len().max(1),
            Key::BackTab | Key::Up => {
                column = (column + columns.len().max(1) - 1) % columns.len().max(1);
            }
            Key::Enter => {
                let id = columns.get(column).cloned().unwrap_or_default();
                let text = field.text();
                match self.put(Put::Card { column: id.clone(), text: text.clone() }) {
                    Ok(done) => {
                        mine.push((id, text));
                        field = Field::default();
                        reply = done;
                    }
                    Err(say) => reply = Reply::say(say),
                }
            }
            Key::Backspace if field.is_empty() => {
                if let Some((id, text)) = mine.pop() {
                    column = columns.iter().position(|it| *it == id).unwrap_or(column);
                    field = Field::new(&text);
                    reply = self.put(Put::NoCard { column: id, text }).unwrap_or_else(Reply::say);
                }
            }
            key => {
                field.press(key);
            }
        }
        hand.doing = Some(Doing::Writing { name, column, field, mine });
        self.keep(Popup::HandOn(hand)).and(reply)
    }

    /// Back to the list, with who wrote marked as ready.
    fn hand_back(&mut self, mut hand: Box<HandOn>, name: Option<Text>) -> Reply {
        let reply = match name {
            Some(name) => self.put(Put::Ready { name, ready: true }).unwrap_or_else(Reply::say),
            None => Reply::none(),
        };
        hand.cursor = self.first_out(&hand.asked);
        self.keep(Popup::HandOn(hand)).and(reply)
    }

    /// Space adds to the marked topic, Backspace takes one off, Enter puts all of it in.
    fn press_dots(
        &mut self,
        mut hand: Box<HandOn>,
        (name, mut cursor, mut dots): (Text, usize, Vec<(Text, u32)>),
        key: Key,
    ) -> Reply {
        let budget = self.session.budget();
        let (each, on_one) =
            if self.session.has_dots() { (1, 1) } else { (budget.each, budget.on_one) };
        let placed: u32 = dots.iter().map(|it| it.1).sum();
        match key {
            Key::Esc => return self.keep(Popup::HandOn(hand)),
            Key::Up | Key::Char('k') => cursor = cursor.saturating_sub(1),
            Key::Down | Key::Char('j') => cursor = (cursor + 1).min(dots.len().saturating_sub(1)),
            Key::Char(' ') => {
                if let Some(it) = dots.get_mut(cursor).filter(|it| placed < each && it.1 < on_one) {
                    it.1 += 1;
                }
            }
            Key::Backspace => {
                if let Some(it) = dots.get_mut(cursor) {
                    it.1 = it.1.saturating_sub(1);
                }
            }
            Key::Enter => {
                let own = dots.iter().filter(|it| 0 < it.1).cloned().collect();
                let reply = self.put(Put::Dots { name, dots: own }).unwrap_or_else(Reply::say);
                hand.cursor = self.first_out(&hand.asked);
                return self.keep(Popup::HandOn(hand)).and(reply);
            }
            _ => {}
        }
        hand.doing = Some(Doing::Placing { name, cursor, dots });
        self.keep(Popup::HandOn(hand))
    }

    fn press_own_vote(
        &mut self,
        mut hand: Box<HandOn>,
        name: Text,
        mut field: Field,
        key: Key,
    ) -> Reply {
        let Sought::Vote(pulse) = hand.asked.clone() else { return self.keep(Popup::HandOn(hand)) };
        match key {
            Key::Esc => return self.keep(Popup::HandOn(hand)),
            Key::Enter if !field.is_empty() => {
                let value = typed::votes(field.value()).first().copied().unwrap_or(u32::MAX);
                match self.put(Put::Vote { name: name.clone(), pulse, value }) {
                    Ok(reply) => {
                        hand.cursor = self.first_out(&hand.asked);
                        return self.keep(Popup::HandOn(hand)).and(reply);
                    }
                    Err(say) => {
                        hand.doing = Some(Doing::Voting { name, field: Field::default() });
                        return self.keep(Popup::HandOn(hand)).and(Reply::say(say));
                    }
                }
            }
            key => {
                field.press(key);
            }
        }
        hand.doing = Some(Doing::Voting { name, field });
        self.keep(Popup::HandOn(hand))
    }
}
