//! Files that are broken, foreign or badly made: nothing is lost without a word, and the word names the line.

use insta::assert_snapshot;

use super::{import, told};

#[test]
fn encodings_are_told_by_their_bytes() {
    let text = "Schlüssel;Titel;Punkte\nAB-1;Größe – ändern;3,5\n";
    let units =
        |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let little = [vec![0xff, 0xfe], units(u16::to_le_bytes)].concat();
    let big = [vec![0xfe, 0xff], units(u16::to_be_bytes)].concat();
    let marked = [b"\xef\xbb\xbf".to_vec(), text.as_bytes().to_vec()].concat();
    let windows = b"Schl\xfcssel;Titel;Punkte\nAB-1;Gr\xf6\xdfe \x96 \xe4ndern;3,5\n".to_vec();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), "UTF-8"),
        (marked, "UTF-8"),
        (little, "UTF-16"),
        (big, "UTF-16"),
        (units(u16::to_le_bytes), "UTF-16"),
        (windows, "Windows-1252"),
    ] {
        let found = import("a.csv", &bytes);
        assert_eq!(found.source.encoding.to_string(), encoding);
        assert_eq!(&*found.items[0].item.title, "Größe – ändern", "{encoding}");
        assert_eq!((&*found.items[0].item.key, &*found.items[0].item.size), ("AB-1", "3.5"));
    }
    assert_eq!(import("a.csv", b"Title\nGr\xf6\xdfe\n").source.encoding.to_string(), "Latin-1");
    assert_snapshot!(told(
        "mixed.csv",
        b"Key,Title\nA-1,Caf\xc3\xa9\nA-2,Caf\xe9\nA-3,Th\xc3\xa9\n"
    ));
}

#[test]
fn delimiters_and_line_ends_are_told_by_the_text() {
    for delimiter in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n", "\r"] {
            let rows = ["Key·Title·Points", "A-1·\"one · and, so; on\"·3", "", "A-2·two·5"];
            let file = rows.map(|it| it.replace('·', delimiter) + end).concat();
            let found = import("a.csv", &file);
            let told: Vec<(usize, &str, &str)> = found
                .items
                .iter()
                .map(|it| (it.line, it.item.key.as_str(), it.item.size.as_str()))
                .collect();
            assert_eq!(told, [(2, "A-1", "3"), (4, "A-2", "5")], "{delimiter:?} {end:?}");
            assert_eq!(found.problems, []);
        }
    }
    let spreadsheet = import("a.csv", "sep=;\r\nKey;Title\r\nA-1;One\r\n");
    assert_eq!((spreadsheet.items.len(), spreadsheet.items[0].line), (1, 3));
}

#[test]
fn rows_that_do_not_fit_are_kept_and_told() {
    let file = "Key,Title,Points\nA-1,Fine,3\nA-2,Too, wide,5\nA-3\n,,\nA-1,Again,2\nA-5,NULL,3\n\
        Key,Title,Points\nA-6,Negative,-2\n\n\nA-7,\"Over\ntwo lines\",a great many of them\nA-8,Fewer\n";
    assert_snapshot!(told("ragged.csv", file));
}

#[test]
fn an_open_quote_costs_its_own_line() {
    let to_the_end = "Key,Title,Points\nA-1,\"never closed,5\nA-2,next,8\n";
    assert_snapshot!(told("quote.csv", to_the_end));
    let neighbours = "Key,Title,Points\nA-1,\"one,5\nA-2,\"two,8\nA-3,\"three, really\",1\n";
    assert_snapshot!(told("quote.csv", neighbours));
    let same_width = "Key,Title,Points\nA-1,\"never closed,5\nA-2,\"next\",8\nA-3,last,1\n";
    assert_snapshot!(told("quote.csv", same_width));
    let file = "Key,Title,Points\nA-1,\"Fine, yes\",3\nA-2,\"never closed,5\nA-3,next,8\nA-4,\"last, too\",1\n";
    assert_snapshot!(told("quote.csv", file));
}

