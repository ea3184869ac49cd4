//! A session on a real terminal: the timer that nothing stops, and a journal that outlives every end.

use std::{path::PathBuf, time::Duration};

use runsheet::{
    journal::{Journal, read},
    session::Event,
};
use rustix::process::Signal;

use super::stage::{BINARY, Stage, count, environment, runsheet};

/// A standup that has begun and whose `Began` is on disk.
fn standup() -> Stage {
    let stage = runsheet(&["live", "standup"]);
    begin(&stage);
    stage
}

#[track_caller]
fn begin(stage: &Stage) {
    stage.wait_for("Enter accepts all of this");
    stage.type_in("\r");
    stage.wait("a saved session", |it| is_live(it) && it.contents().contains("saved"));
}

fn is_live(screen: &vt100::Screen) -> bool {
    screen.alternate_screen() && screen.contents().contains("live · ")
}

/// Seconds of the step as its panel shows them: `00:29 of 00:30`.
fn shown(screen: &vt100::Screen) -> u32 {
    let text = screen.contents();
    let clock = text.split(" of 0").next().and_then(|it| it.get(it.len().saturating_sub(5)..));
    clock.unwrap_or_default().split(':').fold(0, |sum, it| sum * 60 + it.parse().unwrap_or(0))
}

/// The only journal in this home.
#[track_caller]
fn journal(stage: &Stage) -> Journal {
    let mut folders = vec![stage.home.path().join("data").join("sessions")];
    let mut found: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "ron") {
                found.push(path);
            }
        }
    }
    assert_eq!(found.len(), 1, "{found:?}");
    let journal = read(&std::fs::read(&found[0]).unwrap(), None).unwrap();
    assert!(journal.is_whole(), "{:?}", journal.damage);
    journal
}

fn last(stage: &Stage) -> Event {
    journal(stage).into_records().pop().expect("a session has begun").event
}

/// What has been typed can be half of a key, of a letter or of a paste; the time goes on.
fn ticks_after(half: &[u8]) {
    let mut stage = standup();
    stage.type_in(half);
    let before = shown(&stage.screen());
    stage.wait("two more seconds", |it| before + 2 <= shown(it));
    stage.kill(Signal::TERM);
    stage.assert_code(143);
    stage.assert_given_back();
}

#[test]
fn the_timer_ticks_on_behind_half_an_arrow_key() {
    ticks_after(b"\x1b[");
}

#[test]
fn the_timer_ticks_on_behind_half_a_function_key() {
    ticks_after(b"\x1bO");
}

#[test]
fn the_timer_ticks_on_behind_half_a_letter() {
    ticks_after(b"\xc3");
}

#[test]
fn the_timer_ticks_on_behind_a_paste_without_an_end() {
    ticks_after(b"\x1b[200~this is not the end of\n");
}

#[test]
fn a_running_clock_draws_once_a_second() {
    let stage = standup();
    let frames = |bytes: &[u8]| count(bytes, b"\x1b[?2026h");
    let begun = shown(&stage.screen());
    stage.wait("the next second", |it| begun < shown(it));
    let (before, from) = (frames(&stage.bytes()), shown(&stage.screen()));
    stage.wait("three more", |it| from + 3 <= shown(it));
    let drawn = frames(&stage.bytes()) - before;
    assert!((2..=4).contains(&drawn), "{drawn} frames in three seconds");
}

#[test]
fn a_signal_is_in_the_journal_and_the_session_stays_open() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut stage = standup();
        stage.kill(signal);
        stage.assert_code(code);
        stage.assert_given_back();
        assert_eq!(last(&stage), Event::Interrupted { signal: signal.as_raw() });
    }
}

#[test]
fn a_closed_window_is_in_the_journal() {
    let mut stage = standup();
    stage.hang_up();
    stage.assert_code(129);
    assert_eq!(last(&stage), Event::Interrupted { signal: Signal::HUP.as_raw() });
}

#[test]
fn a_panic_leaves_the_journal_whole() {
    let mut stage = runsheet(&["live", "standup", "--panic-at-f12"]);
    begin(&stage);
    stage.type_in("\r");
    stage.wait_for("▶ Goal");
    stage.type_in("\x1b[24~");
    stage.assert_code(101);
    stage.assert_given_back();
    assert!(matches!(last(&stage), Event::Entered { .. }));
}

#[test]
fn what_showed_as_saved_survives_a_kill_and_goes_on() {
    let mut stage = standup();
    stage.type_in("\r");
    stage.wait("a saved step", |it| {
        it.contents().contains("▶ Goal") && it.contents().contains("saved")
    });
    stage.kill(Signal::KILL);
    stage.assert_killed_by(Signal::KILL);
    assert!(matches!(last(&stage), Event::Entered { .. }));
    let mut stage = stage.beside(&["resume"]);
    stage.wait("the same step", |it| is_live(it) && it.contents().contains("▶ Goal"));
    stage.kill(Signal::TERM);
    stage.assert_code(143);
    let events: Vec<Event> =
        journal(&stage).into_records().into_iter().map(|it| it.event).collect();
    assert!(events.iter().any(|it| matches!(it, Event::Reopened { .. })), "{events:#?}");
}

#[test]
fn a_session_that_is_open_elsewhere_is_not_taken() {
    let stage = standup();
    let output = std::process::Command::new(BINARY)
        .arg("resume")
        .env_clear()
        .envs(environment(stage.home.path()))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "needs a terminal before anything else");
    let mut second = stage.beside(&["resume"]);
    second.assert_code(1);
    let told = second.screen().contents();
    assert!(told.contains("open in pid"), "{told}");
}

#[test]
fn resume_takes_what_was_interrupted_and_not_what_runs_elsewhere() {
    let mut stage = standup();
    stage.kill(Signal::TERM);
    stage.assert_code(143);
    let running = stage.beside(&["live", "planning"]);
    running.wait_for("begin");
    running.type_in("\r");
    running.wait("planning", is_live);
    let taken = running.beside(&["resume"]);
    taken.wait("the standup", |it| is_live(it) && it.contents().contains("Daily standup"));
}

#[test]
fn what_was_not_interrupted_cannot_be_resumed() {
    let mut stage = runsheet(&["resume"]);
    stage.assert_code(2);
    assert!(stage.screen().contents().contains("no session was interrupted"));
}

#[test]
fn suspended_in_a_session_the_clock_goes_on() {
    let stage = Stage::open("bash", &["--norc", "--noprofile", "-i"], &[("PS1", "> ")]);
    stage.wait_for("> ");
    stage.type_in(format!("{BINARY} live standup\r"));
    begin(&stage);
    stage.type_in("\x1a");
    stage.wait("the shell", |it| {
        !it.alternate_screen() && it.contents().contains("Stopped") && it.contents().ends_with("> ")
    });
    stage.wait_quiet(Duration::from_millis(1500));
    stage.type_in("fg\r");
    stage.wait("the session", |it| is_live(it) && 2 <= shown(it));
    stage.assert_taken_over();
}

/// It would lie in a plain file.
#[test]
fn a_folder_that_takes_no_files_is_said_before_the_session_begins() {
    let home = tempfile::tempdir().unwrap();
    let plain = home.path().join("plain");
    std::fs::write(&plain, "").unwrap();
    let below = plain.join("below");
    let args = ["--data-dir", below.to_str().unwrap(), "live", "standup"];
    let mut stage = runsheet(&args);
    stage.wait("the warning", |it| {
        let screen = it.contents();
        screen.contains("Nothing will be saved") && screen.contains("--data-dir")
    });
    stage.type_in("q");
    stage.assert_code(0);
    stage.assert_given_back();
}
