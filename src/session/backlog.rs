//! The items of a session: known from the start or added here, in the order they stand now. Decides nothing.

use std::sync::Arc;

use super::{Given, GivenItem, Session, passes::distinct, story::Story};
use crate::ceremony::{FactSource, Fate, Id, Instrument, Over, Text};

/// An item as it stands now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// What passes and records call it; never changes.
    pub name: Text,
    pub known: GivenItem,
    /// Its place among the items known at the start.
    pub place: Option<usize>,
    pub priority: Option<Priority>,
    /// What refinement made of it here.
    pub fate: Option<Fate>,
}

/// Why an item stands where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Priority {
    /// One of the schemes, with the numbers given; the reason may stand without one.
    pub scheme: Option<Id>,
    pub values: Vec<(Id, u32)>,
    pub why: Text,
}

/// What was changed about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemChange {
    Renamed(Text),
    /// Called by another key.
    Keyed(Text),
    /// For whom and what for.
    Explained(Text),
    /// More than the why tells.
    Described(Text),
    /// What must be true, all of it, as it reads now.
    Required(Vec<Text>),
    Sized {
        size: Text,
        by: Sizing,
    },
    /// Into slices with these titles, which stand behind it.
    Split {
        into: Vec<Text>,
        way: Option<Id>,
    },
    /// To before this item; without one, to the end.
    Moved {
        before: Option<Text>,
        why: Text,
    },
    Ranked(Priority),
}

/// How a size came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sizing {
    /// One of the hands of the last round.
    Played,
    /// Said aloud, without a round.
    Agreed,
    /// Neither, for this reason.
    Override(Text),
}

impl Item {
    /// Key and title as they read now.
    pub fn label(&self) -> Text {
        self.known.label()
    }

    /// What its slices name it by.
    pub(super) fn handle(&self) -> Text {
        if self.known.key.is_empty() { self.known.title.clone() } else { self.known.key.clone() }
    }
}

/// The items known before anything happens.
pub(super) fn at_start(given: &Given) -> Vec<Item> {
    let names = distinct(given.items.iter().map(GivenItem::label));
    let items = names.into_iter().zip(&given.items).enumerate();
    let item = |(n, (name, known)): (usize, (Text, &GivenItem))| Item {
        name,
        known: known.clone(),
        place: Some(n),
        ..Item::default()
    };
    items.map(item).collect()
}

impl Story {
    fn item_mut(&mut self, name: &Text) -> Option<&mut Item> {
        Arc::make_mut(&mut self.items).iter_mut().find(|it| it.name == *name)
    }

    /// Adds items that were typed, at a place in the order.
    pub(super) fn add_items(&mut self, at: usize, titles: &[Text], parent: &Text) {
        let taken = self.items.iter().map(|it| it.name.clone());
        let names = distinct(taken.chain(titles.iter().cloned()));
        let fresh = names.into_iter().skip(self.items.len()).zip(titles);
        let fresh = fresh.map(|(name, title)| Item {
            name,
            known: GivenItem {
                title: title.clone(),
                parent: parent.clone(),
                ..GivenItem::default()
            },
            ..Item::default()
        });
        let fresh: Vec<Item> = fresh.collect();
        let at = at.min(self.items.len());
        Arc::make_mut(&mut self.items).splice(at..at, fresh);
    }

    fn split(&mut self, name: &Text, into: &[Text]) {
        let Some(at) = self.items.iter().position(|it| it.name == *name) else { return };
        let parent = self.items[at].handle();
        let slices = self.items[at + 1..].iter().take_while(|it| it.known.parent == parent);
        let behind = at + 1 + slices.count();
        self.add_items(behind, into, &parent);
    }

    /// A change after which slices name their item by what it is called now.
    fn call_otherwise(&mut self, name: &Text, change: impl FnOnce(&mut GivenItem)) {
        let Some(item) = self.item_mut(name) else { return };
        let before = item.handle();
        change(&mut item.known);
        let handle = item.handle();
        if before.is_empty() || before == handle {
            return;
        }
        for slice in Arc::make_mut(&mut self.items).iter_mut() {
            if slice.known.parent == before {
                slice.known.parent = handle.clone();
            }
        }
    }

