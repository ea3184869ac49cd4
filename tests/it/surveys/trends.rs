//! The trends page, on sessions made from a seed.

use chrono::NaiveDate;
use insta::assert_snapshot;
use runsheet::{
    app::{Answer, Question},
    history::{Digest, Ledger, Trends},
    shell::store::Store,
};

use super::{answer, at_home, opened};
use crate::{generated, screens::Seat, world::team};

fn history(sessions: usize) -> Vec<Digest> {
    let data = generated::data(sessions, 9);
    let store = Store::new(data.path());
    let stored = store.shelf().into_iter().rev().map(|it| store.open(&it.sid).unwrap());
    stored.filter_map(|it| Digest::of(it.setup, &it.records)).collect()
}

fn page(history: &[Digest], gap_map: Option<f64>) -> Seat {
    let mut seat = at_home();
    assert_eq!(opened(&mut seat, "Trends"), Question::Trends { of: None });
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let trends = Trends::of(history, history.len() + 7, &Ledger::default(), gap_map, today);
    let trends = Box::new(trends);
    answer(
        &mut seat,
        Answer::Trends { team: Box::new(team(3)), teams: vec!["crew".into()], today, trends },
    );
    seat
}

#[test]
fn what_stands_out_the_measures_and_the_sprints() {
    let mut seat = page(&history(42), Some(0.75));
    let mut seen = Vec::new();
    for part in ["", "f", "⇥", "↓↓", "l", "⇥"] {
        seat.play(part);
        seen.push(format!("== {part}\n{}", seat.frame(80, 24)));
    }
    for part in ["⇥", "⇥", "⇥"] {
        seat.play(part);
        seen.push(format!("== {part}\n{}{}", seat.frame(120, 36), seat.frame(50, 16)));
    }
    assert_snapshot!(seen.concat());
}

#[test]
fn no_line_is_drawn_through_fewer_than_five_sessions() {
    let sparks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let four = page(&history(42)[..4], None);
    let mut seat = four;
    seat.play("⇥");
    for _ in 0..20 {
        let frame = seat.frame(80, 24);
        assert!(frame.contains("too few for a line") && !frame.contains(sparks), "{frame}");
        seat.play("↓");
    }
}

#[test]
fn a_formula_is_one_key_away_and_what_is_missing_is_named() {
    let mut seat = page(&history(42), None);
    let before = seat.frame(80, 24);
    assert!(!before.contains("= 1 - PM inputs missed") && before.contains("no data yet: "));
    seat.play("f");
    assert!(seat.frame(80, 24).contains("= 1 - PM inputs missed"));
    seat.play("⇥");
    assert!(seat.frame(80, 24).contains("= boxes whose step took"));
}

#[test]
fn no_name_of_a_person_stands_on_any_part() {
    let mut seat = page(&history(42), None);
    for _ in 0..3 {
        let frame = seat.frame(200, 50);
        for name in ["Ada", "Noor", "Grace", "Lin ", "Amara", "Mateo", "Yusuf", "Ingrid", "Kofi"] {
            assert!(!frame.contains(name), "{name} in {frame}");
        }
        seat.play("⇥");
    }
}

#[test]
fn a_team_without_sessions_is_told_what_will_stand_here() {
    let seat = page(&[], None);
    assert!(seat.frame(80, 24).contains("No session of this team has ended yet."));
}
