//! What the keys of a live session do, and which of them would be granted now.

use super::{
    Effect, Field, Intent, Key, Leaving, Live, Manager, Now, Page, Panel, Popup, Reply, Slot, View,
    keys, palette, words,
};
use crate::{
    ceremony::{Activity, CaptureKind, Id, Text},
    session::{ActivityState, Command, GuardState, PassState, PmMove},
};

impl Live {
    pub fn press(&mut self, key: Key, now: Now) -> Reply {
        if self.popup.is_some() {
            return self.press_popup(key, now);
        }
        if let Some(reply) = self.press_scene(key, now) {
            return reply;
        }
        match keys::intent(self.table(), key, |it| self.offers(it, now)) {
            Some(intent) => self.act(intent, now),
            None => match key {
                Key::Char(digit) if digit.is_ascii_digit() => self.press_digit(digit, now),
                Key::Char(letter) if letter.is_alphabetic() => Reply::say(format!(
                    "{letter} does nothing here: n writes something down, ? names every key."
                )),
                _ => Reply::none(),
            },
        }
    }

    pub(super) fn act(&mut self, intent: Intent, now: Now) -> Reply {
        match intent {
            Intent::Next => self.next(now),
            Intent::LeaveLoop => self.leave_step(now),
            Intent::Back | Intent::Leave => self.back(now),
            Intent::Pause => self.ask(Command::Pause, now),
            Intent::Resume => self.ask(Command::Resume, now),
            Intent::Extend => self.extend(now),
            Intent::Tick => self.tick_activity(now),
            Intent::Manager if self.manager_lines(now).is_empty() => {
                Reply::say("No product manager input applies here.")
            }
            Intent::Manager => {
                let cursor = if self.panel == Panel::Manager { self.cursor.manager } else { 0 };
                self.keep(Popup::Manager(Manager { cursor, ..Manager::default() }))
            }
            Intent::Capture => self.keep(Popup::Kinds),
            Intent::Park => self.write(CaptureKind::Parking, now),
            Intent::Edit => self.edit(now),
            Intent::Facts => self.keep(Popup::Facts { cursor: 0 }),
            Intent::People => self.keep(Popup::People { cursor: 0 }),
            Intent::Vote if self.session.estimating().is_ok() => self.size(),
            Intent::Vote => self.vote(Field::default()),
            Intent::Item => self.open_item(),
            Intent::Items if self.session.has_board() && !self.session.handles_items() => {
                self.act_on_board(Intent::Board, now)
            }
            Intent::Items => self.open_items(),
            Intent::Titles => self.type_titles(now),
            Intent::Days => self.count_days(),
            Intent::Method => self.keep(Popup::Method(0)),
            Intent::SkipPass => self.end_pass(Command::SkipPass, now),
            Intent::ReturnToPass => self.return_to_pass(now),
            Intent::Confirm => self.ask_or_say(
                self.unconfirmed(now).map(Command::Confirm),
                "Nothing to confirm here.",
                now,
            ),
            Intent::Branch => self.ask_or_say(
                self.branch(now).map(Command::Jump),
                "No other way is offered here.",
                now,
            ),
            Intent::Replan => self.replan(now),
            Intent::Settle => self.settle_entry(),
            Intent::AcceptOwner => self.accept_owner(now),
            Intent::CopyBriefs => self.copy_briefs(),
            Intent::WriteBriefs => self.write_briefs(),
            Intent::Closing => {
                let closing = self.session.setup().ceremony.exits.closing.clone();
                let reply = self.ask(Command::Jump(closing), now);
                if self.popup.is_none() && reply.say.is_none() {
                    return reply.and(Reply::say("Closing early; ⌫ goes back."));
                }
                reply
            }
            Intent::Flag => self.keep(Popup::Pick(palette::flags(self))),
            Intent::Undo => self.undo(now),
            Intent::Redo => self.redo(now),
            Intent::View | Intent::Desk => {
                self.view = if self.view == View::Desk { View::Room } else { View::Desk };
                Reply::none()
            }
            Intent::Help => {
                let help = self.help(now);
                self.keep(Popup::Pick(help))
            }
            Intent::Palette => self.keep(Popup::Pick(palette::commands(self, now))),
            Intent::Suspend => Effect::Suspend.into(),
            Intent::Quit => self.keep(Popup::Quit(Leaving::default())),
            Intent::Finish => self.close(true),
            Intent::Accept => self.finish(now),
            Intent::Carry => self.settle(PmMove::Carry { assumption: false }, now),
            Intent::Brief => self.brief_on_closing(now),
            Intent::Defer => self.settle(PmMove::Defer { until: None }, now),
            Intent::Waive => self.settle(PmMove::Waive, now),
            Intent::NextPanel | Intent::PreviousPanel => self.turn_panel(intent, now),
            Intent::Up
            | Intent::Left
            | Intent::Down
            | Intent::Right
            | Intent::PageUp
            | Intent::PageDown
            | Intent::First
            | Intent::Last => self.move_cursor(intent, now),
            intent => self.act_on_board(intent, now),
        }
    }

