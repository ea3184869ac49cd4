//! Sizing and refining at the keyboard: keys in, records and frames out.

use runsheet::{
    app::{Effect, Key, Message, Popup, Target},
    ceremony::Text,
    session::{Event, ItemChange},
};

use crate::screens::{Seat, seat};

/// At the first item of a refinement.
fn at_items() -> Seat {
    let mut seat = seat("refinement", "⏎");
    seat.take(Message::Hit(Target::Step(3)));
    seat
}

#[track_caller]
fn last(seat: &Seat) -> Event {
    seat.live().unwrap().session.records().last().unwrap().event.clone()
}

#[track_caller]
fn size(seat: &Seat) -> String {
    seat.live().unwrap().session.item_at_hand().unwrap().known.size.to_string()
}

#[test]
fn one_size_is_agreed_and_several_hands_are_shown() {
    let mut seat = at_items();
    seat.play("y '8' ⏎");
    assert_eq!(size(&seat), "8");
    seat.play("y '2 3 13' ⏎");
    let Event::HandsShown { hands, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!(hands.len(), 3);
    let frame = seat.frame(120, 36);
    for words in ["round 1: 2 3 13 · 4 cards apart, median 3", "2 and 13 speak first", "of 02:00"]
    {
        assert!(frame.contains(words), "{words} in\n{frame}");
    }
    seat.play("y '3 3 5' ⏎ y ⏎");
    assert_eq!(size(&seat), "3");
}

#[test]
fn a_size_nobody_showed_is_asked_for_its_reason() {
    let mut seat = at_items();
    seat.play("y '3 8' ⏎ y '5' ⏎");
    assert!(seat.frame(80, 24).contains("Nobody showed 5."));
    seat.play("⏎ 'between them' ⏎");
    assert_eq!(size(&seat), "5");
    seat.play("y '7' ⏎");
    assert!(seat.frame(80, 24).contains("7 is no card; there are 0 1 2 3"));
}

#[test]
fn a_card_typed_face_down_is_never_drawn() {
    let mut seat = at_items();
    seat.play("y ⇥ ⏎ '13'");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("› ••") && !frame.contains("› 13"), "{frame}");
    let effects = seat.take(Message::Key(Key::Enter));
    assert!(matches!(&effects[..], [Effect::Scratch(Some(text))] if text.contains("13")));
    assert!(seat.frame(80, 24).contains("✓ on the table"));
    let records = seat.live().unwrap().session.records().len();
    seat.play("⏎ '5' ⏎ ⏎ '5' ⏎ ⏎ '8@2' ⏎");
    assert_eq!(
        seat.live().unwrap().session.records().len(),
        records,
        "no record before the reveal"
    );
    assert!(seat.frame(80, 24).contains("turn 4 cards over"));
    seat.play("↓ ↓ ↓ ↓ ↓ ↓ ↓ ↓ ↓ ⏎");
    let Event::HandsShown { hands, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    let cards: Vec<&str> = hands.iter().map(|it| &*it.card).collect();
    assert_eq!(cards, ["5", "5", "8", "13"]);
}

#[test]
fn the_product_owner_is_told_by_name_why_there_is_no_card() {
    let mut seat = at_items();
    seat.play("y ⇥ ↓ ↓ ↓ ↓ ↓ ⏎");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("has no card: sizes come from those who do the work."), "{frame}");
}

#[test]
fn an_item_is_written_split_and_put_in_order_one_field_at_a_time() {
    let mut seat = at_items();
    seat.play("I w 'For shops' ⏎ c 'One file' ⏎ 'No doubles' ⏎ ⏎");
    let item = seat.live().unwrap().session.item_at_hand().unwrap().known.clone();
    assert!(item.why.ends_with("For shops"), "{}", item.why);
    assert_eq!(&*item.criteria[item.criteria.len() - 1], "No doubles");
    seat.play("s 1 'Plain path' ⏎ 'Rest' ⏎ ⏎");
    let Event::ItemChanged { change: ItemChange::Split { into, way }, .. } = last(&seat) else {
        panic!("{:?}", last(&seat))
    };
    assert_eq!((into.len(), way), (2, Some("paths".into())));
    seat.play("p 1 '8' ⏎ '3' ⏎ '2' ⏎ '4' ⏎");
    assert!(seat.frame(80, 24).contains("One of 1 2 3 5 8 13 20."));
    seat.play("'5' ⏎ 'the hall waits' ⏎");
    assert!(seat.frame(80, 36).contains("WSJF 2.6"), "{}", seat.frame(80, 36));
    seat.play("n 'Which tax office?' ⏎ ↓ ↓ ↓ ↓ ↓ ↓ ↓ ⏎ 'Both' ⏎");
    assert!(seat.frame(80, 36).contains("Which tax office? → Both"), "{}", seat.frame(80, 36));
    seat.play("1 ⎋");
    assert!(matches!(last(&seat), Event::FactSet { pass: Some(_), .. }));
    assert!(seat.live().unwrap().popup.is_none());
}

