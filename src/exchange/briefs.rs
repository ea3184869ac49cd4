//! A brief as text for the product manager: what is asked, what is recommended, what happens on silence.

use crate::{ceremony::Text, session::Brief};

/// One numbered entry of a list in Markdown; what was left empty is said as it is meant.
pub fn brief_text(number: usize, it: &Brief) -> String {
    let due = it.needed_by.map(|it| format!(" (answer needed by {it})")).unwrap_or_default();
    let options: Vec<&str> = it.options.iter().map(|it| &**it).collect();
    let or = |it: &Text, missing: &str| {
        if it.trim().is_empty() { missing.to_owned() } else { it.to_string() }
    };
    let silence = or(&it.silence, "the product owner goes on with what we recommend");
    let mut text = format!("{number}. **{}**{due}\n", it.question);
    let lines = [
        ("Options", options.join(" · ")),
        ("We recommend", or(&it.default, "the product owner decides")),
        ("If we hear nothing", silence),
    ];
    for (name, line) in lines.into_iter().filter(|(_, line)| !line.is_empty()) {
        text.extend(["   - ", name, ": ", &line, "\n"]);
    }
    text
}
