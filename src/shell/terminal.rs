//! The terminal: taken over, drawn on, given back on every way out. Every byte that is not the screen's content is in this file.
//!
//! It asks the terminal nothing, so one that never answers starts as fast as any other.

use std::{
    io::{self, Write},
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use ratatui::{Frame, Terminal, backend::CrosstermBackend, layout::Rect};
use rustix::{
    event::{PollFd, PollFlags, poll},
    io::{Errno, retry_on_intr, write},
    stdio::{stdin, stdout},
    termios::{
        InputModes, LocalModes, OptionalActions, OutputModes, Termios, tcgetattr, tcgetwinsize,
        tcsetattr,
    },
};

/// Alternate screen, no cursor, pastes in brackets, keys that tell Esc from what it begins (kitty; pushed without asking).
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[>1u";
/// Presses and the wheel, without a report for every move.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// Undoes the two above whatever was reached of them: update and keys first, the screen last.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[<u\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[0m\x1b[?1049l";
const UPDATE_BEGINS: &[u8] = b"\x1b[?2026h";
const UPDATE_ENDS: &[u8] = b"\x1b[?2026l";

/// Whether the terminal is ours, for those who must give it back without a `Screen` at hand.
static OURS: AtomicBool = AtomicBool::new(false);
/// How the line discipline was before us.
static BEFORE: OnceLock<Termios> = OnceLock::new();

/// The screen in full-screen mode. Dropping it gives the terminal back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Out>>,
    mouse: bool,
}

impl Screen {
    pub fn open(mouse: bool) -> io::Result<Screen> {
        let before = tcgetattr(stdin())?;
        BEFORE.get_or_init(|| sane(before));
        let terminal = Terminal::new(CrosstermBackend::new(Out::default()))?;
        let screen = Screen { terminal, mouse };
        enter(mouse)?;
        Ok(screen)
    }

    /// One frame, shown as a whole. An error means that the terminal is gone.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(render).map(drop)
    }

    /// Takes the size as it is now and paints everything anew, even if the size went away and came back.
    pub fn resize(&mut self) -> io::Result<()> {
        let size = retry_on_intr(|| tcgetwinsize(stdout()))?;
        self.terminal.resize(Rect::new(0, 0, size.ws_col, size.ws_row))
    }

    /// Columns and rows as last drawn on.
    pub fn size(&mut self) -> (u16, u16) {
        let area = self.terminal.get_frame().area();
        (area.width, area.height)
    }

    /// Takes the terminal again after the process was stopped, whoever had it meanwhile.
    pub fn retake(&mut self) -> io::Result<()> {
        raw()?;
        restore();
        enter(self.mouse)?;
        self.resize()
    }

    pub fn bell(&mut self) -> io::Result<()> {
        write_all(b"\x07")
    }

    /// To the terminal's clipboard (OSC 52); base 64 carries it, so no text can end the sequence early.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let selection = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text);
        let mut bytes = Vec::new();
        crossterm::queue!(bytes, selection)?;
        write_all(&bytes)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, once, from any thread and in any state, without a lock that a panicking thread could hold.
pub fn restore() {
    if OURS.swap(false, Ordering::SeqCst) {
        let _ = write_all(LEAVE);
        cook();
    }
}

/// The line discipline as it was before us; this part needs no terminal that takes our bytes.
pub fn cook() {
    if let Some(before) = BEFORE.get() {
        let _ = retry_on_intr(|| tcsetattr(stdin(), OptionalActions::Now, before));
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    raw()?;
    OURS.store(true, Ordering::SeqCst);
    write_all(ENTER)?;
    if mouse { write_all(MOUSE) } else { Ok(()) }
}

/// From the background this stops the process until it is in front again, before a byte is written.
fn raw() -> io::Result<()> {
    let mut modes = tcgetattr(stdin())?;
    modes.make_raw();
    Ok(retry_on_intr(|| tcsetattr(stdin(), OptionalActions::Now, &modes))?)
}

/// As found, unless another program died and left the terminal raw: then what a shell would want.
fn sane(mut found: Termios) -> Termios {
    if !found.local_modes.contains(LocalModes::ECHO | LocalModes::ICANON) {
        found.local_modes |= LocalModes::ECHO
            | LocalModes::ECHOE
            | LocalModes::ECHOK
            | LocalModes::ICANON
            | LocalModes::ISIG
            | LocalModes::IEXTEN;
        found.input_modes |= InputModes::ICRNL | InputModes::IXON;
        found.output_modes |= OutputModes::OPOST | OutputModes::ONLCR;
    }
    found
}

/// A frame's bytes until it is whole; they go out in one piece, between marks that keep a terminal from showing half of it,
/// and only while the terminal is ours.
#[derive(Default)]
struct Out(Vec<u8>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            self.0.extend_from_slice(UPDATE_BEGINS);
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0.extend_from_slice(UPDATE_ENDS);
        let written = if OURS.load(Ordering::SeqCst) { write_all(&self.0) } else { Ok(()) };
        self.0.clear();
        written
    }
}

fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = &bytes[n..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_until_writable()?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Another program may have left the terminal non-blocking for all who share it.
fn wait_until_writable() -> io::Result<()> {
    let out = stdout();
    retry_on_intr(|| poll(&mut [PollFd::new(&out, PollFlags::OUT)], None))?;
    Ok(())
}
