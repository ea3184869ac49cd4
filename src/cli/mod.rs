//! The command line: reads what was typed, runs one command, and is the only place that prints.

mod args;
mod asking;
mod ceremonies;
mod check;
mod clean;
mod config;
mod doctor;
mod export;
mod failure;
mod files;
mod forecast;
mod forget;
mod graph;
mod import;
mod ledger;
mod manual;
mod paths;
mod play;
mod practice;
mod progress;
mod prune;
mod screen;
mod sessions;
mod show;
mod table;
mod take_in;
mod team;
mod trends;
mod verify;
mod world;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use serde::Serialize;

use crate::{history::Kind, shell::run::Outcome as End};
use args::{Cli, Command};
use clean::Clean;
use failure::{Failure, Outcome};
use world::World;

/// Runs what was typed and gives the exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = Clean(io::BufWriter::new(io::stdout()));
    let outcome = run(cli, &mut out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    outcome.unwrap_or_else(|failure| {
        // What was printed so far stands before the message; a reader who left needs neither.
        let _ = out.flush();
        complain(&failure.message);
        ExitCode::from(failure.exit as u8)
    })
}

fn run(cli: Cli, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let world = World::new(cli.global)?;
    match cli.command {
        None => return screen::home(&world).map(ended),
        Some(Command::Live(live)) => return screen::live(&world, live).map(ended),
        Some(Command::Drill(drill)) => return screen::drill(&world, drill).map(ended),
        Some(Command::Practice(asked)) => return practice::run(&world, asked).map(ended),
        Some(Command::Resume { session }) => {
            return screen::resume(&world, session.as_deref()).map(ended);
        }
        Some(Command::History { session }) => return screen::history(&world, session).map(ended),
        Some(Command::Progress { json }) => progress::run(&world, json, out),
        Some(Command::Sessions(wanted)) => sessions::run(&world, &wanted, out),
        Some(Command::Show { session, json }) => show::run(&world, &session, json, out),
        Some(Command::Actions(wanted)) => ledger::run(&world, Kind::Action, wanted, out),
        Some(Command::Blockers(wanted)) => ledger::run(&world, Kind::Blocker, wanted, out),
        Some(Command::Questions(wanted)) => ledger::run(&world, Kind::Question, wanted, out),
        Some(Command::Briefs(wanted)) => ledger::run(&world, Kind::Brief, wanted, out),
        Some(Command::NotYets(wanted)) => ledger::run(&world, Kind::NotYet, wanted, out),
        Some(Command::Trends(wanted)) => trends::run(&world, &wanted, out),
        Some(Command::Export(wanted)) => export::run(&world, &wanted, out),
        Some(Command::Ceremonies { json }) => ceremonies::run(&world, json, out),
        Some(Command::Check { file }) => check::run(&world, &file, out),
        Some(Command::Import(wanted)) => import::run(&world, &wanted, out),
        Some(Command::Graph { ceremony }) => graph::run(&world, &ceremony, out),
        Some(Command::Verify(what)) => verify::run(&world, &what, out),
        Some(Command::Repair { file }) => verify::repair(&world, &file, out),
        Some(Command::Play { script, output }) => {
            play::run(&world, &script, output.as_deref(), out)
        }
        Some(Command::Forget { name, dry_run, yes }) => {
            forget::run(&world, &name, dry_run, yes, out)
        }
        Some(Command::Prune { dry_run, yes }) => prune::run(&world, dry_run, yes, out),
        Some(Command::Paths) => paths::run(&world, out),
        Some(Command::Team(command)) => team::run(&world, command, out),
        Some(Command::Config(command)) => config::run(&world, &command, out),
        Some(Command::Doctor) => doctor::run(&world, out),
        Some(Command::Completions { shell }) => manual::completions(shell, out),
        Some(Command::Man) => manual::page(out),
    }?;
    Ok(ExitCode::SUCCESS)
}

fn ended(how: End) -> ExitCode {
    ExitCode::from(how.code())
}

/// A result for programs: one JSON value and a line feed.
fn json(value: &impl Serialize, out: &mut dyn Write) -> Outcome {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// On standard error, cleaned: names of files and people may be in it.
fn complain(message: &str) {
    if !message.is_empty() {
        let line = crate::ceremony::Text::new(message);
        let _ = writeln!(io::stderr(), "{line}");
    }
}
