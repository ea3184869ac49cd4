//! Whether the product manager was asked where something called for it, and left alone where nothing did.

use std::collections::BTreeSet;

use crate::{
    ceremony::{Id, Role},
    session::{Moment, PmAct, PmState, Session},
};

/// The PM inputs a run came by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgement {
    seen: BTreeSet<Id>,
    applied: BTreeSet<Id>,
    /// Asked for where the engine knew of nothing that called for it.
    pulled: BTreeSet<Id>,
}

/// Hits, misses, false alarms and correct rejections.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub hits: u32,
    pub misses: u32,
    pub false_alarms: u32,
    pub rejections: u32,
}

impl Judgement {
    /// Looks at the inputs of the current step. `world` are the facts the situations made true: what only the learner said
    /// calls for nothing.
    pub fn look(&mut self, session: &Session, world: &BTreeSet<Id>, now: Moment) {
        let facts = session.facts(now);
        let genuine = |cause: &Id| {
            let by_hand = facts.iter().any(|(it, state)| it.id == *cause && state.by_hand);
            !by_hand || world.contains(cause)
        };
        for line in session.pm_inputs(now).iter().filter(|it| it.role == Role::Pm) {
            if matches!(line.state, PmState::Informed | PmState::Nobody) {
                continue;
            }
            self.seen.insert(line.input.id.clone());
            if line.state.is_open() && line.causes.iter().any(genuine) {
                self.applied.insert(line.input.id.clone());
            }
        }
    }

    pub fn pull(&mut self, input: Id) {
        self.pulled.insert(input);
    }

    pub fn applied(&self) -> &BTreeSet<Id> {
        &self.applied
    }

    pub fn seen(&self) -> &BTreeSet<Id> {
        &self.seen
    }

    /// Deferred with a date is neither a hit nor a miss.
    pub fn tally(&self, session: &Session) -> Tally {
        let mut tally = Tally::default();
        for input in &self.seen {
            let last = session.acts().iter().rfind(|it| it.input == *input).map(|it| &it.act);
            let asked = last.is_some_and(asks);
            match (self.applied.contains(input), last) {
                (true, Some(PmAct::Deferred { .. })) => {}
                (true, _) if asked => tally.hits += 1,
                (true, _) => tally.misses += 1,
                (false, _) if asked || self.pulled.contains(input) => tally.false_alarms += 1,
                (false, _) => tally.rejections += 1,
            }
        }
        tally
    }
}

fn asks(act: &PmAct) -> bool {
    match act {
        PmAct::Requested
        | PmAct::Given
        | PmAct::Carried { .. }
        | PmAct::Briefed(_)
        | PmAct::Answered(_) => true,
        PmAct::Deferred { .. } | PmAct::Waived => false,
    }
}

impl Tally {
    /// Hundredths: the mean of hits among what applied and rejections among what did not; a side without a case is left out.
    pub fn balanced(&self) -> Option<u32> {
        let share = |part: u32, rest: u32| (part * 100).checked_div(part + rest);
        let sides = [share(self.hits, self.misses), share(self.rejections, self.false_alarms)];
        let known: Vec<u32> = sides.into_iter().flatten().collect();
        known.iter().sum::<u32>().checked_div(u32::try_from(known.len()).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_without_a_case_is_left_out() {
        let tally = |hits, misses, false_alarms, rejections| Tally {
            hits,
            misses,
            false_alarms,
            rejections,
        };
        assert_eq!(tally(1, 1, 0, 4).balanced(), Some(75));
        assert_eq!(tally(0, 0, 1, 3).balanced(), Some(75));
        assert_eq!(tally(2, 0, 0, 0).balanced(), Some(100));
        assert_eq!(tally(0, 0, 0, 0).balanced(), None);
    }
}
