//! What is open across a team's sessions: found, closed, answered and opened again by one key. Notes go out; nothing is stored here.

use chrono::NaiveDate;

use super::{Question, moved};
use crate::{
    app::{Effect, Field, Intent, Key, Reply, words},
    ceremony::{Id, Team, Text},
    history::{Entry, Kind, Line, Status, Terms},
    session::{Brief, STILL_OPEN},
};

#[derive(Debug)]
pub struct LedgerPage {
    pub team: Team,
    pub(super) teams: Vec<Id>,
    pub today: NaiveDate,
    pub wanted: Wanted,
    pub typing: Option<Typing>,
    pub cursor: usize,
    entries: Vec<Entry>,
    /// Places of the entries that are seen, in the order they are seen.
    shown: Vec<usize>,
    /// What was closed on this page, the last one last.
    closed: Vec<Text>,
}

/// Which entries are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub kind: Option<Kind>,
    /// Those that are over as well.
    pub closed: bool,
    /// Words that stand in it.
    pub words: Text,
}

/// The one field that is open.
#[derive(Debug)]
pub enum Typing {
    Filter(Field),
    Answer { id: Text, field: Field },
}

/// What closes an entry at one key.
const DONE: &str = "done";
const DROPPED: &str = "dropped";

impl LedgerPage {
    pub fn new(team: Team, teams: Vec<Id>, today: NaiveDate, entries: Vec<Entry>) -> LedgerPage {
        let mut page = LedgerPage {
            team,
            teams,
            today,
            wanted: Wanted::default(),
            typing: None,
            cursor: 0,
            entries,
            shown: Vec::new(),
            closed: Vec::new(),
        };
        page.sift();
        page
    }

    /// The ledger as it is now; the cursor stays on its entry, or on the one that took its place.
    pub fn learn(&mut self, team: Team, teams: Vec<Id>, today: NaiveDate, entries: Vec<Entry>) {
        let marked = self.marked().map(|it| it.id.clone());
        (self.team, self.teams) = (team, teams);
        (self.today, self.entries) = (today, entries);
        self.sift();
        let again = |it: &usize| Some(&self.entries[*it].id) == marked.as_ref();
        if let Some(at) = self.shown.iter().position(again) {
            self.cursor = at;
        }
    }

    pub fn shown(&self) -> impl Iterator<Item = &Entry> {
        self.shown.iter().map(|it| &self.entries[*it])
    }

    pub fn marked(&self) -> Option<&Entry> {
        self.shown.get(self.cursor).map(|it| &self.entries[*it])
    }

    /// How many of a kind would be seen, of all kinds without one.
    pub fn count(&self, kind: Option<Kind>) -> usize {
        let wanted = Wanted { kind, ..self.wanted.clone() };
        self.entries.iter().filter(|it| wanted.has(it)).count()
    }

    pub fn age(&self, it: &Entry) -> u32 {
        it.age(&self.team, self.today)
    }

    /// Days past its date, while it is open.
    pub fn late(&self, it: &Entry) -> Option<i64> {
        let days = (self.today - it.due?).num_days();
        (it.status == Status::Open && 0 < days).then_some(days)
    }

    pub fn is_stale(&self, it: &Entry) -> bool {
        it.kind == Kind::Blocker && it.status == Status::Open && crate::app::STALE <= self.age(it)
    }

    /// Whether the key does something to the marked entry now.
    pub fn offers(&self, intent: Intent) -> bool {
        let open = self.marked().map(|it| it.status == Status::Open);
        match intent {
            Intent::Settle | Intent::Drop | Intent::Answer => open == Some(true),
            Intent::Reopen => open == Some(false),
            Intent::Accept => open.is_some(),
            Intent::Undo => !self.closed.is_empty(),
            Intent::CopyBriefs => self.briefs().next().is_some(),
            Intent::Team => 1 < self.teams.len(),
            _ => true,
        }
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        if let Some(to) = moved(self.cursor, intent, self.shown.len()) {
            self.cursor = to;
            return Reply::none();
        }
        match intent {
            Intent::NextPanel => self.turn(1),
            Intent::PreviousPanel => self.turn(Kind::ALL.len()),
            Intent::Closed => {
                self.wanted.closed = !self.wanted.closed;
                self.sift();
            }
            Intent::Find => {
                self.typing = Some(Typing::Filter(Field::new(&self.wanted.words)));
            }
            Intent::Answer => {
                let id = self.marked().map(|it| it.id.clone());
                self.typing = id.map(|id| Typing::Answer { id, field: Field::default() });
            }
            Intent::Settle => return self.close(DONE),
            Intent::Drop => return self.close(DROPPED),
            Intent::Reopen => return self.reopen(self.marked().map(|it| it.id.clone())),
            Intent::Undo => {
                let last = self.closed.pop();
                return self.reopen(last);
            }
            Intent::Accept => return self.open_session(),
            Intent::CopyBriefs => return self.copy_briefs(),
            Intent::Refresh => return self.ask_again(),
            _ => {}
        }
        Reply::none()
    }

