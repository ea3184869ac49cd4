//! `runsheet`, `runsheet live` and `runsheet resume`: what goes full-screen. The shell runs it to its end.

use super::{
    args::Live,
    failure::{Exit, Failure},
    world::World,
};
use crate::{
    app::First,
    ceremony::{Id, Text},
    shell::{
        launch::{Launch, launch},
        prepare::Wishes,
        run::Outcome as End,
    },
};

pub(super) fn home(world: &World) -> Result<End, Failure> {
    open(world, Launch::default())
}

pub(super) fn live(world: &World, live: Live) -> Result<End, Failure> {
    let wishes = Wishes {
        team: live.team,
        profile: live.profile.map(Id::new),
        sprint: live.sprint.map(Text::from),
        at: live.at,
        leads: live.leads.map(Text::from),
        ..Wishes::default()
    };
    let first = First::Live { ceremony: Id::new(live.ceremony) };
    open(world, Launch { first, wishes, room: live.room, ..Launch::default() })
}

fn open(world: &World, what: Launch) -> Result<End, Failure> {
    let World { paths, no_color, .. } = world;
    let (config_dir, data_dir) = (paths.config.clone(), paths.data.clone());
    let filled = Launch {
        no_color: *no_color,
        config_dir,
        data_dir,
        #[cfg(debug_assertions)]
        panic_at_f12: world.panic_at_f12,
        ..what
    };
    launch(filled).map_err(|refused| Failure {
        exit: match refused.code() {
            2 => Exit::Usage,
            3 => Exit::Damaged,
            _ => Exit::World,
        },
        message: refused.to_string(),
    })
}
