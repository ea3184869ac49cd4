//! How a string is spelled in a journal. Frozen: a search encodes its needle the same way, for files of every age.

use std::fmt::Write;

/// Appends `text` as it stands between the quotes: quote and backslash by a backslash, what shows nothing as `\u{…}`.
pub fn escape(text: &str, out: &mut String) {
    let mut plain = 0;
    for (at, it) in text.char_indices() {
        if !is_escaped(it) {
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at + it.len_utf8();
        if matches!(it, '"' | '\\') {
            out.push('\\');
            out.push(it);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(it));
        }
    }
    out.push_str(&text[plain..]);
}

/// Quote and backslash; control (Cc) and format (Cf) characters, line and paragraph separators, default-ignorable code
/// points, as Unicode 16 lists them, and never any other.
fn is_escaped(it: char) -> bool {
    if ('\u{20}'..'\u{7f}').contains(&it) {
        return matches!(it, '"' | '\\');
    }
    matches!(
        it,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}'
        | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}'
        | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}'
    )
}
