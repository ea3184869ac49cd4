//! Every rule in one place: a command and a session in, the event it makes true or the reason it does not.

use super::backlog_rules::LONGEST_TITLE;
use super::{
    Actor, Capture, Command, Draft, Ending, Event, GapKind, MOST, Moment, Open, Pass, PassEnd,
    PassState, Phase, Refusal, Session, backlog_rules, board, capacity, moves, pacing, pm, poker,
    tally,
};
use crate::ceremony::{Id, Text, WarningSource};

/// Minutes a session may be planned for.
pub(super) const LENGTHS: (u32, u32) = (1, 600);

/// Turns a command into the event it makes true, or says why it cannot.
///
/// Pure: equal arguments give equal answers. `now` must not lie before any record already applied; the shell's clock
/// keeps that promise.
pub fn decide(
    session: &Session,
    open: &Open,
    by: &Actor,
    command: Command,
    now: Moment,
) -> Result<Event, Refusal> {
    may(by, &command)?;
    match (&command, session.phase()) {
        (Command::Begin { .. }, Phase::Waiting)
        | (Command::Reopen | Command::Gap { .. } | Command::Interrupt { .. }, _) => {}
        (Command::Begin { .. }, _) => return Err(Refusal::AlreadyBegun),
        (_, Phase::Waiting) => return Err(Refusal::NotBegun),
        (_, Phase::Ended) => return Err(Refusal::AlreadyEnded),
        (_, Phase::Running | Phase::Paused { .. }) => {}
    }
    let event = granted(session, open, by, command, now)?;
    board::may_leave(session, open, &event)?;
    let bytes: usize = event.typed().iter().map(|it| it.len()).sum();
    if bytes <= MOST as usize { Ok(event) } else { Err(Refusal::TooLong { most: MOST }) }
}

/// The rules, a command each.
fn granted(
    session: &Session,
    open: &Open,
    by: &Actor,
    command: Command,
    now: Moment,
) -> Result<Event, Refusal> {
    match command {
        Command::Begin { present, leads, mode, facts, minutes, prepared } => {
            begin(session, present, leads, mode, facts, minutes, prepared)
        }
        Command::Attend { name, here } => attend(session, name, here, now),
        Command::Advance => moves::advance(session, None, now),
        Command::Override { why } => moves::advance(session, Some(why), now),
        Command::Back => moves::back(session),
        Command::Jump(step) => moves::jump(session, &step, now),
        Command::Finish => moves::finish(session, now),
        Command::Abort { reason, words } => abort(session, reason, words, now),
        Command::Plan(titles) => plan(session, titles),
        Command::NextPass(outcome) => end_pass(session, PassEnd::Done(outcome)),
        Command::SkipPass => end_pass(session, PassEnd::Skipped),
        Command::ReturnTo(title) => return_to(session, &title),
        Command::SetFact(fact, value) => set_fact(session, fact, value, now),
        Command::Confirm(guard) => confirm(session, open, guard, now),
        Command::Do(activity) => tick(session, &activity, None),
        Command::Skip { activity, why } => tick(session, &activity, Some(why)),
        Command::Pm(input, wish) => pm::decide(session, input, wish, now),
        Command::Capture(draft) => Ok(Event::Captured { capture: session.filled(draft, now)? }),
        Command::Amend { of, to } => amend(session, of, to, now),
        Command::Settle { id, how } => settle(session, id, how),
        Command::Renew { id, to } => renew(session, &id, to, now),
        Command::Choose(choice, option) => choose(session, choice, option, now),
        Command::Reveal { pulse, values } => tally::reveal(session, pulse, values),
        Command::Refine(item, to) => backlog_rules::decide(session, &item, to),
        Command::ShowHands(hands) => poker::show(session, hands),
        Command::RevealHands => poker::reveal(session, open),
        Command::Extend { up, down } => pacing::extend(session, up, down),
        Command::ExtendAlone { secs } => pacing::extend_alone(session, secs),
        Command::Pause => match session.phase() {
            Phase::Paused { .. } => Err(Refusal::AlreadyPaused),
            Phase::Waiting | Phase::Running | Phase::Ended => Ok(Event::Paused),
        },
        Command::Resume => match session.phase() {
            Phase::Paused { .. } => Ok(Event::Resumed),
            Phase::Waiting | Phase::Running | Phase::Ended => Err(Refusal::NotPaused),
        },
        Command::Rebalance(boxes) => pacing::rebalance(session, boxes),
        Command::SetCapacity { available, duties, hours, focus, free } => {
            capacity::decide(session, available, duties, (hours, focus, free))
        }
        Command::Flag(warning) => flag(session, warning),
        Command::Undo => {
            session.undoable(by).map(|it| Event::Struck { n: it.n }).ok_or(Refusal::NothingToUndo)
        }
        Command::Redo => {
            session.redoable(by).map(|n| Event::Restored { n }).ok_or(Refusal::NothingToRedo)
        }
        command @ (Command::SetBoard { .. }
        | Command::ShowCards(_)
        | Command::DropCards
        | Command::Group { .. }
        | Command::Retitle { .. }
        | Command::MoveCard { .. }
        | Command::SetBudget { .. }
        | Command::CountDots { .. }
        | Command::ShowDots
        | Command::ShowVote(_)
        | Command::Release { .. }
        | Command::Tag { .. }
        | Command::ChooseCheckIn(_)) => board::decide(session, open, command),
        Command::Reopen => Ok(Event::Reopened { torn: None }),
        Command::Gap { ms, counted } => {
            // No longer than the session itself.
            let ms = ms.min(now.0);
            Ok(Event::Gap { ms, how: if counted { GapKind::Counted } else { GapKind::LeftOut } })
        }
        Command::Interrupt { signal } => Ok(Event::Interrupted { signal }),
    }
}

