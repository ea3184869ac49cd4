//! A session in progress: the engine's value, what is open beside it, and the state of its screen.

use std::time::Duration;

use super::{
    Attention, Bell, BoardPage, Closing, Died, Effect, Now, Plan, Popup, Practising, Reply, Save,
    Stored, SummaryPage, Turn, words,
};
use crate::{
    ceremony::{Floor, Instrument, Step, Text, Warning, timebox::Pace},
    session::{
        Actor, Command, Event, Moment, Open, Phase, Record, Refusal, Session, Setup, decide,
    },
};

#[derive(Debug)]
pub struct Live {
    pub session: Session,
    /// The speaking order; never in a record.
    pub open: Open,
    /// What to add to the shell's clock to get a moment of the session.
    shift_ms: i64,
    pub view: View,
    pub page: Page,
    pub popup: Option<Popup>,
    pub panel: Panel,
    pub cursor: Cursors,
    pub attention: Attention,
    pub saving: Saving,
    pub(super) bell: Bell,
    pace: Pace,
    cap_told: bool,
    /// The practice run beside it, if this is one.
    pub practice: Option<Box<Practising>>,
    /// A gap to ask about once nothing else is being typed.
    gap: Option<(u64, Died)>,
    /// Shown again, at a moment of its past: nothing is asked of it.
    pub is_replay: bool,
}

/// Two views of the same session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Desk,
    /// For a shared screen: no boxes to tick, no lanes, no hints.
    Room,
}

#[derive(Debug)]
pub enum Page {
    Steps,
    /// The board of a retrospective, whole.
    Board(BoardPage),
    Closing(Closing),
}

/// The panel in which the arrows move.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Panel {
    #[default]
    Owner,
    Manager,
    Passes,
    /// What earlier sessions left open.
    Recalled,
    Captured,
}

/// Where the cursor rests in each panel; it may lie past the end of a list that shrank.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cursors {
    pub owner: usize,
    pub manager: usize,
    pub pass: usize,
    pub recalled: usize,
    /// Counted from the newest.
    pub capture: usize,
}

/// How far the journal is on disk.
#[derive(Debug, Default)]
pub struct Saving {
    pub synced: u64,
    pub failing: Option<(Text, i64)>,
}

impl Live {
    /// A session as its start sheet was accepted; the first record is already in the effect.
    pub fn begin(
        plan: Plan,
        command: Command,
        view: View,
        bell: Bell,
        now: Now,
    ) -> Result<(Live, Effect), Refusal> {
        let mut setup = plan.setup;
        setup.opened.wall_ms = now.wall_ms;
        setup.opened.offset_min = now.offset_min;
        let session = Session::new(setup.clone().into());
        let shift_ms = -signed(now.boot_ms);
        let mut live = Live::new(session, Open::new(plan.seed), shift_ms, view, bell);
        let began = live.record(command, Actor::Facilitator, now)?;
        Ok((live, Effect::Create { setup: Box::new(setup), began }))
    }

    /// Goes on with a session that was left `away_ms` ago.
    pub fn resume(
        stored: &Stored,
        away_ms: u64,
        view: View,
        bell: Bell,
        now: Now,
    ) -> (Live, Reply) {
        let last = stored.records.last().map_or(Moment(0), |it| it.at);
        let reopened =
            matches!(stored.records.last().map(|it| &it.event), Some(Event::Reopened { .. }));
        let session = Session::replay(stored.setup.clone().into(), &stored.records, last);
        let open = stored.scratch.as_deref().and_then(Open::from_scratch);
        let open = open.unwrap_or_else(|| Open::new(stored.seed));
        // A record of the return, where there is one, already stands at this moment.
        let here = if reopened { last.0 } else { last.0.saturating_add(away_ms) };
        let mut live = Live::new(session, open, signed(here) - signed(now.boot_ms), view, bell);
        live.saving.synced = live.session.next_n().saturating_sub(1);
        live.open.recover(&live.session);
        let reply =
            if reopened { Reply::none() } else { live.ask_as(Command::Reopen, Actor::Shell, now) };
        if stored.content.is_some() {
            let reply = reply.and(live.take_up(stored, away_ms, now));
            return (live, reply);
        }
        live.gap(away_ms, Died::Yes);
        live.ask_about_gap();
        (live, reply)
    }

    /// A session that has not begun, on a clock of its own.
    pub(super) fn fresh(setup: Setup, seed: u64, view: View, bell: Bell, now: Now) -> Live {
        Live::new(Session::new(setup.into()), Open::new(seed), -signed(now.boot_ms), view, bell)
    }

