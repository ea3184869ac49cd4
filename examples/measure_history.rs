//! Times what people wait for in a data folder: `measure_history DIR WORD`. Each figure is the median of five, warm.

#![allow(clippy::print_stdout, reason = "a program that prints its findings")]

use std::{
    env,
    hint::black_box,
    ops::ControlFlow,
    time::{Duration, Instant},
};

use runsheet::{
    history::{Digest, Needle},
    shell::{
        searching::look,
        shelf,
        store::{Store, listing},
    },
};

fn median(mut work: impl FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..5)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[2]
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, word] = &arguments[..] else {
        println!("usage: measure_history DIR WORD");
        return;
    };
    let store = Store::new(folder);
    let all = shelf::all(folder.as_ref());
    let needle = Needle::new(word).expect("a word to look for");
    let mut hits = 0;
    println!("{} sessions", all.len());
    let told =
        |what: &str, time: Duration| println!("{what:<44} {:>9.2} ms", time.as_secs_f64() * 1e3);
    told("names of all sessions", median(|| drop(black_box(shelf::all(folder.as_ref())))));
    told(
        "lines of the newest 30",
        median(|| {
            all.iter().take(30).for_each(|it| drop(black_box(listing(it))));
        }),
    );
    told("lines of all", median(|| drop(black_box(store.list()))));
    told(
        "search, first session with a hit",
        median(|| {
            look(&all, &needle, |_, _| ControlFlow::Break(()));
        }),
    );
    told(
        "search, all sessions",
        median(|| {
            hits = 0;
            look(&all, &needle, |_, _| {
                hits += 1;
                ControlFlow::Continue(())
            });
        }),
    );
    println!("  ({hits} sessions have `{word}`)");
    if let Some(newest) = all.first() {
        told("open the newest", median(|| drop(black_box(store.open(&newest.sid)))));
        let digest = || {
            let stored = store.open(&newest.sid).ok()?;
            Digest::of(stored.setup, &stored.records)
        };
        told("open and measure the newest", median(|| drop(black_box(digest()))));
    }
}
