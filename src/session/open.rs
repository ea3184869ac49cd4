//! What is known only while a round is open: who speaks next. Never in a record, and gone when the round is.

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::{Pass, Session};
use crate::ceremony::{Role, Text};

/// The order people speak in. A record of a turn says `dev 3`; only this knows the name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    seed: u64,
    order: Vec<Text>,
}

impl Open {
    /// Nobody in order yet; `seed` must not be told from anything in the journal.
    pub fn new(seed: u64) -> Open {
        Open { seed, order: Vec::new() }
    }

    /// Puts people in order who have come, and lets go of those who left before their turn.
    pub fn follow(&mut self, session: &Session) {
        let developers: Vec<&Text> =
            session.present().iter().filter(|it| is_developer(session, it)).collect();
        let spoken = turns_taken(session);
        let mut place = 0;
        self.order.retain(|name| {
            place += 1;
            place <= spoken || developers.contains(&name)
        });
        let mut fresh: Vec<Text> =
            developers.into_iter().filter(|it| !self.order.contains(it)).cloned().collect();
        fresh.sort();
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed.wrapping_add(self.order.len() as u64));
        fresh.shuffle(&mut rng);
        self.order.append(&mut fresh);
    }

    /// Whose turn a pass is.
    pub fn speaker(&self, pass: &Pass) -> Option<&Text> {
        match pass {
            Pass::Turn(Role::Dev, n) => self.order.get(usize::try_from(n.checked_sub(1)?).ok()?),
            Pass::Turn(..) | Pass::Item(_) => None,
        }
    }

    /// For the scratch file.
    pub fn to_scratch(&self) -> String {
        ron::to_string(self).unwrap_or_default()
    }

    pub fn from_scratch(text: &str) -> Option<Open> {
        ron::from_str(text).ok()
    }
}

fn is_developer(session: &Session, name: &str) -> bool {
    session.member(name).is_some_and(|it| it.roles.contains(&Role::Dev))
}

/// How many turns of the current step are over or running.
fn turns_taken(session: &Session) -> usize {
    let turns = session.passes();
    let last = turns
        .iter()
        .rposition(|it| it.state != super::PassState::Ahead && matches!(it.pass, Pass::Turn(..)));
    last.map_or(0, |it| it + 1)
}
