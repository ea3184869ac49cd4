//! Who owns it? Keys in, frames and lines of the practice log out; and what a live session adds to what is due.

use std::{path::Path, sync::Arc};

use insta::assert_snapshot;
use runsheet::{
    app::{
        App, Echo, Effect, Key, Message, Now, Offer, Screen, Start, Training, TrainingPage, Way,
    },
    ceremony::{CaptureKind, Id, Library, Percent},
    journal::{self, Salt},
    practice::{
        Content, Grade,
        log::{Answered, Drilled, Line, RunEnded},
    },
    session::{Actor, Capture, Ending, Event, Moment, Record},
    shell::{ground::Ground, practice_log::PracticeLog, prepare::Wishes, store::Store, training},
};
use tempfile::tempdir;

use crate::{
    screens::Seat,
    world::{START_MS, setup},
};

fn training(page: TrainingPage, profile: &str, lines: Vec<Line>) -> Training {
    let library = Library::shipped();
    let here = library.profiles.iter().find(|it| it.id == profile).unwrap().clone();
    let ceremonies = library.ceremonies.iter().map(|it| Offer {
        id: it.id.clone(),
        title: it.title.clone(),
        for_whom: it.for_whom.clone(),
    });
    Training {
        page,
        content: Content::shipped(),
        lines,
        profile: here,
        profiles: library.profiles.clone(),
        titles: runsheet::ceremony::Titles::default(),
        ceremonies: ceremonies.collect(),
        echoes: vec![Echo {
            text: "The mobile feature is built first".into(),
            title: "Sprint planning".into(),
            day: "2026-11-20".parse().unwrap(),
        }],
        today: "2026-11-23".parse().unwrap(),
        seed: 7,
        notices: Vec::new(),
    }
}

fn seat_with(training: Training) -> Seat {
    let now = Now { boot_ms: 5_000, wall_ms: START_MS, offset_min: 60 };
    let mut seat = Seat { app: App::new(Start::default()), now };
    seat.take(Message::Trained(Box::new(training)));
    seat
}

fn seat(way: Way) -> Seat {
    seat_with(training(TrainingPage::Drill(Some(way)), "midsize", Vec::new()))
}

