//! What leaves in an export and what stays, for sessions played from the bundled scripts and for texts that mean harm.

use std::{fs, path::Path, process::Command as Process, sync::Arc};

use insta::assert_snapshot;
use runsheet::{
    app::Now,
    ceremony::{CaptureKind, Text},
    exchange::{self, Audience, LeftOut, Mask, Part, Table},
    journal::{self, Line},
    session::{Capture, Event, Moment, Player, Record, Session, SessionMode, Setup, script},
    shell::{ground::Ground, prepare::Wishes},
};

use crate::journals::sample;

/// A bundled script, played.
pub(crate) fn played(name: &str) -> Session {
    played_as(name, bundled(name))
}

fn bundled(name: &str) -> String {
    let path = format!("{}/examples/scripts/{name}.script", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).unwrap()
}

fn played_as(name: &str, text: impl AsRef<str>) -> Session {
    let scenes = script::read(name, text.as_ref()).unwrap();
    let header = scenes[0].header.clone();
    let nowhere = tempfile::tempdir().unwrap();
    let wishes = Wishes {
        team: header.team.map(|it| it.to_string()),
        profile: header.profile,
        ..Wishes::default()
    };
    let start = header.start.expect("bundled scripts say when they start");
    let now = Now {
        boot_ms: 0,
        wall_ms: start.timestamp_millis(),
        offset_min: start.offset().local_minus_utc() / 60,
    };
    let ground = Ground::survey(nowhere.path().join("c"), nowhere.path().join("d"), wishes);
    let mut setup = ground.plan(&header.ceremony, now).unwrap().setup;
    setup.opened.sid = sample::SID.into();
    let mut player = Player::new(Arc::new(setup), header.seed);
    player.play(&scenes[0].moves).unwrap();
    player.session
}

fn end(session: &Session) -> Moment {
    session.records().last().unwrap().at
}

pub(crate) fn lines(session: &Session) -> Vec<Line<Event>> {
    let wall = session.setup().opened.wall_ms;
    let line = |it: &Record| {
        let Record { n, at, by, event } = it.clone();
        Line { n, wall_ms: wall + i64::try_from(at.0).unwrap(), at, by, event }
    };
    session.records().iter().map(line).collect()
}

fn page(session: &Session, audience: Audience) -> String {
    exchange::markdown(session, end(session), audience)
}

fn table(session: &Session, table: Table) -> String {
    exchange::table(session, end(session), table, Audience::Team)
}

#[test]
fn the_page_for_the_team_puts_decisions_and_actions_first() {
    for name in ["standup", "planning", "refinement", "retro", "sprint-review"] {
        assert_snapshot!(format!("{name}_team"), page(&played(name), Audience::Team));
    }
}

#[test]
fn others_read_less_and_the_owner_reads_about_the_part_played() {
    assert_snapshot!("planning_pm", page(&played("planning"), Audience::Pm));
    let review = played("sprint-review");
    assert_snapshot!("sprint-review_stakeholders", page(&review, Audience::Stakeholders));
    assert_snapshot!("planning_self", page(&played("planning"), Audience::Myself));
}

#[test]
fn tables_hold_what_was_written_and_what_it_took() {
    let planning = played("planning");
    assert_snapshot!("planning_captures", table(&planning, Table::Captures));
    assert_snapshot!("planning_actions", table(&planning, Table::Actions));
    assert_snapshot!("planning_estimates", table(&planning, Table::Estimates));
    assert_snapshot!("planning_timings", table(&planning, Table::Timings));
}

#[test]
fn decisions_and_actions_are_headings_even_when_there_are_none() {
    for setup in ["standup", "retro"] {
        let world = crate::world::World::begun(crate::world::setup(setup, "midsize", 3));
        for audience in [Audience::Team, Audience::Pm, Audience::Stakeholders, Audience::Myself] {
            let page = exchange::markdown(&world.session, world.now, audience);
            assert!(page.contains("\n## Decisions\n\nnone\n"), "{page}");
            assert!(page.contains("\n## Actions\n\nnone\n"), "{page}");
        }
    }
}

