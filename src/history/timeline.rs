//! The moments of a session that are worth going to, and the time they stand on: gaps that were left out take none of it.

use crate::{
    ceremony::{CaptureKind, Id, Text},
    session::{Ending, Event, Film, GapKind, Moment, PmAct, Record, Session},
};

/// Marks in order of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    start: Moment,
    end: Moment,
    /// Stretches that take no time, in order, apart.
    cuts: Vec<(Moment, Moment)>,
    pub marks: Vec<Mark>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub at: Moment,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A step was entered.
    Step(Id),
    Capture(CaptureKind, Text),
    /// A vote was shown.
    Vote(Id),
    Flag(Id),
    /// Something was done about a PM input.
    Input(Id, PmAct),
    /// Hard guards were set aside.
    SetAside(Id, Text),
    /// A step ran past its box.
    Over(Id),
    Paused,
    Ended(Ending),
}

/// What one jumps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Step,
    Capture,
    Over,
    /// Votes, flags, inputs, guards set aside, pauses, the end.
    Other,
}

impl What {
    pub fn sort(&self) -> Sort {
        match self {
            What::Step(_) => Sort::Step,
            What::Capture(..) => Sort::Capture,
            What::Over(_) => Sort::Over,
            What::Vote(_)
            | What::Flag(_)
            | What::Input(..)
            | What::SetAside(..)
            | What::Paused
            | What::Ended(_) => Sort::Other,
        }
    }
}

impl Timeline {
    /// Of a film, with the session as it stood after its last record.
    pub fn of(film: &Film, end: &Session) -> Timeline {
        let records: Vec<Record> = told(end).cloned().collect();
        let start = film.records().first().map_or(Moment(0), |it| it.at);
        let (mut marks, mut walk) = (Vec::new(), film.start());
        for record in &records {
            marks.extend(over(&walk, record, &marks));
            if let Event::Entered { overridden, .. } = &record.event {
                let set_aside = overridden.iter().cloned();
                marks.extend(set_aside.map(|(id, why)| mark(record, What::SetAside(id, why))));
            }
            walk.apply(record);
            marks.extend(what(&walk, record).map(|it| mark(record, it)));
        }
        marks.sort_by_key(|it| it.at);
        Timeline { start, end: film.last(), cuts: cuts(&records), marks }
    }

    /// Milliseconds on the line.
    pub fn length(&self) -> u64 {
        self.place(self.end)
    }

    /// How far on the line a moment lies.
    pub fn place(&self, at: Moment) -> u64 {
        let at = at.clamp(self.start, self.end);
        let cut: u64 =
            self.cuts.iter().map(|(from, to)| at.min(*to).since((*from).max(self.start))).sum();
        at.since(self.start).saturating_sub(cut)
    }

    /// The moment at a place; of a cut its end.
    pub fn moment(&self, place: u64) -> Moment {
        let mut at = Moment(self.start.0.saturating_add(place));
        for (from, to) in &self.cuts {
            if *from <= at {
                at = Moment(at.0.saturating_add(to.since((*from).max(self.start))));
            }
        }
        at.min(self.end)
    }

    /// The nearest mark after a moment, or before it.
    pub fn next(&self, at: Moment, fits: impl Fn(Sort) -> bool) -> Option<&Mark> {
        self.marks.iter().find(|it| at < it.at && fits(it.what.sort()))
    }

    pub fn previous(&self, at: Moment, fits: impl Fn(Sort) -> bool) -> Option<&Mark> {
        self.marks.iter().rev().find(|it| it.at < at && fits(it.what.sort()))
    }
}

/// What counts of a session. Taking back has then nothing left to do, and would fold everything before it anew.
fn told(end: &Session) -> impl Iterator<Item = &Record> {
    end.effective().filter(|it| !matches!(it.event, Event::Struck { .. } | Event::Restored { .. }))
}

fn mark(record: &Record, what: What) -> Mark {
    Mark { at: record.at, what }
}

fn what(after: &Session, record: &Record) -> Option<What> {
    Some(match &record.event {
        Event::Began { .. } => What::Step(after.step()?.id.clone()),
        Event::Entered { step, .. } => What::Step(step.clone()),
        Event::Captured { capture } => What::Capture(capture.kind, capture.text.clone()),
        Event::Revealed { pulse, .. } => What::Vote(pulse.clone()),
        Event::Flagged { warning } => What::Flag(warning.clone()),
        Event::PmInput { input, act } => What::Input(input.clone(), act.clone()),
        Event::Paused => What::Paused,
        Event::Ended { how, .. } => What::Ended(how.clone()),
        _ => return None,
    })
}

/// A step that was past its box when it was left, or when its box was changed: where it ran over, once a visit.
fn over(before: &Session, record: &Record, marks: &[Mark]) -> Option<Mark> {
    let changes = matches!(
        record.event,
        Event::Entered { .. }
            | Event::Ended { .. }
            | Event::Extended { .. }
            | Event::Rebalanced { .. }
            | Event::Paused
    );
    let step = before.step().filter(|_| changes)?;
    let past =
        before.step_spent_ms(&step.id, record.at).checked_sub(before.step_box_ms(&step.id)?)?;
    let at = Moment(record.at.0.saturating_sub(past));
    let visit = marks.iter().rev().take_while(|it| !matches!(it.what, What::Step(_)));
    let told = visit.into_iter().any(|it| it.what == What::Over(step.id.clone()));
    (0 < past && !told).then(|| Mark { at, what: What::Over(step.id.clone()) })
}

/// Gaps that were left out, as far as they overlap taken together.
fn cuts(records: &[Record]) -> Vec<(Moment, Moment)> {
    let gaps = records.iter().filter_map(|it| match it.event {
        Event::Gap { ms, how: GapKind::LeftOut } => {
            Some((Moment(it.at.0.saturating_sub(ms)), it.at))
        }
        _ => None,
    });
    let mut gaps: Vec<(Moment, Moment)> = gaps.collect();
    gaps.sort_unstable();
    let mut cuts: Vec<(Moment, Moment)> = Vec::new();
    for (from, to) in gaps {
        match cuts.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => cuts.push((from, to)),
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_takes_no_room_and_every_place_leads_back_to_its_moment() {
        let line = Timeline {
            start: Moment(1000),
            end: Moment(100_000),
            cuts: vec![(Moment(5_000), Moment(65_000)), (Moment(70_000), Moment(71_000))],
            marks: Vec::new(),
        };
        assert_eq!(line.length(), 38_000);
        assert_eq!(line.moment(3_999), Moment(4_999));
        assert_eq!(line.moment(4_000), Moment(65_000));
        assert_eq!(line.moment(99_000_000), Moment(100_000));
        for place in (0..=38_000).step_by(500) {
            assert_eq!(line.place(line.moment(place)), place);
        }
    }
}
