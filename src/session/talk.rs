//! How the turns of rounds were shared: by role, and as one figure of balance. Never by person.

use super::{Moment, Pass, Session};
use crate::ceremony::{Id, Percent, Role};

/// Who spoke how much, by role; never by person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Each role's part of the time spent in turns.
    pub roles: Vec<(Role, Percent)>,
    /// How even the developers' turns were: 100 when all had the same, towards 0 when one had all (Shannon entropy over
    /// its greatest value); `None` with few of them.
    pub balance: Option<Percent>,
}

/// With fewer turns a share would tell of single people.
const FEWEST: usize = 3;

impl Session {
    /// How the turns of all rounds were shared: as the end stored it, else as they stand; nothing while they are few.
    pub fn talk(&self, now: Moment) -> Option<Talk> {
        if self.story.talk.is_some() {
            return self.story.talk.clone();
        }
        let now = self.story.ended.as_ref().map_or(now, |(at, _)| *at);
        let turns = self.turn_times(now);
        let all: u64 = turns.iter().map(|(_, ms)| ms).sum();
        if turns.len() < FEWEST {
            return None;
        }
        let of = |role: Role| -> Vec<u64> {
            turns.iter().filter(|(it, _)| *it == role).map(|(_, ms)| *ms).collect()
        };
        let mut roles: Vec<Role> = turns.iter().map(|(role, _)| *role).collect();
        roles.sort_unstable();
        roles.dedup();
        let share = |role: Role| (role, hundredths(of(role).iter().sum(), all));
        let roles = roles.into_iter().map(share).collect();
        Some(Talk { roles, balance: balance(&of(Role::Dev)) })
    }

    /// Every turn that took time, the one in progress included.
    fn turn_times(&self, now: Moment) -> Vec<(Role, u64)> {
        let here = self.here();
        let current = self.current_pass();
        let is_current =
            |step: &Id, pass: &Pass| *step == here && current.as_ref().is_some_and(|it| it == pass);
        let booked = self.story.steps.iter().flat_map(|(step, it)| {
            it.times.iter().filter(move |(pass, _)| !is_current(step, pass))
        });
        let running = current.as_ref().map(|it| (it, self.pass_spent_ms(now)));
        let all = booked.map(|(pass, ms)| (pass, *ms)).chain(running);
        let turns = all.filter_map(|(pass, ms)| match pass {
            Pass::Turn(role, _) => Some((*role, ms)),
            Pass::Item(_) => None,
        });
        turns.filter(|(_, ms)| 0 < *ms).collect()
    }
}

fn hundredths(part: u64, whole: u64) -> Percent {
    Percent(u32::try_from(part * 100 / whole.max(1)).unwrap_or(100))
}

/// `−Σ p ln p / ln n` over the shares of the turns.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds of a meeting fit an f64, and the quotient lies between 0 and 1"
)]
fn balance(turns: &[u64]) -> Option<Percent> {
    let all: u64 = turns.iter().sum();
    if turns.len() < FEWEST || all == 0 {
        return None;
    }
    let shares = turns.iter().map(|ms| *ms as f64 / all as f64);
    let entropy: f64 = shares.filter(|it| 0.0 < *it).map(|it| -it * it.ln()).sum();
    Some(Percent((entropy / (turns.len() as f64).ln() * 100.0).round() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_turns_are_a_hundred_and_one_voice_is_near_nothing() {
        assert_eq!(balance(&[60, 60, 60]), Some(Percent(100)));
        assert_eq!(balance(&[60, 10]), None);
        assert!(balance(&[600, 1, 1]).is_some_and(|it| it < Percent(5)));
    }
}