#[test]
fn a_retrospective_leaves_its_topics_notes_and_votes_with_the_team() {
    let retro = played("retro");
    let written: Vec<&str> = retro
        .captures()
        .iter()
        .filter(|it| !matches!(it.capture.kind, CaptureKind::Decision | CaptureKind::Action))
        .map(|it| it.capture.text.as_str())
        .collect();
    let talk = retro.step_of(&"rt.insight".into()).unwrap();
    let topics = retro.passes_of(talk).into_iter();
    let topics: Vec<String> = topics.map(|it| it.pass.title().to_string()).collect();
    assert!(!written.is_empty() && !topics.is_empty());
    for audience in [Audience::Team, Audience::Pm, Audience::Stakeholders, Audience::Myself] {
        let tables = [Table::Captures, Table::Actions, Table::Estimates, Table::Timings];
        let tables = tables.map(|it| exchange::table(&retro, end(&retro), it, audience));
        let all = page(&retro, audience) + &tables.concat();
        for secret in written.iter().copied().chain(topics.iter().map(String::as_str)) {
            assert!(!all.contains(secret), "{audience:?}: {secret}");
        }
        let left_out = exchange::left_out(&retro, audience, None);
        let topics = LeftOut { part: Part::Topics, count: 3 };
        assert!(left_out.contains(&topics), "{left_out:?}");
    }
    let owed = retro.captures().iter().find(|it| it.capture.kind == CaptureKind::Action).unwrap();
    assert!(page(&retro, Audience::Team).contains(&*owed.capture.text));
    assert!(!page(&retro, Audience::Pm).contains(&*owed.capture.text));
}

fn with_note(text: &str) -> Session {
    let setup = crate::world::setup("standup", "midsize", 3);
    let mut world = crate::world::World::begun(setup);
    world.notes(Event::Captured { capture: Capture::new(CaptureKind::Note, text) });
    world.session
}

#[test]
fn what_was_released_leaves_for_those_it_was_released_to_and_nobody_else() {
    let close = "40   Do(\"rt.close.po1\")";
    let text = bundled("retro");
    assert!(text.contains(close));
    let release = "1 Release(topic: \"Late changes to stories\", to: Pm)";
    let retro = played_as("retro", text.replace(close, &format!("{release}\n{close}")));
    let about = "Stories change after planning because criteria come late";
    let readers = [
        (Audience::Team, true),
        (Audience::Myself, true),
        (Audience::Pm, true),
        (Audience::Stakeholders, false),
    ];
    for (audience, may) in readers {
        let page = page(&retro, audience);
        let rows = exchange::table(&retro, end(&retro), Table::Captures, audience);
        assert_eq!(page.contains("- Late changes to stories\n"), may, "{audience:?}: {page}");
        assert_eq!(
            (page.contains(about), rows.contains(about)),
            (may, may),
            "{audience:?}: {rows}"
        );
        assert!(!page.contains("Pairing went well"), "{audience:?}: {page}");
        let topics = exchange::left_out(&retro, audience, None);
        let topics = topics.iter().find(|it| it.part == Part::Topics).map(|it| it.count);
        assert_eq!(topics, Some(if may { 2 } else { 3 }), "{audience:?}");
    }
}

#[test]
fn times_of_what_others_may_not_read_are_not_in_their_table() {
    let standup = played("standup");
    let kept = |it: &&CaptureKind| matches!(it, CaptureKind::Parking | CaptureKind::Blocker);
    let of_kind = standup.captures().iter().filter(|it| kept(&&it.capture.kind));
    let times = |audience| exchange::table(&standup, end(&standup), Table::Timings, audience);
    let (team, guests) = (times(Audience::Team), times(Audience::Stakeholders));
    let told: Vec<&Text> =
        of_kind.map(|it| &it.capture.text).filter(|it| team.contains(&***it)).collect();
    assert!(!told.is_empty(), "{team}");
    for text in told {
        assert!(!guests.contains(&**text), "{text}: {guests}");
    }
}

