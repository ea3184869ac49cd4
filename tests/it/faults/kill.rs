//! A real process, killed again and again in the middle of saving, and taken up by the next one.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use runsheet::{
    session::Event,
    shell::{
        store::Store,
        verify::{Verdict, verify},
    },
};
use tempfile::TempDir;

use super::shelves::left;
use crate::journals::sample;

/// `examples/scribe.rs`; `cargo test --test it` alone would not have built it.
fn scribe() -> PathBuf {
    let build = ["build", "--quiet", "--locked", "--example", "scribe"];
    assert!(Command::new(env!("CARGO")).args(build).status().unwrap().success());
    let test = std::env::current_exe().unwrap();
    test.parent().and_then(|it| it.parent()).unwrap().join("examples/scribe")
}

#[test]
fn kill_9_at_any_moment_loses_nothing_that_was_shown_as_saved() {
    let data = TempDir::new().unwrap();
    let store = Store::new(data.path());
    assert_eq!(left(&store, sample::SID, sample::WALL).close(Duration::from_secs(20)), 0);
    let scribe = scribe();
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    let mut shown = 5;
    let rounds = 60;
    for _ in 0..rounds {
        let mut child =
            Command::new(&scribe).arg(data.path()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for line in lines.by_ref().take(rng.random_range(1..12)) {
            shown = line.unwrap().parse().unwrap();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let rest = lines.map_while(Result::ok).filter_map(|it| it.parse().ok());
        shown = rest.last().unwrap_or(shown);
        let records = store.open("last").unwrap().records;
        assert!(records.last().unwrap().n >= shown);
        assert!(records.iter().map(|it| it.n).eq(2..2 + records.len() as u64));
    }
    let verdict = verify(&store.shelf()[0].path);
    assert!(matches!(verdict, Verdict::Open { .. } | Verdict::Torn { .. }), "{verdict}");
    let records = store.open("last").unwrap().records;
    let reopened = records.iter().filter(|it| matches!(it.event, Event::Reopened { .. })).count();
    assert_eq!(reopened, rounds);
}
