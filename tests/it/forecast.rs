//! The forecast beside what came next: laws for any history, and made-up boards of many kinds on which four in five must hold.

use proptest::{collection::vec, prelude::*};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use runsheet::{
    exchange::sprints::{self, Unread, Why},
    history::{
        backtest::{Tally, customary},
        forecast::{FEWEST, TooLittle, forecast, trials},
    },
};

fn points() -> impl Strategy<Value = f64> {
    let whole = (0u32..400).prop_map(f64::from);
    let halves = (0u32..80).prop_map(|it| f64::from(it) / 2.0);
    prop_oneof![2 => Just(0.0), 6 => whole, 3 => halves, 1 => -50.0..1e7, 1 => any::<f64>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_has_an_ordered_range_or_says_what_is_missing(history in vec(points(), 0..40)) {
        let recent = &history[history.len().saturating_sub(8)..];
        let zeros = recent.iter().filter(|it| **it <= 0.0 || it.is_nan()).count();
        match forecast(&history) {
            Ok(it) => {
                prop_assert!(FEWEST <= history.len() && zeros * 2 < recent.len());
                prop_assert!(0.0 <= it.low && it.low <= it.mid && it.mid <= it.high, "{it:?}");
                prop_assert!(it.high.is_finite() && 0.0 < it.mid + it.high, "{it:?}");
            }
            Err(TooLittle::Sprints { have, need }) => prop_assert!(have == history.len() && have < need),
            Err(TooLittle::Zeros { zeros: found, of }) => {
                prop_assert_eq!((found, of), (zeros, recent.len()));
                prop_assert!(of <= found * 2);
            }
        }
    }

    #[test]
    fn what_comes_later_changes_no_earlier_forecast(
        history in vec(points(), 0..40),
        later in vec(points(), 0..10),
    ) {
        let longer = [history.clone(), later].concat();
        let (before, after) = (trials(&history), trials(&longer));
        prop_assert_eq!(&after[..before.len()], &before[..]);
        let next = after.iter().find(|it| it.place == history.len());
        if let Some(next) = next {
            prop_assert_eq!(Ok(next.forecast), forecast(&history));
        }
    }

    #[test]
    fn points_of_another_size_only_change_the_scale(history in vec(0.5..90.0_f64, 5..30), scale in 0.1..20.0_f64) {
        let scaled: Vec<f64> = history.iter().map(|it| it * scale).collect();
        let (one, other) = (forecast(&history).unwrap(), forecast(&scaled).unwrap());
        for (one, other) in [(one.low, other.low), (one.mid, other.mid), (one.high, other.high)] {
            prop_assert!((one * scale - other).abs() <= 1e-6 * (1.0 + other), "{one} {other}");
        }
    }
}

/// A board of made-up sprints: a usual size, by which factor sprints differ from it, and what happens over time.
fn board(
    random: &mut ChaCha8Rng,
    differ: f64,
    over_time: impl Fn(f64, &mut ChaCha8Rng) -> f64,
) -> Vec<f64> {
    let (usual, sprints) = (random.random_range(8.0..120.0_f64), random.random_range(8..60_u32));
    (0..sprints)
        .map(|at| {
            let bell: f64 = (0..12).map(|_| random.random_range(-0.5..0.5_f64)).sum();
            let share = over_time(f64::from(at) / f64::from(sprints), random);
            (usual * share * (differ * bell).exp()).round()
        })
        .collect()
}

#[track_caller]
fn holds(kind: &str, differ: f64, over_time: impl Fn(f64, &mut ChaCha8Rng) -> f64) {
    let mut random = ChaCha8Rng::seed_from_u64(20);
    let (mut ours, mut theirs) = (Tally::default(), Tally::default());
    for _ in 0..120 {
        let delivered = board(&mut random, differ, &over_time);
        for trial in trials(&delivered) {
            let (low, high) = customary(&delivered[..trial.place]).unwrap();
            ours.add(trial.forecast.low, trial.forecast.high, trial.delivered);
            theirs.add(low, high, trial.delivered);
        }
    }
    let inside = 100.0 * f64::from(ours.inside()) / f64::from(ours.forecasts);
    assert!(500 < ours.forecasts, "{kind}: {} forecasts", ours.forecasts);
    assert!((75.0..=85.0).contains(&inside), "{kind}: {inside:.1} % inside");
    assert!(ours.score() < theirs.score(), "{kind}: {:?}, {:?}", ours.score(), theirs.score());
}

#[test]
fn four_in_five_hold_for_steady_and_for_wild_teams() {
    holds("steady", 0.25, |_, _| 1.0);
    holds("usual", 0.5, |_, _| 1.0);
    holds("wild", 0.9, |_, _| 1.0);
}

#[test]
fn four_in_five_hold_for_teams_that_grow_and_teams_that_change() {
    holds("growing", 0.35, |time, _| 0.5 + 2.0 * time);
    holds("halved", 0.4, |time, _| if time < 0.5 { 1.0 } else { 0.5 });
}

#[test]
fn four_in_five_hold_where_some_sprints_deliver_nothing_or_are_mistyped() {
    holds("nothing", 0.4, |_, random| if random.random_bool(0.25) { 0.0 } else { 1.0 });
    holds("mistyped", 0.4, |_, random| if random.random_bool(0.04) { 10.0 } else { 1.0 });
}

#[test]
fn a_history_adds_up_what_was_committed_and_how_far_from_it_the_sprint_ended() {
    let table = "boardid,sprintid,name,vel_diff,vel_starttime,vel_added,vel_removed\n\
                 7,1,\"One, the first\",-3,20,5,2\n\
                 8,2,Two,0,1,0,0\n\
                 7,3,Three,0.5,8,0,0\n";
    let (boards, unread) = sprints::read(table.as_bytes());
    assert_eq!(unread, []);
    assert_eq!(boards[0].delivered(), [20.0, 8.5]);
    assert_eq!(boards[1].delivered(), [1.0]);
    assert_eq!((&*boards[0].name, &*boards[0].sprints[1].name), ("7", "3"));
}

#[test]
fn a_plain_history_needs_only_what_was_delivered() {
    let (boards, unread) = sprints::read(b"\xef\xbb\xbfSprint,Velocity\nA,21\nB,18\n");
    assert_eq!((boards.len(), unread), (1, vec![]));
    assert_eq!(boards[0].delivered(), [21.0, 18.0]);
}

#[test]
fn rows_without_a_number_are_told_with_their_line() {
    let table = b"sprint,delivered\n\"A\nB\",21\nC,many\nD\nE,4\n";
    let (boards, unread) = sprints::read(table);
    assert_eq!(boards[0].delivered(), [21.0, 4.0]);
    let why = |found: &str| Why::NoNumber { column: "delivered".into(), found: found.into() };
    let expected = [Unread { line: 4, why: why("many") }, Unread { line: 5, why: why("") }];
    assert_eq!(unread, expected);
}

#[test]
fn a_table_of_something_else_is_no_history() {
    let (boards, unread) = sprints::read(b"name,vel_added\nA,21\n");
    assert_eq!((boards, unread), (vec![], vec![Unread { line: 1, why: Why::NoDelivered }]));
}