#[test]
fn no_cell_that_a_person_typed_is_a_formula() {
    for text in [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "  =A1",
        "\t=A1",
        "\r=A1",
        "\n=A1",
        "＝A1",
        "\"=A1\"",
        "'=A1",
        "\u{a0}=A1",
        "\u{feff}=A1",
        "' \"@A1",
    ] {
        let csv = table(&with_note(text), Table::Captures);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert!(row[2].starts_with('\''), "{text:?}: {row:?}");
        let written = with_note(text).captures()[0].capture.text.clone();
        assert_eq!(row[2][1..], *written, "{text:?}: the text itself stays");
    }
    let csv = table(&with_note("a, \"b\"\nc"), Table::Captures);
    let row = csv::Reader::from_reader(csv.as_bytes()).records().next().unwrap().unwrap();
    assert_eq!(&row[2], "a, \"b\"\nc");
}

#[test]
fn no_cell_of_any_table_is_a_formula_whoever_wrote_the_ceremony() {
    let mut setup = crate::world::setup("standup", "midsize", 3);
    setup.opened.sprint = "=1".into();
    setup.opened.ceremony = "@ceremony".into();
    for step in &mut setup.ceremony.steps {
        step.title = format!("+{}", step.title).into();
    }
    let mut world = crate::world::World::begun(setup);
    for kind in [CaptureKind::Action, CaptureKind::Blocker] {
        let capture = Capture { owner: "-Ada".into(), ..Capture::new(kind, "=2") };
        world.notes(Event::Captured { capture });
    }
    for of in [Table::Captures, Table::Actions, Table::Estimates, Table::Timings] {
        let csv = table(&world.session, of);
        for row in csv::Reader::from_reader(csv.as_bytes()).records() {
            for cell in &row.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{of:?}: {cell}");
            }
        }
    }
}

#[test]
fn a_text_full_of_markdown_stays_a_text() {
    let page = page(&with_note("# a | <script>\n| --- | *b*"), Audience::Team);
    assert!(page.contains("- \\# a \\| \\<script\\><br>\\| --- \\| \\*b\\*\n"), "{page}");
}

#[test]
fn json_gives_the_same_session_back() {
    for name in ["standup", "planning", "refinement", "retro", "sprint-review"] {
        let session = played(name);
        let text = exchange::json(session.setup(), &lines(&session));
        let (setup, journal) = exchange::journal_of(&text).unwrap();
        assert_eq!(setup, *session.setup());
        let read = journal::read(journal.as_bytes(), Some(sample::SID)).unwrap();
        assert!(read.is_whole());
        assert_eq!(read.lines, lines(&session));
    }
}

#[test]
fn every_kind_of_event_survives_json() {
    let lines: Vec<Line<Event>> = sample::records()
        .into_iter()
        .map(|Record { n, at, by, event }| Line { n, wall_ms: sample::WALL, at, by, event })
        .collect();
    let (setup, journal) = exchange::journal_of(&exchange::json(&sample::setup(), &lines)).unwrap();
    assert_eq!(setup, sample::setup());
    let read = journal::read(journal.as_bytes(), Some(sample::SID)).unwrap();
    assert_eq!(read.lines, lines);
}

