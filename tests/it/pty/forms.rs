//! Each form of the standup's round in a real terminal, with few, many and too many people.

use std::{fmt::Write as _, time::Duration};

use insta::assert_snapshot;

use super::stage::{Stage, runsheet};

const SETTLED: Duration = Duration::from_millis(80);

/// A team of one product owner and so many developers, and a backlog with states.
fn files(home: &tempfile::TempDir, developers: usize) -> (String, String) {
    let mut team =
        "Team(id: \"crew\", name: \"Crew\", members: [(name: \"Pia\", roles: [Po])".to_owned();
    for n in 1..=developers {
        write!(team, ", (name: \"Dev{n:02}\", roles: [Dev])").unwrap();
    }
    team.push_str("])\n");
    let backlog = "Key,Title,Status\nC-1,Export a day,To do\nC-2,Explain a decline,In progress\n\
        C-3,Merge doubles,In review\nC-4,Guide the first sale,Testing\nC-5,Print the tax,Done\n";
    let path = |name: &str| home.path().join(name).display().to_string();
    std::fs::write(path("crew.ron"), team).unwrap();
    std::fs::write(path("backlog.csv"), backlog).unwrap();
    (path("crew.ron"), path("backlog.csv"))
}

/// Takes the mode that stands so many places from the first, and goes to the round.
fn in_the_round(form: &str, developers: usize) -> Stage {
    let home = tempfile::tempdir().unwrap();
    let (team, backlog) = files(&home, developers);
    let stage = runsheet(&["live", "standup", "--team", &team, "--backlog", &backlog]);
    stage.wait_for("Enter accepts all of this");
    stage.type_in("j".repeat(developers + 2));
    stage.wait_quiet(SETTLED);
    for _ in 0..4 {
        if stage.screen().contents().contains(&format!("‹ {form} ›")) {
            break;
        }
        stage.type_in("l");
        stage.wait_quiet(SETTLED);
    }
    assert!(stage.screen().contents().contains(&format!("‹ {form} ›")), "no mode {form}");
    for step in ["▶ Gather", "▶ Goal", "▶ Sync"] {
        stage.type_in("\r");
        stage.wait_for(step);
        stage.wait_quiet(SETTLED);
    }
    stage
}

/// What stands left of the clock; in turn, the order is another each time.
fn frame(stage: &Stage, form: &str) -> String {
    let screen = stage.screen().contents();
    let body = screen.lines().skip(1).take(17);
    let left = body.map(|it| it.split('│').next().unwrap_or_default().trim_end());
    let mask = |it: &str| {
        let hidden = form == "People in turn" && it.contains("Dev") && !it.contains("Developers");
        if hidden { it.replace(|it: char| it.is_ascii_digit(), "·") } else { it.to_owned() }
    };
    left.map(|it| mask(it) + "\n").collect()
}

#[test]
fn every_form_of_the_round_shows_whose_turn_it_is_and_what_comes_next() {
    let mut frames = String::new();
    for form in ["People in turn", "People by seat", "Board", "Parts of the goal"] {
        for developers in [3, 9, 20] {
            let stage = in_the_round(form, developers);
            if form == "Parts of the goal" {
                for keys in ["t", "One till\r", "One receipt\r\r"] {
                    stage.type_in(keys);
                    stage.wait_quiet(SETTLED);
                }
                stage.wait_for("▶ One till");
            }
            stage.type_in("\r");
            stage.wait_for("1 of");
            stage.wait_quiet(SETTLED);
            write!(frames, "== {form}, {developers} developers ==\n{}\n", frame(&stage, form))
                .unwrap();
        }
    }
    assert_snapshot!(frames);
}
