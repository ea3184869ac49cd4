//! The drill on a real terminal and real files: every answer is on disk, and what was done today waits no more.

use super::stage::runsheet;

#[test]
fn a_day_of_statements_is_sorted_with_the_keyboard_alone_and_kept() {
    for (rows, columns) in [(24, 80), (36, 120)] {
        let mut stage = runsheet(&["drill"]);
        stage.resize(rows, columns);
        stage.wait_for("10 statements, and how sure you are");
        stage.type_in("1");
        stage.wait_for("Whose part is it?");
        stage.type_in("2");
        stage.wait_for("How sure are you?");
        stage.type_in("\x1b[B\r");
        stage.wait_for("Source");
        stage.type_in("\r");
        stage.wait_for("Whose part is it?");
        stage.type_in("\x1b");
        stage.wait_for("of 1 right.");
        stage.type_in("\r");
        stage.wait_for("9 statements, and how sure you are");
        stage.type_in("q");
        stage.assert_code(0);
        stage.assert_given_back();
        let log = stage.home.path().join("data/practice/journal.ron");
        assert_eq!(std::fs::read_to_string(log).unwrap().lines().count(), 1);
        assert!(stage.run(&["progress"]).contains("of 1 statement sorted rightly."));
    }
}

#[test]
fn the_home_screen_says_what_waits_and_leads_to_progress() {
    let mut stage = runsheet(&[]);
    stage.wait_for("10 statements for today");
    let down = stage.screen().contents().lines().position(|it| it.contains("Progress"));
    let first = stage.screen().contents().lines().position(|it| it.contains("▶"));
    let lines = stage.screen().contents();
    let between = lines.lines().skip(first.unwrap() + 1).take(down.unwrap() - first.unwrap());
    let steps = between.filter(|it| it.starts_with("   ")).count();
    stage.type_in("j".repeat(steps));
    stage.wait("the marked line", |it| it.contents().lines().any(|it| it.contains("▶ Progress")));
    stage.type_in("\r");
    stage.wait_for("The next run is on level 1 of 3");
    stage.type_in("\x1b");
    stage.wait_for("10 statements for today");
    stage.type_in("q");
    stage.assert_code(0);
}

#[test]
fn an_unknown_organisation_is_told_before_the_terminal_is_taken_over() {
    let mut stage = runsheet(&["drill", "sprint", "--profile", "nosuch"]);
    stage.wait_for("nosuch");
    stage.assert_code(2);
}
