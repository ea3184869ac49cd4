//! What the drill, the progress screen and the home screen need to know of practice: content, log, and own recent sessions.

use std::{path::Path, sync::Arc};

use chrono::{DateTime, NaiveDate};

use super::{
    assets,
    disk::{Disk, RealDisk},
    ground::Ground,
    organisation,
    practice_log::PracticeLog,
    prepare::today,
    store::{Store, best, new_seed},
};
use crate::{
    app::{Echo, Meant, Now, Training, TrainingPage, Waiting},
    ceremony::{CaptureKind, Id, Profile, Team, Text},
    journal,
    practice::{Content, log::Line},
    session::{Moment, Session, SessionMode},
};

/// Live sessions further back than this call for no practice any more.
const RECENT_DAYS: i64 = 30;
/// Nor do more of them than this.
const MOST_SESSIONS: usize = 40;
const MOST_ECHOES: usize = 40;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Everything for a page of practice. What is wrong with the wishes is told as where a session is prepared.
pub fn train(ground: &Ground, page: TrainingPage, now: Now) -> Result<Training, Text> {
    let (team, profile) = place(ground)?;
    let (content, mut notices) = assets::practice(&ground.config_dir, &ground.library);
    let sessions = recent(ground, now);
    let (lines, problem) = up_to_date(ground, &content, &sessions, now);
    notices.extend(problem);
    Ok(Training {
        page,
        lines,
        content,
        profile,
        profiles: ground.library.profiles.clone(),
        titles: team.titles,
        ceremonies: ground.offers(),
        echoes: sessions.iter().flat_map(echoes).take(MOST_ECHOES).collect(),
        today: today(now),
        seed: new_seed(),
        notices,
    })
}

/// What waits today.
pub fn waiting(ground: &Ground, now: Now) -> Waiting {
    let (content, _) = assets::practice(&ground.config_dir, &ground.library);
    let (lines, _) = up_to_date(ground, &content, &recent(ground, now), now);
    Waiting::of(&lines, &content, today(now))
}

/// Where one works: whose titles count, and which organisation statements are about.
pub fn place(ground: &Ground) -> Result<(Team, Profile), Text> {
    let Ground { library, config, config_dir, wishes, .. } = ground;
    let team = organisation::team(library, config, config_dir, wishes.team.as_deref())?;
    let profile = organisation::profile(library, config, &team, wishes.profile.as_ref())?;
    Ok((team, profile))
}

/// The log, with every flag of recent live sessions in it; each is noted once. What could not be written down counts all
/// the same, and is tried again the next time.
fn up_to_date(
    ground: &Ground,
    content: &Content,
    sessions: &[Session],
    now: Now,
) -> (Vec<Line>, Option<Text>) {
    let log = PracticeLog::new(&ground.data_dir);
    let mut lines = log.lines();
    let mut fresh: Vec<Line> = sessions.iter().rev().flat_map(|it| flags(it, content)).collect();
    fresh.retain(|it| !lines.contains(it));
    if fresh.is_empty() {
        return (lines, None);
    }
    let problem = log.append(&fresh, now).err().map(|it| Text::new(it.to_string()));
    lines.extend(fresh);
    (lines, problem)
}

/// What one meant to say in the next live session of this ceremony, until there was one.
pub fn resolved(data: &Path, ceremony: &Id) -> Option<Text> {
    let meant = latest(data, ceremony, None)?;
    (!was_live_between(data, ceremony, &meant.sid, None)).then_some(meant.text)
}

/// The same for a live session that has just ended, unless it was said already what became of it.
pub fn meant(data: &Path, ceremony: &Id, sid: &Text) -> Option<Meant> {
    let meant = latest(data, ceremony, Some(sid))?;
    let tried = PracticeLog::new(data)
        .lines()
        .iter()
        .any(|it| matches!(it, Line::Tried { sid, .. } if *sid == meant.sid));
    (!tried && !was_live_between(data, ceremony, &meant.sid, Some(sid))).then_some(meant)
}

/// The newest sentence for this ceremony; session ids sort by time.
fn latest(data: &Path, ceremony: &Id, before: Option<&Text>) -> Option<Meant> {
    PracticeLog::new(data).lines().into_iter().rev().find_map(|it| match it {
        Line::Resolved { sid, ceremony: of, text }
            if of == *ceremony && before.is_none_or(|it| sid < *it) =>
        {
            Some(Meant { sid, text })
        }
        _ => None,
    })
}

fn was_live_between(data: &Path, ceremony: &Id, after: &Text, before: Option<&Text>) -> bool {
    let shelf = Store::new(data).shelf();
    let mut between = shelf
        .iter()
        .filter(|it| **after < *it.sid && before.is_none_or(|before| *it.sid < **before));
    between.any(|it| {
        let head = RealDisk.read(&it.path).ok();
        let opened = head.and_then(|head| journal::read_head(&head, &it.sid));
        opened.is_some_and(|it| it.ceremony == *ceremony && it.mode == SessionMode::Live)
    })
}

/// Own live sessions of the last weeks, newest first; the demo team's are a rehearsal.
fn recent(ground: &Ground, now: Now) -> Vec<Session> {
    let since = DateTime::from_timestamp_millis(now.wall_ms - RECENT_DAYS * DAY_MS);
    let since = since.unwrap_or_default().format("%Y%m%dt%H%M%Sz").to_string();
    let store = Store::new(&ground.data_dir);
    let shelf = store.newest().take_while(|it| since <= it.started);
    let read = shelf.filter_map(|it| {
        let journal = best(&RealDisk, &it.path).ok()?.journal;
        let setup = journal.setup.clone()?;
        if setup.opened.demo || setup.opened.mode != SessionMode::Live {
            return None;
        }
        let records = journal.into_records();
        let end = records.last().map_or(Moment(0), |it| it.at);
        Some(Session::replay(Arc::new(setup), &records, end))
    });
    read.take(MOST_SESSIONS).collect()
}

fn day(session: &Session) -> Option<NaiveDate> {
    session.date(Moment(0))
}

fn echoes(session: &Session) -> Vec<Echo> {
    let Some(day) = day(session) else { return Vec::new() };
    let title = &session.setup().opened.title;
    let decisions = session.captures().iter().filter(|it| it.capture.kind == CaptureKind::Decision);
    let echo = |text: &Text| Echo { text: text.clone(), title: title.clone(), day };
    decisions.map(|it| echo(&it.capture.text)).collect()
}

/// Each flagged warning, with the principles that train against it.
fn flags(session: &Session, content: &Content) -> Vec<Line> {
    let Some(day) = day(session) else { return Vec::new() };
    let mut found: Vec<Line> = Vec::new();
    for (warning, _) in session.flags() {
        let trained =
            content.principles.principles.iter().filter(|it| it.warnings.contains(warning));
        for principle in trained {
            let line = Line::FlaggedLive {
                sid: session.setup().opened.sid.clone(),
                day,
                warning: warning.clone(),
                principle: principle.id.clone(),
            };
            if !found.contains(&line) {
                found.push(line);
            }
        }
    }
    found
}
