//! `runsheet`, `runsheet live`, `runsheet resume` and `runsheet history`: what goes full-screen. The shell runs it to its end.

use super::{
    args::{Drill, DrillWay, Live},
    failure::{Exit, Failure},
    world::World,
};
use crate::{
    app::{First, State, TrainingPage, Way},
    ceremony::{Id, Text},
    session::Event,
    shell::{
        error::Error,
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
        backlog: live.backlog,
        sprint: live.sprint.map(Text::from),
        at: live.at,
        leads: live.leads.map(Text::from),
    };
    let first = First::Live { ceremony: Id::new(live.ceremony) };
    open(world, Launch { first, wishes, room: live.room, ..Launch::default() })
}

/// The browser, or the session named.
pub(super) fn history(world: &World, session: Option<String>) -> Result<End, Failure> {
    let first = match session {
        Some(sid) => First::Look { sid: sid.into() },
        None => First::History,
    };
    open(world, Launch { first, ..Launch::default() })
}

pub(super) fn drill(world: &World, drill: Drill) -> Result<End, Failure> {
    let wishes =
        Wishes { team: drill.team, profile: drill.profile.map(Id::new), ..Wishes::default() };
    let way = drill.way.map(|it| match it {
        DrillWay::Today => Way::Today,
        DrillWay::Sprint => Way::Sprint,
        DrillWay::Flip => Way::Flip,
        DrillWay::Justify => Way::Justify,
        DrillWay::Echo => Way::Echo,
    });
    let first = First::Train(TrainingPage::Drill(way));
    open(world, Launch { first, wishes, ..Launch::default() })
}

/// The session named, else the last one that was interrupted.
pub(super) fn resume(world: &World, session: Option<&str>) -> Result<End, Failure> {
    let asked = match session {
        Some(asked) => asked.to_owned(),
        None => interrupted(world)?,
    };
    let found = world.store().found(&asked)?;
    if found.journal.lines.iter().any(|it| matches!(it.event, Event::Ended { .. })) {
        return Err(Failure::from(Error::Ended));
    }
    open(
        world,
        Launch { first: First::Resume { sid: found.journal.sid.into() }, ..Launch::default() },
    )
}

/// The newest that nobody holds; else one that is held, so that its refusal says by whom.
fn interrupted(world: &World) -> Result<String, Failure> {
    let all = world.store().list();
    let newest = |state| all.iter().find(|it| it.state == state && !it.practice);
    let open = newest(State::Open).or_else(|| newest(State::Running));
    let none = || Failure::usage("no session was interrupted; `runsheet live` begins one");
    open.map(|it| it.sid.to_string()).ok_or_else(none)
}

pub(super) fn open(world: &World, what: Launch) -> Result<End, Failure> {
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
    launch(filled).map_err(|refused| {
        let exit = match refused.code() {
            2 => Exit::Usage,
            3 => Exit::Damaged,
            _ => Exit::World,
        };
        Failure::new(exit, refused)
    })
}
