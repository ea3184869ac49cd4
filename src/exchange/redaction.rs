//! A session with roles for names, and what became of whom. The session itself stays as it is.

use std::collections::BTreeMap;

use super::Mask;
use crate::journal::{self, Journal};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    pub journal: Journal,
    /// In the order of the mask: longest name first.
    pub changes: Vec<Change>,
}

/// A name, what stands in its place, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    pub instead: String,
    pub times: usize,
}

/// `None` where the journal is damaged: a name might stand where it cannot be read.
pub fn redacted(bytes: &[u8], journal: &Journal) -> Option<Redacted> {
    let mask = Mask::of(journal.setup.as_ref()?, journal.lines.iter().map(|it| &it.event));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let text = journal::rename(bytes, &journal.sid, &mut |text| {
        let (out, found) = mask.apply(text);
        for name in found {
            *counts.entry(name).or_default() += 1;
        }
        out
    })?;
    let change = |(name, instead): (&str, &str)| {
        let times = *counts.get(name)?;
        Some(Change { name: name.to_owned(), instead: instead.to_owned(), times })
    };
    let changes = mask.names().filter_map(change).collect();
    let journal = journal::read(text.as_bytes(), Some(&journal.sid)).ok()?;
    Some(Redacted { journal, changes })
}
