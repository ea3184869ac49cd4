//! What may lie over a live session. Only the dialogs come by themselves; all else was asked for by a key.

use super::{
    Act, Briefing, Cards, Days, Field, HandOn, Intent, ItemList, ItemSheet, Key, Leaving, Live,
    Manager, Now, Page, Picked, Picker, Reply, Writing, keys, typed,
};
use crate::{
    ceremony::{CaptureKind, Id, Text},
    session::{Command, Rebalance},
};

#[derive(Debug)]
pub enum Popup {
    /// The palette, the help, the flags.
    Pick(Picker),
    Facts {
        cursor: usize,
    },
    /// What a topic of the board touches.
    Tags {
        topic: Text,
        cursor: usize,
    },
    People {
        cursor: usize,
    },
    Manager(Manager),
    /// Which kind of capture.
    Kinds,
    Write(Box<Writing>),
    Vote {
        pulse: Id,
        field: Field,
    },
    Thumbs(Field),
    /// The keyboard goes round.
    HandOn(Box<HandOn>),
    /// Dots as counted on a wall.
    Totals(Field),
    /// How many dots each has.
    Budget(Field),
    Retitle {
        topic: Text,
        field: Field,
    },
    /// Sizes and hands for the item at hand.
    Cards(Cards),
    /// One item, opened.
    Item(Box<ItemSheet>),
    /// Every item.
    Items(Box<ItemList>),
    Titles(Field),
    /// The developers' days.
    Days(Box<Days>),
    /// How the forecast is made, from this row on.
    Method(usize),
    /// What became of an entry of the past.
    Settle {
        id: Text,
        field: Field,
    },
    Brief(Box<Briefing>),
    /// New boxes for the steps ahead, to be taken or left.
    Replan(Rebalance),
    /// Dialog: a hard guard holds the door.
    Held {
        guards: Vec<Id>,
        reason: Field,
    },
    /// Hidden cards would be left behind by what was asked for.
    Unseen {
        cards: usize,
        then: Box<Command>,
    },
    /// Dialog: the guide's maximum is reached.
    Cap,
    /// Dialog: leave, stop with a reason, or stay.
    Quit(Leaving),
    /// Dialog: nobody was there for a while.
    Gap {
        ms: u64,
        died: Died,
    },
}

/// Whether the process lived through a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Died {
    Yes,
    No,
}

impl Popup {
    pub fn held(guards: Vec<Id>) -> Popup {
        Popup::Held { guards, reason: Field::default() }
    }

    /// The text field that has the keyboard.
    pub fn field(&mut self) -> Option<&mut Field> {
        match self {
            Popup::Pick(it) => Some(&mut it.field),
            Popup::Write(it) => Some(&mut it.field),
            Popup::Manager(it) => it.answer.as_mut(),
            Popup::Cards(it) => it.field(),
            Popup::Item(it) => it.typing.as_mut().map(|(_, field)| field),
            Popup::Items(it) => it.field(),
            Popup::Vote { field, .. }
            | Popup::Thumbs(field)
            | Popup::Totals(field)
            | Popup::Budget(field)
            | Popup::Retitle { field, .. }
            | Popup::Titles(field)
            | Popup::Held { reason: field, .. }
            | Popup::Settle { field, .. } => Some(field),
            Popup::Brief(it) => Some(&mut it.field),
            Popup::HandOn(it) => it.field(),
            Popup::Quit(it) => it.reason.map(|_| &mut it.words),
            Popup::Facts { .. }
            | Popup::Tags { .. }
            | Popup::People { .. }
            | Popup::Kinds
            | Popup::Days(_)
            | Popup::Method(_)
            | Popup::Replan(_)
            | Popup::Unseen { .. }
            | Popup::Cap
            | Popup::Gap { .. } => None,
        }
    }
}

