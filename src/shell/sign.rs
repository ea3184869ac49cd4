//! A small file beside a journal that says who has it open. Only a message: the lock is the kernel's.

use std::path::{Path, PathBuf};

use super::{
    disk::{Disk, RealDisk, replace_file},
    pen::segments,
};
use crate::{app::Now, ceremony::Text};

/// Not hung yet.
pub struct Sign {
    path: PathBuf,
    text: String,
}

/// Taken down when dropped.
pub struct Hung(PathBuf);

impl Sign {
    pub fn new(home: &Path, now: Now) -> Sign {
        let minutes = now.wall_ms.div_euclid(60_000) + i64::from(now.offset_min);
        let (hour, minute) = (minutes.div_euclid(60).rem_euclid(24), minutes.rem_euclid(60));
        let text = format!("pid {} since {hour:02}:{minute:02}", std::process::id());
        Sign { path: place(home), text }
    }

    /// A sign that cannot be hung is no reason to stop.
    pub fn hang(self) -> Hung {
        let _ = replace_file(&RealDisk, &self.path, self.text.as_bytes());
        Hung(self.path)
    }
}

impl Drop for Hung {
    fn drop(&mut self) {
        let _ = RealDisk.remove(&self.0);
    }
}

/// `pid 4711 since 14:02`, or less when nobody left word.
pub fn who(home: &Path) -> String {
    let text = RealDisk.read(&place(home)).ok().map(|it| String::from_utf8_lossy(&it).into_owned());
    let text = text.map(|it| Text::new(it.chars().take(80).collect::<String>()).to_string());
    text.unwrap_or_else(|| "another process".to_owned())
}

/// Whether another process has it open: it hung a sign, and the lock is not free. One that died left the sign alone.
pub fn is_elsewhere(home: &Path) -> bool {
    let Ok(text) = RealDisk.read(&place(home)) else { return false };
    let own = format!("pid {} ", std::process::id());
    !text.starts_with(own.as_bytes()) && is_locked(home)
}

fn is_locked(home: &Path) -> bool {
    let Some(newest) = segments(home).take_while(|it| RealDisk.is_there(it)).last() else {
        return false;
    };
    let Ok(file) = RealDisk.append(&newest) else { return false };
    matches!(RealDisk.lock(&file), Ok(false))
}

fn place(home: &Path) -> PathBuf {
    home.with_extension("who")
}