    /// Sets the session's clock to this moment.
    pub(super) fn set_moment(&mut self, at: Moment, now: Now) {
        self.shift_ms = signed(at.0) - signed(now.boot_ms);
    }

    /// Lets the session's clock jump ahead.
    pub(super) fn shift(&mut self, ms: u64) {
        self.shift_ms = self.shift_ms.saturating_add(signed(ms));
    }

    fn new(session: Session, open: Open, shift_ms: i64, view: View, bell: Bell) -> Live {
        let attention = Attention::of(&session);
        Live {
            session,
            open,
            shift_ms,
            view,
            page: Page::Steps,
            popup: None,
            panel: Panel::default(),
            cursor: Cursors::default(),
            attention,
            saving: Saving::default(),
            bell,
            pace: Pace::Ok,
            cap_told: false,
            practice: None,
            gap: None,
            is_replay: false,
        }
    }

    /// A session of the past on its own screen; the shell's clock is the session's.
    pub fn replayed(session: Session, view: View) -> Live {
        let live = Live::new(session, Open::default(), 0, view, Bell::Off);
        Live { is_replay: true, ..live }
    }

    /// The session's own time; never before its last record.
    pub fn moment(&self, now: Now) -> Moment {
        let last = self.session.records().last().map_or(Moment(0), |it| it.at);
        if let Some(held) = self.held() {
            return held.max(last);
        }
        let at = u64::try_from(signed(now.boot_ms).saturating_add(self.shift_ms)).unwrap_or(0);
        Moment(at).max(last)
    }

    /// Whether the engine would grant a command now.
    pub fn grants(&self, command: Command, now: Now) -> bool {
        self.check(command, now).is_ok()
    }

    pub fn check(&self, command: Command, now: Now) -> Result<Event, Refusal> {
        decide(&self.session, &self.open, &Actor::Facilitator, command, self.moment(now))
    }

    pub(super) fn record(
        &mut self,
        command: Command,
        by: Actor,
        now: Now,
    ) -> Result<Record, Refusal> {
        let at = self.moment(now);
        let event = decide(&self.session, &self.open, &by, command, at)?;
        let record = Record { n: self.next_n(), at, by, event };
        let step = self.session.step().map(|it| it.id.clone());
        self.session.apply(&record);
        self.open.follow(&self.session);
        self.watch_run(at);
        if step.as_ref() != self.session.step().map(|it| &it.id) {
            // The closing page belongs to the step it was opened at.
            self.page = Page::Steps;
        }
        Ok(record)
    }

    /// Asks the engine; a refusal becomes one line, hard guards open their dialog. Simulated people then have their turn.
    pub fn ask(&mut self, command: Command, now: Now) -> Reply {
        let reply = self.ask_as(command, Actor::Facilitator, now);
        if reply.effects.is_empty() { reply } else { reply.and(self.settle_stage(now)) }
    }

    pub(super) fn ask_as(&mut self, command: Command, by: Actor, now: Now) -> Reply {
        let open = self.open.clone();
        let items = self.items_before(&command);
        let leaves = matches!(command, Command::Advance | Command::Override { .. });
        match self.record(command.clone(), by, now) {
            Ok(record) => {
                let ended = matches!(record.event, Event::Ended { .. });
                match &record.event {
                    Event::Entered { warned, .. } => {
                        self.attention.leave_step(warned, &self.session, self.moment(now));
                        self.cursor = Cursors::default();
                    }
                    Event::Passed { .. } => {
                        self.attention.leave_pass(&self.session, self.moment(now));
                    }
                    _ => {}
                }
                let mut effects = vec![Effect::Append(record)];
                effects.extend(items.and_then(|it| self.changed_items(&it)));

                if ended {
                    effects.extend([Effect::Scratch(None), Effect::Close]);
                } else if open != self.open {
                    effects.push(Effect::Scratch(Some(self.open.to_scratch())));
                }
                if ended && self.practice.is_none() && self.view == View::Desk {
                    let opened = &self.session.setup().opened;
                    let (ceremony, sid) = (opened.ceremony.clone(), opened.sid.clone());
                    effects.push(Effect::Recall { ceremony, sid });
                }
                let turn = ended.then(|| {
                    let page = SummaryPage::of(&self.session, self.moment(now));
                    self.debrief(now).unwrap_or_else(|| Turn::Summary(Box::new(page)))
                });
                Reply { effects, say: None, turn }
            }
            Err(Refusal::Held(guards)) if leaves => {
                self.popup = Some(Popup::held(guards));
                Reply::none()
            }
            Err(Refusal::CardsHidden { cards }) => {
                self.keep(Popup::Unseen { cards, then: Box::new(command) })
            }
            Err(refusal) => Reply::say(words::refusal(&self.session, &refusal)),
        }
    }