/// Participants write down and set tags; the facilitator does all else, and only the shell tells of the process.
fn may(by: &Actor, command: &Command) -> Result<(), Refusal> {
    let shells =
        matches!(command, Command::Reopen | Command::Gap { .. } | Command::Interrupt { .. });
    let allowed = match by {
        Actor::Facilitator => !matches!(command, Command::Reopen | Command::Interrupt { .. }),
        Actor::Shell => shells,
        Actor::Participant { .. } => {
            matches!(
                command,
                Command::Capture(_) | Command::Amend { .. } | Command::Undo | Command::Redo
            )
        }
    };
    if allowed { Ok(()) } else { Err(Refusal::NotYours) }
}

fn begin(
    session: &Session,
    present: Vec<Text>,
    leads: Option<Text>,
    mode: Option<Id>,
    facts: Vec<(Id, bool)>,
    minutes: Option<u32>,
    prepared: Vec<Id>,
) -> Result<Event, Refusal> {
    let setup = session.setup();
    if present.is_empty() {
        return Err(Refusal::NobodyPresent);
    }
    for name in present.iter().chain(&leads) {
        session.member(name).ok_or_else(|| Refusal::NoSuchPerson(name.clone()))?;
    }
    if let Some(unknown) = facts.iter().find(|(it, _)| session.fact(it).is_none()) {
        return Err(Refusal::NoSuchFact(unknown.0.clone()));
    }
    if let Some(unknown) = prepared.iter().find(|it| session.activity(it).is_none()) {
        return Err(Refusal::NoSuchActivity(unknown.clone()));
    }
    if minutes.is_some_and(|it| !(LENGTHS.0..=LENGTHS.1).contains(&it)) {
        return Err(Refusal::OutsideLimits { least: LENGTHS.0, most: LENGTHS.1 });
    }
    session.may_begin(&present, &facts)?;
    let modes = &setup.ceremony.modes;
    if let Some(unknown) = mode.as_ref().filter(|mode| !modes.iter().any(|it| it.id == **mode)) {
        return Err(Refusal::NoSuchMode(unknown.clone()));
    }
    let mut once: Vec<Text> = Vec::new();
    for name in present {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    let mode = mode.or_else(|| session.proposed_mode());
    Ok(Event::Began {
        present: once,
        leads,
        mode,
        facts,
        target: minutes.map(|it| it * 60),
        prepared,
    })
}

fn attend(session: &Session, name: Text, here: bool, now: Moment) -> Result<Event, Refusal> {
    session.member(&name).ok_or_else(|| Refusal::NoSuchPerson(name.clone()))?;
    if session.present().contains(&name) == here {
        return Err(Refusal::Unchanged);
    }
    if here {
        session.may_join(&name, now)?;
    }
    Ok(Event::Attended { name, here })
}

fn abort(session: &Session, reason: Id, words: Text, now: Moment) -> Result<Event, Refusal> {
    let reasons = &session.setup().ceremony.exits.abort;
    if !reasons.iter().any(|it| it.id == reason) {
        return Err(Refusal::NoSuchReason(reason));
    }
    Ok(moves::ended(session, Ending::Aborted { reason, words }, now))
}

fn plan(session: &Session, titles: Vec<Text>) -> Result<Event, Refusal> {
    session.step().and_then(|it| it.passes.as_ref()).ok_or(Refusal::NoPasses)?;
    if titles.is_empty() || titles.iter().any(|it| it.trim().is_empty()) {
        return Err(Refusal::EmptyText);
    }
    if titles.iter().any(|it| it.len() > LONGEST_TITLE as usize) {
        return Err(Refusal::TooLong { most: LONGEST_TITLE });
    }
    Ok(Event::Planned { titles })
}

fn end_pass(session: &Session, how: PassEnd) -> Result<Event, Refusal> {
    let loop_ = session.step().and_then(|it| it.passes.as_ref()).ok_or(Refusal::NoPasses)?;
    if let PassEnd::Done(Some(outcome)) = &how
        && !loop_.outcomes.iter().any(|it| it.id == *outcome)
    {
        return Err(Refusal::NoSuchOutcome(outcome.clone()));
    }
    let pass = session.current_pass().ok_or(Refusal::NoMorePasses)?;
    Ok(Event::Passed { pass, how })
}

fn return_to(session: &Session, title: &Text) -> Result<Event, Refusal> {
    session.step().and_then(|it| it.passes.as_ref()).ok_or(Refusal::NoPasses)?;
    let line = session.passes().into_iter().find(|it| it.pass.title() == *title);
    match line {
        None => Err(Refusal::NoSuchPass(title.clone())),
        Some(line) if line.state == PassState::Current => Err(Refusal::Unchanged),
        Some(line) => Ok(Event::Passed { pass: line.pass, how: PassEnd::Returned }),
    }
}

/// A tag belongs to the item or topic of the current pass; every other fact is the session's.
fn set_fact(session: &Session, fact: Id, value: bool, now: Moment) -> Result<Event, Refusal> {
    let known = session.fact(&fact).ok_or_else(|| Refusal::NoSuchFact(fact.clone()))?;
    let tag = matches!(known.by, crate::ceremony::FactSource::Tag);
    let pass = match session.current_pass() {
        Some(Pass::Item(title)) if tag => Some(title),
        _ => None,
    };
    if session.is(&fact, now) == value {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::FactSet { fact, value, pass })
}

fn confirm(session: &Session, open: &Open, guard: Id, now: Moment) -> Result<Event, Refusal> {
    let line = session.guards_beside(open, now).into_iter().find(|it| it.guard.id == guard);
    match line {
        None => Err(Refusal::NoSuchGuard(guard)),
        Some(line) if line.guard.holds != crate::ceremony::Condition::Asked => {
            Err(Refusal::NotAsked(guard))
        }
        Some(line) if !line.is_unmet() => Err(Refusal::Unchanged),
        Some(_) => Ok(Event::Confirmed { guard }),
    }
}

fn tick(session: &Session, id: &Id, why_not: Option<Text>) -> Result<Event, Refusal> {
    let activity = session.activity(id).ok_or_else(|| Refusal::NoSuchActivity(id.clone()))?;
    if !Session::can_tick(activity) {
        return Err(Refusal::NothingToTick(id.clone()));
    }
    let pass = session.tick_pass(activity);
    let tick = session.story.ticks.iter().rev().find(|it| it.activity == *id && it.pass == pass);
    let activity = id.clone();
    match (why_not, tick.map(|it| &it.skipped)) {
        (None, Some(None)) => Err(Refusal::AlreadyDone(activity)),
        (None, _) => Ok(Event::ActivityDone { activity, pass }),
        (Some(why), Some(Some(said))) if why == *said => Err(Refusal::Unchanged),
        (Some(why), _) => Ok(Event::ActivitySkipped { activity, pass, why }),
    }
}

fn amend(session: &Session, of: u64, to: Draft, now: Moment) -> Result<Event, Refusal> {
    let was = &session.capture(of).ok_or(Refusal::NoSuchCapture(of))?.capture;
    if was.kind != to.kind() {
        return Err(Refusal::OtherKind(was.kind));
    }
    let capture = Capture { about: was.about.clone(), ..session.filled(to, now)? };
    if capture == *was {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::Amended { of, capture })
}

fn settle(session: &Session, id: Text, how: Text) -> Result<Event, Refusal> {
    let entry = session.entry(&id).ok_or(Refusal::NoSuchEntry(id))?;
    if session.settled(&entry.id) == Some(&how) {
        return Err(Refusal::Unchanged);
    }
    if how.trim().is_empty() {
        Err(Refusal::EmptyText)
    } else {
        Ok(Event::Settled { id: entry.id.clone(), how })
    }
}

fn renew(session: &Session, id: &Text, to: Draft, now: Moment) -> Result<Event, Refusal> {
    let entry = session.entry(id).ok_or_else(|| Refusal::NoSuchEntry(id.clone()))?;
    if entry.kind != to.kind() {
        return Err(Refusal::OtherKind(entry.kind));
    }
    let capture = Capture { about: None, ..session.filled(to, now)? };
    if session.recall(entry).renewed == Some(&capture) {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::Renewed { id: entry.id.clone(), capture })
}

fn choose(session: &Session, choice: Id, option: Id, now: Moment) -> Result<Event, Refusal> {
    let choices = session.step().map(|it| it.choices.as_slice()).unwrap_or_default();
    let known = choices.iter().find(|it| it.id == choice && session.holds(&it.when, now));
    let Some(known) = known else { return Err(Refusal::NoSuchChoice(choice)) };
    if !known.options.iter().any(|it| it.id == option) {
        return Err(Refusal::NoSuchOption(option));
    }
    if session.chosen(&choice) == Some(&option) {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::Chose { choice, option })
}

/// Only what the program cannot see itself is flagged by hand.
fn flag(session: &Session, id: Id) -> Result<Event, Refusal> {
    let known = session.setup().warnings.warnings.iter().find(|it| it.id == id);
    match known.map(|it| &it.by) {
        None => Err(Refusal::NoSuchWarning(id)),
        Some(WarningSource::Auto(_)) => Err(Refusal::NotFlaggable(id)),
        Some(WarningSource::Key | WarningSource::Hand) => Ok(Event::Flagged { warning: id }),
    }
}

impl Session {
    /// The mode proposed on the start sheet: the first whose condition holds.
    pub fn proposed_mode(&self) -> Option<Id> {
        let modes = &self.setup().ceremony.modes;
        modes.iter().find(|it| self.holds(&it.when, Moment(0))).map(|it| it.id.clone())
    }
}
