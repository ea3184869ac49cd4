//! What a session made of its items, worked into the team's backlog. Other sessions' work on the same item stays.

use crate::{
    ceremony::{Backlog, BacklogItem, Text},
    session::{GivenItem, ItemPatch, Kept},
};

/// Works one change in. `as_seen` is how a session would see the stored item today: given, only what still is as it was
/// before the change is changed, so that a late change never undoes a newer one.
pub fn patch(
    backlog: &mut Backlog,
    patch: &ItemPatch,
    as_seen: Option<&dyn Fn(&BacklogItem) -> GivenItem>,
) {
    let was = patch.before.as_ref().or(patch.after.as_ref());
    let at =
        was.and_then(|it| place(backlog, it)).or_else(|| place(backlog, patch.after.as_ref()?));
    match (&patch.after, at) {
        (Some(after), Some(at)) => {
            let seen = as_seen.map(|see| see(&backlog.items[at]));
            change(&mut backlog.items[at], patch.before.as_ref(), after, seen.as_ref());
            if let (Some(behind), None) = (&patch.behind, as_seen) {
                let item = backlog.items.remove(at);
                put(backlog, item, behind.as_ref());
            }
        }
        (Some(after), None) => {
            let behind = patch.behind.clone().unwrap_or(None);
            put(backlog, fresh(after), behind.as_ref());
        }
        (None, Some(at)) if as_seen.is_none() && backlog.items[at].origin.is_empty() => {
            backlog.items.remove(at);
        }
        (None, _) => {}
    }
}

fn place(backlog: &Backlog, it: &Kept) -> Option<usize> {
    let known = &it.known;
    let same_key = |item: &BacklogItem| !known.key.is_empty() && item.key == known.key;
    let same_title = |item: &BacklogItem| item.title == known.title && item.key == known.key;
    let items = || backlog.items.iter();
    items().position(same_title).or_else(|| items().position(same_key))
}

/// Behind the item it follows; first where it follows none, last where that one is unknown.
fn put(backlog: &mut Backlog, item: BacklogItem, behind: Option<&Kept>) {
    let at = match behind {
        None => 0,
        Some(it) => place(backlog, it).map_or(backlog.items.len(), |it| it + 1),
    };
    backlog.items.insert(at, item);
}

fn fresh(it: &Kept) -> BacklogItem {
    let known = it.known.clone();
    BacklogItem {
        key: known.key,
        title: known.title,
        why: known.why,
        description: known.description,
        criteria: known.criteria,
        size: known.size,
        tags: known.tags,
        priority: known.priority,
        ready: known.ready,
        parent: known.parent,
        state: known.state,
        closed: it.out,
        origin: known.origin,
        ..BacklogItem::default()
    }
}

fn change(item: &mut BacklogItem, was: Option<&Kept>, is: &Kept, seen: Option<&GivenItem>) {
    let Some(was) = was else { return };
    let (old, new) = (&was.known, &is.known);
    let text = |to: &mut Text, of: fn(&GivenItem) -> &Text| {
        if of(old) != of(new) && seen.is_none_or(|it| of(it) == of(old)) {
            to.clone_from(of(new));
        }
    };
    text(&mut item.title, |it| &it.title);
    text(&mut item.why, |it| &it.why);
    text(&mut item.size, |it| &it.size);
    text(&mut item.priority, |it| &it.priority);
    text(&mut item.parent, |it| &it.parent);
    if old.criteria != new.criteria && seen.is_none_or(|it| it.criteria == old.criteria) {
        item.criteria = criteria(&item.criteria, &old.criteria, &new.criteria);
    }
    for tag in new.tags.iter().filter(|it| !old.tags.contains(it)) {
        if !item.tags.contains(tag) {
            item.tags.push(tag.clone());
        }
    }
    item.tags.retain(|it| !old.tags.contains(it) || new.tags.contains(it));
    if old.ready != new.ready {
        item.ready = new.ready;
    }
    if was.out != is.out {
        item.closed = is.out;
    }
}

