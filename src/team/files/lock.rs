//! Who changes the files of a folder: one process at a time. A folder comes in; a lock that ends with the value, or with
//! its process, goes out.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use super::FilesError;
use crate::time::Patience;

/// Where a folder itself cannot be locked: a file in it, which holds nothing.
const NAME: &str = ".cadans-files.lock";

/// How long a change by others is waited for, which takes some milliseconds.
const MOST: Duration = Duration::from_secs(10);

/// A lock that is had.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for it.
    pub fn take(folder: &Path) -> Result<Self, FilesError> {
        let had = Patience::new(MOST, None).wait(|| Self::at_once(folder))?;
        had.ok_or(FilesError::Busy)
    }

    /// Takes it if nobody has it.
    pub fn at_once(folder: &Path) -> Result<Option<Self>, FilesError> {
        // The folder leaves no file behind, and is what nobody takes away.
        #[cfg(unix)]
        if let Ok(file) = File::open(folder) {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Self { _file: file })),
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(_)) => {}
            }
        }
        let path = folder.join(NAME);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let write = |cause| FilesError::Write {
            path: path.clone(),
            cause,
        };
        let file = options.open(&path).map_err(write)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(cause)) => Err(write(cause)),
        }
    }
}