    pub fn press(&mut self, key: Key) -> Option<Reply> {
        let typing = self.typing.as_mut()?;
        let (Typing::Filter(field) | Typing::Answer { field, .. }) = typing;
        match key {
            Key::Ctrl('c' | 'z') => return None,
            Key::Esc => {
                if let Some(Typing::Filter(_)) = self.typing.take() {
                    self.look_for(Text::default());
                }
            }
            Key::Enter => return Some(self.enter()),
            key => {
                field.press(key);
                self.narrow();
            }
        }
        Some(Reply::none())
    }

    pub fn paste(&mut self, text: &str) {
        if let Some(Typing::Filter(field) | Typing::Answer { field, .. }) = &mut self.typing {
            field.paste(text);
            self.narrow();
        }
    }

    pub fn mark(&mut self, row: usize) {
        self.cursor = row.min(self.shown.len().saturating_sub(1));
    }

    fn enter(&mut self) -> Reply {
        match self.typing.take() {
            Some(Typing::Answer { id, field }) if !field.text().is_empty() => {
                self.settle(id, field.text())
            }
            Some(Typing::Answer { .. } | Typing::Filter(_)) | None => Reply::none(),
        }
    }

    /// What is typed into the filter counts at once.
    fn narrow(&mut self) {
        if let Some(Typing::Filter(field)) = &self.typing {
            let words = field.text();
            self.look_for(words);
        }
    }

    fn look_for(&mut self, words: Text) {
        self.wanted.words = words;
        self.cursor = 0;
        self.sift();
    }

    fn turn(&mut self, by: usize) {
        let kinds: Vec<Option<Kind>> = std::iter::once(None).chain(Kind::ALL.map(Some)).collect();
        let at = kinds.iter().position(|it| *it == self.wanted.kind).unwrap_or(0);
        self.wanted.kind = kinds[(at + by) % kinds.len()];
        self.cursor = 0;
        self.sift();
    }

    /// By kind; within one what is late first, then the oldest, and what is over last.
    fn sift(&mut self) {
        let mut shown: Vec<usize> =
            (0..self.entries.len()).filter(|it| self.wanted.has(&self.entries[*it])).collect();
        shown.sort_by_key(|it| {
            let entry = &self.entries[*it];
            let over = entry.status != Status::Open;
            (entry.kind, over, self.late(entry).is_none(), entry.since)
        });
        self.shown = shown;
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
    }

    fn close(&mut self, how: &str) -> Reply {
        match self.marked().map(|it| it.id.clone()) {
            Some(id) => self.settle(id, how.into()),
            None => Reply::none(),
        }
    }

    fn settle(&mut self, id: Text, how: Text) -> Reply {
        let told = self.entries.iter().find(|it| it.id == id);
        let told = told.map(|it| {
            let text = words::cut(&it.text, 40);
            format!("Closed as “{how}”: {text}. u opens it again.")
        });
        self.closed.push(id.clone());
        Reply::from(self.note(id, how)).and(told.map_or_else(Reply::none, Reply::say))
    }

    fn reopen(&mut self, id: Option<Text>) -> Reply {
        let Some(id) = id else { return Reply::say("Nothing was closed here.") };
        self.closed.retain(|it| *it != id);
        Reply::from(self.note(id, STILL_OPEN.into())).and(Reply::say("It is open again."))
    }

    fn note(&self, id: Text, how: Text) -> Effect {
        Effect::Note { team: self.team.id.clone(), line: Line::Settled { id, how } }
    }

    fn ask_again(&self) -> Reply {
        Effect::Survey(Question::Ledger { of: Some(self.team.id.clone()) }).into()
    }

    fn open_session(&self) -> Reply {
        let sid = self.marked().and_then(|it| it.id.rsplit_once('.')).map(|it| it.0.into());
        sid.map_or_else(Reply::none, |sid| Effect::Open { sid }.into())
    }

    fn briefs(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|it| it.kind == Kind::Brief && it.status == Status::Open)
    }

    fn copy_briefs(&self) -> Reply {
        let briefs = (1..).zip(self.briefs()).map(|(number, it)| {
            let Terms { options, default, silence } = it.brief.clone().unwrap_or_default();
            let (question, needed_by) = (it.text.clone(), it.due);
            let brief = Brief { question, options, default, needed_by, silence };
            crate::exchange::brief_text(number, &brief)
        });
        let text = briefs.collect::<Vec<String>>().join("\n");
        if text.is_empty() {
            return Reply::say("No open briefs.");
        }
        Reply::from(Effect::Copy(text.into())).and(Reply::say("Copied to the clipboard."))
    }
}

impl Wanted {
    fn has(&self, it: &Entry) -> bool {
        let words = self.words.to_lowercase();
        let fits = |word: &str| {
            [&it.text, &it.owner, &it.next_step, &it.sort, &it.title]
                .iter()
                .any(|text| text.to_lowercase().contains(word))
                || words::ledger_kind(it.kind).to_lowercase().contains(word)
        };
        self.kind.is_none_or(|kind| kind == it.kind)
            && (self.closed || it.status == Status::Open)
            && words.split_whitespace().all(fits)
    }
}
