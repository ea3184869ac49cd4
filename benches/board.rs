//! How long a retrospective's board takes to draw and to answer a key, with 30 and with 500 cards (others as arguments). Best of
//! thirty, warm. It fails when a promise is broken.

#![allow(clippy::print_stdout, reason = "a bench tells its figures")]

use std::{
    env,
    process::ExitCode,
    time::{Duration, Instant},
};

use ratatui::{Terminal, backend::TestBackend};
use runsheet::{
    app::{App, Key, Live, Message, Now, Screen, Start},
    ceremony::Library,
    session::{CardInput, Command, Given, Put, put},
    shell::prepare::{Meeting, Wishes, plan},
    view,
};

const SIZES: [usize; 2] = [30, 500];
/// What is promised up to this many cards: a key and its frame, as the eye takes no notice of.
const PROMISED: usize = 500;
const FLUID: Duration = Duration::from_millis(33);
const NOW: Now = Now { boot_ms: 5_000, wall_ms: 1_795_422_600_000, offset_min: 60 };

fn main() -> ExitCode {
    let asked: Vec<usize> = env::args().filter_map(|it| it.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    let kept: Vec<bool> = sizes.into_iter().map(board).collect();
    if kept.into_iter().all(|it| it) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn begun() -> App {
    let library = Library::shipped();
    let first = |id: &str| library.ceremonies.iter().find(|it| it.id == id).cloned();
    let meeting = Meeting {
        ceremony: first("retro").expect("a retrospective is bundled"),
        team: library.teams[0].clone(),
        profile: library.profiles[0].clone(),
        deck: library.decks[0].clone(),
        backlog: library.backlogs[0].clone(),
        past: Given::default(),
        taken: Vec::new(),
        notices: Vec::new(),
    };
    let plan = plan(meeting, &library, &[], &Wishes::default(), NOW);
    let mut app = App::new(Start::default());
    app.update(Message::Prepared(Box::new(plan)), NOW);
    app.update(Message::Key(Key::Enter), NOW);
    app
}

fn live(app: &mut App) -> &mut Live {
    let Screen::Live(it) = &mut app.screen else { panic!("the session has begun") };
    it
}

/// All cards in, shown and each a topic.
fn filled(cards: usize) -> App {
    let mut app = begun();
    let it = live(&mut app);
    it.ask(Command::SetBoard { format: "ssc".into(), input: CardInput::Typed }, NOW);
    it.ask(Command::Jump("rt.gather".into()), NOW);
    for n in 0..cards {
        let column = ["start", "stop", "continue"][n % 3].into();
        let text = format!("a thought on what we did {} and how it went", n * 7919 % cards).into();
        put(&it.session, &mut it.open, Put::Card { column, text }).expect("it is written here");
    }
    it.ask(Command::Jump("rt.share".into()), NOW);
    app
}

fn board(cards: usize) -> bool {
    println!("{cards} cards");
    let mut app = filled(cards);
    let promised = (cards <= PROMISED).then_some(FLUID);
    let mut kept = true;
    let start = Instant::now();
    for column in ["start", "stop", "continue"] {
        while 0 < live(&mut app).open.hidden_in(&column.into()) {
            live(&mut app).ask(Command::ShowCards(column.into()), NOW);
        }
    }
    told("all cards shown", start.elapsed(), None);
    kept &= told("the step, a key and a frame", best(&mut app, &[Key::Tab]), promised);
    app.update(Message::Key(Key::Char('B')), NOW);
    kept &= told("the board, down and a frame", best(&mut app, &[Key::Down]), promised);
    let pair = [Key::Char(' '), Key::Char(' '), Key::Char('m'), Key::Char('u')];
    kept &=
        told("two marked, grouped, taken back", best(&mut app, &pair), promised.map(|it| it * 4));
    app.update(Message::Key(Key::Esc), NOW);
    let it = live(&mut app);
    it.ask(Command::Jump("rt.vote".into()), NOW);
    let dots = it.session.topics().iter().take(20).map(|it| (it.title.clone(), 1)).collect();
    it.ask(Command::CountDots { dots, run_off: false }, NOW);
    kept &= told("the vote, a key and a frame", best(&mut app, &[Key::Tab]), promised);
    live(&mut app).ask(Command::Jump("rt.insight".into()), NOW);
    kept & told("a topic, a key and a frame", best(&mut app, &[Key::Tab]), promised)
}

/// The keys, each with a frame.
fn best(app: &mut App, keys: &[Key]) -> Duration {
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).expect("a screen in memory");
    let timed = (0..30).map(|_| {
        let start = Instant::now();
        for key in keys {
            app.update(Message::Key(*key), NOW);
            terminal.draw(|frame| view::draw(frame, app, NOW)).expect("memory is there");
        }
        start.elapsed()
    });
    timed.min().unwrap_or_default()
}

/// Tells a figure; whether it keeps what is promised.
fn told(what: &str, took: Duration, promised: Option<Duration>) -> bool {
    let kept = promised.is_none_or(|it| took <= it);
    let beside = promised.map(|it| {
        let broken = if kept { "" } else { ": BROKEN" };
        format!("   promised {:.0} ms{broken}", it.as_secs_f64() * 1e3)
    });
    println!("  {what:<42} {:>9.2} ms{}", took.as_secs_f64() * 1e3, beside.unwrap_or_default());
    kept
}
