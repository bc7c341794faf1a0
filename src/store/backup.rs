//! A copy of a living store: a folder comes in; a store that opens and restores is in it when this ends.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::disk::Disk;
use super::folder::{make, private_file, sync};
use super::journal::{self, Tail, Text};
use super::salvage::{lines, state};
use super::turn::{broken, judged, lock};
use super::{StoreError, fetches, judge};

impl Disk {
    /// Copies the store to a new folder, and returns how many changes it holds. Others wait no longer
    /// than the reading takes.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`]; when the store is damaged, for a copy of that would restore nothing; when
    /// the disk says no. Nothing is left in the folder then that looks like a store.
    pub fn backup(&self, to: &Path) -> Result<usize, StoreError> {
        let there = |source| StoreError::Io {
            path: to.to_owned(),
            source,
        };
        let is_new = match fs::read_dir(to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            all => all.map_err(there)?.next().is_none(),
        };
        if !is_new {
            let path = to.to_owned();
            return Err(StoreError::NotEmpty { path });
        }
        let (bytes, fetched) = self.contents()?;
        let text = Text::of(bytes);
        let changes = self.sound(&text)?;
        make(to).map_err(there)?;
        let whole = text.whole_bytes();
        if let Some(fetched) = fetched {
            write(&to.join(fetches::NAME), &fetched).map_err(there)?;
        }
        let new = to.join(journal::NEW);
        write(&new, whole)
            .and_then(|()| fs::rename(&new, to.join(journal::NAME)))
            .and_then(|()| sync(to))
            .map_err(there)?;
        Ok(changes)
    }

    /// Journal and fetches of one moment. A store of an older format is brought up to date first.
    fn contents(&self) -> Result<(Vec<u8>, Option<Vec<u8>>), StoreError> {
        drop(self.turn()?);
        let _held = lock(self)?;
        let journal = fs::read(self.folder.join(journal::NAME)).map_err(self.io())?;
        // Small notes that may be lost.
        Ok((journal, fs::read(self.folder.join(fetches::NAME)).ok()))
    }

    /// How many changes there are, when all of them are whole and make sense.
    fn sound(&self, text: &Text) -> Result<usize, StoreError> {
        judged(self, text)?;
        if text.tail() == Tail::Broken {
            return Err(broken(self, text, text.end()));
        }
        let lines = lines(self, text)?.main;
        match judge::flaws(&state(&lines)).into_iter().next() {
            Some(cause) => Err(StoreError::Damaged {
                path: self.folder.clone(),
                cause,
            }),
            None => Ok(lines.len()),
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private_file(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
