//! What one session leaves open, the next one knows: through the files, once, and again after the ledger was deleted.

use std::{fs, path::Path, sync::Arc, time::Duration};

use chrono::NaiveDate;
use runsheet::{
    app::{Now, State},
    ceremony::{CaptureKind, Id, Text},
    history::{Entry, Keep, Kind, Ledger, Status},
    session::{
        Actor, Brief, Capture, Command, Draft, Ending, Event, Given, GivenItem, Moment, Player,
        PmAct, Record, Setup, Tally, Way,
    },
    shell::{
        error::Error,
        ground::Ground,
        keeping,
        ledgers::Ledgers,
        prepare::Wishes,
        store::{Store, new_sid},
        verify::{Verdict, repair, verify},
    },
};
use tempfile::TempDir;

use crate::{
    generated,
    world::{self, START_MS},
};

const DAY: i64 = 86_400_000;

fn now(days: i64) -> Now {
    Now { boot_ms: 0, wall_ms: START_MS + days * DAY, offset_min: 60 }
}

fn date(days: i64) -> NaiveDate {
    "2026-11-23".parse::<NaiveDate>().unwrap() + chrono::Days::new(days.unsigned_abs())
}

fn crew() -> Id {
    "crew".into()
}

/// A session that many days after the first, knowing what the ledger gives it.
fn setup(data: &Path, ceremony: &str, days: i64) -> Setup {
    let mut setup = world::setup(ceremony, "midsize", 3);
    setup.opened.sid = new_sid();
    setup.opened.wall_ms += days * DAY;
    setup.given = given(data, days);
    setup
}

fn given(data: &Path, days: i64) -> Given {
    Ledgers::new(data).given(&world::team(3), date(days), now(days))
}

fn ledger(data: &Path) -> Ledger {
    Ledgers::new(data).up_to_date(&crew(), now(0))
}

/// Writes the session's events, then its end, to disk.
fn kept(data: &Path, setup: &Setup, events: Vec<Event>) {
    let begun = Event::Began {
        present: vec!["Ada".into()],
        leads: None,
        mode: None,
        facts: Vec::new(),
        target: None,
        prepared: Vec::new(),
    };
    let ended = Event::Ended { how: Ending::Done, talk: None };
    let all = [begun].into_iter().chain(events).chain([ended]);
    let records: Vec<Record> = (2..)
        .zip(all)
        .map(|(n, event)| Record { n, at: Moment(n * 60_000), by: Actor::Facilitator, event })
        .collect();
    save(data, setup, &records);
}

fn save(data: &Path, setup: &Setup, records: &[Record]) {
    let at = Now { wall_ms: setup.opened.wall_ms, ..now(0) };
    let writer = Store::new(data).create(setup, &records[0], at, Arc::new(drop)).unwrap();
    for it in &records[1..] {
        writer.append(it, setup.opened.wall_ms);
    }
    assert_eq!(writer.close(Duration::from_secs(20)), 0);
}

fn action(text: &str) -> Event {
    let capture = Capture { owner: "Dev1".into(), ..Capture::new(CaptureKind::Action, text) };
    Event::Captured { capture }
}

#[test]
fn what_a_session_leaves_open_the_next_one_knows() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    assert_eq!(given(data, 0), Given::default());
    let mut first = Player::new(Arc::new(setup(data, "standup", 0)), 1);
    let draft = |text: &str| {
        Command::Capture(Draft::Action {
            text: text.into(),
            owner: "Dev1".into(),
            due: None,
            signal: "".into(),
        })
    };
    let begin = Command::Begin {
        present: vec!["Ada".into(), "Dev1".into(), "Dev2".into()],
        leads: None,
        mode: None,
        facts: Vec::new(),
        minutes: None,
        prepared: Vec::new(),
    };
    for it in [begin, draft("fix the build"), draft("taken back"), Command::Undo, Command::Finish] {
        first.wait(30);
        first.ask(it.clone()).unwrap_or_else(|why| panic!("{it:?}: {why:?}"));
    }
    save(data, first.session.setup(), first.session.records());
    let open = given(data, 2).open;
    assert_eq!(open.len(), 1, "what was undone counts nowhere");
    assert_eq!(
        (&*open[0].text, open[0].kind, open[0].age),
        ("fix the build", CaptureKind::Action, 2)
    );
    assert_eq!(*open[0].id, format!("{}.3", first.session.setup().opened.sid));
    assert_eq!(given(data, 7).open[0].age, 5, "weekends do not count");
}

