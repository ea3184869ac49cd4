//! Markdown task lists and plain lines: an item a line, with what its line and the lines below it say.

use super::{item::label, problem::Fault, prose::criteria, sheet::Sheet, size, words::Words};
use crate::ceremony::{BacklogItem, Text};

/// Lines that are no item of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Bullets are items; what is indented below one belongs to it.
    Tasks,
    /// Every line is an item.
    Plain,
}

/// One box is enough; without one only a Markdown file is taken for a list.
pub(super) fn style(text: &str, markdown: bool) -> Style {
    let boxed = |it: &str| bullet(it.trim_start()).is_some_and(|it| it.0.is_some());
    if markdown || text.lines().any(boxed) { Style::Tasks } else { Style::Plain }
}

struct Open {
    line: usize,
    indent: usize,
    item: BacklogItem,
}

pub(super) fn read(text: &str, style: Style, sheet: &mut Sheet) {
    let mut reader = Reader { above: Vec::new(), group: String::new(), sheet };
    for (n, line) in text.lines().enumerate().filter(|it| !it.1.trim().is_empty()) {
        match style {
            Style::Tasks => reader.task_line(n + 1, line),
            Style::Plain => reader.plain_line(n + 1, line),
        }
    }
    reader.close(0);
}

struct Reader<'s, 'w, 'c> {
    /// The item being read and those it lies under, the innermost last. Items go to the sheet when they are closed, so
    /// they wait here for their parents.
    above: Vec<Open>,
    /// The heading they stand under.
    group: String,
    sheet: &'s mut Sheet<'w, 'c>,
}

impl Reader<'_, '_, '_> {
    fn task_line(&mut self, line: usize, text: &str) {
        let indent = indent(text);
        let trimmed = text.trim();
        let within = self.above.last().is_some_and(|it| it.indent < indent);
        match bullet(trimmed) {
            Some((None, rest)) if within => {
                let open = self.above.last_mut().expect("an indented bullet has an item above it");
                open.item.criteria.extend(criteria(rest));
            }
            Some((ticked, rest)) => self.open(line, indent, ticked, rest),
            None if within => self.describe(trimmed),
            None => match heading(trimmed) {
                Some((level, group)) => {
                    self.close(0);
                    // The first level is the document's title.
                    let group = if level == 1 { "" } else { group };
                    group.clone_into(&mut self.group);
                }
                None => self.sheet.problem(line, Fault::NoTask(Text::new(trimmed))),
            },
        }
    }

    fn plain_line(&mut self, line: usize, text: &str) {
        let trimmed = text.trim();
        if let Some((_, group)) = heading(trimmed) {
            group.clone_into(&mut self.group);
            return;
        }
        let (ticked, rest) = bullet(trimmed).unwrap_or((None, trimmed));
        self.open(line, 0, ticked, rest);
    }

    fn open(&mut self, line: usize, indent: usize, ticked: Option<bool>, text: &str) {
        self.close(indent);
        let mut item = item(text, self.sheet.words);
        if item.title.is_empty() {
            return self.sheet.problem(line, Fault::NoTitle);
        }
        label(&mut item, [self.group.as_str()].into_iter(), self.sheet.words);
        item.closed = ticked == Some(true);
        if let Some(parent) = self.above.last() {
            let name =
                if parent.item.key.is_empty() { &parent.item.title } else { &parent.item.key };
            item.parent = name.clone();
        }
        self.above.push(Open { line, indent, item });
    }

    fn describe(&mut self, text: &str) {
        let open = self.above.last_mut().expect("only called within an item");
        let so_far = open.item.description.as_str();
        let gap = if so_far.is_empty() { "" } else { "\n" };
        open.item.description = Text::new(format!("{so_far}{gap}{text}"));
    }

    /// Hands over the items that lie as deep as `indent` or deeper.
    fn close(&mut self, indent: usize) {
        while let Some(open) = self.above.pop_if(|it| indent <= it.indent) {
            self.sheet.item(open.line, open.item);
        }
    }
}

/// A tab is as deep as four spaces.
fn indent(line: &str) -> usize {
    line.chars().take_while(|it| it.is_whitespace()).map(|it| if it == '\t' { 4 } else { 1 }).sum()
}

/// Level and text of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (0 < level && rest.starts_with(' ')).then(|| (level, rest.trim()))
}

/// Whether its box is ticked, if it has one, and the text of a bulleted or numbered line.
fn bullet(line: &str) -> Option<(Option<bool>, &str)> {
    let digits = line.trim_start_matches(|it: char| it.is_ascii_digit());
    let rest = if digits.len() < line.len() {
        digits.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+', '•'])
    };
    let listed =
        rest.filter(|it| it.is_empty() || it.starts_with([' ', '\t'])).map(str::trim_start);
    let text = listed.unwrap_or(line);
    let boxes = [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true), ("[-]", true)];
    let ticked = boxes.iter().find_map(|(it, ticked)| {
        let rest = text.strip_prefix(it)?;
        (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| (Some(*ticked), rest.trim()))
    });
    ticked.or(listed.map(|it| (None, it.trim())))
}

/// `AUR-41: Export a day (5 pts) #strategic`, `[Export a day](https://…)`.
fn item(text: &str, words: &Words) -> BacklogItem {
    let mut item = BacklogItem::default();
    let mut text = text.trim();
    let mut labels = Vec::new();
    while let Some((rest, tag)) = text.rsplit_once([' ', '\t']).filter(|it| is_hashtag(it.1)) {
        labels.insert(0, &tag[1..]);
        text = rest.trim_end();
    }
    label(&mut item, labels.into_iter(), words);
    if let Some((size, rest)) =
        size::behind(text, words.columns).or_else(|| size::in_front(text, words.columns))
    {
        (item.size, text) = (size, rest);
    }
    if let Some((inner, link, rest)) = linked(text) {
        item.link = Text::new(link);
        if is_key(inner) && !rest.is_empty() {
            item.key = Text::new(inner);
            text = rest;
        } else if rest.is_empty() {
            text = inner;
        }
    }
    let (word, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    let word = word.trim_matches(['[', ']', ':', '*', '`']);
    if item.key.is_empty() && is_key(word) && !rest.trim().is_empty() {
        item.key = Text::new(word);
        text = rest;
    }
    let title = Text::new(text.trim().trim_start_matches([':', '-', '–', '—']));
    item.title = Text::new(title.trim());
    item
}

/// `AUR-41` or `#12`.
fn is_key(word: &str) -> bool {
    let number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let project = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_uppercase())
            && it.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == b'_')
    };
    word.strip_prefix('#').is_some_and(number)
        || word.rsplit_once('-').is_some_and(|it| project(it.0) && number(it.1))
}

fn is_hashtag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|it| it.starts_with(char::is_alphabetic))
}

/// Text, address and what follows of a link that begins the line.
fn linked(text: &str) -> Option<(&str, &str, &str)> {
    let (inner, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (link, rest) = rest.split_once(')')?;
    Some((inner.trim(), link.trim(), rest.trim_start_matches(':').trim()))
}
