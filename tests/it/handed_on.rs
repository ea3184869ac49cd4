//! Exports as their readers read them: pages by a parser of `CommonMark`, tables by a library for CSV, JSON against the schema, and
//! everything of every bundled session, once looked at.

use std::{collections::BTreeSet, fs};

use insta::assert_snapshot;
use pulldown_cmark::{Event as Md, HeadingLevel, Options, Parser, Tag, TagEnd};
use runsheet::{
    ceremony::{CaptureKind, Text},
    exchange::{self, Audience, Table},
    session::{Capture, Event, Moment, Session},
};
use serde_json::Value;

use crate::{
    export::{lines, played},
    world::{World, setup},
};

const SESSIONS: [&str; 5] = ["standup", "planning", "refinement", "retro", "sprint-review"];
const READERS: [Audience; 4] =
    [Audience::Team, Audience::Pm, Audience::Stakeholders, Audience::Myself];
const TABLES: [Table; 4] = [Table::Captures, Table::Actions, Table::Estimates, Table::Timings];

fn end(session: &Session) -> Moment {
    session.records().last().unwrap().at
}

#[test]
fn every_page_and_table_of_every_bundled_session() {
    for name in SESSIONS {
        let session = played(name);
        let mut all = String::new();
        for reader in READERS {
            let page = exchange::markdown(&session, end(&session), reader);
            all.extend(["===== page for ", &format!("{reader:?}"), "\n", &page]);
        }
        for table in TABLES {
            let cells = exchange::table(&session, end(&session), table, Audience::Team);
            all.extend(["===== ", &format!("{table:?}"), "\n", &cells]);
        }
        assert_snapshot!(name.replace('-', "_"), all);
    }
}

/// Parts of a definition that come from the assets alike, whatever the session.
const ALIKE: [&str; 6] = ["facts", "warnings", "pulses", "timing", "deck", "refining"];

#[test]
fn the_json_of_every_bundled_session() {
    let mut first: Option<Value> = None;
    for name in SESSIONS {
        let session = played(name);
        let text = exchange::json(session.setup(), &lines(&session));
        let name = format!("json_{}", name.replace('-', "_"));
        let mut whole: Value = serde_json::from_str(&text).unwrap();
        let Some(first) = &first else {
            assert_snapshot!(name, text);
            first = Some(whole);
            continue;
        };
        for part in ALIKE {
            assert_eq!(whole["Defined"][part], first["Defined"][part], "{name}: {part}");
            whole["Defined"][part] = format!("as in json_{}", SESSIONS[0]).into();
        }
        assert_snapshot!(name, serde_json::to_string_pretty(&whole).unwrap());
    }
}

/// The headings of a page with their levels, all its text, and how often something is emphasised.
fn parsed(page: &str) -> (Vec<(HeadingLevel, String)>, String, usize) {
    let (mut headings, mut text, mut stressed, mut heading) = (Vec::new(), String::new(), 0, None);
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        match event {
            Md::Start(Tag::Heading { level, .. }) => heading = Some((level, String::new())),
            Md::End(TagEnd::Heading(_)) => headings.extend(heading.take()),
            Md::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }) => {
                stressed += 1;
            }
            Md::Code(_) => stressed += 1,
            Md::Text(it) => {
                text.push_str(&it);
                if let Some((_, words)) = &mut heading {
                    words.push_str(&it);
                }
            }
            Md::SoftBreak | Md::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    (headings, text, stressed)
}

#[test]
fn a_parser_finds_decisions_and_actions_as_headings_on_every_page() {
    for name in SESSIONS {
        let session = played(name);
        for reader in READERS {
            let page = exchange::markdown(&session, end(&session), reader);
            let (headings, ..) = parsed(&page);
            assert_eq!(headings[0].0, HeadingLevel::H1, "{name}: {page}");
            for wanted in ["Decisions", "Actions"] {
                let found = headings.iter().filter(|(level, title)| {
                    *level == HeadingLevel::H2 && title.starts_with(wanted)
                });
                assert_eq!(found.count(), 1, "{name} for {reader:?}: {wanted}\n{page}");
            }
        }
    }
}

#[test]
fn what_a_person_typed_is_read_as_it_was_typed_and_stresses_nothing() {
    let plain = with_all_kinds("x");
    for typed in [
        "*not* _stressed_ **at** __all__ ***here***",
        "`code` and ``more``",
        "[a](http://b) ![c](d) <http://e>",
        "a | b \\| c \\\\",
        "1. one",
        "- one",
        "+ one",
        "> quoted",
        "## heading",
        "~~~ fence",
        "&amp; &lt; &#42;",
        "snake_case_word and 2*3*4",
    ] {
        let session = with_all_kinds(typed);
        for reader in READERS {
            let page = exchange::markdown(&session, end(&session), reader);
            let (headings, text, stressed) = parsed(&page);
            let (usual, usual_text, expected) =
                parsed(&exchange::markdown(&plain, end(&plain), reader));
            assert_eq!(headings.len(), usual.len(), "{typed}\n{page}");
            assert_eq!(stressed, expected, "{typed}\n{page}");
            if usual_text.contains('x') && reader == Audience::Team {
                assert!(text.contains(typed), "{typed}: {text}\n{page}");
            }
        }
    }
}

