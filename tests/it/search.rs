//! Search finds what a naive reader of every record would find, and nothing else.

use std::{
    collections::BTreeSet,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::Command,
};

use proptest::prelude::*;
use runsheet::{
    ceremony::CaptureKind,
    history::{Needle, search, texts},
    journal::{self, Salt},
    session::{Actor, Capture, Event, Moment, Record, Session},
    shell::{searching::look, shelf, store::Store},
};

use crate::{generated, journals::sample};

/// Every record that counts: session, number, texts.
fn all(data: &Path) -> Vec<(String, u64, Vec<String>)> {
    let mut found = Vec::new();
    for it in shelf::all(data) {
        let bytes = fs::read(&it.path).unwrap();
        let journal = journal::read(&bytes, Some(&it.sid)).unwrap();
        let setup = journal.setup.clone().unwrap();
        let records = journal.into_records();
        let session = Session::replay(setup.into(), &records, records.last().unwrap().at);
        for record in session.effective() {
            let texts = texts(&record.event).iter().map(ToString::to_string).collect();
            found.push((it.sid.clone(), record.n, texts));
        }
    }
    found
}

fn naive(all: &[(String, u64, Vec<String>)], words: &str) -> BTreeSet<(String, u64)> {
    let fits = |text: &String| {
        if words.chars().any(char::is_uppercase) {
            text.contains(words)
        } else {
            text.to_lowercase().contains(words)
        }
    };
    let hits = all.iter().filter(|(_, _, texts)| texts.iter().any(fits));
    hits.map(|(sid, n, _)| (sid.clone(), *n)).collect()
}

fn found(files: &[(String, Vec<u8>)], words: &str) -> BTreeSet<(String, u64)> {
    let needle = &Needle::new(words).unwrap();
    let hits = files.iter().flat_map(|(sid, bytes)| {
        let hits = search(bytes, sid, needle, usize::MAX).into_iter();
        hits.map(move |it| {
            assert!(needle.place(&it.text[it.place.clone()]).is_some());
            (sid.clone(), it.n)
        })
    });
    hits.collect()
}

#[test]
fn a_search_over_a_history_equals_a_naive_scan() {
    let data = generated::data(70, 11);
    let all = all(data.path());
    let files: Vec<(String, Vec<u8>)> = shelf::all(data.path())
        .iter()
        .map(|it| (it.sid.clone(), fs::read(&it.path).unwrap()))
        .collect();
    let texts: Vec<String> =
        all.iter().flat_map(|it| &it.2).filter(|it| !it.is_empty()).cloned().collect();
    assert!(1000 < texts.len());
    proptest!(ProptestConfig::with_cases(200), |(text in prop::sample::select(texts), from in any::<prop::sample::Index>(), length in 1_usize..9, small: bool)| {
        let chars: Vec<char> = text.chars().collect();
        let from = from.index(chars.len());
        let part: String = chars[from..chars.len().min(from + length)].iter().collect();
        let part = if small { part.to_lowercase() } else { part };
        prop_assume!(!part.trim().is_empty());
        let words = part.trim();
        let hits = found(&files, words);
        prop_assert!(!hits.is_empty());
        prop_assert_eq!(hits, naive(&all, words));
    });
    for words in ["nobody wrote this", "text", "Captured", "e:", "su.open", "\"", "\\", "ü"] {
        assert_eq!(found(&files, words), naive(&all, words), "{words}");
    }
}

fn note(n: u64, text: &str) -> Record {
    let event = Event::Captured { capture: Capture::new(CaptureKind::Note, text) };
    Record { n, at: Moment(n), by: Actor::Facilitator, event }
}

fn bytes(records: &[Record]) -> Vec<u8> {
    let salt = Salt::of(sample::SID);
    let lines = records.iter().map(|it| journal::record(salt, it, sample::WALL));
    (journal::opening(&sample::setup()) + &lines.collect::<String>()).into_bytes()
}

fn numbers(records: &[Record], words: &str) -> Vec<u64> {
    let needle = Needle::new(words).unwrap();
    search(&bytes(records), sample::SID, &needle, 9).iter().map(|it| it.n).collect()
}

#[test]
fn what_was_taken_back_is_not_found_until_it_is_restored() {
    let mark = |n: u64, event: Event| Record { event, ..note(n, "") };
    let mut records = vec![note(2, "the export"), note(3, "the Export too")];
    assert_eq!(numbers(&records, "export"), [2, 3]);
    records.push(mark(4, Event::Struck { n: 2 }));
    assert_eq!(numbers(&records, "export"), [3]);
    records.push(mark(5, Event::Restored { n: 2 }));
    assert_eq!(numbers(&records, "export"), [2, 3]);
}

#[test]
fn quotes_breaks_and_other_alphabets_are_found_as_typed() {
    let records = [note(2, "she said \"no\"\nand left\\"), note(3, "ΣΊΣΥΦΟΣ, Straße, 検索")];
    for (words, n) in
        [("\"no\"", 2), ("no\"\nand", 2), ("left\\", 2), ("straße", 3), ("索", 3), ("σίσ", 3)]
    {
        assert_eq!(numbers(&records, words), [n], "{words}");
    }
}

#[test]
fn sessions_are_told_newest_first_and_the_search_stops_when_asked() {
    let data = generated::data(20, 3);
    let shelf = Store::new(data.path()).shelf();
    let needle = Needle::new("the").unwrap();
    let mut told = Vec::new();
    look(&shelf, &needle, |it, hits| {
        assert!(!hits.is_empty());
        told.push(it.started.clone());
        if told.len() < 5 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert_eq!(told.len(), 5);
    assert!(told.is_sorted_by(|a, b| a > b));
}

/// A journal longer than what is read at first is searched from its first record on.
#[test]
fn the_first_record_of_a_long_session_is_found() {
    let data = tempfile::tempdir().unwrap();
    let mut records = vec![note(2, "needle in the beginning")];
    records.extend((3..900).map(|n| note(n, &"hay ".repeat(60))));
    let home = shelf::home(data.path(), sample::SID, sample::WALL);
    fs::create_dir_all(home.parent().unwrap()).unwrap();
    fs::write(&home, bytes(&records)).unwrap();
    let mut found = Vec::new();
    let shelf = shelf::all(data.path());
    look(&shelf, &Needle::new("needle").unwrap(), |_, hits| {
        found.extend(hits);
        ControlFlow::Continue(())
    });
    assert_eq!(found.iter().map(|it| it.n).collect::<Vec<_>>(), [2]);
}

fn run(data: &Path, arguments: &[&str]) -> (i32, String, String) {
    let config: PathBuf = data.join("config");
    let output = Command::new(env!("CARGO_BIN_EXE_runsheet"))
        .arg("--data-dir")
        .arg(data)
        .arg("--config-dir")
        .arg(config)
        .args(arguments)
        .output()
        .unwrap();
    let text = |it: Vec<u8>| String::from_utf8(it).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_list_of_sessions_can_be_searched() {
    let data = generated::data(14, 5);
    let (code, out, _) = run(data.path(), &["sessions", "--find", "the", "--ceremony", "retro"]);
    assert_eq!(code, 0);
    let sessions: Vec<&str> = out.lines().filter(|it| !it.starts_with(' ')).collect();
    assert!(sessions.iter().all(|it| it.contains(" retro Harbour Sprint 1")), "{out}");
    assert_eq!(sessions.len(), 1);
    let (code, out, _) = run(data.path(), &["sessions", "--find", "xyzzy"]);
    assert_eq!((code, out.as_str()), (0, "xyzzy stands in no session\n"));
}
