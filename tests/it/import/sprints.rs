//! `runsheet import` of a sprint history: which board, which sprints, and what the team's next planning knows of them.

use std::{fs, path::Path, process::Command};

use runsheet::{
    app::Now,
    ceremony::{Amount, Id, Library, Text},
    exchange::sprints::{is_history, read},
    session::Given,
    shell::ledgers::Ledgers,
};
use serde_json::Value;

const TWO_BOARDS: &str = "boardid,sprintid,name,vel_diff,vel_starttime,vel_added,vel_removed\n\
    7,1,Sprint 1,-3,20,5,2\n8,1,Other,0,1,0,0\n7,2,Sprint 2,0.5,8,0,0\n7,3,Sprint 3,none,8,0,0\n";

/// Seven sprints, the newest on top, as a tool with semicolons and decimal commas writes them.
const NEWEST_FIRST: &str = "Sprint;Commitment;Completed\nAurora 7;20;16\nAurora 6;20;17,5\nAurora 5;20;16\nAurora 4;20;16\n\
    Aurora 3;20;14\nAurora 2;20;16\nAurora 1;20;18\n";

/// Exit code, standard output and standard error.
fn run(home: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_runsheet"));
    command.env_clear().env("HOME", home).current_dir(home).arg("import").args(args);
    command.env("RUNSHEET_DATA_DIR", home.join("data"));
    let output = command.env("RUNSHEET_CONFIG_DIR", home.join("config")).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn given(home: &Path) -> Given {
    let library = Library::shipped();
    let demo = library.team(&Id::from("demo")).unwrap();
    let now = Now { boot_ms: 0, wall_ms: 1_795_422_720_000, offset_min: 60 };
    Ledgers::new(home.join("data")).given(demo, "2026-11-23".parse().unwrap(), now)
}

fn journal(home: &Path) -> String {
    fs::read_to_string(home.join("data/teams/demo/journal.ron")).unwrap()
}

#[test]
fn a_history_becomes_the_velocities_of_the_team_once() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    fs::write(home.join("a.csv"), NEWEST_FIRST).unwrap();
    let (code, out, _) = run(home, &["a.csv", "--dry-run"]);
    assert_eq!(code, 0);
    assert!(!home.join("data").exists());
    insta::assert_snapshot!(out);
    let (code, out, _) = run(home, &["a.csv"]);
    assert_eq!(code, 0);
    assert!(out.ends_with("Aurora now has 7 sprints on record, from this file.\n"), "{out}");
    let known = given(home);
    assert_eq!(known.velocities, [18, 16, 14, 16, 16, 18, 16]);
    let forecast = known.forecast.unwrap();
    assert!(forecast.low < forecast.mid && forecast.mid < forecast.high);
    let before = journal(home);
    let (code, out, _) = run(home, &["a.csv"]);
    assert_eq!(code, 0);
    assert!(out.ends_with("Aurora has exactly these sprints on record already.\n"), "{out}");
    assert_eq!(journal(home), before);
}

#[test]
fn a_later_file_takes_the_place_of_an_earlier_one() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let long: Vec<String> = (1..=250).map(|n| format!("Sprint {n},{}", n % 9)).collect();
    fs::write(home.join("long.csv"), format!("sprint,velocity\n{}\n", long.join("\n"))).unwrap();
    fs::write(home.join("short.csv"), "sprint,velocity\nSprint 249,6\nSprint 250,7\n").unwrap();
    assert_eq!(run(home, &["long.csv"]).0, 0);
    assert_eq!(given(home).velocities.last(), Some(&(250 % 9)));
    assert!(journal(home).lines().all(|it| it.len() < 64 * 1024));
    assert_eq!(run(home, &["short.csv"]).0, 0);
    assert_eq!((given(home).velocities, given(home).forecast), (vec![6, 7], None));
}

#[test]
fn several_boards_are_asked_for_by_name() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    fs::write(home.join("a.csv"), TWO_BOARDS).unwrap();
    let (code, out, why) = run(home, &["a.csv"]);
    assert_eq!(
        (code, why.as_str()),
        (2, "runsheet: a.csv holds 2 boards; name the team's own with --board\n")
    );
    assert!(out.contains("7      2        8.5"), "{out}");
    assert!(out.contains("line 5: `none` under vel_diff is no number: left out"), "{out}");
    assert!(!home.join("data").exists());
    assert_eq!(run(home, &["a.csv", "--dry-run"]).0, 0);
    let (code, _, why) = run(home, &["a.csv", "--board", "9"]);
    assert_eq!((code, why.as_str()), (2, "runsheet: there is no board `9`; there are 7, 8\n"));
    assert_eq!(run(home, &["a.csv", "--board", "7"]).0, 0);
    assert_eq!(given(home).velocities, [20, 9]);
    fs::write(home.join("b.csv"), "Key,Title\nA-1,One\n").unwrap();
    assert_eq!(run(home, &["b.csv", "--board", "7"]).0, 2);
}

#[test]
fn programs_read_boards_problems_and_forecasts() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    fs::write(home.join("a.csv"), TWO_BOARDS).unwrap();
    fs::write(home.join("b.csv"), NEWEST_FIRST).unwrap();
    let (code, out, _) = run(home, &["a.csv", "--dry-run", "--json"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &told["v"], &told["items"]), (0, &1.into(), &Value::Array(Vec::new())));
    assert_eq!(told["problems"][0]["line"], 5);
    assert_eq!(told["boards"][0]["sprints"][1]["delivered"], 8.5);
    assert_eq!(told["boards"][0]["forecast"]["too_little"], "2 of at least 5 sprints");
    let told: Value = serde_json::from_str(&run(home, &["b.csv", "--json"]).1).unwrap();
    let forecast = &told["boards"][0]["forecast"];
    assert_eq!((&forecast["chance"], &forecast["sprints"]), (&80.into(), &7.into()));
    assert!(forecast["low"].as_f64() < forecast["high"].as_f64());
}

#[test]
fn a_list_of_work_is_no_history_whatever_else_it_tells() {
    for (table, is) in [
        ("sprint,velocity\nA,1\n", true),
        ("velocity\n1\n", true),
        ("Iteration Path\tCompleted\nA\t1\n", true),
        ("Sprint Name|Velocity\nA|1\n", true),
        ("Issue key,Summary,Sprint,Completed\nA-1,One,Sprint 1,yes\n", false),
        ("Task,Completed\nOne,yes\n", false),
        ("Sprint,Goal\nA,1\n", false),
        ("", false),
        ("PK\u{3}\u{4}", false),
    ] {
        assert_eq!(is_history(table.as_bytes()), is, "{table}");
    }
}

#[test]
fn sprints_without_names_go_by_their_place_and_odd_bytes_are_read() {
    let (boards, _) = read(b"velocity\r\n3\r\n4\r\n");
    let names: Vec<Text> = boards[0].history().into_iter().map(|it| it.0).collect();
    assert_eq!(names, ["1", "2"].map(Text::new));
    let (boards, _) = read(b"sprint;velocity\nM\xfcnchen;2,5\n");
    assert_eq!(boards[0].history(), [(Text::new("München"), Amount::of_hundredths(250))]);
}
