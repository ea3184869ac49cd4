//! Scope that comes in after the goal is set, in a real terminal: told in the planning it happens in, and in the sprint that runs.

use std::fs;

use super::{
    backlog::{SETTLED, begun, enter, go_to, on},
    stage::{Stage, runsheet},
};

const TEAM: &str = r#"Team(id: "crew", name: "Crew", members: [
    (name: "Pia", roles: [Po]), (name: "Sam", roles: [Sm]), (name: "Dev", roles: [Dev]), (name: "Eva", roles: [Dev]),
])
"#;

const ITEMS: &str =
    "Key,Title,Points\nT-1,Pay by card,3\nT-2,Print a receipt,5\nT-3,Close the day,2\n";

/// Through what is left, to the summary and out.
fn finish(stage: &mut Stage) {
    for _ in 0..60 {
        if stage.screen().contents().contains("y copy") {
            break;
        }
        enter(stage);
    }
    stage.wait_for("y copy");
    stage.type_in("q");
    stage.assert_code(0);
}

/// Back, one press at a time.
fn back_to(stage: &Stage, step: &str) {
    for _ in 0..12 {
        if stage.screen().contents().contains(step) {
            return;
        }
        stage.type_in("\x7f");
        stage.wait_quiet(SETTLED);
    }
    panic!("no {step}:\n{}", stage.screen().contents());
}

fn story(size: (u16, u16)) {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name).display().to_string();
    fs::write(path("crew.ron"), TEAM).unwrap();
    fs::write(path("items.csv"), ITEMS).unwrap();
    let team = path("crew.ron");

    let mut stage =
        runsheet(&["live", "planning", "--team", &team, "--backlog", &path("items.csv")]);
    begun(&stage, size);
    go_to(&stage, "▶ Select");
    on(&stage, "1", "1 of 3 done");
    on(&stage, "1", "2 of 3 done");
    on(&stage, ">", "▶ How");
    for _ in 0..20 {
        if stage.screen().contents().contains("Not yet ─") {
            break;
        }
        enter(&stage);
    }
    on(&stage, "\t", "final goal");
    on(&stage, "A guest pays without help\r", "A guest pays without help (final)");
    back_to(&stage, "▶ Select");
    assert!(!stage.screen().contents().contains("the goal was final"));
    stage.type_in("t");
    stage.wait_quiet(SETTLED);
    on(&stage, "The audit log\r", "▶ The audit log");
    on(&stage, "\r", "3 of 4 done");
    on(&stage, "1", "after the goal was final");
    finish(&mut stage);
    let page = stage.run(&["export", "last", "--format", "md", "--for", "team"]);
    assert!(page.contains("Added after the goal was final: The audit log"), "{page}");

    let mut stage = stage.beside(&["live", "standup", "--team", &team]);
    begun(&stage, size);
    go_to(&stage, "▶ Plan");
    on(&stage, "w", "new item added during standup");
    on(&stage, "\r", "▶ Plan");
    on(&stage, "n", "y not yet");
    on(&stage, "y", "text");
    on(&stage, "A logo on the report\r", "A logo on the report");
    stage.type_in("\x1b");
    stage.wait_quiet(SETTLED);
    finish(&mut stage);
    let listed = stage.run(&["not-yets", "--team", &team]);
    assert!(listed.contains("A logo on the report"), "{listed}");
    let shown = stage.run(&["show", "last", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let journal = fs::read_to_string(shown["path"].as_str().unwrap()).unwrap();
    assert!(journal.contains("Flagged(warning:\"ap.scope_sneak\")"), "{journal}");
}

#[test]
fn what_comes_in_after_the_goal_is_told_at_80_by_24() {
    story((80, 24));
}

#[test]
fn what_comes_in_after_the_goal_is_told_at_120_by_36() {
    story((120, 36));
}
