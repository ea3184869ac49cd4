//! A refinement and a planning over an exported backlog in a real terminal: what one works out, the other knows.

use std::{fmt::Write as _, fs, time::Duration};

use insta::assert_snapshot;

use super::{
    drive::told,
    stage::{Stage, runsheet},
};

pub(super) const SETTLED: Duration = Duration::from_millis(80);

/// In the shape of a data set of story points: four columns, `NULL`, quotes and line feeds inside cells.
const EXPORT: &str = "issuekey,title,description,storypoint
TIL-12,\"As an owner I want \"\"one total\"\" at the end of the day\",NULL,5
TIL-13,\"Generic receipts clash with other tills\",\"Some receipts have very generic names, such as \"\"Receipt\"\".

A name of their own would help, see below:
* one per shop
* one per till\",8
TIL-14,\"Search is slow, and nobody knows why\",\"Takes 9 s.\",NULL
TIL-15,Print the tax number,NULL,2
TIL-16,\"Show what a day sold, by hour\",\"For the owner, to plan who works when.\",3
TIL-17,\"Merge customers, entered twice\",NULL,NULL
TIL-18,Close the day in one step,\"Four screens are three too many.\",13
";

const TEAM: &str = r#"Team(id: "crew", name: "Crew", members: [
    (name: "Pia", roles: [Po]), (name: "Sam", roles: [Sm]), (name: "Dev", roles: [Dev]), (name: "Eva", roles: [Dev]),
    (name: "Flo", roles: [Dev]),
], ready: ["Somebody from the shop has seen it"])
"#;

/// Everything below the title, without what a clock changes: times, large digits, bars, whether the last line is saved yet.
pub(super) fn frame(stage: &Stage) -> String {
    let screen = stage.screen().contents();
    let still = |line: &str| -> String {
        let line = line.replace("─ pending", "─── saved");
        let all: Vec<char> = line.chars().collect();
        let masked = all.iter().enumerate().map(|(at, it)| match it {
            '▀' | '▄' | '█' | '░' | '━' => ' ',
            it if it.is_ascii_digit() && is_of_a_time(&all, at) => '·',
            it => *it,
        });
        masked.collect()
    };
    screen.lines().skip(1).map(|it| still(it).trim_end().to_owned() + "\n").collect()
}

/// Whether a digit belongs to `00:12`.
fn is_of_a_time(line: &[char], at: usize) -> bool {
    let digit =
        |at: Option<usize>| at.and_then(|it| line.get(it)).is_some_and(char::is_ascii_digit);
    let colon = |at: usize| {
        line.get(at) == Some(&':') && digit(at.checked_sub(1)) && digit(at.checked_add(1))
    };
    let before = line[..at].iter().rev().take_while(|it| it.is_ascii_digit()).count();
    let after = line[at..].iter().take_while(|it| it.is_ascii_digit()).count();
    // A pop-up may have cut off the rest.
    let cut = |at: Option<usize>| at.and_then(|it| line.get(it)) == Some(&'│');
    let ends = (at.checked_sub(before + 1), Some(at + after));
    ends.0.is_some_and(colon) || colon(at + after) || cut(ends.0) || cut(ends.1)
}

/// Types and waits for what it brings.
#[track_caller]
pub(super) fn on(stage: &Stage, keys: &str, brings: &str) {
    stage.type_in(keys);
    stage.wait_for(brings);
    stage.wait_quiet(SETTLED);
}

/// One Enter, and what it changes other than the clock.
#[track_caller]
pub(super) fn enter(stage: &Stage) {
    let before = told(&stage.screen());
    stage.type_in("\r");
    stage.wait("an answer to Enter", |it| told(it) != before);
    stage.wait_quiet(SETTLED);
}

/// Enter until the step in the rail is the one wanted.
#[track_caller]
pub(super) fn go_to(stage: &Stage, step: &str) {
    for _ in 0..40 {
        if stage.screen().contents().contains(step) {
            return;
        }
        enter(stage);
    }
    panic!("no {step}:\n{}", stage.screen().contents());
}

/// Through what is left, to the summary and out.
fn finish(stage: &mut Stage) {
    for _ in 0..60 {
        let screen = stage.screen().contents();
        if screen.contains("y copy") {
            break;
        }
        if screen.contains("Not yet ─") {
            on(stage, "\tA day closes in one step\r", "▶ Final");
        }
        enter(stage);
    }
    stage.wait_for("y copy");
    stage.type_in("q");
    stage.assert_code(0);
}

pub(super) fn begun(stage: &Stage, size: (u16, u16)) {
    stage.resize(size.1, size.0);
    stage.wait_for("Enter accepts all of this");
    stage.wait_quiet(SETTLED);
    stage.type_in("\r");
    stage.wait_for("live · ");
    stage.wait_quiet(SETTLED);
}