#[test]
fn what_is_settled_or_renewed_later_reads_that_way() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    kept(data, &setup(data, "standup", 0), vec![action("one"), action("two"), action("three")]);
    let second = setup(data, "standup", 1);
    let id = |at: usize| second.given.open[at].id.clone();
    let renewed =
        Capture { owner: "Dev2".into(), ..Capture::new(CaptureKind::Action, "two, split") };
    kept(
        data,
        &second,
        vec![
            Event::Settled { id: id(0), how: "done".into() },
            Event::Renewed { id: id(1), capture: renewed },
            Event::Settled { id: id(2), how: "open".into() },
            Event::Settled { id: id(1), how: "done".into() },
            Event::Struck { n: 6 },
        ],
    );
    let ledger = ledger(data);
    let told: Vec<_> =
        ledger.entries.iter().map(|it| (&*it.text, &*it.owner, &it.status)).collect();
    let done = Status::Closed("done".into());
    assert_eq!(
        told,
        [
            ("one", "Dev1", &done),
            ("two, split", "Dev2", &Status::Open),
            ("three", "Dev1", &Status::Open)
        ]
    );
    assert_eq!(given(data, 1).open.len(), 2);
}

#[test]
fn a_removed_session_takes_what_it_left_open_along_and_what_it_closed_stays_closed() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    kept(data, &setup(data, "standup", 0), vec![action("one"), action("two")]);
    let second = setup(data, "standup", 1);
    let done = Event::Settled { id: second.given.open[0].id.clone(), how: "done".into() };
    kept(data, &second, vec![done, action("three")]);
    let texts = |ledger: &Ledger| -> Vec<(Text, bool)> {
        let open = |it: &Entry| it.status == Status::Open;
        ledger.entries.iter().map(|it| (it.text.clone(), open(it))).collect()
    };
    let all = [("one".into(), false), ("two".into(), true), ("three".into(), true)];
    assert_eq!(texts(&ledger(data)), all);
    let (store, ledgers) = (Store::new(data), Ledgers::new(data));
    let sid = &second.opened.sid;
    assert_eq!(ledgers.left_open(&[sid]), 1);
    let file = store.found(sid).unwrap().path;
    let whole = fs::read(&file).unwrap();
    keeping::remove(&store, &ledgers, sid, now(2)).unwrap();
    assert!(!file.exists());
    assert_eq!(texts(&ledger(data)), all[..2]);
    kept(data, &setup(data, "standup", 3), vec![action("four")]);
    assert_eq!(texts(&ledger(data)).len(), 3, "and it stays that way when more is folded in");
    fs::write(&file, whole).unwrap();
    assert_eq!(texts(&ledger(data)).len(), 4, "a session that is brought back is folded in again");
}

#[test]
fn only_what_has_ended_can_be_past_keeping() {
    let data = generated::data(5, 5);
    let (store, ledgers) = (Store::new(data.path()), Ledgers::new(data.path()));
    let mut open = world::setup("standup", "midsize", 3);
    open.opened.wall_ms -= 20_000 * DAY;
    let began = Event::Began {
        present: vec!["Ada".into()],
        leads: None,
        mode: None,
        facts: Vec::new(),
        target: None,
        prepared: Vec::new(),
    };
    save(
        data.path(),
        &open,
        &[Record { n: 2, at: Moment(0), by: Actor::Facilitator, event: began }],
    );
    let past = |keep| keeping::past(&store, &ledgers, keep, now(0)).sessions.len();
    assert_eq!(
        (past(Keep::Sessions(0)), past(Keep::Months(1200)), past(Keep::Everything)),
        (5, 0, 0)
    );
}

