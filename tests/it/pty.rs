//! The binary in a pseudo-terminal: it takes the terminal over, and gives it back on every way out.

mod apart;
mod backlog;
mod capacity;
mod drill;
mod drive;
mod forms;
mod history;
mod live;
mod practice;
mod retro;
mod scope;
mod stage;
mod surveys;

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use rustix::process::Signal;
use stage::{BINARY, Stage, count, environment, runsheet};

const HOME: &str = "Daily standup";

#[test]
fn the_terminal_is_taken_over_and_given_back() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.assert_taken_over();
    stage.type_in("q");
    stage.assert_code(0);
    stage.assert_given_back();
}

#[test]
fn a_signal_ends_the_program_and_gives_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut stage = runsheet(&[]);
        stage.wait_for(HOME);
        stage.kill(signal);
        stage.assert_code(code);
        stage.assert_given_back();
    }
}

#[test]
fn a_hang_up_draws_nothing_more() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.kill(Signal::HUP);
    stage.assert_code(129);
    let bytes = stage.bytes();
    let last = bytes.windows(8).rposition(|it| it == b"\x1b[?1049l").unwrap();
    assert_eq!(bytes.len(), last + 8, "{:?}", String::from_utf8_lossy(&bytes[last..]));
}

#[test]
fn a_quit_signal_gives_the_terminal_back_and_then_does_what_it_always_does() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.kill(Signal::QUIT);
    stage.assert_killed_by(Signal::QUIT);
    stage.assert_given_back();
}

#[test]
fn two_interrupts_in_a_row_end_it_all_the_same() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.kill(Signal::INT);
    stage.kill(Signal::INT);
    stage.assert_code(130);
    stage.assert_given_back();
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut stage = runsheet(&["--panic-at-f12"]);
    stage.wait_for(HOME);
    stage.type_in("\x1b[24~");
    stage.assert_code(101);
    stage.assert_given_back();
    let left = stage.screen().contents();
    assert!(left.contains("our fault") && left.contains("F12"), "{left}");
}

/// A mouse report from before the first column makes the terminal library subtract with overflow in debug builds.
#[test]
fn a_panic_of_the_keyboard_thread_ends_the_program_too() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.type_in("\x1b[M   ");
    stage.assert_code(101);
    stage.assert_given_back();
}

#[test]
fn a_closed_window_ends_the_program() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.hang_up();
    stage.assert_code(129);
}

/// On a terminal that is not the controlling one, no signal comes.
#[test]
fn a_closed_window_that_sends_no_signal_ends_the_program() {
    let mut stage = Stage::open_aside(BINARY, &[]);
    stage.wait_for(HOME);
    stage.hang_up();
    stage.assert_code(129);
}

#[test]
fn suspended_by_a_key_it_comes_back_with_fg() {
    let mut stage = Stage::open("bash", &["--norc", "--noprofile", "-i"], &[("PS1", "> ")]);
    stage.wait_for("> ");
    stage.type_in(format!("{BINARY}\r"));
    stage.wait_for(HOME);
    stage.type_in("\x1a");
    stage.wait("the shell", |it| !it.alternate_screen() && it.contents().contains("Stopped"));
    stage.wait("a prompt", |it| it.contents().ends_with("> "));
    assert!(!stage.screen().hide_cursor());
    stage.type_in("fg\r");
    stage.wait("the program", |it| it.alternate_screen() && it.contents().contains(HOME));
    stage.assert_taken_over();
    stage.type_in("q");
    stage.wait("the shell", |it| !it.alternate_screen() && it.contents().ends_with("> "));
    stage.type_in("exit 7\r");
    stage.assert_code(7);
    stage.assert_given_back();
}

#[test]
fn stopped_from_outside_it_paints_everything_anew() {
    let mut stage = Stage::open("bash", &["--norc", "--noprofile", "-i"], &[("PS1", "> ")]);
    stage.wait_for("> ");
    stage.type_in(format!("{BINARY}\r"));
    stage.wait_for(HOME);
    for signal in ["TSTP", "STOP"] {
        let kill = format!("kill -{signal} $(pgrep -P {})", stage.pid.as_raw_nonzero());
        assert!(Command::new("bash").args(["-c", &kill]).status().unwrap().success());
        stage.wait(signal, |it| it.contents().contains("Stopped"));
        stage.type_in("clear; fg\r");
        stage.wait(HOME, |it| {
            it.alternate_screen()
                && it.contents().contains(HOME)
                && !it.contents().contains("Stopped")
        });
    }
    stage.type_in("q");
    stage.wait("the shell", |it| !it.alternate_screen() && it.contents().ends_with("> "));
    stage.type_in("exit\r");
    stage.assert_code(0);
    stage.assert_given_back();
}

