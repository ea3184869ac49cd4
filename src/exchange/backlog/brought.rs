//! An imported item and what was changed about it here: kept side by side, and told apart when a newer file comes.

use super::Clash;
use crate::ceremony::{BacklogItem, Brought, Text};

/// A text of an item: what people call it, where it stands, and where what the file had said is kept.
struct Field {
    what: &'static str,
    of: fn(&BacklogItem) -> &Text,
    to: fn(&mut BacklogItem) -> &mut Text,
    was: fn(&mut Brought) -> &mut Option<Text>,
    /// Whether the file leaves it open by saying nothing, even where nobody knows what it had said.
    open: bool,
}

const FIELDS: [Field; 6] = [
    Field {
        what: "key",
        of: |it| &it.key,
        to: |it| &mut it.key,
        was: |it| &mut it.key,
        open: false,
    },
    Field {
        what: "title",
        of: |it| &it.title,
        to: |it| &mut it.title,
        was: |it| &mut it.title,
        open: false,
    },
    Field {
        what: "why",
        of: |it| &it.why,
        to: |it| &mut it.why,
        was: |it| &mut it.why,
        open: true,
    },
    Field {
        what: "description",
        of: |it| &it.description,
        to: |it| &mut it.description,
        was: |it| &mut it.description,
        open: false,
    },
    Field {
        what: "size",
        of: |it| &it.size,
        to: |it| &mut it.size,
        was: |it| &mut it.size,
        open: true,
    },
    Field {
        what: "priority",
        of: |it| &it.priority,
        to: |it| &mut it.priority,
        was: |it| &mut it.priority,
        open: true,
    },
];

/// Keeps what the file had said wherever the item now says something else.
pub(super) fn remember(item: &mut BacklogItem, before: &BacklogItem) {
    if item.origin.is_empty() {
        return;
    }
    for it in FIELDS {
        let (now, old) = ((it.of)(item).clone(), (it.of)(before).clone());
        keep((it.was)(&mut item.brought), &now, &old);
    }
    keep(&mut item.brought.criteria, &item.criteria, &before.criteria);
    keep(&mut item.brought.closed, &item.closed, &before.closed);
}

fn keep<T: Clone + PartialEq>(was: &mut Option<T>, now: &T, before: &T) {
    if now != before && was.is_none() {
        *was = Some(before.clone());
    }
    if was.as_ref() == Some(now) {
        *was = None;
    }
}

/// What the tool it came from calls it: its key, else its title, before they were changed here.
pub(super) fn name_there(item: &BacklogItem) -> &Text {
    let key = item.brought.key.as_ref().unwrap_or(&item.key);
    if key.is_empty() { item.brought.title.as_ref().unwrap_or(&item.title) } else { key }
}

/// An item of a newer file over the one that is known: what was changed on one side only counts; what on both, as the file
/// has it, and that is told.
pub(super) fn renew(mut item: BacklogItem, old: &BacklogItem) -> (BacklogItem, Vec<Clash>) {
    item.brought = old.brought.clone();
    let mut clashes = Vec::new();
    for it in FIELDS {
        let (file, here) = ((it.of)(&item).clone(), (it.of)(old));
        let was = (it.was)(&mut item.brought);
        let stands = match sides(was, &file, here, file.is_empty()) {
            Side::Here => here.clone(),
            Side::File if it.open && file.is_empty() => here.clone(),
            Side::File => file,
            Side::Both => {
                clashes.push(Clash {
                    item: label(old),
                    what: it.what,
                    theirs: here.clone(),
                    stands: file.clone(),
                });
                file
            }
        };
        *(it.to)(&mut item) = stands;
    }
    let none = item.criteria.is_empty();
    match sides(&mut item.brought.criteria, &item.criteria, &old.criteria, none) {
        Side::File if !none => {}
        Side::File | Side::Here => item.criteria.clone_from(&old.criteria),
        Side::Both => {
            let (theirs, stands) = (listed(&old.criteria), listed(&item.criteria));
            clashes.push(Clash { item: label(old), what: "criteria", theirs, stands });
        }
    }
    if matches!(sides(&mut item.brought.closed, &item.closed, &old.closed, false), Side::Here) {
        item.closed = old.closed;
    }
    (item, clashes)
}

/// Who has changed something since the last import.
enum Side {
    Here,
    /// As far as anybody knows.
    File,
    Both,
}

fn sides<T: PartialEq>(was: &mut Option<T>, file: &T, here: &T, is_open: bool) -> Side {
    match was.take() {
        None => Side::File,
        Some(old) if is_open || old == *file => {
            *was = Some(old);
            Side::Here
        }
        Some(_) if file == here => Side::File,
        Some(_) => Side::Both,
    }
}

fn label(item: &BacklogItem) -> Text {
    if item.key.is_empty() {
        item.title.clone()
    } else {
        Text::new(format!("{} {}", item.key, item.title))
    }
}

fn listed(criteria: &[Text]) -> Text {
    let all: Vec<&str> = criteria.iter().map(Text::as_str).collect();
    Text::new(all.join("; "))
}
