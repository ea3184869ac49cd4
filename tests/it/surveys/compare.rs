//! Two sessions side by side.

use insta::assert_snapshot;
use runsheet::{
    app::{Answer, Key, Message, Question},
    ceremony::Text,
    history::Portrait,
    session::Moment,
    shell::store::Store,
};

use super::{answer, at_home, frames, question};
use crate::{generated, screens::Seat};

/// Every planning of a generated history, newest first.
fn plannings() -> Vec<Portrait> {
    let data = generated::data(60, 4);
    let store = Store::new(data.path());
    let stored = store.shelf().into_iter().map(|it| store.open(&it.sid).unwrap());
    let portrait = stored.filter(|it| it.setup.opened.ceremony == "planning").map(|it| {
        let end = it.records.last().map_or(Moment(0), |it| it.at);
        let session = runsheet::session::Session::replay(it.setup.into(), &it.records, end);
        Portrait::of(&session, end)
    });
    portrait.collect()
}

fn sid(n: u32) -> Text {
    format!("{n:032}").into()
}

fn page() -> Seat {
    let mut all = plannings().into_iter();
    let mut seat = at_home();
    let asked = runsheet::app::compare(sid(9));
    assert_eq!(question(&asked.effects), Question::Compare { sid: sid(9), with: None });
    seat.app.screen = match asked.turn {
        Some(runsheet::app::Turn::Survey(it)) => runsheet::app::Screen::Survey(it),
        other => panic!("{other:?}"),
    };
    let right = Box::new(Portrait { sid: sid(9), ..all.next().unwrap() });
    let left = Box::new(Portrait { sid: sid(5), ..all.next().unwrap() });
    answer(&mut seat, Answer::Comparison { left, right, others: vec![sid(7), sid(5), sid(2)] });
    seat
}

#[test]
fn two_plannings_stand_in_two_columns() {
    assert_snapshot!(frames(&page()));
}

#[test]
fn the_arrows_choose_the_left_one_as_far_as_there_are_others() {
    let mut seat = page();
    let older = question(&seat.take(Message::Key(Key::Left)));
    assert_eq!(older, Question::Compare { sid: sid(9), with: Some(sid(2)) });
    let newer = question(&seat.take(Message::Key(Key::Right)));
    assert_eq!(newer, Question::Compare { sid: sid(9), with: Some(sid(7)) });
}
