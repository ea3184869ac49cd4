//! Practice runs driven in a real terminal from the page before them to the last word of their debrief.

use std::time::Duration;

use super::stage::{Stage, runsheet};
use crate::world::{CEREMONIES, PROFILES};

const SETTLED: Duration = Duration::from_millis(60);

/// The screen without what a clock changes.
fn told(screen: &vt100::Screen) -> String {
    let still = screen.contents().replace("pending", "").replace("saved", "");
    still
        .chars()
        .filter(|it| it.is_alphabetic() || matches!(it, '▶' | '✓' | '○' | '┌' | '›'))
        .collect()
}

#[track_caller]
fn press(stage: &Stage, key: &str) {
    let before = told(&stage.screen());
    stage.type_in(key);
    stage.wait(&format!("an answer to {key:?}"), |it| told(it) != before);
    stage.wait_quiet(SETTLED);
}

/// The one key, or the few words, that the screen asks for.
fn answer(stage: &Stage, ceremony: &str, screen: &str) {
    match () {
        () if screen.contains("What would you say?") => {
            press(stage, "I would ask what it is for");
            press(stage, "\r");
        }
        () if screen.contains("What do you do?") => press(stage, "2"),
        () if screen.contains("How sure are you?") => press(stage, "3"),
        () if screen.contains("Not yet ─") && ceremony == "planning" => {
            press(stage, "\t");
            press(stage, "A shop owner pays without help");
            press(stage, "\r");
        }
        () if screen.contains("Not yet ─") => press(stage, "1"),
        () => press(stage, "\r"),
    }
}

fn drive(ceremony: &str, profile: &str, level: usize) {
    let level = level.to_string();
    let stage =
        runsheet(&["practice", ceremony, "--profile", profile, "--level", &level, "--seed", "11"]);
    stage.wait_for("seed 11");
    let screen = (0..250).map(|_| {
        let screen = stage.screen().contents();
        if !screen.contains("Debrief ·") {
            answer(&stage, ceremony, &screen);
        }
        screen
    });
    let last = screen.into_iter().find(|it| it.contains("Debrief ·"));
    assert!(last.is_some(), "{ceremony} {level} never ends:\n{}", stage.screen().contents());
    debrief(stage, ceremony);
}

fn debrief(mut stage: Stage, ceremony: &str) {
    press(&stage, "m");
    stage.wait_for("Rate yourself");
    press(&stage, "3");
    stage.wait_for("What happened");
    for _ in 0..12 {
        let screen = stage.screen().contents();
        if screen.contains("One sentence for next time") {
            break;
        }
        press(&stage, "\r");
    }
    stage.wait_for("One sentence for next time");
    press(&stage, "\r");
    stage.wait_for("A run alone");
    stage.type_in("q");
    stage.assert_code(0);
    let listed = stage.run(&["sessions", "--mode", "practice"]);
    assert!(listed.contains("completed"), "{ceremony}: {listed}");
    assert!(!stage.run(&["sessions", "--mode", "live"]).contains("completed"));
    let verified = stage.run(&["verify", "--all"]);
    assert!(verified.contains(": ok,"), "{verified}");
    let log = find(stage.home.path(), "practice").expect("a practice log");
    let log = std::fs::read_to_string(log.join("journal.ron")).unwrap();
    for line in ["RunEnded", "self_rated:Some", "Resolved"] {
        assert!(log.contains(line), "{ceremony}: {line} in {log}");
    }
}

fn find(folder: &std::path::Path, name: &str) -> Option<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?;
    let folders: Vec<_> =
        entries.filter_map(|it| Some(it.ok()?.path())).filter(|it| it.is_dir()).collect();
    let here = folders.iter().find(|it| it.ends_with(name) && it.join("journal.ron").is_file());
    here.cloned().or_else(|| folders.iter().find_map(|it| find(it, name)))
}

fn drive_all(level: usize) {
    for (n, ceremony) in CEREMONIES.into_iter().enumerate() {
        drive(ceremony, PROFILES[(n + level) % PROFILES.len()], level);
    }
}

#[test]
fn guided_runs_of_every_ceremony_reach_the_end_of_their_debrief() {
    drive_all(1);
}

#[test]
fn realistic_runs_of_every_ceremony_reach_the_end_of_their_debrief() {
    drive_all(2);
}

#[test]
fn runs_under_pressure_of_every_ceremony_reach_the_end_of_their_debrief() {
    drive_all(3);
}

#[test]
fn a_run_that_was_interrupted_goes_on_where_it_was() {
    let mut stage = runsheet(&["practice", "standup", "--level", "2", "--seed", "11"]);
    stage.wait_for("seed 11");
    for _ in 0..40 {
        let screen = stage.screen().contents();
        if screen.contains("What do you do?") {
            break;
        }
        press(&stage, "\r");
    }
    stage.wait_for("What do you do?");
    let options = |screen: &str| {
        let lines = screen.lines().map(|it| it.chars().take(44).collect::<String>());
        lines
            .filter(|it| it.trim_start_matches(['▶', ' ']).starts_with(['1', '2', '3', '4']))
            .collect::<Vec<_>>()
    };
    let before = options(&stage.screen().contents());
    press(&stage, "q");
    stage.type_in("\r");
    stage.assert_code(0);
    let mut again = stage.beside(&[]);
    again.wait_for("Go on with");
    again.type_in("\r");
    again.wait_for("What do you do?");
    assert_eq!(options(&again.screen().contents()), before);
    press(&again, "1");
    press(&again, "1");
    press(&again, "q");
    again.type_in("\r");
    again.assert_code(0);
}
