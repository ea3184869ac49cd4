//! What one person at the keyboard does with what earlier sessions left open, with goals, briefs and time: keys in, records out.

use runsheet::{
    app::{Effect, Key, Message, Now, Target},
    ceremony::CaptureKind,
    session::{Brief, Command, Draft, Event, GivenEntry, GuardLine, PmAct, Setup},
    shell::{ground::Ground, prepare::Wishes},
};

use crate::{
    screens::{Seat, seat},
    world::{START_MS, World, setup},
};

const START: Now = Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 };

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
        brief: None,
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
fn a_blocker_of_five_days_is_offered_to_one_who_can_move_more() {
    let mut old = entry(CaptureKind::Blocker, "The rig is slow", 5, "technical");
    old.owner = "Dev1".into();
    let mut market = entry(CaptureKind::Blocker, "No price yet", 9, "market");
    market.owner = "Ada".into();
    let mut young = entry(CaptureKind::Blocker, "The bank is silent", 4, "stakeholder");
    young.owner = "Ada".into();
    let mut seat = at_step("standup", vec![old, market, young], 3);
    let frame = seat.frame(80, 24);
    assert!(frame.contains("i escalate to Sam"), "{frame}");
    seat.play("i");
    let Event::Renewed { id, capture } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!((&*id, &*capture.owner), ("past.5", "Sam"));
    assert!(!seat.frame(80, 24).contains("escalate to Sam"), "it is where it belongs");
    seat.play("⏎");
    assert!(seat.frame(80, 24).contains("i escalate to Pia"), "{}", seat.frame(80, 24));
    seat.play("⏎");
    assert!(!seat.frame(80, 24).contains("i escalate"), "{}", seat.frame(80, 24));
    seat.take(Message::Hit(Target::Step(1)));
    let goal = seat.frame(120, 36);
    assert!(goal.contains("9 days · Ada · escalate to Pia"), "{goal}");
}

#[test]
fn without_a_product_manager_the_scrum_master_moves_what_stays() {
    let mut setup = setup("standup", "po-only", 3);
    setup.team.members.retain(|it| &*it.name != "Pia");
    setup.given.open = vec![entry(CaptureKind::Blocker, "No price yet", 6, "market")];
    let mut seat = Seat::new(setup);
    seat.play("⏎");
    seat.take(Message::Hit(Target::Step(3)));
    assert!(seat.frame(80, 24).contains("i escalate to Sam"), "{}", seat.frame(80, 24));
}

