//! New files that commands write: for their owner alone, and never over another one.

use std::{
    fs::{DirBuilder, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use super::failure::{Failure, Outcome};

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
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = file.map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
}
