//! The measures over many sessions, held against numbers computed another way from the journals' own text.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use runsheet::{
    ceremony::{CaptureKind, Percent},
    history::{
        CATALOGUE, Clarity, Digest, Ledger, Observation, Opening, Reading, Timed, measures,
        observations, topics,
    },
    session::PmState,
    shell::{shelf, store::Store},
};

use crate::generated;

fn history(data: &Path) -> Vec<Digest> {
    let store = Store::new(data);
    let stored = store.shelf().into_iter().rev().map(|it| store.open(&it.sid).unwrap());
    stored.filter_map(|it| Digest::of(it.setup, &it.records)).collect()
}

fn reading<'a>(all: &'a [Reading], id: &str) -> &'a Reading {
    all.iter().find(|it| it.term.id == id).unwrap()
}

/// The records of a journal as lines of text, without those that were taken back.
fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let number = |line: &str, key: &str| -> u64 {
        let (_, rest) = line.split_once(key).unwrap();
        rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
    };
    let struck: BTreeSet<u64> = text
        .lines()
        .filter(|it| it.contains(",e:Struck(n:"))
        .map(|it| number(it, ",e:Struck(n:"))
        .collect();
    assert!(!text.contains(",e:Restored("), "the generator never redoes");
    let kept = text.lines().skip(2).filter(|it| !struck.contains(&number(it, "(n:")));
    kept.map(str::to_owned).collect()
}

fn at(line: &str) -> f64 {
    let (_, rest) = line.split_once(",m:").unwrap();
    rest.split_once(',').unwrap().0.parse().unwrap()
}

fn first<'a>(lines: &'a [String], mark: &str) -> Option<&'a String> {
    lines.iter().find(|it| it.contains(mark))
}

#[test]
fn effort_overrides_goals_and_votes_are_those_of_the_journals_text() {
    let data = generated::data(42, 9);
    let history = history(data.path());
    assert!(35 < history.len());
    let all = measures(&history);
    let of = |id: &str, sid: &str| {
        let points = &reading(&all, id).points;
        points.iter().find(|it| &*it.sid == sid).map(|it| it.value)
    };
    let (mut votes, mut clocked) = (0, 0);
    for it in shelf::all(data.path()) {
        let lines = lines(&it.path);
        if !history.iter().any(|digest| *digest.sid == *it.sid) {
            assert!(first(&lines, "Aborted(").is_some(), "only stopped sessions are left out");
            continue;
        }
        let began = first(&lines, ",e:Began(").unwrap();
        // The sixteenth minute has its own clock, and only some stay for it.
        let on_one_clock = first(&lines, "(step:\"su.after\"").is_none();
        clocked += usize::from(on_one_clock);
        let paused =
            lines.iter().filter(|it| it.contains(",e:Paused")).map(|it| at(it)).sum::<f64>();
        let resumed =
            lines.iter().filter(|it| it.contains(",e:Resumed")).map(|it| at(it)).sum::<f64>();
        let end = at(first(&lines, ",e:Ended(").unwrap());
        let secs = ((end - at(began) - (resumed - paused)) / 1000.0).floor();
        let people = began.split_once("present:[").unwrap().1.split_once(']').unwrap().0;
        let hours = secs / 3600.0 * number(people.split(',').count());
        let told = of("M22", &it.sid).unwrap();
        assert!(!on_one_clock || (told - hours).abs() < 1e-9, "{}: {told}, {hours}", it.sid);

        let set_aside: usize = lines
            .iter()
            .filter_map(|it| it.split_once("overridden:["))
            .map(|it| it.1.split_once(']').unwrap().0.matches("(\"").count())
            .sum();
        assert_eq!(of("M23", &it.sid), Some(number(set_aside)));

        let goal = first(&lines, "choice:\"goal.outcome\"").map(|it| {
            [("\"met\"", 1.0), ("\"partly\"", 0.5), ("\"missed\"", 0.0)]
                .into_iter()
                .find(|(word, _)| it.contains(word))
                .unwrap()
                .1
        });
        let review = first(&lines, "step:\"sr.").is_some();
        assert!(!review || of("M12", &it.sid) == goal, "{}", it.sid);

        let vote = lines.iter().rfind(|it| it.contains("pulse:\"roti\"")).map(|line| {
            let counts = line.split_once("Counts([").unwrap().1.split_once("])").unwrap().0;
            let numbers: Vec<usize> = counts
                .split(|it: char| !it.is_ascii_digit())
                .filter_map(|it| it.parse().ok())
                .collect();
            let each = numbers.chunks(2).flat_map(|it| std::iter::repeat_n(it[0], it[1]));
            let each: Vec<usize> = each.collect();
            votes += 1;
            number(each[(each.len() - 1) / 2])
        });
        assert_eq!(of("M17", &it.sid), vote);
    }
    assert!(0 < votes && 10 < clocked);
}

