//! What is written reads back, now and for ever; what a newer version wrote is kept apart, not guessed at.

use proptest::prelude::*;
use runsheet::{
    ceremony::{CaptureKind, Text},
    journal::{self, Outcome, Salt, Unreadable, ron as spelling},
    session::{Actor, Brief, Capture, Ending, Event, GivenEntry, Moment, PmAct, Record},
};

use super::{read, sample, written};

#[test]
fn every_kind_of_event_reads_back_as_it_was() {
    let text = written(&sample::records());
    let journal = read(text.as_bytes());
    assert_eq!(journal.setup, Some(sample::setup()));
    assert!(journal.may_grow() && journal.newer.is_empty());
    assert_eq!(journal.into_records(), sample::records());
}

#[test]
fn the_sample_has_every_kind_of_event_under_its_own_name() {
    let text = written(&sample::records());
    let mut kinds = std::collections::BTreeSet::new();
    for (event, line) in sample::events().iter().zip(text.lines().skip(2)) {
        let kind = sample::kind(event);
        assert!(line.contains(&format!(",e:{kind}")), "{line}");
        kinds.insert(kind);
    }
    assert_eq!(kinds.len(), 39);
}

#[test]
fn a_journal_of_format_1_opens_for_ever() {
    let golden = include_bytes!("../golden/v1-everything.ron");
    let journal = journal::read(golden, None).unwrap();
    assert_eq!(journal.setup, Some(sample::setup()));
    assert_eq!((journal.format, journal.newer.len(), journal.damage.len()), (1, 0, 0));
    assert_eq!(journal.into_records(), sample::numbered(sample::first_events()));
}

#[test]
fn items_refined_under_format_1_read_for_ever() {
    let golden = include_bytes!("../golden/v1-items.ron");
    let journal = journal::read(golden, None).unwrap();
    assert_eq!((journal.newer.len(), journal.damage.len()), (0, 0));
    assert_eq!(journal.into_records(), sample::numbered(sample::item_events()));
}

#[test]
fn items_called_otherwise_under_format_1_read_for_ever() {
    let golden = include_bytes!("../golden/v1-item-names.ron");
    let journal = journal::read(golden, None).unwrap();
    assert_eq!((journal.newer.len(), journal.damage.len()), (0, 0));
    assert_eq!(journal.into_records(), sample::numbered(sample::item_names()));
    let written = written(&sample::numbered(sample::item_names()));
    let lines = |text: &str| text.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&written), lines(&String::from_utf8_lossy(golden)));
}

#[test]
fn what_format_1_learnt_later_opens_for_ever_too() {
    let golden = include_bytes!("../golden/v1-talk.ron");
    let journal = journal::read(golden, None).unwrap();
    assert_eq!((journal.format, journal.newer.len(), journal.damage.len()), (1, 0, 0));
    assert_eq!(journal.into_records(), sample::later_records());
}

#[test]
fn cards_that_were_discarded_open_for_ever() {
    let golden = include_bytes!("../golden/v1-dropped.ron");
    let journal = journal::read(golden, None).unwrap();
    assert_eq!((journal.newer.len(), journal.damage.len()), (0, 0));
    assert_eq!(journal.into_records(), sample::numbered(sample::dropped_events()));
}

#[test]
fn a_board_of_format_1_opens_for_ever() {
    let golden = include_bytes!("../golden/v1-board.ron");
    let journal = journal::read(golden, None).unwrap();
    assert_eq!((journal.newer.len(), journal.damage.len()), (0, 0));
    let records = sample::numbered(sample::board_events());
    assert_eq!(journal.into_records(), records);
}

#[test]
fn a_brief_of_before_comes_back_whole() {
    let mut setup = sample::setup();
    let entry = setup.given.open[0].clone();
    let brief = Brief { question: "Which?".into(), default: "this".into(), ..Brief::default() };
    setup.given.briefs = vec![GivenEntry { brief: Some(brief), ..entry }];
    setup.given.by_count = true;
    let read = read(journal::opening(&setup).as_bytes());
    assert_eq!(read.setup, Some(setup));
}

#[test]
fn capacity_and_forecasts_of_format_1_open_for_ever() {
    let golden = include_bytes!("../golden/v1-capacity.ron");
    let journal = journal::read(golden, None).unwrap();
    assert_eq!(journal.setup, Some(sample::capacity_setup()));
    assert_eq!((journal.format, journal.newer.len(), journal.damage.len()), (1, 0, 0));
    assert_eq!(journal.into_records(), sample::capacity_records());
}

