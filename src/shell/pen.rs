//! Gets a journal's lines onto the disk, or keeps them and tries again. It never doubts twice: a file that failed to sync is left.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::disk::{Disk, beside, fresh_file};

/// One journal being written. What it holds is what the file should hold, so that the file can be written anew elsewhere.
pub struct Pen<D: Disk> {
    disk: Arc<D>,
    /// Where the journal belongs; a second attempt gets a number: `<stem>.002.ron`.
    home: PathBuf,
    open: Option<Open<D::File>>,
    /// All bytes of the journal, those of `queue` apart.
    whole: Vec<u8>,
    queue: Vec<u8>,
    /// Records in the queue, and the number of the last one.
    queued: u64,
    last: u64,
}

struct Open<F> {
    file: F,
    /// Bytes the file has, as far as we wrote them.
    len: u64,
    /// Bytes of the queue among them.
    written: usize,
}

impl<D: Disk> Pen<D> {
    /// A journal that is not on disk yet; the first flush makes its file.
    pub fn new(disk: Arc<D>, home: PathBuf) -> Pen<D> {
        Pen { disk, home, open: None, whole: Vec::new(), queue: Vec::new(), queued: 0, last: 0 }
    }

    /// Goes on with a file that holds these bytes, and that is locked.
    pub fn at(disk: Arc<D>, path: &Path, file: D::File, whole: Vec<u8>) -> Pen<D> {
        disk.reserve(&file);
        let open = Open { file, len: whole.len() as u64, written: 0 };
        Pen { open: Some(open), whole, ..Pen::new(disk, home_of(path)) }
    }

    /// Text that ends with the line of record `n`.
    pub fn queue(&mut self, lines: &str, n: u64) {
        self.queue.extend_from_slice(lines.as_bytes());
        self.queued += 1;
        self.last = n;
    }

    /// Records that are queued and not known to be saved.
    pub fn unsaved(&self) -> u64 {
        self.queued
    }

    pub fn is_done(&self) -> bool {
        self.queued == 0
    }

    /// Puts everything queued on disk, and says up to which record all is saved. After an error the queue is as it was.
    pub fn flush(&mut self) -> io::Result<u64> {
        if self.is_done() {
            return Ok(self.last);
        }
        match self.open.take() {
            Some(open) if self.is_as_left(&open) => self.go_on(open)?,
            _ => self.begin_anew()?,
        }
        self.whole.append(&mut self.queue);
        self.queued = 0;
        Ok(self.last)
    }

    /// Lets go of the file.
    pub fn close(mut self) {
        if let Some(open) = self.open.take() {
            self.disk.release(&open.file);
        }
    }

    /// Whether the file still has its name and the length we know.
    fn is_as_left(&self, open: &Open<D::File>) -> bool {
        self.disk.stand(&open.file).is_ok_and(|it| it == (open.len, true))
    }

    /// One write, one sync. A full disk keeps the file, and the next attempt goes on where this one stopped; after any
    /// other error the file is not trusted again.
    fn go_on(&mut self, mut open: Open<D::File>) -> io::Result<()> {
        while open.written < self.queue.len() {
            match self.disk.write(&mut open.file, &self.queue[open.written..]) {
                Ok(0) => return self.begin_anew(),
                Ok(more) => {
                    open.written += more;
                    open.len += more as u64;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if is_full(&error) => {
                    self.open = Some(open);
                    return Err(error);
                }
                Err(_) => return self.begin_anew(),
            }
        }
        if self.disk.sync(&mut open.file).is_err() {
            return self.begin_anew();
        }
        open.written = 0;
        self.open = Some(open);
        Ok(())
    }

    /// Writes the whole journal to a new file: whole and synced first, then its name.
    fn begin_anew(&mut self) -> io::Result<()> {
        let bytes = [&self.whole[..], &self.queue[..]].concat();
        let path = self.free_name();
        let (folder, fresh) = beside(&path)?;
        self.disk.folder(folder)?;
        let file = fresh_file(&*self.disk, &fresh, &bytes)?;
        self.disk.lock(&file)?;
        self.disk.rename(&fresh, &path)?;
        self.disk.sync_folder(folder)?;
        self.disk.reserve(&file);
        self.open = Some(Open { file, len: bytes.len() as u64, written: 0 });
        Ok(())
    }

    fn free_name(&self) -> PathBuf {
        let taken = |it: &PathBuf| self.disk.is_there(it);
        segments(&self.home).find(|it| !taken(it)).unwrap_or_else(|| self.home.clone())
    }
}

/// The names a journal's file may have, in the order they are used.
pub fn segments(home: &Path) -> impl Iterator<Item = PathBuf> + '_ {
    let later = (2..1000).map(|it| home.with_extension(format!("{it:03}.ron")));
    std::iter::once(home.to_owned()).chain(later)
}

/// The first name of the journal that the path is a part of.
pub fn home_of(path: &Path) -> PathBuf {
    let stem = path.file_stem().map_or(path, Path::new);
    let numbered = stem
        .extension()
        .is_some_and(|it| it.len() == 3 && it.to_string_lossy().parse::<u16>().is_ok());
    if numbered { path.with_file_name(stem).with_extension("ron") } else { path.to_owned() }
}

/// The disk has no room, or we may not use more of it: the file itself is sound.
fn is_full(error: &io::Error) -> bool {
    let kind = error.kind();
    matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge)
}
