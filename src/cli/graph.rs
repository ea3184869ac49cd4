//! `runsheet graph`: a ceremony as a Mermaid state diagram.

use std::io::Write;

use super::{
    failure::Outcome,
    world::{World, ceremony},
};
use crate::ceremony::mermaid;

pub(super) fn run(world: &World, id: &str, out: &mut dyn Write) -> Outcome {
    let library = world.library();
    let diagram = mermaid(ceremony(&library, id)?);
    writeln!(out, "{}", diagram.trim_end())?;
    Ok(())
}
