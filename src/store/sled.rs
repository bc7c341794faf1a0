//! A shelf on disk, in sled: a folder that only its owner can read comes in, bytes that survive the
//! process go out.
//!
//! Each batch is one atomic sled batch, flushed and then synced: sled's own flush leaves what it
//! wrote in the system's cache, and a power cut could take it back.

use std::fs::{self, DirBuilder, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::archive::settle_format;
use super::{Batch, Shelf, StoreError};

/// Where in the store's folder sled keeps its files. Beside it is room for a journal.
const INDEX: &str = "index";

/// The file in it that sled keeps its data in.
const DATA: &str = "db";

/// How often and how long to wait for another process to let go of the store.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// A store in a folder.
#[derive(Debug)]
pub struct Sled {
    path: PathBuf,
    db: sled::Db,
}

impl Sled {
    /// Opens the store in `folder`, or makes an empty one. A new folder is readable by its owner
    /// only and tells git to leave it alone.
    ///
    /// # Errors
    /// When it is no folder, another process holds it, a later version wrote it, it is damaged, or the disk says no.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.to_owned();
        if folder.exists() && !folder.is_dir() {
            return Err(StoreError::NoFolder { path });
        }
        let io = |source| StoreError::Io {
            path: path.clone(),
            source,
        };
        make(folder).map_err(io)?;
        let index = folder.join(INDEX);
        private(&index).map_err(io)?;
        let new = !index.join(DATA).exists();
        let db = wait_for(&path, &index)?;
        let mut shelf = Self { path, db };
        settle_format(&mut shelf, new)?;
        Ok(shelf)
    }

    /// Opens the store in `folder`; `None`, and nothing made, when there is none.
    ///
    /// # Errors
    /// As [`Sled::open`].
    pub fn open_existing(folder: &Path) -> Result<Option<Self>, StoreError> {
        let there = folder.join(INDEX).join(DATA).exists();
        let is_other = folder.exists() && !folder.is_dir();
        if there || is_other {
            Self::open(folder).map(Some)
        } else {
            Ok(None)
        }
    }

    fn fault(&self, error: sled::Error) -> StoreError {
        fault(&self.path, error)
    }

    /// Makes sure what was written outlives a power cut.
    fn sync(&self) -> Result<(), StoreError> {
        self.db.flush().map_err(|error| self.fault(error))?;
        let file = self.path.join(INDEX).join(DATA);
        File::open(file)
            .and_then(|file| file.sync_all())
            .map_err(|source| StoreError::Io {
                path: self.path.clone(),
                source,
            })
    }
}

impl Shelf for Sled {
    fn path(&self) -> PathBuf {
        self.path.clone()
    }

    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = self.db.get(key).map_err(|error| self.fault(error))?;
        Ok(bytes.map(|bytes| bytes.to_vec()))
    }

    fn scan(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let all = self.db.scan_prefix(prefix).map(|pair| {
            let (key, bytes) = pair.map_err(|error| self.fault(error))?;
            let key = String::from_utf8_lossy(&key).into_owned();
            Ok((key, bytes.to_vec()))
        });
        all.collect()
    }

    fn write(&mut self, batch: Batch) -> Result<(), StoreError> {
        let mut changes = sled::Batch::default();
        for (key, change) in batch.changes {
            match change {
                Some(bytes) => changes.insert(key.as_bytes(), bytes),
                None => changes.remove(key.as_bytes()),
            }
        }
        self.db
            .apply_batch(changes)
            .map_err(|error| self.fault(error))?;
        self.sync()
    }
}

/// Makes the store's folder, unless there is something in it already.
fn make(folder: &Path) -> std::io::Result<()> {
    private(folder)?;
    if fs::read_dir(folder)?.next().is_none() {
        fs::write(folder.join(".gitignore"), "*\n")?;
    }
    Ok(())
}

/// Makes a folder that only its owner can read, with all above it; one that is there stays as it is.
fn private(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens sled, waiting a moment for another process to be done.
fn wait_for(path: &Path, index: &Path) -> Result<sled::Db, StoreError> {
    let mut tried = 1;
    loop {
        match open(path, index) {
            Err(StoreError::Locked { .. }) if tried < TRIES => {
                tried += 1;
                std::thread::sleep(PAUSE);
            }
            Err(error @ StoreError::Damaged { .. }) => {
                if !remove_unfinished(index) {
                    return Err(error);
                }
            }
            done => return done,
        }
    }
}

fn open(path: &Path, index: &Path) -> Result<sled::Db, StoreError> {
    let config = sled::Config::new()
        .path(index)
        .mode(sled::Mode::LowSpace)
        .cache_capacity(64 << 20)
        .flush_every_ms(None);
    // Some damage makes sled panic instead of failing.
    let opened = catch_unwind(AssertUnwindSafe(|| config.open()));
    let opened = opened.map_err(|_| StoreError::Damaged {
        path: path.to_owned(),
        cause: "its files could not be read".to_owned(),
    })?;
    opened.map_err(|error| fault(path, error))
}

/// Removes snapshots that a crash left half written: they keep sled from opening and hold nothing
/// that is not elsewhere. Says whether there were any.
fn remove_unfinished(index: &Path) -> bool {
    let Ok(files) = fs::read_dir(index) else {
        return false;
    };
    let unfinished = files.filter_map(Result::ok).filter(|file| {
        let name = file.file_name();
        let name = name.to_string_lossy();
        name.starts_with("snap.") && name.ends_with(".generating")
    });
    unfinished
        .filter(|file| fs::remove_file(file.path()).is_ok())
        .count()
        > 0
}

fn fault(path: &Path, error: sled::Error) -> StoreError {
    let path = path.to_owned();
    match error {
        sled::Error::Io(source) if source.to_string().contains("could not acquire lock") => {
            StoreError::Locked { path }
        }
        sled::Error::Io(source) if is_of_the_disk(&source) => StoreError::Io { path, source },
        other => StoreError::Damaged {
            path,
            cause: other.to_string(),
        },
    }
}

/// Whether the system refused; anything else sled says as I/O is about what is in its files. (Sled
/// hands on some of the system's errors as words only.)
fn is_of_the_disk(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotFound, PermissionDenied, ReadOnlyFilesystem, StorageFull};
    let refused = [NotFound, PermissionDenied, ReadOnlyFilesystem, StorageFull];
    error.raw_os_error().is_some() || refused.contains(&error.kind())
}
