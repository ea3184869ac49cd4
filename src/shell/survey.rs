//! Answers questions about many sessions from the data folder. Slow at times: each on a thread of its own, never on the loop's.

use std::{
    collections::BTreeSet,
    io,
    path::Path,
    sync::{Arc, mpsc::Sender},
    thread,
};

use chrono::NaiveDate;

use super::{
    assets,
    config::Config,
    ground::Ground,
    inbox::Inbound,
    ledgers::Ledgers,
    organisation::{self, DEMO},
    prepare::today,
    store::{Store, listing},
};
use crate::{
    app::{Answer, Listing, Message, Now, Question, State},
    ceremony::{Id, Library, PmKind, Profile, Team, Text},
    exchange,
    history::{self, Digest, Duty, Ledger, Line, Portrait, Trends},
    practice,
    session::{Session, SessionMode},
};

/// Finds out, and tells the loop.
pub fn ask(
    ground: Arc<Ground>,
    inbox: Sender<Inbound>,
    question: Question,
    now: Now,
) -> io::Result<()> {
    let work = move || {
        let message = match answer(&ground, &question, now) {
            Ok(answer) => Message::Surveyed(Box::new(answer)),
            Err(told) => Message::Failed(told),
        };
        let _ = inbox.send(Inbound::App(message));
    };
    thread::Builder::new().name("survey".into()).spawn(work).map(|_| ())
}

fn answer(ground: &Ground, question: &Question, now: Now) -> Result<Answer, Text> {
    match question {
        Question::Compare { sid, with } => compare(ground, sid, with.as_deref()),
        Question::Export { sid } => export(ground, sid),
        Question::Trends { of } => trends(ground, team(ground, of.as_ref(), now)?, now),
        Question::Owners { of } => owners(ground, team(ground, of.as_ref(), now)?, now),
        Question::Ledger { of } => Ok(ledger(ground, team(ground, of.as_ref(), now)?, now)),
    }
}

/// Writes it down. What closes or opens an entry is answered by the ledger as it is then.
pub fn note(ground: &Ground, team: &Id, line: Line, now: Now) -> Option<Message> {
    let ledgers = Ledgers::new(&ground.data_dir);
    let noted = match line {
        Line::Settled { id, how } => ledgers.settle(team, &id, &how, now).map(|()| true),
        other => ledgers.append(team, &[other], now).map(|()| false),
    };
    match (noted, self::team(ground, Some(team), now)) {
        (Ok(true), Ok(team)) => Some(Message::Surveyed(Box::new(ledger(ground, team, now)))),
        (Ok(_), _) => None,
        (Err(error), _) => Some(Message::Failed(error.to_string().into())),
    }
}

fn ledger(ground: &Ground, team: Team, now: Now) -> Answer {
    let known = Ledgers::new(&ground.data_dir).up_to_date(&team.id, now);
    let teams = teams(ground, &team);
    Answer::Ledger { team: Box::new(team), teams, today: today(now), entries: known.entries }
}

/// Every team that has met here, and this one; the demo team has no past.
fn teams(ground: &Ground, here: &Team) -> Vec<Id> {
    let met = Ledgers::new(&ground.data_dir).met();
    let newest = Store::new(&ground.data_dir).shelf().into_iter().take(NEWEST);
    let lines = newest.map(|it| listing(&it)).filter(|it| !it.demo && !it.practice);
    let seen = lines.map(|it| it.team).filter(|it| !it.as_str().is_empty());
    let known = met.into_iter().filter(|it| *it != DEMO).chain(seen);
    let teams: BTreeSet<Id> = known.chain([here.id.clone()]).collect();
    teams.into_iter().collect()
}

/// The one that is named; else the one that is looked into first.
fn team(ground: &Ground, named: Option<&Id>, now: Now) -> Result<Team, Text> {
    let Ground { library, config, config_dir, data_dir, wishes, .. } = ground;
    if let Some(id) = named {
        let gone = || Text::new(format!("Nothing is known of the team {id} any more."));
        return library.team(id).cloned().or_else(|| met(data_dir, id, now)).ok_or_else(gone);
    }
    looked_into(library, config, (config_dir, data_dir), wishes.team.as_deref(), now)
}

