//! The practice log on disk: `practice/journal.ron`. What its lines add up to is `practice`'s to say.

use std::path::Path;

use super::{error::Error, notebook::Notebook};
use crate::{app::Now, practice::log::Line};

/// The log in a data folder.
#[derive(Debug, Clone)]
pub struct PracticeLog(Notebook);

impl PracticeLog {
    pub fn new(data: impl AsRef<Path>) -> PracticeLog {
        PracticeLog(Notebook::in_folder(&data.as_ref().join("practice")))
    }

    /// All that can be read, in the order it was written.
    pub fn lines(&self) -> Vec<Line> {
        self.0.read()
    }

    pub fn append(&self, lines: &[Line], now: Now) -> Result<(), Error> {
        self.0.append(lines, now)
    }
}
