//! Reading past a mistake: each is noted, something that reads is put in its place, and the text is read again.
//!
//! What is found that way is an author's to mend; what was put in serves only to check the rest, and never leaves here.

use std::{cell::Cell, ops::Range};

use ron::{Error, error::SpannedError};

use super::{
    asset::{Draft, Found, in_words},
    nearest::nearest,
    source::{Node, Place},
};

/// Mistakes of reading told at a time.
const MOST: usize = 20;
/// How often a text is read to get past them all.
const TRIALS: usize = 400;

/// What may stand for a value of unknown type; the variants of an enum are learnt from what the reader says to the last.
const STAND_INS: [&str; 7] = ["\"x\"", "1", "[]", "()", "true", "{}", "Nothing_"];
/// What a variant may hold.
const HELD: [&str; 6] = ["", "(1)", "(\"x\")", "([])", "()", "(Minutes(10))"];

type Typed<T> = fn(&str) -> Result<T, SpannedError>;

/// Reads as far as it goes: all mistakes, and the value with stand-ins where they were.
pub(super) fn read<T>(text: &str, typed: Typed<T>) -> Draft<T> {
    let mut patch = Patch::new(text, typed);
    let mut found = Vec::new();
    let mut mended = Vec::new();
    let mut asset = None;
    while found.len() < MOST {
        let error = match typed(&patch.text) {
            Ok(it) => {
                asset = Some(it);
                break;
            }
            Err(it) => it,
        };
        let tree = Node::read(&patch.text);
        let at = offset(&patch.text, &tree, &error);
        let place = place(text, patch.origin[at]);
        if !mended.iter().any(|it: &Mended| it.holds(place)) {
            found.push((place, in_words(&error.code)));
        }
        let Some(next) = patch.past(&tree, at, &error.code) else { break };
        mended.push(next.mended(text, &patch.origin));
        patch.put(&next);
    }
    let mut tree = Node::read(&patch.text);
    tree.each_at(&|offset| place(text, patch.origin[offset]));
    Draft { asset, tree, found, mended }
}

/// What was put in place of a mistake; problems found there are not the author's.
#[derive(Debug)]
pub(crate) struct Mended {
    from: Place,
    to: Place,
    /// Ids that went with a part that could not be read.
    lost: Vec<String>,
}

impl Mended {
    fn holds(&self, place: Place) -> bool {
        self.from <= place && place <= self.to
    }

    /// Whether a problem comes of the mending alone.
    pub(super) fn explains(&self, (place, message): &Found) -> bool {
        self.holds(*place) || self.lost.iter().any(|it| message.contains(&format!("`{it}`")))
    }
}

/// Takes the place of a part of the text.
struct Edit {
    span: Range<usize>,
    text: String,
    lost: Vec<String>,
}

impl Edit {
    fn mended(&self, text: &str, origin: &[usize]) -> Mended {
        let [from, to] = [self.span.start, self.span.end].map(|it| place(text, origin[it]));
        Mended { from, to, lost: self.lost.clone() }
    }
}

/// A text with stand-ins, and where each of its bytes stood before.
struct Patch<T> {
    text: String,
    origin: Vec<usize>,
    typed: Typed<T>,
    trials: Cell<usize>,
}

impl<T> Patch<T> {
    fn new(text: &str, typed: Typed<T>) -> Patch<T> {
        Patch {
            text: text.to_owned(),
            origin: (0..=text.len()).collect(),
            typed,
            trials: Cell::new(0),
        }
    }

    fn put(&mut self, edit: &Edit) {
        let stood = vec![self.origin[edit.span.start]; edit.text.len()];
        self.origin.splice(edit.span.clone(), stood);
        self.text.replace_range(edit.span.clone(), &edit.text);
    }

    /// The smallest change with which reading gets past the mistake.
    fn past(&self, tree: &Node, at: usize, code: &Error) -> Option<Edit> {
        let path = tree.path_to(at);
        let owner = path.last()?;
        let edit = match code {
            Error::NoSuchStructField { expected, found, .. } => {
                self.other_field(owner, at, found, expected)
            }
            Error::DuplicateStructField { field, .. } => self.without_field(owner, at, field),
            // References lead to an id; without it they would all seem wrong.
            Error::MissingStructField { field: "id", .. } => return None,
            Error::MissingStructField { field, .. } => self.with_field(owner, field),
            Error::NoSuchEnumVariant { expected, found, .. } => {
                let word = at..at + found.len();
                let near = nearest(found, expected.iter().copied());
                near.and_then(|it| self.edit(word, it)).or_else(|| self.stand_in(owner))
            }
            Error::ExpectedArray
            | Error::ExpectedBoolean
            | Error::ExpectedDifferentLength { .. }
            | Error::ExpectedDifferentStructName { .. }
            | Error::ExpectedFloat
            | Error::ExpectedIdentifier
            | Error::ExpectedInteger
            | Error::ExpectedMap
            | Error::ExpectedNamedStructLike(_)
            | Error::ExpectedString
            | Error::ExpectedStructLike
            | Error::ExpectedUnit
            | Error::IntegerOutOfBounds
            | Error::InvalidIntegerDigit { .. }
            | Error::InvalidValueForType { .. }
            | Error::Message(_)
            | Error::UnderscoreAtBeginning => self.stand_in(owner),
            // Something is open or not separated; no value in its place would read.
            _ => None,
        };
        edit.or_else(|| path.iter().rev().find_map(|it| self.without(tree, it)))
    }

