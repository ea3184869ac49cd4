//! The browser of past sessions: names first, lines as they are read, hits in place, and what is done with one of them.

use std::sync::mpsc::{Receiver, channel};

use insta::assert_snapshot;
use runsheet::{
    app::{App, Browse, Browsed, Effect, First, Key, Listing, Message, Name, Now, Start, State},
    ceremony::Text,
    history::{Hit, Keep, Label, Needle, Past},
    session::Moment,
    shell::{inbox::Inbound, reading::Reading, store::Store},
};

use crate::{generated, screens::Seat, world::START_MS};

const DAY: i64 = 86_400_000;

fn listing(n: usize, title: &str, state: State) -> Listing {
    Listing {
        sid: sid(n),
        ceremony: title.to_lowercase().as_str().into(),
        title: title.into(),
        team: "crew".into(),
        team_name: "Crew".into(),
        sprint: format!("Sprint {}", 14 - n / 3).into(),
        profile: "midsize".into(),
        practice: n == 4,
        demo: false,
        started_ms: START_MS - DAY * i64::try_from(n).unwrap(),
        offset_min: 60,
        elapsed_s: 847,
        planned_s: 900,
        state,
        path: "".into(),
    }
}

fn sid(n: usize) -> Text {
    format!("{n:032}").into()
}

fn lines() -> Vec<Listing> {
    vec![
        listing(0, "Daily standup", State::Open),
        listing(1, "Sprint planning", State::Completed),
        listing(2, "Sprint retrospective", State::Aborted),
        listing(3, "Daily standup", State::Damaged),
        listing(4, "Sprint planning", State::Completed),
    ]
}

fn names() -> Vec<Name> {
    lines().into_iter().map(|it| Name { sid: it.sid, started_ms: it.started_ms }).collect()
}

/// The browser with five sessions, one of them practice.
fn seat() -> Seat {
    let app = App::new(Start { first: First::History, ..Start::default() });
    let mut seat = Seat { app, now: Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 } };
    assert_eq!(seat.take(Message::Tick), [Effect::Browse(Browse::Newest)]);
    seat.take(Message::Browsed(Browsed::Names(names())));
    seat.take(Message::Browsed(Browsed::Lines(lines())));
    seat
}

fn hit(text: &str, words: &str) -> Hit {
    let place = Needle::new(words).unwrap().place(text).unwrap();
    Hit { n: 7, at: Moment(725_000), text: text.into(), place }
}

#[test]
fn names_are_shown_before_any_file_is_read_and_lines_are_asked_for_in_parts() {
    let app = App::new(Start { first: First::History, ..Start::default() });
    let mut seat = Seat { app, now: Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 } };
    seat.take(Message::Tick);
    let many: Vec<Name> = (0..1000).map(|n| Name { sid: sid(n), started_ms: START_MS }).collect();
    let effects = seat.take(Message::Browsed(Browsed::Names(many)));
    let Some(Effect::Browse(Browse::Lines(first))) = effects.first() else { panic!("{effects:?}") };
    assert!(first.len() <= 60 && first[0] == sid(0));
    assert!(effects.contains(&Effect::Browse(Browse::Labels)));
    assert!(seat.frame(80, 24).contains("read 0 of 1000"));
    let read = (0..60).map(|n| Listing { sid: sid(n), ..lines().remove(1) }).collect();
    seat.play("G");
    let effects = seat.take(Message::Browsed(Browsed::Lines(read)));
    let Some(Effect::Browse(Browse::Lines(next))) = effects.first() else { panic!("{effects:?}") };
    assert!(next.contains(&sid(999)) && !next.contains(&sid(500)), "what is on screen comes first");
}

