//! What a profile's warnings say of a team's past, on the home screen.

use std::{fs, path::Path, process::Command};

use runsheet::{
    app::{App, Message, Now, Start},
    shell::{ground::Ground, prepare::Wishes, survey::standing},
};
use tempfile::TempDir;

use crate::{screens::Seat, world::START_MS};

const NOW: Now = Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 };

/// What stands on home for a team of so many developers under a profile, after these sessions.
fn said(profile: &str, developers: usize, sessions: &[(&str, &str)]) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let team = folder.path().join("crew.ron");
    let people: Vec<String> =
        (1..=developers).map(|n| format!(", (name: \"Dev{n}\", roles: [Dev])")).collect();
    let people = people.concat();
    let text = format!(
        "Team(id: \"crew\", name: \"Crew\", profile: \"{profile}\", sprint: (first: 1, \
         start: \"2026-10-12\", days: 5), members: [(name: \"Ada\", roles: [Po]){people}])"
    );
    fs::write(&team, text).unwrap();
    for (day, moves) in sessions {
        let script = format!(
            "Session(ceremony: \"standup\", team: \"{}\", start: \"{day}T09:30:00+01:00\", seed: 1)\n\
             0 Begin(present: [\"Ada\", \"Dev1\", \"Dev2\"])\n5 Advance\n{moves}\n5 Finish\n",
            team.display()
        );
        played(folder.path(), &script);
    }
    let wishes = Wishes { team: Some(team.display().to_string()), ..Wishes::default() };
    let ground = Ground::survey(folder.path().join("config"), folder.path().join("data"), wishes);
    standing(&ground, NOW).iter().map(ToString::to_string).collect()
}

fn played(home: &Path, script: &str) {
    let path = home.join("past.script");
    fs::write(&path, script).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_runsheet"))
        .arg("play")
        .arg(&path)
        .env_clear()
        .env("HOME", home)
        .env("RUNSHEET_DATA_DIR", home.join("data"))
        .env("RUNSHEET_CONFIG_DIR", home.join("config"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

const ASKED: &str = "5 SetFact(\"q.vision\", true)";

#[test]
fn both_roles_in_one_person_are_worth_a_look_from_seven_people_on() {
    let look = "Both roles in one person at this size: a good moment for the gap analysis.";
    assert_eq!(said("startup", 6, &[]), [look]);
    assert!(said("startup", 5, &[]).is_empty());
    assert!(said("midsize", 9, &[]).is_empty(), "there the roles are apart");
}

#[test]
fn three_sessions_that_asked_in_vain_are_told_and_two_are_not() {
    let days = [("2026-11-18", ASKED), ("2026-11-19", ASKED), ("2026-11-20", ASKED)];
    let look =
        "Three sessions with strategy questions and no answer. A regular PM-PO slot may help.";
    assert_eq!(said("midsize", 3, &days), [look]);
    assert!(said("midsize", 3, &days[1..]).is_empty());
    let given = "5 SetFact(\"q.vision\", true)\n5 Pm(\"su.goal.pm1\", Give)";
    let answered = [days[0], ("2026-11-19", given), days[2]];
    assert!(said("midsize", 3, &answered).is_empty(), "one was answered");
}

#[test]
fn a_dependency_nobody_has_taken_goes_to_the_project_manager() {
    let raised = "5 Capture(Blocker(text: \"Their interface\", sort: \"dependency\"))";
    let owned =
        "5 Capture(Blocker(text: \"Their interface\", sort: \"dependency\", owner: \"Dev1\"))";
    assert_eq!(
        said("enterprise", 3, &[("2026-11-20", raised)]),
        ["Hand this to the project manager."]
    );
    assert!(said("enterprise", 3, &[("2026-11-20", owned)]).is_empty());
    assert!(said("midsize", 3, &[("2026-11-20", raised)]).is_empty(), "nobody to hand it to");
}

#[test]
fn three_sprints_with_little_strategy_are_told() {
    let days = [("2026-11-06", ""), ("2026-11-13", ""), ("2026-11-20", "")];
    let look = "Strategy had little time in three sprints. Book a hat slot, or share the load?";
    assert_eq!(said("startup", 3, &days), [look]);
    assert!(said("startup", 3, &days[1..]).is_empty(), "two sprints say nothing");
}

#[test]
fn home_tells_it_quietly_and_the_cursor_passes_over() {
    let mut seat = Seat { app: App::new(Start::default()), now: NOW };
    seat.take(Message::Tick);
    seat.take(Message::Standing(vec!["Both roles in one person at this size.".into()]));
    assert!(seat.frame(80, 24).contains("Worth a look"), "with nothing past it comes last");
    let past = crate::screens::listing("b", "Sprint planning", runsheet::app::State::Completed, 1);
    seat.take(Message::Listed(vec![past]));
    let frame = seat.frame(80, 24);
    assert!(frame.contains("Worth a look"), "{frame}");
    assert!(frame.contains("  ~ Both roles in one person at this size."), "{frame}");
    seat.play("G");
    assert!(seat.frame(80, 24).contains("▶ Sun 22 Nov"), "{}", seat.frame(80, 24));
}
