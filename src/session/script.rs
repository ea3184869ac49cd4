//! Sessions as text: `Session(…)` begins one, then `seconds Command` lines, `#` comments. Reads only; [`super::Player`] plays.

use chrono::{DateTime, FixedOffset};
use ron::{Options, extensions::Extensions};
use serde::{Deserialize, de::DeserializeOwned};

use super::Command;
use crate::ceremony::{Id, Place, Problem, Text};

/// The longest wait between two lines, in seconds: a week.
const LONGEST_WAIT: u64 = 7 * 86_400;

/// One session of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    pub header: Header,
    pub place: Place,
    pub moves: Vec<Move>,
}

/// What a session of a script starts with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Session")]
pub struct Header {
    pub ceremony: Id,
    /// `demo`, the id of a team in the config folder, or a path.
    #[serde(default)]
    pub team: Option<Text>,
    #[serde(default)]
    pub profile: Option<Id>,
    /// Wall time at the first line, with its offset from UTC.
    #[serde(default)]
    pub start: Option<DateTime<FixedOffset>>,
    /// Instead of the sprint that follows from the date.
    #[serde(default)]
    pub sprint: Option<Text>,
    /// Makes orders that nobody may foresee the same on every run.
    #[serde(default)]
    pub seed: u64,
}

/// A command and how long after the line before it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where the command stands.
    pub place: Place,
    pub secs: u64,
    pub command: Command,
}

/// Reads a script whole; every problem at once.
pub fn read(path: &str, text: &str) -> Result<Vec<Scene>, Vec<Problem>> {
    let (mut scenes, mut problems) = (Vec::<Scene>::new(), Vec::new());
    for (n, line) in text.lines().enumerate() {
        let body = without_comment(line).trim_end();
        if body.trim().is_empty() {
            continue;
        }
        let place = Place { line: n + 1, col: 1 + indent(body) };
        let found = match (body.trim_start().starts_with("Session"), scenes.last_mut()) {
            (true, _) => header(place, body.trim_start()).map(|it| scenes.push(it)),
            (false, Some(scene)) => step(place, body.trim_start()).map(|it| scene.moves.push(it)),
            (false, None) => {
                Err((place, "a script begins with `Session(ceremony: \"…\")`".to_owned()))
            }
        };
        if let Err((place, message)) = found {
            problems.push(Problem { path: path.to_owned(), place, message });
        }
    }
    if scenes.is_empty() && problems.is_empty() {
        let (place, message) = (Place { line: 1, col: 1 }, "no session in this script".to_owned());
        problems.push(Problem { path: path.to_owned(), place, message });
    }
    if problems.is_empty() { Ok(scenes) } else { Err(problems) }
}

fn header(place: Place, text: &str) -> Result<Scene, (Place, String)> {
    let header = value(place, text)?;
    Ok(Scene { header, place, moves: Vec::new() })
}

fn step(place: Place, text: &str) -> Result<Move, (Place, String)> {
    let (number, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let secs = number.parse().ok().filter(|it| *it <= LONGEST_WAIT).ok_or_else(|| {
        (
            place,
            format!("`{number}` is no wait: whole seconds, 0 to {LONGEST_WAIT}, then a command"),
        )
    })?;
    let before = number.chars().count() + 1 + indent(rest);
    let place = Place { col: place.col + before, ..place };
    if rest.trim().is_empty() {
        return Err((place, "a command is missing after the seconds".to_owned()));
    }
    Ok(Move { place, secs, command: command(place, rest.trim_start())? })
}

/// A word alone stands for the command with nothing filled in: `NextPass` is `NextPass(None)`.
fn command(place: Place, text: &str) -> Result<Command, (Place, String)> {
    let first = value(place, text);
    if first.is_ok() || !text.chars().all(char::is_alphanumeric) {
        return first;
    }
    let filled = ["()", "(None)"].iter().find_map(|it| value(place, &format!("{text}{it}")).ok());
    filled.map_or(first, Ok)
}

fn value<T: DeserializeOwned>(place: Place, text: &str) -> Result<T, (Place, String)> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).map_err(|it| {
        let col = place.col + it.span.start.col.saturating_sub(1);
        (Place { col, ..place }, it.code.to_string())
    })
}

fn indent(text: &str) -> usize {
    text.chars().take_while(|it| it.is_whitespace()).count()
}

/// A `#` outside of a string ends what is read of a line.
fn without_comment(line: &str) -> &str {
    let (mut quoted, mut escaped) = (false, false);
    for (at, it) in line.char_indices() {
        match it {
            _ if escaped => escaped = false,
            '\\' => escaped = quoted,
            '"' => quoted = !quoted,
            '#' if !quoted => return &line[..at],
            _ => {}
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ceremony::CaptureKind;

    fn problems(text: &str) -> Vec<String> {
        read("s", text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_script_is_headers_and_timed_commands() {
        let text = "# a day\nSession(ceremony: \"standup\", start: \"2026-11-23T09:30:00+01:00\", seed: 7)\n\n \
                    0  Begin(present: [\"Ada\"], leads: \"Ada\")   # she leads\n12 Capture(Note(text: \"no # comment\"))\n\
                    5 NextPass\nSession(ceremony: \"retro\")\n";
        let scenes = read("s", text).unwrap();
        assert_eq!(scenes.len(), 2);
        let moves = &scenes[0].moves;
        assert_eq!((moves[0].secs, moves[1].secs, moves.len()), (0, 12, 3));
        assert_eq!(moves[0].place, Place { line: 4, col: 5 });
        let Command::Capture(draft) = &moves[1].command else { panic!("{:?}", moves[1]) };
        assert_eq!(draft.kind(), CaptureKind::Note);
        assert_eq!(moves[2].command, Command::NextPass(None));
        assert_eq!(scenes[0].header.start.unwrap().timestamp(), 1_795_422_600);
        assert_eq!(scenes[1].header.seed, 0);
    }

    #[test]
    fn every_mistake_has_its_place() {
        let text = "1 Advance\nSession(ceremony: \"standup\", sede: 7)\nSession(ceremony: \"standup\")\n1 Advence\n\
                    soon Advance\n3\n  2   Capture(Note(txt: \"a\"))\n";
        assert_eq!(
            problems(text).iter().map(|it| &it[..6]).collect::<Vec<_>>(),
            ["s:1:1:", "s:2:30", "s:4:3:", "s:5:1:", "s:6:3:", "s:7:20"]
        );
    }

    #[test]
    fn an_empty_script_says_so() {
        assert_eq!(problems("# nothing\n"), ["s:1:1: no session in this script"]);
    }

    #[test]
    fn waits_are_bounded() {
        assert!(problems("Session(ceremony: \"a\")\n604801 Pause\n")[0].contains("no wait"));
        assert!(problems("Session(ceremony: \"a\")\n-1 Pause\n")[0].contains("no wait"));
    }
}
