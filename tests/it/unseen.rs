//! Hidden cards at the door: never left behind without a word, shown or discarded by one key, and brought back by undo.

use runsheet::{
    app::{Effect, Live, Message, Save, Screen},
    session::{CardInput, Command, Event, GuardLine, Open, Put, Refusal, put},
};

use crate::{
    screens::{Seat, seat},
    world::{World, setup},
};

/// Three cards in two columns, hidden, at the step where they are shown.
fn world() -> World {
    let mut world = World::begun(setup("retro", "midsize", 3));
    world.does(Command::SetBoard { format: "ssc".into(), input: CardInput::Typed });
    world.goes_to("rt.gather");
    for (column, text) in
        [("stop", "late changes"), ("stop", "long meetings"), ("start", "pairing")]
    {
        let it = Put::Card { column: column.into(), text: text.into() };
        put(&world.session, &mut world.open, it).unwrap();
    }
    world.does(Command::Advance);
    world
}

#[test]
fn no_way_past_the_sharing_leaves_hidden_cards_behind() {
    let world = world();
    let hidden = Err(Refusal::CardsHidden { cards: 3 });
    assert_eq!(world.asks(Command::Advance), hidden);
    assert_eq!(world.asks(Command::Jump("rt.insight".into())), hidden);
    let reason = Command::Abort { reason: "energy".into(), words: "".into() };
    assert_eq!(world.asks(reason), hidden);
    world.asks(Command::Back).unwrap();
}

#[test]
fn discarding_keeps_how_many_and_not_a_word_and_undo_brings_them_back() {
    let mut world = world();
    assert_eq!(world.does(Command::DropCards), Event::CardsDropped { cards: 3 });
    assert_eq!((world.open.hidden_cards(&world.session), world.session.dropped_cards()), (0, 3));
    assert_eq!(world.asks(Command::DropCards), Err(Refusal::NothingHidden));
    world.does(Command::Undo);
    assert_eq!((world.open.hidden_cards(&world.session), world.session.dropped_cards()), (3, 0));
    world.does(Command::Redo);
    assert_eq!(world.open.hidden_cards(&world.session), 0);
    world.does(Command::Advance);
    world.does(Command::Undo);
    world.does(Command::Undo);
    assert_eq!(world.open.hidden_in(&"stop".into()), 2);
}

#[test]
fn discarded_cards_come_back_though_the_program_died_between() {
    let mut world = world();
    world.does(Command::DropCards);
    let scratch = world.open.to_scratch();
    let mut back = Open::from_scratch(&scratch).unwrap();
    back.follow(&world.session);
    assert_eq!(back.hidden_cards(&world.session), 0);
    world.open = back;
    world.does(Command::Undo);
    assert_eq!(world.open.hidden_cards(&world.session), 3);
    // The scratch file was written, the record never came to the disk.
    let mut alone = Open::from_scratch(&scratch).unwrap();
    let before = self::world();
    alone.follow(&before.session);
    assert_eq!(alone.hidden_cards(&before.session), 3);
}

#[test]
fn cards_shown_by_a_record_that_never_came_to_the_disk_are_hidden_as_before() {
    let before = world();
    let mut world = world();
    world.does(Command::ShowCards("stop".into()));
    assert_eq!(world.open.hidden_cards(&world.session), 1);
    let scratch = world.open.to_scratch();
    // The process died after the scratch file and before the journal's line.
    let mut back = Open::from_scratch(&scratch).unwrap();
    back.recover(&before.session);
    assert_eq!(back.hidden_in(&"stop".into()), 2);
    assert_eq!(back.hidden_cards(&before.session), 3);
    // And once more, before the scratch file was written again: no card is there twice.
    let mut again = Open::from_scratch(&back.to_scratch()).unwrap();
    again.recover(&before.session);
    assert_eq!(again.hidden_cards(&before.session), 3);
    // What is shown after that leaves the round as ever.
    let mut later = World { open: again, ..before };
    later.does(Command::ShowCards("stop".into()));
    assert_eq!(later.open.hidden_cards(&later.session), 1);
}

#[test]
fn cards_leave_the_scratch_file_when_the_record_that_shows_them_is_on_disk() {
    let mut world = world();
    let Event::CardsShown { .. } = world.does(Command::ShowCards("stop".into())) else {
        panic!("a column is shown")
    };
    let n = world.session.records().last().unwrap().n;
    assert!(!world.open.saved(n - 1));
    assert!(world.open.to_scratch().contains("late changes"));
    let mut back = Open::from_scratch(&world.open.to_scratch()).unwrap();
    back.recover(&world.session);
    assert_eq!(back.hidden_cards(&world.session), 1, "the journal has the record");
    assert!(world.open.saved(n));
    assert!(!world.open.to_scratch().contains("late changes"));
    assert!(world.open.to_scratch().contains("pairing"));
}

#[test]
fn dots_survive_a_lost_line_too() {
    let mut world = world();
    for column in ["stop", "start"] {
        world.does(Command::ShowCards(column.into()));
    }
    world.goes_to("rt.vote");
    let dots = Put::Dots { name: "Dev1".into(), dots: vec![("pairing".into(), 1)] };
    put(&world.session, &mut world.open, dots).unwrap();
    for name in world.session.voters().into_iter().filter(|it| **it != *"Dev1") {
        put(&world.session, &mut world.open, Put::Dots { name, dots: Vec::new() }).unwrap();
    }
    let lost = world.session.clone();
    let voters = lost.voters().len();
    world.does(Command::ShowDots);
    let mut back = Open::from_scratch(&world.open.to_scratch()).unwrap();
    assert!(back.placed(&lost).is_none());
    back.recover(&lost);
    assert_eq!(back.placed(&lost).map(|it| (it.len(), it.count_done())), Some((1, voters)));
}

