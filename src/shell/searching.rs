//! Full-text search on disk: reads only the records of each journal, newest session first, and tells what it finds as it goes.

use std::{io, ops::ControlFlow, path::Path};

use super::{disk::RealDisk, ends::Ends, shelf::Shelved, store::best};
use crate::history::{Hit, Needle, search};

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

/// The records of a journal, perhaps with what stands before them.
fn records(home: &Path) -> io::Result<Vec<u8>> {
    match Ends::open(home)? {
        Some(ends) => Ok(ends.records()?.0),
        None => best(&RealDisk, home).map(|it| it.bytes).map_err(io::Error::other),
    }
}
