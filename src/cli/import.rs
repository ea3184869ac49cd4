//! `runsheet import`: a backlog file of any tool becomes the team's backlog, a sprint history its velocities; what was understood
//! is shown, and what was not.

mod report;
mod sprints;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::{
    args::Import,
    failure::{Exit, Failure, Outcome},
    table::table,
    take_in,
    world::World,
};
use crate::{
    ceremony::{Id, Meaning, Text},
    exchange::{Clash, Imported, Merged, Row, merge, read_backlog, sprints::is_history},
    shell::{backlog, config::Config, items, organisation},
};

/// Items shown as a sample.
const SAMPLE: usize = 5;
/// Characters shown of a text that was changed here and in the file.
const LONGEST: usize = 120;
/// Headings shown of those that were not read.
const UNREAD: usize = 12;
/// Line numbers shown of one problem that many lines have.
const PLACES: usize = 8;

pub(super) fn run(world: &World, wanted: &Import, out: &mut dyn Write) -> Outcome {
    if let Some(outcome) = take_in::session(world, &wanted.file, wanted.dry_run, out) {
        return outcome;
    }
    let library = world.library();
    let read = if wanted.file.as_os_str() == "-" {
        let name = "standard input".to_owned();
        backlog::bytes_from(io::stdin().lock(), &name).map(|it| (it, name))
    } else {
        backlog::bytes(&wanted.file)
    };
    let (bytes, name) = read.map_err(Failure::usage)?;
    let config = Config::load(&world.paths.config).0;
    let team = organisation::team(&library, &config, &world.paths.config, wanted.team.as_deref());
    let team = team.map_err(Failure::usage)?;
    if is_history(&bytes) {
        return sprints::run(world, wanted, &team, (&bytes, &name), out);
    }
    if wanted.board.is_some() {
        return Err(Failure::usage(format!(
            "--board names a board of a sprint history, and {name} is none"
        )));
    }
    let found = read_backlog(&bytes, &name, &library.columns);
    let _held = if wanted.dry_run { None } else { Some(items::hold(&world.paths.data, &team.id)?) };
    let before = backlog::read(&world.paths.data, &team.id)?;
    let merged = merge(&team.id, &before.clone().unwrap_or_default(), &found.items);
    if wanted.json {
        super::json(&report::of(&found, &merged.clashes), out)?;
    } else {
        told(&found, out)?;
        changed_twice(&merged.clashes, out)?;
    }
    if found.items.is_empty() {
        return Err(Failure { exit: Exit::Usage, message: String::new() });
    }
    let changed = before.as_ref() != Some(&merged.backlog);
    if changed && !wanted.dry_run {
        if let Some(before) = &before {
            backlog::keep(&world.paths.data, before)?;
        }
        backlog::replace(&world.paths.data, &merged.backlog)?;
    }
    if wanted.json {
        return Ok(());
    }
    writeln!(out)?;
    match (wanted.dry_run, changed) {
        (true, _) => writeln!(out, "Dry run: nothing was written.")?,
        (false, false) => writeln!(out, "{} has exactly these items already.", team.name)?,
        (false, true) => became(world, &team.id, &team.name, &merged, before.is_some(), out)?,
    }
    Ok(())
}

fn became(
    world: &World,
    team: &Id,
    name: &Text,
    merged: &Merged,
    replaced: bool,
    out: &mut dyn Write,
) -> Outcome {
    let path = backlog::home(&world.paths.data, team);
    let all = counted(merged.backlog.items.len(), "item");
    writeln!(
        out,
        "The backlog of {name} now has {all}, {} of them new: {}",
        merged.new,
        path.display()
    )?;
    if 0 < merged.kept {
        let kept = counted(merged.kept, "item");
        writeln!(out, "{kept} written in Runsheet stay at the end.")?;
    }
    if 0 < merged.gone {
        let gone = counted(merged.gone, "earlier item");
        writeln!(out, "{gone} not in this file: left out.")?;
    }
    if replaced {
        let before = backlog::before(&world.paths.data, team);
        writeln!(out, "The list as it was: {}", before.display())?;
    }
    Ok(())
}

fn told(found: &Imported, out: &mut dyn Write) -> Outcome {
    let source = &found.source;
    let tool = if source.tool.is_empty() { String::new() } else { format!("{}, ", source.tool) };
    writeln!(out, "{}: {tool}{}, {}", source.name, source.shape, source.encoding)?;
    columns(found, out)?;
    let closed = found.items.iter().filter(|it| it.item.closed).count();
    let open = if closed == 0 { String::new() } else { format!(", {closed} of them closed") };
    writeln!(out, "\n{}{open}", counted(found.items.len(), "item"))?;
    sample(&found.items, out)?;
    problems(found, out)
}

