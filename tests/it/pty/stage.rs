//! A pseudo-terminal with the program in it: what it wrote, as a screen and as bytes, and how it left the line discipline.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    os::{fd::AsFd, unix::process::ExitStatusExt},
    path::Path,
    process::{Child, ExitStatus},
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use pty_process::blocking::{Command, Pts, Pty};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{Pid, Signal, kill_process},
    termios::{LocalModes, tcgetattr},
};
use tempfile::TempDir;

/// Far beyond what anything here takes on a busy machine; nothing waits this long when it works.
const DEADLINE: Duration = Duration::from_secs(30);

pub(super) const BINARY: &str = env!("CARGO_BIN_EXE_runsheet");

/// What came out of the terminal so far.
pub(super) struct Seen {
    parser: vt100::Parser,
    pub(super) bytes: Vec<u8>,
}

impl Seen {
    /// Whether no frame is half read.
    fn is_whole(&self) -> bool {
        let last = |mark: &[u8]| self.bytes.windows(mark.len()).rposition(|it| it == mark);
        last(b"\x1b[?2026h") <= last(b"\x1b[?2026l")
    }
}

pub(super) struct Stage {
    pty: Option<Arc<Pty>>,
    /// Held open, so that the line discipline can be looked at after the end.
    pts: Option<Pts>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    watching: Arc<AtomicBool>,
    watcher: Option<thread::JoinHandle<()>>,
    ended: Receiver<ExitStatus>,
    pub(super) pid: Pid,
    /// Removed with the last stage that plays in it.
    pub(super) home: Arc<TempDir>,
}

/// The program with an environment of its own and these arguments.
pub(super) fn runsheet(args: &[&str]) -> Stage {
    Stage::open(BINARY, args, &[])
}

impl Stage {
    pub(super) fn open(program: &str, args: &[&str], variables: &[(&str, &str)]) -> Stage {
        Stage::open_at(Arc::new(tempfile::tempdir().unwrap()), program, args, variables)
    }

    /// The program again, in another window on the same files.
    pub(super) fn beside(&self, args: &[&str]) -> Stage {
        Stage::open_at(self.home.clone(), BINARY, args, &[])
    }

    fn open_at(
        home: Arc<TempDir>,
        program: &str,
        args: &[&str],
        variables: &[(&str, &str)],
    ) -> Stage {
        let (pty, pts) = window();
        let mut command =
            Command::new(program).args(args).env_clear().envs(environment(home.path()));
        for (name, value) in variables {
            command = command.env(name, value);
        }
        let child = command.spawn_borrowed(&pts).unwrap();
        Stage::around(child, pty, Some(pts), home)
    }

    /// On a terminal that is not its controlling one.
    pub(super) fn open_aside(program: &str, args: &[&str]) -> Stage {
        let home = Arc::new(tempfile::tempdir().unwrap());
        let (pty, pts) = window();
        let end = || pts.as_fd().try_clone_to_owned().unwrap();
        let mut command = std::process::Command::new(program);
        command.args(args).env_clear().envs(environment(home.path()));
        let child = command.stdin(end()).stdout(end()).stderr(end()).spawn().unwrap();
        Stage::around(child, pty, Some(pts), home)
    }

    fn around(child: Child, pty: Pty, pts: Option<Pts>, home: Arc<TempDir>) -> Stage {
        let pid = Pid::from_child(&child);
        let parser = vt100::Parser::new(cells(24), cells(80), 0);
        let seen = Arc::new((Mutex::new(Seen { parser, bytes: Vec::new() }), Condvar::new()));
        let (pty, watching) = (Arc::new(pty), Arc::new(AtomicBool::new(true)));
        let watcher = Some(watch(pty.clone(), seen.clone(), watching.clone()));
        let (pty, ended) = (Some(pty), end_of(child));
        Stage { pty, pts, seen, watching, watcher, ended, pid, home }
    }

    #[track_caller]
    pub(super) fn type_in(&self, keys: impl AsRef<[u8]>) {
        self.pty().write_all(keys.as_ref()).unwrap();
    }

    /// Waits until the screen satisfies the question.
    #[track_caller]
    pub(super) fn wait(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        self.wait_seen(what, |seen| seen.is_whole() && holds(seen.parser.screen()));
    }