#[test]
fn the_newest_stand_on_the_first_screen_while_the_others_names_are_read() {
    let app = App::new(Start { first: First::History, ..Start::default() });
    let mut seat = Seat { app, now: Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 } };
    seat.take(Message::Tick);
    let effects = seat.take(Message::Browsed(Browsed::Newest(names())));
    let [Effect::Browse(Browse::Lines(first)), Effect::Browse(Browse::Names)] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(first.len(), names().len());
    assert!(seat.take(Message::Browsed(Browsed::Lines(lines()))).is_empty(), "the names come next");
    seat.play("j");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("reading …") && frame.contains("Daily standup"), "{frame}");
    let older = Name { sid: sid(77), started_ms: START_MS - 86_400_000 };
    seat.take(Message::Browsed(Browsed::Names([names(), vec![older]].concat())));
    let marked = |frame: &str| frame.lines().find(|it| it.contains('▶')).map(str::to_owned);
    assert_eq!(marked(&seat.frame(80, 24)), marked(&frame), "the cursor stays where it was");
    assert!(!seat.frame(80, 24).contains("reading …"));
}

#[test]
fn the_list_at_both_sizes() {
    let seat = seat();
    assert_snapshot!(seat.frame(80, 24) + &seat.frame(120, 36) + &seat.frame(50, 16));
}

#[test]
fn practice_is_apart() {
    let mut seat = seat();
    assert!(!seat.frame(80, 24).contains("Thu 19 Nov"));
    seat.play("⇥");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("[practice]") && frame.contains("Thu 19 Nov"), "{frame}");
}

#[test]
fn one_key_shows_one_team_alone_then_the_next_then_all() {
    let mut seat = seat();
    assert!(!seat.frame(80, 24).contains("T team"), "there is one team only");
    let dock = |n| Listing { team: "dock".into(), team_name: "Dock".into(), ..lines().remove(n) };
    seat.take(Message::Browsed(Browsed::Lines(vec![dock(1)])));
    let titles = |seat: &Seat| {
        let frame = seat.frame(80, 24);
        ["Daily standup", "Sprint planning", "retrospective"].map(|it| frame.contains(it))
    };
    assert!(seat.frame(80, 24).contains("T team"), "{}", seat.frame(80, 24));
    seat.play("T");
    assert!(seat.frame(80, 24).contains("Crew"));
    assert_eq!(titles(&seat), [true, false, true]);
    seat.play("T");
    assert_eq!(titles(&seat), [false, true, false]);
    seat.play("T");
    assert_eq!(titles(&seat), [true, true, true]);
}

#[test]
fn words_are_found_by_name_at_once_and_in_texts_as_they_come() {
    let mut seat = seat();
    seat.play("/ 'retr'");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("retrospective") && !frame.contains("planning"), "{frame}");
    let effects = seat.take(Message::Key(Key::Backspace));
    let [Effect::Browse(Browse::Find { ticket, words })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(&**words, "ret");
    let found = vec![(sid(1), vec![hit("We return on Monday", "ret")])];
    let stale = Browsed::Hits { ticket: ticket - 1, found: found.clone(), over: true };
    seat.take(Message::Browsed(stale));
    assert!(!seat.frame(80, 24).contains("Monday"), "an older search tells nothing any more");
    seat.take(Message::Browsed(Browsed::Hits { ticket: *ticket, found, over: true }));
    let frame = seat.frame(80, 24);
    assert!(frame.contains("12:05 We return on Monday"), "{frame}");
    seat.play("'u'");
    assert!(seat.frame(80, 24).contains("return on Monday"), "typing on keeps what still fits");
    seat.play("'x'");
    assert!(!seat.frame(80, 24).contains("Monday"));
    seat.play("⎋");
    assert!(seat.frame(80, 24).contains("Sprint planning"));
}

#[test]
fn one_letter_looks_through_names_only() {
    let mut seat = seat();
    seat.play("/");
    let effects = seat.take(Message::Key(Key::Char('d')));
    assert!(
        matches!(&effects[..], [Effect::Browse(Browse::Find { words, .. })] if words.is_empty())
    );
}

#[test]
fn a_filter_is_chosen_from_what_there_is_and_esc_takes_it_off() {
    let mut seat = seat();
    seat.play("f");
    assert_snapshot!(seat.frame(80, 24));
    seat.play("'damag' ⏎");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("Fri 20 Nov") && !frame.contains("retrospective"), "{frame}");
    seat.play("⎋");
    assert!(seat.frame(80, 24).contains("retrospective"));
    seat.play("⎋");
    assert!(matches!(seat.app.screen, runsheet::app::Screen::Home(_)));
}

