//! A store that need not be there yet: a place comes in; what is read of it, and a store that is made when something is
//! first written, go out. So a command that fails leaves no empty store behind.

use std::path::PathBuf;

use super::{Batch, Disk, Memory, Shelf, Store as _, StoreError, Turn};

/// A turn at a store, or at one that is not there yet.
#[derive(Debug)]
pub struct Unmade {
    disk: Disk,
    /// What stands for it until then: nothing.
    empty: Memory,
    turn: Option<Turn>,
}

impl Disk {
    /// Waits for a turn, unless there is no store yet: then one is made when something is written.
    ///
    /// # Errors
    /// As [`Disk::turn`].
    pub fn turn_or_unmade(&self) -> Result<Unmade, StoreError> {
        let turn = self.is_there()?.then(|| self.turn()).transpose()?;
        Ok(Unmade {
            disk: self.clone(),
            empty: Memory::new(),
            turn,
        })
    }
}

impl Unmade {
    /// A turn at the store, which is made now. Somebody else may have made it meanwhile: what was read of it is not so
    /// any more.
    fn made(&mut self) -> Result<&mut Turn, StoreError> {
        if self.turn.is_none() {
            let turn = self.disk.turn()?;
            if !turn.scan("")?.is_empty() {
                return Err(turn.changed());
            }
            self.turn = Some(turn);
        }
        self.turn.as_mut().ok_or_else(|| self.empty.changed())
    }
}

impl Shelf for Unmade {
    fn path(&self) -> PathBuf {
        self.disk.folder.clone()
    }

    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match &self.turn {
            Some(turn) => turn.get(key),
            None => self.empty.get(key),
        }
    }

    fn scan(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.scan_from(prefix, "")
    }

    fn scan_from(&self, prefix: &str, from: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        match &self.turn {
            Some(turn) => turn.scan_from(prefix, from),
            None => self.empty.scan_from(prefix, from),
        }
    }

    fn write(&mut self, batch: Batch) -> Result<(), StoreError> {
        self.made()?.write(batch)
    }

    fn rewrite(
        &mut self,
        change: &mut dyn FnMut(Batch) -> Batch,
        batch: Batch,
    ) -> Result<(), StoreError> {
        self.made()?.rewrite(change, batch)
    }
}
