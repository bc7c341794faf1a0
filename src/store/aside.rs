//! What is kept aside in a store's folder: a journal that something else took the place of, or one that
//! was damaged. Each lies in a folder of its own, which is a store's folder too and can be exported.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder::{private, sync};
use super::journal::{self, Journal};
use super::line;

/// What their names begin with.
const NAME: &str = "aside-";

/// A new folder.
pub(super) fn new(store: &Path) -> io::Result<PathBuf> {
    let mut id = [0; 4];
    getrandom::fill(&mut id).map_err(|cause| io::Error::other(cause.to_string()))?;
    let folder = store.join(format!("{NAME}{}", line::hex(&id)));
    private(&folder)?;
    Ok(folder)
}

/// Keeps what was read and written of a journal.
pub(super) fn of_journal(store: &Path, journal: &Journal) -> io::Result<PathBuf> {
    let folder = new(store)?;
    journal.copy_to(&folder.join(journal::NAME))?;
    sync(&folder)?;
    Ok(folder)
}

/// What was kept in a store's folder, in order of name.
pub(super) fn all(store: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(store).into_iter().flatten().flatten();
    let aside = found.filter(|entry| entry.file_name().to_string_lossy().starts_with(NAME));
    let mut all: Vec<_> = aside.map(|entry| entry.path()).collect();
    all.sort();
    all
}