impl Live {
    /// A key for the pop-up that lies on top.
    pub(super) fn press_popup(&mut self, key: Key, now: Now) -> Reply {
        let Some(popup) = self.popup.take() else { return Reply::none() };
        match popup {
            Popup::Pick(picker) => self.press_picker(picker, key, now),
            Popup::Facts { cursor } => self.press_facts(cursor, key, now),
            Popup::Tags { topic, cursor } => self.press_tags(topic, cursor, key, now),
            Popup::People { cursor } => self.press_people(cursor, key, now),
            Popup::Manager(it) => self.press_manager(it, key, now),
            Popup::Kinds => self.press_kinds(key, now),
            Popup::Write(it) => self.press_writing(it, key, now),
            Popup::Vote { pulse, field } => self.press_vote(pulse, field, key, now),
            Popup::Thumbs(field) => self.press_thumbs(field, key, now),
            Popup::HandOn(it) => self.press_hand(it, key, now),
            Popup::Totals(field) => self.press_totals(field, key, now),
            Popup::Budget(field) => self.press_budget(field, key, now),
            Popup::Retitle { topic, field } => self.press_retitle(topic, field, key, now),
            Popup::Cards(it) => self.press_cards(it, key, now),
            Popup::Item(it) => self.press_item(it, key, now),
            Popup::Items(it) => self.press_items(it, key, now),
            Popup::Titles(field) => self.press_titles(field, key, now),
            Popup::Days(it) => self.press_days(it, key, now),
            Popup::Method(row) => self.press_method(row, key, now),
            Popup::Settle { id, field } => self.press_settle(id, field, key, now),
            Popup::Brief(it) => self.press_briefing(it, key, now),
            Popup::Replan(offer) => self.press_replan(offer, key, now),
            Popup::Held { guards, reason } => self.press_held(guards, reason, key, now),
            Popup::Unseen { cards, then } => self.press_unseen(cards, then, key, now),
            Popup::Cap => self.press_cap(key, now),
            Popup::Quit(it) => self.press_quit(it, key, now),
            Popup::Gap { ms, died } => self.press_gap(ms, died, key, now),
        }
    }

    pub(super) fn press_picker(&mut self, mut picker: Picker, key: Key, now: Now) -> Reply {
        match picker.press(key) {
            Picked::Nothing => {
                self.popup = Some(Popup::Pick(picker));
                Reply::none()
            }
            Picked::Left | Picked::Took(Act::Nothing | Act::Only(_) | Act::Moment(_)) => {
                Reply::none()
            }
            Picked::Took(Act::Intent(intent)) => self.act(intent, now),
            Picked::Took(Act::Command(command)) => self.ask(*command, now),
            Picked::Took(Act::Stop(reason)) => self.keep(Popup::Quit(Leaving::stopping(reason))),
            Picked::Took(Act::Switch(warning)) => {
                self.attention.switch(warning.as_ref());
                Reply::none()
            }
        }
    }

    /// A letter says that its fact is the case, or no longer; Enter does it for the marked line.
    fn press_facts(&mut self, cursor: usize, key: Key, now: Now) -> Reply {
        let facts = self.palette_facts(now);
        let last = facts.len().saturating_sub(1);
        let taken = match key {
            Key::Esc => return Reply::none(),
            Key::Up => return self.keep(Popup::Facts { cursor: cursor.saturating_sub(1) }),
            Key::Down => return self.keep(Popup::Facts { cursor: (cursor + 1).min(last) }),
            Key::Enter | Key::Char(' ') => facts.get(cursor),
            Key::Char(letter) => {
                facts.iter().find(|it| it.key.as_deref() == Some(letter.to_string().as_str()))
            }
            _ => None,
        };
        match taken {
            Some(it) => self.ask(Command::SetFact(it.id.clone(), !it.value), now),
            None => self.keep(Popup::Facts { cursor }),
        }
    }

    fn press_people(&mut self, cursor: usize, key: Key, now: Now) -> Reply {
        let names: Vec<Text> =
            self.session.setup().team.members.iter().map(|it| it.name.clone()).collect();
        let last = names.len().saturating_sub(1);
        let cursor = match key {
            Key::Esc => return Reply::none(),
            Key::Up | Key::Char('k') => cursor.saturating_sub(1),
            Key::Down | Key::Char('j') => (cursor + 1).min(last),
            _ => cursor,
        };
        self.popup = Some(Popup::People { cursor });
        match (key, names.get(cursor)) {
            (Key::Enter | Key::Char(' '), Some(name)) => {
                let here = !self.session.present().contains(name);
                self.ask(Command::Attend { name: name.clone(), here }, now)
            }
            _ => Reply::none(),
        }
    }

    fn press_kinds(&mut self, key: Key, now: Now) -> Reply {
        let first = self.session.step().and_then(|it| it.captures.first().copied());
        let kind = match key {
            Key::Esc => return Reply::none(),
            Key::Enter => first.or(Some(CaptureKind::Note)),
            Key::Char(it) => {
                CaptureKind::ALL.into_iter().find(|kind| super::words::letter(*kind) == it)
            }
            _ => None,
        };
        match kind {
            Some(kind) => self.write(kind, now),
            None => self.keep(Popup::Kinds),
        }
    }

