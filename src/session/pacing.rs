//! More time and other boxes: what is proposed, and what is granted.

use super::{Event, Extension, Moment, Refusal, Session, decide::LENGTHS, story::Replanned};
use crate::ceremony::{Id, Minutes, Percent, Secs, timebox};

/// New boxes that would bring the end back, step by step: the old and the new one in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebalance {
    pub boxes: Vec<(Id, Secs, Secs)>,
    /// How late the end would be without it, in hundredths of the target.
    pub late: Percent,
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

    /// Takes new boxes, and keeps those they replaced while the step lasts.
    pub(super) fn replan(&mut self, boxes: &[(Id, u32)]) {
        let visit = self.story.visits.len();
        let known = self.story.replanned.take().filter(|it| it.visit == visit);
        let mut before = known.map(|it| it.before).unwrap_or_default();
        for (step, _) in boxes {
            if let Some(old) = self.planned_box(step) {
                before.entry(step.clone()).or_insert(old);
            }
        }
        self.story.replanned = Some(Replanned { visit, before });
        self.story.boxes.extend(boxes.iter().cloned());
    }

    /// The box a step had before times were planned anew at the current one; `None` where they were not, or it kept its box.
    pub fn box_before(&self, step: &Id) -> Option<Secs> {
        let replanned = self.story.replanned.as_ref()?;
        let old = replanned.before.get(step).copied();
        old.filter(|it| {
            replanned.visit == self.story.visits.len() && self.planned_box(step) != Some(*it)
        })
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
}

/// More up than down gives more time; a tie moves on.
pub(super) fn extend(session: &Session, up: u32, down: u32) -> Result<Event, Refusal> {
    may_extend(session)?;
    let secs = session.extension_offer().ok_or(Refusal::NoMoreExtensions)?.0;
    if up <= down {
        return Err(Refusal::VotedDown);
    }
    Ok(Event::Extended { secs, how: Extension::Voted { up, down } })
}

/// Where the end stays, only a pass can be given time.
fn may_extend(session: &Session) -> Result<(), Refusal> {
    let moves = session.setup().ceremony.limits.extends || session.current_pass().is_some();
    if moves { Ok(()) } else { Err(Refusal::EndStays) }
}

pub(super) fn extend_alone(session: &Session, secs: u32) -> Result<Event, Refusal> {
    may_extend(session)?;
    let (least, most) = (1, 3600);
    if !(least..=most).contains(&secs) {
        return Err(Refusal::OutsideLimits { least, most });
    }
    Ok(Event::Extended { secs, how: Extension::Alone })
}

pub(super) fn rebalance(session: &Session, boxes: Vec<(Id, u32)>) -> Result<Event, Refusal> {
    if boxes.is_empty() {
        return Err(Refusal::Unchanged);
    }
    if let Some((unknown, _)) = boxes.iter().find(|(it, _)| session.step_of(it).is_none()) {
        return Err(Refusal::NoSuchStep(unknown.clone()));
    }
    let (least, most) = (1, LENGTHS.1 * 60);
    if boxes.iter().any(|(_, secs)| !(least..=most).contains(secs)) {
        return Err(Refusal::OutsideLimits { least, most });
    }
    Ok(Event::Rebalanced { boxes })
}
