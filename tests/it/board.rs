//! The board of a retrospective at the level of the engine: cards, groups, dots, what may leave, and which format.

use runsheet::{
    ceremony::Library,
    journal,
    session::{
        Because, CardInput, Command, Event, Given, Moment, Open, Put, Refusal, Release, Tally, put,
    },
};

use crate::world::{World, setup};

fn retro(developers: usize) -> World {
    World::begun(setup("retro", "midsize", developers))
}

/// A retrospective in start, stop, continue with the cards typed here, at the writing.
fn typed(developers: usize) -> World {
    let mut world = retro(developers);
    world.does(Command::SetBoard { format: "ssc".into(), input: CardInput::Typed });
    world.goes_to("rt.gather");
    world
}

#[track_caller]
fn puts(world: &mut World, it: Put) {
    let said = format!("{it:?}");
    put(&world.session, &mut world.open, it).unwrap_or_else(|it| panic!("{said}: {it:?}"));
}

fn card(world: &mut World, column: &str, text: &str) {
    puts(world, Put::Card { column: column.into(), text: text.into() });
}

fn shows(world: &mut World, column: &str) -> Vec<String> {
    match world.does(Command::ShowCards(column.into())) {
        Event::CardsShown { cards, .. } => cards.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

fn titles(world: &World) -> Vec<String> {
    world.session.topics().iter().map(|it| it.title.to_string()).collect()
}

/// Everything that is written down: the lines of the journal, and the scratch file.
fn written(world: &World) -> (String, String) {
    let salt = journal::Salt::of(&world.session.setup().opened.sid);
    let lines = world.session.records().iter().map(|it| journal::record(salt, it, 0));
    (lines.collect(), world.open.to_scratch())
}

#[test]
fn cards_are_hidden_until_a_column_is_shown_in_the_order_of_its_texts() {
    let mut world = typed(3);
    for text in ["slow tests", "late changes", "slow tests"] {
        card(&mut world, "stop", text);
    }
    assert!(!written(&world).0.contains("slow"), "a card is in the journal before it is shown");
    assert_eq!(world.open.hidden_in(&"stop".into()), 3);
    assert_eq!(shows(&mut world, "stop"), ["late changes", "slow tests", "slow tests"]);
    assert_eq!(world.open.hidden_in(&"stop".into()), 0);
    assert_eq!(world.asks(Command::ShowCards("stop".into())), Err(Refusal::NothingHidden));
    assert_eq!(titles(&world), ["late changes", "slow tests", "slow tests (2)"]);
}

#[test]
fn what_is_no_card_is_refused() {
    let mut world = typed(3);
    let mut asks = |column: &str, text: &str| {
        let it = Put::Card { column: column.into(), text: text.into() };
        put(&world.session, &mut world.open, it)
    };
    assert_eq!(asks("sotp", "x"), Err(Refusal::NoSuchColumn("sotp".into())));
    assert_eq!(asks("stop", "  "), Err(Refusal::EmptyText));
    assert_eq!(asks("stop", &"x".repeat(241)), Err(Refusal::TooLong { most: 240 }));
    let mut wall = retro(3);
    let it = Put::Card { column: "start".into(), text: "x".into() };
    assert_eq!(put(&wall.session, &mut wall.open, it), Err(Refusal::CardsOnWall));
}

#[test]
fn swapping_who_wrote_what_changes_no_byte_of_any_file() {
    let story = |authors: [(&str, &str, &str); 4]| {
        let mut world = typed(3);
        for (name, column, text) in authors {
            card(&mut world, column, text);
            puts(&mut world, Put::Ready { name: name.into(), ready: true });
        }
        let during = written(&world);
        world.does(Command::Advance);
        shows(&mut world, "start");
        shows(&mut world, "stop");
        (during, written(&world))
    };
    let one = story([
        ("Dev1", "stop", "long meetings"),
        ("Dev2", "start", "pairing"),
        ("Dev3", "stop", "late changes"),
        ("Sam", "start", "a test rig"),
    ]);
    let other = story([
        ("Sam", "stop", "late changes"),
        ("Dev3", "start", "a test rig"),
        ("Dev2", "stop", "long meetings"),
        ("Dev1", "start", "pairing"),
    ]);
    assert_eq!(one, other);
    assert!(!one.1.0.contains("Dev1\"") || one.1.0.matches("Dev1").count() == 1, "only as present");
}

#[test]
fn swapping_dots_and_every_vote_changes_no_byte_of_any_file() {
    let story = |order: [&str; 5]| {
        let mut world = topics(&["a", "b", "c"]);
        let pulses: Vec<_> = world.session.setup().pulses.clone();
        for (at, name) in order.into_iter().enumerate() {
            let dots = vec![(["a", "b", "c", "a", "b"][at].into(), 2)];
            puts(&mut world, Put::Dots { name: name.into(), dots });
            for pulse in &pulses {
                let (from, to, _) = pulse.kind.scale();
                let value = (from + u32::try_from(at).unwrap()).min(to);
                puts(&mut world, Put::Vote { name: name.into(), pulse: pulse.id.clone(), value });
            }
        }
        let during = written(&world);
        world.does(Command::ShowDots);
        for pulse in pulses {
            world.does(Command::ShowVote(pulse.id));
        }
        (during, written(&world))
    };
    let one = story(["Ada", "Sam", "Dev1", "Dev2", "Dev3"]);
    assert_eq!(one, story(["Dev3", "Dev1", "Ada", "Sam", "Dev2"]));
}

#[test]
fn five_hundred_cards_are_shown_in_parts_whose_order_tells_nothing() {
    let mut world = typed(7);
    let text = |n: usize| format!("{:0>3} {}", n * 7919 % 500, "long thought ".repeat(16));
    for n in 0..500 {
        card(&mut world, "start", text(n).trim());
    }
    let mut parts = 0;
    let mut all = Vec::new();
    while 0 < world.open.hidden_in(&"start".into()) {
        all.append(&mut shows(&mut world, "start"));
        parts += 1;
    }
    assert!((2..20).contains(&parts), "{parts}");
    assert_eq!(all.len(), 500);
    assert!(all.is_sorted());
    let lines = written(&world).0;
    assert!(lines.lines().all(|it| it.len() < 64 * 1024));
}

#[test]
fn a_scratch_file_older_than_the_journal_brings_no_card_back_twice() {
    let mut world = typed(3);
    card(&mut world, "stop", "late changes");
    card(&mut world, "stop", "late changes");
    card(&mut world, "start", "pairing");
    let scratch = world.open.to_scratch();
    shows(&mut world, "stop");
    let mut back = Open::from_scratch(&scratch).unwrap();
    back.follow(&world.session);
    assert_eq!((back.hidden_in(&"stop".into()), back.hidden_in(&"start".into())), (0, 1));
    back.follow(&world.session);
    assert_eq!(back.hidden_cards(&world.session), 1);
}

fn topics(titles: &[&str]) -> World {
    let mut world = retro(3);
    world.goes_to("rt.share");
    world.does(Command::Plan(titles.iter().map(|it| (*it).into()).collect()));
    world.goes_to("rt.vote");
    world
}

#[test]
fn grouping_loses_nothing_and_every_part_of_it_can_be_taken_back() {
    let mut world = typed(3);
    for text in ["slow tests", "tests fail at night", "late changes"] {
        card(&mut world, "stop", text);
    }
    world.does(Command::Advance);
    shows(&mut world, "stop");
    let pair = || vec!["slow tests".into(), "tests fail at night".into()];
    world.does(Command::Group { topics: pair(), title: "tests".into() });
    assert_eq!(titles(&world), ["late changes", "tests"]);
    assert_eq!(world.session.topics()[1].cards.len(), 2);
    world.does(Command::Retitle { topic: "tests".into(), title: "our tests".into() });
    let to = |to: Option<&str>| Command::MoveCard {
        card: "slow tests".into(),
        column: "stop".into(),
        from: "our tests".into(),
        to: to.map(Into::into),
    };
    world.does(to(None));
    assert_eq!(titles(&world), ["late changes", "our tests", "slow tests"]);
    world.does(Command::Undo);
    world.does(to(Some("late changes")));
    assert_eq!(world.session.topics()[0].cards.len(), 2);
    for _ in 0..3 {
        world.does(Command::Undo);
    }
    assert_eq!(titles(&world), ["late changes", "slow tests", "tests fail at night"]);
    assert_eq!(world.session.cards().count(), 3);
    let refused = |it| world.asks(it).unwrap_err();
    assert_eq!(
        refused(Command::Group { topics: vec!["slow tests".into()], title: "x".into() }),
        Refusal::OneTopic
    );
    assert_eq!(
        refused(Command::Group { topics: pair(), title: "late changes".into() }),
        Refusal::TitleTaken
    );
    assert_eq!(
        refused(Command::Retitle { topic: "nothing".into(), title: "x".into() }),
        Refusal::NoSuchTopic("nothing".into())
    );
}

#[test]
fn dots_stay_hidden_until_all_are_in_and_no_one_places_too_many() {
    let mut world = topics(&["a", "b"]);
    let dots = |name: &str, of: &[(&str, u32)]| Put::Dots {
        name: name.into(),
        dots: of.iter().map(|(it, n)| ((*it).into(), *n)).collect(),
    };
    let mut asks = |it: Put| put(&world.session, &mut world.open, it);
    assert_eq!(asks(dots("Dev1", &[("a", 3)])), Err(Refusal::TooManyDots { most: 2 }));
    assert_eq!(asks(dots("Dev1", &[("a", 2), ("b", 2)])), Err(Refusal::TooManyDots { most: 3 }));
    assert_eq!(asks(dots("Pia", &[("a", 1)])), Err(Refusal::NoSuchPerson("Pia".into())));
    assert_eq!(asks(dots("Dev1", &[("z", 1)])), Err(Refusal::NoSuchTopic("z".into())));
    for name in ["Dev1", "Dev2", "Dev3", "Ada"] {
        asks(dots(name, &[("b", 2), ("a", 1)])).unwrap();
    }
    assert_eq!(asks(dots("Ada", &[("a", 1)])), Err(Refusal::InAlready));
    assert_eq!(world.asks(Command::ShowDots), Err(Refusal::StillOut { people: 1 }));
    let late = Command::SetBudget { each: 4, on_one: 2, why: "few topics".into() };
    assert_eq!(world.asks(late), Err(Refusal::DotsIn));
    puts(&mut world, dots("Sam", &[]));
    world.does(Command::ShowDots);
    world.goes_to("rt.insight");
    let walked: Vec<String> =
        world.session.passes().iter().map(|it| it.pass.title().to_string()).collect();
    assert_eq!(walked, ["b", "a"], "most dots first");
}

#[test]
fn level_topics_are_shown_level_and_a_run_off_is_between_them_alone() {
    let mut world = topics(&["a", "b", "c", "d"]);
    let count = |of: &[(&str, u32)], run_off| Command::CountDots {
        dots: of.iter().map(|(it, n)| ((*it).into(), *n)).collect(),
        run_off,
    };
    assert_eq!(world.asks(count(&[("a", 1)], true)), Err(Refusal::NothingLevel));
    assert_eq!(world.asks(count(&[("a", 11)], false)), Err(Refusal::TooManyDots { most: 10 }));
    world.does(count(&[("b", 4), ("c", 4), ("d", 5)], false));
    let ranks = |world: &World| -> Vec<(String, usize, bool)> {
        let all = world.session.ranked().iter();
        all.map(|it| (it.title.to_string(), it.rank, it.level)).collect()
    };
    let line = |title: &str, rank, level| (title.to_owned(), rank, level);
    assert_eq!(
        ranks(&world),
        [line("d", 1, false), line("b", 2, true), line("c", 2, true), line("a", 4, false)]
    );
    assert_eq!(world.asks(count(&[("d", 1)], true)), Err(Refusal::NoSuchTopic("d".into())));
    world.does(count(&[("b", 1), ("c", 4)], true));
    assert_eq!(ranks(&world)[1], line("c", 2, false));
    assert_eq!(
        world.asks(Command::Group { topics: vec!["a".into(), "b".into()], title: "x".into() }),
        Err(Refusal::DotsShown)
    );
}

#[test]
fn another_number_of_dots_is_kept_with_its_reason() {
    let mut world = topics(&["a", "b"]);
    assert_eq!((world.session.budget().each, world.session.budget().on_one), (3, 2));
    world.does(Command::SetBudget { each: 1, on_one: 1, why: "two topics only".into() });
    assert_eq!(&*world.session.budget().why, "two topics only");
    let mute = Command::SetBudget { each: 2, on_one: 1, why: " ".into() };
    assert_eq!(world.asks(mute), Err(Refusal::NoReason));
    world.asks(Command::SetBudget { each: 3, on_one: 2, why: "".into() }).unwrap();
    let none = Command::SetBudget { each: 0, on_one: 1, why: "".into() };
    assert_eq!(world.asks(none), Err(Refusal::OutsideLimits { least: 1, most: 20 }));
}

#[test]
fn nothing_of_a_topic_leaves_the_room_unless_it_was_said() {
    let mut world = topics(&["a", "b"]);
    assert_eq!(world.session.release("a"), Release::Stays);
    world.does(Command::Release { topic: "a".into(), to: Release::Pm });
    world.does(Command::Retitle { topic: "a".into(), title: "tests".into() });
    assert_eq!(world.session.release("tests"), Release::Pm);
    world.does(Command::Undo);
    world.does(Command::Undo);
    assert_eq!(world.session.release("a"), Release::Stays);
}

#[test]
fn a_tag_on_a_topic_calls_for_its_inputs_when_the_topic_is_at_hand() {
    let mut world = topics(&["a", "b"]);
    let tag =
        Command::Tag { topic: "b".into(), fact: "topic.product_strategy".into(), value: true };
    world.does(tag.clone());
    assert_eq!(world.asks(tag), Err(Refusal::Unchanged));
    world.goes_to("rt.insight");
    let strategy = "topic.product_strategy".into();
    assert!(!world.session.is(&strategy, world.now), "it is not the topic at hand");
    world.does(Command::NextPass(None));
    assert!(world.session.is(&strategy, world.now));
}

#[test]
fn few_voters_leave_only_ok_or_low_and_the_rest_a_count() {
    let voted = |values: &[u32]| {
        let mut world = retro(3);
        world.does(Command::Reveal { pulse: "esvp".into(), values: values.to_vec() });
        world.session.reveals()[0].tally.clone()
    };
    assert_eq!(voted(&[1, 3, 4]), Tally::Low);
    assert_eq!(voted(&[1, 2, 4]), Tally::Ok);
    assert_eq!(voted(&[4, 1, 2, 4]), Tally::Counts(vec![(1, 1), (2, 1), (4, 2)]));
}

fn proposed(given: Given, minutes: u32) -> (String, String) {
    let mut setup = setup("retro", "midsize", 5);
    setup.given = Given { ..given };
    setup.opened.planned_secs = minutes * 60;
    let world = World::new(setup);
    let (format, why) = world.session.proposed_format(Moment(0)).unwrap();
    let why = match why {
        Because::Reason(it) => it.to_string(),
        other => format!("{other:?}"),
    };
    (format.id.to_string(), why)
}

#[test]
fn the_format_follows_what_the_last_retrospectives_were_about() {
    let used = |of: &[&str]| Given {
        formats: of.iter().map(|it| (*it).into()).collect(),
        ..Given::default()
    };
    let id = |given, minutes| proposed(given, minutes).0;
    assert_eq!(proposed(Given::default(), 75), ("ssc".to_owned(), "Best".to_owned()));
    assert_eq!(proposed(used(&["four-l"]), 75), ("four-l".to_owned(), "LastTime".to_owned()));
    assert_eq!(
        id(used(&["timeline"]), 60),
        "ssc",
        "a format longer than the meeting is not offered"
    );
    let thrice = proposed(used(&["sailboat", "sailboat", "sailboat"]), 90);
    assert_eq!(thrice, ("starfish".to_owned(), "Change".to_owned()));
    let low = Given { last_check_in_low: true, ..used(&["msg"]) };
    assert_eq!(id(low, 75), "safety");
    let roles = Given { recurred: vec![("topic.role_clarity".into(), 2)], ..Given::default() };
    let (format, why) = proposed(roles, 75);
    assert_eq!(format, "decide");
    assert!(why.contains("two of the last three"));
    assert_eq!(id(Given { days_to_launch: Some(3), ..Given::default() }, 75), "futures");
}

#[test]
fn a_low_check_in_offers_another_format_before_going_on() {
    let mut world = retro(5);
    assert_eq!(world.session.format_offer(world.now), None);
    world.does(Command::Reveal { pulse: "safety".into(), values: vec![1, 3, 4, 4] });
    let offer = world.session.format_offer(world.now).map(|(it, _)| it.id.clone());
    assert_eq!(offer, Some("safety".into()));
    world.does(Command::SetBoard { format: "safety".into(), input: CardInput::Typed });
    assert_eq!(world.session.format_offer(world.now), None);
    world.goes_to("rt.gather");
    card(&mut world, "helps", "short rounds");
    let other = Command::SetBoard { format: "ssc".into(), input: CardInput::Typed };
    assert_eq!(world.asks(other), Err(Refusal::CardsIn));
}

#[test]
fn a_users_format_with_three_columns_is_one_to_choose() {
    let ours = r#"// Ours (J).
        Format(id: "ours", title: "Ours", best: "us", minutes: Minutes(30), sources: ["J"], columns: [
            (id: "up", title: "Up", ask: "What lifts us?"),
            (id: "down", title: "Down", ask: "What weighs?"),
            (id: "side", title: "Side", ask: "What else?"),
        ])"#;
    let file = |text: &str| [("formats/ours.ron".to_owned(), text.to_owned())];
    let (library, problems) = Library::with(file(ours));
    assert_eq!(problems, []);
    let mut setup = setup("retro", "midsize", 3);
    setup.formats = library.formats;
    let mut world = World::begun(setup);
    world.does(Command::SetBoard { format: "ours".into(), input: CardInput::Typed });
    world.goes_to("rt.gather");
    card(&mut world, "side", "cake");
    assert_eq!(shows(&mut world, "side"), ["cake"]);
    let (library, problems) = Library::with(file(&ours.replace("\"down\"", "\"up\"")));
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].to_string().starts_with("formats/ours.ron:4:18: id `up` is taken"),
        "{}",
        problems[0]
    );
    assert!(!library.formats.iter().any(|it| it.id == "ours"));
}

#[test]
fn a_step_is_held_with_the_check_in_chosen_for_it() {
    let mut world = retro(5);
    let offered = |world: &World| world.session.check_ins().len();
    assert_eq!((offered(&world), world.session.pulse()), (6, None));
    world.does(Command::ChooseCheckIn("weather".into()));
    assert_eq!(world.session.pulse().map(|it| it.id.as_str()), Some("weather"));
    let closing = Command::ChooseCheckIn("thanks".into());
    assert_eq!(world.asks(closing.clone()), Err(Refusal::NoSuchCheckIn("thanks".into())));
    world.goes_to("rt.decide");
    world.does(Command::Choose("none.today".into(), "watch-first".into()));
    world.goes_to("rt.close");
    assert_eq!(offered(&world), 4);
    world.does(closing);
    assert_eq!(world.session.pulse(), None);
}