    fn move_item(&mut self, name: &Text, before: Option<&Text>) {
        let Some(from) = self.items.iter().position(|it| it.name == *name) else { return };
        let items = Arc::make_mut(&mut self.items);
        let item = items.remove(from);
        let to = before.and_then(|it| items.iter().position(|other| other.name == *it));
        items.insert(to.unwrap_or(items.len()), item);
    }
}

impl Session {
    /// Every item, in the order it stands now.
    pub fn items(&self) -> &[Item] {
        &self.story.items
    }

    pub fn item(&self, name: &Text) -> Option<&Item> {
        self.items().iter().find(|it| it.name == *name)
    }

    /// The item a person means: by its name here, its key or its title.
    pub(super) fn item_called(&self, called: &Text) -> Option<&Item> {
        let same = |it: &&Item| it.known.key == *called || it.known.title == *called;
        self.item(called).or_else(|| self.items().iter().find(same))
    }

    /// The item of the current pass.
    pub fn item_at_hand(&self) -> Option<&Item> {
        self.item(&self.current_title()?)
    }

    /// Whether this step is where items are looked at.
    pub fn handles_items(&self) -> bool {
        self.step().is_some_and(|it| {
            matches!(it.instrument, Instrument::Backlog | Instrument::Poker)
                || it.passes.as_ref().is_some_and(|it| it.over == Over::Items)
        })
    }

    /// The tags an item carries now.
    pub fn tags_of(&self, item: &Item) -> Vec<Id> {
        let tags = self.setup().facts.facts.iter().filter(|it| it.by == FactSource::Tag);
        tags.filter(|it| self.has_tag(item, &it.id)).map(|it| it.id.clone()).collect()
    }

    pub fn has_tag(&self, item: &Item, tag: &Id) -> bool {
        let said = self.story.tags.iter().find(|(it, of, _)| it == tag && *of == item.name);
        said.map_or_else(|| item.known.tags.contains(tag), |it| it.2)
    }

    /// The slices of an item.
    pub fn slices(&self, item: &Item) -> impl Iterator<Item = &Item> {
        let handle = item.handle();
        self.items().iter().filter(move |it| !handle.is_empty() && it.known.parent == handle)
    }

    /// Folds a change in; the pass in progress stays the one in progress.
    pub(super) fn change_item(&mut self, name: &Text, change: &ItemChange) {
        match change {
            ItemChange::Split { into, .. } => self.story.split(name, into),
            ItemChange::Moved { before, .. } => {
                let current = self.current_pass();
                self.story.move_item(name, before.as_ref());
                if self.current_pass() != current {
                    self.hold_pass(current);
                }
            }
            ItemChange::Renamed(title) => {
                self.story.call_otherwise(name, |it| it.title = title.clone());
            }
            ItemChange::Keyed(key) => self.story.call_otherwise(name, |it| it.key = key.clone()),
            ItemChange::Described(text) => {
                self.with_item(name, |it| it.known.description = text.clone());
            }
            ItemChange::Explained(why) => self.with_item(name, |it| it.known.why = why.clone()),
            ItemChange::Required(all) => {
                self.with_item(name, |it| it.known.criteria.clone_from(all));
            }
            ItemChange::Sized { size, .. } => {
                self.size_item(name, size);
                let round = self.story.rounds.iter_mut().rfind(|it| it.item == *name);
                if let Some(round) = round {
                    round.size = Some(size.clone());
                }
            }
            ItemChange::Ranked(priority) => {
                self.with_item(name, |it| it.priority = Some(priority.clone()));
            }
        }
    }

    pub(super) fn size_item(&mut self, name: &Text, size: &Text) {
        self.with_item(name, |it| it.known.size = size.clone());
    }

    pub(super) fn seal(&mut self, name: &Text, fate: Fate) {
        self.with_item(name, |it| it.fate = Some(fate));
    }

    fn with_item(&mut self, name: &Text, change: impl FnOnce(&mut Item)) {
        if let Some(it) = self.story.item_mut(name) {
            change(it);
        }
    }
}