/// What stood here where the file now has its way; nothing is lost without a word.
fn changed_twice(clashes: &[Clash], out: &mut dyn Write) -> Outcome {
    if clashes.is_empty() {
        return Ok(());
    }
    let all = counted(clashes.len(), "text");
    writeln!(out, "\n{all} changed here and in the file since the last import; the file's counts")?;
    for Clash { item, what, theirs, .. } in clashes {
        writeln!(out, "  {item}: the {what} here was {}", short(theirs))?;
    }
    Ok(())
}

/// The beginning of a text, on one line and in quotation marks.
fn short(text: &Text) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        _ if line.is_empty() => "empty".to_owned(),
        Some((at, _)) => format!("“{}…”", line[..at].trim_end()),
        None => format!("“{line}”"),
    }
}

/// Which heading was read as what, and which were not.
fn columns(found: &Imported, out: &mut dyn Write) -> Outcome {
    let mut by_meaning: BTreeMap<Meaning, Vec<&str>> = BTreeMap::new();
    for (heading, means) in &found.source.read {
        let headings = by_meaning.entry(*means).or_default();
        if headings.last() != Some(&heading.as_str()) {
            headings.push(heading);
        }
    }
    by_meaning.remove(&Meaning::Number);
    for (means, headings) in by_meaning {
        let word = format!("{means:?}").to_lowercase();
        writeln!(out, "  {word:<12} {}", headings.join(", "))?;
    }
    if !found.source.unread.is_empty() {
        let unread = found.source.unread.iter().map(Text::as_str);
        let shown: Vec<&str> = unread.clone().take(UNREAD).collect();
        let more = unread.count().saturating_sub(UNREAD);
        let more = if more == 0 { String::new() } else { format!(" … and {more} more") };
        writeln!(out, "  {:<12} {}{more}", "not read", shown.join(", "))?;
    }
    Ok(())
}

fn sample(items: &[Row], out: &mut dyn Write) -> Outcome {
    if items.is_empty() {
        return Ok(());
    }
    let rows = items.iter().take(SAMPLE).map(|it| {
        let item = &it.item;
        [it.line.to_string(), item.key.to_string(), item.size.to_string(), item.title.to_string()]
    });
    table(["line", "key", "size", "title"], rows, out)?;
    if SAMPLE < items.len() {
        writeln!(out, "…     and {} more", items.len() - SAMPLE)?;
    }
    Ok(())
}

/// One line for a problem, however many rows have it.
fn problems(found: &Imported, out: &mut dyn Write) -> Outcome {
    if found.problems.is_empty() {
        return Ok(());
    }
    let mut by_words: Vec<(String, Vec<usize>)> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for it in &found.problems {
        let words = it.fault.to_string();
        let place = *at.entry(words.clone()).or_insert_with(|| {
            by_words.push((words, Vec::new()));
            by_words.len() - 1
        });
        by_words[place].1.push(it.line);
    }
    writeln!(out, "\n{}", counted(found.problems.len(), "problem"))?;
    for (words, lines) in by_words {
        let words = Text::new(words.replace('\n', " "));
        writeln!(out, "  {}: {words}", places(&lines))?;
    }
    Ok(())
}

/// `line 7`, `lines 7-9, 12`, `lines 7, 9, 12 … (340 in all)`.
fn places(lines: &[usize]) -> String {
    if let [only] = lines {
        return format!("line {only}");
    }
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match spans.last_mut() {
            Some((_, end)) if *line <= *end + 1 => *end = *line,
            _ => spans.push((*line, *line)),
        }
    }
    let shown = spans
        .iter()
        .take(PLACES)
        .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") });
    let shown = shown.collect::<Vec<_>>().join(", ");
    let more =
        if PLACES < spans.len() { format!(" … ({} in all)", lines.len()) } else { String::new() };
    format!("lines {shown}{more}")
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_one_problem_are_told_together() {
        assert_eq!(places(&[7]), "line 7");
        assert_eq!(places(&[7, 8, 9, 12]), "lines 7-9, 12");
        let odd: Vec<usize> = (0..40).map(|it| it * 2 + 1).collect();
        assert_eq!(places(&odd), "lines 1, 3, 5, 7, 9, 11, 13, 15 … (40 in all)");
    }
}
