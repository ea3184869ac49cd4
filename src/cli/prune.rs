//! `runsheet prune`: names what lies past what the settings keep, and removes it when a person has said yes.

use std::{io::Write, iter};

use chrono::DateTime;

use super::{
    asking::agreed,
    complain,
    failure::{Failure, Outcome},
    world::World,
};
use crate::{
    app::{Listing, words},
    shell::{clock::Clock, config::Config, keeping, ledgers::Ledgers},
};

pub(super) fn run(world: &World, dry_run: bool, yes: bool, out: &mut dyn Write) -> Outcome {
    let (config, problem) = Config::load(&world.paths.config);
    if let Some(problem) = problem {
        return Err(Failure::placed(problem.to_string()));
    }
    let (store, ledgers) = (world.store(), Ledgers::new(&world.paths.data));
    let now = Clock::default().now();
    let past = keeping::past(&store, &ledgers, config.keep, now);
    if past.sessions.is_empty() {
        writeln!(out, "nothing is past keeping: {}", words::kept(past.keep))?;
        return Ok(());
    }
    for it in &past.sessions {
        writeln!(out, "{}", line(it))?;
    }
    let (count, rule) = (sessions(past.sessions.len()), words::past(past.keep));
    writeln!(out, "{rule}: {count}. {}", words::left_open(past.open))?;
    out.flush()?;
    if dry_run {
        return Ok(());
    }
    let question = format!("Remove {count} for good?");
    if !yes && !agreed(&question, "--yes removes them, --dry-run names them")? {
        complain("runsheet: nothing was removed");
        return Ok(());
    }
    for it in &past.sessions {
        keeping::remove(&store, &ledgers, &it.sid, now)?;
    }
    writeln!(out, "Removed {count}.")?;
    Ok(())
}

fn sessions(count: usize) -> String {
    if count == 1 { "1 session".to_owned() } else { format!("{count} sessions") }
}

fn line(it: &Listing) -> String {
    let day = DateTime::from_timestamp_millis(it.started_ms).unwrap_or_default();
    let told = [&*it.title, &*it.team_name, &*it.sprint].into_iter().filter(|it| !it.is_empty());
    let parts: Vec<&str> = iter::once(&*it.sid).chain(told).collect();
    format!("{}  {}", day.format("%Y-%m-%d"), parts.join(" · "))
}
