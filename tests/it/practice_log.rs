//! The practice log on disk: what was written is read for ever, a torn end costs nothing else, and a name can be taken out.

use std::{fs, path::Path};

use runsheet::{
    app::Now,
    ceremony::{Percent, Secs},
    practice::{
        Grade, Owner,
        log::{Answered, Drilled, Line, RunEnded, Tried},
    },
    shell::{forget::forget, practice_log::PracticeLog},
};
use tempfile::tempdir;

use crate::world::START_MS;

const NOW: Now = Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 };
const SID: &str = "019ab3f0000070008000000000000001";

fn everything() -> Vec<Line> {
    let day = "2026-11-23".parse().unwrap();
    vec![
        Line::Drilled(Drilled {
            item: "d05".into(),
            profile: "midsize".into(),
            day,
            answer: Owner::Dev,
            right: true,
            secs: Secs(4),
            confidence: Some(Percent(95)),
        }),
        Line::RunEnded(Box::new(RunEnded {
            sid: SID.into(),
            day,
            ceremony: "standup".into(),
            profile: "midsize".into(),
            level: "guided".into(),
            seed: u64::MAX,
            score: 79,
            parts: vec![("answers".into(), Percent(83)), ("time".into(), Percent(90))],
            answers: vec![Answered {
                situation: "s.su.pm_dialin".into(),
                principle: "pr.pm_on_request".into(),
                axis: "align".into(),
                option: "a".into(),
                grade: Grade::Best,
                confidence: Some(Percent(70)),
                aided: true,
            }],
            self_rated: Some(("align".into(), 4)),
        })),
        Line::Resolved {
            sid: SID.into(),
            ceremony: "standup".into(),
            text: "If Ruben dials in, then I name the slot at ten.".into(),
        },
        Line::Tried { sid: SID.into(), how: Tried::NoChance },
        Line::Disagreed {
            sid: SID.into(),
            situation: "s.su.pm_dialin".into(),
            option: "c".into(),
            note: "Ruben is quick.\nWe had the minute.".into(),
        },
        Line::FlaggedLive {
            sid: SID.into(),
            day,
            warning: "wr.status_round".into(),
            principle: "pr.daily_for_devs".into(),
        },
    ]
}

fn file(data: &Path) -> std::path::PathBuf {
    data.join("practice/journal.ron")
}

#[test]
fn a_practice_log_of_the_first_format_reads_and_is_written_as_ever() {
    let golden = include_str!("golden/practice-v1.ron");
    let data = tempdir().unwrap();
    let log = PracticeLog::new(data.path());
    log.append(&everything(), NOW).unwrap();
    assert_eq!(fs::read_to_string(file(data.path())).unwrap(), golden);
    fs::write(file(data.path()), golden).unwrap();
    assert_eq!(log.lines(), everything());
}

#[test]
fn a_torn_end_and_a_line_of_a_newer_version_cost_nothing_else() {
    let data = tempdir().unwrap();
    let log = PracticeLog::new(data.path());
    log.append(&everything(), NOW).unwrap();
    let whole = fs::read(file(data.path())).unwrap();
    fs::write(file(data.path()), &whole[..whole.len() - 9]).unwrap();
    log.append(&everything()[..1], NOW).unwrap();
    let expected = [&everything()[..5], &everything()[..1]].concat();
    assert_eq!(log.lines(), expected);
}

#[test]
fn a_name_is_taken_out_of_resolutions_and_notes() {
    let data = tempdir().unwrap();
    let log = PracticeLog::new(data.path());
    log.append(&everything(), NOW).unwrap();
    let forgotten = forget(data.path(), "Ruben").unwrap();
    assert_eq!(forgotten.files, [(file(data.path()), 2)]);
    let texts: Vec<String> = log
        .lines()
        .iter()
        .filter_map(|it| match it {
            Line::Resolved { text, .. } => Some(text.to_string()),
            Line::Disagreed { note, .. } => Some(note.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(
        texts,
        [
            "If someone 1 dials in, then I name the slot at ten.",
            "someone 1 is quick.\nWe had the minute."
        ]
    );
    assert_eq!(log.lines().len(), everything().len());
}
