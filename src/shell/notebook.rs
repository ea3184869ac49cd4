//! A file of lines that outlive a session: a team's ledger, the practice log. Appended to, never cut; read as far as it is whole.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use super::{
    disk::{Disk, RealDisk},
    error::Error,
};
use crate::{
    app::Now,
    journal::{self, Salt, Scan, scan},
    session::{Actor, Moment},
};

/// Where it lies, and what its checksums start from.
#[derive(Debug, Clone)]
pub struct Notebook {
    path: PathBuf,
    salt: Salt,
}

impl Notebook {
    /// `<folder>/journal.ron`; the folder's name is its salt, so that `forget` can tell it from the path.
    pub fn in_folder(folder: &Path) -> Notebook {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        Notebook { path: folder.join("journal.ron"), salt: Salt::of(&format!("ledger {name}")) }
    }

    /// What of it is lost or foreign, one line each; nothing for a file that is not there.
    pub fn faults(&self) -> Result<Vec<String>, Error> {
        if !RealDisk.is_there(&self.path) {
            return Ok(Vec::new());
        }
        let bytes = RealDisk.read(&self.path).map_err(Error::at("read", &self.path))?;
        let scan = scan(&bytes, self.salt);
        let torn = scan
            .tail
            .torn
            .map(|(at, length)| format!("{length} bytes from byte {at} on are no whole line"));
        let empty = bytes.is_empty().then(|| "it is empty".to_owned());
        Ok(scan.damage.iter().map(ToString::to_string).chain(torn).chain(empty).collect())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What can be read of it; lines of a newer version are passed over.
    pub fn read<L: DeserializeOwned>(&self) -> Vec<L> {
        self.read_those(|_| true)
    }

    /// Only the lines whose text is one of these.
    pub fn read_those<L: DeserializeOwned>(&self, wanted: impl Fn(&str) -> bool) -> Vec<L> {
        let bytes = RealDisk.read(&self.path).unwrap_or_default();
        let scan = scan(&bytes, self.salt);
        let lines = scan.lines.iter().map(|it| it.raw.event).filter(|it| wanted(it));
        lines.filter_map(|it| journal::ron::from_str(it).ok()).collect()
    }

    /// Adds lines after what is there, whole or torn; nothing is ever cut.
    pub fn append<L: Serialize>(&self, lines: &[L], now: Now) -> Result<(), Error> {
        self.write(lines, now).map_err(Error::at("write to", &self.path))
    }

    fn write<L: Serialize>(&self, lines: &[L], now: Now) -> io::Result<()> {
        let disk = RealDisk;
        disk.folder(self.path.parent().unwrap_or(Path::new(".")))?;
        let mut file = match disk.append(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => disk.create(&self.path)?,
            file => file?,
        };
        if !disk.lock(&file)? {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        let text = self.text(&disk.read(&self.path)?, lines, now);
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            rest = &rest[disk.write(&mut file, rest)?..];
        }
        disk.sync(&mut file)
    }

    /// The lines as they go behind these bytes.
    fn text<L: Serialize>(&self, there: &[u8], lines: &[L], now: Now) -> String {
        let Scan { lines: known, tail, .. } = scan(there, self.salt);
        let next = known.last().map_or(0, |it| it.raw.n + 1);
        let mut text = if tail.unended { "\n".to_owned() } else { String::new() };
        for (n, it) in (next..).zip(lines) {
            let stamp = journal::Line {
                n,
                wall_ms: now.wall_ms,
                at: Moment(0),
                by: Actor::Facilitator,
                event: (),
            };
            text.push_str(&journal::write_line(self.salt, &stamp, None::<&()>, it));
        }
        text
    }
}
