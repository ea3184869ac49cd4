//! Handing a session on from the app: choices, the preview, a file that is there, names.

use insta::assert_snapshot;
use runsheet::{
    app::{Answer, Effect, Key, Message},
    exchange::redacted,
    journal::{Journal, read},
};

use super::{answer, at_home};
use crate::{
    export::{played, sample_journal},
    screens::Seat,
};

fn journal() -> Journal {
    read(sample_journal().as_bytes(), None).unwrap()
}

/// The page of a session, opened from its summary.
fn page() -> Seat {
    let mut seat = at_home();
    let session = played("standup");
    let end = session.elapsed_ms(runsheet::session::Moment(u64::MAX));
    let page = runsheet::app::SummaryPage::of(&session, runsheet::session::Moment(end));
    seat.app.screen = runsheet::app::Screen::Summary(Box::new(page));
    let asked = seat.take(Message::Key(Key::Char('e')));
    assert!(matches!(asked[..], [Effect::Survey(_)]), "{asked:?}");
    let (plain, text) = (journal(), sample_journal());
    let redacted = redacted(text.as_bytes(), &plain).map(Box::new);
    answer(&mut seat, Answer::Export { plain: Box::new(plain), redacted });
    seat
}

#[test]
fn for_whom_as_what_and_with_which_names() {
    let mut seat = page();
    let mut seen = vec![seat.frame(80, 24)];
    for keys in ["l", "↓l", "l", "↓l", "⇟", "w"] {
        seat.play(keys);
        seen.push(format!("== {keys}\n{}", seat.frame(80, 24)));
    }
    seen.push(seat.frame(120, 36));
    seen.push(seat.frame(50, 16));
    assert_snapshot!(seen.concat());
}

#[test]
fn roles_instead_of_names_show_who_becomes_what_and_leave_no_name() {
    let mut seat = page();
    let before = seat.frame(120, 60);
    assert!(before.contains("Ada"), "{before}");
    seat.play("↓↓l");
    let frame = seat.frame(120, 60);
    let told = frame.lines().find(|it| it.contains("names: ")).unwrap();
    assert!(told.contains("Ada → "), "{told}");
    let preview = frame.split("What it will read like").nth(1).unwrap();
    assert!(!preview.contains("Ada"), "{preview}");
}

#[test]
fn it_goes_to_a_file_whose_name_tells_what_it_is() {
    let mut seat = page();
    seat.play("w");
    let wrote = seat.take(Message::Key(Key::Enter));
    let [Effect::Write { place, text, over: false }] = &wrote[..] else { panic!("{wrote:?}") };
    assert_eq!(&**place, "2025-11-21-standup.md");
    assert!(text.starts_with("# "), "{text}");
    seat.play("⎋ ↓ l w");
    let wrote = seat.take(Message::Key(Key::Enter));
    let [Effect::Write { place, text, .. }] = &wrote[..] else { panic!("{wrote:?}") };
    assert!(place.ends_with(".json"), "{place}");
    let back = runsheet::exchange::journal_of(text).unwrap();
    assert_eq!(Some(back.0), journal().setup, "the whole session, as `import` takes it");
}

#[test]
fn the_whole_session_is_for_oneself() {
    let mut seat = page();
    seat.play("↓ l");
    assert!(seat.frame(80, 24).contains("myself, the product owner"));
    seat.play("↑ l");
    assert!(seat.frame(80, 24).contains("a page (Markdown)"));
}

#[test]
fn leaving_goes_back_to_the_session() {
    let mut seat = page();
    seat.play("⎋");
    assert!(matches!(seat.app.screen, runsheet::app::Screen::Summary(_)));
    seat.play("⎋");
    assert!(matches!(seat.app.screen, runsheet::app::Screen::Home(_)));
}

#[test]
fn what_is_copied_is_what_is_seen() {
    let mut seat = page();
    let copied = seat.take(Message::Key(Key::Char('y')));
    let [Effect::Copy(text)] = &copied[..] else { panic!("{copied:?}") };
    let frame = seat.frame(200, 100);
    let seen = text.lines().filter(|it| !it.is_empty()).take(30);
    for line in seen {
        assert!(frame.contains(line.trim()), "{line} in {frame}");
    }
}
