//! Full text of a session: every word people left in records that count, found in the journal's bytes and shown in place.

use std::{collections::BTreeSet, ops::Range};

use memchr::{memchr, memchr2_iter, memmem, memrchr};

use crate::{
    ceremony::Text,
    journal::{Salt, read_record, ron},
    session::{Capture, Event, Moment, Pass, PassEnd},
};

/// What is looked for. Without a capital letter, capitals do not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    plain: String,
    /// As a journal spells it.
    spelled: String,
    case: Case,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// As typed.
    Matters,
    /// Only ASCII was typed, and letters of both sizes fit.
    Ascii,
    /// As above, for letters of any alphabet.
    Any,
}

/// A text of a record in which the needle was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub n: u64,
    pub at: Moment,
    pub text: Text,
    /// Where in the text, in bytes.
    pub place: Range<usize>,
}

/// Letters from frequent to rare in English, German, French and Spanish taken together; others are rarer.
const FREQUENT: &[u8] = b" enaistrludocmpghbvfwzkyqjx";

impl Needle {
    /// `None` when nothing is looked for.
    pub fn new(text: &str) -> Option<Needle> {
        let plain = Text::new(text).trim().to_owned();
        let case = match () {
            () if plain.chars().any(char::is_uppercase) => Case::Matters,
            () if plain.is_ascii() => Case::Ascii,
            () => Case::Any,
        };
        let mut spelled = String::new();
        ron::escape(&plain, &mut spelled);
        (!plain.is_empty()).then_some(Needle { plain, spelled, case })
    }

    /// Whether every text that holds this one also holds `wider`.
    pub fn narrows(&self, wider: &Needle) -> bool {
        match (wider.case, self.case) {
            (Case::Ascii, Case::Ascii | Case::Matters) => {
                self.plain.to_ascii_lowercase().contains(&wider.plain)
            }
            (Case::Matters, Case::Matters) | (Case::Any, Case::Any) => {
                self.plain.contains(&wider.plain)
            }
            _ => false,
        }
    }

    /// Where in a text it stands first.
    pub fn place(&self, text: &str) -> Option<Range<usize>> {
        let end = |at: usize| at..at + self.plain.len();
        match self.case {
            Case::Matters => text.find(&self.plain).map(end),
            Case::Ascii => self.ascii(text.as_bytes(), self.plain.as_bytes()).map(end),
            Case::Any => text.char_indices().find_map(|(at, _)| {
                let length = folded_length(&text[at..], &self.plain)?;
                Some(at..at + length)
            }),
        }
    }

    /// The first place in a journal's bytes that may be one; none is missed.
    fn first(&self, bytes: &[u8]) -> Option<usize> {
        match self.case {
            Case::Matters => memmem::find(bytes, self.spelled.as_bytes()),
            Case::Ascii => self.ascii(bytes, self.spelled.as_bytes()),
            // Rare enough to read every line.
            Case::Any => (!bytes.is_empty()).then_some(0),
        }
    }

    /// Looks for the rarest letter and compares around it.
    #[expect(clippy::unused_self, reason = "a method beside `place` and `first`, which choose it")]
    fn ascii(&self, bytes: &[u8], needle: &[u8]) -> Option<usize> {
        let rarity =
            |it: u8| FREQUENT.iter().position(|known| *known == it).unwrap_or(FREQUENT.len());
        let (before, rarest) =
            needle.iter().copied().enumerate().max_by_key(|(_, it)| rarity(*it))?;
        let small_and_large = (rarest.to_ascii_lowercase(), rarest.to_ascii_uppercase());
        let mut found = memchr2_iter(small_and_large.0, small_and_large.1, bytes);
        found.find_map(|at| {
            let start = at.checked_sub(before)?;
            let here = bytes.get(start..start + needle.len())?;
            here.eq_ignore_ascii_case(needle).then_some(start)
        })
    }
}

/// Bytes at the start of `text` that read like `needle`, whose letters are small.
fn folded_length(text: &str, needle: &str) -> Option<usize> {
    let mut rest = needle.chars().peekable();
    for (at, it) in text.char_indices() {
        if rest.peek().is_none() {
            return Some(at);
        }
        for small in it.to_lowercase() {
            if rest.next() != Some(small) {
                return None;
            }
        }
    }
    rest.peek().is_none().then_some(text.len())
}