fn number(it: usize) -> f64 {
    f64::from(u32::try_from(it).unwrap())
}

fn digest(n: u32, ceremony: &str) -> Digest {
    Digest {
        sid: format!("{n:032}").into(),
        ceremony: ceremony.into(),
        team: "crew".into(),
        sprint: "Sprint 1".into(),
        day: chrono::NaiveDate::from_ymd_opt(2026, 11, n).unwrap(),
        planned_s: 900,
        elapsed_s: 900,
        chosen_s: 0,
        drift_s: 0,
        delay_s: None,
        people: 4,
        steps: Vec::new(),
        talk: Vec::new(),
        balance: None,
        coverage: (0, 0),
        inputs: Vec::new(),
        hat_s: 0,
        opened: Vec::new(),
        settled: Vec::new(),
        carried_over: 0,
        selected: 0,
        aim: None,
        goal: None,
        confidence: None,
        worth: None,
        topics: Vec::new(),
        overridden: Vec::new(),
        flagged: Vec::new(),
    }
}

fn timed(id: &str, planned_s: u64, spent_s: u64) -> Timed {
    Timed { id: id.into(), title: id.into(), planned_s, spent_s }
}

fn opening(id: &str, kind: CaptureKind) -> Opening {
    Opening { id: id.into(), kind, due: None, over: false, about: None }
}

fn values(history: &[Digest], id: &str) -> Vec<f64> {
    reading(&measures(history), id).points.iter().map(|it| it.value).collect()
}

#[test]
fn fit_is_weighted_by_the_boxes() {
    let steps = vec![timed("a", 300, 180), timed("b", 100, 111), timed("c", 100, 59)];
    assert_eq!(values(&[Digest { steps, ..digest(1, "standup") }], "M01"), [0.6]);
}

#[test]
fn a_sprints_goal_counts_once() {
    let judged = |n, outcome: &str| Digest { goal: Some(outcome.into()), ..digest(n, "retro") };
    let other = Digest { sprint: "Sprint 2".into(), ..judged(9, "missed") };
    let history = [judged(1, "partly"), judged(2, "met"), other];
    assert_eq!(values(&history, "M12"), [0.5, 0.0]);
}

#[test]
fn an_action_counts_as_closed_when_a_later_session_settles_it() {
    let action = |id| opening(id, CaptureKind::Action);
    let opened = vec![action("a.1"), action("a.2"), action("a.3"), action("a.4")];
    let settled = vec![("a.1".into(), "done".into()), ("a.2".into(), "open".into())];
    let history =
        [Digest { opened, ..digest(1, "retro") }, Digest { settled, ..digest(20, "retro") }];
    assert_eq!(values(&history, "M08"), [0.25]);
}

#[test]
fn the_wait_for_an_answer_is_in_days_between_sessions() {
    let question = |id| opening(id, CaptureKind::Question);
    let opened = vec![question("a.1"), question("a.2"), question("a.3")];
    let settled = |id: &str| vec![(id.into(), "yes".into())];
    let history = [
        Digest { opened, ..digest(1, "standup") },
        Digest { settled: settled("a.1"), ..digest(3, "standup") },
        Digest { settled: settled("a.2"), ..digest(9, "standup") },
    ];
    assert_eq!(values(&history, "M07"), [5.0]);
}

