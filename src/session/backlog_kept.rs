//! What a backlog should hold of a session's items: the difference between two moments, item by item. Writes nothing.

use super::{GivenItem, Item, Session};
use crate::ceremony::{Fate, Text};

/// An item as a backlog keeps it: tags, reason and readiness said here are part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What the session calls it.
    pub name: Text,
    pub known: GivenItem,
    /// Nothing to plan any more.
    pub out: bool,
}

/// What became of one item between two moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemPatch {
    /// Nothing where it was not there yet.
    pub before: Option<Kept>,
    /// Nothing where it is not there any more.
    pub after: Option<Kept>,
    /// Where it stands now, if that is another place: behind this item, or first.
    pub behind: Option<Option<Kept>>,
}

impl Session {
    pub fn kept(&self) -> Vec<Kept> {
        self.items().iter().map(|it| self.keep(it)).collect()
    }

    fn keep(&self, item: &Item) -> Kept {
        let mut known = GivenItem { tags: self.tags_of(item), ..item.known.clone() };
        // Tags no fact is known of stay what they are.
        let foreign = item.known.tags.iter().filter(|it| self.fact(it).is_none());
        known.tags.extend(foreign.cloned());
        if let Some(priority) = &item.priority {
            let rank = self.rank(item).map(|it| it.to_string());
            let why = Some(priority.why.to_string()).filter(|it| !it.is_empty());
            let words: Vec<String> = rank.into_iter().chain(why).collect();
            known.priority = Text::new(words.join(": "));
        }
        known.ready = match item.fate {
            Some(fate) => fate == Fate::Ready,
            None => known.ready,
        };
        Kept { name: item.name.clone(), known, out: item.fate == Some(Fate::Out) }
    }
}

/// What changed from one list to the other; nothing for an item that stayed as it was.
pub fn patches(before: &[Kept], after: &[Kept]) -> Vec<ItemPatch> {
    let of = |list: &[Kept], name: &Text| list.iter().find(|it| it.name == *name).cloned();
    let gone = before.iter().filter(|it| of(after, &it.name).is_none());
    let gone = gone.map(|it| ItemPatch { before: Some(it.clone()), after: None, behind: None });
    let moved = moved(before, after);
    let changed = after.iter().enumerate().filter_map(|(n, it)| {
        let was = of(before, &it.name);
        let elsewhere = was.is_none() || moved.contains(&&it.name);
        let behind = elsewhere.then(|| n.checked_sub(1).map(|n| after[n].clone()));
        if was.as_ref() == Some(it) && behind.is_none() {
            return None;
        }
        Some(ItemPatch { before: was, after: Some(it.clone()), behind })
    });
    gone.chain(changed).collect()
}

/// Those that changed their place among the others: the one that was moved where it is one, else all that stand elsewhere.
fn moved<'a>(before: &'a [Kept], after: &'a [Kept]) -> Vec<&'a Text> {
    let common = |list: &'a [Kept], other: &[Kept]| -> Vec<&'a Text> {
        let both = list.iter().filter(|it| other.iter().any(|other| other.name == it.name));
        both.map(|it| &it.name).collect()
    };
    let (old, new) = (common(before, after), common(after, before));
    let Some(first) = old.iter().zip(&new).position(|(old, new)| old != new) else {
        return Vec::new();
    };
    let without = |list: &[&'a Text], name: &Text| -> Vec<&'a Text> {
        list.iter().copied().filter(|it| *it != name).collect()
    };
    for name in [new[first], old[first]] {
        if without(&old, name) == without(&new, name) {
            return vec![name];
        }
    }
    new[first..].to_vec()
}
