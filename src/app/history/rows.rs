//! The lines of the browser: sessions that fit, and under each where the words stand.

use super::{History, Kept, fitting};
use crate::{app::Listing, ceremony::Text, history::Hit};

/// Hits shown of one session.
const HITS: usize = 3;

/// A line by its place in the list of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) session: usize,
    pub(super) hit: Option<usize>,
}

/// One line a cursor can rest on.
#[derive(Debug)]
pub enum HistoryRow<'a> {
    Session(&'a Kept),
    /// Where the words stand in the session above.
    Hit(&'a Kept, &'a Hit),
}

/// A line by what it shows, so that the cursor stays on it when others come before it.
pub(super) type Mark = (Text, Option<u64>);

impl History {
    pub fn rows(&self) -> usize {
        self.shown.len()
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    pub fn row(&self, n: usize) -> Option<HistoryRow<'_>> {
        let Shown { session, hit } = *self.shown.get(n)?;
        let kept = self.all.get(session)?;
        Some(match hit {
            None => HistoryRow::Session(kept),
            Some(nth) => HistoryRow::Hit(kept, self.hits.get(&kept.sid)?.1.get(nth)?),
        })
    }

    /// A line that is known and fits.
    pub fn line_where(&self, fits: impl Fn(&Listing) -> bool) -> Option<&Listing> {
        self.all.iter().filter_map(|it| it.line.as_ref()).find(|it| fits(it))
    }

    /// The title a person gave a session; empty when none did.
    pub fn title_of(&self, sid: &Text) -> Text {
        self.place.get(sid).map(|n| self.all[*n].label.title.clone()).unwrap_or_default()
    }

    /// The session the cursor rests on, or in.
    pub fn here(&self) -> Option<&Kept> {
        self.all.get(self.shown.get(self.cursor)?.session)
    }

    pub(super) fn marked(&self) -> Option<Mark> {
        self.moved.then(|| self.mark_of(self.cursor)).flatten()
    }

    fn mark_of(&self, n: usize) -> Option<Mark> {
        match self.row(n)? {
            HistoryRow::Session(it) => Some((it.sid.clone(), None)),
            HistoryRow::Hit(it, hit) => Some((it.sid.clone(), Some(hit.n))),
        }
    }

    /// Decides anew what is shown; the cursor stays on what it marked.
    pub(super) fn refresh(&mut self, marked: Option<Mark>) {
        let words = self.field.text().to_lowercase();
        let mut shown = Vec::new();
        for (session, it) in self.all.iter().enumerate() {
            if !self.filter.fits(it, self.shelf) {
                continue;
            }
            let hits = self.hits.get(&it.sid).map_or(0, |it| it.1.len()).min(HITS);
            if hits == 0 && !fitting::is_named(&it.names, &words) {
                continue;
            }
            shown.push(Shown { session, hit: None });
            shown.extend((0..hits).map(|nth| Shown { session, hit: Some(nth) }));
        }
        self.shown = shown;
        let last = self.shown.len().saturating_sub(1);
        let same = |sid: &Text, hit: Option<u64>| {
            (0..self.shown.len()).find(|n| {
                self.all[self.shown[*n].session].sid == *sid
                    && (hit.is_none() || self.mark_of(*n).is_some_and(|it| it.1 == hit))
            })
        };
        let found = marked.and_then(|(sid, hit)| same(&sid, hit).or_else(|| same(&sid, None)));
        self.cursor = match found {
            Some(n) => n,
            None if self.moved => self.cursor.min(last),
            None => 0,
        };
    }
}