#[test]
fn every_line_is_plain_ron_without_a_control_character() {
    for line in written(&sample::records()).lines() {
        assert!(!line.chars().any(char::is_control), "{line}");
        let read = ron::from_str::<serde::de::IgnoredAny>(line);
        assert!(read.is_ok(), "{read:?}: {line}");
    }
}

#[test]
fn the_opening_is_small_and_a_list_needs_no_more() {
    let text = written(&sample::records());
    let first = text.lines().next().unwrap();
    assert!(first.len() < 2048);
    let head = &text.as_bytes()[..first.len() + 40];
    assert_eq!(journal::read_head(head, sample::SID), Some(sample::setup().opened));
    assert_eq!(journal::read_head(head, "another"), None);
}

#[test]
fn a_glance_leaves_out_pauses_and_left_out_gaps() {
    let events = [
        (0, sample::events().remove(0)),
        (10_000, Event::Paused),
        (40_000, Event::Resumed),
        (50_000, Event::Paused),
        (51_000, Event::Struck { n: 5 }),
        (90_000, Event::Gap { ms: 20_000, how: runsheet::session::GapKind::LeftOut }),
        (100_000, Event::Ended { how: Ending::Early, talk: None }),
    ];
    let records: Vec<Record> = (2..)
        .zip(events)
        .map(|(n, (at, event))| Record { n, at: Moment(at), by: Actor::Facilitator, event })
        .collect();
    let whole = written(&records);
    let glance = journal::glance(whole.as_bytes(), sample::SID).unwrap();
    assert_eq!((glance.outcome, glance.elapsed_ms), (Outcome::Early, 50_000));
    let open = written(&records[..3]);
    let glance = journal::glance(open.as_bytes(), sample::SID).unwrap();
    assert_eq!((glance.outcome, glance.elapsed_ms), (Outcome::Open, 10_000));
    let holed = open.replacen("Paused", "Pauked", 1);
    assert_eq!(journal::glance(holed.as_bytes(), sample::SID).unwrap().outcome, Outcome::Damaged);
}

/// The bytes with one line changed and sealed again, as a newer version would have written it.
fn rewritten(text: &str, line: usize, from: &str, to: &str) -> String {
    let rewrite = |(at, it): (usize, &str)| {
        if at != line {
            return format!("{it}\n");
        }
        let body = it.split("//=").next().expect("a line");
        assert!(body.contains(from), "{body}");
        let body = body.replace(from, to);
        let mut hasher =
            crc32fast::Hasher::new_with_initial(crc32fast::hash(sample::SID.as_bytes()));
        hasher.update(body.as_bytes());
        format!("{body}//={:08x}\n", hasher.finalize())
    };
    text.lines().enumerate().map(rewrite).collect()
}

#[test]
fn fields_of_a_newer_version_are_passed_over() {
    let text = written(&sample::records());
    let text = rewritten(&text, 0, "demo:false", "mood:[(\"a,b)\",-1)],demo:false");
    let text = rewritten(&text, 1, "ceremony:(", "ceremony:(shape:Round(to:[1]),");
    let text = rewritten(&text, 2, "e:Began(", "z:None,e:Began(hats:[\"x\"],");
    let journal = read(text.as_bytes());
    assert_eq!(journal.setup, Some(sample::setup()));
    assert!(journal.newer.is_empty() && journal.damage.is_empty());
    assert_eq!(journal.into_records(), sample::records());
}

#[test]
fn an_event_of_a_newer_version_is_kept_as_it_stands() {
    let text = rewritten(&written(&sample::records()), 3, "Attended(", "Danced(");
    let journal = read(text.as_bytes());
    assert_eq!(journal.newer.len(), 1);
    assert_eq!(journal.newer[0].event, "Danced(name:\"Grace\",here:true)");
    assert_eq!(journal.lines.len(), sample::records().len() - 1);
    assert!(journal.damage.is_empty());
}

#[test]
fn a_journal_that_needs_a_newer_version_says_which() {
    let text = rewritten(&written(&[]), 0, "format:1,min:1", "format:7,min:6");
    let read = journal::read(text.as_bytes(), None);
    assert_eq!(read, Err(Unreadable::Newer { format: 6 }));
    let text = rewritten(&written(&[]), 0, "format:1,min:1", "format:7,min:1");
    assert!(!super::read(text.as_bytes()).may_grow());
}

