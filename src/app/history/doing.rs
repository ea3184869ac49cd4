//! What is done with a session in the browser: open, name, tag, archive, delete; and the filter that chooses among all.

use std::collections::BTreeMap;

use super::{Filter, History, HistoryRow, Kept, Only, Shelf, fitting::month};
use crate::{
    app::{Act, Browse, Effect, Entry, Field, Intent, Key, Picked, Picker, Reply, State},
    ceremony::{Id, Text},
    history::Label,
};

/// What may lie over the browser; each was asked for by a key.
#[derive(Debug)]
pub enum Over {
    Filter(Picker),
    /// The session's own title.
    Name(Field),
    /// Words to find it by.
    Tags(Field),
    /// Whether its file may go.
    Delete,
    /// Whether all that lies past what is kept may go.
    Prune,
}

impl Over {
    pub fn field(&mut self) -> Option<&mut Field> {
        match self {
            Over::Filter(it) => Some(&mut it.field),
            Over::Name(field) | Over::Tags(field) => Some(field),
            Over::Delete | Over::Prune => None,
        }
    }
}

impl History {
    pub(super) fn act(&mut self, intent: Intent) -> Reply {
        match intent {
            Intent::Accept => self.accept(),
            Intent::Find => {
                self.typing = true;
                Reply::none()
            }
            Intent::NextPanel if self.typing => {
                self.typing = false;
                Reply::none()
            }
            Intent::NextPanel => {
                self.shelf = match self.shelf {
                    Shelf::Live => Shelf::Practice,
                    Shelf::Practice => Shelf::Live,
                };
                self.refresh(None);
                Reply::none()
            }
            Intent::Filter => {
                self.over = Some(Over::Filter(self.choices()));
                Reply::none()
            }
            Intent::Team => {
                self.turn_team();
                Reply::none()
            }
            Intent::Rename | Intent::Label | Intent::Archive => self.change(intent),
            Intent::Delete => {
                self.over = self.here().map(|_| Over::Delete);
                Reply::none()
            }
            Intent::Prune if self.past.is_none() => {
                Reply::say("Nothing lies past what the settings keep.")
            }
            Intent::Prune => {
                self.over = self.past.as_ref().map(|_| Over::Prune);
                Reply::none()
            }
            Intent::Resume => self.go_on(),
            Intent::Refresh => Effect::Browse(Browse::Names).into(),
            Intent::Leave => self.leave(),
            Intent::Quit => Effect::Quit.into(),
            Intent::Suspend => Effect::Suspend.into(),
            _ => Reply::none(),
        }
    }

    /// Keys that mean nothing for what is marked are not offered.
    pub fn offers(&self, intent: Intent) -> bool {
        let line = self.here().and_then(|it| it.line.as_ref());
        match intent {
            Intent::Resume => line.is_some_and(|it| it.state == State::Open),
            Intent::Rename | Intent::Label | Intent::Archive => {
                line.is_some_and(|it| !it.team.as_str().is_empty())
            }
            Intent::Accept | Intent::Delete => self.here().is_some(),
            Intent::Prune => self.past.is_some(),
            Intent::Find | Intent::Filter | Intent::Down => 0 < self.sessions(),
            Intent::Team => 1 < self.teams().len(),
            _ => true,
        }
    }

    fn accept(&mut self) -> Reply {
        let (sid, at) = match self.row(self.cursor) {
            Some(HistoryRow::Session(it)) => (it.sid.clone(), None),
            Some(HistoryRow::Hit(it, hit)) => (it.sid.clone(), Some(hit.at)),
            None => return Reply::none(),
        };
        self.aim = at;
        Effect::Open { sid }.into()
    }

    fn go_on(&self) -> Reply {
        match self.here().filter(|_| self.offers(Intent::Resume)) {
            Some(it) => Effect::Resume { sid: it.sid.clone() }.into(),
            None => Reply::say("This session is over."),
        }
    }

