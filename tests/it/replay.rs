//! A film wound to any moment is the session that a replay from the beginning would be; and the screen that shows it.

use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::{Terminal, backend::TestBackend};
use runsheet::{
    app::{Key, Message, Replay, Screen, Stored, SummaryLine, SummaryPage, Target},
    ceremony::CaptureKind,
    history::{Sort, Timeline, What},
    session::{Actor, Capture, Event, Film, GapKind, Moment, Record, Session},
    shell::store::Store,
    view,
};

use crate::{
    generated,
    screens::{Seat, seat},
    world::setup,
};

/// Captures, facts and steps there and back, some taken back and some of those restored.
fn long(count: u64) -> Vec<Record> {
    let setup = setup("planning", "midsize", 5);
    let steps: Vec<_> = setup.ceremony.steps.iter().take(3).map(|it| it.id.clone()).collect();
    let began = Event::Began {
        present: vec!["Dev1".into()],
        leads: None,
        mode: None,
        facts: Vec::new(),
        target: None,
        prepared: Vec::new(),
    };
    let event = |n: u64| match n % 23 {
        _ if n == 2 => began.clone(),
        5 => Event::Entered {
            step: steps[usize::try_from(n / 23).unwrap() % steps.len()].clone(),
            way: runsheet::session::Way::Jump,
            skipped: Vec::new(),
            warned: Vec::new(),
            overridden: Vec::new(),
        },
        7 | 13 => Event::Struck { n: n - 2 },
        17 if n.is_multiple_of(2) => Event::Restored { n: n - 6 },
        19 => Event::Struck { n: (n / 2).max(3) },
        _ => Event::Captured { capture: Capture::new(CaptureKind::Note, format!("note {n}")) },
    };
    let at = |n: u64| Moment(n / 3 * 1000);
    (2..count + 2)
        .map(|n| Record { n, at: at(n), by: Actor::Facilitator, event: event(n) })
        .collect()
}

#[test]
fn winding_there_and_back_is_replaying_from_the_beginning() {
    let setup = std::sync::Arc::new(setup("planning", "midsize", 5));
    let records = long(600);
    let film = Film::with_stills(setup.clone(), records.clone(), 37);
    proptest!(ProptestConfig::with_cases(60), |(moments in prop::collection::vec(0_u64..210_000, 1..6))| {
        let mut session = film.start();
        for it in moments {
            film.wind(&mut session, Moment(it));
            let fresh = Session::replay(setup.clone(), &records, Moment(it));
            prop_assert!(session == fresh, "at {it}");
        }
    });
    assert!(film.end() == Session::replay(setup, &records, Moment(u64::MAX)));
}

#[test]
fn every_bundled_kind_of_session_winds_to_what_it_was() {
    let data = generated::data(25, 4);
    let store = Store::new(data.path());
    for it in store.shelf() {
        let Stored { setup, records, .. } = store.open(&it.sid).unwrap();
        let setup = std::sync::Arc::new(setup);
        let film = Film::with_stills(setup.clone(), records.clone(), 5);
        let mut session = film.end();
        for at in records.iter().rev().map(|it| it.at) {
            film.wind(&mut session, at);
            assert!(session == Session::replay(setup.clone(), &records, at), "{}", it.sid);
        }
    }
}

#[test]
fn the_line_knows_steps_captures_and_where_a_step_ran_over() {
    let played = seat("standup", "⏎ 10s ⏎ 200s n d 'Export first' ⏎ 5s ⏎ 10s");
    let session = &played.live().unwrap().session;
    let line = Timeline::of(&session.film(), session);
    let sorts: Vec<Sort> = line.marks.iter().map(|it| it.what.sort()).collect();
    assert_eq!(sorts, [Sort::Step, Sort::Step, Sort::Over, Sort::Capture, Sort::Step]);
    let over = line.marks.iter().find(|it| it.what.sort() == Sort::Over).unwrap();
    let What::Over(step) = &over.what else { panic!() };
    let then = Session::replay(session.setup().clone().into(), session.records(), over.at);
    assert_eq!(then.step().map(|it| &it.id), Some(step));
    assert_eq!(then.step_spent_ms(step, over.at), then.step_box_ms(step).unwrap());
}

#[test]
fn a_gap_that_was_left_out_takes_no_room_on_the_line() {
    let mut records = long(20);
    let last = records.last().unwrap().clone();
    let (n, ms) = (last.n + 1, 3_600_000);
    let at = Moment(last.at.0 + ms);
    let gap = Event::Gap { ms, how: GapKind::LeftOut };
    records.push(Record { n, at, by: Actor::Shell, event: gap });
    let film = Film::new(setup("planning", "midsize", 5), records);
    let line = Timeline::of(&film, &film.end());
    assert_eq!(line.length(), last.at.0);
}

/// A standup that has ended, on the page that is shown then; its goal check took so many seconds.
fn ended_after(secs: u64) -> Seat {
    let mut it = seat(
        "standup",
        &format!(
            "⏎ 30s ⏎ {secs}s n a 'Ask the bank' ⏎ ⏎ n q 'Who signs?' ⏎ ⏎ 200s n d 'Export first' ⏎"
        ),
    );
    while it.live().is_some_and(|it| it.closing().is_none()) {
        it.play("⏎");
    }
    it.play("⏎");
    assert!(matches!(it.app.screen, Screen::Summary(_)));
    it
}

