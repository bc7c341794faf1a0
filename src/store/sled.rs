//! Sled as the index on the disk: batches come in, bytes under keys go out. Whatever goes wrong
//! with it is no more than [`Unusable`]: the journal has everything.
//!
//! Sled's own flush leaves what it wrote in the system's cache; an index is synced as well, for a
//! power cut would leave one that often does not open. One that is opened by nobody else but who
//! has the turn is never found locked for long. It runs on a thread of its own: where a machine has no
//! threads left sled waits for ever, and is then left aside for as long as the process runs.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::folder::{private, private_files};
use super::index::Position;
use super::keys::{FORMAT, FORMAT_KEY};
use super::worker::{Silent, Worker};
use super::{Batch, Change, quiet};
use crate::time::Patience;

/// Where in the store's folder sled keeps its files.
pub(super) const FOLDER: &str = "index";

/// The file in it that sled keeps its data in.
const DATA: &str = "db";

/// Where an index keeps how far it has followed the journal. No key of a batch begins so.
const POSITION: &str = "\0journal";

/// How long to wait for sled to let go of its files: a turn that has just ended may still be closing them.
const CLOSING: Duration = Duration::from_secs(4);

/// How long to wait for sled to do something. Opening may wait for another process.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether sled hung in this process.
static HUNG: AtomicBool = AtomicBool::new(false);

/// The index cannot be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// Another process keeps it open.
    Held,
    /// Its files are damaged, or the disk says no.
    Broken,
    /// It hung, or nothing may be written: it is left as it is, and memory stands in for it.
    Aside,
}

/// An index that is open.
#[derive(Debug)]
pub(super) struct Sled {
    folder: PathBuf,
    db: Worker<sled::Db>,
}

impl Sled {
    /// Whether a store's folder has one.
    pub fn is_in(folder: &Path) -> io::Result<bool> {
        folder.join(FOLDER).join(DATA).try_exists()
    }

    /// Whether sled hung in this process, which does without it from then on.
    pub fn has_hung() -> bool {
        HUNG.load(Ordering::Relaxed)
    }

    /// Opens the index in a store's folder, or makes an empty one.
    pub fn open(folder: &Path) -> Result<Self, Unusable> {
        if Self::has_hung() {
            return Err(Unusable::Aside);
        }
        let folder = folder.join(FOLDER);
        private(&folder).map_err(|_| Unusable::Broken)?;
        let place = folder.clone();
        let make = move || {
            open(&place).or_else(|fault| {
                if fault == Unusable::Broken && remove_unfinished(&place) {
                    open(&place)
                } else {
                    Err(fault)
                }
            })
        };
        // The name of sled's own threads: what they say when they panic is not printed.
        let db = Worker::start("sled-index", PATIENCE, make).map_err(unusable)??;
        private_files(&folder);
        Ok(Self { folder, db })
    }

