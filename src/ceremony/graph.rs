//! A ceremony as a Mermaid state diagram: steps, loops, branches, ways back, what may be skipped and what holds a door.

use std::fmt::{self, Write};

use super::{Ceremony, Condition, Id, Level, Next, Step};

/// A `stateDiagram-v2`. Steps are named `s1`, `s2` …, because ids may hold characters that Mermaid gives a meaning.
pub fn mermaid(ceremony: &Ceremony) -> String {
    let mut text = String::new();
    draw(&mut text, ceremony).expect("a string takes every write");
    text
}

fn draw(text: &mut String, ceremony: &Ceremony) -> fmt::Result {
    writeln!(text, "---\ntitle: \"{}\"\n---\nstateDiagram-v2", plain(&ceremony.title))?;
    for (n, step) in ceremony.steps.iter().enumerate() {
        writeln!(text, "    state \"{}\" as s{}", plain(&step.title), n + 1)?;
    }
    if !ceremony.steps.is_empty() {
        writeln!(text, "    [*] --> s1")?;
    }
    for (n, step) in ceremony.steps.iter().enumerate() {
        ways(text, ceremony, n + 1, step)?;
        notes(text, n + 1, step)?;
    }
    Ok(())
}

fn ways(text: &mut String, ceremony: &Ceremony, at: usize, step: &Step) -> fmt::Result {
    let number = |id: &Id| ceremony.steps.iter().position(|it| it.id == *id).map(|it| it + 1);
    if let Some(passes) = &step.passes {
        writeln!(text, "    s{at} --> s{at}: next {}", plain(&passes.word))?;
    }
    match &step.next {
        Next::End => writeln!(text, "    s{at} --> [*]")?,
        Next::Step(to) => {
            if let Some(to) = number(to) {
                writeln!(text, "    s{at} --> s{to}")?;
            }
        }
    }
    for it in &step.branches {
        if let Some(to) = number(&it.to) {
            writeln!(text, "    s{at} --> s{to}: if {}", condition(&it.when))?;
        }
    }
    for to in step.back.iter().filter_map(number) {
        writeln!(text, "    s{at} --> s{to}: back")?;
    }
    Ok(())
}

fn notes(text: &mut String, at: usize, step: &Step) -> fmt::Result {
    let mut lines = Vec::new();
    if step.optional {
        lines.push("optional".to_owned());
    }
    if step.skip_when != Condition::Never {
        lines.push(format!("skipped if {}", condition(&step.skip_when)));
    }
    let hard = step.guards.iter().filter(|it| it.level == Level::Hard);
    lines.extend(hard.map(|it| format!("holds until {}", plain(&it.short))));
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(text, "    note right of s{at}")?;
    for line in lines {
        writeln!(text, "        {line}")?;
    }
    writeln!(text, "    end note")
}

/// Conditions in words; ids stay as authors write them.
fn condition(it: &Condition) -> String {
    let joined = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(grouped).collect();
        parts.join(word)
    };
    match it {
        Condition::All(parts) => joined(parts, " and "),
        Condition::Any(parts) => joined(parts, " or "),
        Condition::Not(part) => format!("not {}", grouped(part)),
        Condition::Is(fact) => plain(fact.as_str()),
        Condition::In(ceremony) => plain(&format!("in {ceremony}")),
        Condition::Chosen(choice) => plain(&format!("{choice} is chosen")),
        Condition::Chose(choice, option) => plain(&format!("{choice} is {option}")),
        Condition::Measure(measure, op, number) => plain(&format!("{measure:?} {op:?} {number}")),
        Condition::Compare(left, op, right, share) => {
            plain(&format!("{left:?} {op:?} {right:?} × {share} / 100"))
        }
        other => plain(&format!("{other:?}")),
    }
}

fn grouped(it: &Condition) -> String {
    match it {
        Condition::All(_) | Condition::Any(_) => format!("({})", condition(it)),
        _ => condition(it),
    }
}

/// Without what would end a label or begin something else: quotes, colons, semicolons, hashes, line ends.
fn plain(text: &str) -> String {
    text.chars()
        .map(|it| match it {
            '"' | '`' => '\'',
            ':' | ';' | '#' | '\n' => ' ',
            '<' | '{' | '[' => '(',
            '>' | '}' | ']' => ')',
            other => other,
        })
        .collect()
}
