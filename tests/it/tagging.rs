//! Tags on the board: one key and a digit on a topic, and the product manager's inputs follow when it is at hand.

use runsheet::session::{Command, Event};

use crate::screens::{Seat, seat};

/// The board of a retrospective with two topics.
fn board() -> Seat {
    let mut seat = seat("retro", "⏎");
    let now = seat.now;
    let runsheet::app::Screen::Live(live) = &mut seat.app.screen else { panic!("it runs") };
    live.ask(Command::Jump("rt.share".into()), now);
    live.ask(Command::Plan(vec!["slow tests".into(), "what next".into()]), now);
    seat.play("B");
    seat
}

fn tags(seat: &Seat) -> Vec<(String, Option<String>, bool)> {
    let records = seat.live().unwrap().session.effective();
    let said = records.filter_map(|it| match &it.event {
        Event::FactSet { fact, value, pass } => {
            Some((fact.to_string(), pass.as_ref().map(ToString::to_string), *value))
        }
        _ => None,
    });
    said.collect()
}

#[test]
fn a_digit_tags_the_topic_under_the_cursor_and_the_board_shows_it() {
    let mut seat = board();
    seat.play("j f");
    assert!(seat.frame(80, 24).contains("2 [ ] product strategy or direction"));
    seat.play("2 3");
    assert!(seat.frame(80, 24).contains("[x] product strategy or direction"));
    seat.play("⎋");
    let frame = seat.frame(80, 24);
    let line = frame.lines().find(|it| it.contains("what next")).unwrap();
    assert!(line.contains("#direction · #quality"), "{frame}");
    let topic = || Some("what next".to_owned());
    assert_eq!(
        tags(&seat),
        [
            ("topic.product_strategy".to_owned(), topic(), true),
            ("topic.delivery_quality".to_owned(), topic(), true),
        ]
    );
}

#[test]
fn a_tag_goes_by_its_digit_or_by_undo_which_says_so() {
    let mut seat = board();
    seat.play("f 2 2 ⎋");
    assert_eq!(tags(&seat).len(), 2);
    assert!(!seat.frame(80, 24).contains("#direction"));
    seat.play("f ⏎ ⎋ u");
    assert!(!seat.frame(80, 24).contains("#customers"));
    assert!(
        seat.frame(80, 24).contains("slow tests tagged topic: customers"),
        "{}",
        seat.frame(80, 24)
    );
    seat.play("U");
    assert!(seat.frame(80, 24).contains("#customers"));
}

#[test]
fn the_footer_and_the_help_of_the_board_name_the_key() {
    let mut seat = board();
    assert!(seat.frame(80, 24).lines().last().unwrap().contains("f tag"));
    seat.play("?");
    assert!(seat.frame(80, 24).contains("what the topic touches"));
}

#[test]
fn what_a_topic_touches_calls_for_the_product_manager_when_it_is_at_hand() {
    let mut seat = board();
    seat.play("f 2 ⎋ B");
    let now = seat.now;
    let runsheet::app::Screen::Live(live) = &mut seat.app.screen else { panic!("it runs") };
    live.ask(Command::Jump("rt.insight".into()), now);
    assert!(seat.frame(120, 36).contains("Join for a topic"));
    assert!(seat.frame(120, 36).contains("Does the team want the product manager"));
}

#[test]
fn after_grouping_the_cursor_rests_on_what_was_made() {
    let mut seat = board();
    seat.play("␣ ␣ m");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("▶ [ ] slow tests"), "{frame}");
    assert!(frame.contains("Board · 1 topic"), "{frame}");
}

#[test]
fn a_check_in_that_was_chosen_is_seen_with_its_answers_on_a_small_screen() {
    let mut seat = seat("retro", "⏎ K 'Safety check' ⏎ 1 '2344' ⏎");
    let frame = seat.frame(80, 24);
    for value in ["1 ■", "2 ■", "3 ■", "4 ■■", "5  "] {
        assert!(frame.contains(value), "{value}: {frame}");
    }
    assert!(frame.contains("Low: offer small groups"), "{frame}");
    seat.play("v");
    assert!(!seat.frame(80, 24).contains("Low: offer"), "not on a shared screen");
}
