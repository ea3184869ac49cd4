//! A list that comes again after its items were changed here: what is known under another key, and what both sides said.

use std::{fs, path::Path, process::Command};

use runsheet::{
    ceremony::{Backlog, BacklogItem, Columns, Library},
    exchange::{Arrives, Merged, merge, patch, read_backlog},
    session::{GivenItem, Kept, patches},
    shell::backlog::replace,
};

const FILE: &str = "Key,Title,Description,Points,Parent\nA-1,One,As it came,3,\nA-2,Two,,,A-1\n";

fn columns() -> Columns {
    Library::shipped().columns
}

fn come(before: &Backlog, file: &str) -> Merged {
    let found = read_backlog(file.as_bytes(), "a.csv", &columns());
    assert_eq!(found.problems, []);
    merge(&"demo".into(), before, &found.items)
}

fn imported(file: &str) -> Backlog {
    come(&Backlog::default(), file).backlog
}

/// As a session sees an item.
fn seen(it: &BacklogItem) -> GivenItem {
    let about = if it.why.is_empty() { &it.description } else { &it.why };
    GivenItem {
        key: it.key.clone(),
        title: it.title.clone(),
        why: about.clone(),
        description: if it.why.is_empty() { "".into() } else { it.description.clone() },
        criteria: it.criteria.clone(),
        size: it.size.clone(),
        parent: it.parent.clone(),
        priority: it.priority.clone(),
        origin: it.origin.clone(),
        ..GivenItem::default()
    }
}

/// A session changes the item in this place.
fn refined(backlog: &mut Backlog, nth: usize, change: impl FnOnce(&mut Kept)) {
    let known = seen(&backlog.items[nth]);
    let before = [Kept { name: known.label(), known, out: backlog.items[nth].closed }];
    let mut after = before.clone();
    change(&mut after[0]);
    for it in patches(&before, &after) {
        assert_eq!(patch(backlog, &it, Arrives::AtOnce, &seen), []);
    }
}

fn called(backlog: &Backlog) -> Vec<String> {
    backlog.items.iter().map(|it| format!("{} {} in {}", it.key, it.title, it.parent)).collect()
}

#[test]
fn an_item_whose_key_was_changed_here_is_known_when_its_list_comes_again() {
    let mut backlog = imported(FILE);
    refined(&mut backlog, 0, |it| it.known.key = "B-7".into());
    for _ in 0..2 {
        let again = come(&backlog, FILE);
        assert_eq!((again.new, again.gone, &*again.clashes), (0, 0, &[][..]));
        assert_eq!(called(&again.backlog), ["B-7 One in ", "A-2 Two in B-7"]);
        backlog = again.backlog;
    }
    let newer = come(&backlog, &FILE.replace(",One,", ",One more,"));
    assert_eq!((newer.new, &*newer.backlog.items[0].title), (0, "One more"));
    let text = runsheet::journal::ron::to_string(&backlog).unwrap();
    assert_eq!(Backlog::read(&text).unwrap(), backlog);
}

#[test]
fn a_key_that_was_set_right_in_the_tool_too_is_one_item() {
    let mut backlog = imported(FILE);
    refined(&mut backlog, 0, |it| it.known.key = "B-7".into());
    let moved = come(&backlog, &FILE.replace("A-1", "B-7"));
    assert_eq!((moved.new, moved.gone), (0, 0));
    assert_eq!(called(&moved.backlog), ["B-7 One in ", "A-2 Two in B-7"]);
    let other = FILE.replace("A-2,Two,,,A-1", "B-7,Another,,,");
    let other = come(&backlog, &other);
    assert_eq!((other.new, other.gone), (1, 1));
    assert_eq!(called(&other.backlog), ["B-7 One in ", "B-7 Another in "]);
}

#[test]
fn an_item_without_a_key_is_known_by_the_title_it_came_with() {
    let file = "- Pay by card\n- Print a receipt\n";
    let mut backlog = imported(file);
    refined(&mut backlog, 0, |it| {
        it.known.title = "A shop owner pays by card".into();
        it.known.key = "S-1".into();
    });
    let again = come(&backlog, file);
    assert_eq!((again.new, again.gone), (0, 0));
    assert_eq!(&*again.backlog.items[0].title, "A shop owner pays by card");
    assert_eq!(&*again.backlog.items[0].key, "S-1");
}

#[test]
fn what_only_one_side_changed_stays_changed_and_nobody_is_asked() {
    let mut backlog = imported(FILE);
    refined(&mut backlog, 0, |it| {
        it.known.size = "5".into();
        it.known.title = "First".into();
        it.known.description = "More to know".into();
        it.known.criteria = vec!["It works".into()];
        it.out = true;
    });
    let again = come(&backlog, &FILE.replace("A-2,Two,", "A-2,Two again,"));
    let it = &again.backlog.items[0];
    assert_eq!((&*it.size, &*it.title, &*it.description), ("5", "First", "More to know"));
    assert_eq!((&*it.why, it.criteria.len(), it.closed), ("As it came", 1, true));
    assert_eq!(&*again.backlog.items[1].title, "Two again");
    assert_eq!(again.clashes, []);
}

#[test]
fn what_both_sides_changed_is_as_the_file_has_it_and_is_told() {
    let mut backlog = imported(FILE);
    refined(&mut backlog, 0, |it| {
        it.known.key = "B-7".into();
        it.known.size = "5".into();
        it.known.description = "More to know".into();
    });
    let both = FILE.replace("As it came,3", "Written anew,5");
    let again = come(&backlog, &both);
    assert_eq!(&*again.backlog.items[0].description, "Written anew");
    let [clash] = &again.clashes[..] else { panic!("{:?}", again.clashes) };
    assert_eq!((&*clash.item, clash.what), ("B-7 One", "description"));
    assert_eq!((&*clash.theirs, &*clash.stands), ("More to know", "Written anew"));
    assert_eq!(come(&again.backlog, &both).clashes, [], "told once");
}

/// What an import prints.
fn run(home: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_runsheet"));
    command.env_clear().env("HOME", home).current_dir(home).arg("import").args(args);
    command.env("RUNSHEET_DATA_DIR", home.join("data"));
    let output = command.env("RUNSHEET_CONFIG_DIR", home.join("config")).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_report_names_what_stood_here_before_the_file_had_its_way() {
    let home = tempfile::tempdir().unwrap();
    let mut backlog = imported(FILE);
    backlog.id = "demo".into();
    refined(&mut backlog, 0, |it| it.known.description = "More\nto know ".repeat(20).into());
    replace(&home.path().join("data"), &backlog).unwrap();
    fs::write(home.path().join("a.csv"), FILE.replace("As it came", "Written anew")).unwrap();
    let told = run(home.path(), &["a.csv", "--dry-run"]);
    assert!(told.contains("1 text changed here and in the file since the last import"), "{told}");
    assert!(told.contains("A-1 One: the description here was “More to know More"), "{told}");
    let json = run(home.path(), &["a.csv", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let twice = &json["changed_twice"][0];
    assert_eq!((&twice["item"], &twice["what"]), (&"A-1 One".into(), &"description".into()));
    assert_eq!(twice["file"], "Written anew");
    assert!(!run(home.path(), &["a.csv"]).contains("changed here"), "told once");
}
