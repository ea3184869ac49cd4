//! More time, and the time left spread over the steps ahead.

use super::{Field, Live, Now, Popup, Reply};
use crate::{
    ceremony::{Id, Secs, timebox},
    session::Command,
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

    /// New boxes for the steps ahead, where they do not fit the time left.
    pub(super) fn replan(&self, now: Now) -> Option<Command> {
        let at = self.moment(now);
        let clock = self.session.clock(at)?;
        if clock.late_ms == 0 {
            return None;
        }
        let size = |id: &Id| self.session.step_box_ms(id).map(secs);
        let ahead: Vec<(Id, Secs)> = self
            .session
            .ahead()
            .iter()
            .filter_map(|it| Some((it.id.clone(), size(&it.id)?)))
            .collect();
        let left = secs(self.session.left_ms(at).saturating_sub(clock.step.left_ms()));
        let boxes = timebox::rebalance(&self.session.setup().ceremony, &ahead, left);
        let changed: Vec<(Id, u32)> = boxes
            .into_iter()
            .filter(|(id, new)| !ahead.iter().any(|(other, old)| other == id && old == new))
            .map(|(id, new)| (id, new.0.max(1)))
            .collect();
        (!changed.is_empty()).then_some(Command::Rebalance(changed))
    }

    /// On entering a step somewhat late, the elastic steps ahead give the minutes; undo takes that back.
    pub(super) fn shrink(&mut self, now: Now) -> Reply {
        let Some(clock) = self.session.clock(self.moment(now)) else { return Reply::none() };
        let late = (clock.late_ms * 100).checked_div(clock.session.box_ms).unwrap_or(0);
        let extends = self.session.setup().ceremony.limits.extends;
        match self.replan(now).filter(|_| extends && SHRINKS.contains(&late)) {
            Some(command) => {
                let say =
                    Reply::say("The steps ahead were fitted to the time left; u takes that back.");
                say.and(self.ask(command, now))
            }
            None => Reply::none(),
        }
    }
}

fn secs(ms: u64) -> Secs {
    Secs(u32::try_from(ms / 1000).unwrap_or(u32::MAX))
}
