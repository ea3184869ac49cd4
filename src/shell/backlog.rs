//! Backlogs on disk: the team's own in the data folder, replaced whole, and files of other tools read once.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use ron::ser::PrettyConfig;

use super::{
    disk::{RealDisk, replace_file},
    error::Error,
};
use crate::{
    ceremony::{Backlog, Columns, Id},
    exchange::{Imported, read_backlog},
};

/// A larger file is no backlog.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Reads a file of any tool.
pub fn import(path: &Path, columns: &Columns) -> Result<Imported, Error> {
    let (bytes, name) = bytes(path)?;
    Ok(read_backlog(&bytes, &name, columns))
}

/// What the file holds, and its name: what its items say they come from.
pub fn bytes(path: &Path) -> Result<(Vec<u8>, String), Error> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let file = File::open(path).map_err(Error::at("read", path))?;
    Ok((bytes_from(file, &name)?, name))
}

/// Reads what comes in to its end.
pub fn bytes_from(from: impl Read, name: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Error::at("read", name))?;
    if LARGEST < bytes.len() as u64 {
        let why = "larger than 256 MiB, so not a backlog".to_owned();
        return Err(Error::Unreadable { path: name.into(), why });
    }
    Ok(bytes)
}

/// Where the team's backlog lies.
pub fn home(data_dir: &Path, team: &Id) -> PathBuf {
    data_dir.join("teams").join(team.as_str()).join("backlog.ron")
}

/// The backlog before the last import.
pub fn before(data_dir: &Path, team: &Id) -> PathBuf {
    home(data_dir, team).with_file_name("backlog-before.ron")
}

/// The team's backlog; `None` while it has none.
pub fn read(data_dir: &Path, team: &Id) -> Result<Option<Backlog>, Error> {
    let path = home(data_dir, team);
    let mut text = String::new();
    match File::open(&path).and_then(|it| it.take(LARGEST).read_to_string(&mut text)) {
        Ok(_) => {}
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(Error::at("read", path)(error)),
    }
    Backlog::read(&text).map(Some).map_err(|(place, why)| {
        let why = format!("{}:{}: {why}", place.line, place.col);
        Error::Unreadable { path, why }
    })
}

/// Puts this in the place of the team's backlog, whole or not at all.
pub fn replace(data_dir: &Path, backlog: &Backlog) -> Result<(), Error> {
    write(&home(data_dir, &backlog.id), backlog)
}

/// Keeps the backlog an import is about to replace.
pub fn keep(data_dir: &Path, backlog: &Backlog) -> Result<(), Error> {
    write(&before(data_dir, &backlog.id), backlog)
}

fn write(path: &Path, backlog: &Backlog) -> Result<(), Error> {
    let style = PrettyConfig::new().struct_names(true).depth_limit(2).indentor("    ");
    let failed = Error::at("write", path);
    match ron::ser::to_string_pretty(backlog, style) {
        Ok(text) => replace_file(&RealDisk, path, format!("{text}\n").as_bytes()).map_err(failed),
        Err(error) => Err(failed(io::Error::other(error))),
    }
}

/// Nothing of this name, or of a folder above it.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
