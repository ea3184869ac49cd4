//! Proposals about time: new boxes for what is ahead, a break, and how evenly people spoke.

use super::{Moment, Pass, Session};
use crate::ceremony::{Id, Minutes, Percent, Role, Secs, timebox};

/// New boxes that would bring the end back, step by step: the old and the new one in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebalance {
    pub boxes: Vec<(Id, Secs, Secs)>,
    /// How late the end would be without it, in hundredths of the target.
    pub late: Percent,
}

/// Who spoke how much, by role; never by person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Each role's part of the time spent in turns.
    pub roles: Vec<(Role, Percent)>,
    /// How even the developers' turns were: 100 when all had the same, towards 0 when one had all (Shannon entropy over
    /// its greatest value); `None` with fewer than two turns.
    pub balance: Option<Percent>,
}

impl Session {
    /// Smaller boxes for the elastic steps ahead, when the end has moved; closing steps keep their minutes.
    pub fn rebalance_offer(&self, now: Moment) -> Option<Rebalance> {
        let clock = self.clock(now)?;
        if clock.late_ms == 0 {
            return None;
        }
        let ahead: Vec<(Id, Secs)> = self
            .ahead()
            .iter()
            .filter(|it| !super::clock::is_outside(it))
            .filter_map(|it| Some((it.id.clone(), self.planned_box(&it.id)?)))
            .collect();
        let sum: u32 = ahead.iter().map(|(_, secs)| secs.0).sum();
        let late = u32::try_from(clock.late_ms.div_ceil(1000)).unwrap_or(u32::MAX);
        let new =
            timebox::rebalance(&self.setup().ceremony, &ahead, Secs(sum.saturating_sub(late)));
        let old =
            |id: &Id| ahead.iter().find(|(it, _)| it == id).map_or(Secs(0), |(_, secs)| *secs);
        let boxes: Vec<_> =
            new.into_iter().map(|(id, secs)| (id.clone(), old(&id), secs)).collect();
        let changes = boxes.iter().any(|(_, old, new)| old != new);
        let late = Percent(
            u32::try_from(clock.late_ms * 100 / self.target_ms().max(1)).unwrap_or(u32::MAX),
        );
        changes.then_some(Rebalance { boxes, late })
    }

    /// Minutes of break to offer at this step's or pass's end, when one has become due since it began.
    pub fn break_offer(&self, now: Moment) -> Option<Minutes> {
        let secs = |ms: u64| Secs(u32::try_from(ms / 1000).unwrap_or(u32::MAX));
        let elapsed = self.elapsed_ms(now);
        let stretch = match self.current_pass() {
            Some(_) => self.pass_spent_ms(now),
            None => self.step_spent_ms(&self.here(), now),
        };
        timebox::break_offer(
            &self.setup().timing,
            secs(elapsed.saturating_sub(stretch)),
            secs(elapsed),
        )
    }

    /// How the turns of all rounds so far were shared; `None` before the first has ended.
    pub fn talk(&self) -> Option<Talk> {
        let times = self.story.steps.values().flat_map(|it| &it.times);
        let turns: Vec<(Role, u64)> = times
            .filter_map(|(pass, ms)| match pass {
                Pass::Turn(role, _) => Some((*role, *ms)),
                Pass::Item(_) => None,
            })
            .filter(|(_, ms)| *ms > 0)
            .collect();
        let all: u64 = turns.iter().map(|(_, ms)| ms).sum();
        if all == 0 {
            return None;
        }
        let mut roles: Vec<(Role, Percent)> = Vec::new();
        for (role, _) in &turns {
            if !roles.iter().any(|(it, _)| it == role) {
                let own: u64 = turns.iter().filter(|(it, _)| it == role).map(|(_, ms)| ms).sum();
                roles.push((*role, hundredths(own, all)));
            }
        }
        let developers: Vec<u64> =
            turns.iter().filter(|(it, _)| *it == Role::Dev).map(|(_, ms)| *ms).collect();
        Some(Talk { roles, balance: balance(&developers) })
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
    if turns.len() < 2 || all == 0 {
        return None;
    }
    let entropy: f64 = turns
        .iter()
        .filter(|ms| **ms > 0)
        .map(|ms| *ms as f64 / all as f64)
        .map(|share| -share * share.ln())
        .sum();
    Some(Percent((entropy / (turns.len() as f64).ln() * 100.0).round() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_turns_are_a_hundred_and_one_voice_is_near_nothing() {
        assert_eq!(balance(&[60, 60, 60]), Some(Percent(100)));
        assert_eq!(balance(&[60]), None);
        assert!(balance(&[600, 1, 1]).is_some_and(|it| it < Percent(5)));
    }
}
