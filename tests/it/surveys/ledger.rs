//! The ledger's page, on entries made for it.

use chrono::NaiveDate;
use insta::assert_snapshot;
use runsheet::{
    app::{Answer, Effect, Key, Message, Question},
    ceremony::Text,
    history::{Entry, Kind, Line, Status, Terms},
};

use super::{answer, at_home, frames, opened};
use crate::{screens::Seat, world::team};

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, n).unwrap()
}

fn entry(n: u32, kind: Kind, text: &str, since: u32) -> Entry {
    Entry {
        id: format!("{}.{n}", "a".repeat(32)).into(),
        kind,
        text: text.into(),
        owner: "Ada".into(),
        due: None,
        next_step: Text::default(),
        sort: Text::default(),
        brief: None,
        title: "Daily standup".into(),
        since: day(since),
        status: Status::Open,
    }
}

fn entries() -> Vec<Entry> {
    let terms = Terms {
        options: vec!["audit export".into(), "partner login".into()],
        default: "start with the export".into(),
        silence: "we start with the export".into(),
    };
    vec![
        entry(1, Kind::Action, "Ask support about double customers", 20),
        Entry { due: Some(day(18)), ..entry(2, Kind::Action, "Write the rule down", 20) },
        Entry {
            next_step: "call the bank".into(),
            owner: "nobody yet".into(),
            ..entry(3, Kind::Blocker, "The contract with the bank is not signed yet", 11)
        },
        Entry { brief: Some(terms), ..entry(4, Kind::Brief, "What comes first?", 19) },
        Entry {
            status: Status::Closed("done".into()),
            ..entry(5, Kind::Action, "Book the room", 2)
        },
        entry(6, Kind::NotYet, "Logo on the report", 9),
    ]
}

fn page() -> Seat {
    let mut seat = at_home();
    assert_eq!(opened(&mut seat, "Open things"), Question::Ledger { of: None });
    assert!(seat.frame(80, 24).contains("Reading the sessions"));
    answer(&mut seat, known(entries()));
    seat
}

fn known(entries: Vec<Entry>) -> Answer {
    Answer::Ledger { team: Box::new(team(3)), teams: vec!["crew".into()], today: day(23), entries }
}

/// What the marked line closes or opens, and how.
#[track_caller]
fn settled(seat: &mut Seat, key: Key) -> (Text, Text) {
    match &seat.take(Message::Key(key))[..] {
        [Effect::Note { team, line: Line::Settled { id, how } }] => {
            assert_eq!(*team, "crew");
            (id.clone(), how.clone())
        }
        other => panic!("{other:?}"),
    }
}

fn marked(seat: &Seat) -> String {
    let frame = seat.frame(80, 24);
    frame.lines().find(|it| it.starts_with(" ▶")).unwrap_or_default().to_owned()
}

#[test]
fn what_is_late_comes_first_and_the_marked_entry_is_told_whole() {
    let mut seat = page();
    let mut seen = frames(&seat);
    seat.play("↓ ↓ ↓ c");
    seen += &frames(&seat);
    assert_snapshot!(seen);
}

#[test]
fn one_key_closes_and_one_takes_it_back() {
    let mut seat = page();
    assert!(marked(&seat).contains("Write the rule down"));
    let (id, how) = settled(&mut seat, Key::Char('d'));
    assert!(id.ends_with(".2"));
    assert_eq!(&*how, "done");
    let mut after = entries();
    after[1].status = Status::Closed("done".into());
    answer(&mut seat, known(after));
    assert!(marked(&seat).contains("Ask support"), "{}", seat.frame(80, 24));
    assert_eq!(settled(&mut seat, Key::Char('u')), (id, "open".into()));
    assert_eq!(seat.take(Message::Key(Key::Char('u'))), [], "nothing more was closed here");
}

#[test]
fn a_question_is_answered_in_words_and_no_word_is_no_answer() {
    let mut seat = page();
    seat.play("/ 'first' ⏎");
    assert!(marked(&seat).contains("What comes first?"));
    seat.play("a");
    assert_eq!(seat.take(Message::Key(Key::Enter)), []);
    seat.play("a 'the export'");
    assert!(seat.frame(80, 24).contains("what became of it › the export"));
    let (id, how) = settled(&mut seat, Key::Enter);
    assert!(id.ends_with(".4"));
    assert_eq!(&*how, "the export");
}

#[test]
fn a_closed_entry_is_opened_again_and_is_not_closed_twice() {
    let mut seat = page();
    seat.play("c / 'room' ⏎");
    assert!(marked(&seat).contains("✓ done: Book the room"));
    assert_eq!(seat.take(Message::Key(Key::Char('d'))), []);
    assert_eq!(settled(&mut seat, Key::Char('r')).1, "open".into());
}

#[test]
fn kinds_and_words_narrow_what_is_seen() {
    let mut seat = page();
    seat.play("⇥ ⇥");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("▸Blockers 1") && !frame.contains("Write the rule"), "{frame}");
    seat.play("⇥⇥⇥⇥⇥ / 'nothing like it'");
    assert!(seat.frame(80, 24).contains("Nothing with these words."));
    seat.play("⎋");
    assert!(seat.frame(80, 24).contains("Write the rule"));
}

#[test]
fn enter_opens_the_session_an_entry_comes_from() {
    let mut seat = page();
    let sid: Text = "a".repeat(32).into();
    assert_eq!(seat.take(Message::Key(Key::Enter)), [Effect::Open { sid }]);
}

#[test]
fn an_answer_that_comes_late_to_another_screen_changes_nothing() {
    let mut seat = page();
    seat.play("⎋");
    let home = seat.frame(80, 24);
    answer(&mut seat, known(Vec::new()));
    assert_eq!(seat.frame(80, 24), home);
}
