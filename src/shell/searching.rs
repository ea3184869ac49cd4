//! Full-text search on disk: reads only the records of each journal, newest session first, and tells what it finds as it goes.

use std::{fs::File, io, ops::ControlFlow, os::unix::fs::FileExt, path::Path};

use memchr::memmem;

use super::{
    disk::{Disk, RealDisk},
    pen::segments,
    shelf::Shelved,
    store::best,
};
use crate::history::{Hit, Needle, search};

/// More hits of one session are not shown.
const MOST_HITS: usize = 5;
/// The records of most sessions fit; where they do not, four times as much is read.
const FIRST_READ: u64 = 32 * 1024;

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

/// The end of a journal, from its first record or before on; the definition before them is long and holds no words of people.
fn records(home: &Path) -> io::Result<Vec<u8>> {
    if segments(home).nth(1).is_some_and(|it| RealDisk.is_there(&it)) {
        return best(&RealDisk, home).map(|it| it.bytes).map_err(io::Error::other);
    }
    let file = File::open(home)?;
    let length = file.metadata()?.len();
    let mut size = FIRST_READ;
    loop {
        let from = length.saturating_sub(size);
        let mut bytes = vec![0; usize::try_from(length - from).map_err(io::Error::other)?];
        file.read_exact_at(&mut bytes, from)?;
        if from == 0 || memmem::find(&bytes, b"\n(n:2,").is_some() {
            return Ok(bytes);
        }
        size *= 4;
    }
}
