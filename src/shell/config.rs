//! What a person prefers: `config.ron` in the config folder. It is read and never written; a broken one is told and left aside.

use std::{io, path::Path};

use ron::{Options, extensions::Extensions};
use serde::Deserialize;

use super::assets::read_text;
use crate::{
    app::{Bell, Theme},
    ceremony::{Id, Text},
    history::Keep,
};

/// Every setting, as it is while nobody wrote anything.
pub const TEMPLATE: &str = r#"// Runsheet's settings; what is left out stays as it is here.
Config(
    // The team to run with: an id from `teams/`, or a path. Left out: the only file in `teams/`, else the demo team.
    // team: "aurora",
    // How PO and PM are split where the team does not say: startup, midsize, enterprise or po-only.
    // profile: "midsize",
    // The cards to size with where the team does not say: modified-fibonacci, fibonacci, t-shirt, powers-of-two, or your own.
    // deck: "fibonacci",
    // Visual, Terminal (the only one that makes a sound) or Off.
    bell: Visual,
    // Auto keeps the terminal's own colours; Light, Dark or None.
    theme: Auto,
    mouse: true,
    // Ids of warnings that should not speak up in a session; "all" for every one.
    quiet: [],
    // How long sessions are kept: Everything, Months(12) or Sessions(500). What lies past it is named where past sessions are
    // listed, and removed only when you say so there or with `runsheet prune`.
    keep: Everything,
)
"#;

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub team: Option<Text>,
    pub profile: Option<Id>,
    pub deck: Option<Id>,
    pub bell: Bell,
    pub theme: Theme,
    pub mouse: bool,
    pub quiet: Vec<Id>,
    pub keep: Keep,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            team: None,
            profile: None,
            deck: None,
            bell: Bell::default(),
            theme: Theme::default(),
            mouse: true,
            quiet: Vec::new(),
            keep: Keep::default(),
        }
    }
}

impl Config {
    /// The settings of this folder; without a file, or with a broken one and a line about it, the defaults.
    pub fn load(config_dir: &Path) -> (Config, Option<Text>) {
        let path = config_dir.join("config.ron");
        match read_text(&path) {
            Ok(text) => match Config::read(&path.display().to_string(), &text) {
                Ok(config) => (config, None),
                Err(problem) => (Config::default(), Some(problem)),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Config::default(), None),
            Err(error) => {
                let told = format!("{} is left aside: {error}", path.display());
                (Config::default(), Some(told.into()))
            }
        }
    }

    /// The error is one line, as `FILE:LINE:COL: message`.
    pub fn read(path: &str, text: &str) -> Result<Config, Text> {
        let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        options.from_str(text).map_err(|error| {
            let at = error.span.start;
            format!("{path}:{}:{}: {}", at.line, at.col, error.code).into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_says_what_holds_anyway() {
        assert_eq!(Config::read("config.ron", TEMPLATE), Ok(Config::default()));
        let all = TEMPLATE.replace("// team:", "team:").replace("// profile:", "profile:");
        let config = Config::read("config.ron", &all).unwrap();
        assert_eq!(config.team, Some("aurora".into()));
        assert_eq!(config.profile, Some("midsize".into()));
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        let problem = Config::read("config.ron", "Config(\n    bel: Off,\n)").unwrap_err();
        assert!(problem.starts_with("config.ron:2:"), "{problem}");
        assert!(problem.contains("bell"), "{problem}");
    }

    #[test]
    fn a_folder_without_a_file_is_no_mistake() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Config::load(folder.path()), (Config::default(), None));
        std::fs::write(folder.path().join("config.ron"), "Config(theme: Blue)").unwrap();
        let (config, problem) = Config::load(folder.path());
        assert_eq!(config, Config::default());
        assert!(problem.unwrap().contains("config.ron:1:"));
    }
}
