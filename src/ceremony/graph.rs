//! A ceremony as a Mermaid state diagram: steps, loops, branches, ways back, what may be skipped and what holds a door.

use std::fmt::{self, Write};

use super::{Ceremony, Condition, Id, Level, Next, Step};

/// A `stateDiagram-v2`. A state is named by its number and its id, without the characters Mermaid gives a meaning.
pub fn mermaid(ceremony: &Ceremony) -> String {
    let mut text = String::new();
    draw(&mut text, ceremony).expect("a string takes every write");
    text
}

fn draw(text: &mut String, ceremony: &Ceremony) -> fmt::Result {
    writeln!(text, "---\ntitle: \"{}\"\n---\nstateDiagram-v2", plain(&ceremony.title))?;
    for step in &ceremony.steps {
        writeln!(text, "    state \"{}\" as {}", plain(&step.title), name(ceremony, &step.id))?;
    }
    if let Some(first) = ceremony.steps.first() {
        writeln!(text, "    [*] --> {}", name(ceremony, &first.id))?;
    }
    for step in &ceremony.steps {
        ways(text, ceremony, step)?;
        notes(text, ceremony, step)?;
    }
    Ok(())
}

fn ways(text: &mut String, ceremony: &Ceremony, step: &Step) -> fmt::Result {
    let from = name(ceremony, &step.id);
    if let Some(passes) = &step.passes {
        writeln!(text, "    {from} --> {from}: next {}", plain(&passes.word))?;
    }
    match &step.next {
        Next::End => writeln!(text, "    {from} --> [*]")?,
        Next::Step(to) => writeln!(text, "    {from} --> {}", name(ceremony, to))?,
    }
    for it in &step.branches {
        let when = condition(&it.when);
        writeln!(text, "    {from} --> {}: if {when}", name(ceremony, &it.to))?;
    }
    for to in &step.back {
        writeln!(text, "    {from} --> {}: back", name(ceremony, to))?;
    }
    Ok(())
}

fn notes(text: &mut String, ceremony: &Ceremony, step: &Step) -> fmt::Result {
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
    writeln!(text, "    note right of {}", name(ceremony, &step.id))?;
    for line in lines {
        writeln!(text, "        {line}")?;
    }
    writeln!(text, "    end note")
}

fn name(ceremony: &Ceremony, step: &Id) -> String {
    let number = ceremony.steps.iter().position(|it| it.id == *step).map_or(0, |it| it + 1);
    format!("s{number}_{}", step.as_str().replace(['.', '-'], "_"))
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

/// Without what would end a label or begin something else: quotes, backslashes, colons, semicolons, hashes, line ends.
fn plain(text: &str) -> String {
    text.chars()
        .map(|it| match it {
            '"' | '`' => '\'',
            ':' | ';' | '#' | '\n' => ' ',
            '\\' => '/',
            '<' | '{' | '[' => '(',
            '>' | '}' | ']' => ')',
            other => other,
        })
        .collect()
}
