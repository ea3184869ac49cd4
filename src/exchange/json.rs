//! A whole session as JSON and back; `docs/export-schema.md` describes it. Nothing of the session is added or lost.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    journal::{Line, Portable},
    session::{Event, Setup},
};

/// The version of the schema, under the key `runsheet`. Keys are only ever added to one version.
pub const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Export {
    runsheet: u32,
    #[serde(flatten)]
    journal: Portable,
}

/// Opening, definition and records under the names their journal has for them.
pub fn json(setup: &Setup, lines: &[Line<Event>]) -> String {
    let export = Export { runsheet: VERSION, journal: Portable::of(setup, lines) };
    let mut text =
        serde_json::to_string_pretty(&export).expect("journal types have names and plain values");
    text.push('\n');
    text
}

/// Why a text is no exported session.
#[derive(Debug)]
pub enum Unfit {
    /// It has no `runsheet` key: some other JSON, or no JSON.
    Foreign,
    /// Written by a version that knows more.
    Newer(u64),
    Broken(serde_json::Error),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfit::Foreign => f.write_str("this is no session that runsheet exported"),
            Unfit::Newer(version) => write!(
                f,
                "it has version {version} of the export; this runsheet reads up to {VERSION}"
            ),
            Unfit::Broken(why) => write!(f, "the exported session is broken: {why}"),
        }
    }
}

/// The setup and the journal of an exported session.
pub fn journal_of(text: &str) -> Result<(Setup, String), Unfit> {
    let value: Value = serde_json::from_str(text).map_err(|_| Unfit::Foreign)?;
    let version = value.get("runsheet").and_then(Value::as_u64).ok_or(Unfit::Foreign)?;
    if u64::from(VERSION) < version {
        return Err(Unfit::Newer(version));
    }
    let export: Export = serde_json::from_value(value).map_err(Unfit::Broken)?;
    Ok(export.journal.into_journal())
}