fn meetings(size: (u16, u16)) -> String {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name).display().to_string();
    fs::write(path("crew.ron"), TEAM).unwrap();
    fs::write(path("export.csv"), EXPORT).unwrap();
    let team = path("crew.ron");
    let mut frames = String::new();
    let mut note = |title: &str, stage: &Stage| {
        write!(frames, "== {title} ==\n{}\n", frame(stage)).unwrap();
    };

    let mut stage =
        runsheet(&["live", "refinement", "--team", &team, "--backlog", &path("export.csv")]);
    begun(&stage, size);
    go_to(&stage, "▶ Items");
    note("an item", &stage);
    on(&stage, "y3 5 13\r", "round 1");
    note("a round far apart", &stage);
    on(&stage, "y3 5 5\r", "round 2");
    on(&stage, "y\r", "· size 5");
    on(&stage, "I", "must be true");
    on(&stage, "c", "one that can be checked");
    on(&stage, "One total\r", "· One total");
    on(&stage, "It fits a phone\r", "It fits a phone");
    stage.type_in("\r");
    stage.wait_quiet(SETTLED);
    note("the item opened", &stage);
    on(&stage, "\x1b", "▶ TIL-12");
    on(&stage, "1", "▶ TIL-13");
    on(&stage, "Is", "never split by");
    on(&stage, "1", "Which path first");
    on(&stage, "One per shop\r", "· One per shop");
    on(&stage, "One per till\r", "· One per till");
    on(&stage, "\r", "slices");
    stage.type_in("\x1b");
    stage.wait_quiet(SETTLED);
    on(&stage, "3", "▶ One per shop");
    on(&stage, "B", "Backlog · 9");
    note("the list", &stage);
    on(&stage, "close\t\x1b[H", "↕");
    on(&stage, "\r", "Why there?");
    on(&stage, "the season\r", "TIL-18");
    on(&stage, "\x1b", "▶ One per shop");
    on(&stage, ">", "▶ Order");
    finish(&mut stage);

    let kept = fs::read_to_string(stage.home.path().join("data/teams/crew/backlog.ron")).unwrap();
    for words in ["ready: true", "size: \"5\"", "One total", "parent: \"TIL-13\"", "closed: true"] {
        assert!(kept.contains(words), "{words} in\n{kept}");
    }
    let first = |key: &str| kept.find(key).unwrap_or_else(|| panic!("{key} in\n{kept}"));
    assert!(first("TIL-18") < first("TIL-12"), "{kept}");

    let mut stage = stage.beside(&["live", "planning", "--team", &team]);
    begun(&stage, size);
    for _ in 0..40 {
        if stage.screen().contents().contains("▶ Select") {
            break;
        }
        enter(&stage);
    }
    note("planning selects", &stage);
    on(&stage, "1", "1 of 8 done");
    on(&stage, "I", "must be true");
    note("what refinement worked out", &stage);
    stage.type_in("\x1b");
    stage.wait_quiet(SETTLED);
    on(&stage, "1", "2 of 8 done");
    on(&stage, ">", "▶ How");
    finish(&mut stage);
    frames
}

#[test]
fn a_refinement_and_a_planning_over_an_export_at_80_by_24() {
    assert_snapshot!(meetings((80, 24)));
}

#[test]
fn a_refinement_and_a_planning_over_an_export_at_120_by_36() {
    assert_snapshot!(meetings((120, 36)));
}

/// What the team's backlog file holds.
fn kept(stage: &Stage) -> String {
    fs::read_to_string(stage.home.path().join("data/teams/crew/backlog.ron")).unwrap_or_default()
}

/// Waits for the file, which is written aside.
#[track_caller]
fn keeps(stage: &Stage, words: &str) {
    for _ in 0..100 {
        if kept(stage).contains(words) {
            return;
        }
        stage.wait_quiet(SETTLED);
    }
    panic!("no {words} in\n{}", kept(stage));
}

#[test]
fn two_sessions_at_once_lose_nothing_of_each_other_and_say_where_they_disagree() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name).display().to_string();
    fs::write(path("crew.ron"), TEAM).unwrap();
    fs::write(path("export.csv"), EXPORT).unwrap();
    let (team, export) = (path("crew.ron"), path("export.csv"));
    let one = runsheet(&["live", "refinement", "--team", &team, "--backlog", &export]);
    let other = one.beside(&["live", "refinement", "--team", &team, "--backlog", &export]);
    for stage in [&one, &other] {
        begun(stage, (120, 36));
        go_to(stage, "▶ Items");
    }
    on(&one, "y8", "› 8");
    one.type_in("\r");
    keeps(&one, "size: \"8\"");
    on(&other, "Iw", "for whom");
    on(&other, "Owners count at night\r", "Owners count");
    on(&other, "c", "one that can be checked");
    on(&other, "Sums are right\r", "· Sums are right");
    keeps(&other, "Sums are right");
    on(&one, "Ic", "one that can be checked");
    on(&one, "Cents count\r", "· Cents count");
    keeps(&one, "Cents count");
    let both = kept(&one);
    for words in ["size: \"8\"", "Owners count at night", "Sums are right", "Cents count"] {
        assert!(both.contains(words), "{words} in\n{both}");
    }
    on(&other, "\r", "w why");
    on(&other, "t", "› As an owner");
    on(&other, " now\r", "the day now");
    other.type_in("\x1b");
    other.wait_quiet(SETTLED);
    on(&other, "y13\r", "Another session gave TIL-12");
    keeps(&other, "size: \"13\"");
    assert!(other.screen().contents().contains("the size 8; now it is 13."));
    let own = kept(&one);
    let read = runsheet::ceremony::Backlog::read(&own);
    let read = read.unwrap_or_else(|it| panic!("{it:?} in\n{own}"));
    assert_eq!(read.items.len(), 7, "{own}");
}
