//! From step to step: on, back, across, out. Guards are asked on the way forward only.

use super::{Command, Ending, Event, Moment, Refusal, Session, Way};
use crate::ceremony::{Id, Level, Next, Step, Text};

/// On to the next step, or out after the last one.
///
/// 1. Hard guards that do not hold refuse, unless a reason sets them aside.
/// 2. Soft ones that do not hold pass, and are named in the event.
/// 3. Steps whose own condition passes them over are passed over.
pub(super) fn advance(session: &Session, why: Option<Text>, now: Moment) -> Result<Event, Refusal> {
    let step = session.step().ok_or(Refusal::NotBegun)?;
    let held = session.unmet(Level::Hard, now);
    let overridden = match why {
        None if held.is_empty() => Vec::new(),
        None => return Err(Refusal::Held(held)),
        Some(_) if held.is_empty() => return Err(Refusal::NothingHeld),
        Some(why) if why.trim().is_empty() => return Err(Refusal::NoReason),
        Some(why) => held.into_iter().map(|it| (it, why.clone())).collect(),
    };
    let (to, skipped) = following(session, step, now);
    match to {
        None if overridden.is_empty() => Ok(ended(session, Ending::Done, now)),
        None => Err(Refusal::Held(overridden.into_iter().map(|it| it.0).collect())),
        Some(to) => Ok(Event::Entered {
            step: to.id.clone(),
            way: Way::Forward,
            skipped,
            warned: session.unmet(Level::Soft, now),
            overridden,
        }),
    }
}

impl Session {
    /// The natural next thing, which Enter does: the next pass while any are left, then the next step.
    pub fn natural(&self) -> Command {
        if self.current_pass().is_some() && self.passes_left() > 0 {
            Command::NextPass(None)
        } else {
            Command::Advance
        }
    }
}

/// The step that `next` leads to past those that skip themselves; `None` at the end.
fn following<'a>(session: &'a Session, from: &Step, now: Moment) -> (Option<&'a Step>, Vec<Id>) {
    let mut skipped = Vec::new();
    let mut next = &from.next;
    while let Next::Step(id) = next {
        let Some(step) = session.step_of(id) else { break };
        if skipped.contains(id) || !session.holds(&step.skip_when, now) {
            return (Some(step), skipped);
        }
        skipped.push(id.clone());
        next = &step.next;
    }
    (None, skipped)
}

/// To the step visited last among those this one may return to; after a jump over all of them, to where it came from.
pub(super) fn back(session: &Session) -> Result<Event, Refusal> {
    let step = session.step().ok_or(Refusal::NotBegun)?;
    let visited = || session.story.visits.iter().rev().map(|it| &it.step);
    let named = visited().find(|it| step.back.contains(it));
    let to = named.or_else(|| visited().find(|it| **it != step.id)).ok_or(Refusal::NoWayBack)?;
    Ok(entered(to.clone(), Way::Back, Vec::new(), Vec::new()))
}

/// To any step. A jump forward asks every hard guard it passes.
pub(super) fn jump(session: &Session, to: &Id, now: Moment) -> Result<Event, Refusal> {
    let steps = &session.setup().ceremony.steps;
    let place = |id: &Id| steps.iter().position(|it| it.id == *id);
    let target = place(to).ok_or_else(|| Refusal::NoSuchStep(to.clone()))?;
    let step = session.step().ok_or(Refusal::NotBegun)?;
    let here = place(&step.id).ok_or(Refusal::NotBegun)?;
    if target == here {
        return Err(Refusal::Unchanged);
    }
    let branch = step.branches.iter().any(|it| it.to == *to && session.holds(&it.when, now));
    let way = if branch { Way::Branch } else { Way::Jump };
    if target < here {
        return Ok(entered(to.clone(), way, Vec::new(), Vec::new()));
    }
    let passed = &steps[here + 1..target];
    let held = held_on(session, std::iter::once(step).chain(passed), now);
    if !held.is_empty() && !branch {
        return Err(Refusal::Held(held));
    }
    let skipped =
        passed.iter().filter(|it| !session.visited(&it.id)).map(|it| it.id.clone()).collect();
    Ok(entered(to.clone(), way, skipped, session.unmet(Level::Soft, now)))
}

/// Out, from any step, once every hard guard still ahead holds.
pub(super) fn finish(session: &Session, now: Moment) -> Result<Event, Refusal> {
    let step = session.step().ok_or(Refusal::NotBegun)?;
    let ahead = session.ahead();
    let held = held_on(session, std::iter::once(step).chain(ahead.iter().copied()), now);
    if !held.is_empty() {
        return Err(Refusal::Held(held));
    }
    let how = if ahead.is_empty() { Ending::Done } else { Ending::Early };
    Ok(ended(session, how, now))
}

/// The end, with what is kept of the rounds.
pub(super) fn ended(session: &Session, how: Ending, now: Moment) -> Event {
    Event::Ended { how, talk: session.talk(now) }
}

fn held_on<'a>(
    session: &'a Session,
    steps: impl Iterator<Item = &'a Step>,
    now: Moment,
) -> Vec<Id> {
    let lines = steps.flat_map(|it| session.guards_of(it, now));
    lines
        .filter(|it| it.is_unmet() && it.level == Level::Hard)
        .map(|it| it.guard.id.clone())
        .collect()
}

fn entered(step: Id, way: Way, skipped: Vec<Id>, warned: Vec<Id>) -> Event {
    Event::Entered { step, way, skipped, warned, overridden: Vec::new() }
}
