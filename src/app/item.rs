//! One item opened: what is written about it, and a letter for each thing that may be written, one field at a time.

use super::{Field, Key, Live, Now, Popup, Reply};
use crate::{
    ceremony::{CaptureKind, FactSource, Id, Text},
    session::{Capture, Command, Draft, Item, Refine, dates},
};

#[derive(Debug)]
pub struct ItemSheet {
    pub name: Text,
    pub typing: Option<(Part, Field)>,
    /// The criterion or question the arrows rest on.
    pub cursor: usize,
}

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Title,
    Key,
    Why,
    /// More than the why tells.
    Description,
    /// One more criterion, after the others.
    Criterion,
    /// The n-th criterion, to be changed; emptied, it goes.
    Change(usize),
    Question,
    /// The answer to the question of this record.
    Answer(u64),
    /// The day by which it is needed.
    Due(u64),
    /// Slices so far, and the way of splitting.
    Slice {
        way: Option<Id>,
        into: Vec<Text>,
    },
    /// A way to split, by its digit.
    Way,
    /// A scheme, by its digit; words are a reason without one.
    Scheme,
    /// The numbers of a scheme so far.
    Number {
        scheme: Id,
        values: Vec<(Id, u32)>,
    },
    /// Why it stands where it stands.
    Reason {
        scheme: Option<Id>,
        values: Vec<(Id, u32)>,
    },
}

/// What the arrows rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Criterion(usize),
    Question(u64),
}

impl ItemSheet {
    pub fn new(name: Text) -> ItemSheet {
        ItemSheet { name, typing: None, cursor: 0 }
    }

    fn typing(self, part: Part, text: &str) -> Popup {
        let typing = Some((part, Field::new(text)));
        Popup::Item(Box::new(ItemSheet { typing, ..self }))
    }
}

impl Live {
    pub(super) fn open_item(&mut self) -> Reply {
        match self.session.item_at_hand().map(|it| it.name.clone()) {
            Some(name) => self.keep(Popup::Item(Box::new(ItemSheet::new(name)))),
            None => self.open_items(),
        }
    }

    /// Criteria and questions of an item, as the arrows go through them.
    pub fn lines_of_item(&self, item: &Item) -> Vec<Line> {
        let criteria = (0..item.known.criteria.len()).map(Line::Criterion);
        let questions = self.questions_about(item).map(|it| Line::Question(it.n));
        criteria.chain(questions).collect()
    }

    pub fn questions_about(&self, item: &Item) -> impl Iterator<Item = &crate::session::Captured> {
        let name = item.name.clone();
        self.session.captures().iter().filter(move |it| {
            it.capture.kind == CaptureKind::Question && it.capture.about.as_ref() == Some(&name)
        })
    }

    /// Tags one digit away.
    pub fn taggable(&self) -> Vec<&crate::ceremony::Fact> {
        let facts = self.session.setup().facts.facts.iter();
        facts.filter(|it| it.by == FactSource::Tag && self.asks_for(&it.id)).take(9).collect()
    }

    pub(super) fn press_item(&mut self, mut sheet: Box<ItemSheet>, key: Key, now: Now) -> Reply {
        if let Some((part, field)) = sheet.typing.take() {
            return self.press_part(*sheet, part, field, key, now);
        }
        let Some(item) = self.session.item(&sheet.name).cloned() else { return Reply::none() };
        let here = self.session.item_at_hand().is_some_and(|it| it.name == item.name);
        let known = &item.known;
        let popup = match key {
            Key::Esc | Key::Char('q') => return Reply::none(),
            Key::Tab | Key::Char('B') => return self.open_items(),
            Key::Char('t') => sheet.typing(Part::Title, &known.title),
            Key::Char('i') => sheet.typing(Part::Key, &known.key),
            Key::Char('w') => sheet.typing(Part::Why, &known.why),
            Key::Char('a') => sheet.typing(Part::Description, &known.description),
            Key::Char('d') => match self.marked_question(&sheet, &item) {
                Some((n, due)) => sheet.typing(Part::Due(n), &due),
                None => Popup::Item(sheet),
            },
            Key::Char('c') => sheet.typing(Part::Criterion, ""),
            Key::Char('n') if here => sheet.typing(Part::Question, ""),
            Key::Char('s') => sheet.typing(Part::Way, ""),
            Key::Char('p') => sheet.typing(Part::Scheme, ""),
            Key::Char('y') if here && self.session.estimating().is_ok() => return self.size(),
            Key::Char(digit) if digit.is_ascii_digit() => {
                return self.tag(*sheet, &item, digit, now);
            }
            Key::Char('u') => {
                let reply = self.undo(now);
                self.popup = Some(Popup::Item(sheet));
                return reply;
            }
            Key::Enter | Key::Char('e') => return self.open_line(*sheet, &item),
            Key::Up | Key::Char('k') => {
                sheet.cursor = sheet.cursor.saturating_sub(1);
                Popup::Item(sheet)
            }
            Key::Down | Key::Char('j') => {
                let last = self.lines_of_item(&item).len().saturating_sub(1);
                sheet.cursor = (sheet.cursor + 1).min(last);
                Popup::Item(sheet)
            }
            _ => Popup::Item(sheet),
        };
        self.keep(popup)
    }