#[test]
fn what_is_no_journal_is_said_to_be_none() {
    for bytes in
        [&b""[..], b"\n", b"hello", b"(n:0,e:Opened(sid:\"x\"))//=00000000\n", &[0xff; 300]]
    {
        assert_eq!(journal::read(bytes, None), Err(Unreadable::NotAJournal));
    }
}

#[test]
fn every_character_reads_back_whichever_reader_reads_it() {
    for block in (0..=u32::from(char::MAX)).collect::<Vec<_>>().chunks(4096) {
        let text: String = block.iter().filter_map(|it| char::from_u32(*it)).collect();
        let spelled = spelling::to_string(&text).unwrap();
        assert_eq!(spelling::from_str::<String>(&spelled).unwrap(), text);
        assert_eq!(ron::from_str::<String>(&spelled).unwrap(), text);
        assert!(!spelled.chars().any(char::is_control));
    }
}

#[test]
fn only_what_shows_nothing_is_escaped() {
    let spell = |text: &str| spelling::to_string(text).unwrap();
    assert_eq!(spell("don't é e\u{301} ไทย"), "\"don't é e\u{301} ไทย\"");
    assert_eq!(spell("a\"\\\n\u{202e}\u{ad}"), r#""a\"\\\u{a}\u{202e}\u{ad}""#);
}

#[test]
fn a_pasted_mountain_of_escapes_takes_no_mountain_of_time() {
    let text = "\n\"\\".repeat(2_000_000);
    let since = std::time::Instant::now();
    let spelled = spelling::to_string(&text).unwrap();
    assert_eq!(spelling::from_str::<String>(&spelled).unwrap(), text);
    assert!(since.elapsed().as_secs() < 60, "quadratic would take hours: {:?}", since.elapsed());
}

#[test]
fn a_mountain_of_brackets_is_refused_without_falling() {
    use runsheet::ceremony::Condition;
    let deep = format!("{}Always{}", "Not(".repeat(100_000), ")".repeat(100_000));
    assert!(spelling::from_str::<Condition>(&deep).is_err());
    let fair = format!("{}Always{}", "Not(".repeat(50), ")".repeat(50));
    assert!(spelling::from_str::<Condition>(&fair).is_ok());
}

fn any_text() -> impl Strategy<Value = Text> {
    any::<String>().prop_map(Text::new)
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (0..sample::events().len()).prop_map(|it| sample::events().remove(it)),
        (any_text(), any_text(), 0..10_usize).prop_map(|(text, owner, kind)| Event::Captured {
            capture: Capture { owner, ..Capture::new(CaptureKind::ALL[kind], text) }
        }),
        any_text().prop_map(|it| Event::PmInput { input: "i".into(), act: PmAct::Answered(it) }),
        prop::collection::vec(any_text(), 0..4).prop_map(|titles| Event::Planned { titles }),
        (any::<u64>(), any::<u64>()).prop_map(|it| Event::Reopened { torn: Some(it) }),
        any::<i32>().prop_map(|signal| Event::Interrupted { signal }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(events in prop::collection::vec((any_event(), any::<u64>()), 0..12)) {
        let records: Vec<Record> = (2..)
            .zip(events)
            .map(|(n, (event, at))| Record { n, at: Moment(at), by: Actor::Facilitator, event })
            .collect();
        let mut text = journal::opening(&sample::setup());
        for it in &records {
            text.push_str(&journal::record(Salt::of(sample::SID), it, sample::WALL));
        }
        let journal = read(text.as_bytes());
        prop_assert!(journal.is_whole() && journal.newer.is_empty());
        prop_assert_eq!(journal.into_records(), records);
    }

    #[test]
    fn no_bytes_make_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..400), at in any::<prop::sample::Index>()) {
        let mut image = super::short(&sample::records()[..4]).into_bytes();
        let at = at.index(image.len());
        image.splice(at..at, bytes);
        let journal = read(&image);
        for line in &journal.lines {
            prop_assert!(sample::records().iter().any(|it| it.n == line.n && it.event == line.event));
        }
    }
}

#[test]
fn however_long_a_text_is_what_was_written_is_read() {
    let act = PmAct::Answered("line\n".repeat(400_000).into());
    let event = Event::PmInput { input: "i".into(), act };
    let record = Record { n: 2, at: Moment(0), by: Actor::Facilitator, event };
    let journal = read(written(std::slice::from_ref(&record)).as_bytes());
    assert!(journal.may_grow());
    assert_eq!(journal.into_records(), [record]);
}
