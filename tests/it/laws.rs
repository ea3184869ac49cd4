//! Laws that hold whatever is asked: the story is the session, undo is exact, the clock never lies.

use std::sync::Arc;

use proptest::prelude::*;
use runsheet::session::{Command, Draft, Event, Moment, PmMove, Refusal, Session};

use crate::world::{CEREMONIES, PROFILES, World, setup};

fn command() -> impl Strategy<Value = Command> {
    let text = "[a-z ]{0,12}";
    prop_oneof![
        6 => Just(Command::Advance),
        4 => proptest::option::of(Just("in".into())).prop_map(Command::NextPass),
        1 => Just(Command::SkipPass),
        2 => Just(Command::Back),
        2 => text.prop_map(|it| Command::Override { why: it.into() }),
        2 => prop::sample::select(vec!["su.after", "pl.goal", "rt.insight", "rf.item", "sr.next"])
            .prop_map(|it| Command::Jump(it.into())),
        2 => prop::collection::vec(text, 1..4)
            .prop_map(|it| Command::Plan(it.into_iter().map(Into::into).collect())),
        2 => (prop::sample::select(vec!["q.vision", "q.priority", "roadmap.changed", "goal.obsolete", "item.strategic"]), any::<bool>())
            .prop_map(|(fact, value)| Command::SetFact(fact.into(), value)),
        2 => (prop::sample::select(vec!["su.goal.pm1", "su.sync.pm1", "pl.context.pm1", "rf.strategy.pm1"]), 0..5)
            .prop_map(|(input, wish)| Command::Pm(input.into(), match wish {
                0 => PmMove::Request,
                1 => PmMove::Give,
                2 => PmMove::Carry { assumption: true },
                3 => PmMove::Defer { until: None },
                _ => PmMove::Waive,
            })),
        3 => text.prop_map(|it| Command::Capture(Draft::Parking { text: it.into(), people: "".into(), outcome: "".into() })),
        2 => text.prop_map(|it| Command::Capture(Draft::Goal { text: it.into(), is_final: true })),
        2 => prop::collection::vec(0u32..7, 0..5).prop_map(|values| Command::Reveal { pulse: "fist".into(), values }),
        1 => (0u32..4, 0u32..4).prop_map(|(up, down)| Command::Extend { up, down }),
        1 => Just(Command::ExtendAlone { secs: 60 }),
        2 => Just(Command::Pause),
        2 => Just(Command::Resume),
        3 => Just(Command::Undo),
        2 => Just(Command::Redo),
        1 => (0u64..900_000, any::<bool>()).prop_map(|(ms, counted)| Command::Gap { ms, counted }),
        1 => Just(Command::Finish),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Folding the records again, to any moment, gives the session that made them; no question asked of it fails.
    #[test]
    fn the_story_is_the_session(
        ceremony in prop::sample::select(CEREMONIES.to_vec()),
        profile in prop::sample::select(PROFILES.to_vec()),
        steps in prop::collection::vec((command(), 0u64..400), 0..60),
    ) {
        let setup = setup(ceremony, profile, 4);
        let mut world = World::begun(setup.clone());
        let (mut elapsed, mut at) = (0, world.now);
        for (wish, secs) in steps {
            world.wait(secs);
            let is_gap = matches!(wish, Command::Gap { .. });
            let undoes = matches!(wish, Command::Undo | Command::Redo);
            let _ = world.tries(wish);
            let session = &world.session;
            let spent = session.elapsed_ms(world.now);
            if !is_gap && !undoes && session.ending().is_none() {
                prop_assert!(spent >= elapsed, "the clock ran back");
                prop_assert!(spent - elapsed <= world.now.since(at));
            }
            (elapsed, at) = (spent, world.now);
            session.clock(world.now);
            session.pm_inputs(world.now);
            session.guards(world.now);
            session.activities(world.now);
            session.warnings(world.now);
            session.left_open(world.now);
            session.summary(world.now);
        }
        let again = Session::replay(Arc::new(setup), world.session.records(), Moment(u64::MAX));
        prop_assert_eq!(&again, &world.session);
    }

    /// Undo brings back exactly what was before, and redo exactly what was after.
    #[test]
    fn undo_and_redo_are_exact(
        ceremony in prop::sample::select(CEREMONIES.to_vec()),
        steps in prop::collection::vec((command(), 0u64..200), 1..25),
    ) {
        let mut world = World::begun(setup(ceremony, "midsize", 3));
        for (wish, secs) in steps {
            world.wait(secs);
            let before = view(&world);
            let Ok(event) = world.tries(wish) else { continue };
            if !event.is_undoable() {
                continue;
            }
            let after = view(&world);
            world.does(Command::Undo);
            prop_assert_eq!(view(&world), before);
            world.does(Command::Redo);
            prop_assert_eq!(view(&world), after);
        }
    }
}

/// All that a person could tell of a session, without the numbers of its records.
fn view(world: &World) -> String {
    let it = &world.session;
    let facts: Vec<_> =
        it.facts(world.now).into_iter().map(|(fact, state)| (fact.id.clone(), state)).collect();
    format!(
        "{:?}",
        (it.phase(), world.here(), it.passes(), facts, it.summary(world.now), it.clock(world.now))
    )
}

#[test]
fn no_typed_text_outgrows_a_line_of_the_journal() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    let long = "\"".repeat(30 * 1024);
    let too_long = |it| matches!(it, Err(Refusal::TooLong { .. }));
    assert!(too_long(world.asks(Command::Capture(Draft::Note { text: long.as_str().into() }))));
    assert!(too_long(
        world.asks(Command::Abort { reason: "other".into(), words: long.as_str().into() })
    ));
    world.does(Command::SetFact("q.vision".into(), true));
    world.goes_to("su.goal");
    let brief = PmMove::Brief {
        question: long.as_str().into(),
        options: Vec::new(),
        default: "".into(),
        needed_by: None,
        silence: "".into(),
    };
    assert!(too_long(world.asks(Command::Pm("su.goal.pm1".into(), brief))));
}

#[test]
fn what_was_revealed_cannot_be_taken_back() {
    let mut world = World::begun(setup("standup", "midsize", 3));
    world.does(Command::Reveal { pulse: "fist".into(), values: vec![3, 1] });
    let struck = world.does(Command::Capture(Draft::Note { text: "later".into() }));
    assert!(matches!(struck, Event::Captured { .. }));
    assert_eq!(world.does(Command::Undo), Event::Struck { n: 4 });
    assert!(world.tries(Command::Undo).is_err(), "only the vote and the beginning are left");
}
