//! Torn, flipped, substituted, doubled, dropped, swapped and spliced: found out every time, and healed by appending.

use runsheet::{
    journal::{self, Salt, scan},
    session::{Moment, Record},
};

use super::{read, sample, short, written};

fn salt() -> Salt {
    Salt::of(sample::SID)
}

#[test]
fn cut_at_any_byte_it_opens_to_a_prefix() {
    let text = short(&sample::records());
    let whole = scan(text.as_bytes(), salt());
    for cut in 0..=text.len() {
        let image = &text.as_bytes()[..cut];
        let cut_scan = scan(image, salt());
        let lines: Vec<_> = cut_scan.lines.iter().map(|it| it.raw).collect();
        let prefix: Vec<_> = whole.lines.iter().map(|it| it.raw).take(lines.len()).collect();
        assert_eq!(lines, prefix, "cut at {cut}");
        assert!(cut_scan.damage.is_empty(), "cut at {cut}");
        let ended = image.split(|it| *it == b'\n').count() - 1;
        assert!((ended..=ended + 1).contains(&lines.len()), "cut at {cut}");
    }
}

#[test]
fn a_flipped_bit_is_found_out_and_costs_two_records_at_most() {
    let text = short(&sample::records());
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut image = text.clone().into_bytes();
            image[at] ^= 1 << bit;
            is_found_out(&text, &image, 2);
        }
    }
}

#[test]
fn a_substituted_byte_is_found_out() {
    let text = short(&sample::records());
    for at in 0..text.len() {
        for byte in [0, 0xff, b'\n', b' ', b')', b'"'] {
            let mut image = text.clone().into_bytes();
            if image[at] != byte {
                image[at] = byte;
                is_found_out(&text, &image, 2);
            }
        }
    }
}

/// No wrong record accepted, at most so many lost, and never in silence.
#[track_caller]
fn is_found_out(text: &str, image: &[u8], most: usize) {
    let (whole, found) = (scan(text.as_bytes(), salt()), scan(image, salt()));
    let mut kept = whole.lines.iter();
    for line in &found.lines {
        assert!(kept.any(|it| it.raw == line.raw), "a wrong record passed: {:?}", line.raw);
    }
    assert!(whole.lines.len() - found.lines.len() <= most);
    let told = !found.damage.is_empty() || found.tail.torn.is_some();
    assert!(told || found.tail.unended, "nothing was noticed");
    let lost_before_the_end =
        found.lines.last().map(|it| it.raw.n + 1) > Some(found.lines.len() as u64);
    assert!(!lost_before_the_end || !found.damage.is_empty(), "a loss was not reported");
}

#[test]
fn lines_dropped_doubled_swapped_or_spliced_are_found_out() {
    let text = short(&sample::records());
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        let image = doubled.concat();
        let found = scan(image.as_bytes(), salt());
        assert_eq!((found.repeated, found.damage.len(), found.lines.len()), (1, 0, lines.len()));
        if at + 1 == lines.len() {
            continue;
        }
        let mut dropped = lines.clone();
        dropped.remove(at);
        let found = dropped.concat();
        let found = scan(found.as_bytes(), salt());
        assert_eq!(found.damage[0].records, at as u64..at as u64 + 1);
        let mut swapped = lines.clone();
        swapped.swap(at, at + 1);
        assert!(!scan(swapped.concat().as_bytes(), salt()).damage.is_empty());
        let foreign = text_of_another(&sample::records()[at.min(20)]);
        let mut spliced = lines.clone();
        spliced.insert(at, &foreign);
        let spliced = spliced.concat();
        let found = scan(spliced.as_bytes(), salt());
        assert_eq!((found.lines.len(), found.damage.len()), (lines.len(), 1));
        assert!(found.damage[0].records.is_empty());
    }
}

fn text_of_another(record: &Record) -> String {
    journal::record(Salt::of("another"), record, sample::WALL)
}