/// A team as it was when it met last.
fn met(data_dir: &Path, id: &Id, now: Now) -> Option<Team> {
    let ledger = Ledgers::new(data_dir).up_to_date(id, now);
    let last = ledger.held().last()?;
    Some(Store::new(data_dir).open(&last.sid).ok()?.setup.team)
}

/// Teams that may be asked for: those with a file, and those that have met here.
pub fn known(ground: &Ground, now: Now) -> Vec<Team> {
    let mut known = ground.library.teams.clone();
    let met = Ledgers::new(&ground.data_dir).met();
    let newest = newest(&Store::new(&ground.data_dir)).map(|it| it.id);
    for id in met.into_iter().chain(newest) {
        if !known.iter().any(|it| it.id == id) {
            known.extend(self::met(&ground.data_dir, &id, now));
        }
    }
    known
}

/// The team that was asked for; else the one that is set up, if it has met; else the one of the newest session of a team.
/// `folders` are the config's and the data's.
pub fn looked_into(
    library: &Library,
    config: &Config,
    folders: (&Path, &Path),
    wish: Option<&str>,
    now: Now,
) -> Result<Team, Text> {
    let (config_dir, data_dir) = folders;
    let team = organisation::team(library, config, config_dir, wish).or_else(|unknown| {
        let id = wish.filter(|it| is_name(config_dir, it)).map(Id::new);
        id.and_then(|id| met(data_dir, &id, now)).ok_or(unknown)
    })?;
    let has_met = || Ledgers::new(data_dir).up_to_date(&team.id, now).held().next().is_some();
    if wish.is_some() || team.id != DEMO && has_met() {
        return Ok(team);
    }
    Ok(newest(&Store::new(data_dir)).unwrap_or(team))
}

/// Whether it names a team rather than a file; what is wrong with a file is to be told.
fn is_name(config_dir: &Path, wish: &str) -> bool {
    let own = config_dir.join("teams").join(format!("{wish}.ron"));
    !wish.is_empty()
        && wish.chars().all(|it| it.is_alphanumeric() || "-_".contains(it))
        && !own.exists()
}

/// Sessions a trend is made of: some two years of one team's.
const LOOKED_BACK: usize = 500;

fn trends(ground: &Ground, team: Team, now: Now) -> Result<Answer, Text> {
    let trends = Box::new(Past::of(ground, &team, now)?.trends);
    let (teams, today) = (teams(ground, &team), today(now));
    Ok(Answer::Trends { team: Box::new(team), teams, today, trends })
}

/// What a team looks back on.
pub struct Past {
    pub trends: Trends,
    pub ledger: Ledger,
    /// The day of the last session.
    pub last: Option<NaiveDate>,
}

impl Past {
    pub fn of(ground: &Ground, team: &Team, now: Now) -> Result<Past, Text> {
        let ledger = Ledgers::new(&ground.data_dir).up_to_date(&team.id, now);
        let ended = ledger.held().filter(|it| !it.aborted).count();
        let history = digests(&Store::new(&ground.data_dir), &ledger, LOOKED_BACK);
        let profile = profile(ground, team)?;
        let duties = duties(&ground.config_dir, &ground.library, &profile);
        let gap_map = ledger.gap_map.share(&duties, profile.pm == PmKind::Combined);
        let of = history.len() + ended.saturating_sub(LOOKED_BACK);
        let trends = Trends::of(&history, of, &ledger, gap_map, today(now));
        Ok(Past { trends, ledger, last: history.last().map(|it| it.day) })
    }
}

/// Sessions the warnings of a profile look back on: more than three sprints of any team's.
const SPRINTS: usize = 60;

/// What the profile's warnings say of the team's past; the demo team has none.
pub fn standing(ground: &Ground, now: Now) -> Vec<Text> {
    let Ok(team) = self::team(ground, None, now) else { return Vec::new() };
    let known = profile(ground, &team).ok().filter(|_| team.id != DEMO);
    let Some(profile) = known else { return Vec::new() };
    let ledger = Ledgers::new(&ground.data_dir).up_to_date(&team.id, now);
    let history = digests(&Store::new(&ground.data_dir), &ledger, SPRINTS);
    let warnings = history::standing(&profile, &team, &history, &ledger, today(now));
    warnings.into_iter().map(|it| it.say.clone()).collect()
}

