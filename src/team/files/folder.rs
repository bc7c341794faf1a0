//! A team's files in a folder, where people write in them, too: the folder comes in; all of them at one moment, and
//! changes that are done whole or not at all, go out.
//!
//! A change is made ready beside the files. It holds from the moment its journal has its name; then the files take their
//! places one by one, and the journal goes. Whoever reads while a journal is there reads what it says, and finishes what
//! a killed process has left.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::disk::{FileOps, OnDisk};
use super::journal::{self, Journal, Step, aside, beside};
use super::lock::Lock;
use super::set::{Content, FileSet, FilesVersion, fingerprint};
use super::{FilesError, PreparedChange, Rewritten, TeamFiles};
use crate::diagnostic::{TeamFile, Unreadable};
use crate::document::MAX_BYTES;

/// How often files are read again because they changed meanwhile.
const TRIES: usize = 200;
const PAUSE: Duration = Duration::from_millis(2);

/// The files of a team folder.
#[derive(Debug)]
pub struct FolderFiles<D = OnDisk> {
    root: PathBuf,
    disk: D,
}

impl FolderFiles {
    /// Those of a folder, which need not be there.
    pub fn at(root: &Path) -> Self {
        Self::over(root, OnDisk)
    }
}

impl<D: FileOps> FolderFiles<D> {
    /// The same, changed by other calls.
    pub fn over(root: &Path, disk: D) -> Self {
        Self {
            root: root.to_owned(),
            disk,
        }
    }

    fn path(&self, file: TeamFile) -> PathBuf {
        self.root.join(file.name())
    }

    fn journal(&self) -> Option<Journal> {
        let bytes = fs::read(self.root.join(journal::NAME)).ok()?;
        Journal::of(&bytes)
    }

    /// What the files look like from outside.
    fn looks(&self) -> Vec<Option<Look>> {
        let names = TeamFile::ALL.map(TeamFile::name).into_iter();
        let names = names.chain([journal::NAME]);
        names.map(|name| Look::of(&self.root.join(name))).collect()
    }

    /// The content of a file, as a change that was begun has it.
    fn content(&self, file: TeamFile, journal: Option<&Journal>) -> Option<Content> {
        let own = content_of(&self.path(file));
        let Some(step) = journal.and_then(|journal| journal.steps.get(&file)) else {
            return own;
        };
        if print(own.as_ref()) != step.before {
            return own;
        }
        let new = content_of(&beside(&self.root, file));
        match print(new.as_ref()) == Some(step.after.clone()) {
            true => new,
            false => own,
        }
    }

    fn all(&self) -> FileSet {
        let journal = self.journal();
        let files = TeamFile::ALL.into_iter();
        let files = files.filter_map(|file| Some((file, self.content(file, journal.as_ref())?)));
        FileSet::read(files.collect())
    }

    /// Lets the files of a change that holds take their places.
    fn finish(&self, journal: &Journal) -> io::Result<()> {
        for (file, step) in &journal.steps {
            let (own, new) = (self.path(*file), beside(&self.root, *file));
            let now = print(content_of(&own).as_ref());
            let ready = print(content_of(&new).as_ref()) == Some(step.after.clone());
            if now.as_ref() == Some(&step.after) || !ready {
                continue;
            }
            // What somebody wrote by hand since stands.
            let place = match now == step.before {
                true => own,
                false => aside(&self.root, *file),
            };
            self.disk.rename(&new, &place)?;
        }
        self.disk.sync(&self.root)?;
        self.disk.remove(&self.root.join(journal::NAME))?;
        // Else a power cut could bring it back after later changes.
        self.disk.sync(&self.root)
    }

    /// Finishes what another process has left, when it is dead and the folder can be written.
    fn resume(&self) {
        let there = || fs::symlink_metadata(self.root.join(journal::NAME)).is_ok();
        if there()
            && let Ok(Some(_lock)) = Lock::at_once(&self.root)
            && let Some(journal) = self.journal()
        {
            // Until it can be done, it is read as if it had been.
            let _ = self.finish(&journal);
        }
    }

    /// Ends a change that was ready when its process was killed: does it when `is_noted` says that somebody answers for
    /// the version it leads to, else takes it away as if it had never been. Whoever asks keeps others from making one
    /// ready meanwhile.
    ///
    /// # Errors
    /// When the files cannot be written, or what `is_noted` says.
    pub fn settle<E: From<FilesError>>(
        &self,
        is_noted: impl FnOnce(&FilesVersion) -> Result<bool, E>,
    ) -> Result<(), E> {
        let place = self.root.join(journal::NEW);
        if fs::symlink_metadata(&place).is_err() {
            return Ok(());
        }
        let lock = Lock::take(&self.root)?;
        // Whoever had the lock may have been about to do it.
        let Ok(bytes) = fs::read(&place) else {
            return Ok(());
        };
        let journal = Journal::of(&bytes).unwrap_or_default();
        let version = FilesVersion::new(journal.version.clone());
        let left = Box::new(Prepared {
            files: self,
            journal,
            version,
            done: false,
            _lock: lock,
        });
        // What somebody has written since stands.
        let stands = left.journal.steps.iter().all(|(file, step)| {
            let new = content_of(&beside(&self.root, *file));
            print(content_of(&self.path(*file)).as_ref()) == step.before
                && print(new.as_ref()).as_ref() == Some(&step.after)
        });
        if stands && !left.journal.steps.is_empty() && is_noted(&left.version)? {
            left.commit()?;
        }
        Ok(())
    }

