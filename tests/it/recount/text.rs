//! A journal's text taken apart by hand: lines, fields, brackets. Knows nothing of the program but how its files are spelled.

use std::{collections::BTreeSet, fs, path::Path};

use chrono::{DateTime, NaiveDate};

/// A record as its line says it.
pub(super) struct Line {
    pub(super) n: u64,
    pub(super) ms: i64,
    /// `Captured`, `Passed` …
    pub(super) kind: String,
    pub(super) body: String,
}

/// A journal that ended, without what was taken back in it.
pub(super) struct Told {
    pub(super) sid: String,
    pub(super) opened: String,
    pub(super) defined: String,
    pub(super) lines: Vec<Line>,
}

/// What stands between `before` and the next `after`.
pub(super) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

pub(super) fn number(text: &str, before: &str) -> Option<i64> {
    let rest = text.split_once(before)?.1;
    let digits: String = rest.chars().take_while(|it| it.is_ascii_digit() || *it == '-').collect();
    digits.parse().ok()
}

/// A quoted text after `before`, quotes inside it included.
pub(super) fn quoted<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    let rest = text.split_once(before)?.1.strip_prefix('"')?;
    let mut escaped = false;
    let end = rest.char_indices().find(|(_, it)| {
        let ends = *it == '"' && !escaped;
        escaped = *it == '\\' && !escaped;
        ends
    });
    Some(&rest[..end?.0])
}

/// What a list after `before` holds, up to the bracket that closes it, apart by its own commas.
pub(super) fn list<'a>(text: &'a str, before: &str) -> Vec<&'a str> {
    let Some(rest) = text.split_once(before).map(|it| it.1) else { return Vec::new() };
    let (mut depth, mut inside, mut escaped, mut start) = (0, false, false, 0);
    let mut parts = Vec::new();
    for (at, it) in rest.char_indices() {
        match it {
            '"' if !escaped => inside = !inside,
            '[' | '(' if !inside => depth += 1,
            ']' | ')' if !inside && depth == 0 => {
                parts.push(&rest[start..at]);
                break;
            }
            ']' | ')' if !inside => depth -= 1,
            ',' if !inside && depth == 0 => {
                parts.push(&rest[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        escaped = it == '\\' && !escaped;
    }
    parts.retain(|it| !it.is_empty());
    parts
}

impl Told {
    pub(super) fn read(path: &Path) -> Told {
        let text = fs::read_to_string(path).unwrap();
        let mut lines = text.lines();
        let (opened, defined) =
            (lines.next().unwrap().to_owned(), lines.next().unwrap().to_owned());
        let line = |it: &str| {
            let (event, _) = it.split_once(",e:").unwrap().1.rsplit_once(")//=").unwrap();
            Line {
                n: number(it, "(n:").unwrap().unsigned_abs(),
                ms: number(it, ",m:").unwrap(),
                kind: event.split('(').next().unwrap().to_owned(),
                body: event.to_owned(),
            }
        };
        let mut lines: Vec<Line> = lines.map(line).collect();
        let struck: BTreeSet<u64> = lines
            .iter()
            .filter(|it| it.kind == "Struck")
            .map(|it| number(&it.body, "(n:").unwrap().unsigned_abs())
            .collect();
        assert!(lines.iter().all(|it| it.kind != "Restored"), "the generator never redoes");
        lines.retain(|it| !struck.contains(&it.n));
        Told { sid: quoted(&opened, "sid:").unwrap().to_owned(), opened, defined, lines }
    }

    pub(super) fn of(&self, kind: &str) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines.iter().filter(move |it| it.kind == kind)
    }

    pub(super) fn one(&self, kind: &str) -> &Line {
        self.of(kind).next().unwrap_or_else(|| panic!("{}: no {kind}", self.sid))
    }

    pub(super) fn ceremony(&self) -> &str {
        quoted(&self.opened, "ceremony:").unwrap()
    }

    pub(super) fn sprint(&self) -> &str {
        quoted(&self.opened, "sprint:").unwrap()
    }

    pub(super) fn day(&self) -> NaiveDate {
        let wall = number(&self.opened, "wall_ms:").unwrap();
        let offset = number(&self.opened, "offset_min:").unwrap();
        DateTime::from_timestamp_millis(wall + offset * 60_000).unwrap().date_naive()
    }

    /// The definition of each step, by its id.
    pub(super) fn steps(&self) -> Vec<(&str, &str)> {
        let steps = list(&self.defined, ",steps:[").into_iter();
        steps.map(|it| (quoted(it, "(id:").unwrap(), it)).collect()
    }

    /// Steps in the order they were in, with the milliseconds of each stay, pauses left out.
    pub(super) fn stays(&self) -> Vec<(String, i64)> {
        let first = self.steps()[0].0.to_owned();
        let mut stays: Vec<(String, i64)> = Vec::new();
        let (mut here, mut since, mut spent) = (first, self.one("Began").ms, 0);
        let mut paused = None;
        for it in &self.lines {
            match it.kind.as_str() {
                "Paused" => (spent, paused) = (spent + it.ms - since, Some(it.ms)),
                "Resumed" => (since, paused) = (it.ms, None),
                "Entered" | "Ended" => {
                    let running = if paused.is_some() { 0 } else { it.ms - since };
                    stays.push((here, spent + running));
                    let step = quoted(&it.body, "step:").unwrap_or_default().to_owned();
                    (here, since, spent) = (step, it.ms, 0);
                }
                _ => {}
            }
        }
        stays
    }

    /// Milliseconds between two moments, without those of pauses.
    pub(super) fn talked_ms(&self, from: i64, to: i64) -> i64 {
        let mut idle = 0;
        let mut since = None;
        for it in &self.lines {
            match (it.kind.as_str(), since) {
                ("Paused", _) => since = Some(it.ms),
                ("Resumed" | "Ended", Some(paused)) => {
                    idle += (it.ms.min(to) - paused.max(from)).max(0);
                    since = None;
                }
                _ => {}
            }
        }
        to - from - idle
    }

    /// Titles that went through a step's passes, with how each ended last, in the steps whose passes are over this.
    pub(super) fn passes(&self, over: &str) -> Vec<(u64, String, String)> {
        let wanted: Vec<&str> = self
            .steps()
            .into_iter()
            .filter(|it| it.1.contains(&format!("passes:Some((over:{over}")))
            .map(|it| it.0)
            .collect();
        let mut here = self.steps()[0].0.to_owned();
        let mut ended = Vec::new();
        for it in &self.lines {
            if let Some(step) = (it.kind == "Entered").then(|| quoted(&it.body, "step:").unwrap()) {
                step.clone_into(&mut here);
            }
            if it.kind == "Passed" && wanted.contains(&here.as_str()) {
                let title = quoted(&it.body, "pass:Item(").unwrap().to_owned();
                ended.push((it.n, title, it.body.split_once("how:").unwrap().1.to_owned()));
            }
        }
        ended
    }
}
