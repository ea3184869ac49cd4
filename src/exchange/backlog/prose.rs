//! Longer texts from other tools: their markup taken off, and criteria found in them.

use super::words::Words;
use crate::ceremony::Text;

/// Azure DevOps writes HTML; other texts stay as they are.
pub(super) fn readable(text: &str) -> String {
    let text = text.trim();
    let markup = text.starts_with('<') && (text.contains("</") || text.contains("<br"));
    if markup { without_tags(text) } else { text.to_owned() }
}

/// What ends a line in HTML.
const BREAKS: [&str; 8] = ["br", "/p", "/div", "/li", "/tr", "/h1", "/h2", "/h3"];
const ENTITIES: [(&str, &str); 7] = [
    ("nbsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("#39", "'"),
    ("apos", "'"),
    ("amp", "&"),
];

fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else {
            rest = tag;
            continue;
        };
        let name =
            tag.split([' ', '/']).find(|it| !it.is_empty()).unwrap_or_default().to_lowercase();
        let name = if tag.starts_with('/') { format!("/{name}") } else { name };
        if BREAKS.contains(&name.as_str()) {
            plain.push('\n');
        }
        rest = after;
    }
    plain.push_str(rest);
    for (entity, means) in ENTITIES {
        plain = plain.replace(&format!("&{entity};"), means);
    }
    let lines: Vec<&str> = plain.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    lines.join("\n")
}

/// One criterion a line, without bullets and boxes.
pub(super) fn criteria(text: &str) -> Vec<Text> {
    text.lines().map(bare).filter(|it| !it.is_empty()).map(Text::new).collect()
}

/// A line without what makes it a list.
fn bare(line: &str) -> &str {
    let line = line.trim();
    let digits = line.trim_start_matches(|it: char| it.is_ascii_digit());
    let numbered = if digits.len() < line.len() { digits.strip_prefix(['.', ')']) } else { None };
    let line = numbered.filter(|it| it.starts_with(' ')).unwrap_or(line);
    let line = line.trim_start_matches(['-', '*', '+', '•', '–', ' ']);
    let boxes = ["[ ] ", "[x] ", "[X] "];
    boxes.iter().find_map(|it| line.strip_prefix(it)).unwrap_or(line).trim()
}

/// The lines below a line that says they are criteria, up to an empty line behind them or the next heading.
pub(super) fn criteria_within(description: &str, words: &Words) -> Vec<Text> {
    let mut below =
        description.lines().map(str::trim).skip_while(|it| !words.heads_criteria(it)).skip(1);
    let mut found = Vec::new();
    for line in below.by_ref() {
        if line.starts_with('#') || line.is_empty() && !found.is_empty() {
            break;
        }
        found.extend(criteria(line));
    }
    found
}
