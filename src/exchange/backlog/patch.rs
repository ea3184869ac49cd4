//! What a session made of its items, worked into the team's backlog. Other sessions' work on the same item stays.

use super::brought::remember;
use crate::{
    ceremony::{Backlog, BacklogItem, Text},
    session::{GivenItem, ItemPatch, Kept},
};

/// When a change comes to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrives {
    /// As it is made: what was said last counts.
    AtOnce,
    /// After the program was away: only what still is as it was before the change is changed, so that a late change never
    /// undoes a newer one.
    Late,
}

/// Something of an item that two sessions, or a session and an import, said differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The item as it is called now.
    pub item: Text,
    pub what: &'static str,
    /// What the other session had made of it; at an import, what stood here.
    pub theirs: Text,
    /// What stands in the file now.
    pub stands: Text,
}

/// Works one change in; tells what another session had said of the same thing meanwhile. `see` is how a session would see
/// the stored item today.
pub fn patch(
    backlog: &mut Backlog,
    patch: &ItemPatch,
    arrives: Arrives,
    see: &dyn Fn(&BacklogItem) -> GivenItem,
) -> Vec<Clash> {
    let was = patch.before.as_ref().or(patch.after.as_ref());
    let at =
        was.and_then(|it| place(backlog, it)).or_else(|| place(backlog, patch.after.as_ref()?));
    let late = arrives == Arrives::Late;
    let mut clashes = Vec::new();
    match (&patch.after, at) {
        (Some(after), Some(at)) => {
            let called = handle(&backlog.items[at]);
            let seen = see(&backlog.items[at]);
            if let Some(before) = &patch.before {
                let stored = backlog.items[at].clone();
                clashes = change(&mut backlog.items[at], (before, after), arrives, &seen);
                remember(&mut backlog.items[at], &stored);
            }
            let handle = handle(&backlog.items[at]);
            follow(backlog, &called, &handle);
            if let (Some(behind), false) = (&patch.behind, late) {
                let item = backlog.items.remove(at);
                put(backlog, item, behind.as_ref());
            }
        }
        (Some(after), None) => {
            let behind = patch.behind.clone().unwrap_or(None);
            put(backlog, fresh(after), behind.as_ref());
        }
        (None, Some(at)) if !late && backlog.items[at].origin.is_empty() => {
            backlog.items.remove(at);
        }
        (None, _) => {}
    }
    clashes
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

/// A text of an item: what people call it, where a session has it, where the file has it.
type Named =
    (&'static str, fn(&GivenItem) -> &Text, for<'a> fn(&'a mut BacklogItem) -> &'a mut Text);

const TEXTS: [Named; 6] = [
    ("key", |it| &it.key, |it| &mut it.key),
    ("title", |it| &it.title, |it| &mut it.title),
    ("why", |it| &it.why, |it| &mut it.why),
    ("size", |it| &it.size, |it| &mut it.size),
    ("priority", |it| &it.priority, |it| &mut it.priority),
    ("parent", |it| &it.parent, |it| &mut it.parent),
];

fn change(
    item: &mut BacklogItem,
    (was, is): (&Kept, &Kept),
    arrives: Arrives,
    seen: &GivenItem,
) -> Vec<Clash> {
    let (old, new) = (&was.known, &is.known);
    let late = arrives == Arrives::Late;
    let mut clashes = Vec::new();
    for (what, of, to) in TEXTS {
        if of(old) == of(new) {
            continue;
        }
        let newer = of(seen) != of(old);
        if !(newer && late) {
            to(item).clone_from(of(new));
        }
        if newer && of(seen) != of(new) {
            let stands = if late { of(seen) } else { of(new) };
            let (theirs, stands) = (of(seen).clone(), stands.clone());
            clashes.push(Clash { item: is.known.label(), what, theirs, stands });
        }
    }
    if old.description != new.description {
        let newer = seen.description != old.description;
        if !(newer && late) {
            describe(item, old, &new.description);
        }
        if newer && seen.description != new.description {
            let theirs = seen.description.clone();
            let stands = if late { theirs.clone() } else { new.description.clone() };
            clashes.push(Clash { item: is.known.label(), what: "description", theirs, stands });
        }
    }
    if old.criteria != new.criteria && !(late && seen.criteria != old.criteria) {
        item.criteria = criteria(&item.criteria, &seen.criteria, &old.criteria, &new.criteria);
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
    clashes
}

fn describe(item: &mut BacklogItem, old: &GivenItem, text: &Text) {
    // Without a why of its own the description stood for it, and goes on doing so.
    if item.why.is_empty() && !old.why.is_empty() {
        item.why = std::mem::take(&mut item.description);
    }
    item.description = continued(&item.description, &old.description, text);
}

/// What slices name an item by.
fn handle(item: &BacklogItem) -> Text {
    if item.key.is_empty() { item.title.clone() } else { item.key.clone() }
}

/// Slices the session never saw follow their item to its new name.
fn follow(backlog: &mut Backlog, before: &Text, after: &Text) {
    if before.is_empty() || before == after {
        return;
    }
    for it in backlog.items.iter_mut().filter(|it| it.parent == *before) {
        it.parent = after.clone();
    }
}

/// A text of which the session saw the beginning: an ellipsis that was left at its end stands for the rest.
fn continued(stored: &str, seen: &str, new: &Text) -> Text {
    let rest = seen.strip_suffix('…').and_then(|it| stored.strip_prefix(it));
    match (rest, new.strip_suffix('…')) {
        (Some(rest), Some(new)) => Text::new(format!("{new}{rest}")),
        _ => new.clone(),
    }
}

/// What the session left as it was is as the file has it: whole where it was seen shortened, changed or gone where another
/// session did that. What others added stays.
fn criteria(stored: &[Text], seen: &[Text], old: &[Text], new: &[Text]) -> Vec<Text> {
    let in_file = |it: &Text| {
        let here = seen.iter().position(|seen| seen == it);
        let changed = || old.iter().position(|old| old == it).filter(|_| seen.len() == old.len());
        here.or_else(changed).and_then(|at| stored.get(at).cloned())
    };
    let kept =
        new.iter().filter_map(|it| if old.contains(it) { in_file(it) } else { Some(it.clone()) });
    let mut all: Vec<Text> = kept.collect();
    for (at, it) in stored.iter().enumerate() {
        let theirs = seen.get(at).is_none_or(|it| !old.contains(it));
        if theirs && !all.contains(it) {
            all.push(it.clone());
        }
    }
    all
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
            patch(&mut backlog, &it, Arrives::AtOnce, &see);
        }
        backlog.items
    }

    fn see(it: &BacklogItem) -> GivenItem {
        GivenItem {
            key: it.key.clone(),
            title: it.title.clone(),
            why: if it.why.is_empty() { it.description.clone() } else { it.why.clone() },
            size: it.size.clone(),
            criteria: it.criteria.clone(),
            parent: it.parent.clone(),
            ..GivenItem::default()
        }
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
        let mut told = Vec::new();
        for it in patches(&before, &after) {
            told.extend(patch(&mut backlog, &it, Arrives::Late, &see));
        }
        let item = &backlog.items[0];
        assert_eq!((&*item.size, &*item.why), ("8", "Because"));
        assert_eq!((told.len(), told[0].what, &*told[0].stands), (1, "size", "8"));
    }

    #[test]
    fn what_was_said_last_counts_and_what_it_replaced_is_told() {
        let before = [kept("A-1", "One")];
        let mut after = before.clone();
        after[0].known.size = "5".into();
        let newer = BacklogItem { size: "8".into(), ..stored("A-1", "One") };
        let mut backlog = Backlog { id: "crew".into(), items: vec![newer] };
        let change = &patches(&before, &after)[0];
        let told = patch(&mut backlog, change, Arrives::AtOnce, &see);
        assert_eq!(&*backlog.items[0].size, "5");
        let [Clash { item, what, theirs, stands }] = &told[..] else { panic!("{told:?}") };
        assert_eq!((&**item, *what, &**theirs, &**stands), ("A-1 One", "size", "8", "5"));
        assert_eq!(patch(&mut backlog, change, Arrives::AtOnce, &see), [], "said twice alike");
    }

    #[test]
    fn criteria_two_sessions_wrote_are_all_there() {
        let texts = |all: &[&str]| -> Vec<Text> { all.iter().map(|it| Text::new(*it)).collect() };
        let merged = |stored: &[&str], old: &[&str], new: &[&str]| -> Vec<String> {
            let stored = texts(stored);
            let all = criteria(&stored, &stored, &texts(old), &texts(new));
            all.iter().map(ToString::to_string).collect()
        };
        assert_eq!(merged(&["a", "b"], &["a"], &["a", "c"]), ["a", "c", "b"], "both added");
        assert_eq!(
            merged(&["A", "b"], &["a", "b"], &["a", "b", "c"]),
            ["A", "b", "c"],
            "edited there"
        );
        assert_eq!(merged(&["b"], &["a", "b"], &["a", "b", "c"]), ["b", "c"], "removed there");
        assert_eq!(merged(&["a", "b", "x"], &["a", "b"], &["b"]), ["b", "x"], "removed here");
        assert_eq!(merged(&["A"], &["a"], &["aa"]), ["aa", "A"], "edited in both");
    }

    #[test]
    fn slices_follow_their_item_to_another_key() {
        let before = [kept("A-1", "One")];
        let mut after = before.clone();
        after[0].known.key = "B-7".into();
        let unseen = BacklogItem { parent: "A-1".into(), closed: true, ..stored("A-9", "Half") };
        let items = worked_in(vec![stored("A-1", "One"), unseen], &before, &after);
        assert_eq!((&*items[0].key, &*items[1].parent), ("B-7", "B-7"));
    }

    #[test]
    fn a_description_that_stood_for_the_why_becomes_it() {
        let mut before = [kept("A-1", "One")];
        before[0].known.why = "As it came".into();
        let mut after = before.clone();
        after[0].known.description = "More to know".into();
        let imported = BacklogItem { description: "As it came".into(), ..stored("A-1", "One") };
        let items = worked_in(vec![imported], &before, &after);
        assert_eq!((&*items[0].why, &*items[0].description), ("As it came", "More to know"));
    }

    #[test]
    fn an_ellipsis_left_at_the_end_keeps_the_rest() {
        let whole = "Receipts have generic names, and more.";
        let seen = "Receipts have generic names…";
        let told = continued(whole, seen, &"Bills have generic names…".into());
        assert_eq!(&*told, "Bills have generic names, and more.");
        assert_eq!(&*continued(whole, seen, &"Short.".into()), "Short.");
        assert_eq!(&*continued("Short", "Short", &"Shorter…".into()), "Shorter…");
    }

    #[test]
    fn what_was_seen_shortened_stays_whole() {
        let long = Text::new("x".repeat(900));
        let short = Text::new(format!("{}…", "x".repeat(300)));
        let stored = [long.clone(), "b".into(), "unseen".into()];
        let old = [short.clone(), "b".into()];
        let new = [short, "c".into()];
        assert_eq!(criteria(&stored, &old, &old, &new), [long, "c".into(), "unseen".into()]);
    }
}
