//! The data folder on a real disk: made, listed, found, resumed, locked, verified, repaired.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

use runsheet::{
    app::{Now, Save, State},
    session::{Actor, Ending, Event, Record, Setup},
    shell::{
        error::Error,
        store::{Store, new_sid},
        verify::{self, Verdict},
        writer::{Tell, Writer},
    },
};
use tempfile::TempDir;

use crate::journals::sample;

const NOW: Now = Now { boot_ms: 5, wall_ms: sample::WALL, offset_min: 60 };
const PATIENCE: Duration = Duration::from_secs(20);

fn ear() -> (Tell, Receiver<Save>) {
    let (tell, told) = channel();
    (Arc::new(move |it| drop(tell.send(it))), told)
}

#[track_caller]
fn saved(told: &Receiver<Save>, n: u64) {
    loop {
        match told.recv_timeout(PATIENCE) {
            Ok(Save::Saved { n: until }) if until >= n => return,
            Ok(Save::Saved { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
}

fn setup(sid: &str, wall_ms: i64) -> Setup {
    let mut setup = sample::setup();
    setup.opened.sid = sid.into();
    setup.opened.wall_ms = wall_ms;
    setup
}

/// A session with its first four records, left open.
pub(super) fn left(store: &Store, sid: &str, wall_ms: i64) -> Writer {
    let (tell, told) = ear();
    let records = sample::records();
    let writer = store.create(&setup(sid, wall_ms), &records[0], NOW, tell).unwrap();
    for it in &records[1..4] {
        writer.append(it, wall_ms + 1000);
    }
    saved(&told, 5);
    writer
}

fn ended(store: &Store, sid: &str, wall_ms: i64) {
    let writer = left(store, sid, wall_ms);
    let event = Event::Ended { how: Ending::Done, talk: None };
    let at = sample::records()[4].at;
    writer.append(&Record { n: 6, at, by: Actor::Facilitator, event }, wall_ms + 2000);
    assert_eq!(writer.close(PATIENCE), 0);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for it in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if it.is_dir() {
            found.extend(files(&it));
        }
        found.push(it);
    }
    found
}

#[test]
fn what_is_said_to_be_saved_is_on_disk_and_for_nobody_else() {
    let data = TempDir::new().unwrap();
    let folder = data.path().join("deep/data");
    let store = Store::new(&folder);
    let writer = left(&store, sample::SID, sample::WALL);
    let home = folder.join(format!("sessions/2025/11/20251121t203000z-{}.ron", sample::SID));
    assert!(home.is_file());
    let stored = store.open(sample::SID).unwrap();
    assert_eq!(stored.records, sample::records()[..4]);
    store.keep_scratch(sample::SID, Some("secret")).unwrap();
    for it in files(&folder).into_iter().chain([folder.clone()]) {
        let mode = fs::metadata(&it).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if it.is_dir() { 0o700 } else { 0o600 }, "{}", it.display());
    }
    assert_eq!(writer.close(PATIENCE), 0);
    assert!(!home.with_extension("who").exists());
}

#[test]
fn a_session_is_taken_up_by_one_process_and_says_who_holds_it() {
    let data = TempDir::new().unwrap();
    let store = Store::new(data.path());
    let writer = left(&store, sample::SID, sample::WALL);
    store.keep_scratch(sample::SID, Some("two cards")).unwrap();
    let later = Now { wall_ms: sample::WALL + 61_000, ..NOW };
    let (tell, _told) = ear();
    match store.resume("last", later, tell).err() {
        Some(Error::Held(who)) => {
            assert_eq!(who, format!("pid {} since 21:30", std::process::id()));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(writer.close(PATIENCE), 0);
    let (tell, told) = ear();
    let (stored, writer) = store.resume("last", later, tell).unwrap();
    assert_eq!(stored.resumed, Some(60_000));
    assert_eq!(stored.scratch.as_deref(), Some("two cards"));
    let reopened = stored.records.last().unwrap();
    assert_eq!((reopened.n, &reopened.event), (6, &Event::Reopened { torn: None }));
    assert_eq!(reopened.at.0, sample::records()[3].at.0 + 60_000);
    let next = Record { n: 7, ..sample::records()[4].clone() };
    writer.append(&next, later.wall_ms);
    saved(&told, 7);
    assert_eq!(writer.close(PATIENCE), 0);
    assert_eq!(store.open("last").unwrap().records[4..], [reopened.clone(), next]);
    store.keep_scratch(sample::SID, None).unwrap();
    assert_eq!(store.scratch(sample::SID), None);
}

#[test]
fn sessions_are_listed_newest_first_and_found_by_the_end_of_their_id() {
    let data = TempDir::new().unwrap();
    let store = Store::new(data.path());
    assert!(store.list().is_empty());
    let (old, new) = (new_sid(), new_sid());
    ended(&store, &old, sample::WALL - 86_400_000 * 40);
    assert_eq!(left(&store, &new, sample::WALL).close(PATIENCE), 0);
    fs::write(data.path().join("sessions/2025/11/notes.ron"), "mine").unwrap();
    let list = store.list();
    assert_eq!(list.iter().map(|it| &*it.sid).collect::<Vec<_>>(), [&*new, &*old]);
    assert_eq!(list.iter().map(|it| it.state).collect::<Vec<_>>(), [State::Open, State::Completed]);
    assert_eq!(list[0].planned_s, 900);
    assert_eq!(*store.open(&old[26..]).unwrap().setup.opened.sid, *old);
    assert_eq!(*store.open(&list[1].path).unwrap().setup.opened.sid, *old);
    assert!(matches!(store.open("nosuch1"), Err(Error::Unknown(_))));
    assert!(
        matches!(store.open(&old[28..]), Err(Error::Unknown(_))),
        "four characters are too few"
    );
    assert!(matches!(store.open("../../etc/passwd.ron"), Err(Error::Unknown(_))));
    let (tell, _told) = ear();
    assert!(matches!(store.resume(&old, NOW, tell), Err(Error::Ended)));
}

fn home(store: &Store) -> PathBuf {
    store.shelf()[0].path.clone()
}

#[test]
fn a_torn_tail_is_healed_when_the_session_is_resumed() {
    let data = TempDir::new().unwrap();
    let store = Store::new(data.path());
    assert_eq!(left(&store, sample::SID, sample::WALL).close(PATIENCE), 0);
    let home = home(&store);
    let whole = fs::read(&home).unwrap();
    fs::write(&home, &whole[..whole.len() - 9]).unwrap();
    assert!(matches!(verify::verify(&home), Verdict::Torn { records: 5, .. }));
    let (tell, _told) = ear();
    let (stored, writer) = store.resume("last", NOW, tell).unwrap();
    assert_eq!(stored.records[..3], sample::records()[..3]);
    assert_eq!(writer.close(PATIENCE), 0);
    assert_eq!(verify::verify(&home), Verdict::Open { records: 6 });
    assert!(fs::read(&home).unwrap().starts_with(&whole[..whole.len() - 9]), "nothing was cut");
}

#[test]
fn a_damaged_session_is_shown_not_continued_until_it_is_repaired() {
    let data = TempDir::new().unwrap();
    let store = Store::new(data.path());
    assert_eq!(left(&store, sample::SID, sample::WALL).close(PATIENCE), 0);
    let home = home(&store);
    let bad = fs::read_to_string(&home).unwrap().replace("Grace", "Grave");
    fs::write(&home, &bad).unwrap();
    assert_eq!(store.list()[0].state, State::Damaged);
    assert!(
        matches!(verify::verify(&home), Verdict::Damaged(what) if what[0].starts_with("record 3 is lost"))
    );
    let stored = store.open("last").unwrap();
    assert_eq!((stored.records.len(), stored.notices.len()), (3, 1));
    let (tell, _told) = ear();
    assert!(matches!(store.resume("last", NOW, tell), Err(Error::Damaged { .. })));
    let copy = verify::repair(&home).unwrap().unwrap();
    assert_eq!(fs::read_to_string(&home).unwrap(), bad, "the damaged file is left as it is");
    assert_eq!(copy, home.with_extension("002.ron"));
    assert_eq!(verify::repair(&home).unwrap(), None);
    assert_eq!(store.list()[0].state, State::Open);
    let (tell, _told) = ear();
    let (stored, writer) = store.resume("last", NOW, tell).unwrap();
    assert_eq!((stored.records.len(), stored.notices.len()), (4, 1));
    assert_eq!(writer.close(PATIENCE), 0);
}

#[test]
fn links_and_pipes_are_no_journals() {
    let data = TempDir::new().unwrap();
    let store = Store::new(data.path());
    assert_eq!(left(&store, sample::SID, sample::WALL).close(PATIENCE), 0);
    let home = home(&store);
    let moved = data.path().join("elsewhere");
    fs::rename(&home, &moved).unwrap();
    symlink(&moved, &home).unwrap();
    assert!(matches!(store.open(sample::SID), Err(Error::Io { .. })));
    fs::remove_file(&home).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&home).status().unwrap();
    assert!(made.success());
    assert!(matches!(store.open(sample::SID), Err(Error::Io { .. })));
    assert_eq!(store.list()[0].state, State::Damaged);
}

#[test]
fn a_disk_that_cannot_be_written_is_told_and_tried_again() {
    let data = TempDir::new().unwrap();
    let folder = data.path().join("data");
    fs::write(&folder, "in the way").unwrap();
    let store = Store::new(&folder);
    let (tell, told) = ear();
    let records = sample::records();
    let writer = store.create(&sample::setup(), &records[0], NOW, tell).unwrap();
    assert!(matches!(told.recv_timeout(PATIENCE), Ok(Save::Failing { .. })));
    fs::remove_file(&folder).unwrap();
    writer.append(&records[1], sample::WALL);
    saved(&told, 3);
    assert_eq!(writer.close(PATIENCE), 0);
    assert_eq!(store.open("last").unwrap().records, records[..2]);
}

#[test]
fn closing_says_how_many_records_are_not_saved() {
    let data = TempDir::new().unwrap();
    let folder = data.path().join("data");
    fs::write(&folder, "in the way").unwrap();
    let (tell, _told) = ear();
    let records = sample::records();
    let writer = Store::new(&folder).create(&sample::setup(), &records[0], NOW, tell).unwrap();
    writer.append(&records[1], sample::WALL);
    assert_eq!(writer.close(Duration::ZERO), 2);
}

#[test]
fn a_long_session_is_listed_from_its_two_ends_as_from_the_whole() {
    let data = TempDir::new().unwrap();
    let store = Store::new(data.path());
    ended(&store, sample::SID, sample::WALL);
    let home = home(&store);
    let whole = fs::read(&home).unwrap();
    let told = store.list();
    assert_eq!(told[0].state, State::Completed);
    let lines: Vec<&[u8]> = whole.split_inclusive(|it| *it == b'\n').collect();
    let long = [lines[0], &vec![b'x'; 300_000], b"\n", &lines[2..].concat()].concat();
    fs::write(&home, &long).unwrap();
    assert_eq!(store.list(), told, "the definition is not looked at");
    fs::write(&home, &long[..long.len() - lines.last().unwrap().len()]).unwrap();
    assert_eq!(store.list()[0].state, State::Open);
}