/// The answer that was kept for these keys, the last of them alone.
#[track_caller]
fn kept(seat: &mut Seat, keys: &str) -> Drilled {
    let (last, before) = keys.chars().next_back().map(|it| (it, &keys[..keys.len() - 1])).unwrap();
    seat.play(before);
    let effects = seat.take(Message::Key(Key::Char(last)));
    match &effects[..] {
        [Effect::Practised(lines)] => match &lines[..] {
            [Line::Drilled(it)] => it.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn statement(id: &Id) -> runsheet::practice::Drill {
    Content::shipped().statements().find(|it| it.id == *id).unwrap().clone()
}

#[test]
fn a_statement_is_sorted_with_a_word_on_how_sure_one_is_then_explained() {
    let mut seat = seat(Way::Today);
    assert_snapshot!(seat.frame(80, 24));
    seat.play("3s");
    let answer = kept(&mut seat, "12");
    assert_eq!((answer.confidence, answer.secs.0), (Some(Percent(70)), 3));
    assert_eq!(answer.profile, "midsize");
    let frame = seat.frame(80, 24);
    assert!(frame.contains(statement(&answer.item).why.as_str()), "{frame}");
    assert!(frame.contains("Source"), "{frame}");
    assert_snapshot!(frame);
}

#[test]
fn every_explanation_is_made_of_sentences() {
    let content = Content::shipped();
    let mut seen = 0;
    for profile in ["startup", "midsize", "enterprise", "po-only"] {
        let mut lines = training(TrainingPage::Drill(Some(Way::Today)), profile, Vec::new());
        for seed in 0..12 {
            lines.seed = seed;
            let mut seat = seat_with(lines.clone());
            for _ in 0..10 {
                seat.play("12");
                let frame = seat.frame(80, 24);
                let lines = frame.lines().map(str::trim).filter(|it| !it.is_empty());
                let told: Vec<&str> = lines.take_while(|it| !it.starts_with("Source")).collect();
                for pair in told.windows(2).filter(|it| it[0].ends_with('.')) {
                    assert!(!pair[1].starts_with(char::is_lowercase), "{frame}");
                }
                seen += 1;
                seat.play("⏎");
            }
        }
    }
    assert!(seen > content.statements().count());
}

#[test]
fn ten_statements_make_a_day_and_a_result() {
    let mut seat = seat(Way::Today);
    for _ in 0..10 {
        kept(&mut seat, "42");
        seat.play("⏎");
    }
    let frame = seat.frame(80, 24);
    assert!(frame.contains("of 10 right."), "{frame}");
    seat.play("⏎");
    assert!(seat.frame(80, 24).contains("nothing waits; more, if you like"));
}

#[test]
fn what_was_wrong_and_sure_comes_once_more() {
    let mut seat = seat(Way::Today);
    let mut wrong = Vec::new();
    for n in 1.. {
        let answer = kept(&mut seat, "63");
        if !answer.right {
            wrong.push(answer.item);
        }
        seat.play("⏎");
        if seat.frame(80, 24).contains("Worth another look") {
            let mut once = wrong.clone();
            once.sort();
            once.dedup();
            assert_eq!(wrong.len(), 2 * once.len(), "{wrong:?}");
            assert_eq!(n, 10 + once.len());
            return;
        }
    }
}

#[test]
fn the_sprint_takes_answers_for_a_minute_and_shows_the_reason_for_the_one_before() {
    let mut seat = seat(Way::Sprint);
    seat.play("2s");
    let first = kept(&mut seat, "1");
    assert_eq!(first.confidence, None);
    let frame = seat.frame(80, 24);
    assert!(frame.contains("58 s · 1 so far"), "{frame}");
    assert!(frame.contains("Before: "), "{frame}");
    seat.play("58s");
    assert!(seat.frame(80, 24).contains("The minute is over."));
    assert!(seat.take(Message::Key(Key::Char('1'))).is_empty());
    assert_eq!(seat.app.next_change(seat.now), None);
    seat.play("⏎");
    assert!(seat.frame(80, 24).contains(" of 1 right in a minute."));
}

#[test]
fn a_sprint_that_is_left_says_how_long_it_took() {
    let mut seat = seat(Way::Sprint);
    seat.play("3s");
    kept(&mut seat, "1");
    seat.play("⎋");
    let frame = seat.frame(80, 24);
    assert!(frame.contains(" of 1 right in 3 s."), "{frame}");
}

#[test]
fn the_flip_asks_for_another_organisation_and_keeps_it_as_such() {
    let mut seat = seat(Way::Flip);
    assert_snapshot!(seat.frame(80, 24));
    assert_ne!(kept(&mut seat, "12").profile, "midsize");
}

#[test]
fn a_right_owner_for_another_reason_is_not_yet_right() {
    let mut seat = seat(Way::Justify);
    for _ in 0..10 {
        let before = seat.frame(100, 30);
        let say = before.lines().nth(1).unwrap().trim().to_owned();
        let content = Content::shipped();
        let drill = content.statements().find(|it| it.say.starts_with(&say)).unwrap().clone();
        let owner = runsheet::practice::Owner::ALL
            .iter()
            .position(|it| *it == drill.owner_in(&"midsize".into()))
            .unwrap();
        seat.play(&(owner + 1).to_string());
        let frame = seat.frame(200, 30);
        let begins: String = drill.why.chars().take(25).collect();
        let wrong = (1..=3).find(|n| {
            let mut lines = frame.lines().skip(1);
            let line = lines.find(|it| it.contains(&format!(" {n} "))).unwrap_or("");
            !line.contains(&begins)
        });
        let answer = kept(&mut seat, &wrong.unwrap().to_string());
        assert!(!answer.right, "{frame}");
        assert!(seat.frame(80, 24).contains("but for another reason"));
        seat.play("⏎");
    }
}

#[test]
fn an_echo_compares_who_decided_with_who_should_have_and_keeps_nothing() {
    let mut seat = seat(Way::Echo);
    assert!(seat.take(Message::Key(Key::Char('2'))).is_empty());
    assert!(seat.take(Message::Key(Key::Char('1'))).is_empty());
    let frame = seat.frame(80, 24);
    assert!(
        frame.contains("Decided by product manager; you would leave it to product owner."),
        "{frame}"
    );
    assert!(frame.contains("A statement like it"), "{frame}");
}

#[test]
fn where_one_person_is_both_the_product_owner_is_right_and_is_told_to_name_the_hat() {
    let page = TrainingPage::Drill(Some(Way::Sprint));
    let mut seat = seat_with(training(page, "startup", Vec::new()));
    let hats = (0..40).filter(|_| {
        let answer = kept(&mut seat, "1");
        let hat = seat.frame(80, 24).contains("name the hat");
        assert!(!hat || answer.right);
        hat
    });
    assert!(0 < hats.count());
}

#[test]
fn the_ways_and_the_progress_fit_every_terminal() {
    let lines: Vec<Line> = (1..=8).map(run).collect();
    for (columns, rows) in [(20, 5), (50, 16), (80, 24), (200, 50)] {
        for page in [TrainingPage::Drill(None), TrainingPage::Progress] {
            let mut seat = seat_with(training(page, "midsize", lines.clone()));
            seat.frame(columns, rows);
            seat.play("↓ ↓ G ↑");
            seat.frame(columns, rows);
        }
    }
}

fn run(n: u32) -> Line {
    let answer = |principle: &str, axis: &str, grade, said| Answered {
        situation: "s.one".into(),
        principle: principle.into(),
        axis: axis.into(),
        option: "a".into(),
        grade,
        confidence: Some(Percent(said)),
        aided: false,
    };
    let late = if n < 4 { Grade::Poor } else { Grade::Best };
    Line::RunEnded(Box::new(RunEnded {
        sid: "r".into(),
        day: "2026-11-02".parse().unwrap(),
        ceremony: if n.is_multiple_of(3) { "retro".into() } else { "standup".into() },
        profile: "midsize".into(),
        level: "guided".into(),
        seed: u64::from(n),
        score: 35 + 7 * n,
        parts: Vec::new(),
        answers: vec![
            answer("pr.not_yet", "protect", late, 95),
            answer("pr.safety", "listen", Grade::Acceptable, 70),
            answer("pr.swap", "protect", Grade::Best, 70),
        ],
        self_rated: None,
    }))
}

#[test]
fn progress_shows_runs_skills_and_how_sure_one_may_be() {
    let lines: Vec<Line> = (1..=8).map(run).collect();
    let seat = seat_with(training(TrainingPage::Progress, "midsize", lines));
    assert_snapshot!(seat.frame(80, 24));
    let nothing = seat_with(training(TrainingPage::Progress, "midsize", Vec::new()));
    assert_snapshot!(nothing.frame(80, 24));
}

/// A live session of an own team in which a decision was written down and a warning flagged.
fn live_session(data: &Path) {
    let setup = setup("standup", "midsize", 3);
    let decision = Capture::new(CaptureKind::Decision, "Export before login");
    let events = [
        Event::Began {
            present: vec!["Ada".into()],
            leads: None,
            mode: None,
            facts: Vec::new(),
            target: None,
            prepared: Vec::new(),
        },
        Event::Captured { capture: decision },
        Event::Flagged { warning: "ap.status_report".into() },
        Event::Ended { how: Ending::Early, talk: None },
    ];
    let mut text = journal::opening(&setup);
    for (n, event) in (2..).zip(events) {
        let record = Record { n, at: Moment(n * 1000), by: Actor::Facilitator, event };
        text.push_str(&journal::record(Salt::of(&setup.opened.sid), &record, START_MS));
    }
    Store::new(data).put_back(&Arc::new(setup), &text).unwrap();
}

#[test]
fn a_flag_in_a_live_session_is_noted_once_and_calls_for_its_principle_tomorrow() {
    let (data, config) = (tempdir().unwrap(), tempdir().unwrap());
    live_session(data.path());
    let ground =
        Ground::survey(config.path().to_owned(), data.path().to_owned(), Wishes::default());
    let now = |days: i64| Now { boot_ms: 0, wall_ms: START_MS + days * 86_400_000, offset_min: 60 };
    let flags = || {
        let lines = PracticeLog::new(data.path()).lines();
        lines.iter().filter(|it| matches!(it, Line::FlaggedLive { .. })).count()
    };
    training::waiting(&ground, now(0));
    let tomorrow = training::waiting(&ground, now(1));
    assert_eq!(flags(), 1);
    let principle = tomorrow.principle.unwrap();
    assert!(principle.contains("Standup belongs to developers"), "{principle}");
    let trained = training::train(&ground, TrainingPage::Drill(None), now(1)).unwrap();
    assert_eq!(&*trained.echoes[0].text, "Export before login");
}

#[test]
fn what_one_meant_to_say_stands_on_the_next_live_start_sheet_and_on_no_later_one() {
    let (data, config) = (tempdir().unwrap(), tempdir().unwrap());
    let ground =
        Ground::survey(config.path().to_owned(), data.path().to_owned(), Wishes::default());
    let now = Now { boot_ms: 5_000, wall_ms: START_MS, offset_min: 60 };
    let resolved = |ceremony: &str| ground.plan(&ceremony.into(), now).unwrap().resolved;
    assert_eq!(resolved("standup"), None);
    let meant = Line::Resolved {
        sid: "".into(),
        ceremony: "standup".into(),
        text: "If Ruben dials in, then I name the slot at ten.".into(),
    };
    PracticeLog::new(data.path()).append(&[meant], now).unwrap();
    assert_eq!(resolved("retro"), None);
    let mut seat = Seat { app: App::new(Start::default()), now };
    let plan = ground.plan(&"standup".into(), now).unwrap();
    seat.take(Message::Prepared(Box::new(plan)));
    let frame = seat.frame(80, 24);
    assert!(frame.contains("You meant to: If Ruben dials in"), "{frame}");
    live_session(data.path());
    assert_eq!(resolved("standup"), None);
}

#[test]
fn after_that_live_session_one_key_says_whether_it_was_said_and_progress_shows_it() {
    let (data, config) = (tempdir().unwrap(), tempdir().unwrap());
    let ground =
        Ground::survey(config.path().to_owned(), data.path().to_owned(), Wishes::default());
    let now = Now { boot_ms: 5_000, wall_ms: START_MS, offset_min: 60 };
    let log = PracticeLog::new(data.path());
    let sentence = "If Ruben dials in, then I name the slot at ten.";
    let meant =
        Line::Resolved { sid: "".into(), ceremony: "standup".into(), text: sentence.into() };
    log.append(&[meant], now).unwrap();
    live_session(data.path());
    let sid = "0".repeat(32).into();
    assert_eq!(training::meant(data.path(), &"retro".into(), &sid), None);
    let recalled = training::meant(data.path(), &"standup".into(), &sid).unwrap();
    let mut seat = Seat::new(setup("standup", "midsize", 3));
    let mut asked = Vec::new();
    for _ in 0..60 {
        if !matches!(seat.app.screen, Screen::Summary(_)) {
            asked = seat.take(Message::Key(Key::Enter));
        }
    }
    let recalls =
        |it: &Effect| matches!(it, Effect::Recall { ceremony, .. } if *ceremony == "standup");
    assert!(asked.iter().any(recalls), "{asked:?}");
    seat.take(Message::Recalled(recalled));
    let frame = seat.frame(80, 24);
    assert!(frame.contains("You meant: If Ruben dials in"), "{frame}");
    assert!(frame.contains("1 yes · 2 no · 3 no chance came"), "{frame}");
    let effects = seat.take(Message::Key(Key::Char('1')));
    let [Effect::Practised(lines)] = &effects[..] else { panic!("{effects:?}") };
    log.append(lines, now).unwrap();
    assert!(!seat.frame(80, 24).contains("You meant"), "asked once");
    assert_eq!(training::meant(data.path(), &"standup".into(), &sid), None);
    let trained = training::train(&ground, TrainingPage::Progress, now).unwrap();
    let seat = seat_with(trained);
    let frame = seat.frame(80, 60);
    assert!(frame.contains(&format!("used: {sentence}")), "{frame}");
}
