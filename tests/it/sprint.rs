//! One thread through a sprint: what is opened in one session comes up in another, is closed there, and stays closed.

use std::{path::Path, process::Command};

use tempfile::TempDir;

fn runsheet(home: &TempDir, args: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_runsheet"))
        .args(args)
        .current_dir(root)
        .env_clear()
        .env("HOME", home.path())
        .env("RUNSHEET_DATA_DIR", home.path().join("data"))
        .env("RUNSHEET_CONFIG_DIR", home.path().join("config"))
        .output()
        .expect("the binary starts");
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && complaints.is_empty(), "{args:?}: {complaints}");
    String::from_utf8(output.stdout).expect("text")
}

fn harbour(home: &TempDir, what: &[&str]) -> String {
    runsheet(home, &[what, &["--team", "examples/teams/harbour.ron"]].concat())
}

#[test]
fn what_a_sprint_opens_it_closes_where_it_belongs() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let played = runsheet(&home, &["play", "examples/scripts/sprint.script"]);
    assert_eq!(played.matches("ended").count(), 7, "{played}");
    for closed in ["blockers", "questions", "briefs", "not-yets"] {
        let all = harbour(&home, &[closed]);
        assert_eq!(all.lines().count(), 2, "one was opened: {all}");
        assert!(harbour(&home, &[closed, "--open"]).starts_with("no "), "{closed}");
    }
    let open = harbour(&home, &["actions", "--open"]);
    assert!(open.contains("Keep a spare test account") && open.lines().count() == 2, "{open}");
    assert!(
        harbour(&home, &["actions"]).contains("done   Write the berth rules"),
        "the retro asked for it"
    );
    assert!(harbour(&home, &["blockers"]).contains("Jonas"), "the second standup gave it an owner");
}

#[test]
fn an_entry_is_closed_and_opened_again_between_sessions() {
    let home = tempfile::tempdir().expect("a temporary folder");
    runsheet(&home, &["play", "examples/scripts/sprint.script"]);
    let json = harbour(&home, &["actions", "--open", "--json"]);
    let rows: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let id = rows[0]["id"].as_str().expect("an id").to_owned();
    harbour(&home, &["actions", "close", &id[id.len() - 10..], "kept", "two"]);
    assert!(harbour(&home, &["actions", "--open"]).starts_with("no actions"));
    assert!(harbour(&home, &["actions"]).contains("kept two"));
    harbour(&home, &["actions", "reopen", &id]);
    assert!(harbour(&home, &["actions", "--open"]).contains("Keep a spare"));
}
