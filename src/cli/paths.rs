//! `runsheet paths`: where everything lies.

use std::io::Write;

use super::{failure::Outcome, world::World};

pub(super) fn run(world: &World, out: &mut dyn Write) -> Outcome {
    let paths = &world.paths;
    let rows = [
        ("data", &paths.data),
        ("sessions", &paths.sessions()),
        ("config", &paths.config),
        ("teams", &paths.teams()),
        ("settings", &paths.settings()),
    ];
    for (name, path) in rows {
        writeln!(out, "{name:<9} {}", path.display())?;
    }
    Ok(())
}
