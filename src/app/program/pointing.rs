//! What a press of the mouse or a pasted text means on the screen that is open.

use super::{App, Screen};
use crate::app::{Key, Now, Reply, StartPage, Target};

impl App {
    pub(super) fn hit(&mut self, target: Target, now: Now) -> Reply {
        if let (Some(picker), Target::Row(row)) = (&mut self.help, target) {
            picker.mark(row);
            return self.press(Key::Enter, now);
        }
        match (&mut self.screen, target) {
            (Screen::Home(home), Target::Row(row)) => {
                let reply = home.hit(row);
                self.home = Some(home.clone());
                reply
            }
            (Screen::History(it), Target::Row(row)) => it.hit(row),
            (Screen::Sheet(sheet), Target::Row(row)) => {
                sheet.hit(row);
                Reply::none()
            }
            (Screen::Casting(casting), Target::Row(row)) => {
                casting.hit(row);
                Reply::none()
            }
            (Screen::Survey(survey), Target::Row(row)) => {
                survey.hit(row);
                Reply::none()
            }
            (Screen::Drill(drill), Target::Row(row)) => drill.choose(row, now),
            (Screen::Live(live), target) => live.hit(target, now),
            (Screen::Replay(it), target) => it.hit(target, now),
            _ => Reply::none(),
        }
    }

    pub(in crate::app) fn paste(&mut self, text: &str, now: Now) -> Reply {
        if let Some(handout) = &mut self.handout {
            handout.paste(text);
            return Reply::none();
        }
        if let Some(help) = &mut self.help {
            help.field.paste(text);
            return Reply::none();
        }
        match &mut self.screen {
            Screen::Live(live) => live.paste(text, now),
            Screen::Replay(it) => it.paste(text),
            Screen::History(it) => it.paste(text),
            Screen::Survey(survey) => {
                survey.paste(text);
                Reply::none()
            }
            Screen::Debrief(it) => {
                it.paste(text);
                Reply::none()
            }
            Screen::Home(_)
            | Screen::Opening
            | Screen::Sheet(_)
            | Screen::Casting(_)
            | Screen::Summary(_)
            | Screen::Drill(_)
            | Screen::Progress(_) => Reply::none(),
        }
    }
}
