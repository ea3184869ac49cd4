//! The browser on a real terminal and real files, from its first frame to a session and back.

use super::stage::{Stage, runsheet};
use crate::generated;

/// The browser over sixty sessions.
fn browser() -> Stage {
    let stage = runsheet(&["history"]);
    stage.wait_for("No sessions yet");
    generated::fill(&stage.home.path().join("data"), 60, 3);
    stage.type_in("r");
    stage.wait_for("60 sessions");
    stage
}

#[test]
fn a_word_of_any_session_is_found_opened_and_come_back_from() {
    for (rows, columns) in [(24, 80), (36, 120)] {
        let mut stage = browser();
        stage.resize(rows, columns);
        stage.type_in("/the export");
        stage.wait("hits", |it| {
            let text = it.contents();
            text.contains("› the export") && text.matches(" export").count() > 3
        });
        stage.type_in("\r");
        stage.wait_for("back");
        stage.type_in("\x1b");
        stage.wait_for("› the export");
        stage.type_in("\x1b");
        stage.wait("no words", |it| !it.contents().contains("› the export"));
        stage.type_in("q");
        stage.assert_code(0);
        stage.assert_given_back();
    }
}

#[test]
fn a_session_is_replayed_on_its_own_screen_and_plays_to_its_end() {
    for (rows, columns) in [(24, 80), (36, 120)] {
        let mut stage = browser();
        stage.resize(rows, columns);
        stage.type_in("\r");
        stage.wait_for("p replay");
        stage.type_in("p");
        stage.wait("the screen of that day", |it| {
            let text = it.contents();
            text.contains("replay · ") && text.contains("▮▮ 4×")
        });
        stage.type_in("++++");
        stage.wait_for("▮▮ 64×");
        stage.type_in(" ");
        stage.wait_for("▶ 64×");
        stage.type_in("G");
        stage.wait_for("▮▮ 64×");
        stage.type_in("/");
        stage.wait_for("Go to");
        stage.type_in("\x1b");
        stage.wait("no list", |it| !it.contents().contains("Go to"));
        stage.type_in("\x1b");
        stage.wait_for("p replay");
        stage.type_in("q");
        stage.assert_code(0);
        stage.assert_given_back();
    }
}

#[test]
fn a_deleted_session_is_gone_from_the_disk() {
    let mut stage = browser();
    stage.type_in("d");
    stage.wait_for("Delete this session?");
    stage.type_in("y");
    stage.wait_for("59 sessions");
    let listed = stage.run(&["sessions", "--json"]);
    assert_eq!(listed.matches("\"id\":").count(), 59);
    stage.type_in("q");
    stage.assert_code(0);
}

#[test]
fn one_session_is_looked_at_by_its_name() {
    let mut first = browser();
    first.type_in("q");
    first.assert_code(0);
    let mut stage = first.beside(&["history", "last"]);
    stage.wait_for("Decisions");
    stage.type_in("q");
    stage.assert_code(0);
    let mut wrong = first.beside(&["review", "nosuch1"]);
    wrong.assert_code(2);
}