#[test]
fn the_schema_names_every_key_and_event_there_is() {
    let schema =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/export-schema.md"))
            .unwrap();
    let records = sample::records().into_iter();
    let lines: Vec<Line<Event>> = records
        .map(|Record { n, at, by, event }| Line { n, wall_ms: sample::WALL, at, by, event })
        .collect();
    let text = exchange::json(&sample::setup(), &lines);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut names: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
    for (key, of) in [("Opened", &value["Opened"]), ("Defined", &value["Defined"])] {
        let keys = of.as_object().unwrap().keys();
        names.extend(keys.cloned());
        names.push(key.to_owned());
    }
    for row in value["records"].as_array().unwrap() {
        names.extend(row.as_object().unwrap().keys().cloned());
        match &row["e"] {
            serde_json::Value::String(name) => names.push(name.clone()),
            event => {
                let (name, fields) = event.as_object().unwrap().iter().next().unwrap();
                names.push(name.clone());
                names.extend(fields.as_object().unwrap().keys().cloned());
            }
        }
    }
    let missing: Vec<&String> =
        names.iter().filter(|it| !schema.contains(&format!("`{it}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_no_exported_session_is_told_from_a_broken_one() {
    let told = |text: &str| exchange::journal_of(text).unwrap_err().to_string();
    assert_eq!(told("{}"), "this is no session that runsheet exported");
    assert_eq!(told("[1]"), "this is no session that runsheet exported");
    assert!(told(r#"{"runsheet": 2}"#).contains("reads up to 1"));
    assert!(told(r#"{"runsheet": 1}"#).starts_with("the exported session is broken"));
}

#[test]
fn redaction_leaves_no_name() {
    for name in ["standup", "planning", "refinement", "retro", "sprint-review"] {
        let session = played(name);
        let events = session.records().iter().map(|it| &it.event);
        let mask = Mask::of(session.setup(), events);
        let bytes = journal_text(session.setup(), &lines(&session));
        let text = journal::rename(bytes.as_bytes(), sample::SID, &mut |it| mask.apply(it).0);
        let read = journal::read(text.unwrap().as_bytes(), Some(sample::SID)).unwrap();
        let masked = Session::replay(
            read.setup.clone().unwrap().into(),
            &read.clone().into_records(),
            end(&session),
        );
        assert_eq!(masked.present().len(), session.present().len());
        assert_eq!(masked.captures().len(), session.captures().len());
        let all = page(&masked, Audience::Myself) + &exchange::json(masked.setup(), &read.lines);
        for member in &session.setup().team.members {
            let name = &*member.name;
            let words = || all.split(|it: char| !it.is_alphanumeric());
            assert!(!words().any(|it| it == name), "{name}");
        }
    }
}

fn journal_text(setup: &Setup, lines: &[Line<Event>]) -> String {
    exchange::journal_of(&exchange::json(setup, lines)).unwrap().1
}

/// A journal with every kind of event, as text.
pub(crate) fn sample_journal() -> String {
    let line = |Record { n, at, by, event }| Line { n, wall_ms: sample::WALL, at, by, event };
    let lines: Vec<Line<Event>> = sample::records().into_iter().map(line).collect();
    journal_text(&sample::setup(), &lines)
}

#[test]
fn an_exported_session_is_imported_once() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    put(from.path(), &played("planning"), SessionMode::Live);
    let (_, json, _) = run(from.path(), &["export", "last", "--format", "json"]);
    let file = to.path().join("session.json");
    fs::write(&file, &json).unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(run(to.path(), &["import", file, "--dry-run"]).0, 0);
    assert_eq!(run(to.path(), &["export", "last"]).0, 2);
    assert_eq!(run(to.path(), &["import", file]).0, 0);
    assert_eq!(run(to.path(), &["export", "last", "--format", "json"]).1, json);
    assert_eq!(run(to.path(), &["verify", "last"]).0, 0);
    let (code, _, err) = run(to.path(), &["import", file]);
    assert_eq!((code, err.contains("is here already")), (2, true));
    fs::write(file, json.replace("\"sid\"", "\"syd\"")).unwrap();
    let (code, _, err) = run(to.path(), &["import", file]);
    assert_eq!((code, err.contains("is broken")), (2, true));
}

/// Runs the program on a data folder of its own.
fn run(data: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Process::new(env!("CARGO_BIN_EXE_runsheet"))
        .args(["--data-dir", data.to_str().unwrap(), "--config-dir"])
        .arg(data.join("config"))
        .args(arguments)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let text = |it: Vec<u8>| String::from_utf8(it).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

pub(crate) fn put(data: &Path, session: &Session, mode: SessionMode) {
    put_as(data, session, mode, "20261123t083000z", sample::SID);
}

/// Puts a session on the shelf as one that was started then.
fn put_as(data: &Path, session: &Session, mode: SessionMode, started: &str, sid: &str) {
    let mut setup = session.setup().clone();
    (setup.opened.mode, setup.opened.sid) = (mode, sid.into());
    let folder = data.join("sessions/2026/11");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{started}-{sid}.ron"));
    fs::write(file, journal_text(&setup, &lines(session))).unwrap();
}

#[test]
fn the_last_session_to_export_is_the_last_one_held_live() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let practised = "019aa9e1f4d07c3e8b1f5a2d6c7e8f99";
    put_as(data, &played("standup"), SessionMode::Practice, "20261124t083000z", practised);
    let (code, _, err) = run(data, &["export", "last"]);
    assert_eq!((code, err.contains("practice stays with the one who practised")), (2, true));
    put(data, &played("planning"), SessionMode::Live);
    let (code, out, err) = run(data, &["export", "last"]);
    assert_eq!((code, out.contains(" planning: 2026-11-")), (0, true), "{out}");
    assert!(err.contains("practice is not exported; `last` is 6c7e8f90,"), "{err}");
    let (code, out, err) = run(data, &["export", practised]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    let (code, out, _) = run(data, &["show", "last"]);
    assert_eq!((code, out.starts_with("Daily standup")), (0, true), "{out}");
}

#[test]
fn the_command_prints_says_what_stays_and_keeps_files_that_are_there() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    put(data, &played("retro"), SessionMode::Live);
    let (code, out, err) = run(data, &["export", "last", "--format", "md"]);
    assert_eq!((code, out.starts_with("# Sprint 14 retrospective: 2026-11-27")), (0, true));
    assert_eq!(err, "left out: notes (2), topics (3), votes (2)\n");

    let file = data.join("out.md");
    let path = file.to_str().unwrap();
    assert_eq!(run(data, &["export", "last", "-o", path]).0, 0);
    fs::write(&file, "mine").unwrap();
    let (code, _, err) = run(data, &["export", "last", "-o", path]);
    assert_eq!((code, err.contains("`--force` writes over it")), (2, true));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(run(data, &["export", "last", "-o", path, "--force"]).0, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), out);

    let (code, _, err) = run(data, &["export", "last", "-o", data.to_str().unwrap()]);
    assert_eq!((code, err.contains("is a folder"), err.contains("--force")), (2, true, false));
    for form in ["md", "json"] {
        let (code, out, err) =
            run(data, &["export", "last", "--format", form, "--table", "timings"]);
        assert_eq!((code, &*out, err.contains("`--format csv`")), (2, "", true));
    }

    let table = |name| run(data, &["export", "last", "--format", "csv", "--table", name]).2;
    assert_eq!(table("actions"), "", "no action stayed behind");
    assert_eq!(table("captures"), "left out: notes (2)\n");

    let (code, _, err) = run(data, &["export", "abcdef"]);
    assert_eq!((code, err.contains("no session `abcdef`")), (2, true));
    let (code, _, err) = run(data, &["export", "last", "--format", "json", "--for", "pm"]);
    assert_eq!((code, err.contains("for yourself")), (2, true));
    let (code, out, err) = run(data, &["export", "last", "--redact"]);
    assert_eq!((code, err.contains("Ada → PO, 3×"), out.contains("Lin")), (0, true, false));
}

#[test]
fn a_vote_of_confidence_stays_with_the_team() {
    let session = played("planning");
    let tells = |audience| page(&session, audience).contains("confidence");
    let all = [Audience::Team, Audience::Myself, Audience::Pm, Audience::Stakeholders];
    assert_eq!(all.map(tells), [true, true, false, false]);
}

#[test]
fn practice_is_never_exported() {
    let data = tempfile::tempdir().unwrap();
    put(data.path(), &played("standup"), SessionMode::Practice);
    let file = data.path().join("out");
    let path = file.to_str().unwrap();
    for format in ["md", "json", "csv"] {
        for more in [&[][..], &["--redact"], &["--for", "self"], &["--force", "-o", path]] {
            let arguments = [&["export", sample::SID, "--format", format][..], more].concat();
            let (code, out, err) = run(data.path(), &arguments);
            assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
            assert!(err.contains("practice stays with the one who practised"), "{err}");
        }
    }
    assert!(!file.exists());
}
