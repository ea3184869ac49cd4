//! The items a session touched, worked into the team's backlog file: one writer at a time, the file whole or not at all.

use std::{fs::File, io, path::Path, thread, time::Duration};

use super::{
    backlog,
    disk::{Disk, RealDisk},
    error::Error,
    ground::Ground,
    organisation::DEMO,
    prepare,
};
use crate::{
    ceremony::{BacklogItem, Id, Text},
    exchange::{Arrives, Clash, patch},
    session::{ItemPatch, Session, SessionMode, Setup, patches},
};

/// How often, and after what pause, another writer is waited for.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// Characters of a text that one line has room for.
const LONGEST: usize = 40;

/// Held while a backlog is read and replaced.
pub struct Hold(#[expect(dead_code, reason = "the lock goes when it is dropped")] File);

/// Waits for whoever writes this team's backlog now.
pub fn hold(data_dir: &Path, team: &Id) -> Result<Hold, Error> {
    let path = backlog::home(data_dir, team).with_file_name("backlog.lock");
    let take = || {
        RealDisk.folder(path.parent().unwrap_or(data_dir))?;
        let file = match RealDisk.append(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => RealDisk.create(&path)?,
            file => file?,
        };
        for _ in 0..TRIES {
            if RealDisk.lock(&file)? {
                return Ok(Hold(file));
            }
            thread::sleep(PAUSE);
        }
        Err(io::ErrorKind::WouldBlock.into())
    };
    take().map_err(Error::at("lock", &path))
}

/// Whose backlog it is, and for which ceremony it was read.
#[derive(Debug, Clone)]
pub struct Owner {
    pub team: Id,
    pub ceremony: Id,
    practice: bool,
}

impl Owner {
    pub fn of(setup: &Setup) -> Owner {
        Owner {
            team: setup.team.id.clone(),
            ceremony: setup.ceremony.id.clone(),
            practice: setup.opened.mode == SessionMode::Practice,
        }
    }
}

/// Works changes in as they are made; the answer is what to say about them.
pub fn keep(ground: &Ground, owner: &Owner, changes: &[ItemPatch]) -> Result<Option<Text>, Text> {
    work_in(ground, owner, changes, Arrives::AtOnce).map(|it| told(&it))
}

/// Works in what a session changed before it was left, where nobody has changed it since.
pub fn catch_up(ground: &Ground, setup: &Setup, session: &Session) -> Result<Option<Text>, Text> {
    let start = Session::new(setup.clone().into()).kept();
    let changes = patches(&start, &session.kept());
    work_in(ground, &Owner::of(setup), &changes, Arrives::Late).map(|it| told(&it))
}

/// The first thing two sessions said differently, with both; how many more there are.
fn told(clashes: &[Clash]) -> Option<Text> {
    let Clash { item, what, theirs, stands } = clashes.first()?;
    let or_none = |it: &Text| match it.char_indices().nth(LONGEST) {
        _ if it.is_empty() => "nothing".to_owned(),
        Some((at, _)) => format!("{}…", &it[..at]),
        None => it.to_string(),
    };
    let more = match clashes.len() - 1 {
        0 => String::new(),
        n => format!(" (and {n} more)"),
    };
    let stands = if theirs == stands {
        "it stays".to_owned()
    } else {
        format!("now it is {}", or_none(stands))
    };
    let theirs = or_none(theirs);
    Some(format!("Another session gave {item} the {what} {theirs}; {stands}{more}.").into())
}

fn work_in(
    ground: &Ground,
    owner: &Owner,
    changes: &[ItemPatch],
    arrives: Arrives,
) -> Result<Vec<Clash>, Text> {
    if owner.practice || changes.is_empty() {
        return Ok(Vec::new());
    }
    let told = |error: Error| Text::new(format!("The backlog is not saved: {error}"));
    let data = &ground.data_dir;
    let own = backlog::read(data, &owner.team).map_err(told)?;
    // What is bundled never changes.
    if own.is_none() && ground.wishes.backlog.is_none() && owner.team == DEMO {
        return Ok(Vec::new());
    }
    let _held = hold(data, &owner.team).map_err(told)?;
    let own = backlog::read(data, &owner.team).map_err(told)?;
    let mut backlog_now = match own.clone() {
        Some(own) => own,
        None => ground.meeting(&owner.ceremony)?.backlog,
    };
    backlog_now.id = owner.team.clone();
    let see = |it: &BacklogItem| prepare::item(it, &ground.library.columns);
    let mut clashes = Vec::new();
    for it in changes {
        clashes.extend(patch(&mut backlog_now, it, arrives, &see));
    }
    if own.as_ref() != Some(&backlog_now) {
        backlog::replace(data, &backlog_now).map_err(told)?;
    }
    Ok(clashes)
}