/// What the session saw shortened or not at all stays whole unless it was changed.
fn criteria(stored: &[Text], old: &[Text], new: &[Text]) -> Vec<Text> {
    let whole = |it: &Text| {
        let at = old.iter().position(|old| old == it)?;
        stored.get(at).cloned()
    };
    let kept = new.iter().map(|it| whole(it).unwrap_or_else(|| it.clone()));
    kept.chain(stored.iter().skip(old.len()).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::patches;

    fn kept(key: &str, title: &str) -> Kept {
        let known = GivenItem { key: key.into(), title: title.into(), ..GivenItem::default() };
        Kept { name: known.label(), known, out: false }
    }

    fn stored(key: &str, title: &str) -> BacklogItem {
        BacklogItem { key: key.into(), title: title.into(), ..BacklogItem::default() }
    }

    fn worked_in(items: Vec<BacklogItem>, before: &[Kept], after: &[Kept]) -> Vec<BacklogItem> {
        let mut backlog = Backlog { id: "crew".into(), items };
        for it in patches(before, after) {
            patch(&mut backlog, &it, None);
        }
        backlog.items
    }

    fn titles(items: &[BacklogItem]) -> Vec<&str> {
        items.iter().map(|it| &*it.title).collect()
    }

    #[test]
    fn only_what_was_touched_changes() {
        let before = [kept("A-1", "One"), kept("A-2", "Two")];
        let mut after = before.clone();
        after[0].known.size = "5".into();
        let meanwhile = vec![
            BacklogItem { why: "from elsewhere".into(), ..stored("A-1", "One") },
            BacklogItem { size: "8".into(), ..stored("A-2", "Two") },
        ];
        let items = worked_in(meanwhile, &before, &after);
        assert_eq!(
            (&*items[0].size, &*items[0].why, &*items[1].size),
            ("5", "from elsewhere", "8")
        );
    }

    #[test]
    fn a_moved_item_follows_its_new_neighbour_among_items_the_session_never_saw() {
        let (one, two, three) = (kept("1", "One"), kept("2", "Two"), kept("3", "Three"));
        let before = [one.clone(), two.clone(), three.clone()];
        let all = vec![
            stored("1", "One"),
            BacklogItem { closed: true, ..stored("9", "Done") },
            stored("2", "Two"),
            stored("3", "Three"),
        ];
        let down = [two.clone(), one.clone(), three.clone()];
        let items = worked_in(all.clone(), &before, &down);
        assert_eq!(
            titles(&items).iter().filter(|it| **it != "Done").copied().collect::<Vec<_>>(),
            ["Two", "One", "Three"]
        );
        let up = [three, one, two];
        assert_eq!(titles(&worked_in(all, &before, &up)), ["Three", "One", "Done", "Two"]);
    }

    #[test]
    fn slices_come_and_go_with_undo_and_what_a_tool_brought_stays() {
        let parent = kept("A-1", "One");
        let mut slice = kept("", "Half");
        slice.known.parent = "A-1".into();
        let (before, after) = ([parent.clone()], [parent, slice]);
        let imported = BacklogItem { origin: "Jira".into(), ..stored("A-1", "One") };
        let items = worked_in(vec![imported, stored("A-2", "Two")], &before, &after);
        assert_eq!(titles(&items), ["One", "Half", "Two"]);
        assert_eq!(&*items[1].parent, "A-1");
        let items = worked_in(items, &after, &before);
        assert_eq!(titles(&items), ["One", "Two"]);
        assert_eq!(
            titles(&worked_in(items, &before, &[])),
            ["One", "Two"],
            "what was imported stays"
        );
    }

    #[test]
    fn a_late_change_never_undoes_a_newer_one() {
        let before = [kept("A-1", "One")];
        let mut after = before.clone();
        after[0].known.size = "5".into();
        after[0].known.why = "Because".into();
        let newer = BacklogItem { size: "8".into(), ..stored("A-1", "One") };
        let mut backlog = Backlog { id: "crew".into(), items: vec![newer] };
        let see = |it: &BacklogItem| GivenItem {
            size: it.size.clone(),
            why: it.why.clone(),
            ..GivenItem::default()
        };
        for it in patches(&before, &after) {
            patch(&mut backlog, &it, Some(&see));
        }
        let item = &backlog.items[0];
        assert_eq!((&*item.size, &*item.why), ("8", "Because"));
    }

    #[test]
    fn what_was_seen_shortened_stays_whole() {
        let long = Text::new("x".repeat(900));
        let short = Text::new(format!("{}…", "x".repeat(300)));
        let stored = [long.clone(), "b".into(), "unseen".into()];
        let old = [short.clone(), "b".into()];
        let new = [short, "c".into()];
        assert_eq!(criteria(&stored, &old, &new), [long, "c".into(), "unseen".into()]);
    }
}
