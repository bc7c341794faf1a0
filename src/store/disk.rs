//! A store on the disk: a folder comes in; turns go out, each a [`Shelf`] that nobody else changes
//! meanwhile.
//!
//! The journal is the truth, sled the index made from it. A batch is in the journal and on the disk
//! before it is acknowledged, and only then in the index. A turn takes some milliseconds; whoever
//! needs the store for longer takes several. A process that has had a turn reads in the next only what
//! was written since, whoever wrote it.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{fmt, fs, io};

use chrono::{DateTime, Utc};

use super::journal::Mark;
use super::turn::Turn;
use super::{Alone, Batch, Store, StoreError, Turns, aside, journal, sled};

/// How long a turn is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the people at the keyboard should hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Another process has its turn.
    Waiting,
    /// Somebody else plans.
    Planning,
    /// So many bytes at the end of the journal were never written whole (a power cut, or a killed
    /// process) and are cut off. Nothing that was acknowledged is among them.
    Cut(usize),
    /// Nobody is kept out of this folder while somebody writes: what is written at the same time is
    /// refused, not lost.
    Unlocked,
    /// The index on the disk does not answer: everything is read from the journal.
    NoIndex,
}

/// Who is told.
type Hear = dyn Fn(&Notice) + Send + Sync;

/// A store in a folder. It keeps nothing open: see [`Disk::turn`].
#[derive(Clone)]
pub struct Disk {
    pub(super) folder: PathBuf,
    pub(super) by: Option<String>,
    pub(super) clock: Option<fn() -> DateTime<Utc>>,
    pub(super) patience: Duration,
    /// Where this process's last turn ended. All copies of the value share it.
    mark: Arc<Mutex<Option<Mark>>>,
    /// What was told that is worth telling once. Likewise.
    told: Arc<Mutex<Vec<Notice>>>,
    hear: Option<Arc<Hear>>,
}

impl Disk {
    /// The store in a folder, which need not be there yet. Nothing is touched.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            by: None,
            clock: None,
            patience: PATIENCE,
            mark: Arc::default(),
            told: Arc::default(),
            hear: None,
        }
    }

    /// Whom and when the audit trail names: a clock, and who works with the store, if known.
    #[must_use]
    pub fn signed(self, by: Option<String>, clock: fn() -> DateTime<Utc>) -> Self {
        Self {
            by,
            clock: Some(clock),
            ..self
        }
    }

    /// Whom to tell what people should hear.
    #[must_use]
    pub fn heard_by(self, hear: impl Fn(&Notice) + Send + Sync + 'static) -> Self {
        Self {
            hear: Some(Arc::new(hear)),
            ..self
        }
    }

    /// How long to wait for a turn, instead of half a minute.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Whether there is a store in the folder.
    ///
    /// # Errors
    /// [`StoreError::NoFolder`] when what was named is something else; when nobody may look.
    pub fn is_there(&self) -> Result<bool, StoreError> {
        match fs::metadata(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Ok(about) if !about.is_dir() => {
                let path = self.folder.clone();
                return Err(StoreError::NoFolder { path });
            }
            about => about.map_err(self.io())?,
        };
        let journal = self.folder.join(journal::NAME).try_exists();
        Ok(journal.map_err(self.io())? || sled::Sled::is_in(&self.folder).map_err(self.io())?)
    }

    /// Folders in which what something else took the place of, or what was damaged, is kept.
    pub fn aside(&self) -> Vec<PathBuf> {
        aside::all(&self.folder)
    }

    /// Waits for a turn, and makes the store when there is none. A new folder is readable by its
    /// owner only and tells git to leave it alone.
    ///
    /// # Errors
    /// When it is no folder, no turn is had in half a minute, a later version wrote it, its journal
    /// is damaged, or older than its index, or the disk says no. Where nothing may be written it can be
    /// read.
    pub fn turn(&self) -> Result<Turn, StoreError> {
        Turn::begin(self)
    }

    /// Where this process's last turn ended, when the index was there too.
    pub(super) fn mark(&self) -> Option<Mark> {
        let mark = self.mark.lock().unwrap_or_else(PoisonError::into_inner);
        mark.clone()
    }

    pub(super) fn keep_mark(&self, new: Option<Mark>) {
        *self.mark.lock().unwrap_or_else(PoisonError::into_inner) = new;
    }

    /// Fills in who writes, and when.
    pub(super) fn sign(&self, mut batch: Batch) -> Batch {
        let note = &mut batch.note;
        note.at = note.at.or_else(|| self.clock.map(|clock| clock()));
        note.by = note.by.take().or_else(|| self.by.clone());
        batch
    }

    pub(super) fn tell(&self, notice: &Notice) {
        if let Some(hear) = &self.hear {
            hear(notice);
        }
    }

    /// The same, once in all turns of this process.
    pub(super) fn tell_once(&self, notice: &Notice) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if !told.contains(notice) {
            told.push(notice.clone());
            self.tell(notice);
        }
    }

    pub(super) fn io(&self) -> impl Fn(std::io::Error) -> StoreError {
        let path = self.folder.clone();
        move |source| StoreError::Io {
            path: path.clone(),
            source,
        }
    }
}

impl Turns for Disk {
    fn take_turn(&mut self) -> Result<Box<dyn Store + '_>, StoreError> {
        Ok(Box::new(self.turn()?))
    }

    fn plan_alone(&mut self, most: Duration, stop: &AtomicBool) -> Alone {
        Disk::plan_alone(self, most, stop)
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Disk").field(&self.folder).finish()
    }
}
