//! Turns: several processes use one store, one at a time. A folder comes in; when a turn is had, a
//! lock goes out that ends with it, also when its process is killed.
//!
//! Two files are locked, the one made for it and the journal: whoever removes one of them lets nobody
//! in. A lock is had on the file that stands at the path, not on one that stood there once.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use super::{StoreError, journal};
use crate::time::Patience;

/// The file that is locked. It holds nothing.
pub(super) const NAME: &str = "lock";

/// A turn that is had.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<File>,
    _journal: Option<File>,
    /// Whether it keeps others out: there are disks on which it is given to everybody.
    pub holds: bool,
}

impl Lock {
    /// Waits for a turn, `most` at most; `waiting` is told when it takes long. Where nothing can be
    /// written there may be nothing to lock.
    pub fn take(folder: &Path, most: Duration, waiting: &dyn Fn()) -> Result<Self, StoreError> {
        let mut patience = Patience::new(most, Some(waiting));
        let path = folder.join(NAME);
        let file = for_file(&mut patience, folder, &path, made)?;
        let journal = folder.join(journal::NAME);
        let locked = for_file(&mut patience, folder, &journal, opened)?;
        Ok(Self {
            holds: file.is_none() || !is_free(&path),
            file,
            _journal: locked,
        })
    }

    /// Whether something can be written beside the journal.
    pub fn may_write(&self) -> bool {
        self.file.is_some()
    }

    /// Locks a journal too that is put in the place of the one that was locked.
    pub fn pass_to(&mut self, journal: File) {
        self._journal = Some(journal);
    }
}

/// Locks the file at a path, as soon as it is free; `None` when `open` finds none. A file that somebody has taken away
/// or replaced meanwhile is not the one to lock.
fn for_file(
    patience: &mut Patience<'_>,
    folder: &Path,
    path: &Path,
    open: fn(&Path) -> io::Result<Option<File>>,
) -> Result<Option<File>, StoreError> {
    let had = patience.wait(|| {
        let Some(file) = open(path)? else {
            return Ok(Some(None));
        };
        match file.try_lock() {
            Ok(()) => Ok(is_at(&file, path)?.then_some(Some(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(source),
        }
    });
    let path = folder.to_owned();
    match had {
        Ok(Some(file)) => Ok(file),
        Ok(None) => Err(StoreError::Locked { path }),
        Err(source) => Err(StoreError::Io { path, source }),
    }
}

/// Whether others could lock a file that is locked.
fn is_free(path: &Path) -> bool {
    let file = File::open(path);
    file.is_ok_and(|file| file.try_lock().is_ok())
}

/// Whether an open file is the one that stands at a path.
pub(super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(there) => Ok(identity(&there) == identity(&file.metadata()?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// What tells a file from any other that is there: disk and number.
fn identity(about: &fs::Metadata) -> (u64, u64) {
    #[cfg(unix)]
    let identity = {
        use std::os::unix::fs::MetadataExt as _;
        (about.dev(), about.ino())
    };
    #[cfg(not(unix))]
    let identity = {
        let _ = about;
        (0, 0)
    };
    identity
}

/// Whether a file cannot be written because nobody may write there.
pub(super) fn is_refused(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

fn made(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if is_refused(&error) => Ok(None),
        file => file.map(Some),
    }
}

/// A file that is there, for writing where that is allowed: some disks lock no others.
fn opened(path: &Path) -> io::Result<Option<File>> {
    let file = match OpenOptions::new().read(true).write(true).open(path) {
        Err(error) if is_refused(&error) => File::open(path),
        file => file,
    };
    match file {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        file => file.map(Some),
    }
}
