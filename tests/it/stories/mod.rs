//! Scripts in, journals out: a story for each rule of the engine, told by the commands people give.

use std::{collections::BTreeSet, fmt::Write as _, sync::Arc};

use runsheet::{
    app::Now,
    ceremony::{Id, Library},
    journal::{Salt, record},
    session::{Given, Moment, Player, Record, Scene, Session, Setup, minutes_and_seconds, script},
    shell::prepare::{Meeting, Wishes, plan},
};

mod cards;
mod inputs;
mod items;
mod moves;
mod time;
mod words;

const SID: &str = "00000000000070008000000000000000";

/// Line by line what a script wrote, `--` where a command was refused, and at the end how the clocks stand.
#[track_caller]
pub(crate) fn story(text: &str) -> String {
    story_after(&Given::default(), text)
}

/// As [`story`], with something known of the past.
#[track_caller]
pub(crate) fn story_after(past: &Given, text: &str) -> String {
    let scenes = script::read("story", text).unwrap_or_else(|it| panic!("{it:?}"));
    let mut told = String::new();
    for scene in scenes {
        let mut player = Player::new(Arc::new(stage(&scene, past.clone())), scene.header.seed);
        for it in scene.moves {
            player.wait(it.secs);
            match player.ask(it.command) {
                Ok(()) => told += &line(player.session.records().last().unwrap()),
                Err(refusal) => writeln!(told, "-- {refusal:?}").unwrap(),
            }
        }
        told += &clocks(&player);
    }
    told
}

/// A session of the bundled assets.
pub(crate) fn stage(scene: &Scene, past: Given) -> Setup {
    let library = Library::shipped();
    let header = &scene.header;
    let team = header.team.as_deref().unwrap_or("demo");
    let team = library.team(&Id::new(team)).expect("a bundled team").clone();
    let profile = header.profile.clone().unwrap_or_else(|| "midsize".into());
    let meeting = Meeting {
        ceremony: library.ceremony(&header.ceremony).expect("a bundled ceremony").clone(),
        profile: library.profile(&profile).expect("a bundled profile").clone(),
        deck: library.deck(team.deck.as_ref()).expect("a bundled deck").clone(),
        backlog: library.backlog(&team.id).cloned().unwrap_or_default(),
        team,
        past,
        taken: Vec::new(),
        notices: Vec::new(),
    };
    let start = header.start.unwrap_or_else(|| "2026-11-23T09:30:00+01:00".parse().unwrap());
    let now = Now {
        boot_ms: 0,
        wall_ms: start.timestamp_millis(),
        offset_min: start.offset().local_minus_utc() / 60,
    };
    let wishes = Wishes { sprint: header.sprint.clone(), ..Wishes::default() };
    let mut setup = plan(meeting, &library, &[], &wishes, now).setup;
    setup.opened.sid = SID.into();
    setup
}

/// A line of the journal without wall time and checksum; moments in seconds.
fn line(it: &Record) -> String {
    let line = record(Salt::of(SID), it, 0);
    let body = line.split("//=").next().unwrap();
    let event = body.split_once(",e:").unwrap().1.strip_suffix(')').unwrap();
    format!("{} {} {event}\n", it.n, it.at.0 / 1000)
}

fn clocks(player: &Player) -> String {
    let session = &player.session;
    let Some(clock) = session.clock(player.now) else { return "== not begun\n".to_owned() };
    let spent = |it: runsheet::session::Timer| {
        format!("{} of {}", minutes_and_seconds(it.spent_ms), minutes_and_seconds(it.box_ms))
    };
    let step = session.step().map(|it| it.id.to_string()).unwrap_or_default();
    let pass = clock.pass.map(|it| format!(", pass {}", spent(it))).unwrap_or_default();
    let phase = format!("{:?}", session.phase());
    let phase = phase.split([' ', '(']).next().unwrap();
    let ends = session.wall_clock(clock.ends_ms);
    let (step_clock, whole) = (spent(clock.step), spent(clock.session));
    format!("== {phase} in {step}: step {step_clock}{pass}, session {whole}, ends {ends}\n")
}

/// The word of an event: `Began`, `Entered` …
fn kind(it: &Record) -> String {
    let line = line(it);
    let event = line.splitn(3, ' ').nth(2).unwrap();
    event.split(['(', '\n']).next().unwrap().to_owned()
}

#[test]
fn each_bundled_script_runs_to_its_end_and_uses_most_of_what_there_is() {
    for name in ["standup", "planning", "refinement", "retro", "sprint-review"] {
        let path = format!("{}/examples/scripts/{name}.script", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        let scenes = script::read(&path, &text).unwrap_or_else(|it| panic!("{it:?}"));
        let [scene] = &scenes[..] else { panic!("{name}: {} sessions", scenes.len()) };
        assert_eq!(scene.header.ceremony, name);
        let mut player = Player::new(Arc::new(stage(scene, Given::default())), scene.header.seed);
        if let Err(stop) = player.play(&scene.moves) {
            panic!("{path}:{}:{}: {:?}", stop.place.line, stop.place.col, stop.refusal);
        }
        assert_eq!(format!("{:?}", player.session.phase()), "Ended", "{name}");
        let kinds: BTreeSet<String> = player.session.records().iter().map(kind).collect();
        assert!(12 <= kinds.len(), "{name} has {}: {kinds:?}", kinds.len());
    }
}

#[test]
fn a_script_gives_the_same_records_on_every_run() {
    let text = include_str!("../../../examples/scripts/standup.script");
    let scene = script::read("standup", text).unwrap().remove(0);
    let records = |seed| {
        let mut player = Player::new(Arc::new(stage(&scene, Given::default())), seed);
        player.play(&scene.moves).unwrap();
        player.session.records().to_vec()
    };
    assert_eq!(records(7), records(7));
    // Who speaks when is drawn from the seed and told nowhere.
    assert_eq!(records(7), records(8));
}

#[test]
fn a_replay_up_to_a_moment_is_the_session_of_that_moment() {
    let text = include_str!("../../../examples/scripts/refinement.script");
    let scene = script::read("refinement", text).unwrap().remove(0);
    let setup = Arc::new(stage(&scene, Given::default()));
    let mut player = Player::new(setup.clone(), 3);
    let half = scene.moves.len() / 2;
    player.play(&scene.moves[..half]).unwrap();
    let (then, moment) = (player.session.clone(), player.now);
    player.play(&scene.moves[half..]).unwrap();
    assert_eq!(Session::replay(setup.clone(), player.session.records(), moment), then);
    let end = Moment(u64::MAX);
    assert_eq!(Session::replay(setup, player.session.records(), end), player.session);
}
