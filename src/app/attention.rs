//! The conversation has the floor: which quiet line may stand in the footer, and when none may.

use crate::{
    ceremony::{Condition, Guard, Id, Secs, Show, Text, Warning, WarningSource, timebox},
    session::{Moment, Phase, Session},
};

use super::live::{is_silent, is_vote};

/// What was said, what stands there, what waits to be said.
#[derive(Debug, Default)]
pub struct Attention {
    pub line: Option<Said>,
    said: Vec<Id>,
    /// Steps that had their line.
    steps: Vec<Id>,
    /// Soft guards that did not hold when their step was left.
    waiting: Vec<(Id, Text)>,
    /// Session seconds at the last end of a step, for breaks.
    last_end: u32,
    break_due: Option<Text>,
    /// Warnings somebody wants quiet in this session.
    quiet: Vec<Id>,
    all_quiet: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub text: Text,
    pub until_ms: u64,
}

/// A hint shown in so many sessions in a row that changed nothing goes quiet for the team.
const LEARNT: u32 = 3;

impl Attention {
    /// What the past of the team has taught: which hints stay quiet, and one line for each that falls quiet today.
    pub fn of(session: &Session) -> Attention {
        let mut attention = Attention::default();
        for (guard, _) in learnt(session) {
            attention.quiet.push(guard.id.clone());
        }
        for (guard, _) in learnt(session).filter(|(_, row)| *row == LEARNT) {
            let id = Id::new(format!("learnt.{}", guard.id));
            let text = format!(
                "\"{}\" was said three times; now it is quiet (: brings it back).",
                guard.short
            );
            attention.waiting.push((id, text.into()));
        }
        attention
    }

    /// Takes note of what a left step leaves behind.
    pub fn leave_step(&mut self, warned: &[Id], session: &Session, at: Moment) {
        let guards = session.setup().ceremony.steps.iter().flat_map(|it| &it.guards);
        for guard in guards.filter(|it| warned.contains(&it.id)) {
            if self.speaks(&guard.id) {
                self.waiting.push((guard.id.clone(), session.say(guard, at)));
            }
        }
        self.leave_pass(session, at);
    }

    /// A break is offered at the end of a step or of a pass.
    pub fn leave_pass(&mut self, session: &Session, at: Moment) {
        let elapsed = Secs(u32::try_from(session.elapsed_ms(at) / 1000).unwrap_or(u32::MAX));
        if let Some(rest) =
            timebox::break_offer(&session.setup().timing, Secs(self.last_end), elapsed)
        {
            self.break_due = Some(Text::new(format!("A break of {} min? Space pauses.", rest.0)));
        }
        self.last_end = elapsed.0;
    }

    /// Lets an old line go and puts a new one up, if one may stand there now.
    ///
    /// 1. One line at a time, for its seconds, never twice.
    /// 2. One for each step, so many for a session.
    /// 3. None at the start of a step or pass, in silent writing, in a vote, in a pause, in a pop-up.
    pub fn look(&mut self, session: &Session, at: Moment, boot_ms: u64, quiet: bool) {
        if self.line.as_ref().is_some_and(|it| it.until_ms <= boot_ms) {
            self.line = None;
        }
        if quiet || self.line.is_some() || !self.may_speak(session, at) {
            return;
        }
        let Some((id, text)) = self.next(session, at) else { return };
        let step = session.step().map(|it| it.id.clone()).unwrap_or_default();
        self.waiting.retain(|(it, _)| *it != id);
        if id == *BREAK {
            self.break_due = None;
        }
        self.said.push(id);
        self.steps.push(step);
        self.line = Some(Said { text, until_ms: boot_ms + session.setup().timing.line.ms() });
    }

    /// Whether a warning may speak up and stand at its step.
    pub fn speaks(&self, warning: &Id) -> bool {
        !self.all_quiet && !self.quiet.contains(warning)
    }

    pub fn are_all_quiet(&self) -> bool {
        self.all_quiet
    }

    /// Switches one warning, or all of them, off and on again.
    pub fn switch(&mut self, warning: Option<&Id>) {
        match warning {
            None => self.all_quiet = !self.all_quiet,
            Some(id) if self.quiet.contains(id) => self.quiet.retain(|it| it != id),
            Some(id) => self.quiet.push(id.clone()),
        }
    }

