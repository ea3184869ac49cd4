//! `runsheet actions`, `blockers`, `questions`, `briefs` and `not-yets`: what is open across a team's sessions.

use std::io::Write;

use chrono::{DateTime, NaiveDate};
use serde::Serialize;

use super::{
    args::{Entries, EntryCommand},
    failure::{Failure, Outcome},
    table::table,
    world::World,
};
use crate::{
    app::{Now, words},
    ceremony::Team,
    exchange::brief_text,
    history::{Entry, Kind, Ledger, Status},
    session::STILL_OPEN,
    shell::{
        clock::Clock,
        ledgers::Ledgers,
        organisation::DEMO,
        survey::{known, looked_into},
    },
};

/// An entry as programs read it.
#[derive(Serialize)]
struct Row<'a> {
    v: u32,
    id: &'a str,
    text: &'a str,
    owner: &'a str,
    due: Option<NaiveDate>,
    next_step: &'a str,
    opened: NaiveDate,
    opened_in: &'a str,
    /// Working days, as `age_unit` says.
    age_days: u32,
    age_unit: &'static str,
    state: &'static str,
    /// What became of it; empty while open.
    outcome: &'a str,
    team: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    brief: Option<Brief<'a>>,
}

#[derive(Serialize)]
struct Brief<'a> {
    options: Vec<&'a str>,
    default: &'a str,
    silence: &'a str,
}

/// What is done to an entry between sessions.
enum Change {
    Close(String),
    Reopen,
}

pub(super) fn run(world: &World, kind: Kind, wanted: Entries, out: &mut dyn Write) -> Outcome {
    let (ground, now) = (world.ground(), Clock::default().now());
    let wish = wanted.team.as_deref();
    let ledgers = Ledgers::new(&ground.data_dir);
    let folders = (&*ground.config_dir, &*ground.data_dir);
    let team =
        looked_into(&ground.library, &ground.config, folders, wish, now).map_err(Failure::usage)?;
    let change = match wanted.command {
        Some(EntryCommand::Close { id, words }) => (id, Change::Close(words.join(" "))),
        Some(EntryCommand::Reopen { id }) => (id, Change::Reopen),
        Some(EntryCommand::Answer { id, words }) if kind == Kind::Brief => {
            (id, Change::Close(words.join(" ")))
        }
        Some(EntryCommand::Answer { .. }) => {
            return Err(Failure::usage(
                "only a brief is answered; `close ID WORDS` closes anything else",
            ));
        }
        None if wanted.bundle => {
            let teams = if wish.is_some() { vec![team] } else { known(&ground, now) };
            return bundle(&teams, &ledgers, kind, now, out);
        }
        None => return list(&ledgers.up_to_date(&team.id, now), &team, kind, &wanted, now, out),
    };
    let ledger = ledgers.up_to_date(&team.id, now);
    let entry = named(&ledger, &team, kind, &change.0)?;
    let (how, told) = changed(entry, &change.1);
    if let Some(how) = how {
        ledgers.settle(&team.id, &entry.id, &how, now)?;
    }
    Ok(writeln!(out, "{told}")?)
}

fn named<'a>(
    ledger: &'a Ledger,
    team: &Team,
    kind: Kind,
    id: &'a str,
) -> Result<&'a Entry, Failure> {
    let found: Vec<&Entry> = ledger.matching(id).filter(|it| it.kind == kind).collect();
    match found[..] {
        [only] => Ok(only),
        [] => Err(Failure::usage(format!(
            "team `{}` has no {} with the id `{id}`",
            team.id,
            words::ledger_kind(kind)
        ))),
        _ => {
            Err(Failure::usage(format!("`{id}` fits {} of them; type more of the id", found.len())))
        }
    }
}

