//! `runsheet doctor`: the terminal, the folders and the files, and what is wrong with them.

use std::{
    env,
    io::{self, IsTerminal, Write},
    path::Path,
};

use super::{
    failure::{Failure, Outcome},
    world::World,
};
use crate::shell::{
    assets, config::Config, disk::takes_files, ledgers::Ledgers, verify::verify_all,
};

pub(super) fn run(world: &World, out: &mut dyn Write) -> Outcome {
    let findings = [
        ("terminal", terminal()),
        ("characters", characters()),
        ("data", folder(&world.paths.data)),
        ("config", folder(&world.paths.config)),
        ("settings", settings(world)),
        ("assets", own_assets(world)),
        ("sessions", sessions(world)),
        ("teams", teams(world)),
    ];
    for (what, found) in &findings {
        match found {
            Ok(text) => writeln!(out, "ok    {what:<11} {text}")?,
            Err(text) => writeln!(out, "look  {what:<11} {text}")?,
        }
    }
    match findings.iter().filter(|it| it.1.is_err()).count() {
        0 => Ok(()),
        1 => Err(Failure::world("one thing to look at")),
        some => Err(Failure::world(format!("{some} things to look at"))),
    }
}

fn terminal() -> Result<String, String> {
    let name = env::var("TERM").unwrap_or_default();
    if !io::stdout().is_terminal() {
        return Ok("none here, which lists and scripts do not need".to_owned());
    }
    if name.is_empty() || name == "dumb" {
        return Err(format!("TERM is `{name}`; full-screen needs one that can place text"));
    }
    let size = rustix::termios::tcgetwinsize(io::stdout());
    let size = size.map_err(|it| format!("{name}, whose size cannot be read: {it}"))?;
    Ok(format!("{name}, {} by {}", size.ws_col, size.ws_row))
}

fn characters() -> Result<String, String> {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|it| env::var(it).ok().filter(|it| !it.is_empty()));
    match set {
        Some(locale) if locale.to_lowercase().replace('-', "").contains("utf8") => Ok(locale),
        Some(locale) => Err(format!("{locale} is not UTF-8; lines and marks may look wrong")),
        None => Ok("no locale is set; UTF-8 is taken for granted".to_owned()),
    }
}

fn folder(path: &Path) -> Result<String, String> {
    takes_files(path).map(|()| path.display().to_string()).map_err(|it| it.to_string())
}

fn settings(world: &World) -> Result<String, String> {
    match Config::load(&world.paths.config) {
        (_, Some(problem)) => Err(problem.to_string()),
        _ if world.paths.settings().exists() => Ok(world.paths.settings().display().to_string()),
        _ => Ok("none; what holds without them: runsheet config init".to_owned()),
    }
}

fn own_assets(world: &World) -> Result<String, String> {
    let (library, problems) = assets::library(&world.paths.config);
    match &problems[..] {
        [] => Ok(format!("{} ceremonies, {} teams", library.ceremonies.len(), library.teams.len())),
        [only] => Err(only.to_string()),
        [first, more @ ..] => Err(format!("{first} (and {} more)", more.len())),
    }
}

fn sessions(world: &World) -> Result<String, String> {
    let all = world.store().shelf();
    let unsound =
        verify_all(all.iter().map(|it| it.path.as_path())).filter(|it| !it.1.is_sound()).count();
    match unsound {
        0 => Ok(format!("{} saved, all sound", all.len())),
        some => Err(format!("{some} of {} damaged: runsheet verify --all", all.len())),
    }
}

fn teams(world: &World) -> Result<String, String> {
    let all = Ledgers::new(&world.paths.data).faults();
    match all.iter().filter(|it| !it.1.is_empty()).count() {
        0 => Ok(format!("{} with a journal, all sound", all.len())),
        some => Err(format!("{some} of {} journals damaged: runsheet verify --all", all.len())),
    }
}