#[test]
fn a_title_and_tags_are_written_down_and_found() {
    let mut seat = seat();
    seat.play("j n 'Kick-off");
    let effects = seat.take(Message::Key(Key::Enter));
    let label = Label { title: "Kick-off".into(), ..Label::default() };
    let put = |label: &Label| {
        let (team, label) = ("crew".into(), label.clone());
        Effect::Browse(Browse::Label { team, sid: sid(1), label })
    };
    assert_eq!(effects, [put(&label)]);
    seat.play("t 'launch, big one, launch");
    let effects = seat.take(Message::Key(Key::Enter));
    let tagged = Label { tags: vec!["launch".into(), "big one".into()], ..label };
    assert_eq!(effects, [put(&tagged)]);
    seat.play("/ 'launch'");
    let frame = seat.frame(120, 36);
    assert!(frame.contains("Kick-off") && frame.contains("#launch #big one"), "{frame}");
    assert!(!frame.contains("retrospective"));
}

#[test]
fn what_is_archived_is_out_of_sight_until_it_is_asked_for() {
    let mut seat = seat();
    seat.play("j a");
    let frame = seat.frame(80, 24);
    assert!(!frame.contains("Sprint planning") && frame.contains("5 sessions, 1 archived"));
    seat.play("f 'archived' ⏎");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("Sprint planning") && !frame.contains("retrospective"), "{frame}");
    seat.play("a ⎋");
    assert!(seat.frame(80, 24).contains("Sprint planning"));
}

#[test]
fn a_session_is_deleted_only_after_a_yes() {
    let mut seat = seat();
    seat.play("j d");
    assert_snapshot!(seat.frame(80, 24));
    assert_eq!(seat.take(Message::Key(Key::Enter)), []);
    seat.play("d");
    let effects = seat.take(Message::Key(Key::Char('y')));
    assert_eq!(effects, [Effect::Browse(Browse::Delete { sids: vec![sid(1)] })]);
    seat.take(Message::Browsed(Browsed::Deleted { sids: vec![sid(1)] }));
    assert!(!seat.frame(80, 24).contains("Sprint planning"));
}

#[test]
fn what_is_past_keeping_is_named_and_goes_only_after_a_yes() {
    let mut seat = seat();
    assert!(!seat.frame(120, 36).contains("past keeping"), "nothing is, so no key is offered");
    assert_eq!(seat.take(Message::Key(Key::Char('x'))), []);
    assert!(seat.frame(120, 36).contains("Nothing lies past what the settings keep."));
    let sessions: Vec<Listing> = lines().drain(2..4).collect();
    let past = Past { keep: Keep::Months(12), sessions, open: 1 };
    seat.take(Message::Browsed(Browsed::Past(past)));
    assert!(seat.frame(80, 24).contains("2 past keeping"));
    seat.play("x");
    assert_snapshot!(seat.frame(80, 24) + &seat.frame(50, 16));
    assert_eq!(seat.take(Message::Key(Key::Enter)), []);
    seat.play("x");
    let effects = seat.take(Message::Key(Key::Char('y')));
    assert_eq!(effects, [Effect::Browse(Browse::Delete { sids: vec![sid(2), sid(3)] })]);
    seat.take(Message::Browsed(Browsed::Deleted { sids: vec![sid(2), sid(3)] }));
    let frame = seat.frame(80, 24);
    assert!(!frame.contains("past keeping") && !frame.contains("retrospective"), "{frame}");
}

#[test]
fn only_an_open_session_can_be_gone_on_with() {
    let mut seat = seat();
    assert_eq!(seat.take(Message::Key(Key::Char('g'))), [Effect::Resume { sid: sid(0) }]);
    seat.play("j");
    assert!(!seat.frame(80, 24).contains("go on"));
    assert_eq!(seat.take(Message::Key(Key::Char('g'))), []);
}

