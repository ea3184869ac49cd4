//! The whole program as one value: which screen is open, and what each message makes of it.

use std::time::Duration;

use super::{Effect, First, Home, Intent, Key, Message, Now, Press, Start, Target, Theme, keys};
use crate::ceremony::Text;

/// How long a notice stays in the footer.
const NOTICE_MS: u64 = 8000;

#[derive(Debug)]
pub struct App {
    pub start: Start,
    pub screen: Screen,
    pub notice: Option<Notice>,
    /// Effects of the start, told with the first message.
    first: Vec<Effect>,
}

/// Exactly one is open.
#[derive(Debug)]
pub enum Screen {
    Home(Home),
    /// The shell gathers what the next screen needs.
    Opening,
}

/// One line for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: Text,
    pub until_ms: u64,
}

impl App {
    pub fn new(start: Start) -> App {
        let (screen, effect) = match &start.first {
            First::Home => (Screen::Home(Home::new(start.ceremonies.clone())), Effect::List),
            First::Live { ceremony } => {
                (Screen::Opening, Effect::Prepare { ceremony: ceremony.clone() })
            }
            First::Resume { sid } => (Screen::Opening, Effect::Resume { sid: sid.clone() }),
        };
        App { start, screen, notice: None, first: vec![effect] }
    }

    pub fn theme(&self) -> Theme {
        self.start.theme
    }

    /// Takes one message and says what the world should do.
    pub fn update(&mut self, message: Message, now: Now) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.first);
        if self.notice.as_ref().is_some_and(|it| it.until_ms <= now.boot_ms) {
            self.notice = None;
        }
        effects.extend(match message {
            Message::Key(key) | Message::Hit(Target::Key(key)) => self.press_key(key, now),
            Message::Press(Press::WheelUp) => self.press_key(Key::Up, now),
            Message::Press(Press::WheelDown) => self.press_key(Key::Down, now),
            Message::Hit(target) => self.hit(target),
            Message::Listed(sessions) => {
                if let Screen::Home(home) = &mut self.screen {
                    home.list(sessions);
                }
                Vec::new()
            }
            Message::Failed(text) => {
                self.say(text, now);
                self.go_home_if_opening()
            }
            Message::Signal(_) => vec![Effect::Quit],
            Message::Press(Press::Left { .. })
            | Message::Paste(_)
            | Message::Resized
            | Message::Tick
            | Message::Save(_)
            | Message::Prepared(_)
            | Message::Opened(_)
            | Message::Slept { .. } => Vec::new(),
        });
        effects
    }

    /// When the screen will look different without any message; never while nothing moves.
    pub fn next_change(&self, now: Now) -> Option<Duration> {
        if !self.first.is_empty() {
            return Some(Duration::ZERO);
        }
        self.notice
            .as_ref()
            .map(|it| Duration::from_millis(it.until_ms.saturating_sub(now.boot_ms)))
    }

    pub fn say(&mut self, text: Text, now: Now) {
        self.notice = Some(Notice { text, until_ms: now.boot_ms + NOTICE_MS });
    }

    fn press_key(&mut self, key: Key, _now: Now) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Home(home) => match keys::intent(keys::HOME, key) {
                Some(Intent::Quit) => vec![Effect::Quit],
                Some(Intent::Suspend) => vec![Effect::Suspend],
                Some(intent) => home.update(intent),
                None => Vec::new(),
            },
            Screen::Opening => match key {
                Key::Ctrl('c') | Key::Esc | Key::Char('q') => vec![Effect::Quit],
                _ => Vec::new(),
            },
        }
    }

    fn hit(&mut self, target: Target) -> Vec<Effect> {
        match (&mut self.screen, target) {
            (Screen::Home(home), Target::Row(row)) => home.press(row),
            _ => Vec::new(),
        }
    }

    fn go_home_if_opening(&mut self) -> Vec<Effect> {
        if !matches!(self.screen, Screen::Opening) {
            return Vec::new();
        }
        self.screen = Screen::Home(Home::new(self.start.ceremonies.clone()));
        vec![Effect::List]
    }
}
