//! How long looking back takes: listing, searching and opening among 100, 1,000 and 10,000 sessions (others as arguments), and
//! seeking in a story of 100,000 records. Best of five, warm. It fails when a promise is broken.

#![allow(clippy::print_stdout, reason = "a bench tells its figures")]

#[path = "../examples/generate_history/meeting.rs"]
mod meeting;
#[path = "../examples/generate_history/words.rs"]
mod words;
#[path = "../examples/generate_history/years.rs"]
mod years;

use std::{
    env,
    hint::black_box,
    ops::ControlFlow,
    process::ExitCode,
    time::{Duration, Instant},
};

use ratatui::{Terminal, backend::TestBackend};
use runsheet::{
    app::{App, Key, Message, Now, Start, Stored, SummaryPage, Target},
    ceremony::{CaptureKind, Id},
    history::Needle,
    session::{Actor, Capture, Event, Moment, Record, Setup, Way},
    shell::{
        searching::{Finder, look},
        shelf,
        store::{Store, listing},
    },
    view,
};

const SIZES: [usize; 3] = [100, 1000, 10_000];
/// What is promised up to this many sessions.
const PROMISED: usize = 10_000;
const RECORDS: u64 = 100_000;
const FIRST_HIT: Duration = Duration::from_millis(50);
const ALL_HITS: Duration = Duration::from_millis(400);
const FIRST_SCREEN: Duration = Duration::from_millis(200);
const SEEK: Duration = Duration::from_millis(100);
const OPEN: Duration = Duration::from_secs(1);

fn best(mut work: impl FnMut()) -> Duration {
    let timed = (0..6).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    timed.min().unwrap_or_default()
}

/// Tells a figure; whether it keeps what is promised.
fn told(what: &str, took: Duration, promised: Option<Duration>) -> bool {
    let kept = promised.is_none_or(|it| took <= it);
    let beside = promised.map(|it| {
        format!(
            "   promised {:.0} ms{}",
            it.as_secs_f64() * 1e3,
            if kept { "" } else { ": BROKEN" }
        )
    });
    println!("  {what:<42} {:>9.2} ms{}", took.as_secs_f64() * 1e3, beside.unwrap_or_default());
    kept
}

fn main() -> ExitCode {
    let asked: Vec<usize> = env::args().filter_map(|it| it.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    let mut kept = true;
    for size in sizes {
        let folder = tempfile::tempdir().expect("a folder for the data");
        years::generate(size, folder.path(), 7).expect("room for the data");
        kept &= among(size, folder.path());
        if size == 100 {
            kept &= seeking(Store::new(folder.path()).open("last").expect("a session").setup);
        }
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn among(size: usize, folder: &std::path::Path) -> bool {
    println!("{size} sessions");
    let promised = |it: Duration| (size <= PROMISED).then_some(it);
    let store = Store::new(folder);
    let all = store.shelf();
    let needle = Needle::new("export").expect("a word");
    let mut kept = told(
        "names and lines of the first screen",
        best(|| shelf::newest(folder).take(60).for_each(|it| drop(black_box(listing(&it))))),
        promised(FIRST_SCREEN),
    );
    told("names of all", best(|| drop(black_box(shelf::all(folder)))), None);
    told("lines of all", best(|| drop(black_box(store.list()))), None);
    kept &= told(
        "search, first hit",
        best(|| look(&all, &needle, |_, _| ControlFlow::Break(()))),
        promised(FIRST_HIT),
    );
    kept &= told(
        "search, all hits",
        best(|| look(&all, &needle, |_, _| ControlFlow::Continue(()))),
        promised(ALL_HITS),
    );
    let mut finder = Finder::default();
    let mut find = |words: &str| {
        let needle = Needle::new(words).expect("a word");
        finder.find(&needle, all.len(), |n| {
            let mut any = false;
            look([&all[n]], &needle, |_, _| {
                any = true;
                ControlFlow::Break(())
            });
            ControlFlow::Continue(any)
        });
    };
    find("expo");
    told("typing on: all hits of a longer word", best(|| find("export")), promised(ALL_HITS));
    let newest = all.first().expect("there are sessions");
    let open = || store.open(&newest.sid).map(SummaryPage::stored);
    told("open the newest, to its page", best(|| drop(black_box(open()))), None);
    kept
}

/// A day of a very long meeting: notes, facts, steps there and back, some of it taken back.
fn story(setup: &Setup) -> Vec<Record> {
    let steps: Vec<Id> = setup.ceremony.steps.iter().map(|it| it.id.clone()).collect();
    let event = |n: u64| match n % 50 {
        _ if n == 2 => Event::Began {
            present: setup.team.members.iter().map(|it| it.name.clone()).collect(),
            leads: None,
            mode: None,
            facts: Vec::new(),
            target: None,
            prepared: Vec::new(),
        },
        7 if n % 500 == 7 => Event::Entered {
            step: steps[usize::try_from(n / 500).unwrap_or(0) % steps.len()].clone(),
            way: Way::Jump,
            skipped: Vec::new(),
            warned: Vec::new(),
            overridden: Vec::new(),
        },
        13 => Event::Struck { n: n - 1 },
        20..30 => Event::Captured { capture: Capture::new(CaptureKind::Note, format!("note {n}")) },
        _ => Event::FactSet { fact: "q.vision".into(), value: n.is_multiple_of(2), pass: None },
    };
    let record =
        |n: u64| Record { n, at: Moment(n * 250), by: Actor::Facilitator, event: event(n) };
    (2..RECORDS + 2).map(record).collect()
}

fn seeking(setup: Setup) -> bool {
    println!("a story of {RECORDS} records");
    let stored = Stored {
        beside: Vec::new(),
        content: None,
        records: story(&setup),
        setup,
        notices: Vec::new(),
        scratch: None,
        seed: 7,
        resumed: None,
    };
    let start = Instant::now();
    let page = SummaryPage::stored(stored);
    let opened = told("open, to its page (beside the screen)", start.elapsed(), Some(OPEN));
    let now = Now { boot_ms: 0, wall_ms: 0, offset_min: 0 };
    let mut app = App::new(Start::default());
    app.update(Message::Looked(Box::new(page)), now);
    app.update(Message::Key(Key::Char('p')), now);
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).expect("a screen in memory");
    let mut slowest = Duration::ZERO;
    for n in 0..60_u64 {
        let place = n * 7919 % 60 * (RECORDS * 250 / 60);
        let start = Instant::now();
        app.update(Message::Hit(Target::Time(place)), now);
        let seek = start.elapsed();
        terminal.draw(|frame| view::draw(frame, &app, now)).expect("memory is there");
        slowest = slowest.max(seek);
        if n == 30 {
            told("one frame there", start.elapsed().saturating_sub(seek), None);
        }
    }
    told("seek, the slowest of sixty", slowest, Some(SEEK)) && opened
}
