//! The audit trail: the journal of a store comes in; who did what, when, and about which case goes out.
//! And a stamp, which differs as soon as anything was written.

use std::fs;
use std::io;
use std::time::SystemTime;

use super::disk::Disk;
use super::journal::{self, Journal, Text};
use super::{Access, AuditEvent, Batch, Note, StoreError, checkpoint, line, turn};
use crate::ids::CaseCode;

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
        Ok(Some(Stamp {
            length: about.len(),
            modified: about.modified().ok(),
            file: journal::inode(&about),
        }))
    }

    /// Notes in the audit trail what changes nothing, and returns the stamps before and after it, between which
    /// nobody else wrote. Where this process has had a turn the journal alone is looked at, and of it what was
    /// written since: the index follows in the next turn.
    ///
    /// # Errors
    /// As [`Disk::turn`], and when the journal cannot be written.
    pub fn note(
        &self,
        what: AuditEvent,
        case: Option<&CaseCode>,
    ) -> Result<(Option<Stamp>, Option<Stamp>), StoreError> {
        let lock = turn::lock(self)?;
        let Some(text) = self.news() else {
            drop(lock);
            let mut turn = self.turn()?;
            let before = self.stamp()?;
            Access::note(&mut turn, what, case)?;
            return Ok((before, self.stamp()?));
        };
        let before = self.stamp()?;
        let id = text.header.as_ref().map_or("", |(_, id)| id);
        let mut journal = Journal::open(&self.folder, &text, id).map_err(self.io())?;
        let batch = self.sign(Batch::look(what, case));
        let sealed = checkpoint::is_sealed(&self.folder);
        journal.append(&batch).map_err(self.io())?;
        if sealed {
            checkpoint::keep(&self.folder);
        }
        Ok((before, self.stamp()?))
    }

    /// What was written behind the mark of this process's last turn; `None` when the whole journal must be looked at.
    pub(super) fn news(&self) -> Option<Text> {
        let mark = self.mark()?;
        let text = Text::since(&self.folder, &mark).ok()??;
        text.is_clean().then_some(text)
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
