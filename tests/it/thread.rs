//! What one person at the keyboard does with what earlier sessions left open, with goals, briefs and time: keys in, records out.

use runsheet::{
    app::{Effect, Message, Target},
    ceremony::CaptureKind,
    session::{Event, GivenEntry, PmAct},
};

use crate::{
    screens::{Seat, seat},
    world::setup,
};

fn entry(kind: CaptureKind, text: &str, age: u32, sort: &str) -> GivenEntry {
    GivenEntry {
        id: format!("past.{age}").into(),
        kind,
        text: text.into(),
        owner: "".into(),
        due: None,
        next_step: "".into(),
        age,
        sort: sort.into(),
    }
}

#[track_caller]
fn last(seat: &Seat) -> Event {
    seat.live().unwrap().session.records().last().unwrap().event.clone()
}

/// A session that knows these entries, at the step with this number on the rail.
fn at_step(ceremony: &str, open: Vec<GivenEntry>, step: usize) -> Seat {
    let mut setup = setup(ceremony, "midsize", 5);
    setup.given.open = open;
    let mut seat = Seat::new(setup);
    seat.play("⏎");
    seat.take(Message::Hit(Target::Step(step)));
    seat
}

#[test]
fn an_old_blocker_is_told_with_its_age_gets_the_proposed_owner_and_is_closed_with_a_word() {
    let open = vec![
        entry(CaptureKind::Blocker, "The bank is silent", 4, "stakeholder"),
        entry(CaptureKind::Blocker, "The rig is slow", 1, "technical"),
    ];
    let mut seat = at_step("standup", open, 3);
    for (columns, rows) in [(80, 24), (120, 36), (50, 16)] {
        let frame = seat.frame(columns, rows);
        assert!(frame.contains("The bank is silent") && frame.contains("4 days"), "{frame}");
    }
    assert!(seat.frame(80, 24).contains("i owner: Ada"), "a stakeholder's is the product owner's");
    seat.play("i");
    let Event::Renewed { capture, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!(&*capture.owner, "Ada");
    seat.play("e 'call them' ⏎");
    let Event::Renewed { capture, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!((&*capture.owner, &*capture.next_step), ("Ada", "call them"));
    assert!(seat.frame(80, 24).contains("→ call them"));
    seat.play("d 'they called back' ⏎");
    let Event::Settled { id, how } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!((&*id, &*how), ("past.4", "they called back"));
    seat.play("⏎ i");
    let Event::Renewed { capture, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!(&*capture.owner, "dev", "several could take it, so the role does");
}

#[test]
fn blockers_that_grow_old_stand_at_the_goal_check() {
    let open = vec![
        entry(CaptureKind::Blocker, "The bank is silent", 3, ""),
        entry(CaptureKind::Blocker, "The rig is slow", 2, ""),
    ];
    let seat = at_step("standup", open, 1);
    let frame = seat.frame(80, 24);
    assert!(frame.contains("! The bank is silent · 3 days"), "{frame}");
    assert!(!frame.contains("rig"), "{frame}");
}

#[test]
fn a_due_not_yet_comes_up_in_refinement_and_one_key_closes_it() {
    let open = vec![entry(CaptureKind::NotYet, "Loyalty cards", 9, "")];
    let mut seat = at_step("refinement", open, 0);
    assert!(seat.frame(80, 24).contains("Loyalty cards · 9 days"), "{}", seat.frame(80, 24));
    seat.play("d ⏎");
    assert!(matches!(last(&seat), Event::Settled { how, .. } if &*how == "done"));
    assert!(seat.frame(80, 24).contains("✓ Loyalty cards · done"));
}

#[test]
fn a_goal_is_typed_into_the_holes_of_a_sentence() {
    let mut seat = at_step("planning", Vec::new(), 3);
    assert!(seat.frame(80, 24).contains("2 Why this sprint:"), "{}", seat.frame(80, 24));
    seat.play("2 'speed'");
    assert!(seat.frame(80, 24).contains("now: reason"));
    assert!(seat.frame(80, 24).contains("one outcome, not a list"));
    seat.play("⏎ 'cache' ⏎ 'one second' ⏎");
    let Event::Captured { capture } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!(
        &*capture.text,
        "Why this sprint: speed. How we get there: cache. How we know: one second."
    );
}

#[test]
fn confidence_so_far_stands_at_the_goal_with_its_numbers() {
    let mut setup = setup("standup", "midsize", 5);
    let day = |it: &str| it.parse().unwrap();
    setup.given.confidence = vec![(day("2026-11-19"), 4), (day("2026-11-20"), 2)];
    let mut seat = Seat::new(setup);
    seat.play("⏎ ⏎");
    assert!(seat.frame(80, 24).contains("▆▃ 4 2 of 5"), "{}", seat.frame(80, 24));
}

#[test]
fn a_goal_nobody_judged_is_judged_in_the_retrospective() {
    let mut setup = setup("retro", "midsize", 5);
    setup.given.sprint_goal = "A shop owner pays".into();
    let mut seat = Seat::new(setup);
    seat.play("⏎");
    assert!(seat.frame(80, 24).contains("Was the Sprint Goal met?"));
    seat.play("2");
    assert!(matches!(last(&seat), Event::Chose { option, .. } if option == "partly"));
}

#[test]
fn a_brief_is_a_form_of_which_only_the_question_is_needed_and_is_copied_on_the_closing_page() {
    let mut seat = seat("standup", "⏎ ⏎ fp");
    seat.play("m b ⇥ 'now; later' ⇥ 'later' ⇥ ⇥ 'we wait' ⏎");
    let Event::PmInput { act: PmAct::Briefed(brief), .. } = last(&seat) else {
        panic!("{:?}", last(&seat))
    };
    assert!(!brief.question.is_empty());
    assert_eq!((brief.options.len(), &*brief.default, &*brief.silence), (2, "later", "we wait"));
    assert!(brief.needed_by.is_some());
    let session = &seat.live().unwrap().session;
    let closing = session.setup().ceremony.steps.len() - 1;
    seat.take(Message::Hit(Target::Step(closing)));
    seat.play("⏎");
    let effects = seat.take(Message::Key(runsheet::app::Key::Char('y')));
    let Some(Effect::Copy(text)) = effects.first() else { panic!("{effects:?}") };
    assert!(text.contains("If we hear nothing: we wait") && text.contains("now · later"), "{text}");
}

#[test]
fn an_answer_stands_where_its_question_is_asked_else_at_the_start() {
    let mut setup = setup("standup", "midsize", 5);
    let asked = setup.ceremony.steps[3].pm[0].text.clone();
    setup.given.answers =
        vec![("Which market first?".into(), "Spain".into()), (asked, "Yes, sign".into())];
    let mut seat = Seat::new(setup);
    seat.play("⏎");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("Which market first? → Spain"), "{frame}");
    assert!(!frame.contains("Yes, sign"), "{frame}");
    seat.take(Message::Hit(Target::Step(3)));
    assert!(seat.frame(80, 24).contains("Yes, sign"), "{}", seat.frame(80, 24));
}

#[test]
fn a_parked_topic_names_its_people_by_digits() {
    let mut seat = seat("standup", "⏎ ⏎ ⏎ p 'Index strategy' ⏎ 3 4 ⏎");
    let Event::Captured { capture } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!((capture.kind, &*capture.owner), (CaptureKind::Parking, "Dev1, Dev2"));
    seat.play("p 'Alone' ⏎ ⏎");
    assert!(matches!(last(&seat), Event::Captured { capture } if capture.owner.is_empty()));
}

#[test]
fn new_boxes_are_shown_before_they_are_taken() {
    let mut seat = seat("planning", "⏎ 3600s");
    seat.play("r");
    let frame = seat.frame(80, 24);
    assert!(
        frame.contains("Re-plan") && frame.contains(" → ") && frame.contains("ends"),
        "{frame}"
    );
    seat.play("⎋");
    assert!(!matches!(last(&seat), Event::Rebalanced { .. }));
    seat.play("r ⏎");
    assert!(matches!(last(&seat), Event::Rebalanced { .. }), "{:?}", last(&seat));
}

#[test]
fn a_warning_is_switched_off_by_name_and_all_of_them_at_once() {
    let mut seat = seat("standup", "⏎");
    let hints = |seat: &Seat| seat.live().unwrap().hints(seat.now).len();
    seat.play("1200s");
    seat.take(Message::Hit(Target::Step(5)));
    assert!(0 < hints(&seat), "the standup runs over");
    seat.play("^p 'quiet: every warning' ⏎");
    assert_eq!(hints(&seat), 0);
    seat.play("^p 'speak up again: every' ⏎");
    assert!(0 < hints(&seat));
}
