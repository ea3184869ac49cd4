//! Whether a session's file still ends as its team's ledger remembers it: a last line that is gone shows in no file.

use std::{collections::HashMap, path::Path};

use super::{ledgers::Ledgers, pen::home_of, store::Found};
use crate::{
    ceremony::{Id, Text},
    journal::{self, Glance},
};

/// Number and checksum of a journal's last line.
pub(super) type Last = (u64, u32);

/// What the ledgers of one data folder remember, each read once however many sessions are asked about.
#[derive(Debug, Default)]
pub(super) struct Endings {
    teams: HashMap<Id, HashMap<Text, Last>>,
}

impl Endings {
    /// As [`gone`], for many sessions.
    pub(super) fn gone(&mut self, found: &Found) -> Option<u64> {
        told(found, |ledgers, it| {
            let read = || ledgers.all_remembered(&it.opened.team);
            let team = self.teams.entry(it.opened.team.clone()).or_insert_with(read);
            team.get(&it.opened.sid).copied()
        })
    }
}

/// The number of the record it ended with, when that is gone or not as it was and no repair has said so.
pub(super) fn gone(found: &Found) -> Option<u64> {
    told(found, |ledgers, it| ledgers.remembered(&it.opened.team, &it.opened.sid))
}

fn told(found: &Found, last: impl FnOnce(&Ledgers, &Glance) -> Option<Last>) -> Option<u64> {
    let home = home_of(&found.path);
    let glance = journal::glance(&found.bytes, &found.journal.sid)?;
    let last = last(&Ledgers::new(data(&home)?), &glance)?;
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
