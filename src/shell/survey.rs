//! Answers questions about many sessions from the data folder. Slow at times: each on a thread of its own, never on the loop's.

use std::{io, sync::Arc, sync::mpsc::Sender, thread};

use super::{
    ground::Ground,
    inbox::Inbound,
    ledgers::Ledgers,
    organisation::{self, DEMO},
    prepare::today,
    store::Store,
};
use crate::{
    app::{Answer, Message, Now, Question},
    ceremony::{Team, Text},
    session::SessionMode,
};

/// Finds out, and tells the loop.
pub fn ask(
    ground: Arc<Ground>,
    inbox: Sender<Inbound>,
    question: Question,
    now: Now,
) -> io::Result<()> {
    let work = move || {
        let message = match answer(&ground, question, now) {
            Ok(answer) => Message::Surveyed(Box::new(answer)),
            Err(told) => Message::Failed(told),
        };
        let _ = inbox.send(Inbound::App(message));
    };
    thread::Builder::new().name("survey".into()).spawn(work).map(|_| ())
}

fn answer(ground: &Ground, question: Question, now: Now) -> Result<Answer, Text> {
    match question {
        Question::Ledger => Ok(ledger(ground, team(ground)?, now)),
        Question::Settle { team: id, id: entry, how } => {
            let ledgers = Ledgers::new(&ground.data_dir);
            let settled = ledgers.settle(&id, &entry, &how, now);
            settled.map_err(|error| Text::new(error.to_string()))?;
            Ok(ledger(ground, team(ground)?, now))
        }
    }
}

fn ledger(ground: &Ground, team: Team, now: Now) -> Answer {
    let known = Ledgers::new(&ground.data_dir).up_to_date(&team.id, now);
    Answer::Ledger { team: Box::new(team), today: today(now), entries: known.entries }
}

/// The team that was asked for or set up; else, before the demo team, the one of the newest session of a team.
fn team(ground: &Ground) -> Result<Team, Text> {
    let Ground { library, config, config_dir, wishes, .. } = ground;
    let team = organisation::team(library, config, config_dir, wishes.team.as_deref())?;
    if team.id != DEMO || wishes.team.is_some() {
        return Ok(team);
    }
    Ok(newest(&Store::new(&ground.data_dir)).unwrap_or(team))
}

/// How many sessions are looked at for a team.
const NEWEST: usize = 50;

fn newest(store: &Store) -> Option<Team> {
    store.shelf().into_iter().take(NEWEST).find_map(|it| {
        let setup = store.open(&it.sid).ok()?.setup;
        let counts = !setup.opened.demo && setup.opened.mode == SessionMode::Live;
        counts.then_some(setup.team)
    })
}
