//! Where things stand in an asset's text: a tree of its values with their places, made beside the typed reading.
//!
//! RON keeps no places on values it has read. This scan knows brackets, names, strings and comments, and nothing of types:
//! after a text was read, the n-th part of the tree is the n-th element of the value. Never fails: broken text ends the tree.

use std::ops::Range;

/// Line and column, both from 1; a column is a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub col: usize,
}

/// A value in the text: its name or literal, and what stands in its brackets.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) at: Place,
    pub(crate) span: Range<usize>,
    pub(crate) word: String,
    parts: Vec<(String, Node)>,
    /// Where its closing bracket stands.
    closed: Option<usize>,
}

/// As deep as the RON reader goes.
const DEEPEST: usize = 128;

impl Node {
    pub(crate) fn read(text: &str) -> Node {
        let mut scan = Scan { text, at: 0, place: Place { line: 1, col: 1 } };
        scan.value(0)
    }

    /// The name the text opens with, and where; nothing of what follows.
    pub(crate) fn opening(text: &str) -> (Place, String) {
        let mut scan = Scan { text, at: 0, place: Place { line: 1, col: 1 } };
        scan.skip_blank();
        (scan.place, scan.word())
    }

    /// The field of that name, or this very value when it was left out.
    pub(crate) fn field(&self, name: &str) -> &Node {
        let it = self.parts.iter().find(|it| it.0 == name);
        it.map_or(self, |it| it.1.bare())
    }

    /// The n-th part in the order of the text, or this very value.
    pub(crate) fn nth(&self, n: usize) -> &Node {
        self.parts.get(n).map_or(self, |it| it.1.bare())
    }

    pub(super) fn has_field(&self, name: &str) -> bool {
        self.named(name).next().is_some()
    }

    /// The values of all fields of that name: of one, in a text that reads.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &Node> {
        self.parts.iter().filter(move |it| it.0 == name).map(|it| &it.1)
    }

    /// The value whose closing bracket stands there.
    pub(super) fn closed_at(&self, offset: usize) -> Option<&Node> {
        if self.closed == Some(offset) {
            return Some(self);
        }
        self.parts.iter().find_map(|it| it.1.closed_at(offset))
    }

    /// This value, the part of it that stands there, the part of that, and so on.
    pub(super) fn path_to(&self, offset: usize) -> Vec<&Node> {
        let mut path = vec![self];
        while let Some((_, part)) =
            path[path.len() - 1].parts.iter().find(|it| it.1.span.contains(&offset))
        {
            path.push(part);
        }
        path
    }

    pub(super) fn parent_of(&self, part: &Node) -> Option<&Node> {
        let own = |it: &&Node| it.parts.iter().any(|it| std::ptr::eq(&raw const it.1, part));
        self.path_to(part.span.start).into_iter().find(own)
    }

    /// The ids of this value and of all its parts.
    pub(super) fn ids(&self) -> Vec<String> {
        let own = self.named("id").map(|it| it.word.clone());
        own.chain(self.parts.iter().flat_map(|it| it.1.ids())).collect()
    }

    /// Gives every part the place its text had before it was changed.
    pub(super) fn each_at(&mut self, place: &impl Fn(usize) -> Place) {
        self.at = place(self.span.start);
        self.parts.iter_mut().for_each(|it| it.1.each_at(place));
    }

    /// `Some(x)` and `x` are the same to a reader of assets.
    fn bare(&self) -> &Node {
        match &self.parts[..] {
            [(_, inner)] if self.word == "Some" => inner.bare(),
            _ => self,
        }
    }
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    place: Place,
}

