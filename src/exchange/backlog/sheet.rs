//! What becomes of rows: items in order, problems with their lines, and what can only be told at the end.

use std::collections::HashMap;

use super::{
    Imported, Row, Shape, Source, dates,
    item::{Draft, draft},
    problem::{Fault, Problem},
    words::{Slot, Words},
};
use crate::ceremony::{BacklogItem, Columns, Text};

pub(super) struct Sheet<'w, 'c> {
    pub(super) words: &'w Words<'c>,
    drafts: Vec<Draft>,
    problems: Vec<Problem>,
    /// Keys of the items above, by how deep they lie.
    ladder: Vec<(usize, Text)>,
}

impl<'w, 'c> Sheet<'w, 'c> {
    pub(super) fn new(words: &'w Words<'c>, problems: Vec<Problem>) -> Sheet<'w, 'c> {
        Sheet { words, drafts: Vec::new(), problems, ladder: Vec::new() }
    }

    pub(super) fn columns(&self) -> &'c Columns {
        self.words.columns
    }

    pub(super) fn problem(&mut self, line: usize, fault: Fault) {
        self.problems.push(Problem { line, fault });
    }

    /// One row: cells with what they mean, the preferred of one meaning first.
    pub(super) fn row<'a>(
        &mut self,
        line: usize,
        cells: impl Iterator<Item = (&'a Slot, &'a str)>,
    ) {
        let words = self.words;
        let cells: Vec<(&Slot, &str)> = cells.filter(|it| !words.says_nothing(it.1)).collect();
        let mut draft = draft(line, &cells, words);
        self.problems.extend(draft.faults.drain(..).map(|fault| Problem { line, fault }));
        if draft.item.title.is_empty() {
            return self.problem(line, Fault::NoTitle);
        }
        if let Some(depth) = draft.depth {
            self.hang(depth, &mut draft.item);
        }
        self.drafts.push(draft);
    }

    /// An item that is ready but for its origin.
    pub(super) fn item(&mut self, line: usize, item: BacklogItem) {
        self.drafts.push(Draft { line, item, ..Draft::default() });
    }

    /// Under the last item that lies less deep.
    fn hang(&mut self, depth: usize, item: &mut BacklogItem) {
        self.ladder.retain(|it| it.0 < depth);
        if let Some((_, above)) = self.ladder.last()
            && item.parent.is_empty()
        {
            item.parent = above.clone();
        }
        let name = if item.key.is_empty() { &item.title } else { &item.key };
        self.ladder.push((depth, name.clone()));
    }

    /// The last words: dates in the file's own order, parents by their keys, keys that are there twice.
    pub(super) fn finish(mut self, source: Source) -> Imported {
        // An item under another is ready before it.
        self.drafts.sort_by_key(|it| it.line);
        self.read_dates();
        self.name_parents();
        self.find_doubles();
        if self.drafts.is_empty() && self.problems.is_empty() {
            let table = matches!(source.shape, Shape::Table { .. });
            self.problem(1, if table { Fault::OnlyHeading } else { Fault::Empty });
        }
        self.problems.sort_by_key(|it| it.line);
        let row = |it: Draft| {
            let origin = source.origin();
            Row { line: it.line, item: BacklogItem { origin, ..it.item } }
        };
        let items = self.drafts.into_iter().map(row).collect();
        Imported { source, items, problems: self.problems }
    }

    fn read_dates(&mut self) {
        let cells =
            || self.drafts.iter().flat_map(|it| [(it.line, &it.due), (it.line, &it.created)]);
        let said = cells().find_map(|it| dates::order(it.1));
        let order = said.unwrap_or(dates::Order::MonthFirst);
        let doubt = cells().find(|it| said.is_none() && dates::is_ambiguous(it.1));
        let doubt = doubt.map(|it| (it.0, Fault::EitherWay(Text::new(it.1.trim()))));
        if let Some((line, fault)) = doubt {
            self.problem(line, fault);
        }
        let columns = self.columns();
        for draft in &mut self.drafts {
            for (what, cell, day) in [
                ("due", &draft.due, &mut draft.item.due),
                ("creation", &draft.created, &mut draft.item.created),
            ] {
                if cell.is_empty() {
                    continue;
                }
                *day = dates::day(cell, order, columns);
                if day.is_none() {
                    let fault = Fault::BadDate { what, text: Text::new(cell) };
                    self.problems.push(Problem { line: draft.line, fault });
                }
            }
        }
    }

    /// Jira names a parent by its number; people go by keys.
    fn name_parents(&mut self) {
        let numbers: HashMap<String, Text> = self
            .drafts
            .iter()
            .filter(|it| !it.number.is_empty() && !it.item.key.is_empty())
            .map(|it| (it.number.clone(), it.item.key.clone()))
            .collect();
        for draft in &mut self.drafts {
            if let Some(key) = numbers.get(draft.item.parent.as_str()) {
                draft.item.parent = key.clone();
            }
        }
    }

    fn find_doubles(&mut self) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for draft in self.drafts.iter().filter(|it| !it.item.key.is_empty()) {
            let line = *seen.entry(draft.item.key.as_str()).or_insert(draft.line);
            if line != draft.line {
                let fault = Fault::SameKey { key: draft.item.key.clone(), line };
                self.problems.push(Problem { line: draft.line, fault });
            }
        }
    }
}
