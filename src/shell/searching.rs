//! Full-text search on disk: reads only the records of each journal, newest session first, and tells what it finds as it goes.

use std::{io, ops::ControlFlow, path::Path};

use super::{disk::RealDisk, ends::Ends, shelf::Shelved, store::best};
use crate::{
    history::{Hit, Needle, search},
    journal::first_record,
};

/// More hits of one session are not shown.
const MOST_HITS: usize = 5;

/// Looks through the sessions in this order. `tell` hears of each that has a hit, and may end the search. Sessions that cannot
/// be read have none. To narrow a search, hand it the sessions the shorter needle found.
pub fn look<'a>(
    sessions: impl IntoIterator<Item = &'a Shelved>,
    needle: &Needle,
    mut tell: impl FnMut(&'a Shelved, Vec<Hit>) -> ControlFlow<()>,
) {
    for it in sessions {
        let Ok(bytes) = records(&it.path) else { continue };
        let hits = search(&bytes, &it.sid, needle, MOST_HITS);
        if !hits.is_empty() && tell(it, hits).is_break() {
            return;
        }
    }
}

/// How far the search for some words has come, so that typing on looks only where they may stand.
#[derive(Debug, Default)]
pub struct Finder {
    needle: Option<Needle>,
    /// Places in the list that have it, and those not looked at yet.
    found: Vec<usize>,
    rest: Vec<usize>,
}

impl Finder {
    /// Looks at every one of `all` places that may have it, in order. `look` says whether one has, or ends the search;
    /// whether it came to its end.
    pub fn find(
        &mut self,
        needle: &Needle,
        all: usize,
        mut look: impl FnMut(usize) -> ControlFlow<(), bool>,
    ) -> bool {
        let narrows = self.needle.as_ref().is_some_and(|it| needle.narrows(it));
        let mut places = if narrows {
            let mut places = std::mem::take(&mut self.found);
            places.append(&mut self.rest);
            places
        } else {
            (0..all).collect()
        };
        self.needle = Some(needle.clone());
        (self.found, self.rest) = (Vec::new(), Vec::new());
        for (at, place) in places.iter().enumerate() {
            match look(*place) {
                ControlFlow::Continue(true) => self.found.push(*place),
                ControlFlow::Continue(false) => {}
                ControlFlow::Break(()) => {
                    self.rest = places.split_off(at);
                    return false;
                }
            }
        }
        true
    }
}

/// The records of a journal, without the definition, which is long and holds no words of people.
fn records(home: &Path) -> io::Result<Vec<u8>> {
    match Ends::open(home)? {
        Some(ends) => {
            let (mut bytes, _) = ends.records()?;
            bytes.drain(..first_record(&bytes).unwrap_or(0));
            Ok(bytes)
        }
        None => best(&RealDisk, home).map(|it| it.bytes).map_err(io::Error::other),
    }
}
