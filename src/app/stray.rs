//! Words typed where no pen is open. The first letter that means nothing here says which key writes; the letters that run on
//! after it are no commands.

use super::{App, Key, Now, Reply, Screen};

/// Keys that follow each other faster than this are words, not wishes (40 words a minute, five letters a word).
const RUN_MS: u64 = 300;

/// What was typed and went nowhere, while it may still go on.
#[derive(Debug, Default)]
pub(super) struct Stray {
    until_ms: u64,
    /// The letter that was refused; `None` once others followed it, and Enter is the end of words too.
    first: Option<Key>,
}

impl Stray {
    fn runs_on(&self, key: Key, now: Now) -> bool {
        let follows = match self.first {
            Some(first) => matches!(key, Key::Char(_)) && key != first,
            None => matches!(key, Key::Char(_) | Key::Enter | Key::Backspace),
        };
        follows && now.boot_ms < self.until_ms
    }
}

impl App {
    /// A key for the screen, unless it runs on from words that went nowhere.
    pub(super) fn press_or_pass(&mut self, key: Key, now: Now) -> Reply {
        let until_ms = now.boot_ms + RUN_MS;
        if self.has_no_pen() && self.stray.runs_on(key, now) {
            self.stray = Stray { until_ms, first: None };
            let say = "Those letters went nowhere: n writes something down, ? names every key.";
            return Reply::say(say);
        }
        let could_type = self.has_no_pen();
        let reply = self.press(key, now);
        let refused = reply.say.is_some() && !reply.leads_on() && could_type && self.has_no_pen();
        let letter = matches!(key, Key::Char(it) if it.is_alphabetic());
        self.stray =
            if refused && letter { Stray { until_ms, first: Some(key) } } else { Stray::default() };
        reply
    }

    /// A text from outside; what is left of it on its way goes where it went.
    pub(super) fn paste_or_pass(&mut self, text: &str, now: Now) -> Reply {
        let reply = self.paste(text, now);
        if reply.say.is_some() && self.has_no_pen() {
            self.stray = Stray { until_ms: now.boot_ms + RUN_MS, first: None };
        }
        reply
    }

    /// Whether a live session has the keyboard and nothing in it takes text.
    fn has_no_pen(&self) -> bool {
        let Screen::Live(live) = &self.screen else { return false };
        let asks = live.popup.is_some() || live.scene_waits();
        !asks && self.help.is_none() && self.handout.is_none()
    }
}