    fn press_vote(&mut self, pulse: Id, mut field: Field, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Enter if field.is_empty() => Reply::none(),
            Key::Enter => {
                let values = typed::votes(field.value());
                let reply = self.ask(Command::Reveal { pulse: pulse.clone(), values }, now);
                if reply.effects.is_empty() {
                    self.popup = Some(Popup::Vote { pulse, field });
                }
                reply
            }
            key => {
                field.press(key);
                self.keep(Popup::Vote { pulse, field })
            }
        }
    }

    fn press_thumbs(&mut self, mut field: Field, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Enter => match typed::thumbs(field.value()) {
                Ok(None) => self.ask(Command::ExtendAlone { secs: 60 }, now),
                Ok(Some((up, down))) => self.ask(Command::Extend { up, down }, now),
                Err(typed::NotThumbs) => {
                    let say = "Type thumbs up and down as two numbers, like 5 2; or nothing.";
                    self.keep(Popup::Thumbs(field)).and(Reply::say(say))
                }
            },
            key => {
                field.press(key);
                self.keep(Popup::Thumbs(field))
            }
        }
    }

    /// Each Enter adds what was typed; an empty one is the end of it.
    fn press_titles(&mut self, mut field: Field, key: Key, now: Now) -> Reply {
        match key {
            Key::Esc => Reply::none(),
            Key::Enter if field.text().is_empty() => Reply::none(),
            Key::Enter => {
                let reply = self.ask(Command::Plan(vec![field.text()]), now);
                self.popup = Some(Popup::Titles(Field::default()));
                reply
            }
            key => {
                field.press(key);
                self.keep(Popup::Titles(field))
            }
        }
    }

    /// Text from outside goes where text is typed, and nowhere else.
    pub(super) fn paste(&mut self, raw: &str, now: Now) -> Reply {
        if let Some(Popup::Titles(_)) = self.popup {
            let lines = raw.lines().map(|it| Text::new(it.trim())).filter(|it| !it.is_empty());
            let titles: Vec<Text> = lines.take(100).collect();
            if titles.len() > 1 {
                return self.ask(Command::Plan(titles), now);
            }
        }
        if self.popup.is_none() && self.paste_words(raw) {
            return Reply::none();
        }
        match self.popup.as_mut().and_then(Popup::field) {
            Some(field) => {
                field.paste(raw);
                Reply::none()
            }
            None => Reply::say("Nothing here takes a text: n writes something down."),
        }
    }

    pub(super) fn keep(&mut self, popup: Popup) -> Reply {
        self.popup = Some(popup);
        Reply::none()
    }

    /// Dialog: the door is held. A choice of the step is one digit, what is missing one key, a way past a reason.
    fn press_held(&mut self, guards: Vec<Id>, mut reason: Field, key: Key, now: Now) -> Reply {
        if let (Key::Char(digit), true) = (key, reason.is_empty())
            && let Some(command) = self.choice(digit, now)
        {
            return self.ask(command, now);
        }
        match key {
            Key::Esc => Reply::none(),
            Key::Tab if self.missing().is_some() => self.write_what_is_missing(now),
            Key::Enter if reason.text().is_empty() => Reply::none(),
            Key::Enter => self.ask(Command::Override { why: reason.text() }, now),
            key => {
                reason.press(key);
                self.keep(Popup::Held { guards, reason })
            }
        }
    }

    fn press_cap(&mut self, key: Key, now: Now) -> Reply {
        match key {
            Key::Char('c') => self.act(Intent::Closing, now),
            Key::Enter | Key::Esc => Reply::none(),
            _ => self.keep(Popup::Cap),
        }
    }

    /// Counting is the default where the process lived, leaving out where it died.
    fn press_gap(&mut self, ms: u64, died: Died, key: Key, now: Now) -> Reply {
        let counted = match key {
            Key::Enter | Key::Esc => died == Died::No,
            Key::Char('c') => true,
            Key::Char('l') => false,
            _ => return self.keep(Popup::Gap { ms, died }),
        };
        self.ask(Command::Gap { ms, counted }, now)
    }

    pub fn table(&self) -> &'static [keys::Binding] {
        match self.page {
            Page::Steps if self.scene_waits() => keys::SCENE,
            Page::Steps => keys::LIVE,
            Page::Closing(_) => keys::CLOSING,
            Page::Board(_) => keys::BOARD,
        }
    }
}
