//! What single keys do: each story is keys in, records out.

use runsheet::{
    app::{Effect, Intent, Key, Message, Popup, Press, Save, Stored, Target, View},
    ceremony::CaptureKind,
    session::{
        Actor, Command, Ending, Event, Extension, GapKind, Moment, PassEnd, PmAct, Record, Tally,
    },
    view,
};

use crate::{
    screens::{Seat, seat},
    world::setup,
};

/// The newest record of the session.
#[track_caller]
fn last(seat: &Seat) -> Event {
    seat.live().unwrap().session.records().last().unwrap().event.clone()
}

#[track_caller]
fn popup(seat: &Seat) -> String {
    let popup = &seat.live().unwrap().popup;
    popup
        .as_ref()
        .map(|it| format!("{it:?}").split([' ', '(']).next().unwrap().to_owned())
        .unwrap_or_default()
}

#[test]
fn a_digit_begins_a_vote_and_enter_shows_it() {
    let mut seat = seat("standup", "⏎");
    seat.take(Message::Hit(Target::Step(4)));
    seat.play("2 '335' ⏎");
    let Event::Revealed { tally, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!(tally, Tally::Counts(vec![(2, 1), (3, 2), (5, 1)]));
    assert!(seat.frame(80, 24).contains("3 ■■"));
}

#[test]
fn a_vote_off_the_scale_says_so_and_stays_open() {
    let mut seat = seat("standup", "⏎");
    seat.take(Message::Hit(Target::Step(4)));
    seat.play("y '9' ⏎");
    assert!(seat.frame(80, 24).contains("9 is not on the scale from 0 to 5."));
    assert_eq!(popup(&seat), "Vote");
}

#[test]
fn thumbs_extend_and_enter_alone_adds_a_minute() {
    let mut seat = seat("planning", "⏎ 5s + '5 2' ⏎");
    assert_eq!(
        last(&seat),
        Event::Extended { secs: 180, how: Extension::Voted { up: 5, down: 2 } }
    );
    seat.play("+ ⏎");
    assert_eq!(last(&seat), Event::Extended { secs: 60, how: Extension::Alone });
    seat.play("+ '2 2' ⏎");
    assert!(seat.frame(80, 24).contains("Not more up than down"));
}

#[test]
fn in_the_standup_plus_moves_time_inside_the_round_without_asking() {
    let seat = seat("standup", "⏎ ⏎ ⏎ +");
    assert_eq!(last(&seat), Event::Extended { secs: 60, how: Extension::Alone });
}

#[test]
fn a_digit_ends_a_pass_with_its_outcome_and_backspace_takes_it_up_again() {
    let mut seat = seat("planning", "⏎");
    seat.take(Message::Hit(Target::Step(4)));
    seat.play("3");
    assert!(
        matches!(last(&seat), Event::Passed { how: PassEnd::Done(Some(it)), .. } if it == "smaller")
    );
    seat.play("⌫");
    assert!(matches!(last(&seat), Event::Passed { how: PassEnd::Returned, .. }));
}

#[test]
fn titles_are_typed_or_pasted_into_a_loop() {
    let mut seat = seat("planning", "⏎ t 'Old export' ⏎ ⎋ t");
    seat.take(Message::Paste("One\nTwo\u{1b}[31m\n\n".to_owned()));
    seat.play("⎋");
    let titles: Vec<String> = seat
        .live()
        .unwrap()
        .session
        .passes()
        .iter()
        .map(|it| it.pass.title().to_string())
        .collect();
    assert_eq!(titles, ["Old export", "One", "Two [31m"]);
}

#[test]
fn pasted_text_is_never_a_command() {
    let mut seat = seat("standup", "⏎");
    let before = seat.live().unwrap().session.records().len();
    assert_eq!(seat.take(Message::Paste("q\n\n\n> u".to_owned())), []);
    assert_eq!(seat.live().unwrap().session.records().len(), before);
}

#[test]
fn an_action_asks_once_who_and_one_digit_names_them() {
    let mut seat = seat("standup", "⏎ n a 'Ask the bank' ⏎ 3");
    let Event::Captured { capture } = last(&seat) else { panic!() };
    assert_eq!((capture.kind, &*capture.owner), (CaptureKind::Action, "Dev1"));
    seat.play("e ⇥ ⇥ ^u 'fri' ⏎");
    let Event::Amended { capture, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!(capture.due.unwrap().to_string(), "2026-11-27");
    seat.play("e ⇥ ⇥ ^u 'soon' ⏎");
    assert!(seat.frame(80, 24).contains("No date"));
}

#[test]
fn a_fact_makes_an_input_apply_and_one_key_settles_it() {
    let mut seat = seat("standup", "⏎ ⏎ fp");
    let frame = seat.frame(120, 36);
    assert!(frame.contains("applies: priority asked"), "{frame}");
    seat.play("m c");
    assert!(matches!(
        last(&seat),
        Event::PmInput { act: PmAct::Carried { assumption: false }, .. }
    ));
    assert!(!seat.frame(120, 36).contains("applies:"));
}

#[test]
fn undo_takes_back_and_redo_brings_back() {
    let mut seat = seat("standup", "⏎ n n 'Loud' ⏎ u");
    assert!(matches!(last(&seat), Event::Struck { .. }));
    assert!(seat.live().unwrap().session.captures().is_empty());
    seat.play("U");
    assert_eq!(seat.live().unwrap().session.captures().len(), 1);
}

#[test]
fn a_long_sleep_is_asked_about_once_and_counts_by_default() {
    let mut seat = seat("standup", "⏎ n n 'Half a th");
    seat.take(Message::Slept { ms: 100_000 });
    assert_eq!(popup(&seat), "Write", "a short one is counted in silence");
    seat.now.boot_ms += 600_000;
    seat.take(Message::Slept { ms: 600_000 });
    assert_eq!(popup(&seat), "Write", "what is being typed is not lost");
    seat.play("⏎");
    assert_eq!(popup(&seat), "Gap");
    seat.play("⏎");
    assert_eq!(last(&seat), Event::Gap { ms: 600_000, how: GapKind::Counted });
}

/// A session of a minute, read back after a quarter of an hour with nobody there.
fn stored(seat: &Seat) -> Stored {
    let session = &seat.live().unwrap().session;
    Stored {
        setup: session.setup().clone(),
        records: session.records().to_vec(),
        beside: Vec::new(),
        content: None,
        notices: Vec::new(),
        scratch: None,
        seed: 7,
        resumed: Some(900_000),
    }
}

#[test]
fn after_a_death_the_gap_is_left_out_by_default_and_the_clocks_go_on() {
    let mut first = seat("standup", "⏎ 40s ⏎ 20s");
    let stored = stored(&first);
    let effects = first.take(Message::Opened(Box::new(stored)));
    assert!(
        matches!(&effects[..], [Effect::Append(it), ..] if matches!(it.event, Event::Reopened { .. }))
    );
    assert_eq!(popup(&first), "Gap");
    first.play("⏎ 5s");
    assert_eq!(last(&first), Event::Gap { ms: 900_000, how: GapKind::LeftOut });
    assert!(first.frame(80, 24).contains("00:45 of 15:00"), "{}", first.frame(80, 24));
}

/// The store has told of the return already, at its moment: the absence must not count a second time.
#[test]
fn an_absence_that_the_journal_tells_of_counts_once() {
    let mut first = seat("standup", "⏎ 40s ⏎ 20s");
    let mut stored = stored(&first);
    let last_record = stored.records.last().unwrap();
    let reopened = Record {
        n: last_record.n + 1,
        at: Moment(last_record.at.0 + 900_000),
        by: Actor::Shell,
        event: Event::Reopened { torn: None },
    };
    stored.records.push(reopened);
    first.take(Message::Opened(Box::new(stored)));
    first.play("⏎ 5s");
    assert_eq!(last(&first), Event::Gap { ms: 900_000, how: GapKind::LeftOut });
    assert!(first.frame(80, 24).contains("00:45 of 15:00"), "{}", first.frame(80, 24));
}

#[test]
fn quitting_leaves_the_session_open_and_a_reason_stops_it_only_with_enter() {
    let mut first = seat("standup", "⏎ q");
    assert_eq!(first.take(Message::Key(Key::Enter)), [Effect::Close, Effect::Quit]);
    let mut second = seat("standup", "⏎ q 2");
    assert!(second.live().unwrap().session.ending().is_none(), "a digit only marks");
    second.play("⎋ ⎋");
    assert_eq!(popup(&second), "");
    second.play("q 1 2 'payments are down'");
    let effects = second.take(Message::Key(Key::Enter));
    let Some(Effect::Append(record)) = effects.first() else { panic!("{effects:?}") };
    let Event::Ended { how: Ending::Aborted { reason, words }, .. } = &record.event else {
        panic!("{record:?}")
    };
    assert_eq!((reason.as_str(), &**words), ("incident", "payments are down"));
}

#[test]
fn another_reason_wants_its_words_also_from_the_palette() {
    let mut seat = seat("standup", "⏎ ^p 'stopanother' ⏎ ⏎");
    assert!(seat.frame(80, 24).contains("Say in a few words what it is."));
    assert!(seat.live().unwrap().session.ending().is_none());
    seat.play("'moved to noon' ⏎");
    assert!(seat.live().is_none());
    assert!(seat.frame(80, 24).contains("moved to noon"));
}

#[test]
fn a_hard_guard_takes_one_word_to_pass() {
    let mut seat = seat("sprint-review", "⏎");
    seat.take(Message::Hit(Target::Step(1)));
    seat.play("⏎ ⏎");
    assert_eq!(popup(&seat), "", "an empty reason stays");
    seat.play("⏎ 'late' ⏎");
    assert!(matches!(last(&seat), Event::Entered { overridden, .. } if overridden.len() == 1));
}

#[test]
fn the_palette_finds_and_runs() {
    let mut seat = seat("standup", "⏎ ^p 'go blockersw' ⏎");
    assert_eq!(seat.step(), "su.blockers");
    seat.play(": 'roomview' ⏎");
    assert_eq!(seat.live().unwrap().view, View::Room);
}

#[test]
fn the_mouse_presses_what_it_points_at() {
    let mut seat = seat("standup", "⏎ 5s");
    let frame = seat.frame(80, 24);
    let (y, line) = frame.lines().enumerate().find(|(_, it)| it.contains("[ ] Say until")).unwrap();
    let x = line.chars().position(|it| it == '[').unwrap();
    let press = Press::Left { x: u16::try_from(x).unwrap(), y: u16::try_from(y).unwrap() };
    let aimed = view::aim(Message::Press(press), &seat.app, 80, 24, seat.now);
    assert_eq!(aimed, Message::Hit(Target::Owner(0)));
    seat.take(aimed);
    assert!(matches!(last(&seat), Event::ActivityDone { .. }));
}

#[test]
fn the_footer_offers_only_what_would_be_granted() {
    for ceremony in crate::world::CEREMONIES {
        let mut seat = Seat::new(setup(ceremony, "enterprise", 3));
        seat.play("⏎ 30s");
        for _ in 0..6 {
            let live = seat.live().unwrap();
            for (offered, command) in [
                (runsheet::app::Intent::Undo, Command::Undo),
                (runsheet::app::Intent::Pause, Command::Pause),
                (runsheet::app::Intent::SkipPass, Command::SkipPass),
            ] {
                assert_eq!(
                    live.offers(offered, seat.now),
                    live.grants(command, seat.now),
                    "{offered:?}"
                );
            }
            seat.play("⏎ 30s");
        }
    }
}

#[test]
fn the_popup_of_a_held_door_is_the_only_one_that_opens_unasked() {
    let mut seat = seat("planning", "⏎");
    for _ in 0..60 {
        seat.play("300s ⏎");
        let Some(live) = seat.live() else { break };
        let asked =
            live.popup.as_ref().is_none_or(|it| matches!(it, Popup::Held { .. } | Popup::Cap));
        assert!(asked, "{:?}", live.popup);
        seat.play("⎋");
    }
}

#[test]
fn a_topic_is_tagged_with_a_digit_and_the_tag_stays_with_it() {
    let mut seat = seat("retro", "⏎");
    seat.take(Message::Hit(Target::Step(4)));
    seat.play("t 'Late builds' ⏎ 'Nice demo' ⏎ ⎋");
    seat.take(Message::Hit(Target::Step(6)));
    seat.play("f");
    let frame = seat.frame(80, 40);
    let line = frame.lines().find(|it| it.contains("product strategy or direction")).unwrap();
    let digit = line.split_whitespace().find(|it| it.parse::<u32>().is_ok()).unwrap().to_owned();
    seat.play(&digit);
    assert!(
        matches!(last(&seat), Event::FactSet { pass: Some(it), value: true, .. } if &*it == "Late builds")
    );
    assert!(seat.frame(120, 36).contains("applies: topic: direction"));
    seat.play("⏎");
    assert!(!seat.frame(120, 36).contains("applies: topic: direction"));
}

#[test]
fn somewhat_late_the_elastic_steps_shrink_and_undo_gives_their_minutes_back() {
    let mut seat = seat("planning", "⏎ 1000s ⏎");
    let Event::Rebalanced { boxes } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert!(boxes.iter().all(|(step, _)| step == "pl.select" || step == "pl.how"), "{boxes:?}");
    assert!(seat.frame(80, 24).contains("u takes that back"));
    seat.play("u");
    assert!(matches!(last(&seat), Event::Struck { .. }));
    assert_eq!(seat.step(), "pl.context");
}

#[test]
fn a_held_door_opens_on_what_it_waits_for() {
    let mut seat = seat("retro", "⏎");
    seat.take(Message::Hit(Target::Step(7)));
    seat.play("n a 'Try smaller builds' ⏎ ⏎ ⏎");
    assert_eq!(popup(&seat), "Held");
    seat.play("⇥ 3");
    let Event::Amended { capture, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    assert_eq!(&*capture.owner, "Dev1");
    seat.play("⏎");
    assert_eq!(seat.step(), "rt.close");
}

#[test]
fn undo_says_what_it_took_back_and_leaves_a_closing_page_of_another_step() {
    let mut seat = seat("standup", "⏎ u");
    let close = seat.live().unwrap().session.setup().ceremony.steps.len() - 1;
    seat.take(Message::Hit(Target::Step(close)));
    for _ in 0..9 {
        if seat.live().unwrap().closing().is_none() {
            seat.play("⏎");
        }
    }
    let before = seat.step();
    seat.play("u");
    assert_ne!(seat.step(), before);
    assert!(seat.live().unwrap().closing().is_none());
    assert!(seat.frame(80, 24).contains("Taken back: went to "), "{}", seat.frame(80, 24));
    seat.play("U");
    assert!(seat.frame(80, 24).contains("Brought back: went to "));
}

#[test]
fn undo_after_a_vote_says_that_the_vote_stays() {
    let mut seat = seat("standup", "⏎");
    seat.take(Message::Hit(Target::Step(4)));
    seat.play("2 '335' ⏎ u");
    assert!(seat.frame(120, 36).contains("The vote stays; y takes it again."));
}

#[test]
fn a_paste_that_is_too_long_says_where_it_was_cut() {
    let mut seat = seat("standup", "⏎ n n");
    seat.take(Message::Paste("long ".repeat(2000)));
    assert!(seat.frame(80, 24).contains("cut at 4000 characters"));
    seat.play("^w");
    assert!(!seat.frame(80, 24).contains("cut at"));
}

#[test]
fn what_is_no_count_of_thumbs_is_not_taken_and_says_what_is() {
    let seat = seat("planning", "⏎ 5s + 'five' ⏎");
    assert_eq!(popup(&seat), "Thumbs");
    assert!(!matches!(last(&seat), Event::Extended { .. }));
    assert!(seat.frame(80, 24).contains("like 5 2"));
}

#[test]
fn titles_are_refused_before_typing_where_no_loop_is() {
    let seat = seat("standup", "⏎ t");
    assert_eq!(popup(&seat), "");
    assert!(seat.frame(80, 24).contains("This step has no loop."));
}

#[test]
fn leaving_what_is_not_saved_says_how_much_and_since_when() {
    let mut seat = seat("standup", "⏎");
    let live_n = seat.live().unwrap().saving.synced;
    seat.play("n n 'Loud' ⏎");
    if let runsheet::app::Screen::Live(live) = &mut seat.app.screen {
        live.saving.synced = live_n;
    }
    let since_ms = seat.now.wall_ms;
    seat.take(Message::Save(Save::Failing { why: "the disk is full".into(), since_ms }));
    seat.play("q");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("1 record is not saved since 09:"), "{frame}");
    assert!(!frame.contains("gone on with later"), "{frame}");
}

#[test]
fn the_room_view_names_the_key_back_to_the_desk() {
    let mut seat = seat("standup", "⏎ v");
    assert!(seat.frame(80, 24).contains("v desk"));
    seat.play("v");
    assert_eq!(seat.live().unwrap().view, View::Desk);
}

#[test]
fn the_help_shows_that_there_is_more_and_its_own_key_closes_it() {
    let mut seat = seat("standup", "⏎ ?");
    let frame = seat.frame(80, 24);
    assert!(frame.contains(" more ┘"), "{frame}");
    seat.play("?");
    assert_eq!(popup(&seat), "");
}

#[test]
fn topic_tags_are_facts_of_the_retrospective_only() {
    let offers = |ceremony: &str| {
        seat(ceremony, "⏎ f").frame(100, 60).contains("product strategy or direction")
    };
    assert!(offers("retro"));
    assert!(!offers("standup"));
}

#[test]
fn a_small_footer_names_the_keys_one_cannot_do_without() {
    let seat = seat("standup", "⏎ n n 'Loud' ⏎");
    let frame = seat.frame(50, 16);
    let keys = frame.lines().last().unwrap();
    for it in ["⏎ next", "n capture", "u undo", "? help", "q quit"] {
        assert!(keys.contains(it), "{it} in {keys}");
    }
}

#[test]
fn a_message_stands_above_the_keys_and_goes_with_its_screen() {
    let mut seat = seat("standup", "");
    seat.take(Message::Failed("The disk is full.".into()));
    let frame = seat.frame(80, 24);
    assert!(frame.contains("The disk is full.") && frame.contains("⏎ begin"), "{frame}");
    seat.play("⏎");
    assert!(!seat.frame(80, 24).contains("The disk is full."));
}

#[test]
fn every_title_of_a_long_loop_can_be_brought_into_view() {
    let mut seat = seat("planning", "⏎ t");
    let titles: Vec<String> = (1..=30).map(|it| format!("Title number {it}.")).collect();
    seat.take(Message::Paste(titles.join("\n")));
    seat.play("⎋");
    while seat.live().unwrap().panel != runsheet::app::Panel::Passes {
        seat.play("⇥");
    }
    seat.play("↑↑↑");
    for title in &titles {
        let frame = seat.frame(80, 24);
        assert!(frame.contains(title.as_str()), "{title} in\n{frame}");
        assert!(frame.contains("▸ "), "{frame}");
        seat.play("↓");
    }
    let frame = seat.frame(80, 24);
    assert!(frame.contains(" before") && !frame.contains(" more\n"), "{frame}");
}

#[test]
fn the_panel_with_the_arrows_is_marked_and_captures_out_of_sight_are_counted() {
    let mut seat = seat("standup", "⏎");
    assert!(seat.frame(80, 24).contains("▸ Product Owner"));
    for nth in 0..9 {
        seat.play(&format!("n n 'A rather long note about number {nth}' ⏎"));
    }
    while seat.live().unwrap().panel != runsheet::app::Panel::Captured {
        seat.play("⇥");
    }
    seat.play("↓↓↓");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("▸ Captured 9"), "{frame}");
    assert!(frame.contains("▶ N A rather long note about number 5"), "{frame}");
    assert!(frame.contains("  +"), "{frame}");
}

#[test]
fn two_sleeps_are_asked_about_as_one() {
    let mut seat = seat("standup", "⏎ 10s");
    seat.take(Message::Slept { ms: 1_800_000 });
    seat.play("1s");
    assert_eq!(popup(&seat), "Gap");
    seat.take(Message::Slept { ms: 600_000 });
    seat.play("⏎");
    assert_eq!(last(&seat), Event::Gap { ms: 11_000, how: GapKind::Counted });
}

#[test]
fn a_topic_parked_at_the_very_end_opens_the_sixteenth_minute() {
    let mut seat = seat("standup", "⏎");
    seat.take(Message::Hit(Target::Step(5)));
    seat.play("n q W h o ? ⏎ ⏎");
    assert!(seat.live().unwrap().closing().is_some());
    seat.play("n p L a t e ⏎ ⏎ ⏎");
    assert!(seat.live().unwrap().closing().is_none(), "{}", seat.frame(80, 24));
    assert!(seat.frame(80, 24).contains("Sixteenth minute"), "{}", seat.frame(80, 24));
}

/// A standup in which the blocker sweep was left without an owner in so many sessions before, and is again.
fn an_owner_missing_again(sessions: u32) -> Seat {
    let mut setup = setup("standup", "midsize", 3);
    setup.given.hints = vec![("su.blockers.g1".into(), sessions)];
    let mut seat = Seat::new(setup);
    seat.play("⏎ n b R i g ⏎ ⏎");
    seat.take(Message::Hit(Target::Step(3)));
    seat.play("> ⏎ 25s");
    seat
}

fn line(seat: &Seat) -> Option<String> {
    seat.live().unwrap().attention.line.as_ref().map(|it| it.text.to_string())
}

#[test]
fn a_hint_that_changed_nothing_in_three_sessions_goes_quiet_and_says_so_once() {
    let twice = line(&an_owner_missing_again(2));
    assert!(twice.as_ref().is_some_and(|it| it.contains("without an owner")), "{twice:?}");
    let third = line(&an_owner_missing_again(3));
    assert!(third.as_ref().is_some_and(|it| it.contains("now it is quiet")), "{third:?}");
    assert_eq!(line(&an_owner_missing_again(4)), None);
}

#[test]
fn a_hint_that_went_quiet_is_brought_back_from_the_palette() {
    let mut setup = setup("standup", "midsize", 3);
    setup.given.hints = vec![("su.blockers.g1".into(), 5)];
    let mut seat = Seat::new(setup);
    seat.play("⏎ :");
    for letter in "speak up blocker".chars() {
        seat.take(Message::Key(Key::Char(letter)));
    }
    seat.play("⏎ n b R i g ⏎ ⏎");
    seat.take(Message::Hit(Target::Step(3)));
    seat.play("> ⏎ 25s");
    let back = line(&seat);
    assert!(back.as_ref().is_some_and(|it| it.contains("without an owner")), "{back:?}");
}

#[test]
fn where_no_manager_input_applies_the_key_says_so_and_opens_nothing() {
    let mut seat = seat("refinement", "⏎");
    seat.play("m");
    assert_eq!(popup(&seat), "");
    assert!(seat.frame(80, 24).contains("No product manager input applies here."));
}

#[test]
fn what_was_said_goes_with_its_step() {
    let mut seat = seat("refinement", "⏎ m");
    assert!(seat.app.notice.is_some());
    seat.play("⏎");
    assert_eq!(seat.app.notice, None);
}

#[test]
fn going_to_the_closing_step_is_said_and_goes_back() {
    let mut seat = seat("refinement", "⏎");
    let from = seat.step();
    seat.play("c");
    assert!(seat.frame(80, 24).contains("Closing early; ⌫ goes back."));
    seat.play("⌫");
    assert_eq!(seat.step(), from);
}

#[test]
fn on_a_narrow_screen_a_key_of_the_instrument_stands_beside_those_that_are_always_there() {
    let mut seat = seat("refinement", "⏎");
    for _ in 0..9 {
        if seat.live().unwrap().session.item_at_hand().is_some() {
            break;
        }
        seat.play("⏎");
    }
    let frame = seat.frame(80, 24);
    let keys = frame.lines().last().unwrap();
    let due = ["next", "back", "pause", "m PM", "capture", "y vote", "undo", "help", "quit"];
    assert!(due.iter().all(|it| keys.contains(it)), "{keys}");
    assert!(!frame.contains("votes close together"), "no vote yet: {frame}");
}

#[test]
fn words_typed_where_no_pen_is_open_are_no_commands() {
    let mut seat = seat("standup", "⏎");
    let records = seat.live().unwrap().session.records().len();
    let step = seat.step();
    for letter in ["E", "x", "p", "o", "r", "t", "␣", "c", "⌫", "⏎"] {
        seat.play(letter);
        seat.now.boot_ms += 120;
    }
    assert_eq!((seat.live().unwrap().session.records().len(), seat.step()), (records, step));
    assert!(seat.live().unwrap().popup.is_none());
    let said = seat.app.notice.as_ref().unwrap().text.to_string();
    assert!(said.contains("n writes something down"), "{said}");
    seat.now.boot_ms += 400;
    seat.play("o");
    assert!(seat.live().unwrap().session.records().len() > records, "a key after a pause counts");
}

#[test]
fn a_refused_key_says_which_key_writes_and_the_next_wish_is_heard() {
    let mut seat = seat("standup", "⏎ E");
    let said = seat.app.notice.as_ref().unwrap().text.to_string();
    assert_eq!(said, "E does nothing here: n writes something down, ? names every key.");
    let step = seat.step();
    seat.play("⏎");
    assert_ne!(seat.step(), step, "Enter is no letter");
}

#[test]
fn a_paste_with_no_pen_open_is_told_and_does_nothing() {
    let mut seat = seat("standup", "⏎");
    let step = seat.step();
    assert!(seat.take(Message::Paste("cool\nqueue".into())).is_empty());
    seat.play("⏎");
    assert_eq!(seat.step(), step, "the Enter that ended the paste");
    let said = seat.app.notice.as_ref().unwrap().text.to_string();
    assert!(said.contains("n writes something down"), "{said}");
}

#[test]
fn the_help_names_first_what_applies_here_then_the_rest_with_why_not() {
    let mut seat = seat("standup", "⏎ ?");
    let frame = seat.frame(100, 60);
    let row = |words: &str| frame.lines().position(|it| it.contains(words));
    let applies = row("write down: then a letter").expect("a key that applies");
    let not = row("vote: nothing is voted on or sized here").expect("a key that does not, and why");
    assert!(applies < not, "{frame}");
    assert!(row("format: ").is_none(), "a standup has no board: {frame}");
    assert!(row("“… more” counts").is_some(), "what is not seen can be reached: {frame}");
    assert_eq!(frame.matches("␣ │").count(), 1, "space means one thing now: {frame}");
    seat.play("'sized' ⏎");
    let said = seat.app.notice.as_ref().expect("a word why not").text.to_string();
    assert!(!said.is_empty());
}

#[test]
fn a_check_in_chosen_by_a_key_is_what_the_step_says() {
    let mut seat = seat("retro", "⏎");
    assert!(seat.frame(160, 40).contains("how was the sprint?"));
    seat.play("K 'weather' ⏎");
    let frame = seat.frame(160, 40);
    assert!(!frame.contains("how was the sprint?"), "{frame}");
    assert!(frame.contains("Sun, cloud, rain"), "{frame}");
    seat.play("u");
    assert!(seat.frame(160, 40).contains("how was the sprint?"));
}

#[test]
fn no_fact_of_the_list_is_cut() {
    for ceremony in ["standup", "planning", "refinement", "retro", "sprint-review"] {
        let mut seat = seat(ceremony, "⏎ f");
        for _ in 0..40 {
            let frame = seat.frame(80, 24);
            let cut = frame.lines().find(|it| it.contains("[ ]") && it.contains('…'));
            assert_eq!(cut, None, "{ceremony}: {frame}");
            seat.play("↓");
        }
    }
}

#[test]
fn the_way_out_of_a_loop_and_the_yes_stand_in_the_narrow_footer() {
    let mut seat = seat("planning", "⏎");
    let mut seen = (false, false);
    let steps = seat.live().unwrap().session.setup().ceremony.steps.len();
    for n in 0..steps {
        seat.take(Message::Hit(Target::Step(n)));
        let live = seat.live().unwrap();
        if live.popup.is_some() {
            break;
        }
        let leaves = live.offers(Intent::LeaveLoop, seat.now);
        let says_yes = live.offers(Intent::Confirm, seat.now);
        let frame = seat.frame(80, 24);
        let keys = frame.lines().last().unwrap();
        assert!(!leaves || keys.contains("> on"), "{frame}");
        assert!(!says_yes || keys.contains("x yes"), "{frame}");
        seen = (seen.0 || leaves, seen.1 || says_yes);
    }
    assert_eq!(seen, (true, true));
}

#[test]
fn dots_of_a_wall_with_sixty_topics_are_typed_by_the_topics_number() {
    let mut seat = seat("retro", "⏎");
    let titles: Vec<String> = (1..=60).map(|n| format!("Topic {n:02}")).collect();
    seat.take(Message::Hit(Target::Step(4)));
    seat.play("t");
    seat.take(Message::Paste(titles.join("\n")));
    seat.play("⎋");
    seat.take(Message::Hit(Target::Step(5)));
    seat.play("y '99'");
    seat.play("⏎");
    let frame = seat.frame(80, 24);
    let said = seat.app.notice.as_ref().unwrap().text.to_string();
    assert!(frame.contains(&said), "what was refused is in view below the list: {frame}");
    seat.play("⌫⌫ '41:3 2'");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("3  41 Topic 41") && frame.contains("2  42 Topic 42"), "{frame}");
    seat.play("⏎");
    let Event::DotsShown { dots, .. } = last(&seat) else { panic!("{:?}", last(&seat)) };
    let placed: Vec<_> = dots.iter().filter(|it| 0 < it.1).map(|it| (&*it.0, it.1)).collect();
    assert_eq!(placed, [("Topic 41", 3), ("Topic 42", 2)]);
}

