//! The store's folder: paths come in; folders and files that only their owner can read go out.

use std::fs::{self, DirBuilder, File, OpenOptions};
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
/// When this returns a power cut does not take it back.
pub(super) fn private(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = match folder.parent() {
        Some(above) if above != Path::new("") => above,
        _ => Path::new("."),
    };
    if !above.is_dir() {
        open_to_all(above)?;
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        // Another process was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync(above),
    }
}

/// Makes the folders above.
fn open_to_all(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    folder
        .ancestors()
        .filter(|above| above.is_dir())
        .try_for_each(sync)
}

/// Makes sure that the names in a folder outlive a power cut.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    match File::open(folder) {
        // Whoever may not look into a folder has made nothing in it.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
        file => file?.sync_all()?,
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Makes an empty file that only its owner can read.
pub(super) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
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
