//! The browser of past sessions: what is listed, what is looked for in it, and where the cursor rests.

mod doing;
mod fitting;
mod rows;

use std::collections::HashMap;

use super::{Browse, Browsed, Effect, Field, Intent, Key, Listing, Name, Reply, Turn, keys};
use crate::{
    ceremony::Text,
    history::{Hit, Label, Needle, Past},
};
pub use doing::Over;
pub use fitting::{Filter, Only, Shelf};
pub use rows::HistoryRow;

/// Lines asked for at once: first what one screen may show, then the rest in larger parts.
const SCREEN: usize = 60;
const PART: usize = 400;
/// Letters from which every word of every session is looked through.
const FEWEST: usize = 2;

#[derive(Debug, Default)]
pub struct History {
    /// Newest first.
    all: Vec<Kept>,
    place: HashMap<Text, usize>,
    pub shelf: Shelf,
    pub filter: Filter,
    pub field: Field,
    /// Whether keys are text to find.
    pub typing: bool,
    pub over: Option<Over>,
    /// What lies past what the settings keep, if anything does.
    pub past: Option<Past<Listing>>,
    shown: Vec<rows::Shown>,
    cursor: usize,
    moved: bool,
    needle: Option<Needle>,
    ticket: u64,
    /// The last search that has come to its end.
    ended: u64,
    hits: HashMap<Text, (u64, Vec<Hit>)>,
    /// Whether the names have come, and how many lines.
    pub named: bool,
    pub read: usize,
    /// Where a session is to be shown when it comes.
    pub aim: Option<crate::session::Moment>,
}

/// A session as far as it is known yet.
#[derive(Debug)]
pub struct Kept {
    pub sid: Text,
    pub started_ms: i64,
    /// `None` until its file was looked into.
    pub line: Option<Listing>,
    pub label: Label,
    /// What it is found by, in small letters.
    names: String,
}

impl Kept {
    fn new(name: Name) -> Kept {
        let Name { sid, started_ms } = name;
        let mut kept =
            Kept { sid, started_ms, line: None, label: Label::default(), names: String::new() };
        kept.names = fitting::names(&kept);
        kept
    }

    /// Its own title, else that of its ceremony.
    pub fn title(&self) -> &str {
        let of_line = self.line.as_ref().map_or("", |it| &*it.title);
        if self.label.title.is_empty() { of_line } else { &self.label.title }
    }

    /// Minutes east of UTC where it was opened.
    pub fn offset_min(&self) -> i32 {
        self.line.as_ref().map_or(0, |it| it.offset_min)
    }
}

impl History {
    /// An empty browser and the question that fills it.
    pub fn open() -> (History, Effect) {
        (History::default(), Effect::Browse(Browse::Newest))
    }

    /// Whether a search is still running.
    pub fn is_searching(&self) -> bool {
        self.needle.is_some() && self.ended < self.ticket
    }

    pub fn sessions(&self) -> usize {
        self.all.len()
    }

    pub fn archived(&self) -> usize {
        self.all.iter().filter(|it| it.label.archived).count()
    }

    pub fn take(&mut self, told: Browsed) -> Reply {
        let marked = self.marked();
        let reply = match told {
            Browsed::Newest(names) => {
                self.name(names);
                self.ask_for_lines().and(Effect::Browse(Browse::Names).into())
            }
            Browsed::Names(names) => {
                self.name(names);
                self.named = true;
                let lines = self.ask_for_lines();
                let beside = Reply::from(Effect::Browse(Browse::Labels));
                lines.and(beside).and(Effect::Browse(Browse::Past).into()).and(self.look())
            }
            Browsed::Lines(lines) => {
                for line in lines {
                    self.line(line);
                }
                if self.named { self.ask_for_lines() } else { Reply::none() }
            }
            Browsed::Labels(labels) => {
                for (sid, label) in labels {
                    self.label(&sid, label);
                }
                Reply::none()
            }
            Browsed::Hits { ticket, found, over } => {
                self.find(ticket, found, over);
                Reply::none()
            }
            Browsed::Past(past) => {
                self.past = Some(past).filter(|it| !it.sessions.is_empty());
                Reply::none()
            }
            Browsed::Deleted { sids } => self.gone(&sids),
        };
        self.refresh(marked);
        reply
    }

    /// A fresh list of names; what was read of sessions that are still there is kept, but for open ones, which may have moved on.
    fn name(&mut self, names: Vec<Name>) {
        let mut known: HashMap<Text, Kept> =
            self.all.drain(..).map(|it| (it.sid.clone(), it)).collect();
        let kept = names.into_iter().map(|name| {
            let before = known.remove(&name.sid);
            let closed = |it: &Kept| it.line.as_ref().is_some_and(|it| it.state.is_over());
            before.filter(closed).unwrap_or_else(|| Kept::new(name))
        });
        self.all = kept.collect();
        self.count_places();
    }