    /// A label is kept in the journal of the session's team; without a readable opening there is none.
    fn change(&mut self, intent: Intent) -> Reply {
        if !self.offers(intent) {
            return Reply::say("Nothing can be written on it: its team is not known.");
        }
        let Some(label) = self.here().map(|it| it.label.clone()) else { return Reply::none() };
        match intent {
            Intent::Rename => self.over = Some(Over::Name(Field::new(&label.title))),
            Intent::Label => self.over = Some(Over::Tags(Field::new(&tags(&label)))),
            _ => {
                let archived = !label.archived;
                let told = if archived {
                    "Archived; f shows what is archived."
                } else {
                    "Back among the others."
                };
                return self.put(Label { archived, ..label }).and(Reply::say(told));
            }
        }
        Reply::none()
    }

    fn put(&mut self, label: Label) -> Reply {
        let Some(it) = self.here() else { return Reply::none() };
        let Some(team) = it.line.as_ref().map(|it| it.team.clone()) else { return Reply::none() };
        let (sid, marked) = (it.sid.clone(), self.marked());
        self.label(&sid, label.clone());
        self.refresh(marked);
        Effect::Browse(Browse::Label { team, sid, label }).into()
    }

    pub(super) fn press_over(&mut self, over: Over, key: Key) -> Reply {
        match (over, key) {
            (Over::Filter(picker), key) => self.press_filter(picker, key),
            (Over::Delete, Key::Char('y')) => {
                let here = self.here().map(|it| it.sid.clone());
                remove(here.into_iter().collect())
            }
            (Over::Prune, Key::Char('y')) => {
                let past = self.past.iter().flat_map(|it| &it.sessions);
                remove(past.map(|it| it.sid.clone()).collect())
            }
            (Over::Delete | Over::Prune, Key::Esc | Key::Enter | Key::Char('n' | 'q'))
            | (_, Key::Esc) => Reply::none(),
            (asked @ (Over::Delete | Over::Prune), _) => {
                self.over = Some(asked);
                Reply::none()
            }
            (Over::Name(field), Key::Enter) => {
                let label = self.here().map(|it| it.label.clone()).unwrap_or_default();
                self.put(Label { title: field.text(), ..label })
            }
            (Over::Tags(field), Key::Enter) => {
                let label = self.here().map(|it| it.label.clone()).unwrap_or_default();
                self.put(Label { tags: words(field.value()), ..label })
            }
            (mut other, key) => {
                if let Some(field) = other.field() {
                    field.press(key);
                }
                self.over = Some(other);
                Reply::none()
            }
        }
    }

    fn press_filter(&mut self, mut picker: Picker, key: Key) -> Reply {
        match picker.press(key) {
            Picked::Nothing => self.over = Some(Over::Filter(picker)),
            Picked::Took(Act::Only(only)) => self.choose(only),
            Picked::Left | Picked::Took(_) => {}
        }
        Reply::none()
    }

    /// Takes the line of the filter that was pressed.
    pub(super) fn hit_over(&mut self, row: usize) -> Reply {
        match self.over.take() {
            Some(Over::Filter(mut picker)) => {
                picker.mark(row);
                self.press_filter(picker, Key::Enter)
            }
            other => {
                self.over = other;
                Reply::none()
            }
        }
    }

    /// Teams with a session on this shelf, by name.
    fn teams(&self) -> Vec<Id> {
        let lines = self.all.iter().filter_map(|it| it.line.as_ref());
        let here = lines.filter(|it| it.practice == (self.shelf == Shelf::Practice));
        let named = here.filter(|it| !it.team.as_str().is_empty());
        let teams: BTreeMap<&Text, &Id> = named.map(|it| (&it.team_name, &it.team)).collect();
        let mut teams: Vec<Id> = teams.into_values().cloned().collect();
        teams.dedup();
        teams
    }

    /// One team alone, then the next, then all again.
    fn turn_team(&mut self) {
        let teams = self.teams();
        let at = self.filter.all().iter().find_map(|only| match only {
            Only::Team(id) => teams.iter().position(|it| it == id),
            _ => None,
        });
        let now = at.and_then(|it| teams.get(it));
        let next = teams.get(at.map_or(0, |it| it + 1));
        // The last one once more takes it off.
        if let Some(team) = next.or(now).filter(|_| 1 < teams.len()) {
            self.choose(Some(Only::Team(team.clone())));
        }
    }

