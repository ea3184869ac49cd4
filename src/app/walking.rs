//! From pass to pass and step to step: what Enter, `>` and Backspace do. In practice the simulated people come first.

use super::{Closing, Live, Now, Page, Reply};
use crate::session::Command;

impl Live {
    /// The natural next thing: go on after a pause, the next pass while any are left, the next step, the closing page.
    pub(super) fn next(&mut self, now: Now) -> Reply {
        if self.is_paused() {
            return self.ask(Command::Resume, now);
        }
        if let Some(reply) = self.show_what_is_in(now) {
            return reply;
        }
        match self.session.natural() {
            Command::Advance => self.leave_step(now),
            command => match self.before(command, now) {
                (reply, Some(command)) => reply.and(self.end_pass(command, now)),
                (reply, None) => reply,
            },
        }
    }

    pub(super) fn leave_step(&mut self, now: Now) -> Reply {
        match self.before(Command::Advance, now) {
            (reply, Some(_)) => reply.and(self.leave(now)),
            (reply, None) => reply,
        }
    }

    fn leave(&mut self, now: Now) -> Reply {
        match self.check(Command::Advance, now) {
            Ok(crate::session::Event::Ended { .. }) => self.close(false),
            Ok(_) => self.ask(Command::Advance, now).and(self.shrink(now)),
            Err(_) => self.ask(Command::Advance, now),
        }
    }

    pub(super) fn close(&mut self, early: bool) -> Reply {
        self.page = Page::Closing(Closing { early, cursor: 0 });
        Reply::none()
    }

    pub(super) fn back(&mut self, now: Now) -> Reply {
        if !matches!(self.page, Page::Steps) {
            self.page = Page::Steps;
            return Reply::none();
        }
        match self.previous_pass() {
            Some(title) => self.ask(Command::ReturnTo(title), now),
            None => self.ask(Command::Back, now),
        }
    }
}
