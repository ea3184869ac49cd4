//! More time, and the time left spread over the steps ahead: shown before it is taken, and a small loss made up unasked.

use super::{Field, Key, Live, Now, Popup, Reply, words};
use crate::{
    ceremony::{Id, Text},
    session::{Command, Event, Moment, Rebalance},
};

/// Percent of the session the projected end may be late before the elastic steps ahead shrink by themselves, and up to
/// which they do; above it a line offers to.
const SHRINKS: std::ops::RangeInclusive<u64> = 5..=15;

impl Live {
    /// A minute without asking where the end does not move; elsewhere thumbs are typed, and Enter alone adds the minute.
    pub(super) fn extend(&mut self, now: Now) -> Reply {
        if self.session.setup().ceremony.limits.extends {
            self.keep(Popup::Thumbs(Field::default()))
        } else {
            self.ask(Command::ExtendAlone { secs: 60 }, now)
        }
    }

    /// Shows what re-planning would do.
    pub(super) fn replan(&mut self, now: Now) -> Reply {
        match self.session.rebalance_offer(self.moment(now)) {
            Some(offer) => self.keep(Popup::Replan(offer)),
            None => Reply::say("The steps ahead fit already."),
        }
    }

    pub(super) fn press_replan(&mut self, offer: Rebalance, key: Key, now: Now) -> Reply {
        match key {
            Key::Enter | Key::Char('r') => self.ask(taken(&offer), now),
            Key::Esc => Reply::none(),
            _ => self.keep(Popup::Replan(offer)),
        }
    }

    /// On entering a step somewhat late, the elastic steps ahead give the minutes, unless that was taken back before.
    pub(super) fn shrink(&mut self, now: Now) -> Reply {
        let at = self.moment(now);
        let Some(clock) = self.session.clock(at) else { return Reply::none() };
        let late = (clock.late_ms * 100).checked_div(clock.session.box_ms).unwrap_or(0);
        let extends = self.session.setup().ceremony.limits.extends;
        if !extends || !SHRINKS.contains(&late) || self.was_taken_back() {
            return Reply::none();
        }
        let Some(offer) = self.session.rebalance_offer(at) else { return Reply::none() };
        let new = |(id, _, new): (&Id, u32, u32)| {
            let short = self.session.step_of(id).map_or(id.as_str(), |it| &it.short);
            format!("{short} {}", words::span(u64::from(new)))
        };
        let boxes: Vec<String> = changed(&offer).map(new).collect();
        let late = words::span(clock.late_ms / 60_000 * 60);
        let say = format!("{late} late, so now {}; u takes that back.", boxes.join(", "));
        Reply::say(Text::new(say)).and(self.ask(taken(&offer), now))
    }

    fn was_taken_back(&self) -> bool {
        let records = self.session.records();
        let is_plan = |n: u64| {
            records.iter().any(|it| it.n == n && matches!(it.event, Event::Rebalanced { .. }))
        };
        records.iter().any(|it| matches!(it.event, Event::Struck { n } if is_plan(n)))
    }

    /// When the session would end if the offer were taken, as a label of wall time.
    pub fn ends_after(&self, offer: &Rebalance, at: Moment) -> Option<i64> {
        let won: u32 = changed(offer).map(|(_, old, new)| old.saturating_sub(new)).sum();
        Some(self.session.clock(at)?.ends_ms - i64::from(won) * 1000)
    }
}

/// Steps whose box changes, the old and the new one in seconds.
pub fn changed(offer: &Rebalance) -> impl Iterator<Item = (&Id, u32, u32)> {
    let boxes = offer.boxes.iter().filter(|(_, old, new)| old != new);
    boxes.map(|(id, old, new)| (id, old.0, new.0.max(1)))
}

fn taken(offer: &Rebalance) -> Command {
    Command::Rebalance(changed(offer).map(|(id, _, new)| (id.clone(), new)).collect())
}
