//! `runsheet sessions`: what has been run, newest first.

use std::{collections::BTreeMap, io::Write, ops::ControlFlow};

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::Serialize;

use super::{
    args::{Mode, Sessions},
    failure::{Failure, Outcome},
    table::table,
    world::World,
};
use crate::{
    app::{Listing, State},
    ceremony::{Id, Text, whole_minutes},
    history::{Hit, Label, Needle},
    session::{minutes_and_seconds, wall_clock},
    shell::{ledgers::Ledgers, organisation::unknown, searching::look, store},
};

/// A session as programs read it.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    v: u32,
    id: &'a str,
    ceremony: &'a str,
    mode: &'static str,
    profile: &'a str,
    team: &'a str,
    sprint: &'a str,
    started: String,
    elapsed_s: u64,
    planned_s: u64,
    state: &'static str,
    path: &'a str,
    /// What a person put on it.
    title: &'a str,
    tags: Vec<&'a str>,
    archived: bool,
}

pub(super) fn run(world: &World, wanted: &Sessions, out: &mut dyn Write) -> Outcome {
    let all = world.store().list();
    is_known(world, wanted, &all)?;
    if let Some(words) = &wanted.find {
        return find(world, words, wanted, out);
    }
    let labels = labels(world);
    let found: Vec<&Listing> = all.iter().filter(|it| is_wanted(it, wanted)).collect();
    if wanted.json {
        let rows: Vec<Row<'_>> = found.iter().map(|it| row(it, labels.get(&it.sid))).collect();
        return super::json(&rows, out);
    }
    if all.is_empty() {
        writeln!(out, "no sessions yet; `runsheet live standup` runs one")?;
        return Ok(());
    }
    if found.is_empty() {
        writeln!(out, "none of {} sessions fits what was asked for", all.len())?;
        return Ok(());
    }
    let lines = found.iter().map(|it| {
        let time =
            format!("{} of {} min", whole_minutes(it.elapsed_s), whole_minutes(it.planned_s));
        let started = started(it).format("%Y-%m-%d %H:%M").to_string();
        let ending = it.sid.len().saturating_sub(SHORT);
        let id = it.sid.get(ending..).unwrap_or(&it.sid).to_owned();
        let label = labels.get(&it.sid).map(told).unwrap_or_default();
        let team = format!("{} {} {label}", it.team_name, it.sprint);
        [
            id,
            started,
            it.ceremony.to_string(),
            time,
            state(it.state).to_owned(),
            team.trim().to_owned(),
        ]
    });
    table(["id", "started", "ceremony", "time", "state", "team"], lines, out)
}

/// What people put on sessions.
pub(super) fn labels(world: &World) -> BTreeMap<Text, Label> {
    Ledgers::new(&world.paths.data).labels().into_iter().collect()
}

/// `“Harbour opens” #release (archived)`
pub(super) fn told(it: &Label) -> String {
    let title = (!it.title.is_empty()).then(|| format!("“{}”", it.title));
    let tags = it.tags.iter().map(|it| format!("#{it}"));
    let archived = it.archived.then(|| "(archived)".to_owned());
    title.into_iter().chain(tags).chain(archived).collect::<Vec<_>>().join(" ")
}

/// Refuses a team or a ceremony that nobody knows, and names those there are.
fn is_known(world: &World, wanted: &Sessions, all: &[Listing]) -> Outcome {
    let library = world.quiet_library();
    let is = |wish: &str, id: &Id, name: &str| *id == *wish || wish.eq_ignore_ascii_case(name);
    if let Some(wish) = &wanted.ceremony {
        let held = all.iter().map(|it| (&it.ceremony, &it.title));
        let known: BTreeMap<&Id, &Text> =
            library.ceremonies.iter().map(|it| (&it.id, &it.title)).chain(held).collect();
        if !known.iter().any(|(id, title)| is(wish, id, title)) {
            return Err(Failure::usage(unknown("ceremony", wish, known.into_keys())));
        }
    }
    if let Some(wish) = &wanted.team {
        let met = all.iter().map(|it| (&it.team, &it.team_name));
        let known: BTreeMap<&Id, &Text> =
            library.teams.iter().map(|it| (&it.id, &it.name)).chain(met).collect();
        if !known.iter().any(|(id, name)| is(wish, id, name)) {
            return Err(Failure::usage(unknown("team", wish, known.into_keys())));
        }
    }
    Ok(())
}

/// Each session with the words, and below it where they stand, as it is found.
fn find(world: &World, words: &str, wanted: &Sessions, out: &mut dyn Write) -> Outcome {
    let needle = Needle::new(words).ok_or_else(|| Failure::usage("find what? Give a word"))?;
    let shelf = world.store().shelf();
    let (mut told, mut any) = (Ok(()), false);
    look(&shelf, &needle, |it, hits| {
        let listing = store::listing(it);
        if is_wanted(&listing, wanted) {
            any = true;
            told = hits_of(&listing, &hits, out);
        }
        if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    told?;
    if any { Ok(()) } else { Ok(writeln!(out, "{words} stands in no session")?) }
}

fn hits_of(it: &Listing, hits: &[Hit], out: &mut dyn Write) -> Outcome {
    let day = started(it).format("%Y-%m-%d %H:%M");
    let id = it.sid.get(it.sid.len().saturating_sub(SHORT)..).unwrap_or(&it.sid);
    writeln!(out, "{id}  {day}  {} {} {}", it.ceremony, it.team_name, it.sprint)?;
    let mut seen = Vec::new();
    for hit in hits {
        if seen.contains(&&hit.text) {
            continue;
        }
        seen.push(&hit.text);
        let at = minutes_and_seconds(hit.at.0);
        writeln!(out, "          {at:>6}  {}", hit.text.replace('\n', " "))?;
    }
    Ok(())
}

/// Enough of an id to name a session by.
pub(super) const SHORT: usize = 8;

pub(super) fn row<'a>(it: &'a Listing, label: Option<&'a Label>) -> Row<'a> {
    Row {
        v: 1,
        id: &it.sid,
        ceremony: it.ceremony.as_str(),
        mode: if it.practice { "practice" } else { "live" },
        profile: it.profile.as_str(),
        team: it.team.as_str(),
        sprint: &it.sprint,
        started: started(it).to_rfc3339_opts(SecondsFormat::Secs, true),
        elapsed_s: it.elapsed_s,
        planned_s: it.planned_s,
        state: state(it.state),
        path: &it.path,
        title: label.map_or("", |it| &it.title),
        tags: label.map(|it| it.tags.iter().map(|it| &**it).collect()).unwrap_or_default(),
        archived: label.is_some_and(|it| it.archived),
    }
}

fn is_wanted(it: &Listing, wanted: &Sessions) -> bool {
    let is = |wish: &Option<String>, id: &str, name: &str| {
        wish.as_ref().is_none_or(|wish| wish == id || wish.eq_ignore_ascii_case(name))
    };
    is(&wanted.ceremony, it.ceremony.as_str(), &it.title)
        && is(&wanted.team, it.team.as_str(), &it.team_name)
        && wanted.since.is_none_or(|day| day <= started(it).date_naive())
        && wanted.mode.is_none_or(|mode| (mode == Mode::Practice) == it.practice)
}

/// The wall clock of the place it was opened at.
fn started(it: &Listing) -> DateTime<FixedOffset> {
    wall_clock(it.started_ms, it.offset_min)
}

fn state(it: State) -> &'static str {
    match it {
        State::Open | State::Running => "open",
        State::Completed => "completed",
        State::Early => "early",
        State::Aborted => "aborted",
        State::Damaged => "damaged",
    }
}
