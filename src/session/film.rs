//! A whole story that can be looked at as it stood at any moment, however long it is. It adds nothing to the story.

use std::{collections::BTreeSet, sync::Arc};

use super::{Event, Moment, Record, Session, Setup, story::Story};

/// Records between two stills, at least; and stills kept, at most.
const APART: usize = 512;
const MOST: usize = 64;

/// The records of a session, and what they added up to at some of them, so that winding folds only a few.
#[derive(Debug, Clone, PartialEq)]
pub struct Film {
    setup: Arc<Setup>,
    records: Vec<Record>,
    /// The latest moment up to each record.
    reach: Vec<Moment>,
    stills: Vec<Still>,
}

/// The session after so many records.
#[derive(Debug, Clone, PartialEq)]
struct Still {
    seen: usize,
    struck: BTreeSet<u64>,
    story: Story,
}

impl Film {
    /// Folds the whole story once.
    pub fn new(setup: impl Into<Arc<Setup>>, records: Vec<Record>) -> Film {
        let apart = APART.max(records.len() / MOST);
        Film::with_stills(setup, records, apart)
    }

    /// With a still after every so many records.
    pub fn with_stills(setup: impl Into<Arc<Setup>>, records: Vec<Record>, apart: usize) -> Film {
        let mut latest = Moment(0);
        let reach = records.iter().map(|it| {
            latest = latest.max(it.at);
            latest
        });
        let (reach, setup) = (reach.collect(), setup.into());
        let mut film = Film { setup, records, reach, stills: Vec::new() };
        let mut session = film.start();
        for seen in (1..=film.records.len() / apart.max(1)).map(|it| it * apart) {
            film.wind_to(&mut session, seen);
            let (struck, story) = (session.struck.clone(), session.story.clone());
            film.stills.push(Still { seen, struck, story });
        }
        film
    }

    pub fn setup(&self) -> &Arc<Setup> {
        &self.setup
    }

    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The session before its first record.
    pub fn start(&self) -> Session {
        Session::new(self.setup.clone())
    }

    /// The session after its last record.
    pub fn end(&self) -> Session {
        let mut session = self.start();
        self.wind_to(&mut session, self.records.len());
        session
    }

    /// The latest moment of all.
    pub fn last(&self) -> Moment {
        self.reach.last().copied().unwrap_or_default()
    }

    /// How many records there are at or before a moment.
    pub fn seen_at(&self, until: Moment) -> usize {
        self.reach.partition_point(|it| *it <= until)
    }

    /// Makes a session of this film what [`Session::replay`] would until this moment.
    pub fn wind(&self, session: &mut Session, until: Moment) {
        self.wind_to(session, self.seen_at(until));
    }

    /// As it was after so many records. What is struck by then is known before the first of them is folded, so that none is
    /// folded to be taken back.
    pub fn wind_to(&self, session: &mut Session, seen: usize) {
        let seen = seen.min(self.records.len());
        let struck = self.struck_after(seen);
        let here = session.records.len();
        let nearest = self.still_before(seen).map_or(0, |it| it.seen);
        let goes_on =
            (nearest..=seen).contains(&here) && self.agree(here, &session.struck, &struck);
        if !goes_on {
            let before = self.stills.iter().rev().filter(|it| it.seen <= seen);
            let still = before.into_iter().find(|it| self.agree(it.seen, &it.struck, &struck));
            let ready = still.map_or(0, |it| it.seen);
            session.records.truncate(ready);
            session.records.extend_from_slice(&self.records[session.records.len()..ready]);
            session.story = self.story(still);
        }
        session.struck = struck;
        for record in &self.records[session.records.len()..seen] {
            session.follow(record);
        }
    }

    fn still_before(&self, seen: usize) -> Option<&Still> {
        self.stills.iter().rev().find(|it| it.seen <= seen)
    }

    fn struck_after(&self, seen: usize) -> BTreeSet<u64> {
        let still = self.still_before(seen);
        let mut struck = still.map(|it| it.struck.clone()).unwrap_or_default();
        for record in &self.records[still.map_or(0, |it| it.seen)..seen] {
            match record.event {
                Event::Struck { n } => struck.insert(n),
                Event::Restored { n } => struck.remove(&n),
                _ => false,
            };
        }
        struck
    }

    fn story(&self, still: Option<&Still>) -> Story {
        still.map_or_else(|| Story::of(&self.setup), |it| it.story.clone())
    }

    /// Whether the same of the first so many records are struck in both.
    fn agree(&self, seen: usize, one: &BTreeSet<u64>, other: &BTreeSet<u64>) -> bool {
        let Some(last) = seen.checked_sub(1).and_then(|it| self.records.get(it)) else {
            return seen == 0;
        };
        one.range(..=last.n).eq(other.range(..=last.n))
    }
}

impl Session {
    /// Everything that happened so far, to be wound to any moment of it.
    pub fn film(&self) -> Film {
        Film::new(self.setup.clone(), self.records.clone())
    }
}
