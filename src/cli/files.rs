//! New files that commands write: for their owner alone, and never over another one.

use std::{fs::DirBuilder, io::ErrorKind, os::unix::fs::DirBuilderExt, path::Path};

use super::failure::{Failure, Outcome};
use crate::shell::disk::new_file;

pub(super) fn write_new(path: &Path, text: &str) -> Outcome {
    let failed = |error: std::io::Error| {
        let path = path.display();
        match error.kind() {
            ErrorKind::AlreadyExists => {
                Failure::usage(format!("{path} is there already and stays as it is"))
            }
            _ => Failure::world(format!("could not write {path}: {error}")),
        }
    };
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
    }
    new_file(path, text.as_bytes()).map_err(failed)
}
