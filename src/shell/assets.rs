//! A user's own files over the bundled assets: the config folder mirrors `assets/`. It collects texts; what they say is the library's.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::ceremony::{Library, Text};

/// The folders that are looked into, as in `assets/`.
const FOLDERS: [&str; 6] = ["vocabulary", "pulses", "profiles", "ceremonies", "backlogs", "teams"];

/// Nothing larger is an asset; a little more than the limit is read, so that the library can say so.
const LARGEST: u64 = 1024 * 1024 + 1;

/// The bundled assets with the files of this folder over them, and one line for each that had to be left aside.
pub fn library(config_dir: &Path) -> (Library, Vec<Text>) {
    let mut texts = Vec::new();
    let mut notices = Vec::new();
    for path in files(config_dir) {
        match read_text(&path) {
            Ok(text) => texts.push((path.display().to_string(), text)),
            Err(error) => notices.push(format!("{} is left aside: {error}", path.display()).into()),
        }
    }
    let (library, problems) = Library::with(texts);
    notices.extend(problems.iter().map(|it| Text::new(it.to_string())));
    (library, notices)
}

/// The teams somebody wrote a file for.
pub fn own_teams(config_dir: &Path) -> Vec<PathBuf> {
    ron_files(&config_dir.join("teams"))
}

/// A text file of a size that a person could have written.
pub fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(LARGEST).read_to_string(&mut text)?;
    Ok(text)
}

fn files(config_dir: &Path) -> Vec<PathBuf> {
    FOLDERS.iter().flat_map(|it| ron_files(&config_dir.join(it))).collect()
}

/// A folder that is not there holds no files.
fn ron_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|it| it.ok().map(|it| it.path()));
    let mut found: Vec<PathBuf> =
        paths.filter(|it| it.extension().is_some_and(|it| it == "ron") && it.is_file()).collect();
    found.sort();
    found
}
