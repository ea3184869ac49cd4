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
        let next = match (turn, self.back.take()) {
            (Turn::Back, Some(waiting)) => *waiting,
            (Turn::Home | Turn::Back, _) => {
                self.screen = Screen::Home(Home::new(self.start.ceremonies.clone()));
                return Some(Effect::List);
            }
            (Turn::History(it), _) => Screen::History(it),
            (Turn::Live(live), _) => Screen::Live(live),
            (Turn::Survey(page), _) => Screen::Survey(page),
            (Turn::Handout(form), waiting) => {
                (self.handout, self.back) = (Some(form), waiting);
                return None;
            }
            (Turn::Summary(page), waiting) => {
                self.back = waiting;
                Screen::Summary(page)
            }
            (Turn::Replay(it), waiting) => {
                self.back = waiting;
                Screen::Replay(it)
            }
        };
        let before = std::mem::replace(&mut self.screen, next);
        let waits = matches!(before, Screen::History(_) | Screen::Survey(_));
        if waits && matches!(self.screen, Screen::Summary(_) | Screen::Replay(_)) {
            self.back = Some(Box::new(before));
        }
        None
    }
}
