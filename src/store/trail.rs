//! The audit trail: the journal of a store comes in; who did what, when, and about which case goes out.
//! And a stamp, which differs as soon as anything was written.

use std::fs;
use std::io;
use std::time::SystemTime;

use super::disk::Disk;
use super::journal::{self, Text};
use super::{Note, StoreError, line};

/// What a store's journal looks like from outside: while it stays, so does all that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    file: u64,
}

impl Disk {
    /// The stamp of now; `None` when there is no store yet. Costs one look at one file, and no turn.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn stamp(&self) -> Result<Option<Stamp>, StoreError> {
        let about = match fs::metadata(self.folder.join(journal::NAME)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            about => about.map_err(self.io())?,
        };
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(&about);
        #[cfg(not(unix))]
        let file = 0;
        Ok(Some(Stamp {
            length: about.len(),
            modified: about.modified().ok(),
            file,
        }))
    }

    /// The lines of the audit trail that `wanted` asks for, in the order they were written. Takes no
    /// turn: what is being written at this moment may be missing.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn trail(&self, wanted: impl Fn(&Note) -> bool) -> Result<Vec<Note>, StoreError> {
        let text = Text::read(&self.folder).map_err(self.io())?;
        let text = text.unwrap_or_default();
        let notes = text.after(0).filter_map(|(_, json)| line::note(json));
        Ok(notes.filter(wanted).collect())
    }
}
