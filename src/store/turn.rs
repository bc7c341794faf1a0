//! A turn at a store on the disk: the lock, the journal and an index that has followed it come
//! together; batches are written and values read until it ends.

use std::cell::RefCell;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use super::disk::{Disk, Notice};
use super::index::{Index, Position};
use super::journal::{self, Journal, Tail, Text, Unwritten};
use super::keys::FORMAT;
use super::lock::{Lock, is_refused};
use super::sled::{Sled, Unusable};
use super::{Batch, Shelf, StoreError, aside, checkpoint, folder, line, migrate};

/// How long a line that is not whole may still be being written.
const PAUSE: Duration = Duration::from_millis(200);

/// A turn: nobody else reads or writes the store until it is dropped.
#[derive(Debug)]
pub struct Turn {
    index: RefCell<Index>,
    journal: Journal,
    /// Whether all of the journal is known to be whole.
    sealed: bool,
    disk: Disk,
    lock: Lock,
}

impl Turn {
    /// Waits for a turn and makes everything ready.
    pub(super) fn begin(disk: &Disk) -> Result<Self, StoreError> {
        let mut lock = lock(disk)?;
        let sealed = checkpoint::is_sealed(&disk.folder);
        let ready = has_index(&lock).then(|| resumed(disk).or_else(|| unchanged(disk)));
        let ready = ready.flatten();
        let sealed = sealed || ready.is_none();
        let (journal, index) = match ready {
            Some(ready) => ready,
            None => begun(disk, &mut lock)?,
        };
        if Sled::has_hung() {
            disk.tell_once(&Notice::NoIndex);
        }
        Ok(Self {
            index: RefCell::new(index),
            journal,
            sealed,
            disk: disk.clone(),
            lock,
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
        self.index.replace(Index::Lost);
        let folder = &self.disk.folder;
        let text = Text::read(folder).map_err(self.disk.io())?;
        let text = text.unwrap_or_default();
        let fresh = Err(match has_index(&self.lock) {
            true => Unusable::Broken,
            false => Unusable::Aside,
        });
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
        self.index.replace(Index::Lost);
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
        let appended = self.journal.append(&batch);
        let sign = appended.map_err(|why| unwritten(&self.disk, &self.journal, why))?;
        // The batch is saved now, whatever becomes of the index.
        if self.sealed {
            checkpoint::keep(&self.disk.folder);
        }
        let followed = self.index.get_mut().apply(batch, &self.journal, sign);
        if followed.is_err() {
            self.index.replace(Index::Lost);
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
        let stands = self.journal.stands();
        stands.map_err(|why| unwritten(&self.disk, &self.journal, why))?;
        // What the index keeps of the past must go too, files and all; and an index never belongs to
        // another journal than the one that is there.
        self.index.replace(Index::Lost);
        Sled::remove(&folder).map_err(|_| StoreError::Stays {
            path: folder.clone(),
        })?;
        let (id, file) = replace(&self.disk, written.iter().map(String::as_str))?;
        self.lock.pass_to(file);
        if self.journal.is_longer() {
            return Err(unwritten(&self.disk, &self.journal, Unwritten::Forked));
        }
        // The past is another now, even if it cannot be read.
        let opened = Text::read(&folder)
            .and_then(|text| Journal::open(&folder, &text.unwrap_or_default(), &id));
        match opened {
            Ok(journal) => {
                self.journal = journal;
                checkpoint::keep(&folder);
            }
            Err(why) => self.journal.refuse(why),
        }
        Ok(())
    }
}

/// Whether the index on the disk may be used: nobody else changes it meanwhile.
fn has_index(lock: &Lock) -> bool {
    lock.holds && lock.may_write() && !Sled::has_hung()
}

/// Why a batch is not saved. What stood in a journal that is not there any more is kept aside.
pub(super) fn unwritten(disk: &Disk, journal: &Journal, why: Unwritten) -> StoreError {
    let path = disk.folder.clone();
    match why {
        Unwritten::No(source) => StoreError::Io { path, source },
        Unwritten::Unsure(source) => StoreError::Unsure { path, source },
        Unwritten::Overtaken => {
            // Whoever wrote meanwhile has changed the index meanwhile, too.
            let _ = Sled::remove(&path);
            StoreError::Overtaken { path }
        }
        Unwritten::Forked => match aside::of_journal(&path, journal) {
            Ok(kept) => StoreError::Forked { path, kept },
            Err(source) => StoreError::Io { path, source },
        },
    }
}

/// Journal and index of a store of which this process has read all but what was written since its last turn.
fn resumed(disk: &Disk) -> Option<(Journal, Index)> {
    let text = disk.news()?;
    let (_, id) = text.header.as_ref()?;
    let found = Sled::open(&disk.folder).ok()?;
    let journal = Journal::open(&disk.folder, &text, id).ok()?;
    if text.has_lines() {
        journal.sync().ok()?;
    }
    let index = Index::follow_news(&text, id, found).ok()?;
    Some((journal, index))
}

/// Journal and index of a store whose journal is as its index has followed it to the end.
fn unchanged(disk: &Disk) -> Option<(Journal, Index)> {
    if !Sled::is_in(&disk.folder).ok()? {
        return None;
    }
    let sled = Sled::open(&disk.folder).ok()?;
    let text = checkpoint::news(&disk.folder, &sled).ok()??;
    let (_, id) = text.header.as_ref()?;
    let journal = Journal::open(&disk.folder, &text, id).ok()?;
    if text.has_lines() {
        journal.sync().ok()?;
    }
    let index = Index::follow_news(&text, id, sled).ok()?;
    Some((journal, index))
}

/// Journal and index of a store of which everything is looked at.
fn begun(disk: &Disk, lock: &mut Lock) -> Result<(Journal, Index), StoreError> {
    let folder = &disk.folder;
    let mut text = read_or_make(disk, lock)?;
    if matches!(text.tail(), Tail::Torn(_)) {
        // Locks may lie: whoever writes it is given the time to end.
        std::thread::sleep(PAUSE);
        text = Text::read(folder).map_err(disk.io())?.unwrap_or_default();
    }
    let id = judged(disk, &text)?;
    let found = match has_index(lock) {
        true => Sled::open(folder),
        false => Err(Unusable::Aside),
    };
    let reached = found.as_ref().ok().and_then(|sled| sled.position().ok()?);
    judge_end(disk, &text, &id, reached.as_ref())?;
    let journal = Journal::open(folder, &text, &id).map_err(disk.io())?;
    if reached.is_none_or(|at| at.number < text.count()) {
        journal.sync().map_err(disk.io())?;
    }
    let index = Index::follow(folder, &text, &id, found)?;
    checkpoint::keep(folder);
    Ok((journal, index))
}

/// Waits for the lock of a store whose folder is made when it is not there.
pub(super) fn lock(disk: &Disk) -> Result<Lock, StoreError> {
    disk.is_there()?;
    match folder::make(&disk.folder) {
        Err(error) if is_refused(&error) && disk.folder.is_dir() => {}
        made => made.map_err(disk.io())?,
    }
    let lock = Lock::take(&disk.folder, disk.patience, &|| disk.tell(&Notice::Waiting))?;
    if !lock.holds {
        disk.tell_once(&Notice::Unlocked);
    }
    Ok(lock)
}

/// Puts a journal of these batches in the place of the one that is there; its new id, and the file, locked.
pub(super) fn replace<'a>(
    disk: &Disk,
    batches: impl Iterator<Item = &'a str>,
) -> Result<(String, File), StoreError> {
    let id = new_id()?;
    let file = journal::replace(&disk.folder, &id, batches).map_err(disk.io())?;
    Ok((id, file))
}

/// An id no journal ever had.
pub(super) fn new_id() -> Result<String, StoreError> {
    let mut id = [0; 8];
    getrandom::fill(&mut id).map_err(StoreError::NoRandom)?;
    Ok(line::hex(&id))
}

/// The journal of a store, which is made or taken over from an older format when there is none.
fn read_or_make(disk: &Disk, lock: &mut Lock) -> Result<Text, StoreError> {
    let folder = &disk.folder;
    journal::tidy(folder);
    let file = if let Some(text) = Text::read(folder).map_err(disk.io())? {
        let whole = text.broken.is_none() && text.tail() != Tail::Broken;
        let older = text.header.as_ref().is_some_and(|(format, _)| *format == 2);
        if !older || !whole {
            return Ok(text);
        }
        let id = text.header.as_ref().map_or("", |(_, id)| id);
        if has_index(lock) {
            let reached = Sled::open(folder).and_then(|sled| sled.position());
            judge_end(disk, &text, id, reached.ok().flatten().as_ref())?;
        }
        drop(text);
        migrate::from_2(disk)?
    } else if Sled::is_in(folder).map_err(disk.io())? {
        migrate::from_1(disk)?
    } else {
        replace(disk, std::iter::empty())?.1
    };
    lock.pass_to(file);
    let text = Text::read(folder).map_err(disk.io())?;
    Ok(text.unwrap_or_default())
}

/// What stands behind the last whole line is either no more than a batch that was never acknowledged,
/// or damage: whatever an index has followed was acknowledged. So is whatever it has followed and the
/// journal does not have: an older copy was put back, or another store's.
fn judge_end(
    disk: &Disk,
    text: &Text,
    id: &str,
    reached: Option<&Position>,
) -> Result<(), StoreError> {
    let path = || disk.folder.clone();
    let own = reached.filter(|at| at.id == id);
    let number = own.map_or(0, |at| at.number);
    match text.tail() {
        Tail::Torn(_) if number > text.count() => return Err(broken(disk, text, text.end())),
        Tail::Broken => return Err(broken(disk, text, text.end())),
        Tail::Torn(_) | Tail::None => {}
    }
    match (reached, own) {
        (Some(_), Some(at)) if at.number > text.count() => {
            return Err(StoreError::Older {
                path: path(),
                index: at.number,
                journal: text.count(),
            });
        }
        (Some(_), Some(at)) if at.number == 0 => {}
        (Some(_), Some(at)) if text.sign(at.number) == Some(&at.sign) => {}
        (Some(_), _) => return Err(StoreError::Foreign { path: path() }),
        (None, _) => {}
    }
    if let Tail::Torn(bytes) = text.tail() {
        disk.tell(&Notice::Cut(bytes));
    }
    Ok(())
}

/// The id of a journal of which every line is whole but for its tail.
pub(super) fn judged(disk: &Disk, text: &Text) -> Result<String, StoreError> {
    match &text.header {
        None => Err(broken(disk, text, 0)),
        Some((found, _)) if *found > FORMAT => Err(StoreError::Newer {
            path: disk.folder.clone(),
            found: *found,
            known: FORMAT,
        }),
        Some((found, _)) if *found < FORMAT => Err(broken(disk, text, 0)),
        Some((_, id)) => match (text.forked, text.broken) {
            (Some(at), _) => Err(StoreError::TwoWriters {
                path: disk.folder.clone(),
                at,
            }),
            (None, Some(at)) => Err(broken(disk, text, at)),
            (None, None) => Ok(id.clone()),
        },
    }
}

/// That a journal cannot be read from a place on.
pub(super) fn broken(disk: &Disk, text: &Text, at: usize) -> StoreError {
    StoreError::Broken {
        path: disk.folder.clone(),
        at,
        whole: text.whole(),
    }
}
