//! How the four ways of playing score, run over many seeds: the figures the rubric is held against.
//!
//! `cargo run --release --example practice_policies [RUNS]`. It plays and prints; it writes nothing.

#![allow(clippy::print_stdout, reason = "a program that prints its findings")]

use std::sync::Arc;

use runsheet::{
    ceremony::Library,
    practice::{Content, Opening, Policy, Rehearsal, Staged, Wanted, setup},
};

fn main() {
    let runs = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(500);
    let library = Library::shipped();
    let content = Arc::new(Content::shipped());
    for ceremony in &library.ceremonies {
        for (nth, level) in content.levels.levels.iter().enumerate() {
            for policy in Policy::ALL {
                let mut scores: Vec<u32> = (0..runs)
                    .map(|seed| {
                        let profile = &library.profiles
                            [usize::try_from(seed).unwrap_or(0) % library.profiles.len()]
                        .id;
                        let wanted = Wanted {
                            profile: profile.clone(),
                            level: level.id.clone(),
                            seed,
                            ..Wanted::default()
                        };
                        let staged = Staged::drawn(&content, ceremony, &wanted);
                        let opening = Opening {
                            sid: "0".repeat(32).into(),
                            wall_ms: 1_795_422_600_000,
                            offset_min: 60,
                            today: chrono::NaiveDate::from_ymd_opt(2026, 11, 23)
                                .expect("a date of the calendar"),
                        };
                        let setup = setup(&library, &content, &staged, opening)
                            .expect("bundled names are known");
                        let mut rehearsal = Rehearsal::begun(content.clone(), setup.into(), staged);
                        rehearsal.play(policy);
                        rehearsal.score().score
                    })
                    .collect();
                scores.sort_unstable();
                let mean =
                    scores.iter().sum::<u32>() / u32::try_from(scores.len().max(1)).unwrap_or(1);
                let at =
                    |percent: usize| scores.get(scores.len() * percent / 100).copied().unwrap_or(0);
                println!(
                    "{} level={} policy={} runs={runs} mean={mean} p05={} p95={}",
                    ceremony.id,
                    nth + 1,
                    policy.word(),
                    at(5),
                    at(95)
                );
            }
        }
    }
}
