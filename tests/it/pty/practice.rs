//! Practice runs driven in a real terminal from the page before them to the last word of their debrief.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use rustix::process::Signal;

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
    play_to_the_debrief(&stage, ceremony);
    debrief(stage, ceremony);
}

#[track_caller]
fn play_to_the_debrief(stage: &Stage, ceremony: &str) {
    stage.wait_for("seed 11");
    for _ in 0..250 {
        let screen = stage.screen().contents();
        if screen.contains("Debrief ·") {
            return;
        }
        answer(stage, ceremony, &screen);
    }
    panic!("{ceremony} never ends:\n{}", stage.screen().contents());
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

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            all.insert(path, bytes);
        }
    }
    all
}

/// What the records of the only session say, without moments and checksums.
fn records(stage: &Stage) -> Vec<String> {
    let all = files(&stage.home.path().join("data/sessions"));
    let journals: Vec<_> =
        all.iter().filter(|it| it.0.extension().is_some_and(|it| it == "ron")).collect();
    assert_eq!(journals.len(), 1, "{:?}", all.keys());
    let text = String::from_utf8(journals[0].1.clone()).unwrap();
    let event = |line: &str| {
        let (_, rest) = line.split_once(",m:")?;
        let (_, event) = rest.split_once(',')?;
        Some(event.rsplit_once(")//=")?.0.to_owned())
    };
    text.lines().skip(2).map(|it| event(it).unwrap_or_else(|| panic!("{it}"))).collect()
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

/// What the conversation shows, without the panels beside it.
fn talk(screen: &vt100::Screen) -> Vec<String> {
    let text = screen.contents();
    let rows = text.lines().skip_while(|it| !it.contains("Conversation"));
    let left = |it: &str| it.chars().skip(1).take(44).collect::<String>().trim().to_owned();
    rows.skip(1).take_while(|it| !it.starts_with('─')).map(left).collect()
}

#[test]
fn a_run_that_was_killed_tells_its_conversation_again() {
    let mut stage = runsheet(&["practice", "standup", "--level", "2", "--seed", "11"]);
    stage.wait_for("seed 11");
    for _ in 0..60 {
        let screen = stage.screen();
        let told = talk(&screen).iter().filter(|it| !it.is_empty()).count();
        if told > 4 {
            break;
        }
        answer(&stage, "standup", &screen.contents());
    }
    stage.wait_for("saved");
    let before = talk(&stage.screen());
    assert!(before.iter().any(|it| it.contains('\'')), "{before:?}");
    stage.kill(Signal::KILL);
    stage.end();
    let again = stage.beside(&[]);
    again.wait_for("Go on with");
    again.type_in("\r");
    again.wait_for("Conversation");
    again.wait_quiet(SETTLED);
    assert_eq!(talk(&again.screen()), before);
}

#[test]
fn the_same_seed_and_the_same_keys_leave_the_same_records() {
    let args = ["practice", "standup", "--level", "2", "--seed", "11"];
    let mut keys: Vec<String> = Vec::new();
    let mut first = runsheet(&args);
    first.wait_for("seed 11");
    while !first.screen().contents().contains("Debrief ·") {
        assert!(keys.len() < 150, "no end:\n{}", first.screen().contents());
        let screen = first.screen().contents();
        let key = match () {
            () if screen.contains("What do you do?") => (1 + keys.len() % 3).to_string(),
            () if screen.contains("How sure are you?") => "3".to_owned(),
            () => "\r".to_owned(),
        };
        press(&first, &key);
        keys.push(key);
    }
    let mut second = runsheet(&args);
    second.wait_for("seed 11");
    for key in &keys {
        press(&second, key);
    }
    for stage in [&mut first, &mut second] {
        stage.wait_for("Debrief ·");
        stage.type_in("\x1b");
        stage.wait_for("A run alone");
        stage.type_in("q");
        stage.assert_code(0);
    }
    let (one, other) = (records(&first), records(&second));
    assert!(one.len() > 20, "{one:#?}");
    assert_eq!(one, other);
}

#[test]
fn a_run_touches_nothing_of_the_team() {
    let mut stage = runsheet(&["--version"]);
    stage.assert_code(0);
    let csv = stage.home.path().join("items.csv");
    std::fs::write(&csv, "Title,Points\nExport a day of sales,5\nSay why a card failed,3\n")
        .unwrap();
    stage.run(&["import", csv.to_str().unwrap()]);
    let data = stage.home.path().join("data");
    let before = files(&data);
    assert!(before.keys().any(|it| it.ends_with("backlog.ron")), "{:?}", before.keys());
    let lists = ["actions", "blockers", "questions", "briefs", "not-yets"];
    let open: Vec<String> = lists.iter().map(|it| stage.run(&[it, "--json"])).collect();
    let seat = stage.beside(&["practice", "refinement", "--level", "1", "--seed", "11"]);
    play_to_the_debrief(&seat, "refinement");
    debrief(seat, "refinement");
    let after = files(&data);
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{}", path.display());
    }
    for path in after.keys().filter(|it| !before.contains_key(*it)) {
        let own = ["sessions", "practice"].iter().any(|it| path.starts_with(data.join(it)));
        assert!(own, "{}", path.display());
    }
    assert_eq!(lists.map(|it| stage.run(&[it, "--json"])).to_vec(), open);
}