/// The newest ended sessions of a ledger, oldest first.
fn digests(store: &Store, ledger: &Ledger, most: usize) -> Vec<Digest> {
    let ended: Vec<&Text> = ledger.held().filter(|it| !it.aborted).map(|it| &it.sid).collect();
    let newest = &ended[ended.len().saturating_sub(most)..];
    let shelf = store.shelf();
    let path = |sid: &Text| shelf.iter().find(|it| it.sid == **sid).map(|it| &it.path);
    let stored = newest.iter().filter_map(|it| store.open(path(it)?.to_str()?).ok());
    stored.filter_map(|it| Digest::of(it.setup, &it.records)).collect()
}

fn owners(ground: &Ground, team: Team, now: Now) -> Result<Answer, Text> {
    let profile = profile(ground, &team)?;
    let duties = duties(&ground.config_dir, &ground.library, &profile);
    let map = Ledgers::new(&ground.data_dir).up_to_date(&team.id, now).gap_map;
    let teams = teams(ground, &team);
    let (team, profile, today) = (Box::new(team), Box::new(profile), today(now));
    Ok(Answer::Owners { team, teams, profile, duties, map, today })
}

/// Sessions looked through for others of a ceremony: some years of a team's.
const SHELVES: usize = 2000;

fn compare(ground: &Ground, sid: &str, with: Option<&str>) -> Result<Answer, Text> {
    let store = Store::new(&ground.data_dir);
    let shelf = store.shelf();
    let portrait = |sid: &str| {
        let it = shelf.iter().find(|it| it.sid == *sid)?;
        let stored = store.open(it.path.to_str()?).ok()?;
        let end = stored.records.last()?.at;
        Some(Portrait::of(&Session::replay(Arc::new(stored.setup), &stored.records, end), end))
    };
    let right = portrait(sid).ok_or_else(|| Text::new("This session cannot be read."))?;
    let here = listing(shelf.iter().find(|it| it.sid == *sid).ok_or("This session is gone.")?);
    let like = |it: &Listing| {
        it.ceremony == here.ceremony
            && it.team == here.team
            && it.practice == here.practice
            && it.state != State::Damaged
            && it.sid != here.sid
    };
    let all = shelf.iter().take(SHELVES).map(listing);
    let others: Vec<Listing> = all.filter(like).collect();
    let before = || others.iter().find(|it| it.started_ms <= here.started_ms).or(others.last());
    let left = with.map(Text::new).or_else(|| before().map(|it| it.sid.clone()));
    let none = || format!("There is no other {} of {} yet.", here.title, here.team_name);
    let left = left.and_then(|it| portrait(&it)).ok_or_else(none)?;
    let others = others.into_iter().map(|it| it.sid).collect();
    Ok(Answer::Comparison { left: Box::new(left), right: Box::new(right), others })
}

fn export(ground: &Ground, sid: &str) -> Result<Answer, Text> {
    let found = Store::new(&ground.data_dir).found(sid);
    let found = found.map_err(|error| Text::new(error.to_string()))?;
    let redacted = exchange::redacted(&found.bytes, &found.journal).map(Box::new);
    Ok(Answer::Export { plain: Box::new(found.journal), redacted })
}

fn profile(ground: &Ground, team: &Team) -> Result<Profile, Text> {
    let Ground { library, config, wishes, .. } = ground;
    organisation::profile(library, config, team, wishes.profile.as_ref())
}

/// What the gap analysis asks, and who should own each in this profile.
fn duties(config_dir: &Path, library: &Library, profile: &Profile) -> Vec<Duty> {
    let (content, _) = assets::practice(config_dir, library);
    practice::duties(&content.drills, &profile.id)
}

/// How many sessions are looked at for a team.
const NEWEST: usize = 50;

fn newest(store: &Store) -> Option<Team> {
    store.newest().take(NEWEST).find_map(|it| {
        let setup = store.open(&it.sid).ok()?.setup;
        let counts = !setup.opened.demo && setup.opened.mode == SessionMode::Live;
        counts.then_some(setup.team)
    })
}
