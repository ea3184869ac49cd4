//! `runsheet import` as people and programs meet it, and what a team's backlog is afterwards.

use std::{fs, path::Path, process::Command};

use runsheet::ceremony::Backlog;
use serde_json::Value;

const FILE: &str = "Key,Title,Points\nA-1,One,3\nA-2,Two,\nA-1,Again,-2\n";

/// Two items that share a key.
const DOUBLES: &str = "Key,Title,Points\nA-1,One,\nA-1,Again,5\n";

/// Exit code and standard output.
fn run(home: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_runsheet"));
    command.env_clear().env("HOME", home).current_dir(home).arg("import").args(args);
    command.env("RUNSHEET_DATA_DIR", home.join("data"));
    let output = command.env("RUNSHEET_CONFIG_DIR", home.join("config")).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

fn backlog(home: &Path) -> Backlog {
    let text = fs::read_to_string(home.join("data/teams/demo/backlog.ron")).unwrap();
    Backlog::read(&text).unwrap()
}

fn titles(home: &Path) -> Vec<String> {
    backlog(home).items.iter().map(|it| it.title.to_string()).collect()
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.csv"), FILE).unwrap();
    let (code, out) = run(home.path(), &["a.csv", "--dry-run"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out);
    assert!(!home.path().join("data").exists());
}

#[test]
fn programs_read_items_and_problems() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.csv"), FILE).unwrap();
    let (code, out) = run(home.path(), &["a.csv", "--dry-run", "--json"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &told["v"]), (0, &1.into()));
    assert_eq!(told["items"].as_array().unwrap().len(), 3);
    assert_eq!((&told["items"][0]["key"], &told["items"][0]["size"]), (&"A-1".into(), &"3".into()));
    let problems = told["problems"].as_array().unwrap();
    assert!(problems.iter().all(|it| it["line"] == 4 && it["message"].is_string()), "{problems:?}");
    assert_eq!(problems.len(), 2);
}

#[test]
fn nothing_read_is_a_wrong_file() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.csv"), "foo,bar\n1,2\n").unwrap();
    fs::write(home.path().join("b.csv"), FILE).unwrap();
    assert_eq!(run(home.path(), &["b.csv"]).0, 0);
    let (code, out) = run(home.path(), &["a.csv", "--json"]);
    assert_eq!(
        (code, serde_json::from_str::<Value>(&out).unwrap()["items"].as_array().unwrap().len()),
        (2, 0)
    );
    assert_eq!(run(home.path(), &["missing.csv"]).0, 2);
    assert_eq!(run(home.path(), &["b.csv", "--team", "nobody"]).0, 2);
    assert_eq!(titles(home.path()), ["One", "Two", "Again"]);
}

#[test]
fn importing_again_changes_nothing_and_a_newer_file_keeps_what_was_worked_out() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.csv"), FILE).unwrap();
    assert_eq!(run(home.path(), &["a.csv"]).0, 0);
    let (code, out) = run(home.path(), &["a.csv"]);
    assert!(code == 0 && out.contains("exactly these items already"), "{out}");

    let path = home.path().join("data/teams/demo/backlog.ron");
    let refined = fs::read_to_string(&path).unwrap();
    let refined = refined
        .replace("title: \"Two\",", "title: \"Two\", size: \"8\", criteria: [\"It works\"],");
    let own = "    items: [\n        (title: \"Written here\"),\n";
    fs::write(&path, refined.replace("    items: [\n", own)).unwrap();
    fs::write(home.path().join("b.csv"), "Key,Title,Points\nA-3,Three,1\nA-2,Two,\n").unwrap();
    let (code, out) = run(home.path(), &["b.csv"]);
    assert!(
        code == 0 && out.contains("1 item written in Runsheet") && out.contains("2 earlier items"),
        "{out}"
    );
    assert_eq!(titles(home.path()), ["Three", "Two", "Written here"]);
    let two = &backlog(home.path()).items[1];
    assert_eq!((&*two.size, &*two.criteria[0]), ("8", "It works"));
    let before =
        fs::read_to_string(home.path().join("data/teams/demo/backlog-before.ron")).unwrap();
    assert_eq!(Backlog::read(&before).unwrap().items.len(), 4);
}

#[test]
fn items_of_one_key_stay_apart() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.csv"), DOUBLES).unwrap();
    assert_eq!(run(home.path(), &["a.csv"]).0, 0);
    let (_, out) = run(home.path(), &["a.csv"]);
    assert!(out.contains("exactly these items already"), "{out}");
    let sizes: Vec<String> =
        backlog(home.path()).items.iter().map(|it| it.size.to_string()).collect();
    assert_eq!(sizes, ["", "5"]);
}

#[test]
fn a_backlog_reads_back_as_it_was_written() {
    let home = tempfile::tempdir().unwrap();
    let odd = "Key,Title,Description,Due,Labels,Status\nA-1,\"Say \"\"no\"\" \\ é\",\"a\n\nb\",2026-12-01,\"x,y\",Done\n";
    fs::write(home.path().join("a.csv"), odd).unwrap();
    assert_eq!(run(home.path(), &["a.csv"]).0, 0);
    let it = backlog(home.path()).items.remove(0);
    assert_eq!((&*it.title, &*it.description), ("Say \"no\" \\ é", "a\n\nb"));
    assert_eq!(
        (it.due.unwrap().to_string().as_str(), it.labels.len(), it.closed),
        ("2026-12-01", 2, true)
    );
    let own = home.path().join("data/teams/demo/backlog.ron");
    let (code, out) = run(home.path(), &[own.to_str().unwrap(), "--dry-run"]);
    assert!(code == 0 && out.contains("a Runsheet backlog"), "{out}");
}
