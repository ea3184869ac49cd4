//! A story for each mistake of the engine that was found and mended.

use runsheet::{
    ceremony::CaptureKind,
    session::{Command, Draft, GivenEntry, PassState, PmMove, PmState, Refusal, Way},
};

use crate::world::{World, setup};

fn entry(id: &str, kind: CaptureKind, text: &str) -> GivenEntry {
    GivenEntry {
        id: id.into(),
        kind,
        sort: "".into(),
        brief: None,
        text: text.into(),
        owner: "".into(),
        due: None,
        next_step: "".into(),
        age: 3,
    }
}

fn state(world: &World, input: &str) -> PmState {
    let (input, role) = world.session.pm_input(&input.into()).expect("an input of the ceremony");
    world.session.line(input, role, world.now).state
}

#[test]
fn a_topic_solved_in_the_sixteenth_minute_is_solved() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    let parked = Draft::Parking { text: "Rounding".into(), people: "".into(), outcome: "".into() };
    world.does(Command::Capture(parked));
    world.goes_to("su.after");
    world.does(Command::NextPass(Some("solved".into())));
    assert_eq!(&*world.session.captures()[0].capture.outcome, "solved");
}

#[test]
fn a_question_that_is_raised_again_is_asked_again() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.goes_to("su.goal");
    world.does(Command::SetFact("q.vision".into(), true));
    world.does(Command::Pm("su.goal.pm1".into(), PmMove::Give));
    assert_eq!(state(&world, "su.goal.pm1"), PmState::Given);
    world.does(Command::SetFact("q.vision".into(), true));
    assert_eq!(state(&world, "su.goal.pm1"), PmState::Applicable);
    world.does(Command::Advance);
    assert_eq!(world.session.left_open(world.now).len(), 1);
}

#[test]
fn what_was_put_off_is_not_asked_for_again() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.goes_to("su.goal");
    world.does(Command::SetFact("q.vision".into(), true));
    world.does(Command::Pm("su.goal.pm1".into(), PmMove::Defer { until: None }));
    assert_eq!(
        world.asks(Command::Pm("su.goal.pm1".into(), PmMove::Request)),
        Err(Refusal::Unchanged)
    );
    world.does(Command::Pm("su.goal.pm1".into(), PmMove::Give));
}

#[test]
fn looking_at_a_pass_again_keeps_what_was_decided() {
    let mut world = World::begun(setup("planning", "midsize", 3));
    world.goes_to("pl.select");
    let first = world.session.current_pass().expect("an item").title();
    world.does(Command::NextPass(Some("in".into())));
    world.does(Command::ReturnTo(first));
    world.does(Command::NextPass(None));
    assert_eq!(world.session.passes()[0].state, PassState::Done(Some("in".into())));
}

#[test]
fn two_old_actions_of_the_same_words_are_two() {
    let mut setup = setup("retro", "midsize", 3);
    setup.given.open = vec![
        entry("s.3", CaptureKind::Action, "Write tests"),
        entry("s.4", CaptureKind::Action, "Write tests"),
    ];
    let mut world = World::begun(setup);
    world.goes_to("rt.follow");
    world.does(Command::NextPass(Some("done".into())));
    world.does(Command::NextPass(Some("dropped".into())));
    assert_eq!(world.session.settled("s.3").map(|it| &**it), Some("done"));
    assert_eq!(world.session.settled("s.4").map(|it| &**it), Some("dropped"));
    let new = Draft::Action {
        text: "One more".into(),
        owner: "Dev1".into(),
        due: None,
        signal: "".into(),
    };
    world.does(Command::Capture(new));
    assert_eq!(world.session.passes().len(), 2, "a new action is not looked back at");
}

#[test]
fn a_gap_is_never_longer_than_the_session() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.wait(10);
    for _ in 0..2 {
        world.does(Command::Gap { ms: u64::MAX, counted: false });
    }
    assert_eq!(world.session.summary(world.now).left_out_s, 20);
    assert_eq!(world.session.elapsed_ms(world.now), 0);
}