#[test]
fn a_session_is_folded_in_once_and_again_when_the_ledger_is_gone() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    kept(data, &setup(data, "standup", 0), vec![action("one")]);
    let file = data.join("teams/crew/journal.ron");
    let first = ledger(data);
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 1);
    assert_eq!((ledger(data), fs::read_to_string(&file).unwrap()), (first.clone(), text.clone()));
    let doubled = format!("{text}{text}");
    fs::write(&file, doubled).unwrap();
    assert_eq!(ledger(data), first);
    fs::write(&file, &text[..text.len() - 20]).unwrap();
    assert_eq!(ledger(data), first, "a torn line is written again");
    assert_eq!(ledger(data), first);
    fs::remove_file(&file).unwrap();
    assert_eq!(ledger(data), first);
    let noted = first.sessions.values().next().unwrap();
    assert_eq!((noted.n, noted.elapsed_s), (4, 120));
}

#[test]
fn what_is_closed_between_sessions_stays_closed() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    kept(data, &setup(data, "standup", 0), vec![action("one")]);
    let id = ledger(data).entries[0].id.clone();
    Ledgers::new(data).settle(&crew(), &id, "done", now(1)).unwrap();
    assert!(Ledgers::new(data).settle(&crew(), "no.1", "done", now(1)).is_err());
    assert!(given(data, 1).open.is_empty());
    assert_eq!(ledger(data).entry(&id).unwrap().status, Status::Closed("done".into()));
}

#[test]
fn a_brief_waits_until_it_is_answered_here_or_later() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    let brief = |question: &str| {
        PmAct::Briefed(Brief {
            question: question.into(),
            default: "this".into(),
            ..Brief::default()
        })
    };
    let act = |input: &str, act: PmAct| Event::PmInput { input: input.into(), act };
    kept(
        data,
        &setup(data, "planning", 0),
        vec![
            act("a", brief("Which market?")),
            act("b", brief("Which price?")),
            act("b", PmAct::Answered("ten".into())),
        ],
    );
    let Given { open, briefs, .. } = given(data, 1);
    assert!(open.is_empty());
    assert_eq!(briefs.iter().map(|it| &*it.text).collect::<Vec<_>>(), ["Which market?"]);
    let told = briefs[0].brief.as_ref().map(|it| (&*it.question, &*it.default));
    assert_eq!(told, Some(("Which market?", "this")));
    assert_eq!(ledger(data).entries[0].kind, Kind::Brief);
    let id = ledger(data).entries[0].id.clone();
    Ledgers::new(data).settle(&crew(), &id, "Spain", now(1)).unwrap();
    let Given { briefs, answers, .. } = given(data, 1);
    assert!(briefs.is_empty());
    assert_eq!(answers, [("Which market?".into(), "Spain".into())]);
}

#[test]
fn goals_and_check_ins_are_remembered() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    let goal = Capture { is_final: true, ..Capture::new(CaptureKind::Goal, "Export works") };
    kept(data, &setup(data, "planning", 0), vec![Event::Captured { capture: goal }]);
    assert_eq!(&*given(data, 1).sprint_goal, "Export works");
    kept(data, &setup(data, "retro", 8), Vec::new());
    kept(data, &setup(data, "retro", 9), Vec::new());
    assert_eq!(given(data, 9).retros_since_check_in, 2);
    let outcome = Event::Chose { choice: "goal.outcome".into(), option: "partly".into() };
    kept(data, &setup(data, "sprint-review", 10), vec![outcome]);
    let after = given(data, 10);
    assert_eq!(
        (&*after.sprint_goal, &*after.last_goal, &*after.last_goal_outcome),
        ("", "Export works", "partly")
    );
    let low = Event::Revealed { pulse: "safety".into(), tally: Tally::Low };
    kept(data, &setup(data, "retro", 11), vec![low]);
    let after = given(data, 11);
    assert_eq!((after.retros_since_check_in, after.last_check_in_low), (0, true));
}

