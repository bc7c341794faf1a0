//! The store's folder: made so that only its owner can read what is in it.

use std::fs::{self, DirBuilder};
use std::io;
use std::path::Path;

/// Makes the store's folder, unless it is there, and tells git to leave a new one alone.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    private(folder)?;
    if fs::read_dir(folder)?.next().is_none() {
        fs::write(folder.join(".gitignore"), "*\n")?;
        private_files(folder);
    }
    Ok(())
}

/// Makes a folder that only its owner can read, with all above it; one that is there stays as it is.
pub(super) fn private(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        // Another process was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        done => done,
    }
}

/// Takes the files in a folder, and those in folders within, from everybody but their owner. What
/// cannot be changed is left: the folder above is private too.
pub(super) fn private_files(folder: &Path) {
    #[cfg(unix)]
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        use std::os::unix::fs::PermissionsExt as _;
        let Ok(about) = entry.metadata() else {
            continue;
        };
        let mode = if about.is_dir() { 0o700 } else { 0o600 };
        if about.is_dir() {
            private_files(&entry.path());
        }
        if about.permissions().mode() & 0o777 != mode {
            let _ = fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode));
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
}
