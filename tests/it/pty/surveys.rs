//! What is seen over many sessions, on a real terminal and real files at both sizes: a session's page, one beside another, trends,
//! what is open, who owns what, and a session handed on to a file.

use std::fs;

use insta::assert_snapshot;

use super::stage::{Stage, runsheet};
use crate::generated;

const SIZES: [(u16, u16); 2] = [(24, 80), (36, 120)];

/// The program over sixty sessions of one team, with these arguments.
fn over_sixty(args: &[&str], rows: u16, columns: u16) -> Stage {
    let mut first = runsheet(&["history"]);
    first.wait_for("No sessions yet");
    generated::fill(&first.home.path().join("data"), 60, 3);
    first.type_in("q");
    first.assert_code(0);
    let stage = first.beside(args);
    stage.resize(rows, columns);
    stage
}

/// Opens a line of the home screen, so many below the first.
fn opened(line: &str, below: usize, (rows, columns): (u16, u16)) -> Stage {
    let stage = over_sixty(&[], rows, columns);
    stage.wait_for("Past sessions");
    stage.wait_for("Daily standup");
    stage.type_in("j".repeat(below));
    stage.wait_for(&format!("▶ {line}"));
    stage.type_in("\r");
    stage
}

fn frame(stage: &Stage) -> String {
    let screen = stage.screen().contents();
    screen.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

fn leave(mut stage: Stage) {
    stage.type_in("q");
    stage.assert_code(0);
    stage.assert_given_back();
}

#[test]
fn a_page_of_a_session_and_the_one_before_it_beside_it() {
    let mut seen = String::new();
    for (rows, columns) in SIZES {
        let stage = over_sixty(&["history", "last"], rows, columns);
        stage.wait_for("p replay");
        seen += &frame(&stage);
        stage.type_in("G");
        stage.type_in("c");
        stage.wait("two sessions", |it| {
            let text = it.contents();
            text.contains("Compare · ") && text.contains("← older")
        });
        seen += &frame(&stage);
        let before = stage.screen().contents();
        stage.type_in("h");
        stage.wait("an older one", |it| {
            let text = it.contents();
            text != before && text.contains("← older")
        });
        stage.type_in("\x1b");
        stage.wait_for("p replay");
        leave(stage);
    }
    assert_snapshot!(seen);
}

#[test]
fn a_session_goes_to_a_file_and_never_over_one_unasked() {
    let mut seen = String::new();
    for (rows, columns) in SIZES {
        let stage = over_sixty(&["history", "last"], rows, columns);
        stage.wait_for("p replay");
        stage.type_in("e");
        stage.wait_for("## Decisions");
        seen += &frame(&stage);
        let place = stage.home.path().join("page.md");
        let typed = |stage: &Stage| {
            stage.type_in("w");
            stage.wait_for(".md");
            stage.type_in("\x15");
            stage.type_in(place.to_str().unwrap());
            stage.type_in("\r");
        };
        typed(&stage);
        stage.wait_for("Written");
        let page = fs::read_to_string(&place).unwrap();
        assert!(page.contains("## Decisions") && page.contains("## Actions"), "{page}");
        fs::write(&place, "mine").unwrap();
        typed(&stage);
        stage.wait_for("already");
        assert_eq!(fs::read_to_string(&place).unwrap(), "mine");
        stage.type_in("\x1b");
        stage.wait("no question", |it| !it.contents().contains("already"));
        stage.type_in("\x1b");
        stage.wait_for("p replay");
        leave(stage);
    }
    assert_snapshot!(seen);
}

#[test]
fn trends_turn_from_what_stands_out_to_measures_and_sprints() {
    let mut seen = String::new();
    for size in SIZES {
        let stage = opened("Trends", 10, size);
        stage.wait_for("Who decides, PO and PM");
        stage.type_in("\t");
        stage.wait_for("Timebox fit");
        stage.type_in("f");
        stage.wait_for("= boxes whose step took");
        seen += &frame(&stage);
        stage.type_in("\t");
        stage.wait_for("▸Sprints");
        stage.wait_for("taken in");
        seen += &frame(&stage);
        stage.type_in("\x1b");
        stage.wait_for("Past sessions");
        leave(stage);
    }
    assert_snapshot!(seen);
}

/// Lines of a ledger without what another day would tell otherwise: ages, dates, what is late.
fn on_any_day(frame: &str) -> String {
    let line = |it: &str| {
        let it = it.split(" · due").next().unwrap_or_default();
        let cells: Vec<char> = it.chars().collect();
        if cells.get(7..11) != Some(&[' ', 'd', ' ', ' ']) {
            return it.to_owned();
        }
        let text = |from: usize, to: usize| cells.iter().take(to).skip(from).collect::<String>();
        let line = format!("{}      d  {}             {}", text(0, 3), text(11, 26), text(39, 78));
        line.trim_end().to_owned()
    };
    let (known, last) = frame.trim_end().rsplit_once('\n').unwrap_or_default();
    let told = known.lines().map(|it| line(it) + "\n");
    let upto = known.lines().position(|it| it.starts_with(" not-yet of")).map_or(0, |it| it + 1);
    told.take(upto).chain([last.to_owned() + "\n"]).collect()
}

#[test]
fn what_is_open_is_closed_by_one_key_and_the_file_knows() {
    let mut seen = String::new();
    for size in SIZES {
        let stage = opened("Open things", 9, size);
        stage.wait_for("d done");
        stage.type_in("\t\t\t\t\t");
        stage.wait_for("▸Not yet");
        seen += &on_any_day(&frame(&stage));
        let file = stage.home.path().join("data/teams/harbour/journal.ron");
        let settled = || fs::read_to_string(&file).unwrap().matches("e:Settled(").count();
        let before = settled();
        stage.type_in("d");
        stage.wait("it is noted", |_| settled() == before + 1);
        stage.wait_for("u undo");
        stage.type_in("c");
        stage.wait_for("✓ done:");
        stage.type_in("\x1b");
        stage.wait_for("Past sessions");
        leave(stage);
    }
    assert_snapshot!(seen);
}

#[test]
fn who_owns_what_is_answered_by_one_key_each_and_kept() {
    let mut seen = String::new();
    for size in SIZES {
        let stage = opened("Who owns what", 11, size);
        stage.wait_for("as it should be");
        stage.type_in(" ");
        stage.wait_for("1 of 24 answered");
        stage.type_in("\rs1\rn\r");
        stage.wait_for("3 of 24 answered");
        seen += &frame(&stage);
        stage.type_in("\t");
        stage.wait_for("▸What it shows");
        seen += &frame(&stage);
        stage.type_in("\x1b");
        stage.wait_for("Past sessions");
        leave(stage);
    }
    assert_snapshot!(seen);
}

/// A session of another team.
const DOCK: &str = r#"
Session(ceremony: "standup", team: "dock", profile: "midsize", start: "2026-11-24T09:30:00+01:00", seed: 8)
0    Begin(present: ["Ada", "Noor", "Grace"])
30   Advance
5    Capture(Blocker(text: "The lift of the dock stands still", sort: "stakeholder"))
60   Finish
"#;

#[test]
fn one_key_turns_from_a_team_to_the_next_one_in_the_folder() {
    for (rows, columns) in SIZES {
        let first = over_sixty(&["history"], rows, columns);
        first.wait_for("60 sessions");
        first.run(&["team", "init", "dock"]);
        let script = first.home.path().join("dock.script");
        fs::write(&script, DOCK).unwrap();
        first.run(&["play", script.to_str().unwrap()]);
        first.type_in("r");
        first.wait_for("61 sessions");
        for only in ["  Harbour", "  Our team"] {
            first.type_in("T");
            first.wait_for(only);
        }
        let stage = first.beside(&[]);
        stage.resize(rows, columns);
        stage.wait_for("Daily standup");
        stage.type_in("j".repeat(9));
        stage.wait_for("▶ Open things");
        stage.type_in("\r");
        stage.wait_for("The lift of the dock stands still");
        stage.type_in("T");
        stage.wait_for("Open things · Harbour");
        stage.type_in("T");
        stage.wait_for("Open things · Our team");
        leave(stage);
        leave(first);
    }
}
