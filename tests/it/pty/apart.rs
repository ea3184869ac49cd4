//! Practice beside a team's own sessions, under the very name of the team: nothing that is said of the team hears of it.

use std::path::Path;

use runsheet::{
    app::Now,
    ceremony::{Id, Text},
    journal::{self, Salt},
    practice::Policy,
    shell::{ledgers::Ledgers, store::Store},
};

use super::stage::{Stage, runsheet};
use crate::{
    generated::{self, TEAM},
    practice_runs::played,
    world::{CEREMONIES, team},
};

/// Later than anything that was generated.
const LATER_MS: i64 = 1_900_000_000_000;

/// A run of each ceremony, played to its end, as if by this team; their ids.
fn rehearse(data: &Path) -> Vec<Text> {
    let run = |(n, ceremony): (usize, &str)| {
        let run = played(ceremony, "midsize", 1 + n % 3, 11, Policy::Random);
        let mut setup = run.session.setup().clone();
        let opened = &mut setup.opened;
        opened.sid = format!("{:032x}", 0xfeed_0000 + n).into();
        opened.wall_ms = LATER_MS + i64::try_from(n).unwrap() * 86_400_000;
        (opened.team, opened.team_name, opened.demo) = (TEAM.into(), "Harbour".into(), false);
        let (sid, wall_ms) = (opened.sid.clone(), opened.wall_ms);
        setup.team.id = TEAM.into();
        let salt = Salt::of(&sid);
        let records = run.session.records().iter();
        let mut lines: Vec<(u64, String)> =
            records.map(|it| (it.n, journal::record(salt, it, wall_ms))).collect();
        let beside = run.beside.iter();
        lines.extend(beside.map(|(n, at, it)| (*n, journal::beside(salt, *n, *at, it, wall_ms))));
        lines.sort_by_key(|it| it.0);
        let told: String = lines.into_iter().map(|it| it.1).collect();
        let text = journal::opening(&setup) + &told;
        assert!(Store::new(data).put_back(&setup, &text).unwrap().is_some());
        sid
    };
    CEREMONIES.into_iter().enumerate().map(run).collect()
}

/// What the program says of a team, command by command.
fn said(stage: &Stage) -> Vec<String> {
    let lists = ["actions", "blockers", "questions", "briefs", "not-yets"];
    let mut all: Vec<String> = lists.iter().map(|it| stage.run(&[it, "--json"])).collect();
    all.push(stage.run(&["trends", "--team", TEAM]));
    all.push(stage.run(&["trends", "--team", TEAM, "--json"]));
    all.push(stage.run(&["trends"]));
    all.push(stage.run(&["sessions", "--mode", "live", "--json"]));
    all
}

/// The page of a session beside the one before it, and every other it may be put beside.
fn compared(stage: &Stage, sid: &str) -> Vec<String> {
    let mut seat = stage.beside(&["history", sid]);
    seat.resize(36, 120);
    seat.wait_for("p replay");
    seat.type_in("c");
    seat.wait_for("← older");
    let mut seen = vec![seat.screen().contents()];
    for _ in 0..6 {
        let before = seat.screen().contents();
        seat.type_in("l");
        seat.wait_quiet(std::time::Duration::from_millis(200));
        seen.push(seat.screen().contents());
        if seat.screen().contents() == before {
            break;
        }
    }
    seat.type_in("q");
    seat.assert_code(0);
    seen
}

#[test]
fn a_run_under_a_teams_own_name_counts_nowhere_and_leaves_no_file() {
    let mut stage = runsheet(&["--version"]);
    stage.assert_code(0);
    let data = stage.home.path().join("data");
    generated::fill(&data, 60, 3);
    let live = Store::new(&data).shelf();
    let newest = live.first().unwrap().sid.clone();
    let (before, beside) = (said(&stage), compared(&stage, &newest));
    assert!(before.iter().all(|it| it.len() > 5), "{before:?}");
    let now = Now { boot_ms: 0, wall_ms: LATER_MS, offset_min: 60 };
    let today = chrono::NaiveDate::from_ymd_opt(2030, 3, 18).unwrap();
    let given = |data: &Path| {
        let team = runsheet::ceremony::Team { id: Id::new(TEAM), ..team(3) };
        Ledgers::new(data).given(&team, today, now)
    };
    let known = given(&data);
    let runs = rehearse(&data);
    assert_eq!(Store::new(&data).shelf().len(), live.len() + runs.len());
    assert_eq!(said(&stage), before);
    assert_eq!(compared(&stage, &newest), beside);
    assert_eq!(given(&data), known);
    for sid in &runs {
        for format in ["md", "json", "csv"] {
            let out = stage.home.path().join("out");
            let path = out.to_str().unwrap();
            let (code, told) = stage.fails(&["export", sid, "--format", format, "-o", path]);
            assert!(code == 2 && told.contains("practice"), "{code}: {told}");
            assert!(!out.exists());
        }
    }
}
