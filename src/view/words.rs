//! Text measured in columns: cut, padded, wrapped. Never inside a character, never past the width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// At most so many columns, with an ellipsis where something was cut; one line.
pub(super) fn fit(text: &str, columns: usize) -> String {
    let line = text.replace('\n', " ");
    if width(&line) <= columns {
        return line;
    }
    if columns == 0 {
        return String::new();
    }
    format!("{}…", head(&line, columns - 1).0.trim_end())
}

/// At most so many columns, cut after a word where there is one.
pub(super) fn shorten(text: &str, columns: usize) -> String {
    let cut = fit(text, columns);
    match cut.strip_suffix('…').and_then(|it| it.rsplit_once(' ')) {
        Some((whole, _)) if text != cut => format!("{} …", whole.trim_end()),
        _ => cut,
    }
}

/// Exactly so many columns.
pub(super) fn pad(text: &str, columns: usize) -> String {
    let mut line = fit(text, columns);
    line.push_str(&" ".repeat(columns.saturating_sub(width(&line))));
    line
}

/// The end of a text, at most so many columns.
pub(super) fn tail(text: &str, columns: usize) -> String {
    let mut used = 0;
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > columns {
            break;
        }
        start = at;
    }
    text[start..].to_owned()
}

/// The longest start of a text that fits, and the rest.
fn head(text: &str, columns: usize) -> (&str, &str) {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns {
            return text.split_at(at);
        }
    }
    (text, "")
}

/// Lines of at most so many columns, broken between words; a word that is longer is broken itself.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    if columns == 0 {
        return Vec::new();
    }
    text.split('\n').flat_map(|line| wrap_line(line, columns)).collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split_whitespace() {
        let last = lines.last_mut().expect("it starts with one line");
        let gap = usize::from(!last.is_empty());
        if width(last) + gap + width(word) <= columns {
            if gap == 1 {
                last.push(' ');
            }
            last.push_str(word);
            continue;
        }
        if last.is_empty() {
            lines.pop();
        } else if columns < width(word) && width(last) + 1 < columns {
            // It is broken anyhow, as a sentence without spaces is: it begins where there is room.
            let (piece, rest) = head(word, columns - width(last) - 1);
            if !piece.is_empty() {
                last.push(' ');
                last.push_str(piece);
            }
            lines.extend(pieces(rest, columns));
            continue;
        }
        lines.extend(pieces(word, columns));
    }
    lines
}

fn pieces(word: &str, columns: usize) -> Vec<String> {
    let mut rest = word;
    let mut pieces = Vec::new();
    while width(rest) > columns {
        let (piece, tail) = head(rest, columns);
        if piece.is_empty() {
            break;
        }
        pieces.push(piece.to_owned());
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(fit(rest, columns));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_long_ones_break() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
        assert_eq!(wrap("日本語", 1), ["…"]);
        assert_eq!(wrap("· 日本語日本語", 8), ["· 日本語", "日本語"]);
    }

    #[test]
    fn a_cut_never_splits_a_wide_character() {
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(pad("ab", 4), "ab  ");
        assert_eq!(fit("abc", 0), "");
        assert_eq!(shorten("one two three", 10), "one two …");
        assert_eq!(shorten("one two", 7), "one two");
    }
}
