//! `runsheet trends`: what keeps coming back in one team's sessions. Ranges and questions; no targets, no ranking, no other team.

use std::io::Write;

use chrono::NaiveDate;
use serde::Serialize;

use super::{args::Trends, failure::Outcome, forecast::Told, world::World};
use crate::{
    app::observed,
    ceremony::{Amount, Id, PmKind},
    history::{Clarity, Digest, Ledger, Point, Reading, Unit, measures, observations, topics},
    shell::{
        clock::Clock,
        config::Config,
        ledgers::Ledgers,
        organisation::{self, DEMO},
        prepare::today,
        survey::{duties, looked_into},
    },
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
        if let Some(team) = &wanted.team
            && let Some(told) = forecast(
                &Ledgers::new(&world.paths.data).up_to_date(&Id::new(team), Clock::default().now()),
            )
        {
            return Ok(writeln!(out, "{team}: no ended sessions yet\n\n{told}")?);
        }
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
    let now = Clock::default().now();
    let ledger = Ledgers::new(&world.paths.data).up_to_date(&newest.team, now);
    clarity(&history, gap_map(world, &newest.team, &ledger), out)?;
    if let Some(told) = forecast(&ledger) {
        writeln!(out, "\n{told}")?;
    }
    coming_back(&history, &ledger, today(now), out)
}

/// One team's sessions that count, oldest first: of the team asked for, else of the one the screens look into.
fn history(world: &World, wanted: &Trends) -> Vec<Digest> {
    let store = world.store();
    let mut team: Option<Id> = wanted.team.as_deref().map(Id::from).or_else(|| usual(world));
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

fn usual(world: &World) -> Option<Id> {
    let (config, _) = Config::load(&world.paths.config);
    let folders = (&*world.paths.config, &*world.paths.data);
    let team = looked_into(&world.library(), &config, folders, None, Clock::default().now());
    team.ok().map(|it| it.id).filter(|it| *it != DEMO)
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
        Unit::Sprints => "sprints",
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
fn clarity(history: &[Digest], gap_map: Option<f64>, out: &mut dyn Write) -> Outcome {
    let clarity = Clarity::of(history, gap_map);
    match clarity.index() {
        Some(it) => writeln!(out, "\nM14 Clarity PM/PO: {it:.0} of 100")?,
        None => writeln!(out, "\nM14 Clarity PM/PO: not enough data")?,
    }
    for it in clarity.parts() {
        let part = it.value.map_or_else(|| it.needs.told(), |it| format!("{it:.2}"));
        writeln!(out, "    {} ({} %): {part}", it.name, it.weight)?;
    }
    Ok(())
}

/// Of the sprints on record; nothing while there is none.
fn forecast(ledger: &Ledger) -> Option<Told> {
    let delivered: Vec<Amount> = ledger.velocities().into_iter().map(|it| it.1).collect();
    (!delivered.is_empty()).then(|| Told::of(&delivered))
}

/// The share of responsibilities that are owned as expected in this team, when it was said.
fn gap_map(world: &World, team: &Id, ledger: &Ledger) -> Option<f64> {
    let (library, (config, _)) = (world.library(), Config::load(&world.paths.config));
    let team = library.team(team)?;
    let profile = organisation::profile(&library, &config, team, None).ok()?;
    let duties = duties(&world.paths.config, &library, &profile);
    ledger.gap_map.share(&duties, profile.pm == PmKind::Combined)
}

fn coming_back(
    history: &[Digest],
    ledger: &Ledger,
    day: NaiveDate,
    out: &mut dyn Write,
) -> Outcome {
    let talked = topics(history);
    if !talked.is_empty() {
        writeln!(out, "\nTopics of the last retrospectives")?;
    }
    for it in talked.iter().take(TOPICS) {
        writeln!(out, "    {} of {}: {}", it.times, it.of, it.title)?;
    }
    let seen = observations(history, ledger, day);
    if !seen.is_empty() {
        writeln!(out, "\nWorth a question")?;
    }
    for it in &seen {
        let (seen, tried) = observed(it);
        writeln!(out, "    {seen} → {tried}")?;
    }
    Ok(())
}