    #[track_caller]
    pub(super) fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    #[track_caller]
    pub(super) fn wait_seen(&self, what: &str, holds: impl Fn(&Seen) -> bool) {
        let (seen, changed) = &*self.seen;
        let until = Instant::now() + DEADLINE;
        let mut seen = seen.lock().unwrap();
        while !holds(&seen) {
            let left = until.saturating_duration_since(Instant::now());
            let screen = seen.parser.screen().contents();
            assert!(!left.is_zero(), "waited in vain for {what:?}; the screen:\n{screen}");
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until nothing has been written for this long.
    #[track_caller]
    pub(super) fn wait_quiet(&self, time: Duration) {
        let (seen, changed) = &*self.seen;
        let until = Instant::now() + DEADLINE;
        let mut seen = seen.lock().unwrap();
        loop {
            let before = seen.bytes.len();
            let still = |it: &mut Seen| it.bytes.len() == before;
            let (now, waited) = changed.wait_timeout_while(seen, time, still).unwrap();
            if waited.timed_out() {
                return;
            }
            let told = String::from_utf8_lossy(&now.bytes[before..]).into_owned();
            assert!(Instant::now() < until, "still writing {told:?}");
            seen = now;
        }
    }

    /// What the program prints for these arguments, beside this stage and on the same data.
    #[track_caller]
    pub(super) fn run(&self, args: &[&str]) -> String {
        let mut command = std::process::Command::new(BINARY);
        let output =
            command.args(args).env_clear().envs(environment(self.home.path())).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Its exit code and what it says on standard error, where a command must not succeed.
    pub(super) fn fails(&self, args: &[&str]) -> (i32, String) {
        let mut command = std::process::Command::new(BINARY);
        let output =
            command.args(args).env_clear().envs(environment(self.home.path())).output().unwrap();
        assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let told = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap_or(-1), told)
    }

    pub(super) fn screen(&self) -> vt100::Screen {
        let seen = self.seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.parser.screen().clone()
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    pub(super) fn resize(&self, rows: u16, columns: u16) {
        self.seen.0.lock().unwrap().parser.screen_mut().set_size(cells(rows), cells(columns));
        self.pty().resize(pty_process::Size::new(rows, columns)).unwrap();
    }

    pub(super) fn kill(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// How the program ended, once everything it wrote is read.
    #[track_caller]
    pub(super) fn end(&mut self) -> ExitStatus {
        let status = self.ended.recv_timeout(DEADLINE);
        self.stop_watching();
        status.unwrap_or_else(|_| panic!("no end; the screen:\n{}", self.screen().contents()))
    }

    #[track_caller]
    pub(super) fn assert_code(&mut self, code: i32) {
        let status = self.end();
        assert_eq!(status.code(), Some(code), "{status}\n{}", self.screen().contents());
    }

    #[track_caller]
    pub(super) fn assert_killed_by(&mut self, signal: Signal) {
        assert_eq!(self.end().signal(), Some(signal.as_raw()));
    }

    /// The window is closed: nobody holds the other end of the terminal any more.
    pub(super) fn hang_up(&mut self) {
        self.stop_watching();
        self.pts = None;
        self.pty = None;
    }

    /// Everything that was switched on is switched off, and the line discipline is one for a shell.
    #[track_caller]
    pub(super) fn assert_given_back(&self) {
        let screen = self.screen();
        let bytes = self.bytes();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "no cursor");
        assert!(!screen.bracketed_paste(), "pastes still come in brackets");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(count(&bytes, b"\x1b[>1u"), count(&bytes, b"\x1b[<u"), "keyboard mode");
        let (begun, ended) = (count(&bytes, b"\x1b[?2026h"), count(&bytes, b"\x1b[?2026l"));
        assert!(begun <= ended, "an update that never ends");
        let cooked = LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
        assert!(self.local_modes().contains(cooked), "{:?}", self.local_modes());
    }

    #[track_caller]
    pub(super) fn assert_taken_over(&self) {
        let screen = self.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::PressRelease);
        let cooked = LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
        assert!(!self.local_modes().intersects(cooked), "{:?}", self.local_modes());
    }

    fn local_modes(&self) -> LocalModes {
        let pts = self.pts.as_ref().expect("the window is open");
        tcgetattr(pts).unwrap().local_modes
    }

    fn pty(&self) -> &Pty {
        self.pty.as_deref().expect("the window is open")
    }

    fn stop_watching(&mut self) {
        self.watching.store(false, Ordering::SeqCst);
        if let Some(watcher) = self.watcher.take() {
            let _ = watcher.join();
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if self.ended.try_recv().is_err() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
        self.stop_watching();
    }
}

pub(super) fn environment(home: &Path) -> Vec<(String, String)> {
    let folder = |name: &str| home.join(name).display().to_string();
    let mut all = vec![
        ("HOME".to_owned(), folder("home")),
        ("RUNSHEET_DATA_DIR".to_owned(), folder("data")),
        ("RUNSHEET_CONFIG_DIR".to_owned(), folder("config")),
        ("TERM".to_owned(), "xterm-256color".to_owned()),
        ("LANG".to_owned(), "C.UTF-8".to_owned()),
        ("TZ".to_owned(), "UTC".to_owned()),
    ];
    for passed_on in ["PATH", "LLVM_PROFILE_FILE"] {
        all.extend(std::env::var(passed_on).map(|it| (passed_on.to_owned(), it)));
    }
    all
}

/// A terminal of 80 by 24.
fn window() -> (Pty, Pts) {
    let (pty, pts) = pty_process::blocking::open().unwrap();
    pty.resize(pty_process::Size::new(24, 80)).unwrap();
    (pty, pts)
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("no terminal has less than one")
}

/// How often a sequence occurs.
pub(super) fn count(bytes: &[u8], sequence: &[u8]) -> usize {
    bytes.windows(sequence.len()).filter(|it| *it == sequence).count()
}

fn end_of(mut child: Child) -> Receiver<ExitStatus> {
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait().unwrap()));
    ended
}

/// Reads what the program writes until told to stop and nothing is left.
fn watch(
    pty: Arc<Pty>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    watching: Arc<AtomicBool>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut buffer = [0; 16 * 1024];
        loop {
            let more = watching.load(Ordering::SeqCst);
            let wait = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
            let ready = poll(&mut [PollFd::new(&*pty, PollFlags::IN)], Some(&wait));
            if ready != Ok(0) {
                let Ok(n) = (&*pty).read(&mut buffer) else { return };
                let Ok(mut it) = seen.0.lock() else { return };
                it.parser.process(&buffer[..n]);
                it.bytes.extend_from_slice(&buffer[..n]);
                seen.1.notify_all();
            } else if !more {
                return;
            }
        }
    })
}