    /// The open question under the cursor, with its date.
    pub fn marked_question(&self, sheet: &ItemSheet, item: &Item) -> Option<(u64, String)> {
        let lines = self.lines_of_item(item);
        let Line::Question(n) = *lines.get(sheet.cursor.min(lines.len().saturating_sub(1)))? else {
            return None;
        };
        let asked = &self.session.capture(n)?.capture;
        let due = asked.due.map(|it| it.to_string()).unwrap_or_default();
        asked.outcome.is_empty().then_some((n, due))
    }

    fn open_line(&mut self, sheet: ItemSheet, item: &Item) -> Reply {
        let lines = self.lines_of_item(item);
        let popup = match lines.get(sheet.cursor.min(lines.len().saturating_sub(1))) {
            None => sheet.typing(Part::Criterion, ""),
            Some(Line::Criterion(n)) => sheet.typing(Part::Change(*n), &item.known.criteria[*n]),
            Some(Line::Question(n)) => {
                let said = self.session.capture(*n).map(|it| it.capture.outcome.clone());
                sheet.typing(Part::Answer(*n), &said.unwrap_or_default())
            }
        };
        self.keep(popup)
    }

    fn tag(&mut self, sheet: ItemSheet, item: &Item, digit: char, now: Now) -> Reply {
        let nth = digit.to_digit(10).and_then(|it| usize::try_from(it).ok()?.checked_sub(1));
        let tag = nth.and_then(|it| self.taggable().get(it).map(|it| it.id.clone()));
        let reply = match tag {
            Some(tag) => {
                let value = !self.session.has_tag(item, &tag);
                self.ask(Command::Refine(item.name.clone(), Refine::Tag(tag, value)), now)
            }
            None => Reply::none(),
        };
        self.popup = Some(Popup::Item(Box::new(sheet)));
        reply
    }

    fn press_part(
        &mut self,
        sheet: ItemSheet,
        part: Part,
        mut field: Field,
        key: Key,
        now: Now,
    ) -> Reply {
        match key {
            Key::Esc => self.keep(Popup::Item(Box::new(sheet))),
            Key::Enter => self.put_part(sheet, part, &field.text(), now),
            Key::Char(digit) if digit.is_ascii_digit() && field.is_empty() => {
                if let Some(part) = self.part_by_digit(&part, digit) {
                    return self.keep(sheet.typing(part, ""));
                }
                field.press(key);
                self.keep(sheet.typing(part, field.value()))
            }
            key => {
                field.press(key);
                self.keep(Popup::Item(Box::new(ItemSheet { typing: Some((part, field)), ..sheet })))
            }
        }
    }