#[test]
fn an_item_is_found_by_a_few_letters_and_carried_elsewhere() {
    let mut seat = at_items();
    seat.play("B 'giftc'");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("Take gift cards") && !frame.contains("Export a day"), "{frame}");
    seat.play("⇥ ↑ ↑ ⏎ 'spring'");
    let effects = seat.take(Message::Key(Key::Enter));
    let Event::ItemChanged { change: ItemChange::Moved { before, why }, .. } = last(&seat) else {
        panic!("{:?}", last(&seat))
    };
    assert!(before.unwrap().starts_with("AUR-55") && &*why == "spring");
    assert!(matches!(seat.live().unwrap().popup, Some(Popup::Items(_))));
    let kept =
        effects.iter().any(|it| matches!(it, Effect::Backlog(changes) if changes.len() == 1));
    assert!(kept, "{effects:?}");
}

#[test]
fn a_question_gets_its_date_on_the_item() {
    let mut seat = at_items();
    seat.play("I n 'Which tax office?' ⏎");
    assert!(seat.frame(80, 36).contains("d due"), "{}", seat.frame(80, 36));
    seat.play("d");
    assert!(seat.frame(80, 24).contains("needed by: fri, +3d, 2026-11-27"));
    seat.play("⌫ ⌫ ⌫ ⌫ ⌫ ⌫ ⌫ ⌫ ⌫ ⌫ 'someday' ⏎");
    assert!(seat.frame(80, 24).contains("No date; say fri"), "{}", seat.frame(80, 24));
    seat.play("⌫ ⌫ ⌫ ⌫ ⌫ ⌫ ⌫ 'fri' ⏎");
    let Event::Amended { capture, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!(capture.due.unwrap().to_string(), "2026-11-27");
    assert!(seat.frame(80, 36).contains("(product owner, 27 Nov)"), "{}", seat.frame(80, 36));
    seat.play("⏎ 'Both' ⏎");
    assert!(!seat.frame(80, 36).contains("d due"), "an answered question has no date to set");
}

#[test]
fn key_and_description_are_written_like_the_title() {
    let mut seat = at_items();
    seat.play("I i ⌫ ⌫ ⌫ ⌫ ⌫ ⌫ 'AUR-45' ⏎");
    assert!(seat.frame(80, 24).contains("Another item has the key AUR-45."));
    seat.play("i ⌫ ⌫ ⌫ ⌫ ⌫ ⌫ 'TILL-7' ⏎ a 'As the shops tell it' ⏎");
    let frame = seat.frame(80, 36);
    for words in ["TILL-7 Export a day", "As the shops tell it", "i key", "a about it"] {
        assert!(frame.contains(words), "{words} in\n{frame}");
    }
}

#[test]
fn a_deck_is_chosen_on_the_start_sheet() {
    let setup = crate::world::setup("refinement", "midsize", 3);
    let decks = runsheet::ceremony::Library::shipped().decks;
    let sized = vec![(Text::new("M"), Text::new("A-1 Export"))];
    let decks = decks.into_iter().map(|it| (it, sized.clone())).collect();
    let mut seat = Seat::choosing(setup, decks);
    let until = |seat: &mut Seat, key: &str, words: &str| {
        for _ in 0..20 {
            if seat.frame(80, 36).contains(words) {
                return;
            }
            seat.play(key);
        }
        panic!("no {words} in\n{}", seat.frame(80, 36));
    };
    until(&mut seat, "j", "▶ deck    ‹ ");
    until(&mut seat, "l", "‹ T-shirt sizes ›  XS S M L XL");
    seat.play("⏎");
    seat.take(Message::Hit(Target::Step(3)));
    seat.play("y 's m xl' ⏎");
    let Event::HandsShown { hands, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!(&*hands[2].card, "XL");
    assert!(seat.live().unwrap().session.setup().given.sized == sized);
}
