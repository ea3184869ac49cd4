//! Fills a data folder with realistic sessions of one team: `generate_history N DIR [SEED]`. Nothing is synced.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example talks to who runs it")]

mod meeting;
mod words;
mod years;

use std::{env, path::PathBuf, process::ExitCode};

const USAGE: &str = "usage: generate_history N DIR [SEED]";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let parsed = match &arguments[..] {
        [count, folder] => count.parse().ok().map(|it| (it, folder, Some(7))),
        [count, folder, seed] => count.parse().ok().map(|it| (it, folder, seed.parse().ok())),
        _ => None,
    };
    let Some((count, folder, Some(seed))) = parsed else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match years::generate(count, &PathBuf::from(folder), seed) {
        Ok(written) => {
            println!("{written} sessions of team {} in {folder}", years::TEAM);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("could not fill {folder}: {error}");
            ExitCode::FAILURE
        }
    }
}
