//! `runsheet export`: a session to hand on. Says on standard error what stays behind, and never writes over a file unasked.

use std::{
    io::{self, BufRead, IsTerminal, Write},
    path::Path,
};

use super::{
    args::{Export, For, Format, TableName},
    complain,
    failure::{Failure, Outcome},
    files::write_new,
    sessions::SHORT,
    world::World,
};
use crate::{
    app::part,
    ceremony::Text,
    exchange::{self, Audience, Change, LeftOut, Redacted, Table},
    journal::Journal,
    session::{Moment, Session, SessionMode},
    shell::{
        disk::{RealDisk, replace_file},
        store::{Found, listing, notices},
    },
};

pub(super) fn run(world: &World, wanted: &Export, out: &mut dyn Write) -> Outcome {
    let Found { bytes, journal, .. } = world.store().found(&named(world, &wanted.session))?;
    for notice in notices(&journal) {
        complain(&notice);
    }
    let journal = if wanted.redact { redacted(&bytes, &journal)? } else { journal };
    let text = text(journal, wanted)?;
    match &wanted.output {
        None => Ok(out.write_all(text.as_bytes())?),
        Some(path) => write(path, &text, wanted.force),
    }
}

/// The session meant. Practice cannot leave, so `last` is the last one held live, and what is passed over is said.
fn named(world: &World, asked: &str) -> String {
    if asked != "last" {
        return asked.to_owned();
    }
    let held = world.store().newest().enumerate().find(|(_, it)| !listing(it).practice);
    let Some((at, it)) = held else { return asked.to_owned() };
    if 0 < at {
        let ending = it.sid.get(it.sid.len().saturating_sub(SHORT)..).unwrap_or(&it.sid);
        complain(&format!(
            "practice is not exported; `last` is {ending}, the last session held live"
        ));
    }
    it.sid
}

fn text(journal: Journal, wanted: &Export) -> Result<String, Failure> {
    let Some(setup) = journal.setup.clone() else {
        return Err(Failure::damaged("the session's opening is lost; there is nothing to export"));
    };
    if setup.opened.mode == SessionMode::Practice {
        return Err(Failure::usage(
            "practice stays with the one who practised; it is not exported",
        ));
    }
    if wanted.format != Format::Csv && wanted.table.is_some() {
        return Err(Failure::usage("`--table` goes with `--format csv`"));
    }
    if wanted.format == Format::Json {
        if wanted.audience.is_some_and(|it| it != For::Myself) {
            return Err(Failure::usage(
                "JSON holds the whole session and is for yourself; use `--format md` to share it",
            ));
        }
        return Ok(exchange::json(&setup, &journal.lines));
    }
    let audience = audience(wanted.audience.unwrap_or(For::Team));
    let records = journal.into_records();
    let end = records.last().map_or(Moment(0), |it| it.at);
    let session = Session::replay(setup.into(), &records, end);
    let rows = (wanted.format == Format::Csv).then(|| wanted.table.map_or(Table::Captures, table));
    tell(&exchange::left_out(&session, audience, rows));
    Ok(match rows {
        Some(rows) => exchange::table(&session, end, rows, audience),
        None => exchange::markdown(&session, end, audience),
    })
}

fn audience(it: For) -> Audience {
    match it {
        For::Team => Audience::Team,
        For::Pm => Audience::Pm,
        For::Stakeholders => Audience::Stakeholders,
        For::Myself => Audience::Myself,
    }
}

fn table(it: TableName) -> Table {
    match it {
        TableName::Captures => Table::Captures,
        TableName::Actions => Table::Actions,
        TableName::Estimates => Table::Estimates,
        TableName::Timings => Table::Timings,
    }
}

/// One line on what was recorded and is not in the export.
fn tell(left_out: &[LeftOut]) {
    let parts: Vec<String> = left_out.iter().map(part).collect();
    if !parts.is_empty() {
        complain(&format!("left out: {}", parts.join(", ")));
    }
}

/// The session with roles for names. Shows on standard error what becomes of whom, and how often.
fn redacted(bytes: &[u8], journal: &Journal) -> Result<Journal, Failure> {
    let lost =
        || Failure::damaged("names cannot be taken out of a damaged session; repair it first");
    let Redacted { journal, changes } = exchange::redacted(bytes, journal).ok_or_else(lost)?;
    for Change { name, instead, times } in changes {
        complain(&format!("{name} → {instead}, {times}×"));
    }
    Ok(journal)
}

fn write(path: &Path, text: &str, force: bool) -> Outcome {
    let there = path.symlink_metadata().is_ok();
    if !there {
        return write_new(path, text);
    }
    let shown = Text::new(path.to_string_lossy());
    if path.is_dir() {
        return Err(Failure::usage(format!("{shown} is a folder; name a file in it")));
    }
    if !force && !io::stdin().is_terminal() {
        return Err(Failure::usage(format!("{shown} is there already; `--force` writes over it")));
    }
    if !force && !agreed(&shown) {
        return Err(Failure::usage(format!("{shown} stays as it is")));
    }
    replace_file(&RealDisk, path, text.as_bytes())
        .map_err(|error| Failure::world(format!("could not write {shown}: {error}")))
}

fn agreed(shown: &Text) -> bool {
    let _ = write!(io::stderr(), "runsheet: {shown} is there already. Write over it? [y/N] ");
    let mut answer = String::new();
    let heard = io::stdin().lock().read_line(&mut answer);
    heard.is_ok() && answer.trim().eq_ignore_ascii_case("y")
}
