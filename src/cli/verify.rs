//! `runsheet verify` and `runsheet repair`: whether saved sessions are whole, and a clean copy of one that is not.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    args::Verify,
    failure::{Failure, Outcome},
    world::World,
};
use crate::shell::{shelf, verify};

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
    for path in &paths {
        let verdict = verify::verify(path);
        writeln!(out, "{}: {verdict}", path.display())?;
        damaged += usize::from(!verdict.is_sound());
    }
    match damaged {
        0 => Ok(()),
        1 => Err(Failure::damaged(
            "one session is damaged; `runsheet repair FILE` copies what is whole",
        )),
        some => Err(Failure::damaged(format!(
            "{some} sessions are damaged; `runsheet repair FILE` copies what is whole"
        ))),
    }
}

pub(super) fn repair(file: &Path, out: &mut dyn Write) -> Outcome {
    if !file.is_file() {
        return Err(Failure::usage(format!("there is no file {}", file.display())));
    }
    match verify::repair(file)? {
        Some(copy) => writeln!(out, "{}: what is whole, read from now on instead", copy.display())?,
        None => writeln!(out, "{}: nothing to repair", file.display())?,
    }
    Ok(())
}