fn next(told: &Receiver<Inbound>) -> Browsed {
    match told.recv_timeout(std::time::Duration::from_mins(1)).unwrap() {
        Inbound::App(Message::Browsed(it)) => it,
        _ => panic!("something else"),
    }
}

fn hits(told: &Receiver<Inbound>, wanted: u64) -> Vec<Text> {
    let mut all = Vec::new();
    loop {
        match next(told) {
            Browsed::Hits { ticket, found, over } if ticket == wanted => {
                all.extend(found.into_iter().map(|it| it.0));
                if over {
                    return all;
                }
            }
            Browsed::Hits { .. } => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn typing_on_finds_the_same_as_a_fresh_search_and_a_later_one_ends_an_earlier() {
    let data = generated::data(40, 5);
    let (sender, told) = channel();
    let now = Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 };
    let reading = Reading::new(data.path(), Keep::Everything, sender).unwrap();
    let find = |ticket, words: &str| {
        reading.perform(Browse::Find { ticket, words: words.into() }, now);
    };
    reading.perform(Browse::Newest, now);
    assert!(matches!(next(&told), Browsed::Newest(names) if names.len() == 40));
    reading.perform(Browse::Names, now);
    assert!(matches!(next(&told), Browsed::Names(names) if names.len() == 40));
    find(1, "ex");
    find(2, "exp");
    let narrowed = hits(&told, 2);
    find(3, "the");
    let other = hits(&told, 3);
    find(4, "exp");
    assert_eq!(hits(&told, 4), narrowed);
    assert!(!narrowed.is_empty() && narrowed.len() < other.len());
}

#[test]
fn the_newest_stay_and_what_one_cannot_remove_keeps_the_others_from_nothing() {
    let data = generated::data(9, 5);
    let (sender, told) = channel();
    let now = Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 };
    let reading = Reading::new(data.path(), Keep::Sessions(6), sender).unwrap();
    let store = Store::new(data.path());
    reading.perform(Browse::Past, now);
    let Browsed::Past(past) = next(&told) else { panic!("something else") };
    let mut sids: Vec<Text> = past.sessions.into_iter().map(|it| it.sid).collect();
    let oldest: Vec<String> = store.shelf().drain(6..).map(|it| it.sid).collect();
    assert_eq!(sids.iter().map(ToString::to_string).collect::<Vec<_>>(), oldest);
    sids.insert(0, "ffffffffffffffffffffffffffffffff".into());
    reading.perform(Browse::Delete { sids: sids.clone() }, now);
    assert_eq!(next(&told), Browsed::Deleted { sids: sids.split_off(1) });
    assert!(
        matches!(told.recv().unwrap(), Inbound::App(Message::Failed(why)) if why.contains("no session"))
    );
    assert_eq!(store.shelf().len(), 6);
    reading.perform(Browse::Past, now);
    assert!(matches!(next(&told), Browsed::Past(past) if past.sessions.is_empty()));
}

#[test]
fn deleting_removes_one_file_and_labels_outlive_the_program() {
    let data = generated::data(6, 5);
    let (sender, told) = channel();
    let now = Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 };
    let reading = Reading::new(data.path(), Keep::Everything, sender).unwrap();
    let store = Store::new(data.path());
    let (team, kept) = (generated::TEAM.into(), Text::new(store.shelf()[0].sid.clone()));
    let label = Label { title: "Kick-off".into(), tags: vec!["launch".into()], archived: true };
    reading.perform(Browse::Label { team, sid: kept.clone(), label: label.clone() }, now);
    reading.perform(Browse::Labels, now);
    assert_eq!(next(&told), Browsed::Labels(vec![(kept.clone(), label)]));
    let gone = Text::new(store.shelf()[1].sid.clone());
    reading.perform(Browse::Delete { sids: vec![gone.clone()] }, now);
    assert_eq!(next(&told), Browsed::Deleted { sids: vec![gone.clone()] });
    assert_eq!(store.shelf().len(), 5);
    assert!(store.open(&gone).is_err() && store.open(&kept).is_ok());
}
