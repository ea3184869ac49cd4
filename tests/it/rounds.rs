//! Rounds, turns and what comes back from earlier sessions, told at the level of the engine.

use runsheet::{
    ceremony::{CaptureKind, Percent, Role},
    session::{
        Capture, Command, Draft, Ending, Event, Given, GivenEntry, Pass, PassState, Refusal,
    },
};

use crate::world::{World, setup};

fn in_the_round(developers: usize, mode: &str) -> World {
    let setup = setup("standup", "midsize", developers);
    let present =
        setup.team.members.iter().filter(|it| it.usual).map(|it| it.name.clone()).collect();
    let mut world = World::new(setup);
    world.does(Command::Begin {
        present,
        leads: None,
        mode: Some(mode.into()),
        facts: Vec::new(),
        minutes: None,
        prepared: Vec::new(),
    });
    world.goes_to("su.sync");
    world
}

fn speakers(world: &World) -> Vec<String> {
    let passes = world.session.passes();
    passes.iter().filter_map(|it| world.open.speaker(&it.pass)).map(ToString::to_string).collect()
}

fn blocker(text: &str, age: u32) -> GivenEntry {
    GivenEntry {
        id: format!("s.{age}").into(),
        kind: CaptureKind::Blocker,
        text: text.into(),
        owner: "".into(),
        due: None,
        next_step: "".into(),
        age,
        sort: "technical".into(),
        brief: None,
    }
}

#[test]
fn everybody_speaks_once_in_an_order_no_record_tells() {
    for developers in [3, 9, 20] {
        let world = in_the_round(developers, "people");
        let mut names = speakers(&world);
        assert_eq!(names.len(), developers);
        names.sort();
        names.dedup();
        assert_eq!(names.len(), developers, "somebody speaks twice");
        assert!(!format!("{:?}", world.session.records()[1..].to_vec()).contains("Dev1"));
    }
}

#[test]
fn by_seat_the_team_file_gives_the_order() {
    assert_eq!(speakers(&in_the_round(3, "seats")), ["Dev1", "Dev2", "Dev3"]);
}

#[test]
fn one_who_leaves_before_their_turn_is_out_and_one_who_comes_is_last() {
    let mut world = in_the_round(4, "people");
    let before = speakers(&world);
    world.does(Command::NextPass(None));
    world.does(Command::Attend { name: before[2].as_str().into(), here: false });
    assert_eq!(speakers(&world), [before[0].clone(), before[1].clone(), before[3].clone()]);
    world.does(Command::Attend { name: before[2].as_str().into(), here: true });
    assert_eq!(speakers(&world).last(), Some(&before[2]));
    assert_eq!(world.session.current_pass(), Some(Pass::Turn(Role::Dev, 2)));
}

#[test]
fn one_who_leaves_after_speaking_takes_nobodys_turn_away() {
    let mut world = in_the_round(4, "people");
    let before = speakers(&world);
    world.does(Command::NextPass(None));
    world.does(Command::NextPass(None));
    world.does(Command::Attend { name: before[0].as_str().into(), here: false });
    assert_eq!(speakers(&world), before, "the first has spoken, so the last still has a turn");
    world.does(Command::NextPass(None));
    let last = world.session.current_pass().expect("a fourth turn");
    assert_eq!(world.open.speaker(&last).map(ToString::to_string), Some(before[3].clone()));
    assert!(!world.open.is_nobodys(&last));
}

#[test]
fn one_who_leaves_in_another_step_is_nobodys_turn_when_the_round_goes_on() {
    let mut world = in_the_round(4, "people");
    let before = speakers(&world);
    world.does(Command::NextPass(None));
    world.does(Command::Back);
    world.does(Command::Attend { name: before[0].as_str().into(), here: false });
    world.does(Command::Attend { name: before[3].as_str().into(), here: false });
    world.goes_to("su.sync");
    assert_eq!(speakers(&world), before[..3], "the one who spoke, and those who have not");
    assert_eq!(world.session.current_pass(), Some(Pass::Turn(Role::Dev, 2)));
    assert!(world.open.is_nobodys(&Pass::Turn(Role::Dev, 4)));
}

