//! `runsheet verify` and `runsheet repair`: whether what is saved is whole, and a clean copy of a session that is not.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    args::Verify,
    failure::{Failure, Outcome},
    world::World,
};
use crate::shell::{ledgers::Ledgers, shelf, verify};

pub(super) fn run(world: &World, what: &Verify, out: &mut dyn Write) -> Outcome {
    let paths: Vec<PathBuf> = if what.all {
        world.store().shelf().into_iter().map(|it| it.path).collect()
    } else {
        let asked = what.session.as_deref().unwrap_or("last");
        vec![shelf::find(&world.paths.data, asked)?]
    };
    if paths.is_empty() {
        writeln!(out, "no sessions in {}", world.paths.sessions().display())?;
    }
    let mut damaged = 0;
    for (path, verdict) in verify::verify_all(paths.iter().map(PathBuf::as_path)) {
        writeln!(out, "{}: {verdict}", path.display())?;
        damaged += usize::from(!verdict.is_sound());
    }
    let teams = if what.all { teams(world, out)? } else { 0 };
    match (damaged, teams) {
        (0, 0) => Ok(()),
        (0, _) => Err(Failure::damaged(OF_A_TEAM)),
        (1, _) => Err(Failure::damaged(
            "one session is damaged; `runsheet repair FILE` copies what is whole",
        )),
        (some, _) => Err(Failure::damaged(format!(
            "{some} sessions are damaged; `runsheet repair FILE` copies what is whole"
        ))),
    }
}

/// What no file but a team's journal knows.
const OF_A_TEAM: &str = "a team's journal is damaged; sessions that are missing in it are read anew by themselves, but \
    what was settled between sessions, titles, tags and imported sprints come back only with another copy of the file";

/// How many journals of teams are not whole.
fn teams(world: &World, out: &mut dyn Write) -> Result<usize, Failure> {
    let mut damaged = 0;
    for (path, faults) in Ledgers::new(&world.paths.data).faults() {
        let path = path.display();
        if faults.is_empty() {
            writeln!(out, "{path}: ok")?;
        } else {
            writeln!(out, "{path}: damaged: {}", faults.join("; "))?;
            damaged += 1;
        }
    }
    Ok(damaged)
}

pub(super) fn repair(world: &World, file: &Path, out: &mut dyn Write) -> Outcome {
    if !file.is_file() {
        return Err(Failure::usage(format!("there is no file {}", file.display())));
    }
    let same = |it: &Path| it.canonicalize().ok() == file.canonicalize().ok();
    let ledgers = Ledgers::new(&world.paths.data).faults();
    if ledgers.iter().any(|(path, faults)| same(path) && !faults.is_empty()) {
        return Err(Failure::damaged(OF_A_TEAM));
    }
    let is_whole_ledger = ledgers.iter().any(|(path, _)| same(path));
    let copy = if is_whole_ledger { None } else { verify::repair(file)? };
    match copy {
        Some(copy) => writeln!(out, "{}: what is whole, read from now on instead", copy.display())?,
        None => writeln!(out, "{}: nothing to repair", file.display())?,
    }
    Ok(())
}