#[test]
fn the_scratch_file_follows_once_the_journal_has_what_was_shown() {
    let mut seat = sharing();
    let now = seat.now;
    let effects = live(&mut seat).ask(Command::ShowCards("stop".into()), now).effects;
    let texts: Vec<&String> = effects
        .iter()
        .filter_map(|it| if let Effect::Scratch(text) = it { text.as_ref() } else { None })
        .collect();
    assert!(texts.iter().all(|it| it.contains("late changes")), "{texts:?}");
    let n = live(&mut seat).session.records().last().unwrap().n;
    let effects = seat.app.update(Message::Save(Save::Saved { n }), now);
    let [Effect::Scratch(Some(text))] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(!text.contains("late changes") && text.contains("pairing"), "{text}");
}

fn live(seat: &mut Seat) -> &mut Live {
    match &mut seat.app.screen {
        Screen::Live(it) => it,
        _ => panic!("no session runs"),
    }
}

/// The same on the screen.
fn sharing() -> Seat {
    let mut seat = seat("retro", "⏎");
    let now = seat.now;
    let it = live(&mut seat);
    it.ask(Command::SetBoard { format: "ssc".into(), input: CardInput::Typed }, now);
    it.ask(Command::Jump("rt.gather".into()), now);
    for (column, text) in
        [("stop", "late changes"), ("start", "pairing"), ("stop", "long meetings")]
    {
        let card = Put::Card { column: column.into(), text: text.into() };
        put(&it.session, &mut it.open, card).unwrap();
    }
    it.ask(Command::Jump("rt.share".into()), now);
    seat
}

#[test]
fn leaving_early_says_how_many_are_hidden_and_esc_stays() {
    let mut seat = sharing();
    seat.play(":");
    seat.play("'go to Dot vote' ⏎");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("Still hidden: 3 (Start 1, Stop 2)."), "{frame}");
    assert!(frame.contains("d discard them unread"));
    seat.play("⎋");
    assert_eq!(seat.step(), "rt.share");
    assert_eq!(live(&mut seat).open.hidden_in(&"stop".into()), 2);
}

#[test]
fn enter_shows_all_of_them_and_stays() {
    let mut seat = sharing();
    seat.play(":");
    seat.play("'go to Dot vote' ⏎ ⏎");
    assert_eq!(seat.step(), "rt.share");
    assert_eq!(live(&mut seat).session.cards().count(), 3);
    assert!(seat.frame(80, 24).contains("All cards are on the board"));
}

#[test]
fn d_discards_them_and_goes_where_one_wanted_to() {
    let mut seat = sharing();
    seat.play(":");
    seat.play("'go to Dot vote' ⏎ d");
    assert_eq!(seat.step(), "rt.vote");
    assert!(seat.frame(80, 24).contains("Discarded unread: 3. u brings them back."));
    seat.play("u u");
    assert!(seat.frame(80, 24).contains("Taken back: discarding the cards"));
    assert_eq!(seat.step(), "rt.share");
    assert_eq!(live(&mut seat).open.hidden_in(&"stop".into()), 2);
}

#[test]
fn stopping_for_good_asks_too_and_discarding_ends_it() {
    let mut seat = sharing();
    seat.play("q 1 ⏎");
    assert!(seat.frame(80, 24).contains("Still hidden: 3"));
    seat.play("d");
    assert!(seat.live().is_none(), "it is over");
    assert!(seat.frame(80, 36).contains("discarded unread"), "{}", seat.frame(80, 36));
}

#[test]
fn what_the_program_sees_itself_is_not_asked() {
    let mut world = World::begun(setup("retro", "midsize", 1));
    world.does(Command::SetBoard { format: "ssc".into(), input: CardInput::Typed });
    world.goes_to("rt.gather");
    let unmet = |world: &World| {
        world.session.guards_beside(&world.open, world.now).iter().any(GuardLine::is_unmet)
    };
    let it = Put::Card { column: "stop".into(), text: "late changes".into() };
    put(&world.session, &mut world.open, it).unwrap();
    for name in ["Ada", "Sam", "Dev1"] {
        assert!(unmet(&world), "{name} is not ready yet");
        let it = Put::Ready { name: name.into(), ready: true };
        put(&world.session, &mut world.open, it).unwrap();
    }
    assert!(!unmet(&world));
    assert_eq!(world.asks(Command::Confirm("rt.gather.g1".into())), Err(Refusal::Unchanged));
    world.does(Command::Advance);
    assert!(unmet(&world), "a card is hidden");
    world.does(Command::ShowCards("stop".into()));
    assert!(!unmet(&world));
}

#[test]
fn on_a_wall_only_people_can_see_whether_everybody_has_written() {
    let mut world = World::begun(setup("retro", "midsize", 1));
    world.goes_to("rt.gather");
    for name in ["Ada", "Sam", "Dev1"] {
        put(&world.session, &mut world.open, Put::Ready { name: name.into(), ready: true })
            .unwrap();
    }
    let lines = world.session.guards_beside(&world.open, world.now);
    assert!(lines.iter().all(GuardLine::is_unmet));
    world.does(Command::Confirm("rt.gather.g1".into()));
}

#[test]
fn how_many_are_ready_stands_where_people_would_be_asked() {
    let mut seat = sharing();
    seat.play("⌫");
    assert!(seat.frame(80, 24).contains("Has everybody written something? x=yes"));
    let it = live(&mut seat);
    put(&it.session, &mut it.open, Put::Ready { name: "Ada".into(), ready: true }).unwrap();
    assert!(seat.frame(80, 24).contains("1 of 7 ready. x=yes"));
}