#[test]
fn who_is_gone_before_a_round_has_no_turn_in_it() {
    let mut world = World::begun(setup("standup", "midsize", 4));
    world.does(Command::Attend { name: "Dev2".into(), here: false });
    world.goes_to("su.sync");
    assert_eq!(world.session.passes().len(), 3);
    assert!(!speakers(&world).contains(&"Dev2".to_owned()));
}

#[test]
fn swapping_who_speaks_when_changes_no_record() {
    let story = |seed: u64| {
        let mut world = in_the_round(5, "people");
        world.open = runsheet::session::Open::new(seed);
        world.open.follow(&world.session);
        let order = speakers(&world);
        for _ in 0..4 {
            world.wait(40);
            world.does(Command::NextPass(None));
        }
        (order, world.session.records().to_vec())
    };
    let (one, first) = story(1);
    let (other, second) = story(3);
    assert_ne!(one, other, "the seeds must give two orders for the test to see anything");
    assert_eq!(first, second);
}

#[test]
fn a_skipped_turn_can_be_returned_to() {
    let mut world = in_the_round(3, "people");
    world.does(Command::SkipPass);
    world.does(Command::NextPass(None));
    world.does(Command::ReturnTo("dev 1".into()));
    assert_eq!(world.session.current_pass(), Some(Pass::Turn(Role::Dev, 1)));
    assert_eq!(
        world.asks(Command::ReturnTo("dev 9".into())),
        Err(Refusal::NoSuchPass("dev 9".into()))
    );
    let states: Vec<PassState> = world.session.passes().into_iter().map(|it| it.state).collect();
    assert_eq!(states, [PassState::Current, PassState::Done(None), PassState::Ahead]);
}

#[test]
fn even_turns_balance_and_the_share_is_told_by_role() {
    let mut world = in_the_round(3, "people");
    for _ in 0..3 {
        world.wait(60);
        world.does(Command::NextPass(None));
    }
    let talk = world.session.talk(world.now).expect("a round was held");
    assert_eq!(talk.roles, [(Role::Dev, Percent(100))]);
    assert_eq!(talk.balance, Some(Percent(100)));
}

#[test]
fn the_end_keeps_how_turns_were_shared_and_two_turns_are_too_few() {
    let end = |turns: u64| {
        let mut world = in_the_round(3, "people");
        for _ in 0..turns {
            world.wait(60);
            world.does(Command::NextPass(None));
        }
        world.wait(30);
        let Event::Ended { talk, .. } = world.does(Command::Finish) else { panic!("no end") };
        assert_eq!(world.session.talk(world.now), talk, "what is told is what was stored");
        talk
    };
    assert_eq!(end(0), None);
    assert_eq!(end(1), None, "a second turn is under way");
    let talk = end(2).expect("three turns, the last cut short");
    assert_eq!(talk.roles, [(Role::Dev, Percent(100))]);
    assert_eq!(talk.balance, Some(Percent(96)));
}

#[test]
fn a_round_of_an_older_journal_is_computed_when_it_is_told() {
    let mut world = in_the_round(3, "people");
    for _ in 0..3 {
        world.wait(60);
        world.does(Command::NextPass(None));
    }
    world.notes(Event::Ended { how: Ending::Early, talk: None });
    world.wait(600);
    let talk = world.session.summary(world.now).talk.expect("three turns");
    assert_eq!(talk.balance, Some(Percent(100)));
}

#[test]
fn an_old_blocker_comes_back_with_its_age_and_leaves_with_an_owner() {
    let mut setup = setup("standup", "midsize", 3);
    setup.given =
        Given { open: vec![blocker("rig is slow", 1), blocker("no test data", 4)], ..setup.given };
    let mut world = World::begun(setup);
    world.goes_to("su.blockers");
    let ages: Vec<u32> = world.session.recalled().iter().map(|it| it.entry.age).collect();
    assert_eq!(ages, [4, 1], "the oldest first");
    world.does(Command::Renew {
        id: "s.4".into(),
        to: Draft::Blocker {
            text: "no test data".into(),
            sort: "".into(),
            owner: "Dev1".into(),
            next_step: "ask the data team".into(),
            due: None,
        },
    });
    let oldest = &world.session.recalled()[0];
    assert_eq!(oldest.renewed.map(|it: &Capture| &*it.owner), Some("Dev1"));
    world.does(Command::Settle { id: "s.1".into(), how: "new rig".into() });
    assert_eq!(world.session.recalled()[1].status.map(|it| &**it), Some("new rig"));
    assert_eq!(
        world.asks(Command::Settle { id: "s.9".into(), how: "gone".into() }),
        Err(Refusal::NoSuchEntry("s.9".into()))
    );
}