#[test]
fn a_candidate_for_the_next_sprint_does_not_replace_the_goal_under_review() {
    let mut setup = setup("sprint-review", "midsize", 3);
    setup.given.sprint_goal = "Pay without help".into();
    let mut world = World::begun(setup);
    world.does(Command::Capture(Draft::Goal {
        text: "Refund without help".into(),
        is_final: false,
    }));
    assert_eq!(world.session.goal().as_deref(), Some("Pay without help"));
}

#[test]
fn after_a_jump_back_the_steps_ahead_have_their_minutes_again() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.does(Command::Jump("su.plan".into()));
    world.does(Command::Jump("su.open".into()));
    assert_eq!(world.session.planned_box(&"su.sync".into()).map(|it| it.0), Some(540));
    assert_eq!(world.session.planned_box(&"su.plan".into()).map(|it| it.0), Some(120));
}

#[test]
fn a_conflict_with_the_strategy_stays_open_until_somebody_settles_it() {
    let mut world = World::begun(setup("refinement", "midsize", 3));
    world.does(Command::SetFact("strategy.conflict".into(), true));
    world.goes_to("rf.strategy");
    world.does(Command::Advance);
    assert!(!world.session.left_open(world.now).is_empty());
}

#[test]
fn a_tag_can_be_taken_off_one_item_and_the_others_keep_theirs() {
    let mut world = World::begun(setup("planning", "midsize", 3));
    world.goes_to("pl.select");
    let tagged = |world: &World| world.session.is(&"item.strategic".into(), world.now);
    while !tagged(&world) {
        world.does(Command::NextPass(None));
    }
    world.does(Command::SetFact("item.strategic".into(), false));
    assert!(!tagged(&world));
    world.does(Command::SetFact("item.strategic".into(), true));
    assert!(tagged(&world));
}

#[test]
fn going_back_does_not_plan_the_same_minutes_twice() {
    let mut world = World::begun(setup("planning", "midsize", 3));
    world.goes_to("pl.how");
    let ends = |world: &World| world.session.clock(world.now).expect("running").ends_ms;
    world.wait(20 * 60);
    let before = ends(&world);
    world.does(Command::Back);
    let added = u64::try_from(ends(&world) - before).unwrap_or(0);
    let select = world.session.step_box_ms(&"pl.select".into()).expect("a box");
    assert!(added <= select, "{added} ms more for a box of {select}");
}

#[test]
fn the_first_typed_pass_starts_when_it_is_typed() {
    let mut world = World::begun(setup("sprint-review", "midsize", 3));
    world.goes_to("sr.outcome");
    world.does(Command::Choose("goal.outcome".into(), "met".into()));
    world.goes_to("sr.inspect");
    world.wait(180);
    world.does(Command::Plan(vec!["Export".into()]));
    world.wait(10);
    let pass = world.session.clock(world.now).and_then(|it| it.pass).expect("a pass");
    assert_eq!(pass.spent_ms, 10_000);
}

#[test]
fn an_aborted_session_does_not_finish_the_pass_it_was_in() {
    let mut world = World::begun(setup("planning", "midsize", 3));
    world.goes_to("pl.select");
    world.does(Command::Abort { reason: "incident".into(), words: "".into() });
    let ended = world.session.summary(world.now).steps;
    assert!(ended.iter().all(|it| it.passes.is_empty()));
}

#[test]
fn a_goal_in_doubt_keeps_its_topic_for_after_the_meeting() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.does(Command::SetFact("goal.obsolete".into(), true));
    world.goes_to("su.goal");
    let event = world.does(Command::Jump("su.after".into()));
    assert!(matches!(event, runsheet::session::Event::Entered { way: Way::Branch, .. }));
    world.does(Command::Jump("su.goal".into()));
    world.goes_to("su.after");
    assert_eq!(world.session.passes().len(), 1);
}
