//! A user's own files over the bundled assets: the config folder mirrors `assets/`. It collects texts; what they say is the library's.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{
    ceremony::{Library, Problem, Text},
    practice::Content,
};

/// Nothing larger is an asset; a little more than the limit is read, so that the library can say so.
const LARGEST: u64 = 1024 * 1024 + 1;

/// The bundled assets with the files of this folder over them, and one line for each that had to be left aside.
pub fn library(config_dir: &Path) -> (Library, Vec<Text>) {
    let (texts, notices) = texts(config_dir, Library::texts());
    let (library, problems) = Library::with(texts);
    (library, told(notices, &problems))
}

/// The content of practice with the files of this folder beside and over it, likewise.
pub fn practice(config_dir: &Path, library: &Library) -> (Content, Vec<Text>) {
    let (texts, notices) = texts(config_dir, Content::texts());
    let (content, problems) = Content::with(texts, library);
    (content, told(notices, &problems))
}

/// What stands in the folders that the bundled files have.
fn texts(config_dir: &Path, bundled: &[(&str, &str)]) -> (Vec<(String, String)>, Vec<Text>) {
    let (mut texts, mut notices) = (Vec::new(), Vec::new());
    let folders: BTreeSet<&Path> =
        bundled.iter().filter_map(|it| Path::new(it.0).parent()).collect();
    for path in folders.iter().flat_map(|it| ron_files(&config_dir.join(it))) {
        match read_text(&path) {
            Ok(text) => texts.push((path.display().to_string(), text)),
            Err(error) => notices.push(format!("{} is left aside: {error}", path.display()).into()),
        }
    }
    (texts, notices)
}

fn told(mut notices: Vec<Text>, problems: &[Problem]) -> Vec<Text> {
    // Of the problems of one file, which stand together, the first.
    let files = problems.chunk_by(|one, other| one.path == other.path);
    notices.extend(files.map(|it| left_aside(&it[0])));
    notices
}

/// Short enough for one line of a small terminal: the file's own name, the place, what happens, what to do.
fn left_aside(it: &Problem) -> Text {
    let name =
        Path::new(&it.path).file_name().map_or(it.path.as_str().into(), |it| it.to_string_lossy());
    format!(
        "{name}:{}:{} is broken and left aside: runsheet check FILE",
        it.place.line, it.place.col
    )
    .into()
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

/// A folder that is not there holds no files.
fn ron_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|it| it.ok().map(|it| it.path()));
    let mut found: Vec<PathBuf> =
        paths.filter(|it| it.extension().is_some_and(|it| it == "ron") && it.is_file()).collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_told_with_its_place_and_the_bundled_one_is_used() {
        let folder = tempfile::tempdir().unwrap();
        let ceremonies = folder.path().join("ceremonies");
        fs::create_dir(&ceremonies).unwrap();
        fs::write(ceremonies.join("standup.ron"), "Ceremony(\n    id: standup\n)").unwrap();
        fs::write(ceremonies.join("notes.txt"), "no asset").unwrap();
        fs::write(ceremonies.join("latin.ron"), b"\xe4").unwrap();
        let (library, notices) = library(folder.path());
        assert_eq!(library, Library::shipped());
        assert!(notices[0].contains("latin.ron is left aside"), "{notices:?}");
        assert!(notices[1].starts_with("standup.ron:1:"), "{notices:?}");
        assert!(notices[1].contains("left aside") && notices.len() == 2, "{notices:?}");
    }

    #[test]
    fn a_file_beside_any_bundled_one_is_read() {
        for (path, _) in Library::texts() {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join(path).with_file_name("our.ron");
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, "Nonsense()").unwrap();
            let (_, notices) = library(folder.path());
            assert!(matches!(&notices[..], [it] if it.starts_with("our.ron:1:1")), "{path}");
        }
    }

    #[test]
    fn without_a_folder_there_is_what_is_bundled() {
        assert_eq!(library(Path::new("nowhere")), (Library::shipped(), Vec::new()));
    }
}
