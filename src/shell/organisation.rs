//! Which team, profile and backlog a session runs with: the command line first, then the config, then what there is.

use std::path::Path;

use super::{
    assets::{own_teams, read_text},
    backlog,
    config::Config,
    error::Error,
};
use crate::{
    ceremony::{Asset, Backlog, Deck, Id, Library, Profile, Team, Text, check},
    exchange::{Imported, merge},
};

/// The bundled team, whose sessions stay out of ledgers and trends.
pub const DEMO: &str = "demo";
const USUAL_PROFILE: &str = "midsize";

/// `--team`, else the config's, else the only file in the config's `teams/`, else the demo team.
pub fn team(
    library: &Library,
    config: &Config,
    config_dir: &Path,
    wish: Option<&str>,
) -> Result<Team, Text> {
    if let Some(name) = wish.or(config.team.as_deref()) {
        return own_team(library, config_dir, name);
    }
    if let [only] = &own_teams(config_dir)[..]
        && let Ok(team) = team_file(library, only)
    {
        return Ok(team);
    }
    named_team(library, DEMO)
}

/// A file of this name in the config folder may be there and broken: then its mistake is told, not its absence.
fn own_team(library: &Library, config_dir: &Path, name: &str) -> Result<Team, Text> {
    named_team(library, name).or_else(|unknown| {
        let file = config_dir.join("teams").join(format!("{name}.ron"));
        if file.is_file() { team_file(library, &file) } else { Err(unknown) }
    })
}

fn named_team(library: &Library, name: &str) -> Result<Team, Text> {
    let path = Path::new(name);
    if let Some(team) = library.team(&Id::new(name)) {
        Ok(team.clone())
    } else if path.exists() {
        team_file(library, path)
    } else {
        Err(unknown("team", name, library.teams.iter().map(|it| &it.id)))
    }
}

fn team_file(library: &Library, path: &Path) -> Result<Team, Text> {
    match asset(library, path)? {
        Asset::Team(team) => Ok(team),
        other => Err(format!("{} holds a {}, not a team.", path.display(), other.kind()).into()),
    }
}

/// `--profile`, else the team's, else the config's, else `midsize`.
pub fn profile(
    library: &Library,
    config: &Config,
    team: &Team,
    wish: Option<&Id>,
) -> Result<Profile, Text> {
    let usual = Id::from(USUAL_PROFILE);
    let id = wish.or(team.profile.as_ref()).or(config.profile.as_ref()).unwrap_or(&usual);
    let known = library.profiles.iter().map(|it| &it.id);
    library.profile(id).cloned().ok_or_else(|| unknown("profile", id.as_str(), known))
}

/// The team's, else the config's, else the first that is bundled.
pub fn deck(library: &Library, config: &Config, team: &Team) -> Result<Deck, Text> {
    let id = team.deck.as_ref().or(config.deck.as_ref());
    let named = || id.map_or("", Id::as_str);
    let known = library.decks.iter().map(|it| &it.id);
    library.deck(id).cloned().ok_or_else(|| unknown("deck", named(), known))
}

/// `--backlog`, else the team's own in the data folder, else the one with the team's id among the assets, else none; with
/// what should be said about it.
pub fn backlog(
    library: &Library,
    data_dir: &Path,
    team: &Team,
    wish: Option<&Path>,
) -> Result<(Backlog, Vec<Text>), Text> {
    let cannot = |error: Error| Text::new(format!("Cannot use the backlog: {error}"));
    if let Some(path) = wish {
        let found = backlog::import(path, &library.columns).map_err(cannot)?;
        let own = backlog::read(data_dir, &team.id).map_err(cannot)?;
        return imported(&found, path, team, &own.unwrap_or_default());
    }
    let own = backlog::read(data_dir, &team.id).map_err(cannot)?;
    let or = || library.backlog(&team.id).cloned().unwrap_or_default();
    Ok((own.unwrap_or_else(or), Vec::new()))
}

