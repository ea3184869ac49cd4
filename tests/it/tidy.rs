//! What the sources promise about themselves: walls, sizes, first lines, and words that must not be there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each folder of `src`, what it may import from this crate, and words its code must never contain.
const WALLS: &[(&str, &[&str], &[&str])] = &[
    ("ceremony", &[], PURE),
    ("session", &["ceremony"], PURE),
    ("journal", &["ceremony", "session"], PURE),
    ("history", &["ceremony", "session", "journal"], PURE),
    ("exchange", &["ceremony", "session", "journal", "history"], PURE),
    ("practice", &["ceremony", "session", "journal", "history"], PURE),
    ("app", &["ceremony", "session", "journal", "history", "exchange", "practice"], PURE),
    (
        "view",
        &["ceremony", "session", "journal", "history", "exchange", "practice", "app"],
        &["crossterm", "std::fs", "std::env", "std::thread", "::now()", "println!", "print!("],
    ),
    (
        "shell",
        &["ceremony", "session", "journal", "history", "exchange", "practice", "app", "view"],
        &["println!", "print!("],
    ),
    (
        "cli",
        &[
            "ceremony", "session", "journal", "history", "exchange", "practice", "app", "view",
            "shell",
        ],
        &["ratatui", "crossterm"],
    ),
];

const PURE: &[&str] = &[
    "crossterm",
    "ratatui",
    "std::fs",
    "std::env",
    "std::thread",
    "std::process",
    "::now()",
    "println!",
    "print!(",
];

/// The only files of the shell that know the terminal libraries.
const TERMINAL: &[&str] = &["terminal.rs", "input.rs"];

/// Lines a file may have before its tests.
const MOST_LINES: usize = 400;

#[derive(Clone)]
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// Without its tests and comments.
    fn code(&self) -> String {
        let lines = self.text.lines().take_while(|it| it.trim() != "#[cfg(test)]");
        lines.filter(|it| !it.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }

    fn name(&self) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        self.path.strip_prefix(root).unwrap_or(&self.path).display().to_string()
    }

    fn folder(&self) -> Option<String> {
        let name = self.name();
        let (folder, _) = name.strip_prefix("src/")?.split_once('/')?;
        Some(folder.to_owned())
    }
}

/// Every text file under a folder of the project with one of these endings, in order of path.
fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|it| it.unwrap().path()) {
            let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if endings.contains(&ending) {
                found.push(Source { text: fs::read_to_string(&path).unwrap(), path });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The top modules named after `crate::`, singly or in a group.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, word) in code.match_indices("crate::") {
        let rest = &code[at + word.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(heads(group)),
            None => found.extend(head(rest)),
        }
    }
    found
}

fn head(rest: &str) -> Option<String> {
    let word: String =
        rest.trim_start().chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// The first word of each part of a `{…}` group, whose opening brace is already read.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut part, mut found) = (0, String::new(), Vec::new());
    for it in group.chars() {
        match it {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.extend(head(&part));
                part.clear();
                continue;
            }
            _ => {}
        }
        part.push(it);
    }
    found.extend(head(&part));
    found
}

#[test]
fn groups_and_single_paths_are_read_as_imports() {
    let code = "use crate::{\n app::{self, Key},\n session::Event,\n}; let x = crate::ceremony::Id::new();";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["app", "ceremony", "session"]);
}

