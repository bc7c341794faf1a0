//! Turns: several processes use one store, one at a time. A folder comes in; when a turn is had, a
//! lock goes out that ends with it, also when its process is killed.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::StoreError;

/// The file that is locked. It holds nothing.
const NAME: &str = "lock";

/// How long to wait between two tries. A turn takes some milliseconds.
const PAUSE: Duration = Duration::from_millis(5);

/// After how long a wait is worth a word.
const PATIENT: Duration = Duration::from_secs(1);

/// A turn that is had.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for a turn, `most` at most; `waiting` is told when it takes long.
    pub fn take(folder: &Path, most: Duration, waiting: &dyn Fn()) -> Result<Self, StoreError> {
        let io = |source| StoreError::Io {
            path: folder.to_owned(),
            source,
        };
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(folder.join(NAME)).map_err(io)?;
        let since = Instant::now();
        let mut told = false;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::Error(source)) => return Err(io(source)),
                Err(TryLockError::WouldBlock) if since.elapsed() >= most => {
                    return Err(StoreError::Locked {
                        path: folder.to_owned(),
                    });
                }
                Err(TryLockError::WouldBlock) => {}
            }
            if !told && since.elapsed() >= PATIENT {
                waiting();
                told = true;
            }
            std::thread::sleep(PAUSE);
        }
    }
}
