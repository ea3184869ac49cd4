//! What the rail and the planned end say of steps that fall away, are passed over, or are left early.

use runsheet::{
    app::{SummaryLine, SummaryPage},
    session::{Command, Ending, StepStatus},
};

use crate::world::{World, setup};

fn ends(world: &World) -> i64 {
    world.session.clock(world.now).expect("running").ends_ms
}

fn status(world: &World, step: &str) -> StepStatus {
    let rail = world.session.rail();
    rail.into_iter().find(|it| it.0.id == step).expect("a step of the ceremony").1
}

fn summary(world: &World) -> Vec<String> {
    let page = SummaryPage::of(&world.session, world.now);
    page.lines.iter().map(SummaryLine::text).collect()
}

#[test]
fn steps_that_will_fall_away_do_not_move_the_end_when_they_do() {
    for ceremony in ["retro", "refinement"] {
        let mut world = World::begun(setup(ceremony, "midsize", 3));
        let planned = world.session.planned().ms();
        let opened = world.session.wall_ms(world.now);
        assert_eq!(ends(&world) - opened, i64::try_from(planned).unwrap(), "{ceremony}");
        let before = ends(&world);
        let own = world.session.clock(world.now).unwrap().step.left_ms();
        world.wait(own / 1000);
        world.does(Command::Advance);
        assert!(ends(&world) - before < 1000, "{ceremony}: {} ms", ends(&world) - before);
    }
}

#[test]
fn a_fact_that_brings_a_step_in_leaves_the_end_where_it_was() {
    let mut world = World::begun(setup("retro", "midsize", 3));
    let before = ends(&world);
    world.does(Command::SetFact("safety.due".into(), true));
    assert_eq!(ends(&world), before);
    world.does(Command::SetFact("safety.due".into(), false));
    assert_eq!(ends(&world), before);
}

#[test]
fn steps_passed_over_on_the_way_to_the_close_do_not_look_done() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.does(Command::Advance);
    world.does(Command::Jump("su.close".into()));
    assert_eq!(status(&world, "su.open"), StepStatus::Done);
    assert_eq!(status(&world, "su.goal"), StepStatus::Skipped, "it was left early");
    assert_eq!(status(&world, "su.sync"), StepStatus::Skipped);
    assert_eq!(status(&world, "su.close"), StepStatus::Active);
    world.does(Command::Back);
    assert_eq!(status(&world, "su.goal"), StepStatus::Active);
    assert_eq!(status(&world, "su.sync"), StepStatus::Pending);
    assert_eq!(status(&world, "su.close"), StepStatus::Pending, "it is still to come");
}

#[test]
fn going_back_keeps_what_is_done_and_a_jump_to_the_next_step_ends_this_one() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.does(Command::Jump("su.goal".into()));
    world.does(Command::Advance);
    world.does(Command::Back);
    assert_eq!(status(&world, "su.open"), StepStatus::Done);
    world.does(Command::Jump("su.close".into()));
    assert_eq!(status(&world, "su.goal"), StepStatus::Done, "it had been left by its own end");
    world.does(Command::Undo);
    world.does(Command::Undo);
    assert_eq!(status(&world, "su.goal"), StepStatus::Done);
    assert_eq!(status(&world, "su.sync"), StepStatus::Active);
}

#[test]
fn the_summary_names_what_was_skipped_what_fell_away_and_what_was_left_early() {
    let mut world = World::begun(setup("retro", "midsize", 3));
    world.does(Command::Advance);
    assert_eq!(world.here(), "rt.gather");
    world.does(Command::Jump("rt.decide".into()));
    world.does(Command::Override { why: "tired".into() });
    world.does(Command::Advance);
    assert_eq!(world.session.ending(), Some(&Ending::Done));
    let told = summary(&world);
    let has = |words: &str| told.iter().any(|it| it.contains(words));
    assert!(has("skipped: Share and group, Dot vote, Understand"), "{told:#?}");
    assert!(has("not needed: "), "{told:#?}");
    assert!(has("Silent writing, left early"), "{told:#?}");
    assert!(!has("Set the stage, left early"), "{told:#?}");
    assert_eq!(status(&world, "rt.close"), StepStatus::Done);
}
