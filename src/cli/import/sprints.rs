//! `runsheet import` of a sprint history: what each sprint delivered becomes the team's velocities. It judges no number.

use std::io::Write;

use chrono::{DateTime, Local};
use serde::Serialize;

use super::{counted, places};
use crate::{
    app::Now,
    ceremony::{Amount, Team, Text},
    cli::{
        args::Import,
        failure::{Exit, Failure, Outcome},
        forecast::Told,
        table::table,
        world::World,
    },
    exchange::sprints::{Board, Unread, read},
    shell::ledgers::Ledgers,
};

/// Sprints shown as a sample, the newest.
const SAMPLE: usize = 6;

/// What programs read.
#[derive(Serialize)]
struct Report<'a> {
    v: u32,
    /// A sprint history has none.
    items: [(); 0],
    problems: Vec<Problem>,
    boards: Vec<Shown<'a>>,
}

#[derive(Serialize)]
struct Problem {
    line: u64,
    message: String,
}

#[derive(Serialize)]
struct Shown<'a> {
    board: &'a str,
    /// Oldest first.
    sprints: Vec<Sprint>,
    forecast: Told,
}

#[derive(Serialize)]
struct Sprint {
    sprint: Text,
    delivered: f64,
}

pub(super) fn run(
    world: &World,
    wanted: &Import,
    team: &Team,
    (bytes, name): (&[u8], &str),
    out: &mut dyn Write,
) -> Outcome {
    let (boards, unread) = read(bytes);
    let chosen = chosen(&boards, wanted.board.as_deref())?;
    if wanted.json {
        let of_one = chosen.map_or(&boards[..], std::slice::from_ref);
        super::super::json(&report(of_one, &unread), out)?;
    } else {
        writeln!(out, "{name}: a history of sprints")?;
        match chosen {
            Some(board) => told(board, out)?,
            None => listed(&boards, out)?,
        }
        problems(&unread, out)?;
    }
    if boards.is_empty() {
        return Err(Failure::silent(Exit::Usage));
    }
    match chosen {
        None if !wanted.dry_run => Err(Failure::usage(format!(
            "{name} holds {}; name the team's own with --board",
            counted(boards.len(), "board")
        ))),
        Some(board) if !wanted.dry_run => keep(world, team, board, wanted.json, out),
        _ if wanted.json => Ok(()),
        _ => Ok(writeln!(out, "\nDry run: nothing was written.")?),
    }
}

/// The board of this name; the only one where none is named.
fn chosen<'a>(boards: &'a [Board], wish: Option<&str>) -> Result<Option<&'a Board>, Failure> {
    let Some(wish) = wish else {
        return Ok(if let [only] = boards { Some(only) } else { None });
    };
    let same = |it: &&Board| it.name.trim().eq_ignore_ascii_case(wish.trim());
    boards.iter().find(same).map(Some).ok_or_else(|| {
        let known: Vec<&str> = boards.iter().map(|it| it.name.as_str()).collect();
        Failure::usage(format!("there is no board `{wish}`; there are {}", known.join(", ")))
    })
}

fn keep(world: &World, team: &Team, board: &Board, quiet: bool, out: &mut dyn Write) -> Outcome {
    let wall: DateTime<Local> = Local::now();
    let offset_min = wall.offset().local_minus_utc() / 60;
    let now = Now { boot_ms: 0, wall_ms: wall.timestamp_millis(), offset_min };
    let sprints = board.history();
    let is_new = Ledgers::new(&world.paths.data).import(&team.id, &sprints, now)?;
    if quiet {
        return Ok(());
    }
    let all = counted(sprints.len(), "sprint");
    if is_new {
        writeln!(out, "\n{} now has {all} on record, from this file.", team.name)?;
    } else {
        writeln!(out, "\n{} has exactly these sprints on record already.", team.name)?;
    }
    Ok(())
}

fn told(board: &Board, out: &mut dyn Write) -> Outcome {
    let sprints = board.history();
    let of = if board.name.is_empty() { String::new() } else { format!("Board {}: ", board.name) };
    let turned =
        if board.is_newest_first() { ", turned round: the file has the newest on top" } else { "" };
    writeln!(out, "\n{of}{}{turned}", counted(sprints.len(), "sprint"))?;
    let latest = &sprints[sprints.len().saturating_sub(SAMPLE)..];
    if latest.len() < sprints.len() {
        writeln!(out, "…     {} before", sprints.len() - latest.len())?;
    }
    let rows = latest.iter().map(|(name, delivered)| [delivered.to_string(), name.to_string()]);
    table(["delivered", "sprint"], rows, out)?;
    let delivered: Vec<Amount> = sprints.iter().map(|it| it.1).collect();
    writeln!(out, "\n{}", Told::of(&delivered))?;
    Ok(())
}

fn listed(boards: &[Board], out: &mut dyn Write) -> Outcome {
    writeln!(out, "\n{}", counted(boards.len(), "board"))?;
    let row = |it: &Board| {
        let latest = it.history().last().map(|it| it.1).unwrap_or_default();
        [it.name.to_string(), it.sprints.len().to_string(), latest.to_string()]
    };
    table(["board", "sprints", "last delivered"], boards.iter().map(row), out)?;
    Ok(())
}

/// One line for a problem, however many rows have it.
fn problems(unread: &[Unread], out: &mut dyn Write) -> Outcome {
    if unread.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", counted(unread.len(), "problem"))?;
    let mut by_words: Vec<(String, Vec<usize>)> = Vec::new();
    for it in unread {
        let (words, line) = (it.why.to_string(), usize::try_from(it.line).unwrap_or(usize::MAX));
        match by_words.iter_mut().find(|it| it.0 == words) {
            Some((_, lines)) => lines.push(line),
            None => by_words.push((words, vec![line])),
        }
    }
    for (words, lines) in by_words {
        writeln!(out, "  {}: {}", places(&lines), Text::new(words.replace('\n', " ")))?;
    }
    Ok(())
}

fn report<'a>(boards: &'a [Board], unread: &[Unread]) -> Report<'a> {
    let problem = |it: &Unread| Problem { line: it.line, message: it.why.to_string() };
    let shown = |it: &'a Board| {
        let sprints = it.history();
        let delivered: Vec<Amount> = sprints.iter().map(|it| it.1).collect();
        let sprint =
            |(sprint, delivered): (Text, Amount)| Sprint { sprint, delivered: delivered.as_f64() };
        Shown {
            board: &it.name,
            forecast: Told::of(&delivered),
            sprints: sprints.into_iter().map(sprint).collect(),
        }
    };
    Report {
        v: 1,
        items: [],
        problems: unread.iter().map(problem).collect(),
        boards: boards.iter().map(shown).collect(),
    }
}