    /// Removes all files of the index in a store's folder.
    pub fn remove(folder: &Path) -> Result<(), Unusable> {
        match fs::remove_dir_all(folder.join(FOLDER)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Unusable::Broken),
            _ => Ok(()),
        }
    }

    /// How far it has followed which journal; `None` when it has followed none.
    pub fn position(&self) -> Result<Option<Position>, Unusable> {
        let bytes = self.get(POSITION)?;
        bytes
            .map(|bytes| Position::parse(&bytes).ok_or(Unusable::Broken))
            .transpose()
    }

    /// Whether nothing was ever taken in.
    pub fn is_empty(&self) -> bool {
        self.ask(|db| Ok(db.is_empty())).unwrap_or_default()
    }

    /// The bytes under a key.
    pub fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Unusable> {
        let key = key.to_owned();
        let bytes = self.ask(move |db| db.get(key))?;
        Ok(bytes.map(|bytes| bytes.to_vec()))
    }

    /// All keys that begin with `prefix`, from `from` behind it on, with their bytes, in order of key.
    pub fn scan(&self, prefix: &str, from: &str) -> Result<Vec<(String, Vec<u8>)>, Unusable> {
        let first = format!("{prefix}{from}");
        let prefix = prefix.to_owned();
        let own = move |pair: &sled::Result<(sled::IVec, sled::IVec)>| {
            pair.as_ref()
                .map_or(true, |(key, _)| key.starts_with(prefix.as_bytes()))
        };
        let all: Vec<_> = self.ask(move |db| db.range(first..).take_while(own).collect())?;
        let named = all.into_iter().map(|(key, bytes)| {
            let key = String::from_utf8(key.to_vec()).map_err(|_| Unusable::Broken)?;
            Ok((key, bytes.to_vec()))
        });
        let own = |key: &str| key == POSITION || key == FORMAT_KEY;
        named
            .filter(|pair| !pair.as_ref().is_ok_and(|(key, _)| own(key)))
            .collect()
    }

    /// Takes in a batch, whole or not at all, and how far the journal has been followed with it.
    pub fn apply(&mut self, batch: Batch, position: &Position) -> Result<(), Unusable> {
        let mut last: BTreeMap<String, Option<Vec<u8>>> = BTreeMap::new();
        for change in batch.changes {
            match change {
                Change::Put(key, bytes) => drop(last.insert(key, Some(bytes))),
                Change::Remove(key) => drop(last.insert(key, None)),
                Change::Clear(prefix) => {
                    last.retain(|key, _| !key.starts_with(&prefix));
                    let there = self.scan(&prefix, "")?.into_iter();
                    last.extend(there.map(|(key, _)| (key, None)));
                }
            }
        }
        // A program that knows no journal must not write past it.
        let format = FORMAT.to_string().into_bytes();
        last.insert(FORMAT_KEY.to_owned(), Some(format));
        last.insert(POSITION.to_owned(), Some(position.to_text().into_bytes()));
        let mut changes = sled::Batch::default();
        for (key, change) in last {
            match change {
                Some(bytes) => changes.insert(key.as_bytes(), bytes),
                None => changes.remove(key.as_bytes()),
            }
        }
        self.ask(|db| db.apply_batch(changes))
    }

    /// Has sled do something. Some damage makes it panic instead of failing.
    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&sled::Db) -> sled::Result<T> + Send + 'static,
    ) -> Result<T, Unusable> {
        let guarded = |db: &sled::Db| quiet::during(|| catch_unwind(AssertUnwindSafe(|| work(db))));
        match self.db.ask(guarded).map_err(unusable)? {
            Ok(Ok(value)) => Ok(value),
            _ => Err(Unusable::Broken),
        }
    }

    /// Makes sure that what was taken in outlives a power cut.
    pub fn sync(&self) -> Result<(), Unusable> {
        self.ask(|db| db.flush())?;
        let file = File::open(self.folder.join(DATA)).map_err(|_| Unusable::Broken)?;
        file.sync_all().map_err(|_| Unusable::Broken)?;
        private_files(&self.folder);
        Ok(())
    }
}

/// Opens sled, waiting a moment for a turn that has just ended.
fn open(folder: &Path) -> Result<sled::Db, Unusable> {
    let config = sled::Config::new()
        .path(folder)
        .mode(sled::Mode::LowSpace)
        .cache_capacity(64 << 20)
        .flush_every_ms(None);
    let held = |error: &sled::Error| error.to_string().contains("could not acquire lock");
    let had = Patience::new(CLOSING, None).wait(|| {
        match quiet::during(|| catch_unwind(AssertUnwindSafe(|| config.open()))) {
            Ok(Ok(db)) => Ok(Some(db)),
            Ok(Err(error)) if held(&error) => Ok(None),
            _ => Err(Unusable::Broken),
        }
    });
    had?.ok_or(Unusable::Held)
}

/// One that gives no answer in time is asked nothing more.
fn unusable(silent: Silent) -> Unusable {
    if silent == Silent::Hung {
        HUNG.store(true, Ordering::Relaxed);
    }
    match silent {
        Silent::Hung | Silent::NoThread => Unusable::Aside,
        Silent::Gone => Unusable::Broken,
    }
}

/// Removes snapshots that a crash left half written: they keep sled from opening and hold nothing
/// that is not elsewhere. Says whether there were any.
fn remove_unfinished(folder: &Path) -> bool {
    let Ok(files) = fs::read_dir(folder) else {
        return false;
    };
    let unfinished = files.filter_map(Result::ok).filter(|file| {
        let name = file.file_name();
        let name = name.to_string_lossy();
        name.starts_with("snap.") && name.ends_with(".generating")
    });
    unfinished
        .filter(|file| fs::remove_file(file.path()).is_ok())
        .count()
        > 0
}
