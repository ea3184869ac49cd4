//! The developers' days counted in a real terminal: a grid filled, too much taken on, what was left over, what came after the goal.

use std::{fmt::Write as _, fs};

use insta::assert_snapshot;

use super::{
    backlog::{SETTLED, begun, enter, frame, go_to, on},
    stage::{Stage, runsheet},
};

const TEAM: &str = r#"Team(id: "crew", name: "Crew", members: [
    (name: "Pia", roles: [Po]),
    (name: "Konstantin-Alexander von Hohenberg", roles: [Dev]),
    (name: "Wilhelmina Oluwaseun", roles: [Dev], share: Percent(60)),
    (name: "Dev", roles: [Dev]),
])
"#;

const ITEMS: &str =
    "Key,Title,Points\nT-1,Pay by card,8\nT-2,Print a receipt,5\nT-3,Close the day,13\n";

/// Five sprints a team delivered ten points in, more or less.
const SPRINTS: &str = "sprint,delivered\nS1,10\nS2,12\nS3,9\nS4,11\nS5,10\n";

#[track_caller]
fn planning(stage: &Stage, size: (u16, u16)) {
    begun(stage, size);
    go_to(stage, "▶ Capacity");
}

/// The plan of a sprint in this window, from its days to its close; a frame of each thing to look at.
fn planned(size: (u16, u16)) -> String {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name).display().to_string();
    for (name, text) in [("crew.ron", TEAM), ("items.csv", ITEMS), ("sprints.csv", SPRINTS)] {
        fs::write(path(name), text).unwrap();
    }
    let (team, items) = (path("crew.ron"), path("items.csv"));
    let mut stage = runsheet(&["live", "planning", "--team", &team]);
    stage.wait_for("Enter accepts all of this");
    stage.run(&["import", &items, "--team", &team]);
    stage.run(&["import", &path("sprints.csv"), "--team", &team]);
    stage.type_in("q");
    stage.assert_code(0);
    let mut frames = String::new();
    let mut note = |title: &str, stage: &Stage| {
        write!(frames, "== {title} ==\n{}\n", frame(stage)).unwrap();
    };
    let mut stage = stage.beside(&["live", "planning", "--team", &team]);
    planning(&stage, size);
    note("before anybody counted", &stage);
    on(&stage, "d", "half a day");
    stage.type_in("ll3j");
    stage.wait_quiet(SETTLED);
    on(&stage, "  ", "◧");
    note("the days", &stage);
    on(&stage, "\r", "22.7 of 30");
    go_to(&stage, "▶ Select");
    on(&stage, "1", "1 of 3 done");
    on(&stage, "1", "2 of 3 done");
    on(&stage, "1", "3 of 3 done");
    note("more than fits", &stage);
    finish(&mut stage);

    let stage = stage.beside(&["live", "planning", "--team", &team]);
    begun(&stage, size);
    go_to(&stage, "T-1 Pay by card");
    note("what the last sprint left", &stage);
    stage.type_in("q");
    stage.wait_quiet(SETTLED);
    stage.type_in("\r");
    stage.wait_quiet(SETTLED);
    frames
}

/// Through what is left, to the summary and out.
fn finish(stage: &mut Stage) {
    stage.resize(24, 80);
    stage.wait_for("? help  q quit");
    stage.wait_quiet(SETTLED);
    for _ in 0..60 {
        let screen = stage.screen().contents();
        if screen.contains("y copy") {
            break;
        }
        if screen.contains("Not yet ─") {
            on(stage, "\tA guest pays without help\r", "▶ Final");
        }
        enter(stage);
    }
    stage.wait_for("y copy");
    stage.type_in("q");
    stage.assert_code(0);
}

#[test]
fn days_and_what_is_taken_on_at_80_by_24() {
    assert_snapshot!(planned((80, 24)));
}

#[test]
fn days_and_what_is_taken_on_at_50_by_16() {
    assert_snapshot!(planned((50, 16)));
}
