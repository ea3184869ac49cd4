//! One row's cells become one item; what does not fit is said.

use super::{
    problem::Fault,
    prose::{criteria, criteria_within, readable},
    size,
    words::{Slot, Words},
};
use crate::ceremony::{BacklogItem, Meaning, Take, Text};

/// Characters of a title; longer ones have swallowed something.
const LONGEST_TITLE: usize = 500;
/// A little more than Jira lets people write.
const LONGEST_TEXT: usize = 40_000;

/// An item, and what is settled once all rows are read.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) line: usize,
    pub(super) item: BacklogItem,
    pub(super) due: String,
    pub(super) created: String,
    /// The tool's own number, by which parents may be named.
    pub(super) number: String,
    /// Where the title stood in a tree of columns.
    pub(super) depth: Option<usize>,
    pub(super) faults: Vec<Fault>,
}

struct Cells<'a> {
    cells: &'a [(&'a Slot, &'a str)],
}

impl<'a> Cells<'a> {
    fn all(&self, means: Meaning) -> impl Iterator<Item = (&'a Slot, &'a str)> {
        self.cells.iter().filter(move |it| it.0.means == means).map(|it| (it.0, it.1.trim()))
    }

    fn first(&self, means: Meaning) -> &'a str {
        self.all(means).next().map_or("", |it| it.1)
    }

    fn text(&self, means: Meaning) -> Text {
        Text::new(self.first(means).replace('\n', " "))
    }
}

/// Cells that say nothing must not be among them.
pub(super) fn draft(line: usize, cells: &[(&Slot, &str)], words: &Words) -> Draft {
    let cells = Cells { cells };
    let mut faults = Vec::new();
    let address = cells.text(Meaning::Link);
    let description = cut("description", readable(cells.first(Meaning::Description)), &mut faults);
    let state = cells.text(Meaning::State);
    let (depth, title) = title(&cells, &mut faults);
    let mut item = BacklogItem {
        key: key(&cells, &address, words),
        title,
        why: cut("reason", readable(cells.first(Meaning::Why)), &mut faults),
        criteria: listed(&cells, &description, words),
        description,
        size: sized(&cells, words, &mut faults),
        kind: cells.text(Meaning::Kind),
        priority: cells.text(Meaning::Priority),
        parent: cells.text(Meaning::Parent),
        closed: words.is_closed(&state)
            || cells.all(Meaning::Closed).any(|it| !words.says_no(it.1)),
        state,
        link: address,
        ..BacklogItem::default()
    };
    label(&mut item, cells.all(Meaning::Labels).flat_map(|it| it.1.split([',', ';', '\n'])), words);
    if item.size.is_empty()
        && let Some((size, rest)) = size::in_front(&item.title, words.columns)
    {
        (item.size, item.title) = (size, Text::new(rest));
    }
    Draft {
        line,
        item,
        due: cells.first(Meaning::Due).to_owned(),
        created: cells.first(Meaning::Created).to_owned(),
        number: cells.first(Meaning::Number).to_owned(),
        depth,
        faults,
    }
}

/// Takes labels over, each once; those the vocabulary knows become tags.
pub(super) fn label<'a>(
    item: &mut BacklogItem,
    labels: impl Iterator<Item = &'a str>,
    words: &Words,
) {
    for it in labels.map(str::trim).filter(|it| !words.says_nothing(it)) {
        let label = Text::new(it);
        if let Some(tag) = words.tag(it)
            && !item.tags.contains(tag)
        {
            item.tags.push(tag.clone());
        }
        if !item.labels.contains(&label) {
            item.labels.push(label);
        }
    }
}

fn title(cells: &Cells, faults: &mut Vec<Fault>) -> (Option<usize>, Text) {
    let Some((slot, title)) = cells.all(Meaning::Title).next() else {
        return (None, Text::default());
    };
    if title.contains('\n') {
        faults.push(Fault::BrokenTitle);
    }
    let mut title = Text::new(title.replace('\n', " "));
    let length = title.chars().count();
    if LONGEST_TITLE < length {
        faults.push(Fault::LongTitle(length));
        title = Text::new(title.chars().take(LONGEST_TITLE).collect::<String>());
    }
    ((slot.take == Take::Depth).then_some(slot.rank), Text::new(title.trim()))
}

fn key(cells: &Cells, link: &str, words: &Words) -> Text {
    if let Some((slot, key)) = cells.all(Meaning::Key).next() {
        let bare = key.starts_with(|it: char| it.is_ascii_digit());
        let prefix = if bare { slot.prefix.as_str() } else { "" };
        return Text::new(format!("{prefix}{}", key.replace('\n', " ")));
    }
    let within = words.columns.keys_in_links.iter().find_map(|(before, prefix)| {
        let (_, rest) = link.split_once(before.as_str())?;
        let key = rest.split(['/', '?', '#']).next().filter(|it| !it.is_empty())?;
        Some(format!("{prefix}{key}"))
    });
    within.map(Text::from).unwrap_or_default()
}

fn sized(cells: &Cells, words: &Words, faults: &mut Vec<Fault>) -> Text {
    let cell = cells.first(Meaning::Size);
    if cell.is_empty() {
        return Text::default();
    }
    size::size(cell, words.columns).unwrap_or_else(|| {
        faults.push(Fault::BadSize(Text::new(cell)));
        Text::default()
    })
}

/// From their own columns, else from the part of the description that is headed so.
fn listed(cells: &Cells, description: &str, words: &Words) -> Vec<Text> {
    let own: Vec<Text> =
        cells.all(Meaning::Criteria).flat_map(|it| criteria(&readable(it.1))).collect();
    if own.is_empty() { criteria_within(description, words) } else { own }
}

fn cut(what: &'static str, text: String, faults: &mut Vec<Fault>) -> Text {
    let Some((at, _)) = text.char_indices().nth(LONGEST_TEXT) else { return Text::new(text) };
    faults.push(Fault::LongText { what, length: text.chars().count() });
    Text::new(&text[..at])
}
