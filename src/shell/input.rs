//! The keyboard, on a thread of its own: half a key sequence blocks the terminal library, and must not block a timer.
//!
//! It translates and passes on; it decides nothing. Its end is told, because an app that cannot hear must not stay.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::Sender,
    thread,
    time::Duration,
};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use rustix::{
    event::{PollFd, PollFlags, poll},
    io::retry_on_intr,
    stdio::stdin,
};

use super::inbox::Inbound;
use crate::app::{Key, Message, Press};

/// A paste longer than this is cut: a field takes a note, not a book.
const PASTE: usize = 64 * 1024;

pub fn spawn(inbox: Sender<Inbound>) -> io::Result<()> {
    thread::Builder::new().name("input".into()).spawn(move || listen(&inbox)).map(drop)
}

fn listen(inbox: &Sender<Inbound>) {
    // The terminal library can panic on a malformed mouse report, and retries for ever on a closed terminal.
    while let Ok(Ok(events)) = catch_unwind(AssertUnwindSafe(burst)) {
        let messages = gathered(events.into_iter().filter_map(message).collect());
        if messages.into_iter().any(|it| inbox.send(Inbound::App(it)).is_err()) {
            return;
        }
    }
    let _ = inbox.send(Inbound::TerminalGone);
}

/// With no time at all the terminal library does not even look at the keys it has read already.
const GLANCE: Duration = Duration::from_millis(1);

/// The next event; waiting happens here and not in the library, which takes a hung-up terminal for an interrupted one.
fn next() -> io::Result<Event> {
    if !event::poll(GLANCE)? {
        wait_for_bytes()?;
    }
    event::read()
}

fn wait_for_bytes() -> io::Result<()> {
    let keyboard = stdin();
    let mut fds = [PollFd::new(&keyboard, PollFlags::IN)];
    retry_on_intr(|| poll(&mut fds, None))?;
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    if fds[0].revents().intersects(gone) { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
}

/// The next event, and with a letter all that came in at once with it.
fn burst() -> io::Result<Vec<Event>> {
    let mut events = vec![next()?];
    while matches!(events.last(), Some(Event::Key(_)))
        && events.len() < PASTE
        && event::poll(GLANCE)?
    {
        events.push(event::read()?);
    }
    Ok(events)
}

/// Nobody types so many letters at once: they were pasted into a terminal that does not say so.
const PASTED: usize = 20;

/// Letters that came at once and are too many for fingers become the paste they were; an Enter that ends them stays a key.
fn gathered(messages: Vec<Message>) -> Vec<Message> {
    let typed = |it: &Message| match it {
        Message::Key(Key::Char(letter)) => Some(*letter),
        Message::Key(Key::Enter) => Some('\n'),
        Message::Key(Key::Tab) => Some('\t'),
        _ => None,
    };
    let text: String = messages.iter().map_while(typed).collect();
    let words = text.trim_end_matches('\n');
    let (many, first) = (words.chars().count(), words.chars().next());
    if many < PASTED || words.chars().all(|it| Some(it) == first) {
        return messages;
    }
    let paste = Message::Paste(cut(words.to_owned()));
    std::iter::once(paste).chain(messages.into_iter().skip(many)).collect()
}

/// Sizes are left out: the signal tells of them, and telling twice would draw twice.
fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(it) => key(it).map(Message::Key),
        Event::Paste(text) => Some(Message::Paste(cut(lines(&text)))),
        Event::Mouse(it) => match it.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                Some(Press::Left { x: it.column, y: it.row })
            }
            MouseEventKind::ScrollUp => Some(Press::WheelUp),
            MouseEventKind::ScrollDown => Some(Press::WheelDown),
            _ => None,
        }
        .map(Message::Press),
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn key(it: KeyEvent) -> Option<Key> {
    if it.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = it.modifiers.contains(KeyModifiers::CONTROL);
    let shift = it.modifiers.contains(KeyModifiers::SHIFT);
    if it.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER) {
        return None;
    }
    Some(match it.code {
        KeyCode::Char(letter) if ctrl => Key::Ctrl(letter.to_ascii_lowercase()),
        KeyCode::Char(letter) if shift => Key::Char(upper(letter)),
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if shift => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    })
}

/// Some terminals send `a` and Shift where others send `A`.
fn upper(letter: char) -> char {
    let mut all = letter.to_uppercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

/// Terminals end the lines of a paste as the Enter key does.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn cut(mut text: String) -> String {
    if text.len() > PASTE {
        text.truncate(text.floor_char_boundary(PASTE));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_are_ours_whatever_way_the_terminal_spells_them() {
        let shift = KeyModifiers::SHIFT;
        assert_eq!(pressed(KeyCode::Char('u'), shift), Some(Key::Char('U')));
        assert_eq!(pressed(KeyCode::Char('U'), shift), Some(Key::Char('U')));
        assert_eq!(pressed(KeyCode::Char('ß'), shift), Some(Key::Char('ß')));
        assert_eq!(pressed(KeyCode::Char('P'), KeyModifiers::CONTROL), Some(Key::Ctrl('p')));
        assert_eq!(pressed(KeyCode::Tab, shift), Some(Key::BackTab));
        assert_eq!(pressed(KeyCode::Char('n'), KeyModifiers::ALT), None);
        assert_eq!(pressed(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn a_key_let_go_is_no_key() {
        let mut it = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        it.kind = KeyEventKind::Release;
        assert_eq!(key(it), None);
        it.kind = KeyEventKind::Repeat;
        assert_eq!(key(it), Some(Key::Enter));
    }

    #[test]
    fn what_comes_faster_than_fingers_is_the_paste_it_was() {
        let keys = |text: &str| -> Vec<Message> {
            let key = |it| if it == '\n' { Key::Enter } else { Key::Char(it) };
            text.chars().map(|it| Message::Key(key(it))).collect()
        };
        let told = |text: &str| -> Vec<String> {
            gathered(keys(text)).iter().map(|it| format!("{it:?}")).collect()
        };
        assert_eq!(
            told("export before login\nquit\n"),
            ["Paste(\"export before login\\nquit\")", "Key(Enter)"]
        );
        assert_eq!(told("nd").len(), 2);
        assert_eq!(told("export before log").len(), 17, "somebody may be quick");
        assert_eq!(told(&"j".repeat(40)).len(), 40, "a key held down");
    }

    #[test]
    fn a_paste_has_lines_whatever_ends_them() {
        for pasted in ["one\rtwo\rthree", "one\r\ntwo\r\nthree", "one\ntwo\nthree"] {
            let Some(Message::Paste(text)) = message(Event::Paste(pasted.to_owned())) else {
                panic!("a paste")
            };
            assert_eq!(text, "one\ntwo\nthree");
        }
    }

    #[test]
    fn a_book_of_a_paste_is_cut_between_characters() {
        let text = cut("ä".repeat(PASTE));
        assert_eq!(text.chars().count(), PASTE / 2);
        assert_eq!(cut("x".repeat(PASTE + 1)).len(), PASTE);
    }
}