/// What the team has worked out about the items of a file is known beside it.
fn imported(
    found: &Imported,
    path: &Path,
    team: &Team,
    own: &Backlog,
) -> Result<(Backlog, Vec<Text>), Text> {
    let path = path.display();
    if found.items.is_empty() {
        let first = found.problems.first().map_or_else(String::new, |it| format!(": {}", it.fault));
        return Err(format!("No item in {path}{first}").into());
    }
    let odd = found.problems.len();
    let notice = (0 < odd).then(|| {
        format!("{path}: {odd} rows need a look; `runsheet import --dry-run` shows them").into()
    });
    Ok((merge(&team.id, own, &found.items).backlog, notice.into_iter().collect()))
}

/// The first problem stands for all; `runsheet check` tells the others.
fn asset(library: &Library, path: &Path) -> Result<Asset, Text> {
    let name = path.display().to_string();
    let text =
        read_text(path).map_err(|error| Text::new(format!("Cannot read {name}: {error}")))?;
    check(&name, &text, library).map_err(|problems| match &problems[..] {
        [] => format!("{name} cannot be used.").into(),
        [only] => only.to_string().into(),
        [first, ..] => format!("{first} (and more: runsheet check {name})").into(),
    })
}

pub fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a Id>) -> Text {
    let known: Vec<&str> = known.map(Id::as_str).collect();
    format!("There is no {what} `{name}`; there are {}.", known.join(", ")).into()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A config folder with a team file for each id, made from the demo team.
    fn folder(ids: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("teams")).unwrap();
        let demo = Library::texts().iter().find(|it| it.0 == "teams/demo.ron").unwrap().1;
        for id in ids {
            let text = demo.replace("id: \"demo\"", &format!("id: \"{id}\""));
            fs::write(folder.path().join("teams").join(format!("{id}.ron")), text).unwrap();
        }
        folder
    }

    fn chosen(ids: &[&str], config: Option<&str>, wish: Option<&str>) -> Result<String, Text> {
        let folder = folder(ids);
        let (library, notices) = crate::shell::assets::library(folder.path());
        assert_eq!(notices, []);
        let config = Config { team: config.map(Text::from), ..Config::default() };
        team(&library, &config, folder.path(), wish).map(|it| it.id.to_string())
    }

    #[test]
    fn the_team_is_the_one_asked_for_else_the_configured_else_the_only_one_else_the_demo() {
        assert_eq!(chosen(&["red", "blue"], Some("blue"), Some("red")).unwrap(), "red");
        assert_eq!(chosen(&["red", "blue"], Some("blue"), None).unwrap(), "blue");
        assert_eq!(chosen(&["red"], None, None).unwrap(), "red");
        assert_eq!(chosen(&["red", "blue"], None, None).unwrap(), "demo");
        assert_eq!(chosen(&[], None, None).unwrap(), "demo");
    }

    #[test]
    fn a_team_may_be_named_by_its_file() {
        let elsewhere = folder(&["green"]);
        let path = elsewhere.path().join("teams").join("green.ron");
        assert_eq!(chosen(&[], None, path.to_str()).unwrap(), "green");
    }

    #[test]
    fn what_is_not_there_is_told_with_what_is() {
        let told = chosen(&["red"], None, Some("rad")).unwrap_err();
        assert_eq!(&*told, "There is no team `rad`; there are demo, red.");
        let (library, config) = (Library::shipped(), Config::default());
        let demo = library.team(&DEMO.into()).unwrap();
        let told = profile(&library, &config, demo, Some(&"big".into())).unwrap_err();
        assert!(told.contains("`big`") && told.contains("po-only"), "{told}");
    }

    #[test]
    fn a_file_of_another_kind_is_no_backlog() {
        let elsewhere = folder(&["green"]);
        let path = elsewhere.path().join("teams").join("green.ron");
        let library = Library::shipped();
        let demo = library.team(&DEMO.into()).unwrap();
        let told = backlog(&library, Path::new("nowhere"), demo, Some(&path)).unwrap_err();
        assert!(told.ends_with("holds a Team, not a backlog"), "{told}");
        let own = backlog(&library, Path::new("nowhere"), demo, None).unwrap();
        assert_eq!(own.0.items.len(), 12);
    }
}
