//! A fresh import over the backlog a team has: the file decides what there is and its order; what was worked out here stays.

use std::collections::{HashMap, HashSet};

use super::Row;
use crate::ceremony::{Backlog, BacklogItem, Id, Text};

/// A team's backlog after an import, and what became of the items it had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub backlog: Backlog,
    /// Items the file brought that were not there.
    pub new: usize,
    /// Items written here, which no file could bring: they stay, behind the others.
    pub kept: usize,
    /// Items of earlier imports that the file no longer has.
    pub gone: usize,
}

pub fn merge(team: &Id, before: &Backlog, rows: &[Row]) -> Merged {
    let mut known: HashMap<&str, Vec<&BacklogItem>> = HashMap::new();
    for it in &before.items {
        known.entry(name(it)).or_default().push(it);
    }
    let mut items: Vec<BacklogItem> = Vec::new();
    let mut new = 0;
    for row in rows {
        let old = known.get(name(&row.item)).and_then(|it| same(it, &row.item));
        new += usize::from(old.is_none());
        items.push(old.map_or_else(|| row.item.clone(), |old| with(row.item.clone(), old)));
    }
    let brought: HashSet<&str> = rows.iter().map(|it| name(&it.item)).collect();
    let missing = before.items.iter().filter(|it| !brought.contains(name(it)));
    let (own, foreign): (Vec<_>, Vec<_>) = missing.partition(|it| it.origin.is_empty());
    let (kept, gone) = (own.len(), foreign.len());
    items.extend(own.into_iter().cloned());
    Merged { backlog: Backlog { id: team.clone(), items }, new, kept, gone }
}

/// What an item is known by from one import to the next.
fn name(item: &BacklogItem) -> &str {
    if item.key.is_empty() { &item.title } else { &item.key }
}

/// Of several items with one key the one with the same title.
fn same<'a>(before: &[&'a BacklogItem], item: &BacklogItem) -> Option<&'a BacklogItem> {
    match before {
        [only] => Some(only),
        several => several.iter().find(|it| it.title == item.title).copied(),
    }
}

/// What the file leaves open and refinement has filled stays filled.
fn with(item: BacklogItem, old: &BacklogItem) -> BacklogItem {
    let mut tags = item.tags;
    tags.extend(old.tags.iter().filter(|it| !tags.contains(it)).cloned().collect::<Vec<Id>>());
    let or = |new: Text, old: &Text| {
        if new.is_empty() { old.clone() } else { new }
    };
    BacklogItem {
        why: or(item.why, &old.why),
        size: or(item.size, &old.size),
        parent: or(item.parent, &old.parent),
        priority: or(item.priority, &old.priority),
        ready: item.ready || old.ready,
        criteria: if item.criteria.is_empty() { old.criteria.clone() } else { item.criteria },
        tags,
        ..item
    }
}