#[test]
fn imports_go_one_way() {
    let mut breaches = Vec::new();
    for source in files("src", &["rs"]) {
        let Some(folder) = source.folder() else { continue };
        let Some((_, allowed, _)) = WALLS.iter().find(|it| it.0 == folder) else {
            breaches.push(format!("{}: the folder `{folder}` has no wall", source.name()));
            continue;
        };
        let modules: Vec<&str> = WALLS.iter().map(|it| it.0).collect();
        for import in imports(&source.code()) {
            let known = modules.contains(&import.as_str());
            if known && import != folder && !allowed.contains(&import.as_str()) {
                breaches.push(format!("{}: imports `{import}`", source.name()));
            }
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn no_clock_file_or_terminal_where_it_does_not_belong() {
    let mut breaches = Vec::new();
    for source in files("src", &["rs"]) {
        let Some(folder) = source.folder() else { continue };
        let Some((_, _, words)) = WALLS.iter().find(|it| it.0 == folder) else { continue };
        let code = source.code();
        let mut words = words.to_vec();
        if folder == "shell" && !TERMINAL.iter().any(|it| source.path.ends_with(it)) {
            words.push("ratatui::");
        }
        for word in words.iter().filter(|it| code.contains(**it)) {
            breaches.push(format!("{}: `{word}`", source.name()));
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn files_stay_short_and_say_what_they_are() {
    let mut breaches = Vec::new();
    for folder in ["src", "tests", "examples", "benches"] {
        for source in files(folder, &["rs"]) {
            if !source.text.starts_with("//! ") {
                breaches.push(format!("{}: does not begin with `//!`", source.name()));
            }
            let lines = source.text.lines().take_while(|it| it.trim() != "#[cfg(test)]").count();
            if folder == "src" && MOST_LINES < lines {
                breaches.push(format!("{}: {lines} lines", source.name()));
            }
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn nothing_unfinished_and_nothing_of_one_machine_is_committed() {
    // Put together here, so that this file does not find itself.
    let unfinished =
        [["TO", "DO"], ["FIX", "ME"], ["X", "XX"], ["unimpl", "emented!"], ["#[ign", "ore"]];
    let machine =
        [["/wo", "rk/"], ["/ro", "ot/"], ["/fa", "rm/"], ["../sha", "red"], ["/tm", "p/rs"]];
    let words: Vec<String> =
        [unfinished, machine].concat().into_iter().map(|it| it.concat()).collect();
    let endings = ["rs", "ron", "md", "script", "toml", "snap"];
    let mut sources = Vec::new();
    for folder in ["src", "tests", "examples", "benches", "assets", "docs", ".ci"] {
        sources.extend(files(folder, &endings));
    }
    for name in
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "justfile", ".ci/run"]
    {
        sources.push(Source { path: PathBuf::from(name), text: file(name) });
    }
    let mut breaches = Vec::new();
    for source in sources {
        for (line, text) in source.text.lines().enumerate() {
            let found = words.iter().filter(|it| text.contains(it.as_str()));
            breaches.extend(found.map(|it| format!("{}:{}: {it}", source.name(), line + 1)));
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn an_allowed_lint_says_why() {
    let mut breaches = Vec::new();
    for source in [files("src", &["rs"]), files("tests", &["rs"])].concat() {
        let lines: Vec<&str> = source.text.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let lint =
                ["#[all", "#![all", "#[exp", "#![exp"].iter().any(|it| line.trim().starts_with(it));
            let before = n.checked_sub(1).map_or("", |it| lines[it]).trim();
            let explained = line.contains("//")
                || before.starts_with("//")
                || lines[n..lines.len().min(n + 4)].iter().any(|it| it.contains("reason ="));
            if lint && !explained {
                breaches.push(format!("{}:{}: {}", source.name(), n + 1, line.trim()));
            }
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn every_test_file_is_part_of_the_binary() {
    let main = file("tests/it/main.rs");
    for source in files("tests/it", &["rs"]) {
        let name = source.name();
        let Some(module) = name.strip_prefix("tests/it/").and_then(|it| it.strip_suffix(".rs"))
        else {
            continue;
        };
        let inner = module.contains('/') || module == "main";
        assert!(inner || main.contains(&format!("mod {module};")), "{name} is not compiled");
    }
}

#[test]
fn every_asset_names_its_sources() {
    let assets = files("assets", &["ron"]);
    assert!(!assets.is_empty());
    for asset in assets {
        let comment = asset.text.lines().take_while(|it| it.starts_with("//"));
        // The line that says where the tags are explained names no source itself.
        let comment: String = comment.filter(|it| !it.contains("SOURCES.md")).collect();
        let comment = comment.to_lowercase();
        let named =
            ["source", "scrum guide", "invented", "own judgement", "w:", "(s", "(j)", "s2-"]
                .iter()
                .any(|it| comment.contains(it));
        assert!(named, "{}: its first comment does not say where it is from", asset.name());
    }
}

#[test]
fn the_changelog_names_this_version() {
    let heading = format!("## {}", env!("CARGO_PKG_VERSION"));
    assert!(file("CHANGELOG.md").lines().any(|it| it.starts_with(&heading)), "no `{heading}`");
}

#[test]
fn two_crossterms_never_meet() {
    let lock = file("Cargo.lock");
    assert_eq!(lock.matches("name = \"crossterm\"\n").count(), 1);
}

#[test]
fn the_readme_shows_the_commands_the_gate_runs() {
    let (readme, gate) = (file("README.md"), file(".ci/run"));
    assert!(readme.contains("cargo run --release --locked -- live standup"));
    assert!(readme.contains("cargo test --locked"));
    assert!(gate.contains("cargo test --locked"));
}