#[test]
fn a_goal_of_the_team_file_is_asked_about_once() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("team.ron");
    let team = "Team(id: \"crew\", name: \"Crew\", sprint_goal: \"Pay without help\", sprint: (first: 1, \
        start: \"2026-11-16\", days: 10), members: [(name: \"Ada\", roles: [Po]), (name: \"Dev1\", roles: [Dev])])";
    fs::write(&file, team).unwrap();
    let planned = |ceremony: &str, days: i64| {
        let wishes = Wishes { team: Some(file.display().to_string()), ..Wishes::default() };
        let config = data.path().join("config");
        let ground = Ground::survey(config, data.path().join("data"), wishes);
        ground.plan(&ceremony.into(), now(days)).unwrap().setup
    };
    let review = planned("sprint-review", 0);
    assert_eq!(&*review.given.sprint_goal, "Pay without help");
    let judged = Event::Chose { choice: "goal.outcome".into(), option: "met".into() };
    kept(&data.path().join("data"), &review, vec![judged]);
    let retro = planned("retro", 1);
    assert_eq!(&*retro.given.sprint_goal, "", "the review has said it");
    assert_eq!(&*retro.given.last_goal_outcome, "met");
    let changed = team.replace("Pay without help", "Refund without help");
    fs::write(&file, changed).unwrap();
    assert_eq!(&*planned("retro", 8).given.sprint_goal, "Refund without help");
}

#[test]
fn rehearsals_the_demo_and_open_sessions_leave_nothing() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    let mut demo = setup(data, "standup", 0);
    demo.opened.demo = true;
    kept(data, &demo, vec![action("one")]);
    let mut practice = setup(data, "standup", 0);
    practice.opened.mode = runsheet::session::SessionMode::Practice;
    kept(data, &practice, vec![action("two")]);
    let mut other = setup(data, "standup", 0);
    other.opened.team = "others".into();
    kept(data, &other, vec![action("three")]);
    let open = setup(data, "standup", 0);
    let began = Record {
        n: 2,
        at: Moment(0),
        by: Actor::Facilitator,
        event: Event::Attended { name: "Ada".into(), here: true },
    };
    save(data, &open, &[began]);
    assert_eq!(ledger(data), Ledger::default());
    assert!(!data.join("teams/crew").exists());
}

#[test]
fn a_closed_session_that_lost_its_end_is_found_out() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    kept(data, &setup(data, "standup", 0), vec![action("one"), action("two")]);
    let home = Store::new(data).shelf()[0].path.clone();
    ledger(data);
    assert_eq!(verify(&home), Verdict::Whole { records: 6 });
    let text = fs::read_to_string(&home).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(&home, lines[..4].concat()).unwrap();
    assert!(matches!(verify(&home), Verdict::Damaged(what) if what[0].contains("record 5")));
    let store = Store::new(data);
    assert_eq!(store.list()[0].state, State::Damaged, "not offered to be gone on with");
    let stored = store.open("last").unwrap();
    assert!(stored.notices[0].contains("record 5"), "{:?}", stored.notices);
    let resumed = store.resume("last", now(1), Arc::new(|_| ()));
    assert!(matches!(resumed, Err(Error::Damaged { .. })));
    let copy = repair(&home).unwrap().unwrap();
    assert_eq!(copy, home.with_extension("002.ron"));
    assert!(verify(&home).is_sound(), "{}", verify(&home));
    assert_eq!(repair(&home).unwrap(), None);
    assert_eq!(store.list()[0].state, State::Open);
}

