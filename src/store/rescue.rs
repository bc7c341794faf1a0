//! Saving what can be saved of a damaged store: where from comes in; a store that opens goes out, with
//! what was there before kept aside.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::disk::Disk;
use super::folder::{private_file, sync};
use super::journal::{self, Text};
use super::salvage::{Lines, index, lines};
use super::sled::FOLDER;
use super::turn::{lock, new_id, replace};
use super::{AuditEvent, Batch, Change, Memory, StoreError, aside, line};

/// Where from to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The changes of the journal that are whole: also an older copy that was put back on purpose.
    Journal,
    /// What the index has. The trail of how it came to be is that of the journal.
    Index,
}

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    /// How many changes the journal has now.
    pub changes: usize,
    /// Where what was there before is kept: a store's folder, as it was.
    pub aside: PathBuf,
    /// Where another process's changes are kept, if two had written at the same time.
    pub beside: Option<PathBuf>,
}

impl Disk {
    /// Makes a store that opens of what is left of one.
    ///
    /// # Errors
    /// [`StoreError::NothingToSave`] when nothing is left there; when no turn is to be had, a later version
    /// wrote it, or the disk says no. Then it is as it was.
    pub fn rescue(&self, from: Source) -> Result<Rescued, StoreError> {
        let mut held = lock(self)?;
        let path = || self.folder.clone();
        let text = Text::read(&self.folder).map_err(self.io())?;
        let there = text.is_some();
        let found = text.map(|text| lines(self, &text)).transpose()?;
        let Lines {
            main,
            beside,
            own: _,
            id,
        } = found.unwrap_or_default();
        let mut written: Vec<String> = main.into_iter().map(|(_, json)| json).collect();
        let mut note = Batch::new(AuditEvent::Rescued);
        match from {
            Source::Journal if there => {}
            Source::Journal => {
                let what = "journal";
                return Err(StoreError::NothingToSave { path: path(), what });
            }
            Source::Index => {
                let what = "index";
                let nothing = || StoreError::NothingToSave { path: path(), what };
                let index = index(self).ok_or_else(nothing)?;
                // Of another store there is no trail to keep.
                if index.id != id && id.is_some() {
                    written.clear();
                }
                note.changes = all_of(&index.state);
            }
        }
        written.push(line::json(&self.sign(note)));
        let beside = match beside.is_empty() {
            true => None,
            false => Some(self.keep_beside(&beside)?),
        };
        let aside = aside::new(&self.folder).map_err(self.io())?;
        self.set_aside(&aside).map_err(self.io())?;
        let (_, file) = replace(self, written.iter().map(String::as_str))?;
        held.pass_to(file);
        Ok(Rescued {
            changes: written.len(),
            aside,
            beside,
        })
    }

    /// Moves the index to a folder, and copies the journal.
    fn set_aside(&self, aside: &std::path::Path) -> io::Result<()> {
        let from = self.folder.join(journal::NAME);
        match fs::read(&from) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            bytes => {
                let mut copy = private_file(&aside.join(journal::NAME))?;
                io::Write::write_all(&mut copy, &bytes?)?;
                copy.sync_all()?;
            }
        }
        match fs::rename(self.folder.join(FOLDER), aside.join(FOLDER)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        sync(aside)?;
        sync(&self.folder)
    }

    /// Writes the changes of another process to a store of their own.
    fn keep_beside(&self, lines: &[String]) -> Result<PathBuf, StoreError> {
        let folder = aside::new(&self.folder).map_err(self.io())?;
        let lines = lines.iter().map(String::as_str);
        journal::write(&folder.join(journal::NAME), &new_id()?, lines).map_err(self.io())?;
        sync(&folder).map_err(self.io())?;
        Ok(folder)
    }
}

/// What makes any store one that has just this.
fn all_of(state: &Memory) -> Vec<Change> {
    let all = state.within("", "").into_iter();
    let puts = all.map(|(key, bytes)| Change::Put(key, bytes));
    std::iter::once(Change::Clear(String::new()))
        .chain(puts)
        .collect()
}
