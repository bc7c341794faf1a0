//! Bytes under keys: what a backend must do, and no more.

use std::path::PathBuf;

use super::StoreError;

/// Changes that are made together: all of them or none. The last one of a key holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Key → its new bytes, or `None` to remove it.
    pub changes: Vec<(String, Option<Vec<u8>>)>,
}

impl Batch {
    /// Puts bytes under a key.
    pub fn put(&mut self, key: String, bytes: Vec<u8>) {
        self.changes.push((key, Some(bytes)));
    }

    /// Removes a key.
    pub fn remove(&mut self, key: String) {
        self.changes.push((key, None));
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

    /// Makes all changes of a batch or none; they are on the disk when this returns.
    ///
    /// # Errors
    /// When they cannot be written.
    fn write(&mut self, batch: Batch) -> Result<(), StoreError>;
}