    /// Ways to split and schemes are one digit away.
    fn part_by_digit(&self, part: &Part, digit: char) -> Option<Part> {
        let nth = usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)?;
        let refining = &self.session.setup().refining;
        match part {
            Part::Way => {
                let way = refining.splits.get(nth)?.id.clone();
                Some(Part::Slice { way: Some(way), into: Vec::new() })
            }
            Part::Scheme => {
                let scheme = refining.schemes.get(nth)?.id.clone();
                Some(Part::Number { scheme, values: Vec::new() })
            }
            _ => None,
        }
    }

    /// What was typed goes where it belongs; a part that may follow is opened.
    fn put_part(&mut self, sheet: ItemSheet, part: Part, text: &Text, now: Now) -> Reply {
        let Some(item) = self.session.item(&sheet.name).cloned() else { return Reply::none() };
        let criteria = item.known.criteria.clone();
        let (wish, then) = match part {
            Part::Scheme if !text.is_empty() => {
                (Refine::Rank { scheme: None, values: Vec::new(), why: text.clone() }, None)
            }
            Part::Slice { way, into } if text.is_empty() && !into.is_empty() => {
                (Refine::Split { into, way }, None)
            }
            Part::Way | Part::Slice { .. } if !text.is_empty() => {
                let (way, mut into) = match part {
                    Part::Slice { way, into } => (way, into),
                    _ => (None, Vec::new()),
                };
                into.push(text.clone());
                return self.keep(sheet.typing(Part::Slice { way, into }, ""));
            }
            Part::Number { scheme, values } => return self.put_number(sheet, scheme, values, text),
            Part::Reason { scheme, values } => {
                (Refine::Rank { scheme, values, why: text.clone() }, None)
            }
            Part::Change(nth) if text.is_empty() => (Refine::Require(without(criteria, nth)), None),
            _ if text.is_empty() => return self.keep(Popup::Item(Box::new(sheet))),
            Part::Title => (Refine::Rename(text.clone()), None),
            Part::Key => (Refine::Key(text.clone()), None),
            Part::Why => (Refine::Explain(text.clone()), None),
            Part::Description => (Refine::Describe(text.clone()), None),
            Part::Criterion => {
                let all = criteria.into_iter().chain([text.clone()]).collect();
                (Refine::Require(all), Some(Part::Criterion))
            }
            Part::Change(nth) => (Refine::Require(with(criteria, nth, text)), None),
            Part::Question => return self.put_question(sheet, text, now),
            Part::Answer(n) => {
                return self.amend(sheet, n, now, |it| it.outcome.clone_from(text));
            }
            Part::Due(n) => {
                let today = self.session.date(self.moment(now));
                let Some(due) = today.and_then(|it| dates::due(text, it)) else {
                    let say = "No date; say fri, +3d, tomorrow or 2026-11-27.";
                    return self.keep(sheet.typing(Part::Due(n), text)).and(Reply::say(say));
                };
                return self.amend(sheet, n, now, |it| it.due = Some(due));
            }
            Part::Way | Part::Scheme | Part::Slice { .. } => {
                return self.keep(Popup::Item(Box::new(sheet)));
            }
        };
        let reply = self.ask(Command::Refine(item.name, wish), now);
        let popup = match then {
            Some(part) if !reply.effects.is_empty() => sheet.typing(part, ""),
            _ => Popup::Item(Box::new(sheet)),
        };
        self.popup = Some(popup);
        reply
    }

    /// The question asked last is the one the arrows then rest on, so that its date is one letter away.
    fn put_question(&mut self, mut sheet: ItemSheet, text: &Text, now: Now) -> Reply {
        let question = Draft::from(Capture::new(CaptureKind::Question, text.clone()));
        let reply = self.ask(Command::Capture(question), now);
        if let Some(item) = self.session.item(&sheet.name) {
            sheet.cursor = self.lines_of_item(item).len().saturating_sub(1);
        }
        self.popup = Some(Popup::Item(Box::new(sheet)));
        reply
    }

    fn amend(
        &mut self,
        sheet: ItemSheet,
        of: u64,
        now: Now,
        change: impl FnOnce(&mut Capture),
    ) -> Reply {
        let Some(mut capture) = self.session.capture(of).map(|it| it.capture.clone()) else {
            return self.keep(Popup::Item(Box::new(sheet)));
        };
        change(&mut capture);
        let reply = self.ask(Command::Amend { of, to: Draft::from(capture) }, now);
        self.popup = Some(Popup::Item(Box::new(sheet)));
        reply
    }

    /// A number of the scheme's scale; anything else is asked again.
    fn put_number(
        &mut self,
        sheet: ItemSheet,
        scheme: Id,
        mut values: Vec<(Id, u32)>,
        text: &Text,
    ) -> Reply {
        let asks = self.session.scheme(&scheme).map(|it| it.asks.clone()).unwrap_or_default();
        let Some(ask) = asks.get(values.len()) else {
            return self.keep(Popup::Item(Box::new(sheet)));
        };
        let value = text.parse().ok().filter(|it| ask.values.contains(it));
        let word = ask.words.iter().position(|it| it.eq_ignore_ascii_case(text));
        let Some(value) = value.or_else(|| ask.values.get(word?).copied()) else {
            let scale: Vec<String> = ask.values.iter().map(ToString::to_string).collect();
            let say = format!("One of {}.", scale.join(" "));
            let again = Part::Number { scheme, values };
            return self.keep(sheet.typing(again, "")).and(Reply::say(say));
        };
        values.push((ask.id.clone(), value));
        let part = if values.len() == asks.len() {
            Part::Reason { scheme: Some(scheme), values }
        } else {
            Part::Number { scheme, values }
        };
        self.keep(sheet.typing(part, ""))
    }
}

fn without(mut criteria: Vec<Text>, nth: usize) -> Vec<Text> {
    if nth < criteria.len() {
        criteria.remove(nth);
    }
    criteria
}

fn with(mut criteria: Vec<Text>, nth: usize, text: &Text) -> Vec<Text> {
    if let Some(it) = criteria.get_mut(nth) {
        it.clone_from(text);
    }
    criteria
}