    /// Whether a key would be granted now; what the footer, the help and the palette offer.
    pub fn offers(&self, intent: Intent, now: Now) -> bool {
        match intent {
            Intent::Pause => self.is_running(),
            Intent::Resume => self.is_paused(),
            Intent::LeaveLoop => matches!(self.session.natural(), Command::NextPass(_)),
            Intent::Back => {
                self.closing().is_some()
                    || self.previous_pass().is_some()
                    || self.grants(Command::Back, now)
            }
            Intent::Extend => self.grants(Command::ExtendAlone { secs: 60 }, now),
            Intent::Down if self.closing().is_some() => self.closing_rows(now).len() > 1,
            Intent::Down if matches!(self.page, Page::Board(_)) => self.board_rows().len() > 1,
            Intent::Tick if self.closing().is_none() => self.tickable(now).is_some(),
            Intent::Manager => !self.manager_lines(now).is_empty(),
            Intent::Vote => self.offers_vote() || self.session.estimating().is_ok(),
            Intent::Item => self.session.item_at_hand().is_some(),
            Intent::Items => self.session.handles_items() && !self.session.items().is_empty(),
            Intent::Titles => self.check(any_title(), now).is_ok(),
            Intent::Days | Intent::Method => self.counts_days(),
            Intent::Help => self.closing().is_some() || !self.counts_days(),
            Intent::SkipPass => self.grants(Command::SkipPass, now),
            Intent::ReturnToPass => self.pass_under_cursor().is_some(),
            Intent::Confirm => self.unconfirmed(now).is_some(),
            Intent::Branch => self.branch(now).is_some(),
            Intent::Replan => self.session.rebalance_offer(self.moment(now)).is_some(),
            Intent::Settle => self.concern().is_some(),
            Intent::AcceptOwner => self.proposal().is_some(),
            Intent::CopyBriefs | Intent::WriteBriefs => {
                !super::briefing::open_briefs(&self.session).is_empty()
            }
            Intent::Closing => self.leads_there(
                Command::Jump(self.session.setup().ceremony.exits.closing.clone()),
                now,
            ),
            Intent::Flag => !self.session.flaggable().is_empty(),
            Intent::Edit => self.concern().is_some() || self.editable(now).is_some(),
            Intent::Undo => self.grants(Command::Undo, now),
            Intent::Redo => self.grants(Command::Redo, now),
            Intent::View => self.view == View::Desk,
            Intent::Desk => self.view == View::Room,
            Intent::Finish => self.grants(Command::Finish, now),
            Intent::Tick | Intent::Carry | Intent::Brief | Intent::Defer | Intent::Waive => {
                self.offers_on_closing(intent, now)
            }
            intent => self.offers_on_board(intent, now),
        }
    }

    pub(super) fn ask_or_say(
        &mut self,
        command: Option<Command>,
        else_say: &str,
        now: Now,
    ) -> Reply {
        command.map_or_else(|| Reply::say(else_say), |it| self.ask(it, now))
    }

    pub(super) fn unconfirmed(&self, now: Now) -> Option<Id> {
        let asked = |it: &crate::ceremony::Guard| it.holds == crate::ceremony::Condition::Asked;
        let lines = self.session.guards_beside(&self.open, self.moment(now));
        lines
            .iter()
            .find(|it| it.state == GuardState::Unmet && asked(it.guard))
            .map(|it| it.guard.id.clone())
    }

    fn branch(&self, now: Now) -> Option<Id> {
        self.session.branches(self.moment(now)).first().map(|it| it.to.clone())
    }

    /// The product owner's lane as shown: what can be done first, how to be last.
    pub fn owner_lines(&self, now: Now) -> Vec<(&Activity, ActivityState)> {
        let mut lines = self.session.activities(self.moment(now));
        lines.retain(|it| it.1 != ActivityState::NotApplicable);
        lines.sort_by_key(|it| it.1 == ActivityState::Stance);
        lines
    }

