//! From one screen to the next, and what waits to be come back to.

use super::{App, Screen};
use crate::app::{Effect, Home, Now, Replay, Reply, SummaryPage, Turn};

impl App {
    /// A session of the past is shown by its page; where the words stand, when they were looked for.
    pub(super) fn look(&mut self, mut page: SummaryPage) -> Reply {
        let mut aim = None;
        if let Screen::History(it) = &mut self.screen {
            aim = it.aim.take();
            page.name(&it.title_of(page.sid()));
        }
        Reply::turn(match aim {
            Some(at) => Turn::Replay(Box::new(Replay::new(page, Some(at)))),
            None => Turn::Summary(Box::new(page)),
        })
    }

    /// How far the page that was drawn last scrolls; whoever went beyond its end stands at it.
    pub fn scrolls(&mut self, reach: Option<usize>) {
        let Some(most) = reach else { return };
        match &mut self.screen {
            Screen::Summary(it) => it.reach(most),
            Screen::Survey(it) => it.reach(most),
            _ => {}
        }
    }

    pub(super) fn follow(&mut self, reply: Reply, now: Now) -> Vec<Effect> {
        let mut effects = reply.effects;
        if reply.turn.is_some() {
            self.notice = None;
        }
        if let Some(text) = reply.say {
            self.say(text, now);
        }
        effects.extend(reply.turn.and_then(|it| self.turn(it)));
        effects
    }

    /// Opens the next screen; what looks beyond one session waits while one is looked at.
    fn turn(&mut self, turn: Turn) -> Option<Effect> {
        let of_a_session = matches!(&turn, Turn::Survey(it) if it.is_of_a_session());
        let shows_one = matches!(turn, Turn::Summary(_) | Turn::Replay(_));
        let next = match turn {
            Turn::Back => self.back.pop(),
            Turn::Home => None,
            Turn::History(it) => Some(Screen::History(it)),
            Turn::Live(live) => Some(Screen::Live(live)),
            Turn::Survey(page) => Some(Screen::Survey(page)),
            Turn::Debrief(page) => Some(Screen::Debrief(page)),
            Turn::Summary(page) => Some(Screen::Summary(page)),
            Turn::Replay(it) => Some(Screen::Replay(it)),
            Turn::Handout(form) => {
                self.handout = Some(form);
                return None;
            }
        };
        let Some(next) = next else {
            self.back.clear();
            let left = self.home.take();
            let home = left.unwrap_or_else(|| Home::new(self.start.ceremonies.clone()));
            self.screen = Screen::Home(home);
            return Some(Effect::List);
        };
        let before = std::mem::replace(&mut self.screen, next);
        match before {
            Screen::Summary(_) if of_a_session => self.back.push(before),
            Screen::History(_) | Screen::Survey(_) if shows_one => self.back.push(before),
            _ => {}
        }
        if let (Screen::Live(_), Some(home)) = (&self.screen, &mut self.home) {
            home.rewind();
        }
        if matches!(self.screen, Screen::Live(_) | Screen::History(_)) {
            self.back.clear();
        }
        None
    }
}
