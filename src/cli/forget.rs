//! `runsheet forget`: a person's name goes out of everything saved when a person has said yes.

use std::{io::Write, path::Path};

use super::{
    asking::agreed,
    complain,
    failure::{Failure, Outcome},
    world::World,
};
use crate::{
    ceremony::Text,
    shell::forget::{self, Forgotten},
};

pub(super) fn run(
    world: &World,
    name: &str,
    dry_run: bool,
    yes: bool,
    out: &mut dyn Write,
) -> Outcome {
    let name = Text::new(name.trim());
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Failure::usage("whose name? It has no letter"));
    }
    let data = &world.paths.data;
    let found = forget::rehearse(data, &name)?;
    for (path, places) in &found.files {
        writeln!(out, "{}: {places}×", path.display())?;
    }
    if found.files.is_empty() {
        nowhere(data, &name, out)?;
    } else {
        let extent = extent(&found);
        let instead = &found.instead;
        writeln!(out, "{name} → {instead} in {extent}")?;
        out.flush()?;
        if dry_run {
            return Ok(());
        }
        let question = format!("Write {instead} for {name} in {extent}, for good?");
        if !yes && !agreed(&question, "--yes changes them, --dry-run names them")? {
            complain("runsheet: nothing was changed");
            return Ok(());
        }
        let done = forget::forget(data, &name)?;
        writeln!(out, "Changed {}: {name} → {}", files(done.files.len()), done.instead)?;
    }
    tell_teams(world, &name);
    Ok(())
}

fn nowhere(data: &Path, name: &str, out: &mut dyn Write) -> Outcome {
    writeln!(out, "{name} stands in no file of {}", data.display())?;
    if let Some((spelling, count)) = forget::spelled(data, name)? {
        writeln!(out, "`{spelling}` does, in {}; write it so", files(count))?;
    }
    Ok(())
}

fn tell_teams(world: &World, name: &str) {
    let library = world.quiet_library();
    let known = library.teams.iter().filter(|it| it.members.iter().any(|it| &*it.name == name));
    for team in known.filter(|it| it.id != "demo") {
        complain(&format!("the team file of {} still names {name}; edit it", team.name));
    }
}

fn extent(found: &Forgotten) -> String {
    let places = match found.places() {
        1 => "1 place".to_owned(),
        some => format!("{some} places"),
    };
    format!("{}, {places}", files(found.files.len()))
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