#[test]
fn where_nobody_could_start_it_again_it_does_not_stop() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.type_in("\x1a");
    stage.wait_for("no shell with job control");
    stage.type_in("q");
    stage.assert_code(0);
    stage.assert_given_back();
}

#[test]
fn nothing_is_asked_of_the_terminal() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.type_in("q");
    stage.assert_code(0);
    let bytes = stage.bytes();
    for query in
        [&b"\x1b[6n"[..], b"\x1b[c", b"\x1b[0c", b"\x1b[>c", b"\x1b[?u", b"\x1b[5n", b"\x1bP"]
    {
        assert_eq!(count(&bytes, query), 0, "{query:?}");
    }
}

#[test]
fn a_storm_of_sizes_ends_in_a_whole_screen() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    for round in 0..60 {
        let (rows, columns) = [(1, 1), (300, 100), (2, 300), (24, 80), (10, 40)][round % 5];
        stage.resize(rows, columns);
    }
    stage.resize(30, 100);
    stage.wait("the last size", |it| {
        let rows: Vec<String> = it.rows(0, 100).collect();
        rows[0].contains("Runsheet") && rows[29].contains("quit")
    });
    stage.type_in("q");
    stage.assert_code(0);
    stage.assert_given_back();
}

/// There and back between two frames leaves the size as it was, but not the screen.
#[test]
fn a_size_that_went_and_came_back_is_painted_anew() {
    let mut stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.resize(5, 20);
    stage.resize(24, 80);
    stage.wait("a whole screen", |it| {
        let rows: Vec<String> = it.rows(0, 80).collect();
        rows[0].contains("Runsheet") && rows[23].contains("quit") && it.contents().contains(HOME)
    });
    stage.type_in("q");
    stage.assert_code(0);
}

#[test]
fn without_colour_everything_is_still_said() {
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "xterm")] {
        let mut stage = Stage::open(BINARY, &[], &[(name, value)]);
        stage.wait_for(HOME);
        stage.type_in("q");
        stage.assert_code(0);
        stage.assert_given_back();
        let coloured = colours(&stage.bytes());
        assert!(name == "TERM" || coloured.is_empty(), "{coloured:?}");
    }
}

#[test]
fn a_terminal_of_another_encoding_gets_ascii() {
    for (name, value) in [("LANG", "C"), ("LC_ALL", "de_DE.ISO-8859-1")] {
        let stage = Stage::open(BINARY, &["live", "standup"], &[(name, value)]);
        stage.wait_for("<-begin");
        stage.type_in("\r");
        stage.wait_for("<-next");
        let shown = stage.screen().contents();
        assert!(shown.contains("Gather") && shown.contains("-+-"), "{shown}");
        stage.type_in("q");
        stage.wait_for("<-leave");
        assert!(stage.bytes().is_ascii());
    }
}

/// Every `SGR` parameter that sets a colour other than the terminal's own.
fn colours(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1).filter_map(|it| it.split_once('m')).map(|it| it.0);
    let plain = sequences.filter(|it| it.chars().all(|it| it.is_ascii_digit() || it == ';'));
    plain
        .flat_map(|it| it.split(';').map(str::to_owned).collect::<Vec<_>>())
        .filter(|it| matches!(it.parse(), Ok(30..=38 | 40..=48 | 90..=107)))
        .collect()
}

#[test]
fn without_a_terminal_it_says_so() {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(BINARY)
        .env_clear()
        .envs(environment(home.path()))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("needs a terminal: standard input is none"), "{told}");
    assert!(output.stdout.is_empty());
}

#[test]
fn a_terminal_that_cannot_place_text_is_left_alone() {
    let mut stage = Stage::open(BINARY, &[], &[("TERM", "dumb")]);
    stage.assert_code(2);
    assert!(stage.screen().contents().contains("TERM=dumb"));
    assert_eq!(count(&stage.bytes(), b"\x1b"), 0);
}

#[test]
fn an_unknown_ceremony_is_told_before_the_terminal_is_touched() {
    let mut stage = runsheet(&["live", "stand"]);
    stage.assert_code(2);
    let told = stage.screen().contents();
    assert!(told.contains("no ceremony `stand`") && told.contains("standup"), "{told}");
    assert_eq!(count(&stage.bytes(), b"\x1b"), 0);
}

#[test]
fn an_idle_home_screen_is_quiet() {
    let stage = runsheet(&[]);
    stage.wait_for(HOME);
    stage.type_in("\x1b[B");
    stage.wait_for("▶ Sprint planning");
    stage.wait_quiet(Duration::from_millis(1500));
}
