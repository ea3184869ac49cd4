//! Presses on the screen: whatever stands there is taken or marked.

use super::{Cards, Intent, Key, Live, Now, Page, Panel, Popup, Reply, Target};
use crate::session::Command;

impl Live {
    pub fn hit(&mut self, target: Target, now: Now) -> Reply {
        if let Target::Row(row) = target
            && self.popup.is_none()
            && self.scene_waits()
        {
            self.hit_scene(row);
            return Reply::none();
        }
        match (target, &mut self.popup) {
            (Target::Row(row), Some(Popup::Pick(picker))) => {
                let mut picker = picker.clone();
                self.popup = None;
                picker.mark(row);
                self.press_picker(picker, Key::Enter, now)
            }
            (
                Target::Row(row),
                Some(
                    Popup::Facts { cursor }
                    | Popup::People { cursor }
                    | Popup::Tags { cursor, .. }
                    | Popup::Cards(Cards::Down { cursor }),
                ),
            ) => {
                *cursor = row;
                self.press_popup(Key::Enter, now)
            }
            (Target::Row(row), Some(Popup::Items(list))) if list.carried.is_none() => {
                list.cursor = row;
                Reply::none()
            }
            (Target::Row(row), Some(Popup::Manager(it))) => {
                it.cursor = row;
                Reply::none()
            }
            (_, Some(_)) | (Target::Time(_), None) => Reply::none(),
            (Target::Step(nth), None) => {
                let step = self.session.setup().ceremony.steps.get(nth).map(|it| it.id.clone());
                step.map_or_else(Reply::none, |it| self.ask(Command::Jump(it), now))
            }
            (Target::Owner(row), None) => {
                (self.panel, self.cursor.owner) = (Panel::Owner, row);
                self.act(Intent::Tick, now)
            }
            (Target::Row(row), None) => {
                match &mut self.page {
                    Page::Closing(it) => it.cursor = row,
                    Page::Board(it) => it.cursor = row,
                    Page::Steps => (self.panel, self.cursor.pass) = (Panel::Passes, row),
                }
                Reply::none()
            }
            (Target::Key(key), None) => self.press(key, now),
        }
    }
}
