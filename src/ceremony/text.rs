//! Text from people: cleaned once, on the way in, whoever brings it.

use std::{fmt, ops::Deref};

use serde::{Deserialize, Deserializer, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// The most code points one shown character may stack up; more is noise meant to break a screen.
const STACK: usize = 8;

/// A text in which nothing can command a terminal, a spreadsheet or a reader's eye.
///
/// Control characters become spaces (line feed stays), format characters that hide or reorder text go, an emoji keeps the
/// joiners it needs, and no character carries more than eight code points. Making one cleans; so does reading one.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    pub fn new(raw: impl AsRef<str>) -> Text {
        Text(clean(raw.as_ref()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn clean(raw: &str) -> String {
    // Most text is plain, and long lists of it are read at once.
    if raw.bytes().all(|it| it == b'\n' || (b' '..=b'~').contains(&it)) {
        return raw.to_owned();
    }
    let mut text = String::with_capacity(raw.len());
    for grapheme in raw.graphemes(true) {
        let picture = grapheme.chars().any(is_pictographic);
        for it in grapheme.chars().take(STACK) {
            match it {
                '\n' => text.push('\n'),
                '\r' if grapheme == "\r\n" => {}
                _ if it.is_control() => text.push(' '),
                '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' if picture => text.push(it),
                _ if is_hidden(it) => {}
                _ => text.push(it),
            }
        }
    }
    text
}

/// What draws as a picture and may be joined to others; a coarse range is enough, since it only decides what joiners stay.
fn is_pictographic(it: char) -> bool {
    matches!(it, '\u{a9}' | '\u{ae}' | '\u{20e3}' | '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Format characters (Unicode category Cf), line and paragraph separators, and other code points that show nothing.
fn is_hidden(it: char) -> bool {
    matches!(
        it,
        '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}'
        | '\u{8e2}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
        | '\u{13430}'..='\u{1345f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Text, D::Error> {
        String::deserialize(input).map(Text::new)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Text {
        Text::new(raw)
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Text {
        Text::new(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_command_a_terminal_is_gone() {
        assert_eq!(&*Text::new("a\u{1b}[31mb\u{202e}c\tz\u{9b}5n"), "a [31mbc z 5n");
        assert_eq!(&*Text::new("one\r\ntwo\nthree\r"), "one\ntwo\nthree ");
    }

    #[test]
    fn a_family_stays_together_and_zalgo_is_cut() {
        assert_eq!(&*Text::new("👩‍👩‍👧‍👦 ok"), "👩‍👩‍👧‍👦 ok");
        let zalgo = format!("e{}", "\u{301}".repeat(1000));
        assert_eq!(Text::new(zalgo).chars().count(), STACK);
    }

    #[test]
    fn cleaning_twice_changes_nothing_for_every_character() {
        for it in '\0'..=char::MAX {
            let once = Text::new(format!("a{it}b"));
            assert_eq!(Text::new(&*once), once, "{it:?}");
            assert!(!once.chars().any(|it| it.is_control() && it != '\n'), "{it:?}");
        }
    }
}
