//! The command line as people and programs meet it: what it prints, where, and its exit code.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

/// A machine that has never seen the program.
struct Fixture {
    dir: TempDir,
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Fixture {
    fn new() -> Fixture {
        Fixture { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runsheet"));
        command.env_clear().env("HOME", self.dir.path()).env("LANG", "C.UTF-8");
        command.env("RUNSHEET_DATA_DIR", self.path("data"));
        command.env("RUNSHEET_CONFIG_DIR", self.path("config"));
        command.args(args).current_dir(self.dir.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        let output = self.command(args).output().unwrap();
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(self.dir.path().to_str().unwrap(), "[dir]")
        };
        Ran {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// What is printed by a command that must succeed without a word on standard error.
    #[track_caller]
    fn prints(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}\n{}", ran.out);
        ran.out
    }

    /// The complaint of a command that must fail with this code.
    #[track_caller]
    fn fails(&self, code: i32, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, code, "{args:?}\n{}{}", ran.out, ran.err);
        ran.err
    }

    #[track_caller]
    fn json(&self, args: &[&str]) -> Vec<Value> {
        let text = self.prints(args);
        match serde_json::from_str(&text).unwrap() {
            Value::Array(rows) => rows,
            one => vec![one],
        }
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The only journal there is.
    fn journal(&self) -> PathBuf {
        let rows = self.json(&["sessions", "--json"]);
        assert_eq!(rows.len(), 1, "{rows:#?}");
        PathBuf::from(
            rows[0]["path"].as_str().unwrap().replace("[dir]", self.dir.path().to_str().unwrap()),
        )
    }
}

fn script(name: &str) -> String {
    format!("{}/examples/scripts/{name}.script", env!("CARGO_MANIFEST_DIR"))
}

fn asset(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
    fs::read_to_string(path).unwrap()
}

const SCRIPTS: [&str; 5] = ["standup", "planning", "refinement", "retro", "sprint-review"];

/// A short session as a script.
const SHORT: &str = "Session(ceremony: \"standup\", start: \"2026-11-23T09:30:00+01:00\")\n\
                     0 Begin(present: [\"Ada\", \"Grace\"])\n30 Advance\n";

#[test]
fn help_names_every_command() {
    let help = Fixture::new().prints(&["--help"]);
    let commands = [
        "live",
        "resume",
        "sessions",
        "show",
        "ceremonies",
        "check",
        "graph",
        "verify",
        "repair",
        "paths",
        "play",
        "team",
        "config",
        "doctor",
        "completions",
        "man",
    ];
    for command in commands {
        assert!(help.contains(&format!("\n  {command} ")), "{command} in {help}");
    }
    assert!(help.contains("Exit codes: 0 done"));
}

#[test]
fn what_nobody_understands_is_exit_2() {
    let it = Fixture::new();
    for args in
        [&["dance"][..], &["show"], &["check"], &["live"], &["live", "standup", "--at", "noon"]]
    {
        it.fails(2, args);
    }
}

#[test]
fn without_a_terminal_a_sentence_says_so() {
    let it = Fixture::new();
    for args in [&[][..], &["live", "standup"]] {
        let err = it.fails(2, args);
        assert!(err.starts_with("runsheet: Runsheet needs a terminal"), "{err}");
        assert_eq!(err.lines().count(), 1);
    }
    assert!(!it.path("data").exists());
}

#[test]
fn ceremonies_are_counted_and_say_where_they_are_from() {
    let it = Fixture::new();
    let rows = it.json(&["ceremonies", "--json"]);
    let count = |id: &str, key: &str| {
        let row = rows.iter().find(|it| it["id"] == id).unwrap();
        row[key].as_u64().unwrap()
    };
    assert_eq!(rows.len(), 5);
    assert_eq!(count("standup", "steps"), 7);
    assert_eq!(count("planning", "guards"), 18);
    assert_eq!(count("retro", "po_activities"), 13);
    assert!(rows.iter().all(|it| it["v"] == 1 && it["source"] == "bundled"));
    assert!(it.prints(&["ceremonies"]).contains("sprint-review  Sprint Review"));
}

#[test]
fn a_file_of_the_same_id_replaces_a_ceremony_and_a_broken_one_does_not() {
    let it = Fixture::new();
    let own = asset("ceremonies/standup.ron").replace("\"Daily standup\"", "\"Morning round\"");
    it.write("config/ceremonies/mine.ron", &own);
    let rows = it.json(&["ceremonies", "--json"]);
    let standup = rows.iter().find(|it| it["id"] == "standup").unwrap();
    assert_eq!(standup["title"], "Morning round");
    assert_eq!(standup["source"], "[dir]/config/ceremonies/mine.ron");

    it.write("config/ceremonies/mine.ron", &own.replace("Step(\"su.goal\")", "Step(\"su.gaol\")"));
    let ran = it.run(&["ceremonies", "--json"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("mine.ron:"), "{}", ran.err);
    assert!(ran.err.contains("left aside: runsheet check"), "{}", ran.err);
    assert!(ran.out.contains("Daily standup"));
}

#[test]
fn two_mistakes_are_both_told_with_their_place() {
    let it = Fixture::new();
    let text = asset("ceremonies/standup.ron");
    assert!(
        it.prints(&["check", &it.write("good.ron", &text)])
            .ends_with("Ceremony `standup`: no problem\n")
    );
    let bad =
        text.replace("back: [\"su.goal\"]", "back: [\"su.gaol\"]").replace("Secs(540)", "Secs(0)");
    let bad = it.write("bad.ron", &bad);
    let ran = it.run(&["check", &bad]);
    assert_eq!((ran.code, ran.err.as_str()), (2, ""));
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    for line in ran.out.lines() {
        let place: Vec<&str> =
            line.strip_prefix("[dir]/bad.ron:").unwrap().splitn(3, ':').collect();
        assert!(place[0].parse::<u32>().is_ok() && place[1].parse::<u32>().is_ok(), "{line}");
    }
}

#[test]
fn check_reads_settings_and_scripts_too_and_says_which_file_is_missing() {
    let it = Fixture::new();
    assert!(it.prints(&["check", &script("retro")]).ends_with("script of 1: no problem\n"));
    let broken = it.write("config.ron", "// mine\nConfig(\n    bel: Off,\n)\n");
    let ran = it.run(&["check", &broken]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.starts_with("[dir]/config.ron:3:"), "{}", ran.out);
    let missing = it.fails(2, &["check", "nowhere.ron"]);
    assert!(missing.starts_with("runsheet: could not read nowhere.ron: "), "{missing}");
}

#[test]
fn a_graph_is_mermaid() {
    let it = Fixture::new();
    assert!(it.prints(&["graph", "retro"]).contains("stateDiagram-v2"));
    assert_snapshot!(it.fails(2, &["graph", "party"]), @r#"runsheet: there is no ceremony `party`; there are standup, planning, refinement, retro, sprint-review"#);
}

#[test]
fn a_team_file_is_begun_once_and_then_found() {
    let it = Fixture::new();
    let out = it.prints(&["team", "init", "aurora"]);
    assert!(out.starts_with("[dir]/config/teams/aurora.ron\n"), "{out}");
    assert_eq!(
        it.prints(&["team", "check"]),
        "[dir]/config/teams/aurora.ron: Team `aurora`: no problem\n"
    );
    assert!(it.prints(&["team", "list"]).contains("aurora  Our team"));
    assert_snapshot!(it.fails(2, &["team", "init", "aurora"]), @r#"runsheet: [dir]/config/teams/aurora.ron is there already and stays as it is"#);
    assert_snapshot!(it.fails(2, &["team", "init", "../sneaky"]), @r#"runsheet: `../sneaky` cannot be a team's id: lower-case letters, digits, dots, dashes and underscores"#);
    let mode = |name: &str| fs::metadata(it.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("config/teams/aurora.ron"), mode("config/teams")), (0o600, 0o700));
}

#[test]
fn settings_are_begun_found_and_checked() {
    let it = Fixture::new();
    assert!(it.prints(&["config", "check"]).contains("not there"));
    assert_eq!(it.prints(&["config", "path"]), "[dir]/config/config.ron\n");
    assert_eq!(it.prints(&["config", "init"]), "[dir]/config/config.ron\n");
    assert_eq!(it.prints(&["config", "check"]), "[dir]/config/config.ron: Config: no problem\n");
    it.write("config/config.ron", "Config(theme: Blue)");
    it.fails(2, &["config", "check"]);
}

#[test]
fn paths_follow_the_flags_before_the_environment() {
    let it = Fixture::new();
    assert_snapshot!(it.prints(&["paths"]), @r#"
    data      [dir]/data
    sessions  [dir]/data/sessions
    config    [dir]/config
    teams     [dir]/config/teams
    settings  [dir]/config/config.ron
    "#);
    assert!(
        it.prints(&["paths", "--data-dir", "elsewhere"]).contains("sessions  elsewhere/sessions\n")
    );
}

#[test]
fn every_bundled_script_plays_is_whole_and_completed() {
    let it = Fixture::new();
    for name in SCRIPTS {
        assert!(it.prints(&["play", &script(name)]).contains(&format!(" {name}: ")));
    }
    let verified = it.prints(&["verify", "--all"]);
    assert_eq!(verified.matches(": ok, ").count(), 5, "{verified}");
    let rows = it.json(&["sessions", "--json"]);
    let listed: BTreeSet<&str> = rows.iter().map(|it| it["ceremony"].as_str().unwrap()).collect();
    assert_eq!(listed, SCRIPTS.into());
    for row in &rows {
        assert_eq!(
            (&row["state"], &row["mode"], &row["v"]),
            (&"completed".into(), &"live".into(), &1.into())
        );
        assert_eq!(row["team"], "demo");
        let path = row["path"].as_str().unwrap().replace("[dir]", it.dir.path().to_str().unwrap());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let text = fs::read_to_string(&path).unwrap();
        let kinds: BTreeSet<&str> = text.lines().skip(2).map(kind).collect();
        assert!(12 <= kinds.len(), "{kinds:?}");
    }
}

fn kind(line: &str) -> &str {
    let event = line.split_once(",e:").unwrap().1;
    &event[..event.find(|it: char| !it.is_alphanumeric()).unwrap()]
}

#[test]
fn the_same_script_writes_the_same_records() {
    let it = Fixture::new();
    let records = |name: &str| {
        let file = it.path(name);
        it.prints(&["play", &script("retro"), "-o", file.to_str().unwrap()]);
        let text = fs::read_to_string(file).unwrap();
        let lines = text.lines().map(|it| it.split("//=").next().unwrap().to_owned());
        // Line 0 holds the session id.
        lines.skip(1).collect::<Vec<_>>()
    };
    assert_eq!(records("a.ron"), records("b.ron"));
    assert!(!it.path("data").exists(), "-o writes nowhere else");
    assert!(it.prints(&["verify", "a.ron"]).contains(": ok, "));
}

#[test]
fn a_script_with_mistakes_is_told_and_nothing_is_saved() {
    let it = Fixture::new();
    let slip = it.write("slip.script", &format!("{SHORT}9 Advence\n9 Capture(Note(txt: \"a\"))\n"));
    let err = it.fails(2, &["play", &slip]);
    let places: Vec<&str> =
        err.lines().map(|it| it.split(": ").find(|it| it.contains(".script:")).unwrap()).collect();
    assert_eq!(places, ["[dir]/slip.script:4:3", "[dir]/slip.script:5:16"]);
    let refused = it.write("no.script", &format!("{SHORT}5 Redo\n"));
    assert_snapshot!(it.fails(2, &["play", &refused]), @r#"[dir]/no.script:4:3: Nothing to bring back."#);
    let party = it.write("party.script", "\nSession(ceremony: \"party\")\n");
    assert_snapshot!(it.fails(2, &["play", &party]), @r#"[dir]/party.script:2:1: There is no ceremony `party`; there are standup, planning, refinement, retro, sprint-review."#);
    let two = it.write("two.script", &format!("{SHORT}{SHORT}"));
    assert_snapshot!(it.fails(2, &["play", &two, "-o", "x.ron"]), @r#"[dir]/two.script:4:1: -o takes the journal of one session"#);
    assert!(it.json(&["sessions", "--json"]).is_empty());
    assert!(it.fails(2, &["play", "nowhere.script"]).contains("could not read nowhere.script"));
}

#[test]
fn a_session_is_shown_by_its_last_characters_by_last_and_by_path() {
    let it = Fixture::new();
    it.prints(&["play", &script("standup")]);
    let path = it.journal();
    let row = it.json(&["sessions", "--json"]).remove(0);
    let id = row["id"].as_str().unwrap();
    let page = it.prints(&["show", "last"]);
    assert!(
        page.starts_with(
            "Daily standup · Aurora · Sprint 14 · completed\nMon 23 Nov 2026 09:30 · "
        ) && page.contains("\n\nDecisions\n- Round once"),
        "{page}"
    );
    assert_eq!(it.prints(&["show", id]), page);
    assert_eq!(it.prints(&["show", &id[26..]]), page);
    assert_eq!(it.prints(&["show", path.to_str().unwrap()]), page);
    let told = it.json(&["show", "last", "--json"]).remove(0);
    assert_eq!((&told["id"], &told["v"]), (&row["id"], &1.into()));
    assert_eq!(told["decisions"][0]["text"], "Round once, at the end of the day");
    assert_eq!(told["blockers"][0]["owner"], "Ada");
    assert_eq!(told["pm_inputs"][0]["state"], "carried");
    assert_snapshot!(it.fails(2, &["show", "abcdef"]), @r#"runsheet: no session `abcdef`; `runsheet sessions` lists them"#);
    assert_snapshot!(it.fails(2, &["show", "12"]), @r#"runsheet: no session `12`; `runsheet sessions` lists them"#);
}

#[test]
fn what_is_past_keeping_is_named_first_and_removed_only_when_told() {
    let fixture = Fixture::new();
    fixture.prints(&["play", &script("standup")]);
    fixture.prints(&["play", &script("retro")]);
    assert!(fixture.prints(&["prune"]).contains("everything is kept"));
    fs::create_dir_all(fixture.path("config")).unwrap();
    fs::write(fixture.path("config/config.ron"), "Config(keep: Sessions(1))").unwrap();
    let named = fixture.prints(&["prune", "--dry-run"]);
    assert!(named.contains("Past keeping (the newest 1 stay): 1 session."), "{named}");
    let refused = fixture.run(&["prune"]);
    assert_eq!((refused.code, refused.err.contains("--yes")), (2, true), "{}", refused.err);
    assert_eq!(fixture.prints(&["sessions"]).lines().count(), 3);
    assert!(fixture.prints(&["prune", "--yes"]).ends_with("Removed 1 session.\n"));
    assert_eq!(fixture.prints(&["sessions"]).lines().count(), 2);
    assert_eq!(
        fixture.prints(&["prune", "--yes"]),
        "nothing is past keeping: the newest session is kept\n"
    );
    fs::write(fixture.path("config/config.ron"), "Config(keep: Weeks(1))").unwrap();
    let broken = fixture.run(&["prune", "--yes"]);
    assert_eq!(broken.code, 2, "a setting that cannot be read removes nothing");
}

#[test]
fn a_name_is_taken_out_only_when_told() {
    let fixture = Fixture::new();
    fixture.prints(&["play", &script("standup")]);
    let named = fixture.prints(&["forget", "--dry-run", "Ada"]);
    assert!(named.contains("Ada → someone 1 in 1 file, "), "{named}");
    let refused = fixture.run(&["forget", "Ada"]);
    assert_eq!((refused.code, refused.err.contains("--yes")), (2, true), "{}", refused.err);
    let other = fixture.prints(&["forget", "ADA"]);
    assert!(other.contains("`Ada` does, in 1 file; write it so"), "{other}");
    assert!(fixture.prints(&["forget", "--yes", "Ada"]).contains("Changed 1 file: Ada"));
    assert!(fixture.prints(&["forget", "Ada"]).contains("Ada stands in no file"));
    assert!(fixture.prints(&["verify", "--all"]).contains("ok"));
}

#[test]
fn sessions_are_filtered() {
    let it = Fixture::new();
    assert!(it.prints(&["sessions"]).starts_with("no sessions yet"));
    it.prints(&["play", &script("standup")]);
    it.prints(&["play", &script("retro")]);
    let count = |args: &[&str]| it.json(&[&["sessions", "--json"], args].concat()).len();
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["--ceremony", "retro"]), 1);
    assert_eq!(count(&["--team", "aurora"]), 2);
    assert!(it.fails(2, &["sessions", "--json", "--team", "boreal"]).contains("there are demo"));
    assert_eq!(count(&["--since", "2026-11-24"]), 1);
    assert_eq!(count(&["--mode", "practice"]), 0);
    let table = it.prints(&["sessions"]);
    assert!(table.lines().nth(1).unwrap().contains("retro"), "newest first\n{table}");
}

#[test]
fn what_has_ended_or_never_was_is_not_resumed() {
    let it = Fixture::new();
    assert_snapshot!(it.fails(2, &["resume"]), @r#"runsheet: no session was interrupted; `runsheet live` begins one"#);
    it.prints(&["play", &script("standup")]);
    assert_snapshot!(it.fails(2, &["resume", "last"]), @r#"runsheet: the session has ended; `runsheet show` prints it"#);
    let short = it.write("short.script", SHORT);
    assert!(it.prints(&["play", &short]).contains("2 records, open"));
    assert!(it.fails(2, &["resume"]).contains("needs a terminal"));
}

#[test]
fn damage_is_told_and_a_repair_keeps_what_is_whole() {
    let it = Fixture::new();
    it.prints(&["play", &script("standup")]);
    let path = it.journal();
    let mut bytes = fs::read(&path).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let third = text.match_indices('\n').nth(5).unwrap().0 + 20;
    bytes[third] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let ran = it.run(&["verify", "--all"]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    assert!(ran.out.contains(": damaged: "), "{}", ran.out);
    assert_eq!(it.json(&["sessions", "--json"])[0]["state"], "damaged");
    it.fails(1, &["doctor"]);
    let shown = it.run(&["show", "last"]);
    assert_eq!((shown.code, shown.out.starts_with("record ")), (3, true), "{}", shown.out);
    let copy = it.prints(&["repair", path.to_str().unwrap()]);
    assert!(copy.contains(".002.ron: what is whole"), "{copy}");
    assert!(it.prints(&["verify", "last"]).contains(": ok, "));
    assert!(it.prints(&["repair", path.to_str().unwrap()]).contains("nothing to repair"));
    it.fails(2, &["repair", "nowhere.ron"]);
}

#[test]
fn a_lost_opening_is_told_as_what_nothing_mends() {
    let it = Fixture::new();
    it.prints(&["play", &script("standup")]);
    let path = it.journal();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("Opened", "Opaned", 1)).unwrap();
    for args in [vec!["show", "last"], vec!["repair", path.to_str().unwrap()]] {
        let told = it.fails(3, &args);
        assert!(told.contains("only another copy of the file"), "{told}");
    }
}

#[test]
fn a_damaged_journal_of_a_team_is_told() {
    let it = Fixture::new();
    it.prints(&["play", &script("standup")]);
    let folder = it.path("data/teams/crew");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("journal.ron");
    fs::write(&file, "nonsense\n").unwrap();
    let ran = it.run(&["verify", "--all"]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    assert!(ran.out.contains("crew/journal.ron: damaged: "), "{}", ran.out);
    it.fails(1, &["doctor"]);
    assert!(it.fails(3, &["repair", file.to_str().unwrap()]).contains("another copy"));
}

#[test]
fn a_torn_tail_is_normal() {
    let it = Fixture::new();
    it.prints(&["play", &script("standup")]);
    let path = it.journal();
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 7]).unwrap();
    assert!(it.prints(&["verify", "last"]).contains(": torn tail, "));
}

#[test]
fn what_cannot_be_saved_is_exit_1_and_says_where() {
    let it = Fixture::new();
    it.write("data/sessions", "a file in the way");
    let err = it.fails(1, &["play", &script("standup")]);
    assert!(err.contains("[dir]/data/sessions"), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn shells_and_packagers_get_their_files() {
    let it = Fixture::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(it.prints(&["completions", shell]).contains("sessions"), "{shell}");
    }
    let page = it.prints(&["man"]);
    assert!(page.contains(".TH runsheet 1"), "{page}");
}

#[test]
fn a_reader_who_leaves_early_is_no_accident() {
    let it = Fixture::new();
    let mut child = it
        .command(&["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_ne!(output.status.code(), Some(101));
}

#[test]
fn a_file_name_cannot_command_the_terminal() {
    let it = Fixture::new();
    let name = it.write("a\u{1b}[2Jb.ron", "Team(");
    let ran = it.run(&["check", &name]);
    assert_eq!(ran.code, 2);
    assert!(!ran.out.contains('\u{1b}') && ran.out.contains("a [2Jb.ron"), "{:?}", ran.out);
    let err = it.fails(2, &["check", "\u{1b}[2J.ron"]);
    assert!(!err.contains('\u{1b}'), "{err:?}");
}

#[test]
fn the_doctor_finds_nothing_wrong_with_an_empty_machine() {
    let it = Fixture::new();
    let found = it.prints(&["doctor"]);
    assert_eq!(found.lines().filter(|it| it.starts_with("ok ")).count(), 8, "{found}");
    it.write("config/config.ron", "Config(theme: Blue)");
    let ran = it.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("look  settings    [dir]/config/config.ron:1:"), "{}", ran.out);
}