#[test]
fn a_closing_without_a_rating_does_not_wait_for_one() {
    let mut seat = seat("retro", "⏎");
    seat.play("n a 'One' ⏎ 1");
    let last = seat.live().unwrap().session.setup().ceremony.steps.len() - 1;
    seat.take(Message::Hit(Target::Step(last)));
    assert_eq!(seat.step(), "rt.close");
    assert!(seat.frame(120, 36).contains("rating taken"), "{}", seat.frame(120, 36));
    seat.play("K 'thanks' ⏎");
    let frame = seat.frame(120, 36);
    assert!(!frame.contains("rating taken") && !frame.contains("Nought to four"), "{frame}");
    assert!(frame.contains("One concrete thank-you"), "{frame}");
}

#[test]
fn the_board_shows_the_steps_clock_and_where_in_the_list_one_is() {
    let mut seat = seat("retro", "⏎");
    seat.take(Message::Hit(Target::Step(4)));
    seat.play("t");
    let titles: Vec<String> = (1..=60).map(|n| format!("Topic {n:02}")).collect();
    seat.take(Message::Paste(titles.join("\n")));
    seat.play("⎋");
    let says = |seat: &Seat| seat.frame(120, 36).contains("r fits the steps ahead");
    let told = (0..600).any(|_| {
        seat.wait(5);
        says(&seat)
    });
    assert!(told, "{}", seat.frame(120, 36));
    seat.play("B");
    for (columns, rows) in [(80, 24), (120, 36), (50, 16)] {
        let frame = seat.frame(columns, rows);
        assert!(frame.contains(" over "), "{frame}");
        assert!(frame.contains(" of 60 · +"), "{frame}");
        assert!(!frame.contains("r fits"), "r is another key here: {frame}");
    }
    seat.play("↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓");
    assert!(!seat.frame(80, 24).contains(" 1–"), "{}", seat.frame(80, 24));
}

#[test]
fn where_no_round_is_secret_the_key_that_hands_on_says_what_there_is() {
    let mut seat = seat("refinement", "⏎");
    for _ in 0..9 {
        if seat.live().unwrap().session.estimating().is_ok() {
            break;
        }
        seat.play("⏎");
    }
    seat.play("H");
    let said = seat.app.notice.as_ref().unwrap().text.to_string();
    assert!(said.contains("y, then Tab"), "{said}");
}

#[test]
fn the_footer_names_no_key_that_would_be_refused() {
    let mut seat = seat("standup", "⏎");
    assert!(!seat.frame(120, 36).contains("+ extend"), "a standup ends when it ends");
    seat.take(Message::Hit(Target::Step(2)));
    assert!(seat.frame(120, 36).contains("+ extend"), "a turn may be given time");
    seat.take(Message::Hit(Target::Step(5)));
    assert!(!seat.frame(120, 36).contains("+ extend"));
    seat.play("⏎");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("⏎ finish") && !frame.contains("↓ move"), "nothing to move in: {frame}");
}