/// The first hits in a journal's bytes, at most one a record, in order. The bytes may begin anywhere: what is no whole record
/// counts for nothing, and so does what was struck.
pub fn search(bytes: &[u8], sid: &str, needle: &Needle, most: usize) -> Vec<Hit> {
    let salt = Salt::of(sid);
    let (mut hits, mut start, mut struck) = (Vec::new(), 0, None);
    while hits.len() < most
        && let Some(at) = needle.first(&bytes[start..]).map(|it| start + it)
    {
        let from = memrchr(b'\n', &bytes[..at]).map_or(0, |it| it + 1);
        let to = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |it| at + it);
        start = to + 1;
        if let Some((n, moment, text, place)) = hit(&bytes[from..to], salt, needle)
            && !struck.get_or_insert_with(|| self::struck(bytes, salt)).contains(&n)
        {
            hits.push(Hit { n, at: moment, text, place });
        }
        if bytes.len() <= start {
            break;
        }
    }
    hits
}

fn hit(line: &[u8], salt: Salt, needle: &Needle) -> Option<(u64, Moment, Text, Range<usize>)> {
    let record = read_record(line, salt)?;
    let found = texts(&record.event).into_iter().find_map(|it| Some((it, needle.place(it)?)));
    found.map(|(text, place)| (record.n, record.at, text.clone(), place))
}

/// Numbers of records that were taken back and not restored.
fn struck(bytes: &[u8], salt: Salt) -> BTreeSet<u64> {
    let marks =
        memmem::find_iter(bytes, b"e:Struck(").chain(memmem::find_iter(bytes, b"e:Restored("));
    let mut marks: Vec<usize> = marks.collect();
    marks.sort_unstable();
    let mut struck = BTreeSet::new();
    for at in marks {
        let from = memrchr(b'\n', &bytes[..at]).map_or(0, |it| it + 1);
        let to = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |it| at + it);
        match read_record(&bytes[from..to], salt).map(|it| it.event) {
            Some(Event::Struck { n }) => struck.insert(n),
            Some(Event::Restored { n }) => struck.remove(&n),
            _ => false,
        };
    }
    struck
}

/// Every text of an event that a person left in it; ids are not among them.
pub fn texts(event: &Event) -> Vec<&Text> {
    match event {
        Event::Began { present, leads, .. } => present.iter().chain(leads).collect(),
        Event::Attended { name, .. } => vec![name],
        Event::Passed { pass: Pass::Item(title), how: PassEnd::Done(_) | PassEnd::Skipped } => {
            vec![title]
        }
        Event::Captured { capture }
        | Event::Amended { capture, .. }
        | Event::Renewed { capture, .. } => captured(capture),
        other => other.typed(),
    }
}

fn captured(it: &Capture) -> Vec<&Text> {
    vec![&it.text, &it.owner, &it.sort, &it.next_step, &it.signal, &it.from, &it.outcome]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(needle: &str, text: &str) -> Option<Range<usize>> {
        Needle::new(needle).unwrap().place(text)
    }

    #[test]
    fn a_capital_letter_asks_for_capitals() {
        assert_eq!(place("export", "The Export"), Some(4..10));
        assert_eq!(place("Export", "The export"), None);
        assert_eq!(place("straße", "Große STRAßE"), Some(7..14));
        assert_eq!(place("é", "É"), Some(0..2));
    }

    #[test]
    fn typing_on_narrows_as_long_as_no_letter_means_more_than_before() {
        let narrows = |wider: &str, narrower: &str| {
            Needle::new(narrower).unwrap().narrows(&Needle::new(wider).unwrap())
        };
        assert!(narrows("ex", "export") && narrows("ex", "Export") && narrows("Ex", "Export"));
        assert!(!narrows("export", "ex") && !narrows("Ex", "export") && !narrows("ex", "exé"));
    }

    #[test]
    fn nothing_is_no_needle() {
        assert_eq!(Needle::new(" \n"), None);
    }
}
