//! The pop-up in which the developers' days are counted: a person a line, a day a column, and below how the rest is reckoned.

use super::{Effect, Intent, Key, Live, Now, Popup, Reply};
use crate::{
    ceremony::{Amount, Instrument, Percent},
    session::{Availability, Command, Day, Person, Refusal},
};

/// Rows of the method on the narrowest screen.
const MOST_ROWS: usize = 24;

/// What is set below the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reckoning {
    Hours,
    Focus,
    Free,
}

impl Reckoning {
    pub const ALL: [Reckoning; 3] = [Reckoning::Hours, Reckoning::Focus, Reckoning::Free];
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    pub all: Availability,
    /// A person, or below them a reckoning.
    pub row: usize,
    pub day: usize,
}

impl Days {
    pub fn reckoning(&self) -> Option<Reckoning> {
        Reckoning::ALL.get(self.row.checked_sub(self.all.people.len())?).copied()
    }

    fn person(&mut self) -> Option<&mut Person> {
        self.all.people.get_mut(self.row)
    }

    fn press(&mut self, key: Key) {
        let last = self.all.people.len() + Reckoning::ALL.len() - 1;
        match key {
            Key::Up | Key::Char('k') => self.row = self.row.saturating_sub(1),
            Key::Down | Key::Char('j') => self.row = (self.row + 1).min(last),
            Key::Left | Key::Char('h') => self.sideways(false),
            Key::Right | Key::Char('l') => self.sideways(true),
            Key::Home => self.day = 0,
            Key::End => self.day = self.all.days.saturating_sub(1),
            Key::Char(' ') => self.turn(),
            Key::Char(it) => {
                if let Some(days) = it.to_digit(10) {
                    self.away(days as usize);
                }
            }
            _ => {}
        }
    }

    fn sideways(&mut self, more: bool) {
        match self.reckoning() {
            Some(it) => self.set(it, more),
            None if more => self.day = (self.day + 1).min(self.all.days.saturating_sub(1)),
            None => self.day = self.day.saturating_sub(1),
        }
    }

    fn set(&mut self, it: Reckoning, more: bool) {
        const HALF: Amount = Amount::of_hundredths(50);
        let all = &mut self.all;
        let five = |it: Percent, least: u32, most: u32| {
            let to = if more { it.0.saturating_add(5) } else { it.0.saturating_sub(5) };
            Percent(to.clamp(least, most))
        };
        match it {
            Reckoning::Hours if more => all.hours = (all.hours + HALF).min(Amount::whole(12)),
            Reckoning::Hours => all.hours = all.hours.less(HALF).max(Amount::whole(1)),
            Reckoning::Focus => all.focus = five(all.focus, 5, 100),
            Reckoning::Free => all.free = five(all.free, 0, 90),
        }
    }

    /// Here, away, half, duty: the next of them for the day under the cursor.
    fn turn(&mut self) {
        let at = self.day;
        if let Some(day) = self.person().and_then(|it| it.days.get_mut(at)) {
            *day = day.next();
        }
    }

    /// So many days away from the cursor on, which moves behind them; none at all for a zero.
    fn away(&mut self, count: usize) {
        let from = self.day;
        let Some(person) = self.person() else { return };
        if count == 0 {
            person.days.fill(Day::Here);
            self.day = 0;
            return;
        }
        for it in person.days.iter_mut().skip(from).take(count) {
            *it = Day::Away;
        }
        self.day = (from + count).min(self.all.days.saturating_sub(1));
    }

    fn command(&self) -> Command {
        let it = self.all.capacity();
        Command::SetCapacity {
            available: it.available,
            duties: it.duties,
            hours: Some(it.hours),
            focus: Some(it.focus),
            free: Some(it.free),
        }
    }
}

impl Live {
    pub fn counts_days(&self) -> bool {
        self.session.step().is_some_and(|it| it.instrument == Instrument::Capacity)
    }

    pub(super) fn count_days(&mut self) -> Reply {
        if !self.counts_days() {
            return Reply::say("Days are counted at the capacity step.");
        }
        let all = Availability::counted(&self.session, &self.open);
        self.keep(Popup::Days(Box::new(Days { all, row: 0, day: 0 })))
    }

    /// Enter takes the totals down as one record; who is away when stays beside it, in the scratch file.
    pub(super) fn press_days(&mut self, mut it: Box<Days>, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Enter => self.put_days(&it, now),
            key => {
                it.press(key);
                self.keep(Popup::Days(it))
            }
        }
    }

    /// The help's key again shows every key.
    pub(super) fn press_method(&mut self, row: usize, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc | Key::Enter => Reply::none(),
            Key::Char('?') | Key::F(1) => self.act(Intent::Help, now),
            Key::Up | Key::Char('k') => self.keep(Popup::Method(row.saturating_sub(1))),
            Key::Down | Key::Char('j') => self.keep(Popup::Method((row + 1).min(MOST_ROWS))),
            _ => self.keep(Popup::Method(row)),
        }
    }

    fn put_days(&mut self, it: &Days, now: Now) -> Reply {
        let command = it.command();
        let known = self.session.capacity_n();
        let n = match self.check(command.clone(), now) {
            // The same totals may come of other days.
            Err(Refusal::Unchanged) => known,
            _ => Some(self.session.next_n()),
        };
        let mut reply = if n == known { Reply::none() } else { self.ask(command, now) };
        if let Some(n) = n.filter(|it| Some(*it) == self.session.capacity_n()) {
            self.open.keep_days(n, it.all.exceptions());
            reply.effects.push(Effect::Scratch(Some(self.open.to_scratch())));
        }
        reply
    }
}