/// What is to be noted, if anything changes, and the line that says what happened.
fn changed(it: &Entry, change: &Change) -> (Option<String>, String) {
    let what = format!("{} {}", words::ledger_kind(it.kind), short(&it.id));
    let text = it.text.replace('\n', " ");
    match (&it.status, change) {
        (Status::Open, Change::Reopen) => (None, format!("{what} is open already: {text}")),
        (Status::Closed(how), Change::Reopen) => {
            (Some(STILL_OPEN.to_owned()), format!("{what} is open again (was: {how}): {text}"))
        }
        (Status::Closed(how), Change::Close(words)) if words.is_empty() || **how == **words => {
            (None, format!("{what} is closed already ({how}): {text}"))
        }
        (Status::Closed(how), Change::Close(words)) => (
            Some(words.clone()),
            format!("{what} was closed already ({how}), now ({words}): {text}"),
        ),
        (Status::Open, Change::Close(words)) => {
            let how = if words.is_empty() { "closed" } else { words };
            let so = if words.is_empty() { String::new() } else { format!(" ({words})") };
            (Some(how.to_owned()), format!("{what} is closed{so}: {text}"))
        }
    }
}

fn list(
    ledger: &Ledger,
    team: &Team,
    kind: Kind,
    wanted: &Entries,
    now: Now,
    out: &mut dyn Write,
) -> Outcome {
    let of_kind = ledger.entries.iter().filter(|it| it.kind == kind);
    let found: Vec<&Entry> =
        of_kind.filter(|it| !wanted.open || it.status == Status::Open).collect();
    let today = today(now);
    if wanted.json {
        return super::json(&found.iter().map(|it| row(it, team, today)).collect::<Vec<_>>(), out);
    }
    if found.is_empty() {
        writeln!(out, "no {}s of team {}", words::ledger_kind(kind), team.name)?;
        if team.id == DEMO {
            writeln!(
                out,
                "sessions of the demo team are not kept track of; `runsheet team init` makes your own"
            )?;
        }
        return Ok(());
    }
    let lines = found.into_iter().map(|it| {
        let row = row(it, team, today);
        let due = row.due.map(|it| it.to_string()).unwrap_or_default();
        let state = if row.outcome.is_empty() { row.state } else { row.outcome };
        [
            short(row.id),
            row.age_days.to_string(),
            row.owner.to_owned(),
            due,
            state.to_owned(),
            row.text.to_owned(),
        ]
    });
    table(["id", "working days", "owner", "due", "state", "what"], lines, out)
}

fn row<'a>(it: &'a Entry, team: &'a Team, today: NaiveDate) -> Row<'a> {
    let (state, outcome) = match &it.status {
        Status::Open => ("open", ""),
        Status::Closed(how) => ("closed", &**how),
    };
    Row {
        v: 1,
        id: &it.id,
        text: &it.text,
        owner: &it.owner,
        due: it.due,
        next_step: &it.next_step,
        opened: it.since,
        opened_in: &it.title,
        age_days: it.age(team, today),
        age_unit: "working days",
        state,
        outcome,
        team: team.id.as_str(),
        brief: it.brief.as_ref().map(|it| Brief {
            options: it.options.iter().map(|it| &**it).collect(),
            default: &it.default,
            silence: &it.silence,
        }),
    }
}

/// One text for one product manager: what every team asks, with the default that holds when nobody answers.
fn bundle(teams: &[Team], ledgers: &Ledgers, kind: Kind, now: Now, out: &mut dyn Write) -> Outcome {
    if kind != Kind::Brief {
        return Err(Failure::usage("only briefs are bundled"));
    }
    let mut asked = 0;
    for team in teams {
        let ledger = ledgers.up_to_date(&team.id, now);
        let open: Vec<&Entry> = ledger.open().filter(|it| it.kind == kind).collect();
        if !open.is_empty() {
            writeln!(out, "{}# {}", if asked == 0 { "" } else { "\n" }, team.name)?;
        }
        for it in open {
            asked += 1;
            write!(out, "\n{}", told(it, asked))?;
        }
    }
    if asked == 0 {
        writeln!(out, "no open briefs")?;
    }
    Ok(())
}

fn told(it: &Entry, number: usize) -> String {
    brief_text(number, &it.brief.clone().unwrap_or_default().brief(&it.text, it.due))
}

/// The last characters of the session's id and the record: enough to name it by.
fn short(id: &str) -> String {
    let (sid, n) = id.rsplit_once('.').unwrap_or((id, ""));
    let tail = sid.get(sid.len().saturating_sub(8)..).unwrap_or(sid);
    format!("{tail}.{n}")
}

fn today(now: Now) -> NaiveDate {
    let local = now.wall_ms.saturating_add(i64::from(now.offset_min) * 60_000);
    DateTime::from_timestamp_millis(local).unwrap_or_default().date_naive()
}