    /// The activity `o` ticks: the one under the cursor, else the next open one.
    pub fn tickable(&self, now: Now) -> Option<Id> {
        let lines = self.owner_lines(now);
        let open = |it: &&(&Activity, ActivityState)| it.1 == ActivityState::Open;
        let marked = lines.get(self.cursor.owner).filter(open);
        marked.or_else(|| lines.iter().find(open)).map(|it| it.0.id.clone())
    }

    fn tick_activity(&mut self, now: Now) -> Reply {
        let marked = match self.closing() {
            Some(_) => self.closing_activity(now),
            None => self.tickable(now),
        };
        self.ask_or_say(marked.map(Command::Do), "Nothing to tick here.", now)
    }

    /// The capture `e` changes: on the closing page the marked one, else the newest or the one under the cursor.
    pub(super) fn editable(&self, now: Now) -> Option<(u64, Slot)> {
        if self.closing().is_some() {
            return self.closing_capture(now);
        }
        let captures = self.session.captures();
        let nth = self.cursor.capture.min(captures.len().checked_sub(1)?);
        captures.iter().rev().nth(nth).map(|it| (it.n, Slot::Text))
    }

    fn edit(&mut self, now: Now) -> Reply {
        if let Some(reply) = self.edit_concern() {
            return reply;
        }
        match self.editable(now) {
            Some((n, slot)) => self.rewrite(n, slot),
            None => Reply::say("Nothing to change here."),
        }
    }

    /// Refused before anything is typed where the step has no loop.
    fn type_titles(&mut self, now: Now) -> Reply {
        match self.check(any_title(), now) {
            Ok(_) => self.keep(Popup::Titles(Field::default())),
            Err(refusal) => Reply::say(words::refusal(&self.session, &refusal)),
        }
    }

    fn turn_panel(&mut self, intent: Intent, now: Now) -> Reply {
        let panels =
            [Panel::Owner, Panel::Manager, Panel::Passes, Panel::Recalled, Panel::Captured];
        let at = panels.iter().position(|it| *it == self.panel).unwrap_or(0);
        let step = if intent == Intent::NextPanel { 1 } else { panels.len() - 1 };
        let mut others = (1..=panels.len()).map(|n| panels[(at + n * step) % panels.len()]);
        self.panel = others.find(|it| self.lines_of(*it, now) > 0).unwrap_or_default();
        if self.panel == Panel::Passes {
            let current = self.passes().iter().position(|it| it.state == PassState::Current);
            self.cursor.pass = current.unwrap_or(0);
        }
        Reply::none()
    }

    fn lines_of(&self, panel: Panel, now: Now) -> usize {
        match panel {
            Panel::Owner => self.owner_lines(now).len(),
            Panel::Manager => self.manager_lines(now).len(),
            Panel::Passes => self.passes().len(),
            Panel::Recalled => self.recalls().len(),
            Panel::Captured => self.session.captures().len(),
        }
    }

    fn move_cursor(&mut self, intent: Intent, now: Now) -> Reply {
        let last = match &self.page {
            Page::Closing(_) => self.closing_rows(now).len(),
            Page::Board(_) => self.board_rows().len(),
            Page::Steps => self.lines_of(self.panel, now),
        };
        let cursor = match (&mut self.page, self.panel) {
            (Page::Closing(it), _) => &mut it.cursor,
            (Page::Board(it), _) => &mut it.cursor,
            (Page::Steps, Panel::Owner) => &mut self.cursor.owner,
            (Page::Steps, Panel::Manager) => &mut self.cursor.manager,
            (Page::Steps, Panel::Passes) => &mut self.cursor.pass,
            (Page::Steps, Panel::Recalled) => &mut self.cursor.recalled,
            (Page::Steps, Panel::Captured) => &mut self.cursor.capture,
        };
        let to = match intent {
            Intent::Up | Intent::Left => cursor.saturating_sub(1),
            Intent::PageUp => cursor.saturating_sub(10),
            Intent::PageDown => *cursor + 10,
            Intent::First => 0,
            Intent::Last => last,
            _ => *cursor + 1,
        };
        *cursor = to.min(last.saturating_sub(1));
        Reply::none()
    }
}

/// What typing a title would ask, to learn whether it would be granted.
fn any_title() -> Command {
    Command::Plan(vec![Text::new("-")])
}
