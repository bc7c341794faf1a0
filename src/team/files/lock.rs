//! Who changes the files of a folder: one process at a time. A folder comes in; a lock that ends with the value, or with
//! its process, goes out.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::FilesError;

/// Where a folder itself cannot be locked: a file in it, which holds nothing.
const NAME: &str = ".cadans-files.lock";

/// How long a change by others is waited for; it takes some milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(5);

/// A lock that is had.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for it.
    pub fn take(folder: &Path) -> Result<Self, FilesError> {
        let since = Instant::now();
        loop {
            match Self::at_once(folder)? {
                Some(lock) => return Ok(lock),
                None if since.elapsed() >= PATIENCE => return Err(FilesError::Busy),
                None => std::thread::sleep(PAUSE),
            }
        }
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
