//! What was written down: what a draft is filled in with, and the goal among the captures.

use chrono::{DateTime, Days, NaiveDate};

use super::{Capture, Captured, Draft, Moment, NOBODY, Refusal, Session, SessionMode, calendar};
use crate::ceremony::{CaptureKind, Instrument, Step, Text};

/// The longest text of one field, in bytes; a journal line must hold a capture whole.
pub const LONGEST: u32 = 8 * 1024;

impl Session {
    /// A draft with everything filled in that nobody should have to type while the clock runs.
    pub(super) fn filled(&self, draft: Draft, now: Moment) -> Result<Capture, Refusal> {
        let mut capture = draft.into_capture();
        check_lengths(&capture)?;
        let or = |text: &mut Text, default: &str| {
            if text.trim().is_empty() {
                *text = Text::new(default);
            }
        };
        match capture.kind {
            CaptureKind::Blocker => {
                or(&mut capture.sort, "technical");
                or(&mut capture.owner, NOBODY);
                capture.due = capture.due.or_else(|| self.next_working_day(now));
            }
            CaptureKind::Action => capture.due = capture.due.or_else(|| self.action_due(now)),
            CaptureKind::Question => {
                or(&mut capture.owner, "po");
                or(&mut capture.sort, "item");
                capture.due = capture.due.or_else(|| self.end_of_sprint(now));
            }
            CaptureKind::Decision => or(&mut capture.from, "po"),
            CaptureKind::Risk => or(&mut capture.owner, NOBODY),
            CaptureKind::NotYet => capture.due = capture.due.or_else(|| self.action_due(now)),
            CaptureKind::Note
            | CaptureKind::Parking
            | CaptureKind::Feedback
            | CaptureKind::Goal => {}
        }
        if capture.kind != CaptureKind::Goal {
            capture.about = self.topic_at_hand();
        }
        Ok(capture)
    }

    /// The item, topic or blocker of the current pass; a person's turn is nothing a capture may name.
    fn topic_at_hand(&self) -> Option<Text> {
        match self.current_pass()? {
            super::Pass::Item(title) => Some(title),
            super::Pass::Turn(..) => None,
        }
    }

    /// The plain date at a moment, where the session was opened.
    pub fn date(&self, now: Moment) -> Option<NaiveDate> {
        let local =
            self.wall_ms(now).saturating_add(i64::from(self.setup().opened.offset_min) * 60_000);
        DateTime::from_timestamp_millis(local).map(|it| it.date_naive())
    }

    fn next_working_day(&self, now: Moment) -> Option<NaiveDate> {
        let team = &self.setup().team;
        self.date(now)?.iter_days().skip(1).take(31).find(|it| calendar::is_workday(team, *it))
    }

    /// The end of the next sprint; two weeks from today when no sprint is known.
    fn action_due(&self, now: Moment) -> Option<NaiveDate> {
        let known = self.setup().given.sprint.as_ref().map(|it| it.next_end);
        known.or_else(|| self.date(now)?.checked_add_days(Days::new(14)))
    }

    /// The last day of this sprint, while it lies ahead; else the next working day.
    fn end_of_sprint(&self, now: Moment) -> Option<NaiveDate> {
        let today = self.date(now)?;
        let end = self.setup().given.sprint.as_ref().map(|it| it.end).filter(|it| today < *it);
        end.or_else(|| self.next_working_day(now))
    }

    /// When an answer from outside is needed if nobody says otherwise: the next working day.
    pub(super) fn answer_due(&self, now: Moment) -> Option<NaiveDate> {
        self.next_working_day(now)
    }

    /// The goal as it stands: one made final here, else what a ceremony that makes a goal has drafted, else the one known
    /// at the start. A candidate for the next sprint does not replace the goal of this one.
    pub fn goal(&self) -> Option<Text> {
        let known = &self.setup().given.sprint_goal;
        let stands = || (!self.drafts_goal() && !known.is_empty()).then(|| known.clone());
        let goals = self.captures().iter().rev().map(|it| &it.capture);
        let own =
            || goals.clone().find(|it| it.kind == CaptureKind::Goal).map(|it| it.text.clone());
        self.final_goal().or_else(stands).or_else(own)
    }

    /// The goal once somebody said it is final.
    pub fn final_goal(&self) -> Option<Text> {
        let goals = self.captures().iter().rev().map(|it| &it.capture);
        goals
            .into_iter()
            .find(|it| it.kind == CaptureKind::Goal && it.is_final)
            .map(|it| it.text.clone())
    }

    /// A ceremony that makes a goal starts without one: the last sprint's must not pass for the new one.
    fn drafts_goal(&self) -> bool {
        let makes = |it: &Step| {
            it.instrument == Instrument::Goal && it.captures.contains(&CaptureKind::Goal)
        };
        self.setup().ceremony.steps.iter().any(makes)
    }

    pub fn capture(&self, n: u64) -> Option<&Captured> {
        self.captures().iter().find(|it| it.n == n)
    }

    pub fn is_practice(&self) -> bool {
        self.setup().opened.mode == SessionMode::Practice
    }
}

fn check_lengths(capture: &Capture) -> Result<(), Refusal> {
    if capture.text.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    let texts = [
        &capture.text,
        &capture.owner,
        &capture.sort,
        &capture.next_step,
        &capture.signal,
        &capture.from,
    ];
    let fits = texts.iter().chain([&&capture.outcome]).all(|it| it.len() <= LONGEST as usize);
    if fits { Ok(()) } else { Err(Refusal::TooLong { most: LONGEST }) }
}
