//! Whether a session's file still ends as its team's ledger remembers it: a last line that is gone shows in no file.

use std::path::Path;

use super::{ledgers::Ledgers, pen::home_of, store::Found};
use crate::journal;

/// The number of the record it ended with, when that is gone or not as it was and no repair has said so.
pub(super) fn gone(found: &Found) -> Option<u64> {
    let home = home_of(&found.path);
    let glance = journal::glance(&found.bytes, &found.journal.sid)?;
    let ledgers = Ledgers::new(data(&home)?);
    let last = ledgers.remembered(&glance.opened.team, &glance.opened.sid)?;
    let as_told = glance.last == last || journal::is_lost(&found.bytes, &found.journal.sid, last.0);
    (!as_told).then_some(last.0)
}

pub(super) fn notice(n: u64) -> String {
    format!("it ended with record {n}, which is gone or not as it was")
}

/// The data folder a journal lies in.
fn data(home: &Path) -> Option<&Path> {
    home.ancestors().nth(4)
}
