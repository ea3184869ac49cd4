//! `runsheet import` of an exported session: the same session, in the data folder again.

use std::{fs, io::Write, path::Path};

use super::{
    failure::{Failure, Outcome},
    world::World,
};
use crate::exchange::{Unfit, journal_of};

/// What a session exported as JSON begins like; no other tool's file does.
const MARK: &str = "\"runsheet\"";

/// Imports the file if it is an exported session; `None` when it is something else.
pub(super) fn session(
    world: &World,
    path: &Path,
    dry_run: bool,
    out: &mut dyn Write,
) -> Option<Outcome> {
    let text = fs::read_to_string(path).ok()?;
    let head = text.trim_start().strip_prefix('{')?.trim_start();
    if !head.starts_with(MARK) {
        return None;
    }
    match journal_of(&text) {
        Err(Unfit::Foreign) => None,
        Err(unfit) => Some(Err(Failure::usage(format!("{}: {unfit}", path.display())))),
        Ok((setup, journal)) => Some(keep(world, &setup, &journal, dry_run, out)),
    }
}

fn keep(
    world: &World,
    setup: &crate::session::Setup,
    journal: &str,
    dry_run: bool,
    out: &mut dyn Write,
) -> Outcome {
    let opened = &setup.opened;
    let what = format!("{} of {}, session {}", opened.title, opened.team_name, opened.sid);
    if dry_run {
        writeln!(out, "Would bring back {what}")?;
        return Ok(());
    }
    match world.store().put_back(setup, journal)? {
        Some(path) => writeln!(out, "Brought back {what}: {}", path.display())?,
        None => {
            return Err(Failure::usage(format!("session {} is here already", opened.sid)));
        }
    }
    Ok(())
}