#[test]
fn missed_inputs_lower_what_is_settled_and_unused_ones_do_not_count() {
    let inputs = vec![
        PmState::Given,
        PmState::Missed,
        PmState::NotUsed,
        PmState::Waived,
        PmState::BriefSent,
    ];
    assert_eq!(values(&[Digest { inputs, ..digest(1, "planning") }], "M06"), [0.75]);
}

#[test]
fn no_trend_is_drawn_below_five_sessions() {
    let history: Vec<Digest> = (1..=5).map(|n| digest(n, "standup")).collect();
    assert!(!reading(&measures(&history[..4]), "M02").has_trend());
    assert!(reading(&measures(&history), "M02").has_trend());
}

#[test]
fn a_topic_that_comes_back_is_stuck_until_an_action_about_it_is_done() {
    let retro = |n: u32, topic: &str| Digest { topics: vec![topic.into()], ..digest(n, "retro") };
    let mut history = vec![
        retro(1, "Late changes"),
        retro(2, "late changes "),
        retro(3, "Tests"),
        retro(4, "LATE CHANGES"),
    ];
    let told = &topics(&history)[0];
    assert_eq!((told.times, told.of, told.is_stuck()), (3, 4, true));
    let about = Some("Late changes".into());
    history[1].opened = vec![Opening { about, ..opening("b.1", CaptureKind::Action) }];
    history[3].settled = vec![("b.1".into(), "done".into())];
    assert!(!topics(&history)[0].is_stuck());
}

#[test]
fn a_step_that_keeps_running_over_is_observed_with_its_evidence() {
    let over =
        |n, spent| Digest { steps: vec![timed("su.sync", 100, spent)], ..digest(n, "standup") };
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let seen = |history: &[Digest]| observations(history, &Ledger::default(), today);
    let history = [over(1, 130), over(2, 100), over(3, 120), over(4, 150), over(5, 90)];
    let found = Observation::StepOver { step: "su.sync".into(), times: 3, of: 5, by: Percent(30) };
    assert_eq!(seen(&history), [found]);
    assert_eq!(seen(&history[..3]), []);
}

#[test]
fn clarity_needs_three_parts_and_weighs_them_anew() {
    let two = Clarity { settled: Some(1.0), gap_map: Some(0.5), ..Clarity::default() };
    assert_eq!(two.index(), None);
    let three = Clarity { right_owner: Some(0.5), ..two };
    assert_eq!(three.index().map(f64::round), Some(63.0));
}

#[test]
fn every_measure_is_explained_and_asks_something() {
    let ids: BTreeSet<&str> = CATALOGUE.iter().map(|it| it.id).collect();
    assert_eq!(ids.len(), CATALOGUE.len());
    assert!(CATALOGUE.iter().all(|it| !it.formula.is_empty() && it.question.ends_with('?')));
}

#[test]
fn the_command_prints_ranges_and_names_nobody() {
    let data = generated::data(42, 2);
    let config = data.path().join("config");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_runsheet"))
            .arg("--data-dir")
            .arg(data.path())
            .arg("--config-dir")
            .arg(&config)
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let page = run(&["trends"]);
    assert!(page.starts_with("harbour: "), "{page}");
    assert!(
        page.contains("M01 Timebox fit: median ") && page.contains("not enough data"),
        "{page}"
    );
    for name in ["Ada", "Noor", "Grace", "Lin", "Amara", "Mateo", "Yusuf", "Ingrid", "Kofi"] {
        assert!(!page.contains(name), "{name}");
    }
    let json: serde_json::Value = serde_json::from_str(&run(&["trends", "--json"])).unwrap();
    assert_eq!(json.as_array().unwrap().len(), CATALOGUE.len());
    assert!(json[0]["points"][0]["value"].is_number() && json[0]["v"] == 1);
    assert!(run(&["trends", "--team", "nobody"]).contains("no ended sessions"));
}
