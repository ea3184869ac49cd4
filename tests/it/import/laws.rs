//! What holds for every file there could be.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*};

use super::import;

/// Pieces that mean something to one of the readers.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Key,Title,Points\n"),
        Just("Title"),
        Just("A-1"),
        Just(","),
        Just(";"),
        Just("\t"),
        Just("|"),
        Just("\""),
        Just("\"\""),
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just(" "),
        Just("- [ ] "),
        Just("  - "),
        Just("# "),
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just("\"title\": \"x\""),
        Just(":"),
        Just("sep=;\n"),
        Just("sep=\u{e9}"),
        Just("NULL"),
        Just("0.5"),
        Just("(5) "),
        Just("[3]"),
        Just("3/4/26"),
        Just("25/Jun/20 12:44"),
        Just("é"),
        Just("\u{feff}"),
        Just("\0"),
        Just("|---|"),
        Just("https://example.org/issues/"),
        Just("<p>"),
        Just("&amp;"),
        Just("Backlog("),
        Just("👩‍👩‍👧"),
    ];
    vec(piece, 0..60).prop_map(|it| it.concat())
}

fn names() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("a.csv"), Just("a.md"), Just("a.txt"), Just("a.json"), Just("a.ron")]
}

fn nothing_is_odd(name: &str, bytes: &[u8]) {
    let found = import(name, bytes);
    assert!(!found.items.is_empty() || !found.problems.is_empty(), "neither items nor a word");
    let ends = bytes.iter().filter(|it| matches!(it, b'\n' | b'\r')).count();
    let lines = found.items.iter().map(|it| it.line).chain(found.problems.iter().map(|it| it.line));
    for line in lines {
        assert!((1..=ends + 1).contains(&line), "line {line}");
    }
    assert!(found.items.iter().all(|it| !it.item.title.is_empty()));
    assert!(found.items.is_sorted_by_key(|it| it.line));
}

proptest! {
    #[test]
    fn no_text_panics_or_vanishes(text in pieces(), name in names()) {
        nothing_is_odd(name, text.as_bytes());
    }

    #[test]
    fn no_bytes_panic_or_vanish(bytes in vec(any::<u8>(), 0..300), name in names()) {
        nothing_is_odd(name, &bytes);
    }

    /// Whatever is in the cells and however many there are: a row that is not blank is an item or a problem, by its first line.
    #[test]
    fn every_row_is_an_item_or_a_problem(
        rows in vec(vec(prop_oneof!["[a-z ,;\"\n]{0,12}", Just("NULL".to_owned()), Just(String::new())], 1..6), 0..12),
        delimiter in prop_oneof![Just(','), Just(';'), Just('\t')],
    ) {
        let (mut file, mut line, mut due) = (format!("Key{delimiter}Title{delimiter}Points\n"), 2, BTreeSet::new());
        for row in &rows {
            let cells: Vec<String> = row.iter().map(|it| format!("\"{}\"", it.replace('"', "\"\""))).collect();
            if row.iter().any(|it| !it.trim().is_empty()) {
                due.insert(line);
            }
            file += &(cells.join(&delimiter.to_string()) + "\n");
            line += 1 + row.iter().map(|it| it.matches('\n').count()).sum::<usize>();
        }
        let found = import("a.csv", &file);
        let told: BTreeSet<usize> =
            found.items.iter().map(|it| it.line).chain(found.problems.iter().map(|it| it.line)).collect();
        prop_assert!(due.is_subset(&told), "{due:?} {told:?}\n{file}");
    }

    #[test]
    fn every_line_is_an_item_or_a_problem(lines in vec("[a-z#*, .()-]{0,20}", 1..12), markdown in any::<bool>()) {
        let found = import(if markdown { "a.md" } else { "a.txt" }, lines.join("\n"));
        // A word such as `pbi` in the first line makes a table of the others, which has a law of its own.
        prop_assume!(found.source.read.is_empty());
        let told = found.items.iter().map(|it| it.line).chain(found.problems.iter().map(|it| it.line));
        let told: BTreeSet<usize> = told.collect();
        for (n, line) in lines.iter().enumerate() {
            let heading = line.trim_start().trim_start_matches('#').starts_with(' ') && line.trim_start().starts_with('#');
            let below = markdown && line.starts_with(' ');
            prop_assert!(line.trim().is_empty() || heading || below || told.contains(&(n + 1)), "{line:?} of {lines:?}");
        }
    }
}
