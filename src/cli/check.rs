//! `runsheet check`: every problem of RON files and scripts, as `FILE:LINE:COL: message`.

use std::{io::Write, path::PathBuf};

use super::{
    failure::{Exit, Failure, Outcome},
    world::World,
};
use crate::{
    ceremony::{Library, Problem, check},
    practice,
    session::{Scene, script},
    shell::{assets::read_text, config::Config},
};

pub(super) fn run(world: &World, files: &[PathBuf], out: &mut dyn Write) -> Outcome {
    let library = world.quiet_library();
    let mut problems = 0;
    for file in files {
        let path = file.display().to_string();
        let text = read_text(file)
            .map_err(|error| Failure::usage(format!("could not read {path}: {error}")))?;
        match examined(world, &path, &text, &library) {
            Ok(what) => writeln!(out, "{path}: {what}: no problem")?,
            Err(found) => {
                problems += found.len();
                found.iter().try_for_each(|it| writeln!(out, "{it}"))?;
            }
        }
    }
    if problems == 0 { Ok(()) } else { Err(Failure::silent(Exit::Usage)) }
}

/// What the file holds, or its problems, one line each.
fn examined(
    world: &World,
    path: &str,
    text: &str,
    library: &Library,
) -> Result<String, Vec<String>> {
    let first = text.lines().map(str::trim).find(|it| !it.is_empty() && !it.starts_with("//"));
    if first.is_some_and(|it| it.starts_with("Config")) {
        return match Config::read(path, text) {
            Ok(_) => Ok("Config".to_owned()),
            Err(problem) => Err(vec![problem.to_string()]),
        };
    }
    if path.ends_with(".script") {
        let count = |scenes: Vec<Scene>| format!("script of {}", scenes.len());
        let told = |problems: Vec<Problem>| problems.iter().map(ToString::to_string).collect();
        return script::read(path, text).map(count).map_err(told);
    }
    let checked = if practice::reads(text) {
        let content = world.quiet_practice(library);
        practice::check(path, text, library, &content)
            .map(|it| format!("{} `{}`", it.kind(), it.id()))
    } else {
        check(path, text, library).map(|it| format!("{} `{}`", it.kind(), it.id()))
    };
    checked.map_err(|problems| problems.iter().map(ToString::to_string).collect())
}
