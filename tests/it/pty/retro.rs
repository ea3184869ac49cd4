//! A retrospective with typed cards on a real terminal: from the start sheet to what was released, and through a crash.

use std::{fs, path::PathBuf, time::Duration};

use rustix::process::Signal;

use super::stage::{Stage, runsheet};

const SETTLED: Duration = Duration::from_millis(120);
/// People of the demo team who usually come.
const PEOPLE: usize = 7;

/// At the silent writing, with the cards typed here.
fn writing(rows: u16, columns: u16) -> Stage {
    let stage = runsheet(&["live", "retro"]);
    stage.resize(rows, columns);
    stage.wait_for("Enter accepts all of this");
    for _ in 0..30 {
        if stage.screen().contents().contains("▶ cards ") {
            break;
        }
        stage.type_in("j");
        stage.wait_quiet(SETTLED);
    }
    stage.type_in("l");
    stage.wait_for("typed here");
    stage.type_in("\r");
    stage.wait("a saved session", |it| it.contents().contains("saved"));
    for _ in 0..4 {
        if at(&stage, "Write") {
            break;
        }
        stage.type_in("\r");
        stage.wait_quiet(SETTLED);
    }
    assert!(at(&stage, "Write"), "{}", stage.screen().contents());
    stage
}

fn at(stage: &Stage, step: &str) -> bool {
    stage.screen().contents().contains(&format!("▶ {step}"))
}

/// One person at the keyboard: cards for one column after the other.
fn writes(stage: &Stage, cards: &[String]) {
    stage.type_in("\r");
    stage.wait_for("Cards · ");
    for it in cards {
        stage.type_in(format!("{it}\r\t"));
        stage.wait_for(&format!("· {it}"));
    }
    stage.type_in("\r");
}

/// Every file below the data folder, with its text.
fn files(stage: &Stage) -> Vec<(PathBuf, String)> {
    let mut folders = vec![stage.home.path().join("data")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().map(|it| it.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.clone(), fs::read_to_string(&path).unwrap_or_default()));
            }
        }
    }
    found
}

fn held(rows: u16, columns: u16) {
    let stage = writing(rows, columns);
    stage.type_in("H");
    stage.wait_for("Who writes");
    let mut n = 0;
    for person in 0..PEOPLE {
        let count = if person < 2 { 5 } else { 4 };
        let cards: Vec<String> = (n..n + count).map(|it| format!("thought {it:02}")).collect();
        n += count;
        writes(&stage, &cards);
        stage.wait_for(&format!("{} of {PEOPLE} ready", person + 1));
    }
    assert_eq!(n, 30);
    stage.type_in("\x1b");
    stage.wait("the list gone", |it| !it.contents().contains("Who writes"));
    stage.type_in("\r");
    stage.wait_for("▶ Share");
    stage.wait_for("Hidden cards: 30");
    for _ in 0..6 {
        if !stage.screen().contents().contains("Hidden cards") {
            break;
        }
        stage.type_in("\r");
        stage.wait_quiet(SETTLED);
    }
    stage.type_in("B");
    stage.wait_for("30 topics · 30 cards");
    stage.type_in("  m");
    stage.wait_for("29 topics · 30 cards");
    stage.type_in("\x1b[H");
    stage.wait_quiet(SETTLED);
    stage.type_in("e\x15Our tests\r");
    stage.wait_for("[ ] Our tests");
    stage.type_in("u");
    stage.wait("the title as it was", |it| !it.contents().contains("[ ] Our tests"));
    stage.type_in("U");
    stage.wait_for("[ ] Our tests");
    stage.type_in("B");
    stage.wait("the step", |it| !it.contents().contains("29 topics · 30 cards"));
    stage.type_in("\r");
    stage.wait_for("▶ Vote");
    stage.type_in("y");
    stage.wait_for("Totals in this order");
    stage.type_in("7 3 3\r");
    stage.wait_for("level");
    stage.type_in("\r");
    stage.wait_for("▶ Causes");
    stage.type_in("nn");
    stage.wait_for("⏎ write down");
    stage.type_in("the rig is shared\r");
    stage.wait_for("rig is shared");
    stage.type_in(">");
    stage.wait_for("▶ Decide");
    stage.type_in("na");
    stage.wait_for("⏎ write down");
    stage.type_in("a second rig\r");
    stage.wait_for("nobody yet");
    stage.type_in("1");
    stage.wait_for("a second rig");
    stage.type_in("\r");
    stage.wait_for("▶ Close");
    stage.type_in("Brr");
    stage.wait_for("team and PM");
    stage.type_in("\r");
    stage.wait_for("1 of 29 topics");
    stage.type_in("\r");
    stage.wait_for("Before we close");
    stage.type_in("\r");
    stage.wait_for("Topics");
    stage.wait_for("Our tests (2 cards, 7 dots, team and PM)");
    let pm = stage.run(&["export", "last", "--format", "md", "--for", "pm"]);
    assert!(pm.contains("- Our tests (7 dots)") && pm.contains("the rig is shared"), "{pm}");
    assert!(!pm.contains("thought"), "{pm}");
    let outside = stage.run(&["export", "last", "--format", "md", "--for", "stakeholders"]);
    assert!(!outside.contains("Our tests") && !outside.contains("rig is shared"), "{outside}");
}

#[test]
fn seven_people_and_thirty_cards_come_to_a_released_summary_on_a_small_terminal() {
    held(24, 80);
}

#[test]
fn seven_people_and_thirty_cards_come_to_a_released_summary_on_a_wide_terminal() {
    held(36, 120);
}

#[test]
fn a_crash_while_people_write_keeps_their_cards_and_tells_nobody() {
    let mut stage = writing(24, 80);
    stage.type_in("H");
    stage.wait_for("Who writes");
    writes(&stage, &["zebra crossing".to_owned(), "late changes".to_owned()]);
    stage.wait_for("1 of 7 ready");
    writes(&stage, &["apples".to_owned()]);
    stage.wait_for("2 of 7 ready");
    let both = "many:2";
    // A file under its own name: what is still being written beside it may not last.
    let lasts = |path: &PathBuf| path.extension().is_some_and(|it| it == "ron");
    let written = || {
        let there = |text: &str| text.contains("apples") && text.contains(both);
        files(&stage).iter().any(|(path, text)| lasts(path) && there(text))
    };
    for _ in 0..100 {
        if written() {
            break;
        }
        stage.wait_quiet(SETTLED);
    }
    assert!(written(), "the cards never came to the disk");
    stage.kill(Signal::KILL);
    stage.assert_killed_by(Signal::KILL);
    for (path, text) in files(&stage) {
        let journal = path.components().any(|it| it.as_os_str() == "sessions");
        assert!(!(journal && text.contains("apples")), "{path:?}");
        let scratch = path.components().any(|it| it.as_os_str() == "scratch");
        assert!(!(scratch && text.contains("Noor")), "who is ready is written down: {text}");
        // Both stand in the first column; the one who wrote second comes first.
        if let (Some(apples), Some(zebra)) = (text.find("apples"), text.find("zebra")) {
            assert!(apples < zebra, "the order tells who wrote: {text}");
        }
    }
    let back = stage.beside(&["resume"]);
    back.wait_for("▶ Write");
    back.wait_for("2 of 7 ready");
    back.type_in("H");
    back.wait_for("who, is not kept");
    back.type_in("\x1b");
    back.wait("the list gone", |it| !it.contents().contains("Who writes"));
    back.type_in("\r");
    back.wait_for("Hidden cards: 3");
}
