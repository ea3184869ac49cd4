//! Capacity and forecast in planning: what is counted, what the screen and the guards make of it, what the next sprint knows.

use std::{fs, path::Path, process::Command as Process};

use insta::assert_snapshot;
use runsheet::{
    app::Effect,
    ceremony::{Amount, Measure, Percent},
    session::{Capacity, Command, Draft, Event, Given, GivenForecast, GivenItem, Refusal, Setup},
};

use crate::{
    screens::Seat,
    stories::story,
    world::{World, setup},
};

const fn points(it: u32) -> Amount {
    Amount::whole(it)
}

fn forecast(low: u32, mid: u32, high: u32) -> GivenForecast {
    GivenForecast { low: points(low), mid: points(mid), high: points(high) }
}

/// A planning of three developers whose team delivered six sprints.
fn planning() -> Setup {
    let mut setup = setup("planning", "midsize", 3);
    setup.given.sprint = runsheet::session::sprint_on(&setup.team, "2026-11-30".parse().unwrap());
    setup.given.velocities = vec![21, 18, 25, 24, 19, 22];
    setup.given.forecast = Some(forecast(8, 12, 14));
    setup
}

fn at_capacity(setup: Setup) -> World {
    let mut world = World::begun(setup);
    world.does(Command::Jump("pl.capacity".into()));
    world
}

fn count(available: Amount) -> Command {
    let (duties, hours, focus, free) = (Amount::default(), None, None, None);
    Command::SetCapacity { available, duties, hours, focus, free }
}

fn keeping_free(free: u32) -> Command {
    let (available, duties, hours, focus) = (points(30), Amount::default(), None, None);
    Command::SetCapacity { available, duties, hours, focus, free: Some(Percent(free)) }
}