    /// What changes without a key: footer lines, the bell, the guide's cap.
    pub fn tick(&mut self, now: Now) -> Reply {
        let at = self.moment(now);
        let quiet = self.popup.is_some()
            || !matches!(self.page, Page::Steps)
            || self.view == View::Room
            || self.scene_waits();
        self.attention.look(&self.session, at, now.boot_ms, quiet);
        self.ask_about_gap();
        self.offer_cap(at);
        let Some(clock) = self.session.clock(at) else { return Reply::none() };
        let rang =
            clock.step.pace != self.pace && matches!(clock.step.pace, Pace::Last | Pace::Over);
        self.pace = clock.step.pace;
        if rang && self.bell == Bell::Terminal { Effect::Bell.into() } else { Reply::none() }
    }

    /// The guide's cap is asked about once; a ceremony whose end does not move has a line for it instead.
    fn offer_cap(&mut self, at: Moment) {
        let limits = &self.session.setup().ceremony.limits;
        let Some(cap) = limits.cap.filter(|_| limits.extends) else { return };
        let reached = self.session.elapsed_ms(at) >= cap.secs().ms();
        if reached && !self.cap_told && self.popup.is_none() && self.is_running() {
            self.cap_told = true;
            self.popup = Some(Popup::Cap);
        }
    }

    /// Time in which nobody was there: counted in silence when short, else asked about once.
    pub fn gap(&mut self, ms: u64, died: Died) {
        if self.practice.is_some() {
            // Practice time stood still.
            self.shift_ms = self.shift_ms.saturating_sub(signed(ms));
            return;
        }
        if !self.is_running() || ms <= self.session.setup().timing.gap.ms() {
            return;
        }
        if let Some(Popup::Gap { ms: asked, .. }) = &mut self.popup {
            *asked += ms;
        } else {
            let waiting = self.gap.map_or(0, |(ms, _)| ms);
            self.gap = Some((waiting + ms, died));
        }
    }

    fn ask_about_gap(&mut self) {
        if self.popup.is_none()
            && let Some((ms, died)) = self.gap.take()
        {
            self.popup = Some(Popup::Gap { ms, died });
        }
    }

    /// What a record has shown leaves the scratch file once that record is on disk.
    pub fn save(&mut self, save: Save) -> Reply {
        match save {
            Save::Saved { n } => {
                self.saving.synced = self.saving.synced.max(n);
                self.saving.failing = None;
                if self.open.saved(n) {
                    return Effect::Scratch(Some(self.open.to_scratch())).into();
                }
            }
            Save::Failing { why, since_ms } => self.saving.failing = Some((why, since_ms)),
        }
        Reply::none()
    }

    /// Records that are not on disk yet.
    pub fn unsaved(&self) -> u64 {
        self.next_n().saturating_sub(1).saturating_sub(self.saving.synced)
    }

    pub fn is_running(&self) -> bool {
        self.session.phase() == Phase::Running
    }

    pub fn is_paused(&self) -> bool {
        matches!(self.session.phase(), Phase::Paused { .. })
    }

    /// When the screen changes by itself: at the next whole second, at the next minute where no seconds are shown.
    pub fn next_change(&self, now: Now) -> Option<Duration> {
        if self.held().is_some() {
            return self.attention.next_change(now.boot_ms).map(Duration::from_millis);
        }
        let at = self.moment(now);
        let clock = self.session.clock(at)?;
        let grain = if self.session.step().is_some_and(is_silent) { 60_000 } else { 1000 };
        let beat = match clock.paused_ms {
            Some(ms) => 1000 - ms % 1000,
            None => grain - clock.step.spent_ms % grain,
        };
        let line = self.attention.next_change(now.boot_ms);
        let ms = line.map_or(beat, |it| it.min(beat));
        (self.session.ending().is_none()).then(|| Duration::from_millis(ms.max(1)))
    }

    /// Quiet hints for the panel *Leave when*.
    pub fn hints(&self, now: Now) -> Vec<&Warning> {
        let mut hints = self.session.warnings(self.moment(now));
        hints.retain(|it| self.attention.speaks(&it.id));
        hints
    }
}

/// Whether people write in silence here: no seconds, no lines.
pub fn is_silent(step: &Step) -> bool {
    step.floor == Floor::Silence
}

/// Whether people vote here.
pub fn is_vote(step: &Step) -> bool {
    step.instrument == Instrument::Pulse || step.floor == Floor::Vote
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
