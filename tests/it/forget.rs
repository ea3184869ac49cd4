//! A forgotten person leaves no trace, and the sessions of the others stay as they were.

use std::{
    fs,
    path::{Path, PathBuf},
};

use runsheet::{
    app::Now,
    journal,
    shell::{
        disk::RealDisk,
        error::Error,
        forget::{forget, rehearse, spelled},
        ledgers::Ledgers,
        shelf,
        store::{Store, best},
        verify::verify,
    },
};

use crate::{export, generated, journals::sample};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn stands(data: &Path, name: &str) -> bool {
    files(data).iter().any(|it| {
        let name_itself = it.file_name().unwrap().to_string_lossy().contains(name);
        name_itself || String::from_utf8_lossy(&fs::read(it).unwrap()).contains(name)
    })
}

const NOW: Now = Now { boot_ms: 0, wall_ms: 1_795_422_600_000, offset_min: 60 };

#[test]
fn forgetting_leaves_no_trace_of_the_name_and_every_session_verifies() {
    let data = generated::data(28, 4);
    let data = data.path();
    fs::write(
        data.join("teams").join(generated::TEAM).join("backlog.ron"),
        "Backlog(id: \"h\", items: [(title: \"Ask Grace's shop\")])\n",
    )
    .unwrap();
    assert!(stands(data, "Grace") && stands(data, "Mateo"));
    let before: Vec<usize> = records(data);
    let rehearsed = rehearse(data, "Grace").unwrap();
    assert!(stands(data, "Grace"));
    let forgotten = forget(data, "Grace").unwrap();
    assert_eq!(forgotten, rehearsed);
    assert_eq!(forgotten.files.len(), 30);
    assert!(!stands(data, "Grace"));
    assert_eq!(forget(data, "Mateo").unwrap().instead, "someone 2");
    assert!(!stands(data, "Mateo"));
    assert_eq!(records(data), before);
    for it in shelf::all(data) {
        let verdict = verify(&it.path);
        assert!(verdict.is_sound(), "{verdict}");
    }
    let ledger = Ledgers::new(data).up_to_date(&generated::TEAM.into(), NOW);
    assert_eq!(ledger.sessions.len(), 28);
    assert!(ledger.entries.iter().any(|it| &*it.owner == "someone 1"));
    assert_eq!(forget(data, "Grace").unwrap().files, []);
}

/// How many records each session has, and how many people were there.
fn records(data: &Path) -> Vec<usize> {
    let read = |it: &shelf::Shelved| {
        let stored = Store::new(data).open(&it.sid).unwrap();
        let end = stored.records.last().unwrap().at;
        let count = stored.records.len();
        let session = runsheet::session::Session::replay(stored.setup.into(), &stored.records, end);
        count * 100 + session.present().len()
    };
    shelf::all(data).iter().map(read).collect()
}

fn put(data: &Path, bytes: &[u8]) -> PathBuf {
    let home = shelf::home(data, sample::SID, sample::WALL);
    fs::create_dir_all(home.parent().unwrap()).unwrap();
    fs::write(&home, bytes).unwrap();
    home
}

#[test]
fn a_torn_tail_and_a_record_of_a_newer_version_are_no_hiding_place() {
    let data = tempfile::tempdir().unwrap();
    let mut text = export::sample_journal();
    let gap = journal::read(text.as_bytes(), Some(sample::SID)).unwrap().next;
    let newer = format!("(n:{gap},t:0,m:0,e:Sung(by:\"Ada\",song:\"Ada's \\\"song\\\"\"))");
    let mut hasher = crc32fast::Hasher::new_with_initial(crc32fast::hash(sample::SID.as_bytes()));
    hasher.update(newer.as_bytes());
    let sum = hasher.finalize();
    let torn = format!("(n:{},t:0,m:0,e:Captured(capture:(text:\"Ada to", gap + 1);
    text.push_str(&[newer, format!("//={sum:08x}\n"), torn].concat());
    let home = put(data.path(), text.as_bytes());
    forget(data.path(), "Ada").unwrap();
    assert!(!stands(data.path(), "Ada"));
    let found = best(&RealDisk, &home).unwrap();
    assert_eq!(
        found.journal.newer[0].event,
        "Sung(by:\"someone 1\",song:\"someone 1's \\\"song\\\"\")"
    );
    assert_eq!(found.journal.next, gap + 1);
}

#[test]
fn a_session_somebody_is_writing_stops_it_before_anything_is_changed() {
    let data = generated::data(5, 1);
    let path = shelf::all(data.path())[2].path.clone();
    let held = fs::File::open(&path).unwrap();
    held.try_lock().unwrap();
    assert!(matches!(forget(data.path(), "Ada"), Err(Error::Held(_))));
    drop(held);
    assert!(!stands(data.path(), "someone 1"));
    assert!(forget(data.path(), "Ada").is_ok());
}

#[test]
fn a_name_that_is_a_field_or_an_id_as_well_is_taken_out_where_people_wrote_it() {
    let data = tempfile::tempdir().unwrap();
    let mut text = export::sample_journal();
    let gap = journal::read(text.as_bytes(), Some(sample::SID)).unwrap().next;
    let line =
        format!("(n:{gap},t:0,m:0,e:FactSet(fact:\"grace\",value:true,pass:Some(\"ask grace\")))");
    let mut hasher = crc32fast::Hasher::new_with_initial(crc32fast::hash(sample::SID.as_bytes()));
    hasher.update(line.as_bytes());
    let sum = hasher.finalize();
    text.push_str(&[line, format!("//={sum:08x}\n")].concat());
    let home = put(data.path(), text.as_bytes());
    assert!(text.contains("late_grace"));
    for (name, files) in [("grace", 1), ("late", 1), ("msg", 0), ("Captured", 0)] {
        assert_eq!(forget(data.path(), name).unwrap().files.len(), files, "{name}");
    }
    let after = fs::read_to_string(home).unwrap();
    assert!(after.contains("late_grace"));
    assert!(after.contains("FactSet(fact:\"grace\",value:true,pass:Some(\"ask someone 1\"))"));
}

#[test]
fn whoever_is_called_as_those_who_are_forgotten_is_forgotten_too() {
    let data = tempfile::tempdir().unwrap();
    put(data.path(), export::sample_journal().as_bytes());
    forget(data.path(), "Ada").unwrap();
    let twice = forget(data.path(), "someone").unwrap();
    assert_eq!((&*twice.instead, twice.files.len()), ("somebody 1", 1));
    assert!(!stands(data.path(), "someone"));
}

#[test]
fn other_letters_of_a_name_are_found() {
    let data = generated::data(3, 4);
    let spelled = |name: &str| spelled(data.path(), name).unwrap();
    let (spelling, files) = spelled("mateo").unwrap();
    assert_eq!((&*spelling, files), ("Mateo", rehearse(data.path(), "Mateo").unwrap().files.len()));
    assert_eq!(spelled("LATE"), None);
    assert_eq!(spelled("nobody at all"), None);
}
