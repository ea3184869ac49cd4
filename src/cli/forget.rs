//! `runsheet forget`: a person's name goes out of everything saved.

use std::io::Write;

use super::{
    complain,
    failure::{Failure, Outcome},
    world::World,
};
use crate::{ceremony::Text, shell::forget};

pub(super) fn run(world: &World, name: &str, dry_run: bool, out: &mut dyn Write) -> Outcome {
    let name = Text::new(name);
    if name.trim().is_empty() || !name.chars().any(char::is_alphanumeric) {
        return Err(Failure::usage("whose name? It has no letter"));
    }
    let data = &world.paths.data;
    let found = if dry_run {
        forget::rehearse(data, name.trim())?
    } else {
        forget::forget(data, name.trim())?
    };
    for (path, places) in &found.files {
        writeln!(out, "{}: {places}×", path.display())?;
    }
    match (found.files.len(), dry_run) {
        (0, _) => writeln!(out, "{name} stands in no file of {}", data.display())?,
        (some, true) => writeln!(out, "Would change {some} files: {name} → {}", found.instead)?,
        (some, false) => writeln!(out, "Changed {some} files: {name} → {}", found.instead)?,
    }
    let library = world.quiet_library();
    let known = library.teams.iter().filter(|it| it.members.iter().any(|it| *it.name == *name));
    for team in known.filter(|it| it.id != "demo") {
        complain(&format!("the team file of {} still names {name}; edit it", team.name));
    }
    Ok(())
}
