//! What is done to a disk when a team's files change, one call each, so that tests can let each of them fail.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// The calls that change something.
pub trait FileOps {
    /// Writes a new file, with the rights of another if that is there; what was written outlives a power cut.
    ///
    /// # Errors
    /// When the disk says no.
    fn write(&self, path: &Path, bytes: &[u8], like: &Path) -> io::Result<()>;

    /// Puts a file in the place of another.
    ///
    /// # Errors
    /// When the disk says no.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Takes a file away; one that is not there is no error.
    ///
    /// # Errors
    /// When the disk says no.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a folder outlive a power cut.
    ///
    /// # Errors
    /// When the disk says no.
    fn sync(&self, folder: &Path) -> io::Result<()>;
}

/// The disk itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnDisk;

impl FileOps for OnDisk {
    fn write(&self, path: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        if let Ok(known) = fs::metadata(like) {
            file.set_permissions(known.permissions())?;
        }
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(failure) if failure.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    fn sync(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
        #[cfg(not(unix))]
        let _ = folder;
        Ok(())
    }
}
