//! From a command line to a running screen and back: what must be right before the terminal is taken over.

use std::{
    collections::VecDeque,
    env,
    io::{self, IsTerminal},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, mpsc},
};

use super::{
    clock::Clock,
    desk::{Desk, Ground},
    inbox::Inbound,
    input, panics,
    prepare::Wishes,
    run::{Outcome, Run},
    signals,
    terminal::Screen,
};
use crate::{
    app::{App, First, Offer, Start, Theme},
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

/// Why there is no screen, in one line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("{0}")]
    Terminal(Text),
    #[error("{0}")]
    Wrong(Text),
    #[error("{0}")]
    World(Text),
}

impl Refused {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Refused::Terminal(_) | Refused::Wrong(_) => 2,
            Refused::World(_) => 1,
        }
    }
}

/// Runs the program full-screen to its end; gives the terminal back whatever happens.
pub fn launch(launch: Launch) -> Result<Outcome, Refused> {
    check_terminal()?;
    #[cfg(debug_assertions)]
    let panic_at_f12 = launch.panic_at_f12;
    let Launch { first, wishes, room, no_color, config_dir, data_dir, .. } = launch;
    let ground = Ground::survey(config_dir, data_dir, wishes);
    let clock = Clock::default();
    if let First::Live { ceremony } = &first {
        ground.plan(ceremony, clock.now()).map_err(Refused::Wrong)?;
    }
    let start = Start {
        first,
        ceremonies: offers(&ground),
        theme: theme(no_color, ground.config.theme),
        bell: ground.config.bell,
        room,
        notices: ground.notices.clone(),
    };
    let (sender, inbox) = mpsc::channel();
    let mut run = Run {
        screen: take_terminal(&sender, ground.config.mouse)?,
        app: App::new(start),
        desk: Desk { ground: Arc::new(ground), inbox: sender },
        inbox,
        clock,
        held: VecDeque::new(),
        #[cfg(debug_assertions)]
        panic_at_f12,
    };
    Ok(catch_unwind(AssertUnwindSafe(|| run.to_the_end())).unwrap_or(Outcome::Crashed))
}

/// The order matters: once the terminal is ours, nothing may die without giving it back.
fn take_terminal(sender: &mpsc::Sender<Inbound>, mouse: bool) -> Result<Screen, Refused> {
    panics::install(sender.clone());
    signals::spawn(sender.clone())
        .and_then(|()| Screen::open(mouse))
        .and_then(|screen| input::spawn(sender.clone()).map(|()| screen))
        .map_err(|error| Refused::World(format!("Cannot use the terminal: {error}").into()))
}

fn check_terminal() -> Result<(), Refused> {
    let refuse = |why: &str| {
        let hint = "Lists and exports need none: see `runsheet --help`.";
        Err(Refused::Terminal(format!("Runsheet needs a terminal: {why}. {hint}").into()))
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

fn offers(ground: &Ground) -> Vec<Offer> {
    let all = ground.library.ceremonies.iter();
    all.map(|it| Offer {
        id: it.id.clone(),
        title: it.title.clone(),
        for_whom: it.for_whom.clone(),
    })
    .collect()
}