#[test]
fn a_line_that_a_teams_journal_lost_is_named() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    for days in 0..3 {
        kept(data, &setup(data, "standup", days), vec![action("one")]);
        ledger(data);
    }
    let faults = || Ledgers::new(data).faults().remove(0).1;
    assert_eq!(faults(), [""; 0]);
    let file = data.join("teams/crew/journal.ron");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("\n(n:1,", "\n(n:7,", 1)).unwrap();
    assert!(faults()[0].starts_with("record 1 is lost"), "{:?}", faults());
    fs::write(&file, &text[..text.len() - 9]).unwrap();
    assert!(faults()[0].ends_with("are no whole line"), "{:?}", faults());
    fs::write(&file, "").unwrap();
    assert_eq!(faults(), ["it is empty"]);
}

#[test]
fn a_guard_that_did_not_hold_is_counted_session_by_session_until_it_does() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    let left = |warned: &[&str]| Event::Entered {
        step: "su.goal".into(),
        way: Way::Forward,
        skipped: Vec::new(),
        warned: warned.iter().map(|it| (*it).into()).collect(),
        overridden: Vec::new(),
    };
    let guard = "su.blockers.g1";
    for day in 0..3 {
        kept(data, &setup(data, "standup", day), vec![left(&[guard])]);
    }
    kept(data, &setup(data, "retro", 3), Vec::new());
    assert_eq!(given(data, 4).hints, [(guard.into(), 3)]);
    kept(data, &setup(data, "standup", 4), vec![left(&[])]);
    assert_eq!(given(data, 5).hints, []);
}

#[test]
fn what_the_sprint_holds_is_known_until_it_is_over_or_done() {
    let data = TempDir::new().unwrap();
    let data = data.path();
    let taken = |days: i64| ledger(data).taken(&world::team(3), date(days));
    assert_eq!(taken(0), Vec::<Text>::new());
    let played = |ceremony: &str, days: i64, items: Vec<GivenItem>, moves: &[Command]| {
        let mut setup = setup(data, ceremony, days);
        setup.given.items = items;
        let mut player = Player::new(Arc::new(setup.clone()), 1);
        let begin = Command::Begin {
            present: vec!["Ada".into(), "Dev1".into(), "Dev2".into()],
            leads: None,
            mode: None,
            facts: Vec::new(),
            minutes: None,
            prepared: Vec::new(),
        };
        for it in [&begin].into_iter().chain(moves).chain([&Command::Finish]) {
            player.ask(it.clone()).unwrap();
        }
        save(data, &setup, player.session.records());
    };
    let item = |title: &str| GivenItem { title: title.into(), ..GivenItem::default() };
    let goal = Draft::from(Capture { is_final: true, ..Capture::new(CaptureKind::Goal, "Pay") });
    let ends = |how: &str| Command::NextPass(Some(how.into()));
    played(
        "planning",
        0,
        vec![item("Export"), item("Import"), item("Print")],
        &[
            Command::Jump("pl.select".into()),
            ends("in"),
            ends("later"),
            ends("in"),
            Command::Jump("pl.final".into()),
            Command::Capture(goal),
        ],
    );
    assert_eq!(taken(1), ["Export".into(), "Print".into()]);
    assert_eq!(taken(14), Vec::<Text>::new(), "the next sprint plans anew");
    let mut free = world::team(3);
    free.sprint = None;
    let without = |days: i64| ledger(data).taken(&free, date(days)).len();
    assert_eq!((without(13), without(14)), (2, 0), "two weeks where no calendar tells");
    played(
        "sprint-review",
        3,
        Vec::new(),
        &[
            Command::Jump("sr.outcome".into()),
            Command::Choose("goal.outcome".into(), "met".into()),
            Command::Jump("sr.inspect".into()),
            ends("done"),
        ],
    );
    assert_eq!(taken(4), ["Print".into()]);
}
