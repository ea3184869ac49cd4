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

/// The shortest part of an id that is looked for, and the whole of one.
const SHORTEST: usize = 6;
const WHOLE: usize = 32;

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
    let fits = started.len() == 16 && sid.len() == WHOLE && sid.bytes().all(is_hex);
    fits.then(|| Shelved { started: started.into(), sid: sid.into(), path: path.to_owned() })
}

/// All journals, newest first. Folders that cannot be read hold none.
pub fn all(data: &Path) -> Vec<Shelved> {
    let mut all: Vec<Shelved> = newest(data).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all
}

/// All journals, newest first as far as each lies in the folder of its month: one is read when those after it are used up.
pub fn newest(data: &Path) -> impl Iterator<Item = Shelved> + use<> {
    let years = inside(&data.join("sessions")).into_iter();
    let months = years.flat_map(|it| inside(&it));
    months.flat_map(|it| inside(&it)).filter_map(|it| shelved(&it))
}

/// What a folder holds, the last name first.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut inside: Vec<PathBuf> = entries.filter_map(|it| it.ok().map(|it| it.path())).collect();
    inside.sort_unstable_by(|a, b| b.cmp(a));
    inside
}

/// The journal a person means: an id or its last six or more characters, `last`, or a path.
pub fn find(data: &Path, asked: &str) -> Result<PathBuf, Error> {
    let unknown = || Error::Unknown(asked.to_owned());
    if asked.contains(std::path::MAIN_SEPARATOR) || asked.to_lowercase().ends_with(".ron") {
        let path = PathBuf::from(asked);
        return if path.is_file() { Ok(home_of(&path)) } else { Err(unknown()) };
    }
    if asked == "last" {
        return newest(data).next().map(|it| it.path).ok_or_else(unknown);
    }
    let end = asked.to_lowercase().replace('-', "");
    if end.len() == WHOLE {
        return newest(data).find(|it| it.sid == end).map(|it| it.path).ok_or_else(unknown);
    }
    let mut all = all(data);
    all.retain(|it| end.len() >= SHORTEST && it.sid.ends_with(&end));
    match all.len() {
        0 => Err(unknown()),
        1 => Ok(all.swap_remove(0).path),
        count => Err(Error::Ambiguous { asked: asked.to_owned(), count }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_come_first_and_older_months_are_read_only_when_they_are_wanted() {
        let data = tempfile::tempdir().unwrap();
        let put = |folder: &str, started: &str, n: u32| {
            let folder = data.path().join("sessions").join(folder);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(format!("{started}-{n:032x}.ron")), "").unwrap();
        };
        put("2025/12", "20251231t235900z", 1);
        put("2026/02", "20260201t090000z", 2);
        put("2026/02", "20260202t090000z", 3);
        put("2026/10", "20261001t090000z", 4);
        let days = |it: Vec<Shelved>| it.into_iter().map(|it| it.started).collect::<Vec<_>>();
        let mut few = newest(data.path());
        assert_eq!(few.next().map(|it| it.started), Some("20261001t090000z".to_owned()));
        put("2026/02", "20260203t090000z", 5);
        put("2026/10", "20261002t090000z", 6);
        let rest = few.map(|it| it.started).collect::<Vec<_>>();
        let february = ["20260203t090000z", "20260202t090000z", "20260201t090000z"];
        assert_eq!(rest, [&february[..], &["20251231t235900z"]].concat());
        put("2025/12", "20261105t090000z", 7);
        assert_eq!(days(all(data.path()))[..2], ["20261105t090000z", "20261002t090000z"]);
    }

    #[test]
    fn a_session_is_found_by_its_whole_id_or_the_end_of_it() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("sessions/2026/11");
        fs::create_dir_all(&folder).unwrap();
        for sid in ["0123456789abcdef0123456789abcdef", "f123456789abcdef0123456789abcdef"] {
            fs::write(folder.join(format!("20261101t090000z-{sid}.ron")), "").unwrap();
        }
        let found = |asked: &str| find(data.path(), asked).map(|it| sid_in_name(&it).unwrap());
        let first = "0123456789abcdef0123456789abcdef";
        assert_eq!(found("01234567-89AB-cdef-0123-456789abcdef").unwrap(), first);
        assert!(matches!(found("abcdef"), Err(Error::Ambiguous { count: 2, .. })));
        assert!(matches!(found("bcdef"), Err(Error::Unknown(_))));
        assert!(matches!(found(&"9".repeat(32)), Err(Error::Unknown(_))));
    }
}
