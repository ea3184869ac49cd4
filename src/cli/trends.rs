//! `runsheet trends`: what keeps coming back in one team's sessions. Ranges and questions; no targets, no ranking, no other team.

use std::io::Write;

use serde::Serialize;

use super::{
    args::Trends,
    failure::{Failure, Outcome},
    forecast::Told,
    world::World,
};
use crate::{
    app::{indexed, observed},
    ceremony::{Amount, Id},
    history::{self, Clarity, Ledger, Part, Point, Reading, Unit, View},
    shell::{
        clock::Clock,
        organisation::unknown,
        survey::{Past, looked_into},
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
    /// Why there are no points.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clarity: Option<Index>,
}

#[derive(Serialize)]
struct Dot {
    session: String,
    day: String,
    value: f64,
}

/// M14 has no points: it is one number over the last sessions, with its parts.
#[derive(Serialize)]
struct Index {
    /// Null where too few parts are known.
    value: Option<f64>,
    known_parts: usize,
    known_weight: u32,
    parts: Vec<Share>,
}

#[derive(Serialize)]
struct Share {
    name: &'static str,
    weight: u32,
    value: Option<f64>,
    formula: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
}

pub(super) fn run(world: &World, wanted: &Trends, out: &mut dyn Write) -> Outcome {
    let (ground, now) = (world.ground(), Clock::default().now());
    let folders = (&*ground.config_dir, &*ground.data_dir);
    let team = looked_into(&ground.library, &ground.config, folders, wanted.team.as_deref(), now)
        .map_err(Failure::usage)?;
    let past = Past::of(&ground, &team, now).map_err(Failure::usage)?;
    let held = &past.trends.views;
    let all = held.first().ok_or_else(|| Failure::world("trends without a view of all"))?;
    let view = match &wanted.ceremony {
        None => all,
        Some(wish) => match held.iter().find(|it| it.ceremony.as_ref() == Some(&Id::new(wish))) {
            Some(it) => it,
            None => return not_held(world, wish, &team.name, held),
        },
    };
    if wanted.json {
        return super::json(&rows(view, &past.trends.clarity), out);
    }
    let Some(last) = past.last else {
        if let Some(told) = forecast(&past.ledger) {
            return Ok(writeln!(out, "{}: no ended sessions yet\n\n{told}", team.id)?);
        }
        let told = match &wanted.team {
            Some(_) => format!("{}: no ended sessions that count", team.id),
            None => "no ended sessions of a team of your own yet; `runsheet team init` makes one"
                .to_owned(),
        };
        return Ok(writeln!(out, "{told}")?);
    };
    let of = view.ceremony.as_ref().map_or(String::new(), |it| format!(" of {it}"));
    writeln!(out, "{}: {} sessions{of} up to {last}\n", team.id, view.sessions)?;
    for it in &view.readings {
        writeln!(out, "{} {}: {}", it.term.id, it.term.name, summed_up(it))?;
        if it.points.is_empty() {
            continue;
        }
        writeln!(out, "    {}", it.term.question)?;
        if wanted.formulas {
            writeln!(out, "    = {}", it.term.formula)?;
        }
    }
    clarity(&past.trends.clarity, out)?;
    if let Some(told) = forecast(&past.ledger) {
        writeln!(out, "\n{told}")?;
    }
    coming_back(&past.trends, out)
}

/// A ceremony nobody knows is a mistake; one that this team has not held is none.
fn not_held(world: &World, wish: &str, team: &str, held: &[View]) -> Outcome {
    let held: Vec<&Id> = held.iter().filter_map(|it| it.ceremony.as_ref()).collect();
    let library = world.quiet_library();
    let mut known: Vec<&Id> = library.ceremonies.iter().map(|it| &it.id).collect();
    known.extend(held.iter().filter(|it| library.ceremony(it).is_none()));
    if !known.contains(&&Id::new(wish)) {
        return Err(Failure::usage(unknown("ceremony", wish, known.into_iter())));
    }
    let held: Vec<&str> = held.into_iter().map(Id::as_str).collect();
    let held = if held.is_empty() { "none that ended".to_owned() } else { held.join(", ") };
    Err(Failure::usage(format!("Team {team} has held no {wish} yet; it has held {held}.")))
}

fn rows<'a>(view: &'a View, clarity: &Clarity) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'_>> = view.readings.iter().map(row).collect();
    rows.push(index(clarity));
    rows.sort_by_key(|it| it.id);
    rows
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
        missing: it.points.is_empty().then(|| it.term.needs.told()),
        clarity: None,
    }
}

fn index(clarity: &Clarity) -> Row<'static> {
    let share = |it: Part| Share {
        name: it.name,
        weight: it.weight,
        value: it.value,
        formula: it.formula,
        missing: it.value.is_none().then(|| it.needs.told()),
    };
    let (known_parts, known_weight) = clarity.known();
    let parts = clarity.parts().into_iter().map(share).collect();
    Row {
        v: 1,
        id: "M14",
        name: CLARITY,
        formula: "the known parts by their weights, with three or more of them known",
        unit: "0-100",
        question: "Is it clear who decides?",
        points: Vec::new(),
        missing: None,
        clarity: Some(Index { value: clarity.index(), known_parts, known_weight, parts }),
    }
}

const CLARITY: &str = "Clarity PM/PO";

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
        None => it.term.needs.told(),
        Some(_) => {
            let dots: Vec<String> = it.points.iter().map(|it| format!("{:.2}", it.value)).collect();
            format!("{} {unit}; too few for a trend", dots.join(", "))
        }
    }
}

/// The index of the last five sessions, always with its parts.
fn clarity(clarity: &Clarity, out: &mut dyn Write) -> Outcome {
    let (told, on) = indexed(clarity);
    let on = on.map_or(String::new(), |it| format!(" ({it})"));
    writeln!(out, "\nM14 {CLARITY}: {told}{on}")?;
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

fn coming_back(trends: &history::Trends, out: &mut dyn Write) -> Outcome {
    if !trends.topics.is_empty() {
        writeln!(out, "\nTopics of the last retrospectives")?;
    }
    for it in trends.topics.iter().take(TOPICS) {
        writeln!(out, "    {} of {}: {}", it.times, it.of, it.title)?;
    }
    if !trends.observations.is_empty() {
        writeln!(out, "\nWorth a question")?;
    }
    for it in &trends.observations {
        let (seen, tried) = observed(it);
        writeln!(out, "    {seen} → {tried}")?;
    }
    Ok(())
}
