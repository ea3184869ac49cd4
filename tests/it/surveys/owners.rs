//! The gap analysis, with the bundled list of responsibilities.

use chrono::NaiveDate;
use insta::assert_snapshot;
use runsheet::{
    app::{Answer, Effect, Key, Message, Question},
    ceremony::{Id, Library, Role},
    history::{Duty, GapMap, Held, Line},
    practice::{Content, duties},
};

use super::{answer, at_home, frames, opened};
use crate::{screens::Seat, world::team};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn list(profile: &str) -> Vec<Duty> {
    duties(&Content::shipped().drills, &Id::from(profile))
}

fn page(profile: &str, map: GapMap) -> Seat {
    let mut seat = at_home();
    assert_eq!(opened(&mut seat, "Who owns what"), Question::Owners { of: None });
    let library = Library::shipped();
    let known = library.profile(&profile.into()).unwrap().clone();
    let (team, profile, duties) = (Box::new(team(3)), Box::new(known), list(profile));
    answer(
        &mut seat,
        Answer::Owners { team, teams: vec!["crew".into()], profile, duties, map, today: day() },
    );
    seat
}

/// What goes out to be noted at a key.
#[track_caller]
fn held(seat: &mut Seat, key: char) -> Held {
    match &seat.take(Message::Key(Key::Char(key)))[..] {
        [Effect::Note { team, line: Line::Owned(held) }] => {
            assert_eq!(*team, "crew");
            held.clone()
        }
        other => panic!("{other:?}"),
    }
}

fn as_expected(profile: &str) -> GapMap {
    let all = list(profile).into_iter();
    GapMap::of(all.map(|it| Held { duty: it.id, owners: it.owners, well: None, day: day() }))
}

#[test]
fn the_list_has_24_responsibilities_with_owners_in_every_profile() {
    for profile in ["startup", "midsize", "enterprise", "po-only"] {
        let duties = list(profile);
        assert_eq!(duties.len(), 24);
        assert!(duties.iter().all(|it| !it.owners.is_empty()), "{profile}");
        let of = |role| duties.iter().filter(|it| it.owners.contains(&role)).count();
        assert!(of(Role::Po) > 8 && (profile == "po-only" || of(Role::Pm) > 4), "{profile}");
    }
}

#[test]
fn one_key_answers_and_every_answer_is_noted() {
    let mut seat = page("midsize", GapMap::default());
    assert_eq!(held(&mut seat, '2').owners, [Role::Pm], "so well, by the one who should");
    assert_eq!(held(&mut seat, '3').well, Some(3), "no answer moves the cursor; Enter does");
    seat.play("⏎");
    let other = held(&mut seat, 'm');
    assert_eq!((other.owners, other.well), (vec![Role::Pm], None));
    let both = held(&mut seat, 'p');
    assert_eq!(both.owners, [Role::Po, Role::Pm]);
    assert_eq!(held(&mut seat, 'm').owners, [Role::Po]);
    seat.play("⏎");
    let nobody = held(&mut seat, 'n');
    assert_eq!(nobody.owners, []);
    assert_eq!(seat.take(Message::Key(Key::Char('3'))), [], "nobody does nothing well");
    assert_eq!(held(&mut seat, ' ').owners.len(), 1);
    assert_eq!(held(&mut seat, 'n').well, None);
    assert_snapshot!(frames(&seat));
}

#[test]
fn what_the_answers_show_names_the_ways_out() {
    let mut map = as_expected("midsize");
    let duties = list("midsize");
    let hold = |n: usize, owners: &[Role], well| Held {
        duty: duties[n].id.clone(),
        owners: owners.to_vec(),
        well,
        day: day(),
    };
    map.take(hold(0, &[], None));
    map.take(hold(1, &[Role::Po, Role::Pm], None));
    map.take(hold(2, &[Role::Po], Some(1)));
    for n in 3..14 {
        map.take(hold(n, &[Role::Po], None));
    }
    let mut seat = page("midsize", map);
    let frame = seat.frame(80, 40);
    for words in ["Nobody does it (1)", "Done badly (1)", "Too much for one", "redistribute"] {
        assert!(frame.contains(words), "{words} in {frame}");
    }
    assert_snapshot!(frames(&seat));
    seat.play("⇥");
    assert!(seat.frame(80, 24).contains("Set the product vision"));
}

#[test]
fn after_a_quarter_it_is_time_to_look_again() {
    let old = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
    let all = list("midsize").into_iter();
    let map =
        GapMap::of(all.map(|it| Held { duty: it.id, owners: it.owners, well: None, day: old }));
    let frame = page("midsize", map).frame(80, 24);
    assert!(frame.contains("time to look again"), "{frame}");
    assert!(frame.contains("Everything is owned as it should be."), "{frame}");
}
