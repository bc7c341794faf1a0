//! A shelf that lasts as long as the process, for tests and for trying things out; and what stands
//! in for an index that cannot be written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Batch, Change, Note, Shelf, StoreError, keys};

/// A store in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    values: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// A copy of what planning reads of another shelf, to try things out on.
    ///
    /// # Errors
    /// When the other cannot be read.
    pub fn copy_of<S: Shelf>(other: &S) -> Result<Self, StoreError> {
        let mut copy = Self::default();
        for prefix in keys::PLANNING {
            copy.values.extend(other.scan(prefix)?);
        }
        Ok(copy)
    }

    /// Makes the changes of a batch.
    pub(super) fn apply(&mut self, batch: Batch) {
        for change in batch.changes {
            match change {
                Change::Put(key, bytes) => drop(self.values.insert(key, bytes)),
                Change::Remove(key) => drop(self.values.remove(&key)),
                Change::Clear(prefix) => self.values.retain(|key, _| !key.starts_with(&prefix)),
            }
        }
    }

    /// The bytes under a key.
    pub(super) fn at(&self, key: &str) -> Option<Vec<u8>> {
        self.values.get(key).cloned()
    }

    /// All keys that begin with `prefix`, from `from` on, with their bytes.
    pub(super) fn within(&self, prefix: &str, from: &str) -> Vec<(String, Vec<u8>)> {
        let from = self.values.range(format!("{prefix}{from}")..);
        from.take_while(|(key, _)| key.starts_with(prefix))
            .map(|(key, bytes)| (key.clone(), bytes.clone()))
            .collect()
    }
}

impl Shelf for Memory {
    fn path(&self) -> PathBuf {
        PathBuf::from("(memory)")
    }

    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.at(key))
    }

    fn scan(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        Ok(self.within(prefix, ""))
    }

    fn scan_from(&self, prefix: &str, from: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        Ok(self.within(prefix, from))
    }

    fn write(&mut self, batch: Batch) -> Result<(), StoreError> {
        self.apply(batch);
        Ok(())
    }

    /// It has no past but what is there: that is one batch.
    fn rewrite(
        &mut self,
        change: &mut dyn FnMut(Batch) -> Batch,
        batch: Batch,
    ) -> Result<(), StoreError> {
        let values = std::mem::take(&mut self.values).into_iter();
        let whole = Batch {
            note: Note::default(),
            changes: values.map(|(key, bytes)| Change::Put(key, bytes)).collect(),
        };
        self.apply(change(whole));
        self.apply(batch);
        Ok(())
    }
}