#[test]
fn as_many_columns_as_a_tool_likes() {
    for columns in [27, 269] {
        let names: Vec<String> =
            (0..columns - 3).map(|it| format!("Custom field (X {it})")).collect();
        let heading =
            format!("Issue key,{},Summary,Custom field (Story Points)\n", names.join(","));
        let row = format!("A-1,{}Sign in,3\n", "x,".repeat(columns - 3));
        let found = import("wide.csv", heading + &row);
        let it = &found.items[0].item;
        assert_eq!((&*it.key, &*it.title, &*it.size), ("A-1", "Sign in", "3"));
        assert_eq!((found.problems.len(), found.source.unread.len()), (0, columns - 3));
    }
}

#[test]
fn dates_have_the_order_their_file_shows() {
    let file = "Key,Title,Created,Due\nA-1,a,3/4/2026,25/12/2026\nA-2,b,soon,2026-05-01\n";
    assert_snapshot!(told("dates.csv", file));
    assert_snapshot!(told("dates.csv", "Key,Title,Created\nA-1,a,3/4/2026\nA-2,b,5/6/2026\n"));
}

#[test]
fn a_table_that_is_no_backlog_says_what_it_is() {
    assert_snapshot!(told(
        "sprints.csv",
        "boardid,sprintid,name,vel_diff,vel_starttime\n1,8,Sprint 1,0,9\n"
    ));
    assert_snapshot!(told("letters.csv", "foo,bar\n1,2\n\n3,4\n"));
    assert_snapshot!(told("heading.csv", "Key,Summary\n"));
}

#[test]
fn words_above_the_heading_are_told() {
    let file = "Report of 2026-11-21\n\nKey,Title,Points\nA-1,One,3\n";
    assert_snapshot!(told("report.csv", file));
    let ruled = import("report.csv", format!("-----\n{file}"));
    assert_eq!((ruled.items.len(), ruled.items[0].line, ruled.problems.len()), (1, 5, 1));
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    for (bytes, word) in [
        (b"PK\x03\x04rest".as_slice(), "xlsx"),
        (b"%PDF-1.7", "PDF"),
        (b"<?xml version=\"1.0\"?><rss/>", "XML"),
        (&[0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 200, 201], "binary"),
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
    ] {
        let found = import("a.csv", bytes);
        assert_eq!(found.items, []);
        let said = found.problems[0].fault.to_string();
        assert!(said.contains(word) && found.problems[0].line == 1, "{said}");
    }
}

#[test]
fn json_is_read_as_far_as_it_goes() {
    assert_snapshot!(told("cut.json", "[{\"title\": \"One\"},\n{\"title\": \"Two\"},\n{\"tit"));
    assert_snapshot!(told(
        "lines.json",
        "{\"title\": \"One\", \"points\": 1}\n{bad\n{\"title\": \"Two\"}\n"
    ));
    assert_snapshot!(told(
        "parts.json",
        "[1,\n{\"title\": \"One\"},\nnull,\n\"Two\",\n{\"foo\": 1}]"
    ));
    assert_snapshot!(told("other.json", "{\"a\": 1}"));
    let deep = "[".repeat(100_000);
    assert_eq!(import("deep.json", &deep).items, []);
}

#[test]
fn nothing_in_a_cell_commands_a_terminal() {
    let found = import("a.csv", "Key,Title\nA-1,\"=cmd|' /C calc'!A0 \u{1b}[31mred\u{202e}\"\n");
    assert_eq!(&*found.items[0].item.title, "=cmd|' /C calc'!A0  [31mred");
}

#[test]
fn a_cell_of_ten_megabytes_is_cut_and_told() {
    let found = import(
        "a.csv",
        format!("Key,Title,Description\nA-1,One,{}\nA-2,Two,\n", "x".repeat(10_000_000)),
    );
    assert_eq!(found.items.len(), 2);
    let said = found.problems[0].fault.to_string();
    assert!(said.contains("10000000 characters"), "{said}");
}
