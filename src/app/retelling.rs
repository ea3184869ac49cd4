//! A practice run told beside the replay of its session: what was said, the situation that waited, what was answered.
//!
//! It asks nothing and writes nothing.

use std::sync::Arc;

use super::{Practising, Stored};
use crate::{
    practice::{Beside, Content, Staged},
    session::{Moment, Open, Record, Setup},
};

/// The lines of a run as its journal has them, and the content they are told with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Retelling {
    content: Arc<Content>,
    staged: Staged,
    /// Those after the staging, numbered with the records.
    lines: Vec<(u64, Moment, Beside)>,
}

/// How much of a story has been told: records, and lines of the run beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) records: usize,
    pub(super) lines: usize,
}

impl Retelling {
    /// Nothing where no run stands beside the session.
    pub(super) fn of(stored: &Stored) -> Option<Retelling> {
        let content = stored.content.clone()?;
        let ((.., Beside::Staged(staged)), lines) = stored.beside.split_first()? else {
            return None;
        };
        Some(Retelling { content, staged: (**staged).clone(), lines: lines.to_vec() })
    }

    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }

    /// When the last of the first so many lines was written.
    pub(super) fn moment(&self, lines: usize) -> Option<Moment> {
        lines.checked_sub(1).and_then(|it| self.lines.get(it)).map(|it| it.1)
    }

    /// Lines that had been written by then, before the record that comes next.
    pub(super) fn told_at(&self, at: Moment, next: Option<&Record>) -> usize {
        let untold = next.map_or(u64::MAX, |it| it.n);
        self.lines.partition_point(|(n, moment, _)| *moment <= at && *n < untold)
    }

    /// One record or line on, or back, in the order of the journal.
    pub(super) fn step(&self, records: &[Record], told: Told, on: bool) -> Told {
        let Told { records: seen, lines } = told;
        if on {
            let (record, line) = (records.get(seen), self.lines.get(lines));
            return match (record, line) {
                (Some(record), Some(line)) if line.0 < record.n => {
                    Told { lines: lines + 1, ..told }
                }
                (Some(_), _) => Told { records: seen + 1, ..told },
                (None, Some(_)) => Told { lines: lines + 1, ..told },
                (None, None) => told,
            };
        }
        let record = seen.checked_sub(1).and_then(|it| records.get(it));
        let line = lines.checked_sub(1).and_then(|it| self.lines.get(it));
        match (record, line) {
            (Some(record), Some(line)) if record.n < line.0 => Told { lines: lines - 1, ..told },
            (Some(_), _) if 1 < seen => Told { records: seen - 1, ..told },
            _ => told,
        }
    }

    /// The run and what lay open beside it, after so many of its lines and these records.
    pub(super) fn run(
        &self,
        setup: Arc<Setup>,
        records: &[Record],
        lines: usize,
    ) -> (Practising, Open) {
        let (content, staged) = (self.content.clone(), self.staged.clone());
        Practising::retold(content, staged, setup, records, &self.lines[..lines])
    }
}
