//! Passes at the live screen: how one ends, and which one a key takes up again.

use super::{Live, Now, Panel, Reply};
use crate::{
    ceremony::Text,
    session::{Command, PassLine, PassState},
};

impl Live {
    /// Turns of people who have gone end unheard at once. They are on record all the same, so that it does not tell who had
    /// spoken before they went.
    pub(super) fn end_pass(&mut self, command: Command, now: Now) -> Reply {
        let mut reply = self.ask(command, now);
        for _ in 0..self.session.passes().len() {
            if !self.session.current_pass().is_some_and(|it| self.open.is_nobodys(&it)) {
                break;
            }
            match self.session.natural() {
                Command::Advance => return reply.and(self.leave_step(now)),
                command => reply = reply.and(self.ask(command, now)),
            }
        }
        reply
    }

    /// The passes of the step, without turns that are nobody's any more.
    pub fn passes(&self) -> Vec<PassLine> {
        let mut passes = self.session.passes();
        passes.retain(|it| it.state == PassState::Current || !self.open.is_nobodys(&it.pass));
        passes
    }

    /// The last pass that ended, before the current one.
    pub(super) fn previous_pass(&self) -> Option<Text> {
        let passes = self.passes();
        let here = passes.iter().position(|it| it.state == PassState::Current);
        let before = &passes[..here.unwrap_or(passes.len())];
        before.iter().rev().find(|it| it.state != PassState::Ahead).map(|it| it.pass.title())
    }

    pub(super) fn pass_under_cursor(&self) -> Option<Text> {
        let passes = self.passes();
        let line = passes.get(self.cursor.pass.min(passes.len().checked_sub(1)?))?;
        (self.panel == Panel::Passes && line.state != PassState::Current).then(|| line.pass.title())
    }

    pub(super) fn return_to_pass(&mut self, now: Now) -> Reply {
        let command = self.pass_under_cursor().map(Command::ReturnTo);
        self.ask_or_say(command, "Mark a pass first: Tab, then the arrows.", now)
    }
}
