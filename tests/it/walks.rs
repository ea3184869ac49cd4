//! Enter alone walks every ceremony, under every profile and team size, within the attention numbers.

use std::collections::BTreeMap;

use runsheet::{
    ceremony::{Id, StepTime},
    session::{Command, Draft, Ending, Refusal},
};

use crate::world::{CEREMONIES, PROFILES, World, setup};

/// Control keys in two minutes and in a pass, and what must be typed (attention rules).
const ATTENTION: [(&str, u64, usize, &[&str]); 5] = [
    ("standup", 3, 1, &[]),
    ("planning", 2, 2, &["pl.final.g1"]),
    ("refinement", 4, 3, &[]),
    ("retro", 3, 2, &["rt.decide.g1"]),
    ("sprint-review", 2, 1, &["sr.outcome.g1"]),
];

fn answer(guard: &Id) -> Command {
    match guard.as_str() {
        "pl.final.g1" => Command::Capture(Draft::Goal {
            text: "A new customer pays without help".into(),
            is_final: true,
        }),
        "rt.decide.g1" => Command::Choose("none.today".into(), "old-first".into()),
        "sr.outcome.g1" => Command::Choose("goal.outcome".into(), "met".into()),
        other => panic!("{other} holds the door and is not on the must-type list"),
    }
}

/// Presses Enter at the end of every pass and step; returns the keys per step, passes told apart.
fn walk(ceremony: &str, profile: &str, developers: usize) -> (World, BTreeMap<Id, usize>) {
    let mut world = World::begun(setup(ceremony, profile, developers));
    let mut keys: BTreeMap<Id, usize> = BTreeMap::new();
    let must_type =
        ATTENTION.iter().find(|it| it.0 == ceremony).expect("every ceremony has numbers").3;
    for _ in 0..300 {
        if world.session.ending().is_some() {
            return (world, keys);
        }
        *keys.entry(world.here()).or_default() += 1;
        let left = world.session.slot_ms().or_else(|| world.session.step_box_ms(&world.here()));
        world.wait(left.unwrap_or_default() / 1000);
        let wish = world.session.natural();
        if let Err(Refusal::Held(guards)) = world.tries(wish.clone()) {
            for guard in guards {
                assert!(must_type.contains(&guard.as_str()), "{guard} holds the door");
                world.does(answer(&guard));
            }
            world.does(wish);
        }
    }
    panic!("{ceremony} under {profile} with {developers} developers never ends");
}

#[test]
fn enter_alone_walks_every_ceremony() {
    for ceremony in CEREMONIES {
        for profile in PROFILES {
            for developers in [3, 7, 12] {
                let (world, _) = walk(ceremony, profile, developers);
                assert_eq!(
                    world.session.ending(),
                    Some(&Ending::Done),
                    "{ceremony} {profile} {developers}"
                );
            }
        }
    }
}

#[test]
fn the_keys_of_a_walk_stay_under_the_attention_numbers() {
    for (ceremony, in_two_minutes, per_pass, must_type) in ATTENTION {
        for developers in [3, 7, 12] {
            let (world, keys) = walk(ceremony, "midsize", developers);
            for (step, pressed) in keys {
                let definition = world.session.step_of(&step).expect("a step one was in");
                let box_ms = world.session.step_box_ms(&step).unwrap_or(0);
                let by_time = usize::try_from(box_ms * in_two_minutes / 120_000).unwrap();
                let passes = world.session.passes_of(definition).len();
                let typed = definition
                    .guards
                    .iter()
                    .filter(|it| must_type.contains(&it.id.as_str()))
                    .count();
                let allowed = by_time.max(2) + passes * per_pass + typed;
                assert!(
                    pressed <= allowed,
                    "{step} with {developers} developers: {pressed} keys, {allowed} allowed"
                );
            }
        }
    }
}

#[test]
fn a_walk_at_the_planned_pace_ends_on_time() {
    for ceremony in CEREMONIES {
        let (world, _) = walk(ceremony, "midsize", 7);
        let (elapsed, target) =
            (world.session.elapsed_ms(world.now) / 1000, world.session.target_ms() / 1000);
        assert!(elapsed <= target + 60, "{ceremony}: {elapsed} s of {target} s");
    }
}

#[test]
fn the_boxes_of_a_begun_session_add_up_to_its_target() {
    for ceremony in CEREMONIES {
        let world = World::begun(setup(ceremony, "midsize", 7));
        let steps = &world.session.setup().ceremony.steps;
        let inside = steps.iter().filter(|it| !matches!(it.time, StepTime::Outside { .. }));
        let sum: u64 = inside.filter_map(|it| world.session.step_box_ms(&it.id)).sum();
        assert_eq!(sum, world.session.target_ms(), "{ceremony}");
    }
}