    fn choose(&mut self, only: Option<Only>) {
        let marked = self.marked();
        match only {
            Some(only) => self.filter.toggle(only),
            None => self.filter = Filter::default(),
        }
        self.refresh(marked);
    }

    /// Every answer there is to what sessions may have in common, with how many have it.
    fn choices(&self) -> Picker {
        let mut counts: BTreeMap<(u8, String, String), (Only, &'static str, usize)> =
            BTreeMap::new();
        for it in &self.all {
            for (rank, label, question, only) in answers(it) {
                counts.entry((rank, natural(&label), label)).or_insert((only, question, 0)).2 += 1;
            }
        }
        let all = Entry {
            label: "Everything".to_owned(),
            note: self.all.len().to_string(),
            act: Act::Only(None),
            off: false,
        };
        let mut entries = vec![all];
        let mut months = Vec::new();
        for ((rank, _, label), (only, question, count)) in counts {
            let on = if self.filter.all().contains(&only) { "✓ " } else { "" };
            let entry = Entry {
                label: format!("{on}{label}"),
                note: format!("{question} · {count}"),
                act: Act::Only(Some(only)),
                off: false,
            };
            if rank == MONTH { months.push(entry) } else { entries.push(entry) }
        }
        entries.extend(months.into_iter().rev());
        Picker::new("Show only", entries)
    }
}

fn remove(sids: Vec<Text>) -> Reply {
    if sids.is_empty() { Reply::none() } else { Effect::Browse(Browse::Delete { sids }).into() }
}

/// What sorts `Sprint 2` before `Sprint 10`: every number as wide as any.
fn natural(label: &str) -> String {
    let mut sorted = String::new();
    let mut digits = String::new();
    for it in label.chars().map(Some).chain([None]) {
        if let Some(digit) = it.filter(char::is_ascii_digit) {
            digits.push(digit);
            continue;
        }
        if !digits.is_empty() {
            sorted.extend(std::iter::repeat_n('0', 20usize.saturating_sub(digits.len())));
            sorted.push_str(&digits);
            digits.clear();
        }
        sorted.extend(it);
    }
    sorted
}

/// Months stand last, the newest first.
const MONTH: u8 = 9;

fn answers(it: &Kept) -> Vec<(u8, String, &'static str, Only)> {
    let Some(line) = &it.line else { return Vec::new() };
    let id = |id: &Id| !id.as_str().is_empty();
    let mut answers = vec![
        (3, line.state.word().to_owned(), "state", Only::State(line.state)),
        (MONTH, month(it), "month", Only::Month(month(it))),
    ];
    if id(&line.ceremony) {
        let only = Only::Ceremony(line.ceremony.clone());
        answers.push((1, line.title.to_string(), "ceremony", only));
    }
    if id(&line.team) {
        answers.push((2, line.team_name.to_string(), "team", Only::Team(line.team.clone())));
    }
    if !line.sprint.is_empty() {
        answers.push((6, line.sprint.to_string(), "sprint", Only::Sprint(line.sprint.clone())));
    }
    let tags = it.label.tags.iter();
    answers.extend(tags.map(|it| (5, it.to_string(), "tag", Only::Tag(it.clone()))));
    if it.label.archived {
        answers.push((4, "archived".to_owned(), "", Only::Archived));
    }
    answers
}

pub(super) fn tags(label: &Label) -> String {
    let tags: Vec<&str> = label.tags.iter().map(|it| &**it).collect();
    tags.join(", ")
}

/// Tags as typed, apart by commas; each once.
fn words(typed: &str) -> Vec<Text> {
    let mut tags: Vec<Text> = Vec::new();
    for it in typed.split(',').map(|it| Text::new(it.trim())).filter(|it| !it.is_empty()) {
        if !tags.contains(&it) {
            tags.push(it);
        }
    }
    tags
}
