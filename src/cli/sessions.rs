//! `runsheet sessions`: what has been run, newest first.

use std::{io::Write, ops::ControlFlow};

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
    ceremony::whole_minutes,
    history::{Hit, Needle},
    shell::{searching::look, store},
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
}

pub(super) fn run(world: &World, wanted: &Sessions, out: &mut dyn Write) -> Outcome {
    if let Some(words) = &wanted.find {
        return find(world, words, wanted, out);
    }
    let mut found = world.store().list();
    found.retain(|it| is_wanted(it, wanted));
    if wanted.json {
        return super::json(&found.iter().map(row).collect::<Vec<_>>(), out);
    }
    if found.is_empty() {
        writeln!(out, "no sessions yet; `runsheet live standup` runs one")?;
        return Ok(());
    }
    let lines = found.iter().map(|it| {
        let time =
            format!("{} of {} min", whole_minutes(it.elapsed_s), whole_minutes(it.planned_s));
        let started = started(it).format("%Y-%m-%d %H:%M").to_string();
        let ending = it.sid.len().saturating_sub(SHORT);
        let id = it.sid.get(ending..).unwrap_or(&it.sid).to_owned();
        let team = format!("{} {}", it.team_name, it.sprint);
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
    for hit in hits {
        writeln!(out, "          {}", hit.text.replace('\n', " "))?;
    }
    Ok(())
}

/// Enough of an id to name a session by.
pub(super) const SHORT: usize = 8;

pub(super) fn row(it: &Listing) -> Row<'_> {
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
    let offset = FixedOffset::east_opt(it.offset_min.saturating_mul(60));
    let moment = DateTime::from_timestamp_millis(it.started_ms).unwrap_or_default();
    moment.with_timezone(&offset.unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc)))
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