    fn failed(&self, path: &Path) -> impl Fn(io::Error) -> FilesError {
        let path = path.to_owned();
        move |cause| FilesError::Write {
            path: path.clone(),
            cause,
        }
    }
}

impl<D: FileOps> TeamFiles for FolderFiles<D> {
    fn read(&self) -> Result<FileSet, FilesError> {
        self.resume();
        for _ in 0..TRIES {
            let before = self.looks();
            let set = self.all();
            if self.looks() == before {
                return Ok(set);
            }
            std::thread::sleep(PAUSE);
        }
        Err(FilesError::Busy)
    }

    fn prepare(
        &self,
        from: &FilesVersion,
        new: &Rewritten,
    ) -> Result<Box<dyn PreparedChange + '_>, FilesError> {
        let lock = Lock::take(&self.root)?;
        if let Some(journal) = self.journal() {
            let left = self.root.join(journal::NAME);
            self.finish(&journal).map_err(self.failed(&left))?;
        }
        let set = self.all();
        if set.version() != from {
            return Err(FilesError::Changed);
        }
        let version = set.with(new).version().clone();
        let mut prepared = Prepared {
            files: self,
            journal: Journal {
                version: version.to_string(),
                ..Journal::default()
            },
            version,
            done: false,
            _lock: lock,
        };
        for (file, text) in new {
            let own = self.path(*file);
            let step = Step {
                before: print(set.content(*file)),
                after: fingerprint(text.as_bytes()),
            };
            if step.before.as_ref() == Some(&step.after) {
                continue;
            }
            prepared.journal.steps.insert(*file, step);
            let place = beside(&self.root, *file);
            let written = self.disk.write(&place, text.as_bytes(), &own);
            written.map_err(self.failed(&own))?;
        }
        let place = self.root.join(journal::NEW);
        let like = self.path(TeamFile::Settings);
        let written = self.disk.write(&place, &prepared.journal.bytes(), &like);
        written.map_err(self.failed(&place))?;
        Ok(Box::new(prepared))
    }
}

/// A change that is ready beside the files.
struct Prepared<'f, D: FileOps> {
    files: &'f FolderFiles<D>,
    journal: Journal,
    version: FilesVersion,
    done: bool,
    _lock: Lock,
}

impl<D: FileOps> PreparedChange for Prepared<'_, D> {
    fn version(&self) -> &FilesVersion {
        &self.version
    }

    fn commit(mut self: Box<Self>) -> Result<FilesVersion, FilesError> {
        let (root, disk) = (&self.files.root, &self.files.disk);
        let (new, place) = (root.join(journal::NEW), root.join(journal::NAME));
        let fail = self.files.failed(&place);
        disk.rename(&new, &place).map_err(&fail)?;
        if let Err(cause) = disk.sync(root) {
            // Where it cannot be taken back either, it may hold, and is not said to.
            self.done = disk.remove(&place).is_err();
            return Err(fail(cause));
        }
        // From here on it holds, and is read so, whatever becomes of what follows.
        self.done = true;
        let _ = self.files.finish(&self.journal);
        Ok(self.version.clone())
    }
}

impl<D: FileOps> Drop for Prepared<'_, D> {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        let (root, disk) = (&self.files.root, &self.files.disk);
        let places = self.journal.steps.keys().map(|file| beside(root, *file));
        for place in places.chain([root.join(journal::NEW)]) {
            let _ = disk.remove(&place);
        }
    }
}

/// What a file looks like from outside: while it stays, so does what is in it.
#[derive(Debug, PartialEq, Eq)]
struct Look {
    file: u64,
    length: u64,
    modified: Option<DateTime<Utc>>,
}

impl Look {
    fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(&about);
        #[cfg(not(unix))]
        let file = 0;
        Some(Self {
            file,
            length: about.len(),
            modified: about.modified().ok().map(DateTime::from),
        })
    }
}

/// The fingerprint of a content that could be read.
fn print(content: Option<&Content>) -> Option<String> {
    Some(fingerprint(content?.as_ref().ok()?))
}

/// The bytes of a file; `None` when there is none, the reason when it cannot be read. Only plain files of at most
/// [`MAX_BYTES`] are opened at all.
pub(in crate::team) fn content_of(path: &Path) -> Option<Content> {
    let kind = match fs::metadata(path) {
        Ok(kind) => kind,
        Err(failure) if failure.kind() == ErrorKind::NotFound => return None,
        Err(failure) => return Some(Err(Unreadable::System(failure.to_string()))),
    };
    if kind.is_dir() {
        return Some(Err(Unreadable::Folder));
    }
    if !kind.is_file() {
        return Some(Err(Unreadable::NotPlain));
    }
    if kind.len() > MAX_BYTES as u64 {
        return Some(Err(Unreadable::Long(kind.len() / 1_000_000)));
    }
    let mut bytes = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
    Some(match read {
        Ok(_) => Ok(bytes),
        Err(failure) if failure.kind() == ErrorKind::NotFound => return None,
        Err(failure) => Err(Unreadable::System(failure.to_string())),
    })
}
