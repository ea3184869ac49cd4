//! A journal's text with every string passed through a function: same numbers, same times, new checksums.
//!
//! Works on the strings of a line, not on its meaning, so that records of newer versions are reached as well. Ids stay.

use super::{
    line::{Line, Salt, seal_line},
    recover::scan,
    ron,
};
use crate::{ceremony::Role, session::Actor};

/// Parts of the definition that come from assets: no person is named there.
const ASSETS: [&str; 10] = [
    "ceremony",
    "profile",
    "facts",
    "warnings",
    "pulses",
    "timing",
    "deck",
    "refining",
    "formats",
    "check_ins",
];

/// Owners that are no names.
const ROLES: [Role; 6] = [Role::Po, Role::Pm, Role::Dev, Role::Sm, Role::Pjm, Role::Stakeholder];

/// Fields whose strings are ids, never words of a person.
const IDS: [&str; 30] = [
    "activity", "boxes", "ceremony", "check_in", "choice", "column", "fact", "facts", "format",
    "formats", "guard", "hints", "id", "input", "mode", "option", "prepared", "profile", "pulse",
    "reason", "recurred", "said", "sid", "skipped", "step", "team", "times", "warned", "warning",
    "workdays",
];

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

/// RON with every string in it renamed, ids apart.
fn strings(text: &str, to: &mut dyn FnMut(&str) -> String) -> Option<String> {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    let mut key = "";
    while let Some(start) = rest.find('"') {
        let (before, literal) = rest.split_at(start);
        let length = literal_end(literal)?;
        out.push_str(before);
        key = last_key(before).unwrap_or(key);
        if is_id(key, before) {
            out.push_str(&literal[..length]);
        } else {
            let plain: String = ron::from_str(&literal[..length]).ok()?;
            let role = key == "owner" && ROLES.iter().any(|it| it.word() == plain);
            out.push('"');
            ron::escape(&if role { plain } else { to(&plain) }, &mut out);
            out.push('"');
        }
        rest = &literal[length..];
    }
    Some(out + rest)
}

/// The field whose value goes on after this text.
fn last_key(text: &str) -> Option<&str> {
    let (before, _) = text.rsplit_once(':')?;
    let is_part = |it: char| it.is_ascii_alphanumeric() || it == '_';
    before.rsplit(|it| !is_part(it)).next()
}

/// Whether the string after this text is an id. A guard that was overridden is one, the reason behind it is not.
fn is_id(key: &str, before: &str) -> bool {
    let guard = key == "overridden" && before.ends_with('(');
    guard || IDS.contains(&key) || before.ends_with("Done(Some(")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_fields_are_no_words_of_people() {
        let told = |text: &str| strings(text, &mut |it| it.replace("po", "X"));
        for (before, after) in [
            (r#"Entered(step:"po",po:1)"#, r#"Entered(step:"po",po:1)"#),
            (r#"(overridden:[("po","po \"po\"")])"#, r#"(overridden:[("po","X \"X\"")])"#),
            (
                r#"Passed(pass:Item("po"),how:Done(Some("po")))"#,
                r#"Passed(pass:Item("X"),how:Done(Some("po")))"#,
            ),
            (
                r#"(facts:[("po",true)],leads:Some("po"))"#,
                r#"(facts:[("po",true)],leads:Some("X"))"#,
            ),
            (
                r#"(present:["po","a: po"],prepared:["po"])"#,
                r#"(present:["X","a: X"],prepared:["po"])"#,
            ),
            (r#"(text:"po",owner:"po")"#, r#"(text:"X",owner:"po")"#),
            (r#"(owner:"po lind")"#, r#"(owner:"X lind")"#),
        ] {
            assert_eq!(told(before).as_deref(), Some(after));
        }
    }
}
