//! A turn at a store on the disk: the lock, the journal and an index that has followed it come
//! together; batches are written and values read until it ends.

use std::cell::RefCell;
use std::path::PathBuf;

use super::disk::{Disk, Notice};
use super::index::Index;
use super::journal::{self, Journal, Tail, Text};
use super::keys::FORMAT;
use super::lock::Lock;
use super::sled::{Sled, Unusable};
use super::{Batch, Memory, Shelf, StoreError, checkpoint, folder, line, migrate};

/// A turn: nobody else reads or writes the store until it is dropped.
#[derive(Debug)]
pub struct Turn {
    index: RefCell<Index>,
    journal: Journal,
    /// Whether all of the journal is known to be whole.
    sealed: bool,
    disk: Disk,
    _lock: Lock,
}

impl Turn {
    /// Waits for a turn and makes everything ready.
    pub(super) fn begin(disk: &Disk) -> Result<Self, StoreError> {
        let lock = lock(disk)?;
        let sealed = checkpoint::is_sealed(&disk.folder);
        let ready = resumed(disk).or_else(|| unchanged(disk));
        let sealed = sealed || ready.is_none();
        let (journal, index) = match ready {
            Some(ready) => ready,
            None => begun(disk)?,
        };
        Ok(Self {
            index: RefCell::new(index),
            journal,
            sealed,
            disk: disk.clone(),
            _lock: lock,
        })
    }

    /// Asks the index; one that cannot be read is made anew, once.
    fn ask<T>(&self, read: impl Fn(&Index) -> Result<T, Unusable>) -> Result<T, StoreError> {
        let answer = read(&self.index.borrow());
        answer.or_else(|_| {
            self.renew()?;
            let answer = read(&self.index.borrow());
            answer.map_err(|_| StoreError::Damaged {
                path: self.disk.folder.clone(),
                cause: "its index can be neither read nor made anew".to_owned(),
            })
        })
    }

    /// Makes the index anew from the journal.
    fn renew(&self) -> Result<(), StoreError> {
        // Sled must let go of its files first.
        self.index.replace(Index::Memory(Memory::new()));
        let folder = &self.disk.folder;
        let text = Text::read(folder).map_err(self.disk.io())?;
        let text = text.unwrap_or_default();
        let fresh = Err(Unusable::Broken);
        let index = Index::follow(folder, &text, &self.journal.id, fresh)?;
        self.index.replace(index);
        Ok(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let reached = self.index.borrow().position();
        self.disk.keep_mark(self.journal.mark(reached));
        // Sled lets go of its files, and may write one more, before anybody else has a turn.
        self.index.replace(Index::Memory(Memory::new()));
        folder::private_files(&self.disk.folder.join(super::sled::FOLDER));
    }
}

impl Shelf for Turn {
    fn path(&self) -> PathBuf {
        self.disk.folder.clone()
    }

    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.ask(|index| index.get(key))
    }

    fn scan(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.ask(|index| index.scan(prefix, ""))
    }

    fn scan_from(&self, prefix: &str, from: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.ask(|index| index.scan(prefix, from))
    }

    fn write(&mut self, batch: Batch) -> Result<(), StoreError> {
        let batch = self.disk.sign(batch);
        let sign = self.journal.append(&batch).map_err(self.disk.io())?;
        // The batch is saved now, whatever becomes of the index.
        if self.sealed {
            checkpoint::keep(&self.disk.folder);
        }
        let followed = self.index.borrow_mut().apply(batch, &self.journal, sign);
        if followed.is_err() {
            self.renew()?;
        }
        Ok(())
    }

    fn rewrite(
        &mut self,
        change: &mut dyn FnMut(Batch) -> Batch,
        batch: Batch,
    ) -> Result<(), StoreError> {
        let folder = self.disk.folder.clone();
        let text = Text::read(&folder).map_err(self.disk.io())?;
        let mut written = Vec::new();
        for (number, json) in text.unwrap_or_default().after(0) {
            let batch = line::batch(json).map_err(|cause| StoreError::Damaged {
                path: folder.clone(),
                cause: format!("change {number} of its journal: {cause}"),
            })?;
            written.push(line::json(&change(batch)));
        }
        written.push(line::json(&self.disk.sign(batch)));
        let id = replace(&self.disk, written.iter().map(String::as_str))?;
        let text = Text::read(&folder).map_err(self.disk.io())?;
        let text = text.unwrap_or_default();
        self.journal = Journal::open(&folder, &text, &id).map_err(self.disk.io())?;
        checkpoint::keep(&folder);
        // What the index keeps of the past must go too, files and all.
        self.index.replace(Index::Memory(Memory::new()));
        Sled::remove(&folder).map_err(|_| StoreError::Stays {
            path: folder.clone(),
        })?;
        self.renew()
    }
}