    fn gone(&mut self, sids: &[Text]) -> Reply {
        self.all.retain(|it| !sids.contains(&it.sid));
        self.count_places();
        if let Some(past) = &mut self.past {
            past.sessions.retain(|it| !sids.contains(&it.sid));
        }
        self.past.take_if(|it| it.sessions.is_empty());
        match sids.len() {
            0 => Reply::none(),
            1 => Reply::say("Deleted."),
            some => Reply::say(format!("{some} sessions deleted.")),
        }
    }

    fn count_places(&mut self) {
        self.place = self.all.iter().enumerate().map(|(n, it)| (it.sid.clone(), n)).collect();
        self.read = self.all.iter().filter(|it| it.line.is_some()).count();
    }

    fn line(&mut self, line: Listing) {
        let Some(it) = self.place.get(&line.sid).and_then(|n| self.all.get_mut(*n)) else { return };
        self.read += usize::from(it.line.is_none());
        it.line = Some(line);
        it.names = fitting::names(it);
    }

    fn label(&mut self, sid: &Text, label: Label) {
        if let Some(it) = self.place.get(sid).and_then(|n| self.all.get_mut(*n)) {
            it.label = label;
            it.names = fitting::names(it);
        }
    }

    /// The next lines to read: those around the cursor first, then the newest that are not read.
    fn ask_for_lines(&self) -> Reply {
        let near = self.cursor.saturating_sub(SCREEN)..self.cursor + SCREEN;
        let seen = self.shown.iter().enumerate().filter(|(n, _)| near.contains(n));
        let unread = |it: &&Kept| it.line.is_none();
        let here = seen.filter_map(|(_, it)| self.all.get(it.session)).filter(unread);
        let mut wanted: Vec<Text> = here.map(|it| it.sid.clone()).collect();
        wanted.dedup();
        if wanted.is_empty() {
            let most = if self.read == 0 { SCREEN } else { PART };
            wanted = self.all.iter().filter(unread).take(most).map(|it| it.sid.clone()).collect();
        }
        if wanted.is_empty() {
            return Reply::none();
        }
        Effect::Browse(Browse::Lines(wanted)).into()
    }

    /// Starts looking for what is typed; what was found before stays as far as it still fits.
    fn look(&mut self) -> Reply {
        let words = self.field.text();
        let long = FEWEST <= words.chars().count();
        self.needle = Needle::new(&words).filter(|_| long);
        self.ticket += 1;
        match &self.needle {
            Some(needle) => self.hits.retain(|_, (_, hits)| {
                hits.retain_mut(|it| {
                    let place = needle.place(&it.text);
                    place.map(|place| it.place = place).is_some()
                });
                !hits.is_empty()
            }),
            None => self.hits.clear(),
        }
        let words = if long { words } else { Text::default() };
        Effect::Browse(Browse::Find { ticket: self.ticket, words }).into()
    }

    fn find(&mut self, ticket: u64, found: Vec<(Text, Vec<Hit>)>, over: bool) {
        if ticket != self.ticket {
            return;
        }
        self.hits.extend(found.into_iter().map(|(sid, hits)| (sid, (ticket, hits))));
        if over {
            self.hits.retain(|_, (of, _)| *of == ticket);
            self.ended = ticket;
        }
    }

    /// `None` when the key is one of the list.
    pub fn press(&mut self, key: Key) -> Option<Reply> {
        if let Some(over) = self.over.take() {
            return Some(self.press_over(over, key));
        }
        if !self.typing {
            return None;
        }
        if let Some(intent) = keys::intent(keys::FINDING, key, |_| true) {
            return Some(self.update(intent));
        }
        if !self.field.press(key) {
            return Some(Reply::none());
        }
        Some(self.typed())
    }

    /// Pasted text is something to find.
    pub fn paste(&mut self, raw: &str) -> Reply {
        if let Some(field) = self.over.as_mut().and_then(Over::field) {
            field.paste(raw);
            return Reply::none();
        }
        self.typing = true;
        self.field.paste(raw);
        self.typed()
    }

    fn typed(&mut self) -> Reply {
        let reply = self.look();
        self.moved = false;
        self.refresh(None);
        reply
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        let last = self.shown.len().saturating_sub(1);
        let to = match intent {
            Intent::Up => self.cursor.saturating_sub(1),
            Intent::Down => self.cursor + 1,
            Intent::PageUp => self.cursor.saturating_sub(10),
            Intent::PageDown => self.cursor + 10,
            Intent::First => 0,
            Intent::Last => last,
            other => return self.act(other),
        };
        self.cursor = to.min(last);
        self.moved = true;
        Reply::none()
    }

    /// What Esc undoes: the words, then the filter, then being here.
    fn leave(&mut self) -> Reply {
        self.typing = false;
        if !self.field.is_empty() {
            self.field = Field::default();
            return self.typed();
        }
        if self.filter != Filter::default() {
            self.filter = Filter::default();
            self.refresh(self.marked());
            return Reply::none();
        }
        Reply::turn(Turn::Home)
    }

    /// A press on a line opens it.
    pub fn hit(&mut self, row: usize) -> Reply {
        if self.over.is_some() {
            return self.hit_over(row);
        }
        if self.shown.len() <= row {
            return Reply::none();
        }
        self.cursor = row;
        self.moved = true;
        self.update(Intent::Accept)
    }
}
