//! Where everything lies: the data folder with sessions, the config folder with teams and settings. It makes and reads nothing.

use std::path::PathBuf;

use directories::ProjectDirs;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    pub data: PathBuf,
    pub config: PathBuf,
}

impl Paths {
    /// The system's folders for this program, but for those that were named; `None` where there is no home.
    pub fn new(data: Option<PathBuf>, config: Option<PathBuf>) -> Option<Paths> {
        let usual = ProjectDirs::from("", "", "runsheet");
        Some(Paths {
            data: data.or_else(|| usual.as_ref().map(|it| it.data_dir().to_owned()))?,
            config: config.or_else(|| usual.as_ref().map(|it| it.config_dir().to_owned()))?,
        })
    }

    pub fn sessions(&self) -> PathBuf {
        self.data.join("sessions")
    }

    pub fn teams(&self) -> PathBuf {
        self.config.join("teams")
    }

    pub fn settings(&self) -> PathBuf {
        self.config.join("config.ron")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_folders_need_no_home() {
        let it = Paths::new(Some("a".into()), Some("b".into())).unwrap();
        assert_eq!(it.sessions(), PathBuf::from("a/sessions"));
        assert_eq!(it.teams(), PathBuf::from("b/teams"));
    }
}
