//! Which journals there are, by name only, newest first; and which one a person means.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::DateTime;

use super::{error::Error, pen::home_of};

/// A journal's place, known from its name: `sessions/2026/11/20261121t203000z-<sid>.ron`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shelved {
    /// `20261121t203000z`.
    pub started: String,
    pub sid: String,
    pub path: PathBuf,
}

/// The shortest part of an id that is looked for.
const SHORTEST: usize = 6;

/// Where the journal of a session opened at this wall time belongs.
pub fn home(data: &Path, sid: &str, wall_ms: i64) -> PathBuf {
    let at = DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
    let folder = data.join("sessions").join(at.format("%Y/%m").to_string());
    folder.join(format!("{}-{sid}.ron", at.format("%Y%m%dt%H%M%Sz")))
}

/// The session id a file name tells.
pub fn sid_in_name(path: &Path) -> Option<String> {
    shelved(&home_of(path)).map(|it| it.sid)
}

fn shelved(path: &Path) -> Option<Shelved> {
    let name = path.file_name()?.to_str()?.strip_suffix(".ron")?;
    let (started, sid) = name.split_once('-')?;
    let is_hex = |it: u8| it.is_ascii_digit() || (b'a'..=b'f').contains(&it);
    let fits = started.len() == 16 && sid.len() == 32 && sid.bytes().all(is_hex);
    fits.then(|| Shelved { started: started.into(), sid: sid.into(), path: path.to_owned() })
}

/// All journals, newest first. Folders that cannot be read hold none.
pub fn all(data: &Path) -> Vec<Shelved> {
    let years = inside(&data.join("sessions"));
    let months = years.iter().flat_map(|it| inside(it));
    let mut all: Vec<Shelved> =
        months.flat_map(|it| inside(&it)).filter_map(|it| shelved(&it)).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(|it| it.ok().map(|it| it.path())).collect()
}

/// The journal a person means: an id or its last six or more characters, `last`, or a path.
pub fn find(data: &Path, asked: &str) -> Result<PathBuf, Error> {
    let unknown = || Error::Unknown(asked.to_owned());
    if asked.contains(std::path::MAIN_SEPARATOR) || asked.to_lowercase().ends_with(".ron") {
        let path = PathBuf::from(asked);
        return if path.is_file() { Ok(home_of(&path)) } else { Err(unknown()) };
    }
    let mut all = all(data);
    if asked == "last" {
        return all.into_iter().next().map(|it| it.path).ok_or_else(unknown);
    }
    let end = asked.to_lowercase().replace('-', "");
    all.retain(|it| end.len() >= SHORTEST && it.sid.ends_with(&end));
    match all.len() {
        0 => Err(unknown()),
        1 => Ok(all.swap_remove(0).path),
        count => Err(Error::Ambiguous { asked: asked.to_owned(), count }),
    }
}
