//! `runsheet play`: a script without a terminal, on virtual time; saved like any session, or only to one file.

use std::{
    io::Write,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{DateTime, FixedOffset, Local};

use super::{
    complain,
    failure::{Failure, Outcome},
    world::World,
};
use crate::{
    app::{Now, Save, words},
    ceremony::Text,
    journal::{self, Salt},
    session::{Phase, Player, Record, Scene, Stop, script},
    shell::{
        assets::read_text,
        disk::{RealDisk, replace_file},
        ground::Ground,
        items,
        prepare::Wishes,
    },
};

/// Problems of a script told at once.
const TOLD: usize = 10;
/// How long a slow disk may take at the end.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn run(
    world: &World,
    path: &Path,
    output: Option<&Path>,
    out: &mut dyn Write,
) -> Outcome {
    let name = path.display().to_string();
    let text =
        read_text(path).map_err(|it| Failure::usage(format!("could not read {name}: {it}")))?;
    let scenes = script::read(&name, &text).map_err(|problems| {
        let mut lines: Vec<String> = problems.iter().take(TOLD).map(ToString::to_string).collect();
        if TOLD < problems.len() {
            lines.push(format!("and {} more", problems.len() - TOLD));
        }
        Failure::placed(lines.join("\n"))
    })?;
    if let (Some(_), [_, more, ..]) = (output, &scenes[..]) {
        let place = format!("{name}:{}:{}", more.place.line, more.place.col);
        return Err(Failure::placed(format!("{place}: -o takes the journal of one session")));
    }
    // One after the other: what a session leaves open is known to the next.
    for scene in &scenes {
        let (player, ground) = play(world, path, scene)?;
        match output {
            Some(file) => write_to(&player, file)?,
            None => save(world, &player, &ground)?,
        }
        tell(&player, out)?;
    }
    Ok(())
}

fn play(world: &World, script: &Path, scene: &Scene) -> Result<(Player, Ground), Failure> {
    let header = &scene.header;
    let name = script.display();
    let at = |place: crate::ceremony::Place| format!("{name}:{}:{}", place.line, place.col);
    let wishes = Wishes {
        team: header.team.as_ref().map(|it| team(script, it)),
        profile: header.profile.clone(),
        sprint: header.sprint.clone(),
        ..Wishes::default()
    };
    let (config, data) = (world.paths.config.clone(), world.paths.data.clone());
    let ground = Ground::survey(config, data, wishes);
    let start = header.start.unwrap_or_else(|| Local::now().fixed_offset());
    let plan = ground
        .plan(&header.ceremony, moment(start))
        .map_err(|why| Failure::placed(format!("{}: {why}", at(scene.place))))?;
    let mut player = Player::new(Arc::new(plan.setup), header.seed);
    match player.play(&scene.moves) {
        Ok(()) => Ok((player, ground)),
        Err(Stop { place, refusal }) => {
            let why = words::refusal(&player.session, &refusal);
            Err(Failure::placed(format!("{}: {why}", at(place))))
        }
    }
}

/// A team's id, or its file as seen from the script's folder.
fn team(script: &Path, named: &str) -> String {
    let file = script.parent().unwrap_or(Path::new("")).join(named);
    if file.is_file() { file.display().to_string() } else { named.to_owned() }
}

fn moment(start: DateTime<FixedOffset>) -> Now {
    Now {
        boot_ms: 0,
        wall_ms: start.timestamp_millis(),
        offset_min: start.offset().local_minus_utc() / 60,
    }
}

/// As in a live session: the journal appears with its first record, the others follow, and the backlog with them.
fn save(world: &World, player: &Player, ground: &Ground) -> Outcome {
    let setup = player.session.setup();
    let Some((began, rest)) = player.session.records().split_first() else { return Ok(()) };
    let failing: Arc<Mutex<Option<Text>>> = Arc::default();
    let heard = failing.clone();
    let hear = move |it: Save| {
        if let (Save::Failing { why, .. }, Ok(mut last)) = (it, heard.lock()) {
            *last = Some(why);
        }
    };
    let now = Now { boot_ms: 0, wall_ms: wall(player, began), offset_min: setup.opened.offset_min };
    let writer = world.store().create(setup, began, now, Arc::new(hear))?;
    for record in rest {
        writer.append(record, wall(player, record));
    }
    if 0 < writer.close(PATIENCE) {
        let why = failing.lock().ok().and_then(|it| it.clone()).unwrap_or_default();
        let folder = world.paths.sessions();
        return Err(Failure::world(format!("could not save to {}: {why}", folder.display())));
    }
    let told = items::catch_up(ground, setup, &player.session);
    if let Some(told) = told.map_err(|why| Failure::world(why.to_string()))? {
        complain(&told);
    }
    Ok(())
}

fn write_to(player: &Player, file: &Path) -> Outcome {
    let setup = player.session.setup();
    let salt = Salt::of(&setup.opened.sid);
    let mut text = journal::opening(setup);
    text.extend(
        player.session.records().iter().map(|it| journal::record(salt, it, wall(player, it))),
    );
    replace_file(&RealDisk, file, text.as_bytes())
        .map_err(|error| Failure::world(format!("could not write {}: {error}", file.display())))
}

fn wall(player: &Player, record: &Record) -> i64 {
    let since = i64::try_from(record.at.0).unwrap_or(i64::MAX);
    player.session.setup().opened.wall_ms.saturating_add(since)
}

fn tell(player: &Player, out: &mut dyn Write) -> Outcome {
    let session = &player.session;
    let state = match session.phase() {
        Phase::Ended => "ended",
        Phase::Waiting => "not begun, nothing saved",
        Phase::Running | Phase::Paused { .. } => "open",
    };
    let opened = &session.setup().opened;
    writeln!(
        out,
        "{} {}: {} records, {state}",
        opened.sid,
        opened.ceremony,
        session.records().len()
    )?;
    Ok(())
}