/// Journal and index of a store of which this process has read all but what was written since its last turn.
fn resumed(disk: &Disk) -> Option<(Journal, Index)> {
    let text = disk.news()?;
    let (_, id) = text.header.as_ref()?;
    let index = Index::follow_news(&text, id, Sled::open(&disk.folder).ok()?).ok()?;
    let journal = Journal::open(&disk.folder, &text, id).ok()?;
    Some((journal, index))
}

/// Journal and index of a store whose journal is as its index has followed it to the end.
fn unchanged(disk: &Disk) -> Option<(Journal, Index)> {
    if !Sled::is_in(&disk.folder) {
        return None;
    }
    let sled = Sled::open(&disk.folder).ok()?;
    let text = checkpoint::news(&disk.folder, &sled).ok()??;
    let (_, id) = text.header.as_ref()?;
    let index = Index::follow_news(&text, id, sled).ok()?;
    let journal = Journal::open(&disk.folder, &text, id).ok()?;
    Some((journal, index))
}

/// Journal and index of a store of which everything is looked at.
fn begun(disk: &Disk) -> Result<(Journal, Index), StoreError> {
    let folder = &disk.folder;
    let text = read_or_make(disk)?;
    let id = judged(disk, &text)?;
    let found = Sled::open(folder);
    let reached = found.as_ref().map_or(Ok(None), Sled::position);
    let reached = reached.ok().flatten().filter(|at| at.id == id);
    judge_end(disk, &text, reached.map_or(0, |at| at.number))?;
    let journal = Journal::open(folder, &text, &id).map_err(disk.io())?;
    let index = Index::follow(folder, &text, &id, found)?;
    checkpoint::keep(folder);
    Ok((journal, index))
}

/// Waits for the lock of a store whose folder is made when it is not there.
pub(super) fn lock(disk: &Disk) -> Result<Lock, StoreError> {
    disk.is_there()?;
    folder::make(&disk.folder).map_err(disk.io())?;
    Lock::take(&disk.folder, disk.patience, &|| disk.tell(&Notice::Waiting))
}

/// Puts a journal of these batches in the place of the one that is there; its new id.
pub(super) fn replace<'a>(
    disk: &Disk,
    batches: impl Iterator<Item = &'a str>,
) -> Result<String, StoreError> {
    let mut id = [0; 8];
    getrandom::fill(&mut id).map_err(StoreError::NoRandom)?;
    let id = line::hex(&id);
    journal::replace(&disk.folder, &id, batches).map_err(disk.io())?;
    Ok(id)
}

/// The journal of a store, which is made or taken over from an older format when there is none.
fn read_or_make(disk: &Disk) -> Result<Text, StoreError> {
    let folder = &disk.folder;
    journal::tidy(folder).map_err(disk.io())?;
    if let Some(text) = Text::read(folder).map_err(disk.io())? {
        let whole = text.broken.is_none() && text.tail() != Tail::Broken;
        let older = text.header.as_ref().is_some_and(|(format, _)| *format == 2);
        if !older || !whole {
            return Ok(text);
        }
        drop(text);
        migrate::from_2(disk)?;
    } else if Sled::is_in(folder) {
        migrate::from_1(disk)?;
    } else {
        replace(disk, std::iter::empty())?;
    }
    let text = Text::read(folder).map_err(disk.io())?;
    Ok(text.unwrap_or_default())
}

/// What stands behind the last whole line is either no more than a batch that was never acknowledged,
/// or damage: whatever an index has followed (`reached`) was acknowledged.
fn judge_end(disk: &Disk, text: &Text, reached: u64) -> Result<(), StoreError> {
    match text.tail() {
        Tail::None if reached > text.count() => disk.tell(&Notice::Older {
            index: reached,
            journal: text.count(),
        }),
        Tail::None => {}
        Tail::Torn(bytes) if reached <= text.count() => disk.tell(&Notice::Cut(bytes)),
        Tail::Torn(_) | Tail::Broken => return Err(broken(disk, text, text.end())),
    }
    Ok(())
}

/// The id of a journal of which every line is whole but for its tail.
fn judged(disk: &Disk, text: &Text) -> Result<String, StoreError> {
    match &text.header {
        None => Err(broken(disk, text, 0)),
        Some((found, _)) if *found > FORMAT => Err(StoreError::Newer {
            path: disk.folder.clone(),
            found: *found,
            known: FORMAT,
        }),
        Some((found, _)) if *found < FORMAT => Err(broken(disk, text, 0)),
        Some((_, id)) => match text.broken {
            Some(at) => Err(broken(disk, text, at)),
            None => Ok(id.clone()),
        },
    }
}

fn broken(disk: &Disk, text: &Text, at: usize) -> StoreError {
    StoreError::Broken {
        path: disk.folder.clone(),
        at,
        whole: text.whole(),
    }
}
