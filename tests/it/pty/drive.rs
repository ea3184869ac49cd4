//! Every ceremony driven in a real terminal from its start sheet to its summary, by keys the footer names.

use std::time::Duration;

use super::stage::{Stage, runsheet};
use crate::world::{CEREMONIES, PROFILES};

/// Shorter than a tick of the clock, longer than the frames an answer may take.
const SETTLED: Duration = Duration::from_millis(60);

/// The screen without what a clock changes: digits, bars and whether the last line is saved yet.
pub(super) fn told(screen: &vt100::Screen) -> String {
    let still = screen.contents().replace("pending", "").replace("saved", "");
    still.chars().filter(|it| it.is_alphabetic() || matches!(it, '▶' | '✓' | '○' | '┌')).collect()
}

/// Presses a key that must be named in the footer, and waits until something other than the clock has changed.
#[track_caller]
fn press(stage: &Stage, named: &str, key: &str) {
    let footer = |it: &vt100::Screen| it.rows(0, 80).last().is_some_and(|it| it.contains(named));
    stage.wait(&format!("a footer that names {named:?}"), footer);
    let before = told(&stage.screen());
    stage.type_in(key);
    stage.wait(&format!("an answer to {named:?}"), |it| told(it) != before);
    stage.wait_quiet(SETTLED);
}

/// What only the team can say, typed into the dialog that asks for it.
fn answer(stage: &Stage, ceremony: &str) {
    match ceremony {
        "planning" => {
            press(stage, "Tab", "\t");
            stage.type_in("A shop owner pays without help");
            stage.wait_for("without help");
            stage.wait_quiet(SETTLED);
            press(stage, "⏎", "\r");
        }
        "retro" | "sprint-review" => {
            let before = told(&stage.screen());
            stage.type_in("1");
            stage.wait("an answer to the choice", |it| told(it) != before);
            stage.wait_quiet(SETTLED);
        }
        other => panic!("{other} holds the door:\n{}", stage.screen().contents()),
    }
}

fn drive(ceremony: &str, profile: &str) {
    let mut stage = runsheet(&["live", ceremony, "--profile", profile]);
    stage.wait_for("Enter accepts all of this");
    press(&stage, "⏎", "\r");
    for _ in 0..80 {
        let screen = stage.screen().contents();
        if screen.contains("Not yet ─") {
            answer(&stage, ceremony);
        } else if screen.contains("p replay") {
            assert!(screen.contains("Decisions"), "{screen}");
            stage.type_in("q");
            stage.assert_code(0);
            stage.assert_given_back();
            let listed = stage.run(&["sessions", "--json"]);
            assert!(listed.contains(r#""state": "completed""#), "{listed}");
            assert!(listed.contains(&format!(r#""ceremony": "{ceremony}""#)), "{listed}");
            assert!(listed.contains(&format!(r#""profile": "{profile}""#)), "{listed}");
            return;
        } else {
            press(&stage, "⏎", "\r");
        }
    }
    panic!("{ceremony} under {profile} never ends:\n{}", stage.screen().contents());
}

#[test]
fn every_ceremony_runs_from_its_first_key_to_its_summary_under_every_profile() {
    for ceremony in CEREMONIES {
        for profile in PROFILES {
            drive(ceremony, profile);
        }
    }
}
