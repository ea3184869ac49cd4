//! The measures over a few sessions made by hand, each rule of them by itself.

use std::{
    collections::BTreeSet,
    path::Path,
    process::{Command, Output},
};

use runsheet::{
    app::Now,
    ceremony::{CaptureKind, Percent},
    history::{
        CATALOGUE, Clarity, Digest, Held, Label, Ledger, Line, Observation, Opening, Reading,
        Timed, measures, observations, topics,
    },
    practice,
    session::PmState,
    shell::{
        assets,
        ground::Ground,
        prepare::Wishes,
        survey::{Past, known, note},
    },
};

use crate::generated;

fn reading<'a>(all: &'a [Reading], id: &str) -> &'a Reading {
    all.iter().find(|it| it.term.id == id).unwrap()
}

fn digest(n: u32, ceremony: &str) -> Digest {
    Digest {
        sid: format!("{n:032}").into(),
        ceremony: ceremony.into(),
        title: ceremony.into(),
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
        late: None,
        spreads: Vec::new(),
        waited: (0, 0),
        stock: None,
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

fn ran(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_runsheet"))
        .arg("--data-dir")
        .arg(data)
        .arg("--config-dir")
        .arg(data.join("config"))
        .args(arguments)
        .output()
        .unwrap()
}

fn printed(data: &Path, arguments: &[&str]) -> String {
    let output = ran(data, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(data: &Path, arguments: &[&str]) -> String {
    let output = ran(data, arguments);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_command_prints_ranges_and_names_nobody() {
    let data = generated::data(42, 2);
    let run = |arguments: &[&str]| printed(data.path(), arguments);
    let page = run(&["trends"]);
    assert!(page.starts_with("harbour: "), "{page}");
    assert!(
        page.contains("M01 Timebox fit: median ") && page.contains("not enough data"),
        "{page}"
    );
    assert!(page.contains("M15 Taking part: not recorded: who wrote a card"), "{page}");
    for name in ["Ada", "Noor", "Grace", "Lin", "Amara", "Mateo", "Yusuf", "Ingrid", "Kofi"] {
        assert!(!page.contains(name), "{name}");
    }
    let json: serde_json::Value = serde_json::from_str(&run(&["trends", "--json"])).unwrap();
    assert_eq!(json.as_array().unwrap().len(), CATALOGUE.len() + 1, "and the clarity index");
    assert!(json[0]["points"][0]["value"].is_number() && json[0]["v"] == 1);
}

#[test]
fn a_team_or_ceremony_that_is_not_there_is_told_with_those_that_are() {
    let data = generated::data(42, 2);
    let run = |arguments: &[&str]| refused(data.path(), arguments);
    let told = run(&["trends", "--ceremony", "bogus"]);
    assert!(told.contains("`bogus`; there are standup"), "{told}");
    let told = run(&["trends", "--team", "nope"]);
    assert!(told.contains("There is no team `nope`"), "{told}");
    let told = run(&["sessions", "--ceremony", "bogus"]);
    assert!(told.contains("`bogus`; there are planning, refinement, retro"), "{told}");
    let told = run(&["sessions", "--team", "nope"]);
    assert!(told.contains("no team `nope`; there are demo, harbour"), "{told}");
    let told = printed(data.path(), &["sessions", "--mode", "practice"]);
    assert_eq!(told, "none of 42 sessions fits what was asked for\n");
}

#[test]
fn the_command_and_the_screen_count_the_same_in_every_ceremony() {
    let data = generated::data(120, 4);
    let (ground, now) = (ground(data.path()), Now { boot_ms: 0, wall_ms: 0, offset_min: 0 });
    let team = known(&ground, now).into_iter().find(|it| it.id == generated::TEAM).unwrap();
    let trends = Past::of(&ground, &team, now).unwrap().trends;
    assert_eq!(trends.views.len(), 6, "all, and five ceremonies");
    for view in &trends.views {
        let mut asked = vec!["trends", "--json"];
        asked.extend(view.ceremony.iter().flat_map(|it| ["--ceremony", it.as_str()]));
        let json: serde_json::Value = serde_json::from_str(&printed(data.path(), &asked)).unwrap();
        for it in &view.readings {
            let rows = json.as_array().unwrap();
            let row = rows.iter().find(|row| row["id"] == it.term.id).unwrap();
            let points = row["points"].as_array().unwrap().iter();
            let told: Vec<f64> = points.map(|it| it["value"].as_f64().unwrap()).collect();
            let shown: Vec<f64> = it.points.iter().map(|it| it.value).collect();
            let same = told.iter().zip(&shown).all(|(told, shown)| (told - shown).abs() < 1e-9);
            assert!(same && told.len() == shown.len(), "{} of {asked:?}", it.term.id);
        }
    }
}

fn ground(data: &Path) -> Ground {
    Ground::survey(data.join("config"), data.to_owned(), Wishes::default())
}

#[test]
fn who_owns_what_counts_in_the_command_as_on_the_screen_and_the_index_says_what_it_stands_on() {
    let data = generated::data(42, 9);
    let (ground, now) = (ground(data.path()), Now { boot_ms: 0, wall_ms: 0, offset_min: 0 });
    let start = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let (content, _) = assets::practice(&ground.config_dir, &ground.library);
    for duty in practice::duties(&content.drills, &"midsize".into()) {
        let held = Held { duty: duty.id, owners: duty.owners, well: None, day: start };
        note(&ground, &generated::TEAM.into(), Line::Owned(held), now);
    }
    let team = known(&ground, now).into_iter().find(|it| it.id == generated::TEAM).unwrap();
    let clarity = Past::of(&ground, &team, now).unwrap().trends.clarity;
    assert_eq!(clarity.gap_map, Some(1.0));
    let on = "of 100 (from 3 of 5 parts, 50 % of the weight)";
    for asked in [&["trends"][..], &["trends", "--team", generated::TEAM]] {
        let page = printed(data.path(), asked);
        assert!(page.contains(on) && page.contains("gap map (15 %): 1.00"), "{page}");
    }
    let json = printed(data.path(), &["trends", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let row = json.as_array().unwrap().iter().find(|it| it["id"] == "M14").unwrap();
    let told = row["clarity"]["value"].as_f64().unwrap();
    assert!((told - clarity.index().unwrap()).abs() < 1e-9, "{told}");
    assert_eq!(
        (&row["clarity"]["known_parts"], &row["clarity"]["known_weight"]),
        (&3.into(), &50.into())
    );
}

#[test]
fn what_a_person_put_on_a_session_is_told_wherever_the_session_is() {
    let data = generated::data(5, 2);
    let sid = runsheet::shell::store::Store::new(data.path()).shelf()[0].sid.clone();
    let label =
        Label { title: "Harbour opens".into(), tags: vec!["release".into()], archived: true };
    let line = Line::Labelled { sid: sid.as_str().into(), label };
    let now = Now { boot_ms: 0, wall_ms: 0, offset_min: 0 };
    note(&ground(data.path()), &generated::TEAM.into(), line, now);
    let told = "“Harbour opens” #release (archived)";
    assert!(printed(data.path(), &["show", &sid]).starts_with(told));
    assert_eq!(printed(data.path(), &["sessions"]).matches(told).count(), 1);
    for asked in [&["sessions", "--json"][..], &["show", &sid, "--json"]] {
        let json: serde_json::Value = serde_json::from_str(&printed(data.path(), asked)).unwrap();
        let row = json.get(0).unwrap_or(&json);
        assert_eq!((&row["title"], &row["archived"]), (&"Harbour opens".into(), &true.into()));
        assert_eq!(row["tags"][0], "release");
    }
}
