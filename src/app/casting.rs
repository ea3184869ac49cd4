//! Before a practice run: what to practise, under which profile, how hard. One Enter takes it as it is.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate};

use super::{Live, Now, Reply, StartPage, Turn, View, start::Bell, words};
use crate::{
    ceremony::{Id, Library, Text},
    practice::{Content, Opening, Scenario, Staged, Wanted, setup},
};

/// What was asked for on the command line or the home screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// A ceremony, or a scenario set by hand.
    pub what: Option<Id>,
    pub profile: Option<Id>,
    /// From 1.
    pub level: Option<usize>,
    pub seed: Option<u64>,
}

/// What the shell gathers for a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Troupe {
    pub wish: Wish,
    pub library: Arc<Library>,
    pub content: Arc<Content>,
    pub sid: Text,
    pub seed: u64,
    /// The level one has reached.
    pub level: Id,
    /// Principles that are due, and situations of the latest runs.
    pub due: Vec<Id>,
    pub recent: Vec<Id>,
    /// Runs that reached their debrief.
    pub runs: usize,
    /// What had to be left aside, one line each.
    pub notices: Vec<Text>,
}

#[derive(Debug)]
pub struct Casting {
    pub stage: Troupe,
    /// By place: ceremonies first, then scenarios.
    what: usize,
    profile: usize,
    level: usize,
    pub cursor: usize,
    view: View,
    bell: Bell,
}

/// What a run explains of itself the first time.
pub const FIRST_LINES: [&str; 3] = [
    "You are the product owner; everybody else is simulated. Enter goes on, as in a live session.",
    "When somebody wants something of you, choose what you would say. Letting it pass can be right.",
    "Tick, write down and ask the PM on the sheet as ever. At the end you see what came of it, and why.",
];

impl Casting {
    pub fn new(stage: Troupe, view: View, bell: Bell) -> Casting {
        let Troupe { wish, library, content, .. } = &stage;
        let ceremonies = library.ceremonies.iter().map(|it| &it.id);
        let mut all = ceremonies.chain(content.scenarios.iter().map(|it| &it.id));
        let what = all.position(|it| Some(it) == wish.what.as_ref()).unwrap_or(0);
        let wanted = wish.profile.clone().unwrap_or_else(|| "midsize".into());
        let profile = library.profiles.iter().position(|it| it.id == wanted).unwrap_or(0);
        let levels = &content.levels.levels;
        let reached = levels.iter().position(|it| it.id == stage.level).unwrap_or(0);
        let level = wish
            .level
            .map_or(reached, |it| it.saturating_sub(1))
            .min(levels.len().saturating_sub(1));
        Casting { stage, what, profile, level, cursor: 0, view, bell }
    }

    /// A run set by hand brings its own profile and level.
    pub fn scenario(&self) -> Option<&Scenario> {
        let ceremonies = self.stage.library.ceremonies.len();
        self.what.checked_sub(ceremonies).and_then(|it| self.stage.content.scenarios.get(it))
    }

    /// Each line that can be changed: its name and its value.
    pub fn rows(&self) -> Vec<(&'static str, Text)> {
        let Troupe { library, content, .. } = &self.stage;
        let levels = &content.levels.levels;
        match self.scenario() {
            Some(it) => vec![("What", Text::new(format!("{} (set by hand)", it.title)))],
            None => vec![
                (
                    "What",
                    library
                        .ceremonies
                        .get(self.what)
                        .map(|it| it.title.clone())
                        .unwrap_or_default(),
                ),
                (
                    "Profile",
                    library
                        .profiles
                        .get(self.profile)
                        .map(|it| it.title.clone())
                        .unwrap_or_default(),
                ),
                (
                    "Level",
                    levels
                        .get(self.level)
                        .map(|it| Text::new(format!("{} · {}", self.level + 1, it.title)))
                        .unwrap_or_default(),
                ),
            ],
        }
    }

    /// The run as it would be drawn now.
    pub fn staged(&self) -> Option<Staged> {
        let Troupe { library, content, wish, seed, due, recent, .. } = &self.stage;
        let seed = wish.seed.unwrap_or(*seed);
        if let Some(scenario) = self.scenario() {
            let ceremony = library.ceremony(&scenario.ceremony)?;
            return Some(Staged::set(content, ceremony, scenario.clone(), seed));
        }
        let ceremony = library.ceremonies.get(self.what)?;
        let drawn_by_hand = wish.seed.is_some();
        let wanted = Wanted {
            profile: library.profiles.get(self.profile)?.id.clone(),
            level: content.levels.levels.get(self.level)?.id.clone(),
            seed,
            // A seed that was typed gives the same run whatever one has done before.
            due: if drawn_by_hand { Vec::new() } else { due.clone() },
            recent: if drawn_by_hand { Vec::new() } else { recent.clone() },
        };
        Some(Staged::drawn(content, ceremony, &wanted))
    }

    fn begin(&self, now: Now) -> Reply {
        let nothing = || Reply::say("No situation fits this ceremony and profile.");
        let Some(staged) = self.staged().filter(|it| !it.situations.is_empty()) else {
            return nothing();
        };
        let opening = Opening {
            sid: self.stage.sid.clone(),
            wall_ms: now.wall_ms,
            offset_min: now.offset_min,
            today: day(now),
        };
        let Troupe { library, content, .. } = &self.stage;
        let Some(setup) = setup(library, content, &staged, opening) else { return nothing() };
        match Live::rehearse(content.clone(), setup, staged, self.view, self.bell, now) {
            Ok((live, reply)) => reply.and(Reply::turn(Turn::Live(Box::new(live)))),
            Err((session, refusal)) => Reply::say(words::refusal(&session, &refusal)),
        }
    }
}

impl StartPage for Casting {
    fn lines(&self) -> usize {
        self.rows().len()
    }

    fn cursor(&mut self) -> &mut usize {
        &mut self.cursor
    }

    fn change(&mut self, by: i32) {
        let Troupe { library, content, .. } = &self.stage;
        let (value, many) = match self.cursor {
            0 => (&mut self.what, library.ceremonies.len() + content.scenarios.len()),
            1 => (&mut self.profile, library.profiles.len()),
            _ => (&mut self.level, content.levels.levels.len()),
        };
        let step = if by < 0 { many.saturating_sub(1) } else { 1 };
        *value = (*value + step) % many.max(1);
    }

    fn accept(&mut self, now: Now) -> Reply {
        self.begin(now)
    }
}

/// The day it is where the learner is.
pub(super) fn day(now: Now) -> NaiveDate {
    let local = now.wall_ms.saturating_add(i64::from(now.offset_min) * 60_000);
    DateTime::from_timestamp_millis(local).unwrap_or_default().date_naive()
}
