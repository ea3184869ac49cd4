//! The loop, once: draw, wait until something happens or the shown second changes, update, perform.
//!
//! It contains no rules; what a message means is the app's, what an effect does is the desk's.

use std::{
    collections::VecDeque,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

use super::{
    clock::{Clock, stood_still},
    desk::Desk,
    inbox::Inbound,
    job,
    terminal::{Screen, restore},
};
use crate::{
    app::{App, Effect, Message, Now},
    ceremony::Text,
    view,
};

/// Messages taken in one round before the screen is drawn again.
const ROUND: usize = 256;

/// How the program came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Quit,
    Signal(i32),
    TerminalGone,
    Crashed,
}

impl Outcome {
    /// The exit code: a terminal that went away is a hang-up, whether or not the signal came.
    pub fn code(self) -> u8 {
        let signal = match self {
            Outcome::Quit => return 0,
            Outcome::Crashed => return 101,
            Outcome::TerminalGone => signal_hook::consts::SIGHUP,
            Outcome::Signal(signal) => signal,
        };
        u8::try_from(128 + signal).unwrap_or(1)
    }
}

/// All state there is, owned by the one loop.
pub struct Run {
    pub screen: Screen,
    pub app: App,
    pub desk: Desk,
    pub inbox: Receiver<Inbound>,
    pub clock: Clock,
    /// The terminal shows no other symbols.
    pub ascii: bool,
    /// What came in while the process was stopped.
    pub held: VecDeque<Inbound>,
    #[cfg(debug_assertions)]
    pub panic_at_f12: bool,
}

impl Run {
    /// Runs to the end; what is to be saved may still be on its way to the disk then.
    pub fn to_the_end(&mut self) -> Outcome {
        loop {
            let now = self.clock.now();
            let Run { screen, app, ascii, .. } = self;
            let mut reach = None;
            let drawn = screen.draw(|frame| {
                reach = view::drawn(frame, app, now);
                if *ascii {
                    view::to_ascii(frame.buffer_mut());
                }
            });
            if drawn.is_err() {
                return self.terminal_gone();
            }
            self.app.scrolls(reach);
            let wait = self.app.next_change(now);
            let first = self.wait(wait);
            if let Some(outcome) = self.round(first, now, wait) {
                return outcome;
            }
        }
    }

    /// Everything that has come in by now, in order; with nothing, one tick.
    fn round(
        &mut self,
        first: Option<Inbound>,
        before: Now,
        wait: Option<Duration>,
    ) -> Option<Outcome> {
        let now = self.clock.now();
        let planned = wait.map(|it| u64::try_from(it.as_millis()).unwrap_or(u64::MAX));
        let slept = stood_still(before, now, planned);
        if let Some(outcome) = slept.and_then(|ms| self.update(Message::Slept { ms }, now)) {
            return Some(outcome);
        }
        let Some(first) = first else { return self.update(Message::Tick, now) };
        self.held.push_front(first);
        let mut resized = false;
        for _ in 0..ROUND {
            match self.waiting() {
                None => break,
                Some(Inbound::App(Message::Resized)) => resized = true,
                Some(inbound) => {
                    if let Some(outcome) = self.take(inbound) {
                        return Some(outcome);
                    }
                }
            }
        }
        if resized { self.resize() } else { None }
    }

    fn waiting(&mut self) -> Option<Inbound> {
        self.held.pop_front().or_else(|| self.inbox.try_recv().ok())
    }

    /// `None` when the time is up.
    fn wait(&mut self, wait: Option<Duration>) -> Option<Inbound> {
        if let Some(held) = self.held.pop_front() {
            return Some(held);
        }
        match wait {
            Some(wait) => match self.inbox.recv_timeout(wait) {
                Ok(inbound) => Some(inbound),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Inbound::TerminalGone),
            },
            None => Some(self.inbox.recv().unwrap_or(Inbound::TerminalGone)),
        }
    }

    /// The clock is read for each: the one before may have stopped the process.
    fn take(&mut self, inbound: Inbound) -> Option<Outcome> {
        #[cfg(debug_assertions)]
        assert!(
            !self.panic_at_f12
                || !matches!(inbound, Inbound::App(Message::Key(crate::app::Key::F(12)))),
            "F12"
        );
        let now = self.clock.now();
        match inbound {
            Inbound::App(Message::Signal(signal)) => {
                self.update(Message::Signal(signal), now);
                Some(Outcome::Signal(signal))
            }
            Inbound::App(message) => {
                let (columns, rows) = self.screen.size();
                let aimed = view::aim(message, &self.app, columns, rows, now);
                self.update(aimed, now)
            }
            Inbound::Stop => self.suspend(),
            Inbound::Continued => self.screen.retake().err().map(|_| self.terminal_gone()),
            Inbound::TerminalGone => Some(self.terminal_gone()),
            Inbound::Crashed => Some(Outcome::Crashed),
        }
    }

    fn update(&mut self, message: Message, now: Now) -> Option<Outcome> {
        let effects = self.app.update(message, now);
        let outcomes: Vec<Outcome> =
            effects.into_iter().filter_map(|it| self.perform(it)).collect();
        outcomes.first().copied()
    }

    fn perform(&mut self, effect: Effect) -> Option<Outcome> {
        let done = match effect {
            Effect::Quit => return Some(Outcome::Quit),
            Effect::Suspend => return self.suspend(),
            Effect::Bell => self.screen.bell(),
            Effect::Copy(text) => self.screen.copy(&text),
            other => {
                let now = self.clock.now();
                let answer = self.desk.perform(other, now)?;
                return self.update(answer, now);
            }
        };
        done.err().map(|_| Outcome::TerminalGone)
    }

    fn resize(&mut self) -> Option<Outcome> {
        match self.screen.resize() {
            Ok(()) => self.update(Message::Resized, self.clock.now()),
            Err(_) => Some(self.terminal_gone()),
        }
    }

    /// As a hang-up: the session is told, nothing is drawn.
    fn terminal_gone(&mut self) -> Outcome {
        let now = self.clock.now();
        self.update(Message::Signal(signal_hook::consts::SIGHUP), now);
        Outcome::TerminalGone
    }

    /// Gives the terminal to the shell that started us, and takes it back when we are continued.
    fn suspend(&mut self) -> Option<Outcome> {
        let before = self.clock.now();
        if !job::can_stop() {
            let words = Text::new("Nothing to return to: no shell with job control started this.");
            return self.update(Message::Failed(words), before);
        }
        restore();
        let stopped = job::stop(&self.inbox, &mut self.held);
        if stopped.and_then(|()| self.screen.retake()).is_err() {
            return Some(self.terminal_gone());
        }
        let now = self.clock.now();
        let ms = now.boot_ms.saturating_sub(before.boot_ms);
        self.update(Message::Slept { ms }, now).or_else(|| self.update(Message::Resized, now))
    }
}