impl Scan<'_> {
    fn value(&mut self, depth: usize) -> Node {
        self.skip_blank();
        let (at, start) = (self.place, self.at);
        let word = self.word();
        self.skip_blank();
        let (parts, closed) = match self.peek() {
            Some('(' | '[' | '{') if depth < DEEPEST => self.group(depth),
            _ => (Vec::new(), None),
        };
        Node { at, span: start..self.at, word, parts, closed }
    }

    fn group(&mut self, depth: usize) -> (Vec<(String, Node)>, Option<usize>) {
        let mut parts = Vec::new();
        self.bump();
        loop {
            self.skip_blank();
            match self.peek() {
                None => return (parts, None),
                Some(')' | ']' | '}') => {
                    let closed = self.at;
                    self.bump();
                    return (parts, Some(closed));
                }
                Some(',') => self.bump(),
                Some(_) => parts.push(self.part(depth + 1)),
            }
        }
    }

    fn part(&mut self, depth: usize) -> (String, Node) {
        let before = self.at;
        let mut it = (String::new(), self.value(depth));
        self.skip_blank();
        if self.peek() == Some(':') {
            self.bump();
            it = (it.1.word, self.value(depth));
        }
        if self.at == before {
            self.bump();
        }
        it
    }

    /// A name, number or string; nothing before a bracket.
    fn word(&mut self) -> String {
        let rest = &self.text[self.at..];
        if rest.starts_with('"') {
            return self.string();
        }
        if rest.strip_prefix('r').is_some_and(|it| it.trim_start_matches('#').starts_with('"')) {
            return self.raw_string();
        }
        let is_end = |it: char| it.is_whitespace() || "()[]{},:\"/".contains(it);
        self.take(rest.find(is_end).unwrap_or(rest.len()))
    }

    fn string(&mut self) -> String {
        self.bump();
        let rest = &self.text[self.at..];
        let mut escaped = false;
        let end = rest.find(|it| {
            let ends = it == '"' && !escaped;
            escaped = it == '\\' && !escaped;
            ends
        });
        let word = self.take(end.unwrap_or(rest.len()));
        self.bump();
        word
    }

    fn raw_string(&mut self) -> String {
        self.bump();
        let hashes = self.text[self.at..].chars().take_while(|it| *it == '#').count();
        self.take(hashes + 1);
        let rest = &self.text[self.at..];
        let close = format!("\"{}", "#".repeat(hashes));
        let word = self.take(rest.find(&close).unwrap_or(rest.len()));
        self.take(close.len().min(self.text.len() - self.at));
        word
    }

    /// Past white space, both kinds of comment (block comments nest) and `#![…]` attributes.
    fn skip_blank(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.len() - rest.trim_start().len();
            let length = if blank > 0 {
                blank
            } else if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                block_comment(rest)
            } else if rest.starts_with("#!") {
                rest.find(']').map_or(rest.len(), |it| it + 1)
            } else {
                return;
            };
            self.take(length);
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) {
        self.take(self.peek().map_or(0, char::len_utf8));
    }

    fn take(&mut self, length: usize) -> String {
        let taken = &self.text[self.at..self.at + length];
        for it in taken.chars() {
            if it == '\n' {
                self.place = Place { line: self.place.line + 1, col: 1 };
            } else {
                self.place.col += 1;
            }
        }
        self.at += length;
        taken.to_owned()
    }
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_strings_and_comments_do_not_mislead() {
        let text = "// (\n/* [ /* ( */ */\nStep(\n  a: \"x\\\")\", b: r#\"(\"[\"#,\n  c: [é, Some(\"d\")], e: Is(\"f\"))";
        let tree = Node::read(text);
        assert_eq!((tree.word.as_str(), tree.at), ("Step", Place { line: 3, col: 1 }));
        assert_eq!(tree.field("b").word, "(\"[");
        let d = tree.field("c").nth(1);
        assert_eq!((d.word.as_str(), d.at), ("d", Place { line: 5, col: 15 }));
        assert_eq!(tree.field("e").nth(0).word, "f");
        assert_eq!(&text[tree.field("e").span.clone()], "Is(\"f\")");
    }

    #[test]
    fn any_broken_text_ends() {
        let text = "A(b: [(\"é\", {c: 'd'}], r##\"x\"#, /* y";
        for end in (0..=text.len()).filter(|&it| text.is_char_boundary(it)) {
            Node::read(&text[..end]);
        }
        Node::read(&"(".repeat(100_000));
        Node::read(")");
    }
}
