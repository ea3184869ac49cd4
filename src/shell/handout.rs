//! Files a person asks for, where they ask for them, for nobody else to read. Never over what is there without their word.

use std::{
    io,
    path::{PathBuf, absolute},
};

use super::{
    disk::{RealDisk, new_file, replace_file},
    error::Error,
};
use crate::{app::Message, ceremony::Text};

/// Writes the text at the place as it was typed; `~/` is the home folder.
pub fn write(place: &str, text: &str, over: bool) -> Result<Message, Error> {
    let typed = resolved(place, std::env::home_dir());
    let path = absolute(&typed).map_err(Error::at("find", &typed))?;
    let shown = Text::new(path.display().to_string());
    match new_file(&path, text.as_bytes()) {
        Ok(()) => Ok(Message::Wrote(shown)),
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(Error::at("write", path)(error))
        }
        Err(_) if path.is_dir() => {
            let error = io::Error::from(io::ErrorKind::IsADirectory);
            Err(Error::at("write", path)(error))
        }
        Err(_) if over => {
            replace_file(&RealDisk, &path, text.as_bytes()).map_err(Error::at("write", path))?;
            Ok(Message::Wrote(shown))
        }
        Err(_) => Ok(Message::InTheWay(shown)),
    }
}

fn resolved(place: &str, home: Option<PathBuf>) -> PathBuf {
    match (place.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(place),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_is_there_stays_until_somebody_says_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("briefs.md");
        let place = path.display().to_string();
        let told = |it: Message| matches!(it, Message::Wrote(path) if *path == *place);
        assert!(told(write(&place, "one", false).unwrap()));
        assert_eq!(write(&place, "two", false).unwrap(), Message::InTheWay(place.as_str().into()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(told(write(&place, "two", true).unwrap()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
    }

    #[test]
    fn a_folder_or_a_place_in_no_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let told = |place: &str| write(place, "x", true).unwrap_err().to_string();
        let here = folder.path().display().to_string();
        assert!(told(&here).contains(&here), "{}", told(&here));
        let nowhere = format!("{here}/no/such/briefs.md");
        assert!(told(&nowhere).contains("cannot write"), "{}", told(&nowhere));
        assert!(!folder.path().join("no").exists());
    }

    #[test]
    fn the_home_folder_is_meant_only_at_the_start() {
        let home = || Some(PathBuf::from("/home/ada"));
        assert_eq!(resolved("~/b.md", home()), PathBuf::from("/home/ada/b.md"));
        assert_eq!(resolved("a/~/b.md", home()), PathBuf::from("a/~/b.md"));
        assert_eq!(resolved("~/b.md", None), PathBuf::from("~/b.md"));
    }
}
