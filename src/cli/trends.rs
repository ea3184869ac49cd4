//! `runsheet trends`: what keeps coming back in one team's sessions. Ranges and questions; no targets, no ranking, no other team.

use std::io::Write;

use chrono::{DateTime, Local};
use serde::Serialize;

use super::{args::Trends, failure::Outcome, world::World};
use crate::{
    app::Now,
    ceremony::Id,
    history::{Clarity, Digest, Observation, Point, Reading, Unit, measures, observations, topics},
    shell::ledgers::Ledgers,
};

/// Topics shown, the most frequent first.
const TOPICS: usize = 5;

#[derive(Serialize)]
struct Row<'a> {
    v: u32,
    id: &'a str,
    name: &'a str,
    formula: &'a str,
    unit: &'static str,
    question: &'a str,
    points: Vec<Dot>,
}

#[derive(Serialize)]
struct Dot {
    session: String,
    day: String,
    value: f64,
}

pub(super) fn run(world: &World, wanted: &Trends, out: &mut dyn Write) -> Outcome {
    let history = history(world, wanted);
    let readings = measures(&history);
    if wanted.json {
        return super::json(&readings.iter().map(row).collect::<Vec<_>>(), out);
    }
    let Some(newest) = history.last() else {
        writeln!(
            out,
            "no ended sessions of a team of your own yet; `runsheet team init` makes one"
        )?;
        return Ok(());
    };
    writeln!(out, "{}: {} sessions up to {}\n", newest.team, history.len(), newest.day)?;
    for it in readings.iter().filter(|it| !it.points.is_empty()) {
        writeln!(out, "{} {}: {}", it.term.id, it.term.name, summed_up(it))?;
        writeln!(out, "    {}", it.term.question)?;
        if wanted.formulas {
            writeln!(out, "    = {}", it.term.formula)?;
        }
    }
    clarity(&history, out)?;
    coming_back(world, &history, &newest.team, out)
}

/// One team's sessions that count, oldest first: the team asked for, else that of the newest.
fn history(world: &World, wanted: &Trends) -> Vec<Digest> {
    let store = world.store();
    let mut team: Option<Id> = wanted.team.as_deref().map(Id::from);
    let mut history = Vec::new();
    for it in store.shelf() {
        let Ok(stored) = store.open(&it.sid) else { continue };
        if team.as_ref().is_some_and(|it| *it != stored.setup.opened.team) {
            continue;
        }
        if let Some(digest) = Digest::of(stored.setup, &stored.records) {
            team = team.or_else(|| Some(digest.team.clone()));
            history.push(digest);
        }
    }
    let ceremony = wanted.ceremony.as_deref();
    history.retain(|it| ceremony.is_none_or(|wish| it.ceremony == wish));
    history.reverse();
    history
}

fn row(it: &Reading) -> Row<'_> {
    let dot =
        |it: &Point| Dot { session: it.sid.to_string(), day: it.day.to_string(), value: it.value };
    Row {
        v: 1,
        id: it.term.id,
        name: it.term.name,
        formula: it.term.formula,
        unit: unit(it.term.unit),
        question: it.term.question,
        points: it.points.iter().map(dot).collect(),
    }
}

fn unit(it: Unit) -> &'static str {
    match it {
        Unit::Share => "share",
        Unit::Minutes => "min",
        Unit::Days => "days",
        Unit::PersonHours => "person-hours",
        Unit::Worth => "0-4",
        Unit::Count => "count",
        Unit::SquaredError => "squared error",
    }
}

/// `median 0.62 (0.2 to 0.9), 42 sessions`; the dots alone while they are few.
fn summed_up(it: &Reading) -> String {
    let (unit, count) = (unit(it.term.unit), it.points.len());
    match it.range() {
        Some((low, middle, high)) if it.has_trend() => {
            format!("median {middle:.2} {unit} ({low:.2} to {high:.2}), {count} sessions")
        }
        _ => {
            let dots: Vec<String> = it.points.iter().map(|it| format!("{:.2}", it.value)).collect();
            format!("{} {unit}; too few for a trend", dots.join(", "))
        }
    }
}

/// The index of the last five sessions, always with its parts.
fn clarity(history: &[Digest], out: &mut dyn Write) -> Outcome {
    let clarity = Clarity::of(history);
    match clarity.index() {
        Some(it) => writeln!(out, "\nM14 Clarity PM/PO: {it:.0} of 100")?,
        None => writeln!(out, "\nM14 Clarity PM/PO: not enough data")?,
    }
    for (name, weight, part) in clarity.parts() {
        let part = part.map_or("not recorded".to_owned(), |it| format!("{it:.2}"));
        writeln!(out, "    {name} ({weight} %): {part}")?;
    }
    Ok(())
}

fn coming_back(world: &World, history: &[Digest], team: &Id, out: &mut dyn Write) -> Outcome {
    let talked = topics(history);
    if !talked.is_empty() {
        writeln!(out, "\nTopics of the last retrospectives")?;
    }
    for it in talked.iter().take(TOPICS) {
        writeln!(out, "    {} of {}: {}", it.times, it.of, it.title)?;
    }
    let wall: DateTime<Local> = Local::now();
    let (offset_min, day) = (wall.offset().local_minus_utc() / 60, wall.date_naive());
    let now = Now { boot_ms: 0, wall_ms: wall.timestamp_millis(), offset_min };
    let ledger = Ledgers::new(&world.paths.data).up_to_date(team, now);
    let seen = observations(history, &ledger, day);
    if !seen.is_empty() {
        writeln!(out, "\nWorth a question")?;
    }
    for it in &seen {
        writeln!(out, "    {}", words(it))?;
    }
    Ok(())
}

/// The evidence, and what could be tried.
fn words(it: &Observation) -> String {
    match it {
        Observation::StepOver { step, times, of, by } => format!(
            "{step} ran over in {times} of {of}, by {} % of its box → another box, or prepare it before",
            by.0
        ),
        Observation::StaleBlockers { count, unowned } => {
            format!(
                "{count} blockers older than three days, {unowned} without an owner → one name each"
            )
        }
        Observation::TopicStuck { title, times, of } => format!(
            "“{title}” came up in {times} of {of} retrospectives and has no closed action → one small step, or let it go"
        ),
        Observation::InputsMissed { times, of } => format!(
            "{times} of {of} ended with a question to the PM open → ask before, or send a brief with a default"
        ),
    }
}
