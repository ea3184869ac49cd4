//! How long a key takes over a long backlog, from the press to the drawn screen, and how long the file takes beside it; fails when a
//! key can be felt.

#![allow(clippy::print_stdout, reason = "a bench tells its figures")]
#![allow(clippy::unwrap_used, reason = "a bench may stop where a test may")]

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use ratatui::{Terminal, backend::TestBackend};
use runsheet::{
    app::{App, Effect, Key, Message, Now, Plan, Start, Target},
    ceremony::{Backlog, BacklogItem, Library},
    session::{Given, ItemPatch},
    shell::{
        backlog,
        ground::Ground,
        items::{self, Owner},
        prepare::{Meeting, Wishes, plan},
    },
    view,
};

/// Nobody feels less than a tenth of a second; half of that is left to the terminal.
const FELT: Duration = Duration::from_millis(50);
const WINDOW: (u16, u16) = (120, 36);

fn main() -> ExitCode {
    let mut slowest = Duration::ZERO;
    for items in [352, 5_000] {
        slowest = slowest.max(keys(items));
    }
    if slowest < FELT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The slowest key of a refinement over so many items.
fn keys(items: usize) -> Duration {
    let library = Library::shipped();
    let plan = planned(&library, items);
    let owner = Owner::of(&plan.setup);
    let now = Now { boot_ms: 5_000, wall_ms: 1_795_422_600_000, offset_min: 60 };
    let mut app = App::new(Start::default());
    let mut terminal = Terminal::new(TestBackend::new(WINDOW.0, WINDOW.1)).unwrap();
    let mut changes: Vec<ItemPatch> = Vec::new();
    let mut press = |app: &mut App, message: Message| {
        let start = Instant::now();
        let effects = app.update(message, now);
        terminal.draw(|frame| view::draw(frame, app, now)).unwrap();
        let spent = start.elapsed();
        for it in effects {
            if let Effect::Backlog(it) = it {
                changes.extend(it);
            }
        }
        spent
    };
    press(&mut app, Message::Prepared(Box::new(plan)));
    press(&mut app, Message::Key(Key::Enter));
    press(&mut app, Message::Hit(Target::Step(3)));
    let mut spent: Vec<(Duration, Key)> = Vec::new();
    for _ in 0..5 {
        for key in story() {
            spent.push((press(&mut app, Message::Key(key)), key));
        }
    }
    spent.sort_by_key(|it| it.0);
    let (median, slowest) = (spent[spent.len() / 2].0, spent[spent.len() - 1]);
    println!(
        "{items} items: {} keys, median {median:?}, slowest {:?} ({:?})",
        spent.len(),
        slowest.0,
        slowest.1
    );
    println!(
        "{items} items: each of {} changes in the file {:?}",
        changes.len(),
        file(items, &owner, &changes)
    );
    slowest.0
}

/// An item found, opened, written, tagged, sized, carried elsewhere, done with.
fn story() -> Vec<Key> {
    let typed = |text: &str| text.chars().map(Key::Char).collect::<Vec<Key>>();
    let mut keys = typed("Bexportday");
    keys.extend([Key::Down, Key::Down, Key::Up, Key::PageDown, Key::Esc]);
    keys.extend(typed("I1wFor shops"));
    keys.push(Key::Enter);
    keys.extend(typed("cOne file"));
    keys.extend([Key::Enter, Key::Enter, Key::Esc]);
    keys.extend(typed("y3 5 5"));
    keys.extend([Key::Enter, Key::Char('y'), Key::Enter, Key::Char('B'), Key::Tab]);
    keys.extend([Key::Down, Key::Down, Key::Enter, Key::Enter, Key::Esc, Key::Char('1')]);
    keys.extend([Key::Char('u'), Key::Char('U')]);
    keys
}

fn backlog_of(items: usize) -> Backlog {
    let item = |n: usize| BacklogItem {
        key: format!("A-{n}").into(),
        title: format!("Export day {n} of sales as a file somebody else can read").into(),
        description: "As an owner I want figures, not copies. ".repeat(12).into(),
        size: ["", "1", "3", "8"][n % 4].into(),
        ..BacklogItem::default()
    };
    Backlog { id: "crew".into(), items: (0..items).map(item).collect() }
}

fn planned(library: &Library, items: usize) -> Plan {
    let mut team = library.teams[0].clone();
    team.id = "crew".into();
    let meeting = Meeting {
        ceremony: library.ceremony(&"refinement".into()).unwrap().clone(),
        profile: library.profile(&"midsize".into()).unwrap().clone(),
        deck: library.deck(None).unwrap().clone(),
        backlog: backlog_of(items),
        team,
        past: Given::default(),
        taken: Vec::new(),
        notices: Vec::new(),
    };
    let now = Now { boot_ms: 0, wall_ms: 1_795_422_600_000, offset_min: 60 };
    plan(meeting, library, &[], &Wishes::default(), now)
}

/// How long one change takes to be in the team's file, beside the screen.
fn file(items: usize, owner: &Owner, changes: &[ItemPatch]) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_path_buf();
    backlog::replace(&data, &backlog_of(items)).unwrap();
    let ground = Ground::survey(data.join("config"), data, Wishes::default());
    let start = Instant::now();
    for it in changes {
        items::keep(&ground, owner, std::slice::from_ref(it)).unwrap();
    }
    start.elapsed() / u32::try_from(changes.len().max(1)).unwrap()
}
