//! One page of several teams: a key turns to the next one, and is offered only where there is another.

use chrono::NaiveDate;
use runsheet::{
    app::{Answer, Effect, Key, Message, Question},
    ceremony::Id,
    history::{Ledger, Trends},
};

use super::{answer, at_home, opened};
use crate::{screens::Seat, world::team};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn open_things(id: &str, teams: &[&str]) -> Answer {
    let team = runsheet::ceremony::Team { id: id.into(), name: id.into(), ..team(3) };
    let teams = teams.iter().map(|it| Id::from(*it)).collect();
    Answer::Ledger { team: Box::new(team), teams, today: today(), entries: Vec::new() }
}

fn pressed(seat: &mut Seat) -> Vec<Effect> {
    seat.take(Message::Key(Key::Char('T')))
}

#[test]
fn a_key_turns_to_the_next_team_and_after_the_last_to_the_first() {
    let mut seat = at_home();
    opened(&mut seat, "Open things");
    let teams = ["crew", "dock", "quay"];
    answer(&mut seat, open_things("crew", &teams));
    for next in ["dock", "quay", "crew"] {
        assert!(seat.frame(80, 24).contains("T team"), "{}", seat.frame(80, 24));
        let asked = Question::Ledger { of: Some(next.into()) };
        assert_eq!(pressed(&mut seat), [Effect::Survey(asked)]);
        assert!(seat.frame(80, 24).contains("Reading the sessions"));
        answer(&mut seat, open_things(next, &teams));
        assert!(seat.frame(80, 24).contains(&format!("Open things · {next}")));
    }
}

#[test]
fn what_is_asked_again_is_asked_of_the_team_that_is_shown() {
    let mut seat = at_home();
    opened(&mut seat, "Open things");
    answer(&mut seat, open_things("dock", &["crew", "dock"]));
    let again = seat.take(Message::Key(Key::F(5)));
    assert_eq!(again, [Effect::Survey(Question::Ledger { of: Some("dock".into()) })]);
}

#[test]
fn a_team_that_is_alone_has_no_key_for_others() {
    let mut seat = at_home();
    opened(&mut seat, "Trends");
    let trends = Box::new(Trends::of(&[], 0, &Ledger::default(), None, today()));
    let teams = vec!["crew".into()];
    answer(&mut seat, Answer::Trends { team: Box::new(team(3)), teams, today: today(), trends });
    assert!(!seat.frame(120, 36).contains("T team"));
    assert_eq!(pressed(&mut seat), []);
    assert!(seat.frame(120, 36).contains("There is no other team."));
}