#[test]
fn an_old_blocker_nobody_has_taken_holds_the_guard_like_a_new_one() {
    let mut setup = setup("standup", "midsize", 3);
    setup.given.open = vec![entry(CaptureKind::Blocker, "The rig is slow", 2, "technical")];
    let mut world = World::begun(setup);
    world.goes_to("su.blockers");
    let unmet = |world: &World| {
        let guards = world.session.guards(world.now);
        guards.iter().find(|it| it.guard.id == "su.blockers.g1").map(GuardLine::is_unmet)
    };
    assert_eq!(unmet(&world), Some(true));
    let to = Draft::Blocker {
        text: "The rig is slow".into(),
        sort: "technical".into(),
        owner: "Dev1".into(),
        next_step: "".into(),
        due: None,
    };
    world.does(Command::Renew { id: "past.2".into(), to });
    assert_eq!(unmet(&world), Some(false), "it has an owner now");
    world.does(Command::Undo);
    assert_eq!(unmet(&world), Some(true));
    world.does(Command::Settle { id: "past.2".into(), how: "a new rig".into() });
    assert_eq!(unmet(&world), Some(false), "it is gone");
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

/// A standup with one open brief, on its closing page.
fn with_a_brief(setup: Setup) -> Seat {
    let mut seat = Seat::new(setup);
    seat.play("⏎ ⏎ fp m b ⇥ 'now; later' ⇥ 'later' ⇥ ⇥ 'we wait' ⏎");
    let closing = seat.live().unwrap().session.setup().ceremony.steps.len() - 1;
    seat.take(Message::Hit(Target::Step(closing)));
    seat.play("⏎");
    seat
}

#[test]
fn briefs_go_to_a_file_and_nothing_is_written_over_unasked() {
    let mut seat = with_a_brief(setup("standup", "midsize", 5));
    seat.play("w");
    for (columns, rows) in [(80, 24), (120, 36), (50, 16)] {
        let frame = seat.frame(columns, rows);
        assert!(frame.contains("briefs-crew-2026-11-23.md"), "{frame}");
        assert!(frame.contains("⏎ write it  Esc leave"), "{frame}");
    }
    let press = |seat: &mut Seat, key: Key| seat.take(Message::Key(key));
    let effects = press(&mut seat, Key::Enter);
    let [Effect::Write { place, text, over: false }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(&**place, "briefs-crew-2026-11-23.md");
    assert!(text.contains("If we hear nothing: we wait"), "{text}");
    seat.take(Message::InTheWay("/notes/briefs-crew-2026-11-23.md".into()));
    assert!(seat.frame(80, 24).contains("is there already"), "{}", seat.frame(80, 24));
    assert!(matches!(press(&mut seat, Key::Enter)[..], [Effect::Write { over: true, .. }]));
    seat.play("x");
    assert!(matches!(press(&mut seat, Key::Enter)[..], [Effect::Write { over: false, .. }]));
    seat.take(Message::Failed("cannot write /x: no".into()));
    assert!(seat.frame(80, 24).contains("cannot write /x"), "{}", seat.frame(80, 24));
    seat.take(Message::Wrote("/notes/briefs-crew-2026-11-23.md".into()));
    assert!(seat.frame(80, 24).contains("Written to /notes/briefs-crew"), "{}", seat.frame(80, 24));
    assert!(seat.app.handout.is_none());
    seat.play("⏎ w");
    assert!(seat.app.handout.is_some(), "the summary has the key too");
    seat.play("⎋");
    assert!(seat.app.handout.is_none());
}

#[test]
fn one_product_manager_of_several_teams_gets_older_briefs_whole() {
    let mut setup = setup("standup", "enterprise", 5);
    let mut old = entry(CaptureKind::Question, "May we promise May?", 3, "");
    old.due = Some("2026-11-25".parse().unwrap());
    old.brief = Some(Brief {
        question: "May we?".into(),
        options: vec!["May".into(), "June".into()],
        default: "June".into(),
        needed_by: None,
        silence: "we say June".into(),
    });
    let bare = entry(CaptureKind::Question, "From an old journal?", 9, "");
    setup.given.briefs = vec![old, bare];
    let mut seat = with_a_brief(setup);
    let effects = seat.take(Message::Key(Key::Char('y')));
    let Some(Effect::Copy(text)) = effects.first() else { panic!("{effects:?}") };
    for told in [
        "1. **May we promise May?** (answer needed by 2026-11-25)",
        "Options: May · June",
        "We recommend: June",
        "If we hear nothing: we say June",
        "2. **From an old journal?**",
        "3. **",
        "If we hear nothing: we wait",
    ] {
        assert!(text.contains(told), "{told} is not in\n{text}");
    }
    seat.play("⏎");
    let frame = seat.frame(120, 36);
    assert!(frame.contains("May we promise May? (by 25 Nov)"), "{frame}");
    assert!(frame.contains("if we hear nothing: we say June"), "{frame}");
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

/// The footer line that is on show, if any.
fn line(seat: &Seat) -> Option<String> {
    seat.live().unwrap().attention.line.as_ref().map(|it| it.text.to_string())
}

#[test]
fn minutes_lost_come_from_the_steps_ahead_and_all_new_times_are_listed() {
    let mut seat = seat("planning", "⏎ 1000s");
    seat.play("⏎");
    assert!(matches!(last(&seat), Event::Rebalanced { .. }), "{:?}", last(&seat));
    for (columns, rows) in [(120, 36), (80, 24)] {
        let frame = seat.frame(columns, rows);
        assert!(frame.contains("Next, in new times"), "{frame}");
        assert!(frame.contains("Select     29:20  was 35:30"), "{frame}");
    }
    let frame = seat.frame(200, 50);
    let session = &seat.live().unwrap().session;
    for step in session.ahead() {
        assert!(frame.contains(&*step.short), "{} is missing\n{frame}", step.short);
    }
    assert_eq!(frame.matches("  was ").count(), 2, "{frame}");
    seat.play("u");
    assert!(!seat.frame(120, 36).contains("new times"), "it was taken back");
    assert!(!seat.frame(120, 36).contains("  was "));
}

#[test]
fn the_standup_never_moves_its_end_by_itself() {
    let mut seat = seat("standup", "⏎ 100s ⏎ 100s ⏎ 10s");
    let session = &seat.live().unwrap().session;
    assert!(0 < session.clock(seat.live().unwrap().moment(seat.now)).unwrap().late_ms);
    assert_eq!(session.target_ms(), 900_000);
    let planned = |it: &Event| matches!(it, Event::Rebalanced { .. } | Event::Extended { .. });
    assert!(!session.records().iter().any(|it| planned(&it.event)));
    assert!(!seat.frame(120, 36).contains("new times"));
    seat.play("r");
    assert!(!matches!(last(&seat), Event::Rebalanced { .. }));
}

#[test]
fn a_turn_of_two_and_a_half_slots_has_one_line_and_one_and_a_half_only_another_bar() {
    let mut seat = seat("standup", "⏎ ⏎ ⏎");
    let slot = seat.live().unwrap().session.slot_ms().unwrap() / 1000;
    seat.wait(slot * 3 / 2);
    assert_eq!(line(&seat), None);
    assert!(seat.frame(80, 24).contains("▒"), "the bar of the turn looks different");
    seat.wait(slot - 1);
    assert_eq!(line(&seat), None);
    seat.wait(2);
    assert_eq!(line(&seat).as_deref(), Some("p park it"));
    seat.wait(60);
    assert_eq!(line(&seat), None, "it is said once");
}

#[test]
fn a_break_is_offered_at_the_end_of_a_pass() {
    let mut setup = setup("planning", "midsize", 5);
    setup.opened.planned_secs = 4 * 3600;
    let mut seat = Seat::new(setup);
    seat.play("⏎");
    seat.take(Message::Hit(Target::Step(4)));
    for _ in 0..9 {
        seat.wait(330);
        seat.play("1");
    }
    seat.wait(60);
    assert_eq!(line(&seat), None, "nobody is interrupted in the middle of an item");
    seat.play("1");
    let mut said = Vec::new();
    for _ in 0..20 {
        seat.wait(5);
        said.extend(line(&seat));
    }
    assert!(said.iter().any(|it| it == "A break of 5 min? Space pauses."), "{said:?}");
}

#[test]
fn what_the_config_wants_quiet_never_speaks_and_still_counts() {
    let folder = tempfile::tempdir().unwrap();
    let planned = |config: &str| {
        let path = folder.path().join("config");
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("config.ron"), config).unwrap();
        let data = folder.path().join("data");
        let ground = Ground::survey(path, data, Wishes::default());
        ground.plan(&"standup".into(), START).unwrap().setup
    };
    let said = |setup: Setup| {
        let kept = setup.warnings.warnings.len();
        let mut seat = Seat::new(setup);
        seat.play("⏎ 1200s");
        seat.take(Message::Hit(Target::Step(5)));
        (kept, seat.live().unwrap().hints(seat.now).len())
    };
    let (all, loud) = said(planned("Config(quiet: [])"));
    assert!(0 < loud, "the standup runs over");
    assert_eq!(said(planned("Config(quiet: [\"all\"])")), (all, 0));
    let (_, fewer) = said(planned("Config(quiet: [\"ap.overrun\"])"));
    assert!(fewer < loud, "one alone can be quiet");
}

#[test]
fn the_arrows_go_through_the_product_managers_part() {
    let mut seat = seat("planning", "⏎ ⏎ ⏎");
    seat.take(Message::Hit(Target::Step(4)));
    let frame = seat.frame(80, 24);
    assert!(frame.contains("… ") && frame.contains(" more"), "{frame}");
    seat.play("⇥");
    assert!(seat.frame(80, 24).contains("▸ Product Manager"), "{}", seat.frame(80, 24));
    let lines = seat.live().unwrap().manager_lines(seat.now);
    let last = lines.last().unwrap().input.text.to_string();
    let shown: String = last.chars().take(18).collect();
    seat.play("j j j j j j");
    assert!(seat.frame(80, 24).contains(&shown), "{shown} is not in\n{}", seat.frame(80, 24));
}

#[test]
fn the_arrows_enter_a_list_of_passes_at_the_current_one() {
    let mut seat = seat("standup", "⏎ ⏎ ⏎ ⏎ ⏎");
    while !seat.frame(80, 24).contains("▸ Turn") {
        seat.play("⇥");
    }
    assert_eq!(seat.live().unwrap().cursor.pass, 2);
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
