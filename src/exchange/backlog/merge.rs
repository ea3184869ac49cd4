//! A fresh import over the backlog a team has: the file decides what there is and its order; what was worked out here stays.

use std::collections::{HashMap, HashSet};

use super::{
    Clash, Row,
    brought::{name_there, renew},
};
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
    /// What was changed here and in the file; the file's stands.
    pub clashes: Vec<Clash>,
}

pub fn merge(team: &Id, before: &Backlog, rows: &[Row]) -> Merged {
    let brought: HashSet<&str> = rows.iter().map(|it| name(&it.item)).collect();
    let mut known: HashMap<&str, Vec<&BacklogItem>> = HashMap::new();
    for it in &before.items {
        known.entry(called(it, &brought)).or_default().push(it);
    }
    let mut items: Vec<BacklogItem> = Vec::new();
    let (mut new, mut clashes) = (0, Vec::new());
    for row in rows {
        let old = known.get(name(&row.item)).and_then(|it| same(it, &row.item));
        let Some(old) = old else {
            new += 1;
            items.push(row.item.clone());
            continue;
        };
        let (item, told) = renew(row.item.clone(), old);
        clashes.extend(told);
        items.push(with(item, old));
    }
    call_parents(&mut items, before, &brought);
    let missing = before.items.iter().filter(|it| !brought.contains(called(it, &brought)));
    let (own, foreign): (Vec<_>, Vec<_>) = missing.partition(|it| it.origin.is_empty());
    let (kept, gone) = (own.len(), foreign.len());
    items.extend(own.into_iter().cloned());
    Merged { backlog: Backlog { id: team.clone(), items }, new, kept, gone, clashes }
}

/// What an item is known by from one import to the next.
fn name(item: &BacklogItem) -> &str {
    if item.key.is_empty() { &item.title } else { &item.key }
}

/// What this file calls an item that is known: as its tool did when it came, else as it is called here by now.
fn called<'a>(item: &'a BacklogItem, brought: &HashSet<&str>) -> &'a str {
    let there = name_there(item);
    if brought.contains(there.as_str()) { there } else { name(item) }
}

/// Slices of the file follow their item to what it is called here.
fn call_parents(items: &mut [BacklogItem], before: &Backlog, brought: &HashSet<&str>) {
    let called = before.items.iter().map(|it| (called(it, brought), name(it)));
    let otherwise: HashMap<&str, &str> = called.filter(|it| it.0 != it.1).collect();
    for it in items {
        if let Some(here) = otherwise.get(it.parent.as_str()) {
            it.parent = Text::new(*here);
        }
    }
}

/// Of several items with one key the one with the same title.
fn same<'a>(before: &[&'a BacklogItem], item: &BacklogItem) -> Option<&'a BacklogItem> {
    let titled = |it: &&&BacklogItem| {
        it.title == item.title || it.brought.title.as_ref() == Some(&item.title)
    };
    match before {
        [only] => Some(only),
        several => several.iter().find(titled).copied(),
    }
}

/// What refinement added beside what a file can say stays.
fn with(item: BacklogItem, old: &BacklogItem) -> BacklogItem {
    let mut tags = item.tags;
    tags.extend(old.tags.iter().filter(|it| !tags.contains(it)).cloned().collect::<Vec<Id>>());
    let parent = if item.parent.is_empty() { old.parent.clone() } else { item.parent };
    BacklogItem { parent, ready: item.ready || old.ready, tags, ..item }
}
