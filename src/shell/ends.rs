//! The two ends of a journal's file: its opening and its records, without the long definition between them.

use std::{fs::File, io, os::unix::fs::FileExt, path::Path};

use super::{
    disk::{Disk, RealDisk, open_to_read},
    pen::segments,
};
use crate::journal::{Glance, first_record, glance_at_ends};

/// An opening is shorter than this.
const HEAD: u64 = 2 * 1024;
/// The records of most sessions fit; where they do not, four times as much is read.
const FIRST_READ: u64 = 8 * 1024;

pub(super) struct Ends {
    file: File,
    length: u64,
}

impl Ends {
    /// `None` when there is more than one attempt at the file and it takes reading all of them to know which counts.
    pub(super) fn open(home: &Path) -> io::Result<Option<Ends>> {
        if segments(home).nth(1).is_some_and(|it| RealDisk.is_there(&it)) {
            return Ok(None);
        }
        let (file, length) = open_to_read(home)?;
        Ok(Some(Ends { file, length }))
    }

    /// The end of the file, from its first record or before on, and where that lies. Also when there is no record: all of it.
    pub(super) fn records(&self) -> io::Result<(Vec<u8>, u64)> {
        let mut size = FIRST_READ;
        loop {
            let from = self.length.saturating_sub(size);
            let bytes = self.read(from, self.length)?;
            if from == 0 || first_record(&bytes).is_some() {
                return Ok((bytes, from));
            }
            size *= 4;
        }
    }

    /// What a list shows of it; `None` when its two ends do not tell.
    pub(super) fn glance(&self, sid: &str) -> Option<Glance> {
        let (records, at) = self.records().ok()?;
        let at = usize::try_from(at).ok()?;
        let head = if at == 0 { None } else { Some(self.read(0, HEAD.min(self.length)).ok()?) };
        glance_at_ends(head.as_deref().unwrap_or(&records), &records, at, sid)
    }

    fn read(&self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(to - from).map_err(io::Error::other)?];
        self.file.read_exact_at(&mut bytes, from)?;
        Ok(bytes)
    }
}
