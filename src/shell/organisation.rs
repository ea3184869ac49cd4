//! Which team, profile and backlog a session runs with: the command line first, then the config, then what there is.

use std::path::Path;

use super::{
    assets::{own_teams, read_text},
    config::Config,
};
use crate::ceremony::{Asset, Backlog, Id, Library, Profile, Team, Text, check};

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
        return named_team(library, name);
    }
    if let [only] = &own_teams(config_dir)[..]
        && let Ok(team) = team_file(library, only)
    {
        return Ok(team);
    }
    named_team(library, DEMO)
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

/// `--backlog`, else the team's own in the data folder, else the one with the team's id among the assets, else none.
pub fn backlog(
    library: &Library,
    data_dir: &Path,
    team: &Team,
    wish: Option<&Path>,
) -> Result<Backlog, Text> {
    let own = data_dir.join("teams").join(team.id.as_str()).join("backlog.ron");
    let Some(path) = wish.or_else(|| own.exists().then_some(&*own)) else {
        return Ok(library.backlog(&team.id).cloned().unwrap_or_default());
    };
    match asset(library, path)? {
        Asset::Backlog(backlog) => Ok(backlog),
        other => Err(format!("{} holds a {}, not a backlog.", path.display(), other.kind()).into()),
    }
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
