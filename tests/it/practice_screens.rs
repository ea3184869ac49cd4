//! A practice run at the keyboard, from the page before it to the last page of its debrief: keys in, frames out.

use std::sync::Arc;

use insta::assert_snapshot;
use runsheet::{
    app::{App, Key, Message, Now, Screen, Start, Stretch, Troupe, Wish},
    ceremony::Library,
    practice::Content,
};

use crate::{screens::Seat, world::START_MS};

const SIZES: [(u16, u16); 2] = [(80, 24), (50, 16)];

pub(crate) fn seat(ceremony: &str, level: usize) -> Seat {
    let now = Now { boot_ms: 5_000, wall_ms: START_MS, offset_min: 60 };
    let mut seat = Seat { app: App::new(Start::default()), now };
    let content = Arc::new(Content::shipped());
    let troupe = Troupe {
        wish: Wish { what: Some(ceremony.into()), level: Some(level), ..Wish::default() },
        library: Arc::new(Library::shipped()),
        level: content.levels.levels[0].id.clone(),
        content,
        sid: "0".repeat(32).into(),
        seed: 11,
        due: Vec::new(),
        recent: Vec::new(),
        runs: 0,
        notices: Vec::new(),
    };
    seat.take(Message::Staged(Box::new(troupe)));
    seat
}

fn frames(seat: &Seat) -> String {
    SIZES.iter().map(|(columns, rows)| seat.frame(*columns, *rows)).collect::<Vec<_>>().join("\n")
}

/// Presses on, answering everything with the first answer, until the frame holds this.
#[track_caller]
fn until(seat: &mut Seat, sought: &str) {
    for _ in 0..400 {
        let frame = seat.frame(120, 36);
        if frame.contains(sought) {
            return;
        }
        let keys = match () {
            () if frame.contains("What would you say?") => "'I ask what it is for' ⏎",
            () if frame.contains("What do you do?") => "1",
            () if frame.contains("How sure are you?") => "3",
            () if frame.contains("Not yet ─") => "⇥ 'A shop owner pays without help' ⏎",
            () => "⏎",
        };
        seat.play(keys);
    }
    panic!("{sought:?} never came:\n{}", seat.frame(120, 36));
}

#[test]
fn a_first_run_explains_itself_in_three_quiet_lines() {
    let mut seat = seat("standup", 1);
    let frame = seat.frame(80, 24);
    assert_eq!(frame.lines().filter(|it| it.starts_with(" · ")).count(), 3, "{frame}");
    assert_snapshot!(frames(&seat));
    seat.play("⏎");
    assert_snapshot!(frames(&seat));
}

#[test]
fn a_situation_an_answer_how_sure_one_is_and_what_follows() {
    let mut seat = seat("standup", 1);
    until(&mut seat, "What do you do?");
    assert_snapshot!(frames(&seat));
    seat.play("2");
    assert_snapshot!(frames(&seat));
    seat.play("⏎");
    assert_snapshot!(frames(&seat));
}

#[test]
fn under_pressure_ones_own_words_come_first() {
    let mut seat = seat("planning", 3);
    until(&mut seat, "What would you say?");
    seat.play("'Which of the two serves the goal?'");
    assert_snapshot!(frames(&seat));
    seat.play("⏎");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("You: Which of the two serves the goal?"), "{frame}");
}

#[test]
fn the_debrief_goes_from_ones_own_mark_to_one_sentence() {
    let mut seat = seat("standup", 2);
    until(&mut seat, "Debrief ·");
    let part = |seat: &Seat| match &seat.app.screen {
        Screen::Debrief(it) => it.part,
        other => panic!("{other:?}"),
    };
    assert_eq!(part(&seat), Stretch::Feel);
    assert_snapshot!("debrief_feel", frames(&seat));
    seat.play("m");
    assert_snapshot!("debrief_own", frames(&seat));
    seat.play("3");
    assert_snapshot!("debrief_facts", frames(&seat));
    seat.play("⏎");
    assert_eq!(part(&seat), Stretch::Moments);
    assert_snapshot!("debrief_moment", frames(&seat));
    seat.play("d 'It depends on the guest'");
    assert_snapshot!("debrief_disagree", frames(&seat));
    seat.play("⏎");
    for _ in 0..3 {
        if part(&seat) == Stretch::Moments {
            seat.play("⏎");
        }
    }
    assert_eq!(part(&seat), Stretch::Gap);
    assert_snapshot!("debrief_gap", frames(&seat));
    seat.play("⏎");
    assert_eq!(part(&seat), Stretch::Retry);
    seat.play("2");
    assert_snapshot!("debrief_retry", frames(&seat));
    let tried = |seat: &Seat| match &seat.app.screen {
        Screen::Debrief(it) => it.retried,
        other => panic!("{other:?}"),
    };
    seat.play("1");
    assert_eq!(tried(&seat), Some(0), "another answer can be tried");
    seat.play("9");
    assert_eq!(tried(&seat), Some(0), "a number without an answer changes nothing");
    seat.play("⏎");
    assert_eq!(part(&seat), Stretch::Plan);
    assert_snapshot!("debrief_plan", frames(&seat));
}

#[test]
fn every_line_of_a_debrief_can_be_reached_at_every_size() {
    let mut seat = seat("planning", 2);
    until(&mut seat, "Debrief ·");
    seat.play("m 3");
    for _ in 0..7 {
        let Screen::Debrief(it) = &seat.app.screen else { panic!("left") };
        let words: Vec<String> = it
            .lines()
            .iter()
            .flat_map(|it| it.text().split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let mut seen = String::new();
        for _ in 0..120 {
            seen.push_str(&seat.frame(50, 16));
            seat.take(Message::Key(Key::Down));
        }
        let missing: Vec<&String> = words
            .iter()
            .filter(|it| (2..30).contains(&it.len()) && !seen.contains(it.as_str()))
            .collect();
        assert!(missing.is_empty(), "{missing:?}\n{seen}");
        seat.play("⏎");
        if let Screen::Debrief(it) = &seat.app.screen
            && it.part == Stretch::Plan
        {
            return;
        }
    }
}