/// A standup in which this was written down as everything there is.
fn with_all_kinds(text: &str) -> Session {
    let mut world = World::begun(setup("standup", "midsize", 3));
    for kind in [
        CaptureKind::Decision,
        CaptureKind::Action,
        CaptureKind::Question,
        CaptureKind::Blocker,
        CaptureKind::Risk,
        CaptureKind::Parking,
        CaptureKind::NotYet,
        CaptureKind::Note,
    ] {
        let capture = Capture { owner: text.into(), ..Capture::new(kind, text) };
        world.notes(Event::Captured { capture });
    }
    world.session
}

#[test]
fn every_cell_of_every_table_is_read_back_as_it_was_meant() {
    for name in SESSIONS {
        let session = played(name);
        for table in TABLES {
            let text = exchange::table(&session, end(&session), table, Audience::Team);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let wide = reader.headers().unwrap().len();
            for row in reader.records() {
                assert_eq!(row.unwrap().len(), wide, "{name}");
            }
        }
    }
    let planning = played("planning");
    let cells = rows(&planning, Table::Captures);
    let kept: Vec<_> = planning.captures().iter().collect();
    assert_eq!(cells.len(), kept.len());
    for (row, it) in cells.iter().zip(kept) {
        let due = it.capture.due.map(|it| it.to_string()).unwrap_or_default();
        assert_eq!(row[0], it.n.to_string());
        let told = [&it.capture.text, &it.capture.owner, &Text::new(due), &it.capture.sort];
        assert_eq!([&row[2], &row[3], &row[4], &row[5]].map(String::as_str), told.map(|it| &**it));
    }
    let sizes = rows(&planning, Table::Estimates);
    assert!(!sizes.is_empty());
    for row in sizes {
        assert_eq!(row[1], planning.size_of(&Text::new(&*row[0])).to_string());
    }
    for (row, it) in rows(&planning, Table::Actions).iter().zip(actions(&planning)) {
        assert_eq!((&*row[1], &*row[2]), (&*it.text, &*it.owner));
    }
}

fn actions(session: &Session) -> Vec<Capture> {
    let all = session.captures().iter().map(|it| it.capture.clone());
    all.filter(|it| it.kind == CaptureKind::Action).collect()
}

fn rows(session: &Session, table: Table) -> Vec<Vec<String>> {
    let text = exchange::table(session, end(session), table, Audience::Team);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|it| it.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The words in backticks of the first column of every table under this heading, and those of the second by the first.
fn documented(heading: &str) -> Vec<(BTreeSet<String>, BTreeSet<String>)> {
    let path = format!("{}/docs/export-schema.md", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap();
    let part = text.split("\n## ").find(|it| it.starts_with(heading)).unwrap().to_owned();
    let words = |cell: &str| -> BTreeSet<String> {
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let rows = part.lines().filter(|it| it.starts_with("| `"));
    rows.map(|it| {
        let mut cells = it.trim_matches('|').splitn(2, " | ");
        (words(cells.next().unwrap()), words(cells.next().unwrap_or_default()))
    })
    .collect()
}

#[test]
fn json_of_every_bundled_session_fits_the_documented_schema() {
    let keys = |value: &Value| -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let named = |heading: &str| -> BTreeSet<String> {
        documented(heading).into_iter().flat_map(|it| it.0).collect()
    };
    let records = documented("Records");
    for name in SESSIONS {
        let session = played(name);
        let text = exchange::json(session.setup(), &lines(&session));
        let whole: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(whole["runsheet"], 1);
        assert_eq!(keys(&whole), named("# The JSON"));
        assert_eq!(keys(&whole["Opened"]), named("Opened"), "{name}");
        assert_eq!(whole["Opened"]["sid"].as_str().unwrap().len(), 32);
        let mut before = 1;
        for record in whole["records"].as_array().unwrap() {
            assert!(keys(record).is_subset(&named("Records")), "{record}");
            let n = record["n"].as_u64().unwrap();
            assert!(before < n && record["t"].is_i64() && record["m"].is_u64(), "{record}");
            before = n;
            let (event, fields) = match &record["e"] {
                Value::String(event) => (event.clone(), BTreeSet::new()),
                other => {
                    let (event, body) = other.as_object().unwrap().iter().next().unwrap();
                    (event.clone(), body.as_object().map(|_| keys(body)).unwrap_or_default())
                }
            };
            let row = records.iter().find(|it| it.0.contains(&event));
            let row = row.unwrap_or_else(|| panic!("{event} is not documented"));
            assert!(fields.is_subset(&row.1), "{event}: {fields:?} of {:?}", row.1);
        }
    }
}
