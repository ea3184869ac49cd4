//! The file system as the journal needs it: few calls, each of which can fail. The tests have another one that fails on purpose.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Read, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    path::Path,
};

use rustix::fs::OFlags;

use super::error::Error;

/// What can be asked of a disk. Folders are 0700, files 0600, and no link is followed in the last place of a path.
pub trait Disk: Send + Sync + 'static {
    type File: Send;

    /// Makes the folder and those above it, each durable; content with what is there.
    fn folder(&self, path: &Path) -> io::Result<()>;
    /// A new file that grows only at its end.
    fn create(&self, path: &Path) -> io::Result<Self::File>;
    /// A file that is there, to grow at its end.
    fn append(&self, path: &Path) -> io::Result<Self::File>;
    /// Writes some of the bytes and says how many.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<usize>;
    fn sync(&self, file: &mut Self::File) -> io::Result<()>;
    /// Its length, and whether it still has a name.
    fn stand(&self, file: &Self::File) -> io::Result<(u64, bool)>;
    /// Whether nobody else holds it; the lock lasts as long as the file is open.
    fn lock(&self, file: &Self::File) -> io::Result<bool>;
    /// Sets room aside, so that what has begun can also be finished on a full disk. Success is not promised.
    fn reserve(&self, file: &Self::File);
    /// Gives back what was set aside.
    fn release(&self, file: &Self::File);
    /// Fails when `to` is there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes names in the folder durable.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    fn is_there(&self, path: &Path) -> bool;
    /// The bytes of a regular file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

/// Whether files can be made in the folder. One that is not there yet is made in the nearest one that is.
pub fn takes_files(path: &Path) -> Result<(), Error> {
    let there = path.ancestors().find(|it| it.exists()).unwrap_or(Path::new("."));
    tempfile::tempfile_in(there).map(drop).map_err(Error::at("make files in", there))
}

/// Set aside for a journal: more than a whole ceremony writes.
#[cfg(target_os = "linux")]
const AIRBAG: u64 = 256 * 1024;

fn options(flags: OFlags) -> OpenOptions {
    let mut options = OpenOptions::new();
    let flags = i32::try_from((flags | OFlags::NOFOLLOW).bits()).unwrap_or(0);
    options.mode(0o600).custom_flags(flags);
    options
}

fn regular(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    Err(not_regular())
}

/// A regular file of this machine and its length, for those who need parts of it.
pub(super) fn open_to_read(path: &Path) -> io::Result<(File, u64)> {
    let file = options(OFlags::NONBLOCK).read(true).open(path)?;
    let it = file.metadata()?;
    if it.is_file() { Ok((file, it.len())) } else { Err(not_regular()) }
}

fn not_regular() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "not a regular file")
}

impl Disk for RealDisk {
    type File = File;

    fn folder(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        let above = path.parent().filter(|it| !it.as_os_str().is_empty());
        if let Some(above) = above {
            self.folder(above)?;
        }
        match DirBuilder::new().mode(0o700).create(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            made => made.and_then(|()| self.sync_folder(above.unwrap_or(Path::new(".")))),
        }
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        let file = options(OFlags::empty()).append(true).create_new(true).open(path)?;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
        Ok(file)
    }

    fn append(&self, path: &Path) -> io::Result<File> {
        regular(options(OFlags::NONBLOCK).append(true).open(path)?)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    fn sync(&self, file: &mut File) -> io::Result<()> {
        file.sync_data()
    }

    fn stand(&self, file: &File) -> io::Result<(u64, bool)> {
        let it = file.metadata()?;
        Ok((it.len(), it.nlink() > 0))
    }

    fn lock(&self, file: &File) -> io::Result<bool> {
        match file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            // A file system without locks must not keep anyone from working.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(true),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn reserve(&self, file: &File) {
        #[cfg(target_os = "linux")]
        if let Ok(it) = file.metadata() {
            let keep = rustix::fs::FallocateFlags::KEEP_SIZE;
            let _ = rustix::fs::fallocate(file, keep, it.len(), AIRBAG);
        }
        #[cfg(not(target_os = "linux"))]
        let _ = file;
    }

    fn release(&self, file: &File) {
        if let Ok(it) = file.metadata() {
            let _ = file.set_len(it.len());
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => Ok(()),
            Err(error) if error == rustix::io::Errno::EXIST => Err(error.into()),
            // Not every file system can; a second link refuses just as well.
            Err(_) => fs::hard_link(from, to).and_then(|()| fs::remove_file(from)),
        }
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    fn is_there(&self, path: &Path) -> bool {
        path.symlink_metadata().is_ok()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        open_to_read(path)?.0.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A file that was not there, for its owner alone; nothing of it stays when it cannot be written whole.
pub fn new_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = RealDisk.create(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

/// Replaces a file whole or not at all. An empty text never takes the place of one that is not.
pub fn replace_file<D: Disk>(disk: &D, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if bytes.is_empty() && disk.read(path).is_ok_and(|it| !it.is_empty()) {
        return Err(io::Error::new(ErrorKind::InvalidData, "would replace a text by nothing"));
    }
    let (folder, fresh) = beside(path)?;
    disk.folder(folder)?;
    drop(fresh_file(disk, &fresh, bytes)?);
    disk.replace(&fresh, path)?;
    disk.sync_folder(folder)
}

/// A synced file that holds these bytes, under a name nobody looks for.
pub fn fresh_file<D: Disk>(disk: &D, path: &Path, bytes: &[u8]) -> io::Result<D::File> {
    if disk.is_there(path) {
        disk.remove(path)?;
    }
    let mut file = disk.create(path)?;
    let mut written = 0;
    let all = loop {
        match disk.write(&mut file, &bytes[written..]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
            Ok(0) if written < bytes.len() => break Err(ErrorKind::WriteZero.into()),
            Ok(more) => written += more,
        }
        if written == bytes.len() {
            break disk.sync(&mut file);
        }
    };
    if let Err(error) = all {
        let _ = disk.remove(path);
        return Err(error);
    }
    Ok(file)
}

/// The folder of a path, and the name under which its successor is written: `.<name>.new`.
pub fn beside(path: &Path) -> io::Result<(&Path, std::path::PathBuf)> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::Error::new(ErrorKind::InvalidInput, "no file name"));
    };
    Ok((folder, folder.join(format!(".{}.new", name.to_string_lossy()))))
}
