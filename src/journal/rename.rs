//! A journal's text with every string passed through a function: same numbers, same times, new checksums.
//!
//! Works on the strings of a line, not on its meaning, so that records of newer versions are reached as well.

use super::{
    line::{Line, Salt, seal_line},
    recover::scan,
    ron,
};
use crate::session::Actor;

/// Parts of the definition that come from assets: no person is named there.
const ASSETS: [&str; 8] =
    ["ceremony", "profile", "facts", "warnings", "pulses", "timing", "formats", "check_ins"];

/// The journal rewritten. Torn or foreign bytes do not come along; `None` when the journal has damage a repair must mend first.
pub fn rename(bytes: &[u8], sid: &str, to: &mut dyn FnMut(&str) -> String) -> Option<String> {
    let salt = Salt::of(sid);
    let scan = scan(bytes, salt);
    if scan.lines.is_empty() || scan.damage.iter().any(|it| !it.records.is_empty()) {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    for found in &scan.lines {
        let raw = found.raw;
        let event = match raw.n {
            1 => definition(raw.event, to)?,
            _ => strings(raw.event, to)?,
        };
        let stamp =
            Line { n: raw.n, wall_ms: raw.wall_ms, at: raw.at, by: Actor::Facilitator, event: () };
        text.push_str(&seal_line(salt, &stamp, raw.by, &event));
    }
    Some(text)
}

/// The event with its strings renamed, those of assets apart.
fn definition(event: &str, to: &mut dyn FnMut(&str) -> String) -> Option<String> {
    const OPEN: &str = "Defined((";
    let Some(mut rest) = event.strip_prefix(OPEN) else { return strings(event, to) };
    let mut out = OPEN.to_owned();
    loop {
        let (key, value) = rest.split_once(':')?;
        let (value, behind) = value.split_at(ron::value_end(value)?);
        out.extend([key, ":"]);
        if ASSETS.contains(&key) {
            out.push_str(value);
        } else {
            out.push_str(&strings(value, to)?);
        }
        match behind.strip_prefix(',') {
            Some(next) => {
                out.push(',');
                rest = next;
            }
            None => return Some(out + behind),
        }
    }
}

/// RON with every string in it renamed.
fn strings(text: &str, to: &mut dyn FnMut(&str) -> String) -> Option<String> {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find('"') {
        let literal = &rest[start..];
        let length = literal_end(literal)?;
        out.push_str(&rest[..=start]);
        let plain: String = ron::from_str(&literal[..length]).ok()?;
        ron::escape(&to(&plain), &mut out);
        out.push('"');
        rest = &literal[length..];
    }
    Some(out + rest)
}

/// Bytes of the string that the text begins with, both quotes included.
fn literal_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    let end = text.bytes().enumerate().skip(1).find(|(_, it)| {
        let ends = *it == b'"' && !escaped;
        escaped = *it == b'\\' && !escaped;
        ends
    });
    end.map(|(at, _)| at + 1)
}
