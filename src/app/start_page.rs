//! A page of lines that can be changed before something begins: how one moves on it and leaves it. What a line holds is its own.

use super::{Effect, Intent, Now, Reply, Turn};

/// The start sheet and the page before a practice run.
pub trait StartPage {
    /// How many lines there are.
    fn lines(&self) -> usize;

    /// The line that is marked.
    fn cursor(&mut self) -> &mut usize;

    /// The marked line, one value on or back.
    fn change(&mut self, by: i32);

    /// Takes it as it is.
    fn accept(&mut self, now: Now) -> Reply;

    fn update(&mut self, intent: Intent, now: Now) -> Reply {
        let last = self.lines().saturating_sub(1);
        let cursor = self.cursor();
        match intent {
            Intent::Up => *cursor = cursor.saturating_sub(1),
            Intent::Down => *cursor = (*cursor + 1).min(last),
            Intent::PageUp => *cursor = cursor.saturating_sub(10),
            Intent::PageDown => *cursor = (*cursor + 10).min(last),
            Intent::Toggle | Intent::Right => self.change(1),
            Intent::Left => self.change(-1),
            Intent::Leave => return Reply::turn(Turn::Home),
            Intent::Quit => return Effect::Quit.into(),
            Intent::Suspend => return Effect::Suspend.into(),
            Intent::Accept => return self.accept(now),
            _ => {}
        }
        Reply::none()
    }

    /// A press on a line marks and changes it.
    fn hit(&mut self, row: usize) {
        if row < self.lines() {
            *self.cursor() = row;
            self.change(1);
        }
    }
}
