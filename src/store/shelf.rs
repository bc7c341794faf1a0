//! Bytes under keys: what a backend must do, and no more.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::{AuditEvent, Audited, StoreError};
use crate::ids::CaseCode;

/// One change of what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These bytes are kept under this key from now on.
    Put(String, Vec<u8>),
    /// Nothing is kept under this key any more.
    Remove(String),
    /// Nothing is kept any more under any key that begins so.
    Clear(String),
}

/// Changes that are made together, in their order: all of them or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// What the audit trail says of them.
    pub note: Note,
    /// The changes.
    pub changes: Vec<Change>,
}

/// A line of the audit trail: who did what, when, about whom. It names nobody but by code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// When; a shelf that knows the time fills it in.
    pub at: Option<DateTime<Utc>>,
    /// Who; a shelf that knows whom it serves fills it in.
    pub by: Option<String>,
    /// What.
    pub what: Audited,
    /// The case it is about, when it is about one.
    pub case: Option<String>,
}

impl Batch {
    /// An empty one, with what the audit trail is to say.
    pub fn new(what: AuditEvent) -> Self {
        Self {
            note: Note {
                what: what.into(),
                ..Note::default()
            },
            changes: Vec::new(),
        }
    }

    /// What changes nothing and is noted all the same: a look, at a case perhaps.
    pub fn look(what: AuditEvent, case: Option<&CaseCode>) -> Self {
        let batch = Self::new(what);
        match case {
            Some(case) => batch.about(case.as_str()),
            None => batch,
        }
    }

    /// Says which case it is about.
    #[must_use]
    pub fn about(mut self, case: impl Into<String>) -> Self {
        self.note.case = Some(case.into());
        self
    }

    /// Puts bytes under a key.
    pub fn put(&mut self, key: String, bytes: Vec<u8>) {
        self.changes.push(Change::Put(key, bytes));
    }

    /// Removes a key.
    pub fn remove(&mut self, key: String) {
        self.changes.push(Change::Remove(key));
    }

    /// Removes every key that begins with `prefix`.
    pub fn clear(&mut self, prefix: impl Into<String>) {
        self.changes.push(Change::Clear(prefix.into()));
    }
}

/// A backend.
pub trait Shelf {
    /// Where it is, for messages.
    fn path(&self) -> PathBuf;

    /// The bytes under a key.
    ///
    /// # Errors
    /// When they cannot be read.
    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// All keys that begin with `prefix`, with their bytes, in order of key.
    ///
    /// # Errors
    /// When they cannot be read.
    fn scan(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// The same, but for keys that sort before `prefix` followed by `from`.
    ///
    /// # Errors
    /// When they cannot be read.
    fn scan_from(&self, prefix: &str, from: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// Makes all changes of a batch or none; they are on the disk when this returns.
    ///
    /// # Errors
    /// When they cannot be written.
    fn write(&mut self, batch: Batch) -> Result<(), StoreError>;

    /// Changes the past: every batch ever written passes through `change`, in order, and nothing of
    /// what it was before is left anywhere. All of it or none, like a batch; `batch` is written
    /// behind it.
    ///
    /// # Errors
    /// When it cannot be written.
    fn rewrite(
        &mut self,
        change: &mut dyn FnMut(Batch) -> Batch,
        batch: Batch,
    ) -> Result<(), StoreError>;
}

impl<S: Shelf + ?Sized> Shelf for &mut S {
    fn path(&self) -> PathBuf {
        (**self).path()
    }

    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        (**self).get(key)
    }

    fn scan(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        (**self).scan(prefix)
    }

    fn scan_from(&self, prefix: &str, from: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        (**self).scan_from(prefix, from)
    }

    fn write(&mut self, batch: Batch) -> Result<(), StoreError> {
        (**self).write(batch)
    }

    fn rewrite(
        &mut self,
        change: &mut dyn FnMut(Batch) -> Batch,
        batch: Batch,
    ) -> Result<(), StoreError> {
        (**self).rewrite(change, batch)
    }
}
