//! `runsheet config`: a commented settings file to start from, where it is, and what is wrong with it.

use std::io::Write;

use super::{args::ConfigCommand, check, failure::Outcome, files::write_new, world::World};
use crate::shell::config::TEMPLATE;

pub(super) fn run(world: &World, command: &ConfigCommand, out: &mut dyn Write) -> Outcome {
    let path = world.paths.settings();
    match command {
        ConfigCommand::Init => {
            write_new(&path, TEMPLATE)?;
            writeln!(out, "{}", path.display())?;
        }
        ConfigCommand::Path => writeln!(out, "{}", path.display())?,
        ConfigCommand::Check if path.exists() => return check::run(world, &[path], out),
        ConfigCommand::Check => {
            writeln!(
                out,
                "{}: not there; what holds without it: runsheet config init",
                path.display()
            )?;
        }
    }
    Ok(())
}
