//! A session on virtual time: the same moves give the same records on every run. Asks no clock and writes nothing.

use std::sync::Arc;

use super::{Actor, Command, Moment, Move, Open, Record, Refusal, Session, Setup, decide};
use crate::ceremony::Place;

/// A session that is played move by move.
#[derive(Debug, Clone)]
pub struct Player {
    pub session: Session,
    pub open: Open,
    pub now: Moment,
}

/// Why a script stopped, and at which command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub place: Place,
    pub refusal: Refusal,
}

impl Player {
    pub fn new(setup: Arc<Setup>, seed: u64) -> Player {
        Player { session: Session::new(setup), open: Open::new(seed), now: Moment::default() }
    }

    /// Plays all moves, or up to the first that is refused.
    pub fn play(&mut self, moves: &[Move]) -> Result<(), Stop> {
        moves.iter().try_for_each(|it| {
            self.wait(it.secs);
            let refused = self.ask(it.command.clone());
            refused.map_err(|refusal| Stop { place: it.place, refusal })
        })
    }

    pub fn wait(&mut self, secs: u64) {
        self.now = Moment(self.now.0.saturating_add(secs.saturating_mul(1000)));
    }

    /// Decides and folds one command; what only the shell may tell is told by the shell.
    pub fn ask(&mut self, command: Command) -> Result<(), Refusal> {
        let by = match command {
            Command::Reopen | Command::Gap { .. } | Command::Interrupt { .. } => Actor::Shell,
            _ => Actor::Facilitator,
        };
        let event = decide(&self.session, &self.open, &by, command, self.now)?;
        let record = Record { n: self.session.next_n(), at: self.now, by, event };
        self.session.apply(&record);
        self.open.follow(&self.session);
        Ok(())
    }
}