    /// Milliseconds until the line goes.
    pub fn next_change(&self, boot_ms: u64) -> Option<u64> {
        self.line.as_ref().map(|it| it.until_ms.saturating_sub(boot_ms))
    }

    fn may_speak(&self, session: &Session, at: Moment) -> bool {
        let Some((step, clock)) = session.step().zip(session.clock(at)) else { return false };
        let quiet = session.setup().timing.quiet.ms();
        let most = usize::try_from(session.setup().ceremony.lines).unwrap_or(usize::MAX);
        let settled =
            clock.step.spent_ms >= quiet && clock.pass.is_none_or(|it| it.spent_ms >= quiet);
        session.phase() == Phase::Running
            && settled
            && !is_silent(step)
            && !is_vote(step)
            && self.said.len() < most
            && !self.steps.contains(&step.id)
    }

    fn next(&self, session: &Session, at: Moment) -> Option<(Id, Text)> {
        let fresh = |id: &Id| !self.said.contains(id);
        let branches = session
            .branches(at)
            .into_iter()
            .map(|it| (Id::new(format!("branch.{}", it.to)), Text::new(format!("b: {}", it.say))));
        let overrun = overrun(session, at).into_iter().chain(long_turn(session, at));
        let warnings = session.warnings(at).into_iter().filter(|it| it.show == Show::Line);
        let warnings = warnings.filter(|it| self.speaks(&it.id));
        let warnings = warnings.map(|it| (it.id.clone(), say(session, it, at)));
        let rest = self.break_due.iter().map(|it| (Id::from(BREAK), it.clone()));
        branches
            .chain(overrun)
            .chain(self.waiting.iter().cloned())
            .chain(warnings)
            .chain(rest)
            .find(|(id, _)| fresh(id))
    }
}

/// Guards of this ceremony whose hint has been shown often enough.
pub fn learnt(session: &Session) -> impl Iterator<Item = (&Guard, u32)> {
    let guards = session.setup().ceremony.steps.iter().flat_map(|it| &it.guards);
    guards.filter_map(|it| {
        let hint = session.setup().given.hints.iter().find(|(id, _)| *id == it.id)?;
        (LEARNT <= hint.1).then_some((it, hint.1))
    })
}

const BREAK: &str = "break";

/// What a session that runs long says: re-plan above 15 %, close at the usual length; never a dialog before the cap.
fn overrun(session: &Session, at: Moment) -> Option<(Id, Text)> {
    let clock = session.clock(at)?;
    let setup = session.setup();
    let elapsed = clock.session.spent_ms;
    let (_, usual, cap) = session.proposed();
    let over_usual = usual.is_some_and(|it| elapsed >= it.secs().ms());
    let over_cap = cap.is_some_and(|it| elapsed >= it.secs().ms());
    let is_last = session.ahead().is_empty();
    match () {
        () if is_last || clock.outside => None,
        () if over_cap && !setup.ceremony.limits.extends => {
            Some((Id::from("over.cap"), Text::new("The time is up: c closes, p parks the rest.")))
        }
        () if over_usual && !over_cap && setup.ceremony.limits.extends => Some((
            Id::from("over.usual"),
            Text::new("The usual length is reached: c goes to the closing step."),
        )),
        () if clock.late_ms * 100 > clock.session.box_ms * 15 && setup.ceremony.limits.extends => {
            let text = format!(
                "Ends about {} late: r fits the steps ahead into the time left.",
                super::words::span(clock.late_ms / 60_000 * 60)
            );
            Some((Id::from("over.replan"), Text::new(text)))
        }
        () => None,
    }
}

/// A turn that takes two and a half of its slots.
fn long_turn(session: &Session, at: Moment) -> Option<(Id, Text)> {
    let turn = session.clock(at)?.pass?;
    let long = LONG * turn.box_ms <= 2 * turn.spent_ms && 0 < turn.box_ms;
    long.then(|| (Id::from("over.pass"), Text::new("p park it")))
}

/// Halves of a slot after which a turn is long.
const LONG: u64 = 5;

/// A warning's sentence with its numbers filled in.
pub fn say(session: &Session, warning: &Warning, at: Moment) -> Text {
    let about = match &warning.by {
        WarningSource::Auto(condition) => condition,
        WarningSource::Key | WarningSource::Hand => &Condition::Always,
    };
    session.fill(&warning.say, about, at)
}
