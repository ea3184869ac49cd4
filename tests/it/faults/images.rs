//! Every call of a journal's life fails or is the last one, on the simulated disk.

use std::{io::ErrorKind, path::PathBuf, sync::Arc};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use runsheet::{
    journal::{self, Journal, Salt},
    session::Record,
    shell::{
        disk::{Disk, replace_file},
        pen::Pen,
        store::best,
    },
};

use super::sim::{Fault, Sim};
use crate::journals::sample;

fn home() -> PathBuf {
    PathBuf::from(format!("/data/sessions/2026/11/20261121t203000z-{}.ron", sample::SID))
}

fn line(record: &Record) -> String {
    journal::record(Salt::of(sample::SID), record, sample::WALL)
}

/// Begins a journal and saves record by record, each tried up to five times. Returns the number of the last one acknowledged.
fn live(sim: &Arc<Sim>, records: &[Record]) -> u64 {
    let mut pen = Pen::new(sim.clone(), home());
    let mut saved = 0;
    for (at, record) in records.iter().enumerate() {
        let opening = if at == 0 { journal::opening(&sample::setup()) } else { String::new() };
        pen.queue(&(opening + &line(record)), record.n);
        saved = (0..5).find_map(|_| pen.flush().ok()).unwrap_or(saved);
    }
    saved
}

/// What a start after the crash reads, if the journal ever got its name.
fn read(sim: &Sim) -> Option<Journal> {
    best(sim, &home()).ok().map(|it| it.journal)
}

#[track_caller]
fn keeps(journal: Option<Journal>, records: &[Record], saved: u64, what: &str) {
    let told: Vec<Record> = journal.map(Journal::into_records).unwrap_or_default();
    for it in &told {
        assert!(records.contains(it), "{what}: a wrong record {it:?}");
    }
    for it in records.iter().filter(|it| it.n <= saved) {
        assert!(told.contains(it), "{what}: record {} was saved and is gone", it.n);
    }
}

#[test]
fn one_failing_call_loses_nothing_whichever_it_is() {
    let records = &sample::records()[..8];
    let sound = Arc::new(Sim::default());
    assert_eq!(live(&sound, records), 9);
    let faults = [
        Fault::Error(ErrorKind::StorageFull),
        Fault::Error(ErrorKind::QuotaExceeded),
        Fault::Error(ErrorKind::Interrupted),
        Fault::Error(ErrorKind::PermissionDenied),
        Fault::Error(ErrorKind::Other),
        Fault::Short,
    ];
    for fault in faults {
        for at in 0..sound.calls() {
            let sim = Arc::new(Sim::failing(at, fault));
            let saved = live(&sim, records);
            let what = format!("{fault:?} at call {at}");
            assert_eq!(saved, 9, "{what}");
            let after = sim.crashed(&mut |_| 0);
            let journal = read(&after).expect("it has its name");
            assert!(journal.may_grow() && journal.tail.torn.is_none(), "{what}");
            keeps(Some(journal), records, saved, &what);
        }
    }
}

#[test]
fn power_lost_at_any_call_loses_nothing_that_was_saved() {
    let records = &sample::records()[..8];
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let sound = Arc::new(Sim::default());
    live(&sound, records);
    for at in 0..=sound.calls() {
        let sim = Arc::new(Sim::failing(at, Fault::Stop));
        let saved = live(&sim, records);
        for image in 0..60 {
            let after = sim.crashed(&mut |sides| rng.random_range(0..sides));
            keeps(read(&after), records, saved, &format!("stopped at call {at}, image {image}"));
        }
    }
}

#[test]
fn a_burst_that_was_being_saved_may_go_but_takes_nothing_with_it() {
    let records = sample::records();
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    for stop in 0..40 {
        let sim = Arc::new(Sim::failing(stop, Fault::Stop));
        let mut pen = Pen::new(sim.clone(), home());
        pen.queue(&(journal::opening(&sample::setup()) + &line(&records[0])), 2);
        let mut saved = pen.flush().unwrap_or(0);
        for burst in records[1..].chunks(12) {
            for record in burst {
                pen.queue(&line(record), record.n);
            }
            saved = pen.flush().unwrap_or(saved);
        }
        for _ in 0..100 {
            let after = sim.crashed(&mut |sides| rng.random_range(0..sides));
            keeps(read(&after), &records, saved, &format!("stopped at call {stop}"));
        }
    }
}

/// The control: were a sync to lie, these images would show it.
#[test]
fn a_disk_that_lies_is_caught_by_these_images() {
    let records = &sample::records()[..8];
    let sound = Arc::new(Sim::default());
    live(&sound, records);
    let caught = (0..sound.calls()).any(|at| {
        let sim = Arc::new(Sim::failing(at, Fault::Lie));
        let saved = live(&sim, &records[..1]);
        let told = read(&sim.crashed(&mut |_| 0)).map_or(0, |it| it.lines.len());
        saved == 2 && told == 0
    });
    assert!(caught);
}

#[test]
fn a_file_that_lost_its_name_or_its_end_is_written_anew() {
    let records = &sample::records()[..4];
    let sim = Arc::new(Sim::default());
    let mut pen = Pen::new(sim.clone(), home());
    pen.queue(&(journal::opening(&sample::setup()) + &line(&records[0])), 2);
    pen.flush().unwrap();
    sim.remove(&home()).unwrap();
    pen.queue(&line(&records[1]), 3);
    pen.flush().unwrap();
    assert_eq!(read(&sim).unwrap().into_records(), records[..2]);
    let mut other = sim.append(&home()).unwrap();
    sim.write(&mut other, b"a line of somebody else\n").unwrap();
    pen.queue(&line(&records[2]), 4);
    pen.flush().unwrap();
    let journal = read(&sim).unwrap();
    assert!(journal.is_whole(), "the second file is read, which has no foreign bytes");
    assert_eq!(journal.into_records(), records[..3]);
}

#[test]
fn a_replaced_file_is_the_old_or_the_new_one_after_any_crash() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let path = PathBuf::from("/data/scratch/x.ron");
    for stop in 0..30 {
        let sim = Sim::failing(stop, Fault::Stop);
        let first = replace_file(&sim, &path, b"one").is_ok();
        let second = replace_file(&sim, &path, b"two").is_ok();
        for _ in 0..50 {
            let after = sim.crashed(&mut |sides| rng.random_range(0..sides));
            let found = after.read(&path).ok();
            let fits = match found.as_deref() {
                Some(b"two") => first,
                Some(b"one") => !second,
                None => !first,
                Some(_) => false,
            };
            assert!(fits, "stopped at call {stop}: {found:?}");
        }
    }
}

#[test]
fn nothing_never_replaces_something() {
    let sim = Sim::default();
    let path = PathBuf::from("/data/scratch/x.ron");
    replace_file(&sim, &path, b"one").unwrap();
    assert!(replace_file(&sim, &path, b"").is_err());
    assert_eq!(sim.read(&path).unwrap(), b"one");
}
