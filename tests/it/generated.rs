//! The generator of the example, for tests that need many sessions.

use std::path::Path;

use tempfile::TempDir;

#[path = "../../examples/generate_history/meeting.rs"]
mod meeting;
#[path = "../../examples/generate_history/words.rs"]
mod words;
#[path = "../../examples/generate_history/years.rs"]
mod years;

pub(crate) use years::TEAM;

/// A data folder with so many sessions.
pub(crate) fn data(count: usize, seed: u64) -> TempDir {
    let data = tempfile::tempdir().unwrap();
    fill(data.path(), count, seed);
    data
}

pub(crate) fn fill(data: &Path, count: usize, seed: u64) {
    assert_eq!(years::generate(count, data, seed).unwrap(), count);
}