fn ended() -> Seat {
    ended_after(40)
}

fn replay(seat: &Seat) -> &Replay {
    match &seat.app.screen {
        Screen::Replay(it) => it,
        _ => panic!("{}", seat.frame(80, 24)),
    }
}

#[test]
fn a_replay_shows_the_very_screen_of_the_session() {
    let mut seat = ended();
    seat.play("p");
    seat.play("cc");
    assert_snapshot!(seat.frame(80, 24) + &seat.frame(120, 36) + &seat.frame(50, 16));
    seat.play("v");
    assert!(!seat.frame(80, 24).contains("Product Owner"));
    seat.play("⎋");
    assert!(matches!(seat.app.screen, Screen::Summary(_)));
}

#[test]
fn it_plays_at_its_speed_stops_at_the_end_and_begins_anew() {
    let mut seat = ended();
    seat.play("p");
    assert_eq!(seat.app.next_change(seat.now), None, "what stands still sleeps");
    let start = replay(&seat).at.0;
    seat.play("␣ 10s");
    assert_eq!(replay(&seat).at.0 - start, 40_000, "four times as fast at first");
    seat.play("+++++++ 1s");
    assert_eq!(replay(&seat).at.0 - start, 104_000);
    seat.play("------- 10s");
    assert_eq!(replay(&seat).at.0 - start, 114_000);
    seat.play("++++++ 600s");
    assert!(!replay(&seat).plays());
    assert_eq!(replay(&seat).told().0, replay(&seat).told().1);
    seat.play("␣ 1s");
    assert!(replay(&seat).plays() && replay(&seat).at.0 < 100_000);
}

#[test]
fn one_goes_by_event_step_capture_and_overrun_and_back() {
    let mut seat = ended_after(90);
    seat.play("p");
    let first = replay(&seat).told().0;
    seat.play("..");
    assert_eq!(replay(&seat).told().0, first + 2);
    seat.play(",");
    assert_eq!(replay(&seat).told().0, first + 1);
    seat.play("c");
    let captures = replay(&seat).live.session.captures().len();
    assert_eq!(captures, 2, "what was written in one moment is told together");
    seat.play("G");
    let end = replay(&seat).at;
    seat.play("O");
    let over = replay(&seat).at;
    assert!(over < end && replay(&seat).live.session.records().len() > 1);
    seat.play("]");
    assert!(over < replay(&seat).at);
    seat.play("[[[[[[[[");
    assert!(seat.frame(80, 24).contains("No other one that way."));
}

#[test]
fn a_list_of_everything_finds_a_moment_and_a_press_on_the_line_scrubs() {
    let mut seat = ended();
    seat.play("p / 'export' ⏎");
    let captures = replay(&seat).live.session.captures();
    assert_eq!(&*captures.last().unwrap().capture.text, "Export first");
    seat.take(Message::Hit(Target::Time(5_000)));
    assert_eq!(replay(&seat).live.session.captures().len(), 0);
    seat.take(Message::Hit(Target::Step(2)));
    let step = &replay(&seat).live.session.setup().ceremony.steps[2].id;
    assert_eq!(replay(&seat).live.session.step().map(|it| &it.id), Some(step));
}

#[test]
fn nothing_can_be_written_into_the_past() {
    let mut seat = ended();
    seat.play("p");
    for key in "nudaefypwtxbirsU".chars() {
        assert_eq!(seat.take(Message::Key(Key::Char(key))), [], "{key}");
    }
}

#[test]
fn the_page_of_a_session_tells_how_it_went() {
    let mut seat = seat("standup", "⏎ 30s o ⏎ 200s n d 'Export first' ⏎ w ⏎ ⏎");
    while seat.live().is_some_and(|it| it.closing().is_none()) {
        seat.play("⏎");
    }
    seat.play("⏎");
    let Screen::Summary(page) = &seat.app.screen else { panic!() };
    let text: Vec<String> = page.lines.iter().map(SummaryLine::text).collect();
    assert_snapshot!(text.join("\n") + "\n" + &seat.frame(80, 50) + &seat.frame(50, 30));
    let SummaryPage { lines, .. } = &**page;
    assert!(lines.iter().any(|it| it.text().contains("✓ ")));
}

#[test]
fn a_page_that_is_at_its_end_turns_with_the_first_key_up() {
    let mut seat = seat("standup", "⏎ 30s o ⏎ 200s n d 'Export first' ⏎ w ⏎ ⏎");
    while seat.live().is_some_and(|it| it.closing().is_none()) {
        seat.play("⏎");
    }
    seat.play("⏎");
    let drawn = |seat: &mut Seat| {
        let mut terminal = Terminal::new(TestBackend::new(50, 16)).unwrap();
        let mut reach = None;
        terminal.draw(|frame| reach = view::drawn(frame, &seat.app, seat.now)).unwrap();
        seat.app.scrolls(reach);
        terminal.backend().to_string()
    };
    drawn(&mut seat);
    seat.play("G");
    let end = drawn(&mut seat);
    assert!(!end.contains("… "), "{end}");
    seat.play("j");
    assert_eq!(drawn(&mut seat), end, "there is nothing below");
    seat.play("k");
    assert_ne!(drawn(&mut seat), end);
    seat.play("G");
    drawn(&mut seat);
    seat.play("⇥");
    assert!(drawn(&mut seat).contains("Decisions"), "after the last section comes the first");
}