#[test]
fn the_same_number_with_other_words_is_damage_and_the_first_wins() {
    let records = sample::records();
    let mut twin = records[1].clone();
    twin.event = records[2].event.clone();
    let text = short(&[records[0].clone(), records[1].clone(), twin, records[2].clone()]);
    let journal = read(text.as_bytes());
    assert_eq!(journal.damage.len(), 1);
    assert_eq!(journal.into_records(), records[..3]);
}

#[test]
fn damage_is_named_by_record_and_byte() {
    let text = short(&sample::records()[..4]);
    let third = text.find("(n:3").unwrap();
    let image = text.replacen("Grace", "Grave", 1);
    let damage = &read(image.as_bytes()).damage;
    assert_eq!(damage.len(), 1);
    let end = third + text[third..].find('\n').unwrap();
    assert_eq!(damage[0].to_string(), format!("record 3 is lost at bytes {third} to {}", end - 1));
}

/// Reopens an image and appends one more record.
fn healed(image: &[u8]) -> Vec<u8> {
    let journal = read(image);
    let (text, _) = journal::reopening(&journal, sample::WALL, Moment(9));
    [image, text.as_bytes()].concat()
}

#[track_caller]
fn is_clean(image: &[u8], at_least: usize) {
    let found = scan(image, salt());
    assert!(found.damage.is_empty(), "{:?} in {}", found.damage, String::from_utf8_lossy(image));
    assert_eq!((found.tail.torn, found.tail.unended), (None, false));
    assert!(found.lines.len() >= at_least);
}

#[test]
fn crashing_while_healing_heals_again_two_levels_deep() {
    let text = short(&sample::records()[..3]).into_bytes();
    let from = text.len() - 260;
    for first in from..=text.len() {
        let whole = scan(&text[..first], salt()).lines.len();
        let once = healed(&text[..first]);
        is_clean(&once, whole + 1);
        for second in first..once.len() {
            let twice = healed(&once[..second]);
            is_clean(&twice, whole + 1);
            for third in (second..twice.len()).step_by(19) {
                is_clean(&healed(&twice[..third]), whole + 1);
            }
        }
    }
}

#[test]
fn a_last_line_without_its_line_feed_is_whole_and_not_told_twice() {
    let text = written(&sample::records()[..3]);
    let image = &text.as_bytes()[..text.len() - 1];
    let journal = read(image);
    assert_eq!((journal.lines.len(), journal.tail.unended, journal.tail.torn), (3, true, None));
    let healed = healed(image);
    let journal = read(&healed);
    assert!(journal.may_grow());
    assert_eq!((journal.lines.len(), journal.repeated), (4, 0));
}

#[test]
fn zeros_after_the_end_are_a_torn_tail_and_zeros_in_the_middle_a_hole() {
    let text = short(&sample::records()[..4]).into_bytes();
    let tail = [&text[..], &[0; 4096]].concat();
    assert_eq!(read(&tail).tail.torn, Some((text.len() as u64, 4096)));
    is_clean(&healed(&tail), 7);
    let mut hole = text.clone();
    let middle = text.len() / 2;
    hole[middle..middle + 40].fill(0);
    assert!(!read(&hole).damage.is_empty());
}

#[test]
fn a_repaired_copy_is_clean_and_says_what_is_lost() {
    let text = written(&sample::records());
    assert_eq!(journal::repair(text.as_bytes(), sample::SID).as_deref(), Some(&*text));
    let image = text.replacen("Grace", "Grave", 1);
    let repaired = journal::repair(image.as_bytes(), sample::SID).unwrap();
    let journal = read(repaired.as_bytes());
    assert!(journal.may_grow());
    assert_eq!((journal.lost, journal.lines.len()), (1, sample::records().len() - 1));
    let headless = text.replacen("Opened(", "0pened(", 1);
    assert_eq!(journal::repair(headless.as_bytes(), sample::SID), None);
    assert!(read(headless.as_bytes()).lines.len() == sample::records().len(), "still readable");
}