#[test]
fn what_is_counted_is_one_record_of_totals() {
    assert_snapshot!(story(r#"
        Session(ceremony: "planning", seed: 7)
        0  Begin(present: ["Ada", "Grace", "Lin"])
        9  SetCapacity(available: "30")
        9  Jump("pl.capacity")
        9  SetCapacity(available: "46")
        9  SetCapacity(available: "46")
        9  SetCapacity(available: "40.5", duties: "2", focus: Percent(60))
        9  SetCapacity(available: "49", duties: "1.5")
        9  SetCapacity(available: "40", free: Percent(95))
        9  Undo
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"])
    -- NoCapacity
    3 18 Entered(step:"pl.capacity",way:Jump,skipped:["pl.context"])
    4 27 CapacitySet(capacity:(people:5,days:10,available:"46",duties:"0",hours:"6",focus:(70),free:(15)))
    -- Unchanged
    5 45 CapacitySet(capacity:(people:5,days:10,available:"40.5",duties:"2",hours:"6",focus:(60),free:(15)))
    -- OutsideLimits { least: 0, most: 50 }
    -- OutsideLimits { least: 0, most: 90 }
    6 72 Struck(n:5)
    == Running in pl.capacity: step 00:54 of 06:30, session 01:12 of 90:00, ends 10:55
    "#);
}

#[test]
fn counting_days_is_what_the_step_waited_for() {
    let mut world = at_capacity(planning());
    let unmet = |world: &World| {
        let lines = world.session.guards(world.now);
        lines.iter().any(|it| it.guard.id == "pl.capacity.g1" && it.is_unmet())
    };
    assert!(unmet(&world));
    world.does(count(points(30)));
    assert!(!unmet(&world));
}

#[test]
fn without_a_count_everybody_is_there_as_the_team_file_says() {
    let mut setup = planning();
    setup.team.members.iter_mut().find(|it| &*it.name == "Dev2").unwrap().share = Percent(60);
    setup.team.free_days = vec!["2026-12-08".parse().unwrap()];
    let capacity = at_capacity(setup).session.capacity();
    assert_eq!((capacity.people, capacity.days), (3, 9));
    assert_eq!((capacity.available.to_string(), capacity.full()), ("23.4".to_owned(), points(27)));
    assert_eq!(capacity.share(), Percent(87));
    assert_eq!(
        (capacity.work().to_string(), capacity.to_plan().to_string()),
        ("98.28".to_owned(), "83.54".to_owned())
    );
}

#[test]
fn full_planning_is_pointed_out() {
    let mut world = at_capacity(planning());
    let warned = |world: &World| {
        world.session.warnings(world.now).iter().any(|it| it.id == "ap.capacity_100")
    };
    assert!(!warned(&world));
    world.does(keeping_free(5));
    assert!(warned(&world));
    world.does(keeping_free(20));
    assert!(!warned(&world));
}

/// At the selection, with items taken in up to this many points.
fn selecting(mut setup: Setup, sizes: &[&str]) -> World {
    setup.given.items = (1..)
        .zip(sizes)
        .map(|(n, size)| GivenItem {
            key: format!("A-{n}").into(),
            title: "Item".into(),
            size: (*size).into(),
            ..GivenItem::default()
        })
        .collect();
    let mut world = World::begun(setup);
    world.does(Command::Jump("pl.select".into()));
    for _ in sizes {
        world.does(Command::NextPass(Some("in".into())));
    }
    world
}

#[test]
fn the_sum_is_held_against_the_range() {
    let said = |sizes: &[&str]| {
        let world = selecting(planning(), sizes);
        let lines = world.session.guards(world.now);
        let unmet = lines.iter().filter(|it| it.is_unmet() && it.guard.id != "pl.select.g4");
        unmet.map(|it| world.session.say(it.guard, world.now).to_string()).collect::<Vec<_>>()
    };
    assert_eq!(said(&["5", "5"]), [""; 0]);
    assert_eq!(said(&["5", "8"]), ["13: above the middle (12) of the range."]);
    assert_eq!(
        said(&["5", "8", "0.5", "1"]),
        [
            "14.5: above the middle (12) of the range.",
            "14.5: above the high end (14) of the range."
        ]
    );
    let unknown = selecting(Setup { given: Given::default(), ..planning() }, &["5", "8"]);
    let exist = unknown.session.guards(unknown.now).len();
    assert_eq!(exist, 1, "without a range there is nothing to be above");
}

#[test]
fn what_is_taken_in_after_the_goal_is_final_is_told() {
    let mut world = selecting(planning(), &["5", "3", ""]);
    let added = |world: &World| world.session.measure(&Measure::AddedAfterGoal, world.now);
    let goal = |is_final| Command::Capture(Draft::Goal { text: "Pay by card".into(), is_final });
    world.does(goal(false));
    assert_eq!((added(&world), world.session.selected().unsized_items), (Some(0), 1));
    world.does(goal(true));
    world.does(Command::Plan(vec!["One more".into()]));
    world.does(Command::NextPass(Some("in".into())));
    assert_eq!(added(&world), Some(1));
    assert!(world.session.is(&"scope.after_goal".into(), world.now));
    world.does(Command::ReturnTo("One more".into()));
    world.does(Command::NextPass(Some("later".into())));
    assert_eq!(added(&world), Some(0));
}

#[test]
fn a_kept_carry_over_counts_once() {
    let past = Given {
        carry_overs: vec![
            GivenItem { title: "Old".into(), size: "5".into(), ..GivenItem::default() },
            GivenItem { title: "Gone".into(), size: "3".into(), ..GivenItem::default() },
        ],
        ..Given::default()
    };
    let mut world = World::begun(Setup { given: past, ..planning() });
    world.does(Command::NextPass(Some("keep".into())));
    world.does(Command::NextPass(Some("done".into())));
    world.does(Command::Jump("pl.select".into()));
    world.does(Command::Plan(vec!["Old".into()]));
    world.does(Command::NextPass(Some("in".into())));
    let selected = world.session.selected();
    assert_eq!((selected.items.len(), selected.size), (1, points(5)));
}

#[test]
fn the_range_is_in_proportion_to_the_days_where_earlier_ones_are_known() {
    let mut setup = planning();
    setup.given.usual_days = Some(points(24));
    let mut world = at_capacity(setup);
    assert_eq!(
        world.session.forecast(),
        Some(forecast(10, 15, 17)),
        "of whole numbers the whole numbers inside"
    );
    world.does(count(points(12)));
    assert_eq!(world.session.forecast(), Some(forecast(4, 6, 7)));
}

#[test]
fn planning_is_as_long_as_its_items_are_unready() {
    let minutes = |criteria: usize, mid: u32| {
        let mut setup = setup("planning", "midsize", 5);
        setup.given.items.truncate(1);
        setup.given.items[0].criteria.truncate(criteria);
        setup.given.forecast = Some(forecast(1, mid, 40));
        World::new(setup).session.proposed().0.0
    };
    // The first item has 5 points.
    assert_eq!([minutes(1, 5), minutes(1, 7), minutes(1, 20), minutes(0, 5)], [84, 120, 180, 180]);
}

fn at_the_step(size: (u16, u16)) -> (Seat, String) {
    let mut seat = Seat::new(planning());
    seat.play("⏎ ⏎ ⏎");
    assert_eq!(seat.step(), "pl.capacity");
    let frame = seat.frame(size.0, size.1);
    (seat, frame)
}

#[test]
fn the_capacity_step_at_80_by_24() {
    assert_snapshot!(at_the_step((80, 24)).1);
}

#[test]
fn the_capacity_step_at_120_by_36() {
    assert_snapshot!(at_the_step((120, 36)).1);
}

#[test]
fn days_are_counted_a_person_a_line() {
    let (mut seat, _) = at_the_step((80, 24));
    seat.play("d");
    seat.play("l l 3 ↓ ␣ ␣ ↓ l ␣ ␣ ␣ ↓ h ↓ l ↓ h");
    assert_snapshot!(seat.frame(80, 24));
    let effects = seat.take(runsheet::app::Message::Key(runsheet::app::Key::Enter));
    let recorded = effects.iter().find_map(|it| match it {
        Effect::Append(record) => Some(record.event.clone()),
        _ => None,
    });
    let Some(Event::CapacitySet { capacity }) = recorded else { panic!("{effects:?}") };
    let expected = Capacity {
        people: 3,
        days: 10,
        available: Amount::of_hundredths(2550),
        duties: points(1),
        hours: Amount::of_hundredths(550),
        focus: Percent(75),
        free: Percent(10),
    };
    assert_eq!(capacity, expected);
    let scratch = effects.iter().find_map(|it| match it {
        Effect::Scratch(it) => it.clone(),
        _ => None,
    });
    assert!(scratch.is_some_and(|it| it.contains("Dev1") && !it.contains("Dev4")));
    assert_snapshot!(seat.frame(80, 24));
    seat.play("d ⏎ u");
    let live = seat.live().unwrap();
    assert_eq!(live.session.capacity().available, points(30));
    assert!(seat.frame(120, 36).contains("Dev1            ■■■■■ ■■■■■  10"));
}

#[test]
fn the_method_is_one_screen_and_the_keys_are_one_further() {
    let (mut seat, _) = at_the_step((80, 24));
    seat.play("?");
    assert_snapshot!(seat.frame(80, 24));
    seat.play("?");
    assert!(seat.frame(80, 24).contains("type to find"));
    seat.play("⎋ ⏎ ?");
    assert!(!seat.frame(80, 24).contains("How the forecast is made"));
}

#[test]
fn too_little_history_says_what_is_missing() {
    let mut setup = planning();
    setup.given.forecast = None;
    setup.given.velocities = vec![21, 18, 25];
    let mut seat = Seat::new(setup);
    seat.play("⏎ ⏎ ⏎");
    let frame = seat.frame(200, 50);
    assert!(frame.contains("too little history: 3 of at least 5 sprints"), "{frame}");
}

fn run(home: &Path, args: &[&str]) -> String {
    let output = Process::new(env!("CARGO_BIN_EXE_runsheet"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("HOME", home)
        .env("RUNSHEET_DATA_DIR", home.join("data"))
        .env("RUNSHEET_CONFIG_DIR", home.join("config"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Four sprints of two weeks: each planning takes in two items, one of which its review calls done.
fn sprints() -> String {
    let mut scenes: Vec<String> = Vec::new();
    let days = ["2026-11-16", "2026-11-30", "2026-12-14", "2026-12-28"];
    for (n, day) in days.into_iter().enumerate() {
        let open = if n == 0 { "" } else { "9 NextPass(\"back\")\n" };
        scenes.push(format!(
            "Session(ceremony: \"planning\", team: \"examples/teams/harbour.ron\", start: \"{day}T09:00:00+01:00\")\n\
             0 Begin(present: [\"Ida\"])\n{open}\
             9 Jump(\"pl.capacity\")\n9 SetCapacity(available: \"{}\")\n9 Jump(\"pl.select\")\n\
             9 NextPass(\"in\")\n9 NextPass(\"in\")\n9 Jump(\"pl.final\")\n\
             9 Capture(Goal(text: \"Berths without a call\", final: true))\n9 Finish\n",
            20 + n
        ));
        scenes.push(format!(
            "Session(ceremony: \"sprint-review\", team: \"examples/teams/harbour.ron\", start: \"{day}T15:00:00+01:00\")\n\
             0 Begin(present: [\"Ida\"])\n9 Jump(\"sr.outcome\")\n9 Choose(\"goal.outcome\", \"met\")\n\
             9 Jump(\"sr.inspect\")\n9 NextPass(\"done\")\n9 NextPass(\"undone\")\n9 Finish\n"
        ));
    }
    scenes.concat()
}

#[test]
fn sessions_tell_what_a_sprint_delivered_and_what_is_left_of_it() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    fs::write(home.join("four.script"), sprints()).unwrap();
    let script = home.join("four.script").display().to_string();
    fs::write(home.join("backlog.csv"), "Key,Title,Points\nH-1,Berths,5\nH-2,Fees,3\n").unwrap();
    let backlog = home.join("backlog.csv").display().to_string();
    run(home, &["import", &backlog, "--team", "examples/teams/harbour.ron"]);
    run(home, &["play", &script]);
    let trends = run(home, &["trends", "--team", "harbour"]);
    for told in [
        "M11 Carry-over: 0.50, 0.50, 0.50 share",
        "Forecast of the next sprint: too little history (4 of at least 5 sprints)",
    ] {
        assert!(trends.contains(told), "{trends}");
    }
}

#[test]
fn days_of_people_leave_no_trace_in_a_journal() {
    let wished = |world: &World| world.asks(count(points(20)));
    let world = at_capacity(planning());
    let told = format!("{:?}", wished(&world).unwrap());
    assert!(!told.contains("Dev"), "{told}");
    assert_eq!(world.asks(count(points(31))), Err(Refusal::OutsideLimits { least: 0, most: 30 }));
}

/// Five sprints of a team that gives no sizes: two, one, two, one and two of its two items are done.
fn unsized_sprints() -> String {
    let days = ["2026-11-16", "2026-11-30", "2026-12-14", "2026-12-28", "2027-01-11"];
    let scene = |(n, day): (usize, &str)| {
        let open = if n == 0 || n % 2 == 1 { "" } else { "9 NextPass(\"back\")\n" };
        let second = if n % 2 == 0 { "done" } else { "undone" };
        format!(
            "Session(ceremony: \"planning\", team: \"examples/teams/harbour.ron\", start: \"{day}T09:00:00+01:00\")\n\
             0 Begin(present: [\"Ida\"])\n{open}9 Jump(\"pl.select\")\n\
             9 NextPass(\"in\")\n9 NextPass(\"in\")\n9 Jump(\"pl.final\")\n\
             9 Capture(Goal(text: \"Berths without a call\", final: true))\n9 Finish\n\
             Session(ceremony: \"sprint-review\", team: \"examples/teams/harbour.ron\", start: \"{day}T15:00:00+01:00\")\n\
             0 Begin(present: [\"Ida\"])\n9 Jump(\"sr.outcome\")\n9 Choose(\"goal.outcome\", \"met\")\n\
             9 Jump(\"sr.inspect\")\n9 NextPass(\"done\")\n9 NextPass(\"{second}\")\n9 Finish\n"
        )
    };
    days.into_iter().enumerate().map(scene).collect()
}

#[test]
fn without_sizes_items_are_counted() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    fs::write(home.join("five.script"), unsized_sprints()).unwrap();
    fs::write(home.join("backlog.csv"), "Key,Title\nH-1,Berths\nH-2,Fees\n").unwrap();
    let path = |name: &str| home.join(name).display().to_string();
    run(home, &["import", &path("backlog.csv"), "--team", "examples/teams/harbour.ron"]);
    run(home, &["play", &path("five.script")]);
    let library = runsheet::ceremony::Library::shipped();
    let text = fs::read_to_string("examples/teams/harbour.ron").unwrap();
    let team = match runsheet::ceremony::check("harbour.ron", &text, &library) {
        Ok(runsheet::ceremony::Asset::Team(team)) => team,
        other => panic!("{other:?}"),
    };
    let ledgers = runsheet::shell::ledgers::Ledgers::new(home.join("data"));
    let now = runsheet::app::Now { boot_ms: 0, wall_ms: 1_800_000_000_000, offset_min: 60 };
    let given = ledgers.given(&team, "2027-01-25".parse().unwrap(), now);
    assert!(given.by_count);
    assert_eq!(given.velocities, [2, 1, 2, 1, 2]);
    let forecast = given.forecast.unwrap();
    let mut setup = planning();
    setup.given = Given { sprint: setup.given.sprint, ..given };
    let mut world = selecting(setup, &["", "", "", "", ""]);
    assert_eq!(world.session.selected().size, points(5));
    assert_eq!(world.session.selected().unsized_items, 0);
    assert!(forecast.high < points(5), "{forecast:?}");
    let share = world.session.measure(&Measure::SelectedOfHigh, world.now).unwrap();
    assert!(100 < share, "five items are above {forecast:?}");
    world.does(Command::Undo);
    assert_eq!(world.session.selected().size, points(4));
}
