//! Takes a person's name out of everything in the data folder: each file written anew, read back, then swapped.
//!
//! The one place where text that was saved is removed. Numbers, times and all other words stay as they are.

mod loose;

use std::{
    collections::{BTreeMap, BTreeSet},
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

impl Forgotten {
    /// In how many places the name stood.
    pub fn places(&self) -> usize {
        self.files.iter().map(|it| it.1).sum()
    }
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

/// The spelling of the name, large and small letters apart, that stands in most files, and in how many.
pub fn spelled(data: &Path, name: &str) -> Result<Option<(String, usize)>, Error> {
    let mut files: BTreeMap<String, usize> = BTreeMap::new();
    for (path, bytes) in texts(data)? {
        let mut here = BTreeSet::new();
        let mut look = |text: &str| {
            here.extend(spellings(text, name));
            text.to_owned()
        };
        let _ = retold(&path, &bytes, &mut look);
        for it in here {
            *files.entry(it).or_default() += 1;
        }
    }
    Ok(files.into_iter().max_by_key(|it| it.1))
}

/// The whole words of the text that are the name in other letters, as they stand there.
fn spellings(text: &str, name: &str) -> Vec<String> {
    let (length, wanted) = (name.chars().count(), name.to_lowercase());
    let begins = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let starts = text.char_indices().map(|it| it.0).filter(|at| begins(*at));
    let words = starts.filter_map(|at| {
        let end = text[at..].char_indices().nth(length).map_or(text.len(), |it| at + it.0);
        let ends = !text[end..].starts_with(char::is_alphanumeric);
        (ends && text[at..end].to_lowercase() == wanted).then(|| text[at..end].to_owned())
    });
    words.collect()
}

fn rewrite(data: &Path, name: &str) -> Result<(String, Vec<Rewritten>), Error> {
    let texts = texts(data)?;
    let instead = unused(&texts, name);
    let mask = Mask::one(name, &instead);
    let mut rewritten = Vec::new();
    for (path, bytes) in texts {
        if 0 < places(&mask, &bytes) {
            rewritten.extend(without(&path, &bytes, &mask)?);
        }
    }
    Ok((instead, rewritten))
}

fn texts(data: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
    let read = |path: PathBuf| {
        let bytes = RealDisk.read(&path).map_err(Error::at("read", &path))?;
        Ok((path, bytes))
    };
    files(data).into_iter().map(read).collect()
}

/// The first `someone 1`, `someone 2` … that no file knows: two who are forgotten stay two.
fn unused(all: &[(PathBuf, Vec<u8>)], name: &str) -> String {
    let known = |name: &str| all.iter().any(|it| memmem::find(&it.1, name.as_bytes()).is_some());
    let says = |text: &str| !Mask::one(name, "").apply(text).1.is_empty();
    let word = if says("someone") { "somebody" } else { "someone" };
    let mut names = (1..).map(|it| format!("{word} {it}"));
    names.find(|it| !known(it) && !says(it)).unwrap_or_default()
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

fn places(mask: &Mask, bytes: &[u8]) -> usize {
    mask.apply(&String::from_utf8_lossy(bytes)).1.len()
}

/// The file without the name; `None` when the name is there a field or an id only.
fn without(path: &Path, bytes: &[u8], mask: &Mask) -> Result<Option<Rewritten>, Error> {
    let mut found = 0;
    let mut to = |text: &str| {
        let (text, names) = mask.apply(text);
        found += names.len();
        text
    };
    let text = retold(path, bytes, &mut to).ok_or_else(|| damaged(path))?;
    let kept = retold(path, bytes, &mut str::to_owned).ok_or_else(|| damaged(path))?;
    // What a torn end holds goes without being asked for its strings.
    if found == 0 && places(mask, bytes) <= places(mask, kept.as_bytes()) {
        return Ok(None);
    }
    if is_session(path) && !same_story(bytes, text.as_bytes(), path) {
        return Err(damaged(path));
    }
    Ok(Some(Rewritten { path: path.to_owned(), text, places: found }))
}

/// The file with everything people wrote in it passed through the function; `None` when it has damage.
fn retold(path: &Path, bytes: &[u8], to: &mut dyn FnMut(&str) -> String) -> Option<String> {
    let Some(salt) = salt(path) else {
        let text = String::from_utf8_lossy(bytes);
        return Some(loose::rename(&text, to).unwrap_or_else(|| to(&text)));
    };
    let mended = journal::repair(bytes, &salt).filter(|_| is_session(path));
    let whole = mended.map_or_else(|| bytes.to_owned(), String::into_bytes);
    journal::rename(&whole, &salt, to)
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
