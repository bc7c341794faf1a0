//! A shelf that lasts as long as the process, for tests and for trying things out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Batch, Shelf, StoreError};

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
}

impl Shelf for Memory {
    fn path(&self) -> PathBuf {
        PathBuf::from("(memory)")
    }

    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.values.get(key).cloned())
    }

    fn scan(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let from = self.values.range(prefix.to_owned()..);
        let within = from.take_while(|(key, _)| key.starts_with(prefix));
        Ok(within
            .map(|(key, bytes)| (key.clone(), bytes.clone()))
            .collect())
    }

    fn write(&mut self, batch: Batch) -> Result<(), StoreError> {
        for (key, change) in batch.changes {
            match change {
                Some(bytes) => self.values.insert(key, bytes),
                None => self.values.remove(&key),
            };
        }
        Ok(())
    }
}
