//! What a practice run needs of the world: its content, the log of runs before it, an id. It decides nothing about the run.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    assets,
    ground::Ground,
    practice_log::PracticeLog,
    prepare::today,
    store::{new_seed, new_sid},
};
use crate::{
    app::{Now, Stored, Troupe, Wish},
    ceremony::Id,
    practice::{
        Content,
        log::{Line, RunEnded},
        mix, next_level,
    },
    session::SessionMode,
};

/// Runs whose situations wait before they come again.
const RECENT: usize = 3;
/// Seeds drawn for a run are short enough to be typed.
const SEEDS: u64 = 1_000_000;

pub(super) fn stage(ground: &Ground, wish: Wish, now: Now) -> Troupe {
    let (content, notices) = assets::practice(&ground.config_dir, &ground.library);
    let lines = PracticeLog::new(&ground.data_dir).lines();
    let ended: Vec<&RunEnded> = lines
        .iter()
        .filter_map(|it| match it {
            Line::RunEnded(it) => Some(&**it),
            _ => None,
        })
        .collect();
    let latest = ended.iter().rev().take(RECENT);
    let recent: Vec<Id> =
        latest.flat_map(|it| it.answers.iter().map(|it| it.situation.clone())).collect();
    let runs: Vec<RunEnded> = ended.iter().map(|it| (*it).clone()).collect();
    Troupe {
        wish,
        library: Arc::new(ground.library.clone()),
        sid: new_sid(),
        seed: new_seed() % SEEDS,
        level: next_level(&runs, &content),
        due: wanted(&lines, &content, today(now)),
        recent,
        runs: ended.len(),
        notices,
        content: Arc::new(content),
    }
}

/// Every principle that is due; where none is, the one a run should meet next.
fn wanted(lines: &[Line], content: &Content, today: NaiveDate) -> Vec<Id> {
    let due = mix::due(lines, content, today);
    if due.is_empty() {
        mix::principles(lines, content, today).into_iter().take(1).collect()
    } else {
        due
    }
}

/// Gives a practice session that is taken up again or looked at the content it is told with.
pub(super) fn with_content(ground: &Ground, stored: Stored) -> Stored {
    if stored.setup.opened.mode != SessionMode::Practice {
        return stored;
    }
    let (content, _) = assets::practice(&ground.config_dir, &ground.library);
    Stored { content: Some(Arc::new(content)), ..stored }
}
