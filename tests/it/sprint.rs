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
    let told = harbour(&home, &["actions", "close", &id[id.len() - 10..], "kept", "two"]);
    assert!(told.contains(" is closed (kept two): Keep a spare test account"), "{told}");
    let told = harbour(&home, &["actions", "close", &id]);
    assert!(told.contains(" is closed already (kept two): Keep a spare"), "{told}");
    assert!(harbour(&home, &["actions", "--open"]).starts_with("no actions"));
    assert!(harbour(&home, &["actions"]).contains("kept two"));
    let told = harbour(&home, &["actions", "reopen", &id]);
    assert!(told.contains(" is open again (was: kept two): Keep a spare"), "{told}");
    let told = harbour(&home, &["actions", "reopen", &id]);
    assert!(told.contains(" is open already: Keep a spare"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(harbour(&home, &["actions", "--open"]).contains("Keep a spare"));
}

/// The text of every file of the data folder, by its place there.
fn stored(home: &TempDir) -> Vec<(String, String)> {
    let root = home.path().join("data");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("a folder").map(|it| it.expect("it").path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("text");
            files.push((path.strip_prefix(&root).expect("inside").display().to_string(), text));
        }
    }
    files.sort();
    files
}

/// A standup of five developers in turn, under a seed; the session's id and checksums are masked.
fn standup_under(seed: u32) -> Vec<(String, String)> {
    let home = tempfile::tempdir().expect("a temporary folder");
    let script = home.path().join("round.script");
    let turns = "40 NextPass\n".repeat(3);
    let text = format!(
        "Session(ceremony: \"standup\", team: \"examples/teams/harbour.ron\", \
         start: \"2026-11-23T09:15:00+01:00\", seed: {seed})\n\
         0 Begin(present: [\"Ida\", \"Mira\", \"Tariq\", \"Elif\", \"Bo\"], mode: \"people\")\n\
         5 Advance\n5 Advance\n{turns}5 Capture(Blocker(text: \"No rig\"))\n5 Finish\n"
    );
    std::fs::write(&script, text).expect("written");
    runsheet(&home, &["play", &script.display().to_string()]);
    let listed = runsheet(&home, &["sessions", "--json"]);
    let rows: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    let sid = rows[0]["id"].as_str().expect("an id").to_owned();
    let masked = |it: String| masked(&it.replace(&sid, "<sid>"));
    stored(&home).into_iter().map(|(name, text)| (masked(name), masked(text))).collect()
}

/// Without checksums and without wall times of this machine.
fn masked(text: &str) -> String {
    let lines = text.lines().map(|line| line.split("//=").next().unwrap_or(line));
    let lines: Vec<String> = lines
        .map(|line| match line.split_once("crc:") {
            Some((before, after)) => {
                format!("{before}crc:{}", after.trim_start_matches(|it: char| it.is_ascii_digit()))
            }
            None => line.to_owned(),
        })
        .collect();
    lines.join("\n")
}

#[test]
fn who_spoke_when_is_in_no_file() {
    let (one, other) = (standup_under(1), standup_under(3));
    assert!(one.iter().any(|(_, text)| text.contains("Passed")), "turns are on record");
    assert_eq!(one, other);
}

#[test]
fn briefs_of_three_teams_come_out_as_one_text_with_defaults_and_dates() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let teams = home.path().join("config").join("teams");
    std::fs::create_dir_all(&teams).expect("a folder");
    for name in ["north", "east", "south"] {
        let team = format!(
            "// Made for a test.\nTeam(id: \"{name}\", name: \"Team {name}\", profile: \"enterprise\", members: \
             [(name: \"Pia\", roles: [Po]), (name: \"Lin\", roles: [Dev]), (name: \"Max\", roles: [Pm])])\n"
        );
        std::fs::write(teams.join(format!("{name}.ron")), team).expect("written");
        let script = home.path().join("brief.script");
        let text = format!(
            "Session(ceremony: \"standup\", team: \"{name}\", start: \"2026-11-23T09:15:00+01:00\", seed: 1)\n\
             0 Begin(present: [\"Pia\", \"Lin\"])\n5 Advance\n5 SetFact(\"q.commercial\", true)\n5 Advance\n5 Advance\n\
             5 Pm(\"su.blockers.pm1\", Brief(question: \"May {name} promise May?\", options: [\"May\", \"June\"], \
             default: \"June\", silence: \"we say June\"))\n5 Finish\n"
        );
        std::fs::write(&script, text).expect("written");
        runsheet(&home, &["play", &script.display().to_string()]);
    }
    let bundle = runsheet(&home, &["briefs", "--bundle"]);
    for name in ["north", "east", "south"] {
        assert!(bundle.contains(&format!("# Team {name}")), "{bundle}");
        assert!(
            bundle.contains(&format!("**May {name} promise May?** (answer needed by 2026-11-24)")),
            "{bundle}"
        );
    }
    assert_eq!(bundle.matches("We recommend: June").count(), 3, "{bundle}");
    assert_eq!(bundle.matches("If we hear nothing: we say June").count(), 3, "{bundle}");
    let one = runsheet(&home, &["briefs", "--bundle", "--team", "east"]);
    assert!(one.contains("# Team east") && one.matches("# Team").count() == 1, "{one}");
    std::fs::remove_dir_all(&teams).expect("removed");
    let met = runsheet(&home, &["briefs", "--bundle"]);
    assert_eq!(met.matches("# Team").count(), 3, "teams without a file that have met: {met}");
    assert!(
        runsheet(&home, &["briefs", "--open", "--team", "south"]).contains("May south promise")
    );
}