#[test]
fn time_lost_early_comes_from_elastic_steps_and_never_from_the_end() {
    let mut world = World::begun(setup("planning", "midsize", 5));
    world.goes_to("pl.goal");
    world.wait(24 * 60 + 18 * 60 + 600);
    let offer = world.session.rebalance_offer(world.now).expect("ten minutes over");
    let steps: Vec<&str> = offer.boxes.iter().map(|(id, ..)| id.as_str()).collect();
    assert_eq!(steps, ["pl.select", "pl.how"]);
    assert!(offer.boxes.iter().all(|(_, old, new)| new < old));
    let late = world.session.clock(world.now).expect("running").late_ms;
    let boxes = offer.boxes.iter().map(|(id, _, new)| (id.clone(), new.0)).collect();
    assert!(matches!(world.does(Command::Rebalance(boxes)), Event::Rebalanced { .. }));
    assert!(world.session.clock(world.now).expect("running").late_ms < late);
}

#[test]
fn a_break_is_offered_once_fifty_minutes_are_over() {
    let mut world = World::begun(setup("planning", "midsize", 5));
    world.wait(49 * 60);
    assert_eq!(world.session.break_offer(world.now), None);
    world.wait(120);
    assert!(world.session.break_offer(world.now).is_some());
    world.does(Command::Advance);
    world.wait(60);
    assert_eq!(world.session.break_offer(world.now), None, "it was offered at the end before");
}

#[test]
fn where_the_end_stays_only_a_turn_can_be_given_a_minute() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    assert_eq!(world.asks(Command::ExtendAlone { secs: 60 }), Err(Refusal::EndStays));
    assert_eq!(world.asks(Command::Extend { up: 3, down: 0 }), Err(Refusal::EndStays));
    world.goes_to("su.sync");
    let before = world.session.slot_ms();
    world.does(Command::ExtendAlone { secs: 60 });
    assert_eq!(world.session.slot_ms(), before.map(|it| it + 60_000));
    assert_eq!(world.session.target_ms(), 900_000);
}

#[test]
fn there_are_never_more_votes_than_people() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    let vote = |hands: usize| Command::Reveal { pulse: "fist".into(), values: vec![4; hands] };
    assert_eq!(world.asks(vote(8)), Err(Refusal::TooManyVotes { most: 7 }));
    world.does(vote(7));
    world.does(vote(1));
}

#[test]
fn after_a_jump_over_everything_back_leads_where_one_came_from() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.does(Command::Advance);
    world.does(Command::Jump("su.close".into()));
    world.does(Command::Back);
    assert_eq!(world.here(), "su.goal");
}

#[test]
fn a_jump_over_the_round_leaves_every_other_box_as_planned() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.does(Command::Jump("su.close".into()));
    assert_eq!(world.session.planned_box(&"su.close".into()).map(|it| it.0), Some(30));
    assert_eq!(world.session.planned_box(&"su.open".into()).map(|it| it.0), Some(30));
}

#[test]
fn a_step_keeps_the_box_it_was_left_with() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.goes_to("su.blockers");
    world.does(Command::Jump("su.close".into()));
    assert_eq!(world.session.planned_box(&"su.sync".into()).map(|it| it.0), Some(540));
}

#[test]
fn a_tag_from_the_backlog_was_not_set_by_hand() {
    let world = World::begun(setup("planning", "midsize", 3));
    let facts = world.session.facts(world.now);
    let tagged = facts.iter().find(|(it, state)| it.id == "item.strategic" && state.value);
    assert_eq!(tagged.map(|(_, state)| state.by_hand), Some(false));
}