    /// The misspelt name of a field that was meant, or else nothing in place of one nobody knows.
    fn other_field(
        &self,
        owner: &Node,
        at: usize,
        found: &str,
        expected: &[&'static str],
    ) -> Option<Edit> {
        let free = expected.iter().copied().filter(|it| !owner.has_field(it));
        nearest(found, free)
            .and_then(|it| self.edit(at..at + found.len(), it))
            .or_else(|| self.without_field(owner, at, found))
    }

    fn without_field(&self, owner: &Node, at: usize, name: &str) -> Option<Edit> {
        let value = owner.named(name).filter(|it| at <= it.span.start).last()?;
        let key = self.text[..value.span.start].rfind(name)?;
        self.edit(self.with_comma(key..value.span.end), "")
    }

    /// A field that is missing, in front of the others.
    fn with_field(&self, owner: &Node, name: &str) -> Option<Edit> {
        let bracket = owner.span.start + self.text[owner.span.clone()].find('(')? + 1;
        self.any_of(bracket..bracket, &format!("{name}:"), ",")
    }

    /// A number without its quotes, a text with them, or else anything that reads.
    fn stand_in(&self, value: &Node) -> Option<Edit> {
        let span = || value.span.clone();
        let meant = [value.word.clone(), format!("\"{}\"", value.word)];
        meant.iter().find_map(|it| self.edit(span(), it)).or_else(|| self.any_of(span(), "", ""))
    }

    fn any_of(&self, span: Range<usize>, before: &str, after: &str) -> Option<Edit> {
        let whole = |it: &str| format!("{before}{it}{after}");
        let plain = STAND_INS.iter().find_map(|it| self.edit(span.clone(), &whole(it)));
        plain.or_else(|| {
            let last = whole(STAND_INS[STAND_INS.len() - 1]);
            let names = match (self.typed)(&self.with(&span, &last)).err()?.code {
                Error::NoSuchEnumVariant { expected, .. } => expected.to_vec(),
                Error::ExpectedNamedStructLike(name)
                | Error::ExpectedDifferentStructName { expected: name, .. } => vec![name],
                _ => return None,
            };
            let holding =
                |it: &str, held: &str| self.edit(span.clone(), &whole(&format!("{it}{held}")));
            names.iter().find_map(|it| HELD.iter().find_map(|held| holding(it, held)))
        })
    }

    /// A part of a list, left out.
    fn without(&self, tree: &Node, part: &Node) -> Option<Edit> {
        let parent = tree.parent_of(part)?;
        let is_list = self.text[parent.span.clone()].starts_with('[');
        let span = self.with_comma(part.span.clone());
        let edit = is_list.then(|| self.edit(span, ""))??;
        Some(Edit { lost: part.ids(), ..edit })
    }

    fn with_comma(&self, span: Range<usize>) -> Range<usize> {
        let rest = &self.text[span.end..];
        let blank = rest.len() - rest.trim_start().len();
        let comma = rest[blank..].starts_with(',');
        span.start..span.end + if comma { blank + 1 } else { 0 }
    }

    /// The change, if reading gets past it.
    fn edit(&self, span: Range<usize>, text: &str) -> Option<Edit> {
        if TRIALS <= self.trials.replace(self.trials.get() + 1) {
            return None;
        }
        let changed = self.with(&span, text);
        let end = span.start + text.len();
        let reads = (self.typed)(&changed).err().is_none_or(|it| {
            let stop = stop(&changed, &it);
            match it.code {
                Error::MissingStructField { .. } => end <= stop || text.contains("()"),
                _ => end < stop,
            }
        });
        reads.then(|| Edit { span, text: text.to_owned(), lost: Vec::new() })
    }

    fn with(&self, span: &Range<usize>, text: &str) -> String {
        [&self.text[..span.start], text, &self.text[span.end..]].concat()
    }
}

/// Where the mistake is: the reader may stop at the end of a value in which something is missing.
fn offset(text: &str, tree: &Node, error: &SpannedError) -> usize {
    let at = stop(text, error);
    tree.closed_at(at).map_or(at, |it| it.span.start)
}

/// Where the reader stopped, or what follows the blanks there.
fn stop(text: &str, error: &SpannedError) -> usize {
    let start = error.span.start;
    let before: usize = text.split_inclusive('\n').take(start.line - 1).map(str::len).sum();
    let line = text[before..].split('\n').next().unwrap_or_default();
    let in_line = line.char_indices().nth(start.col - 1).map_or(line.len(), |it| it.0);
    let rest = &line[in_line..];
    before + in_line + rest.len() - rest.trim_start().len()
}

fn place(text: &str, offset: usize) -> Place {
    let before = &text[..offset];
    let line = before.rfind('\n').map_or(0, |it| it + 1);
    Place { line: before.matches('\n').count() + 1, col: before[line..].chars().count() + 1 }
}
