//! Takes a person's name out of everything in the data folder: each file written anew, read back, then swapped.
//!
//! The one place where text that was saved is removed. Numbers, times and all other words stay as they are.

use std::{
    fs,
    path::{Path, PathBuf},
};

use memchr::memmem;

use super::{
    disk::{Disk, RealDisk, beside, fresh_file},
    error::Error,
    shelf,
    sign::who,
};
use crate::{exchange::Mask, journal};

/// What was done, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// What stands in the name's place.
    pub instead: String,
    /// Each file the name stood in, and how often.
    pub files: Vec<(PathBuf, usize)>,
}

/// A file as it will be.
struct Rewritten {
    path: PathBuf,
    text: String,
    places: usize,
}

/// Replaces the name everywhere. All files are rewritten in memory and checked before the first is swapped.
pub fn forget(data: &Path, name: &str) -> Result<Forgotten, Error> {
    let (instead, rewritten) = rewrite(data, name)?;
    let mut held = Vec::new();
    for it in &rewritten {
        held.push(hold(&it.path)?);
    }
    for it in &rewritten {
        swap(it).map_err(Error::at("write", &it.path))?;
    }
    Ok(told(instead, rewritten))
}

/// What `forget` would do; nothing is written.
pub fn rehearse(data: &Path, name: &str) -> Result<Forgotten, Error> {
    rewrite(data, name).map(|(instead, rewritten)| told(instead, rewritten))
}

fn told(instead: String, rewritten: Vec<Rewritten>) -> Forgotten {
    Forgotten { instead, files: rewritten.into_iter().map(|it| (it.path, it.places)).collect() }
}

fn rewrite(data: &Path, name: &str) -> Result<(String, Vec<Rewritten>), Error> {
    let files = files(data);
    let mut texts = Vec::new();
    for path in files {
        let bytes = RealDisk.read(&path).map_err(Error::at("read", &path))?;
        texts.push((path, bytes));
    }
    let instead = unused(&texts);
    let mask = Mask::one(name, &instead);
    let mut rewritten = Vec::new();
    for (path, bytes) in texts {
        if stands_in(&mask, &bytes) {
            rewritten.push(without(&path, &bytes, &mask)?);
        }
    }
    Ok((instead, rewritten))
}

/// The first `someone 1`, `someone 2` … that no file knows: two who are forgotten stay two.
fn unused(all: &[(PathBuf, Vec<u8>)]) -> String {
    let known = |name: &str| all.iter().any(|it| memmem::find(&it.1, name.as_bytes()).is_some());
    let mut names = (1..).map(|it| format!("someone {it}"));
    names.find(|it| !known(it)).unwrap_or_default()
}

/// Every file we write: journals of sessions and ledgers, backlogs, rounds left open.
fn files(data: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![data.to_owned()]);
    while let Some(folder) = folders.pop() {
        for path in
            fs::read_dir(&folder).into_iter().flatten().filter_map(|it| Some(it.ok()?.path()))
        {
            let linked = path.is_symlink();
            if path.is_dir() && !linked {
                folders.push(path);
            } else if !linked && path.extension().is_some_and(|it| it == "ron" || it == "new") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn stands_in(mask: &Mask, bytes: &[u8]) -> bool {
    !mask.apply(&String::from_utf8_lossy(bytes)).1.is_empty()
}

fn without(path: &Path, bytes: &[u8], mask: &Mask) -> Result<Rewritten, Error> {
    let mut places = 0;
    let mut to = |text: &str| {
        let (text, found) = mask.apply(text);
        places += found.len();
        text
    };
    let text = match salt(path) {
        Some(salt) => {
            let mended = journal::repair(bytes, &salt).filter(|_| is_session(path));
            let whole = mended.map_or_else(|| bytes.to_owned(), String::into_bytes);
            journal::rename(&whole, &salt, &mut to).ok_or_else(|| damaged(path))?
        }
        None => to(&String::from_utf8_lossy(bytes)),
    };
    let as_before = !is_session(path) || same_story(bytes, text.as_bytes(), path);
    if !as_before || stands_in(mask, text.as_bytes()) {
        return Err(damaged(path));
    }
    Ok(Rewritten { path: path.to_owned(), text, places })
}

fn damaged(path: &Path) -> Error {
    Error::Damaged { path: path.to_owned(), what: vec!["the name cannot be taken out".to_owned()] }
}

/// What the checksums of a journal start from; `None` for a file without.
fn salt(path: &Path) -> Option<String> {
    if path.file_name()? == "journal.ron" {
        let team = path.parent()?.file_name()?.to_string_lossy();
        return Some(format!("ledger {team}"));
    }
    shelf::sid_in_name(path)
}

fn is_session(path: &Path) -> bool {
    shelf::sid_in_name(path).is_some()
}

/// Whether both hold the same records under the same numbers and at the same times.
fn same_story(before: &[u8], after: &[u8], path: &Path) -> bool {
    let sid = shelf::sid_in_name(path);
    let read = |bytes| journal::read(bytes, sid.as_deref()).ok();
    let (Some(before), Some(after)) = (read(before), read(after)) else { return false };
    let lines = |it: &journal::Journal| -> Vec<_> {
        it.lines.iter().map(|it| (it.n, it.wall_ms, it.at, it.by.clone())).collect()
    };
    after.damage.is_empty()
        && before.setup.is_some() == after.setup.is_some()
        && lines(&before) == lines(&after)
        && before.newer.len() == after.newer.len()
}

/// Nobody may be writing to it while it is swapped.
fn hold(path: &Path) -> Result<<RealDisk as Disk>::File, Error> {
    let file = RealDisk.append(path).map_err(Error::at("open", path))?;
    if RealDisk.lock(&file).map_err(Error::at("lock", path))? {
        return Ok(file);
    }
    Err(Error::Held(who(path)))
}

fn swap(it: &Rewritten) -> std::io::Result<()> {
    let (folder, fresh) = beside(&it.path)?;
    drop(fresh_file(&RealDisk, &fresh, it.text.as_bytes())?);
    RealDisk.replace(&fresh, &it.path)?;
    RealDisk.sync_folder(folder)
}
