//! From a command line to a running screen and back: what must be right before the terminal is taken over.

use std::{
    collections::VecDeque,
    env,
    io::{self, IsTerminal, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
};

use super::{
    clock::Clock,
    desk::{Desk, TakenUp, tell},
    error::Error,
    ground::Ground,
    inbox::Inbound,
    input, panics,
    prepare::Wishes,
    run::{Outcome, Run},
    signals,
    store::Store,
    terminal::Screen,
    training::place,
};
use crate::{
    app::{App, First, Start, Theme},
    ceremony::Text,
};

/// How the program was asked to begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Launch {
    pub first: First,
    pub wishes: Wishes,
    pub room: bool,
    pub no_color: bool,
    pub config_dir: PathBuf,
    pub data_dir: PathBuf,
    /// The loop panics at F12, so that tests see what a panic leaves behind.
    #[cfg(debug_assertions)]
    pub panic_at_f12: bool,
}

/// Why there is no screen, in one line, and the exit code that says it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{told}")]
pub struct Refused {
    code: u8,
    told: Text,
}

impl Refused {
    pub fn code(&self) -> u8 {
        self.code
    }

    fn wrong(told: Text) -> Refused {
        Refused { code: 2, told }
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Refused {
        Refused { code: error.code(), told: Text::new(error.to_string()) }
    }
}

/// Runs the program full-screen to its end; gives the terminal back whatever happens.
pub fn launch(launch: Launch) -> Result<Outcome, Refused> {
    check_terminal()?;
    #[cfg(debug_assertions)]
    let panic_at_f12 = launch.panic_at_f12;
    let Launch { first, wishes, room, no_color, config_dir, data_dir, .. } = launch;
    let ground = Arc::new(Ground::survey(config_dir, data_dir, wishes));
    let clock = Clock::default();
    let (sender, inbox) = mpsc::channel();
    let (first, ready) = first_screen(first, &ground, &clock, &sender)?;
    let start = Start {
        first,
        ceremonies: ground.offers(),
        theme: theme(no_color, ground.config.theme),
        bell: ground.config.bell,
        room,
        notices: ground.notices.clone(),
    };
    let mut run = Run {
        desk: Desk::new(ground.clone(), sender.clone(), ready).map_err(|it| no_terminal(&it))?,
        screen: take_terminal(&sender, ground.config.mouse).map_err(|it| no_terminal(&it))?,
        app: App::new(start),
        inbox,
        clock,
        ascii: is_ascii_only(),
        held: VecDeque::new(),
        #[cfg(debug_assertions)]
        panic_at_f12,
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| run.to_the_end())).unwrap_or(Outcome::Crashed);
    let Run { screen, mut desk, .. } = run;
    drop(screen);
    tell_unsaved(desk.leave());
    Ok(outcome)
}

/// What is wrong with the first wish is told before the terminal is taken over.
fn first_screen(
    first: First,
    ground: &Ground,
    clock: &Clock,
    inbox: &Sender<Inbound>,
) -> Result<(First, Option<TakenUp>), Refused> {
    match first {
        First::Home => Ok((First::Home, None)),
        First::History => Ok((First::History, None)),
        First::Look { sid } => {
            let store = Store::new(&ground.data_dir);
            let found = store.found(&sid)?;
            Ok((First::Look { sid: found.journal.sid.into() }, None))
        }
        First::Live { ceremony } => {
            ground.meeting(&ceremony).map_err(Refused::wrong)?;
            Ok((First::Live { ceremony }, None))
        }
        First::Train(page) => {
            place(ground).map_err(Refused::wrong)?;
            Ok((First::Train(page), None))
        }
        First::Practice(wish) => Ok((First::Practice(wish), None)),
        First::Resume { sid } => {
            let store = Store::new(&ground.data_dir);
            let taken = store.resume(&sid, clock.now(), tell(inbox.clone()))?;
            let sid = taken.0.setup.opened.sid.clone();
            Ok((First::Resume { sid }, Some(taken)))
        }
    }
}

/// After the screen, so that it stays to be read.
fn tell_unsaved(records: u64) {
    if records > 0 {
        let told = format!("runsheet: {records} records of the session could not be saved.\n");
        let _ = io::stderr().write_all(told.as_bytes());
    }
}

/// The order matters: once the terminal is ours, nothing may die without giving it back.
fn take_terminal(sender: &Sender<Inbound>, mouse: bool) -> io::Result<Screen> {
    panics::install(sender.clone());
    signals::spawn(sender.clone())?;
    let screen = Screen::open(mouse)?;
    input::spawn(sender.clone())?;
    Ok(screen)
}

fn no_terminal(error: &io::Error) -> Refused {
    Refused { code: 1, told: format!("Cannot use the terminal: {error}").into() }
}

fn check_terminal() -> Result<(), Refused> {
    let refuse = |why: &str| {
        let hint = "Lists and exports need none: see `runsheet --help`.";
        Err(Refused::wrong(format!("Runsheet needs a terminal: {why}. {hint}").into()))
    };
    if !io::stdin().is_terminal() {
        return refuse("standard input is none");
    }
    if !io::stdout().is_terminal() {
        return refuse("standard output is none");
    }
    match env::var("TERM").as_deref() {
        Ok("dumb") => refuse("TERM=dumb cannot place text"),
        Ok("") | Err(_) => refuse("TERM is not set"),
        Ok(_) => Ok(()),
    }
}

/// `NO_COLOR` counts when it is not empty (no-color.org).
fn theme(no_color: bool, wanted: Theme) -> Theme {
    let plain = no_color || env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    if plain { Theme::None } else { wanted }
}

/// The locale names another encoding than UTF-8. Where no locale is set, nothing is known against the terminal.
fn is_ascii_only() -> bool {
    let set = |it: &str| env::var(it).ok().filter(|it| !it.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    locale.is_some_and(|it| !it.to_ascii_lowercase().replace('-', "").contains("utf8"))
}
