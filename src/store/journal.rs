//! The journal: batches come in and are on the disk before anything is said to be saved. What was
//! written comes out again as its [`Text`].
//!
//! One text file: a header `cadans-store <format> <id>`, then one [`line`](super::line) a batch. The
//! id is drawn anew whenever the file is replaced, so that an index knows whose it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::folder::{private_file, sync};
use super::index::Position;
use super::keys::FORMAT;
use super::lock::{is_at, is_refused};
use super::text::{HEADER, header};
pub(super) use super::text::{Tail, Text};
use super::{Batch, line};

/// The file's name in the store's folder.
pub(super) const NAME: &str = "journal";

/// A journal that is being written, to be moved into its place.
pub(super) const NEW: &str = "journal.new";

/// A place in a journal up to which it was read and an index has followed it: whoever was there reads on from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which journal, and the last line before the place.
    pub position: Position,
    /// Where that line ends, in bytes.
    pub end: u64,
    /// The file, told apart from one that was put in its place.
    pub file: u64,
}

/// What tells a file from another of its name.
pub(super) fn inode(about: &fs::Metadata) -> u64 {
    #[cfg(unix)]
    let file = std::os::unix::fs::MetadataExt::ino(about);
    #[cfg(not(unix))]
    let file = {
        let _ = about;
        0
    };
    file
}

/// A journal that is open: for writing, where that is allowed.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    path: PathBuf,
    /// Why nothing can be written.
    refused: Option<io::Error>,
    /// Drawn when the file was made.
    pub id: String,
    /// The number of its last line.
    pub count: u64,
    /// That line's checksum.
    sign: String,
    /// Where it ends, in bytes.
    pub end: u64,
}

/// Why a batch is not saved.
#[derive(Debug)]
pub(super) enum Unwritten {
    /// The disk says no. Nothing of it is there.
    No(io::Error),
    /// The disk says no, and it could not be taken back: the next turn may find it.
    Unsure(io::Error),
    /// Somebody wrote behind what was read, turn or no turn. Nothing of it is there.
    Overtaken,
    /// What was read, and written before, does not stand there any more; or another line stands where
    /// the batch was to stand.
    Forked,
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Self {
        Self::No(error)
    }
}

impl Journal {
    /// Opens a journal that was read, and cuts off what was never written whole.
    pub fn open(folder: &Path, text: &Text, id: &str) -> io::Result<Self> {
        let path = folder.join(NAME);
        let (file, refused) = match OpenOptions::new().read(true).append(true).open(&path) {
            Err(error) if is_refused(&error) => (File::open(&path)?, Some(error)),
            file => (file?, None),
        };
        let end = text.end() as u64;
        let torn = match text.tail() {
            Tail::Torn(bytes) => bytes as u64,
            _ => 0,
        };
        // Longer by now than it was: somebody is writing it, turn or no turn.
        if refused.is_none() && torn > 0 && file.metadata()?.len() == end + torn {
            file.set_len(end)?;
            file.sync_all()?;
        }
        Ok(Self {
            file,
            path,
            refused,
            id: id.to_owned(),
            count: text.count(),
            sign: text.sign(text.count()).unwrap_or_default().to_owned(),
            end,
        })
    }

    /// The mark at its end, when an index has followed it up to there.
    pub fn mark(&self, position: Option<Position>) -> Option<Mark> {
        let position = position.filter(|at| (&at.id, at.number) == (&self.id, self.count))?;
        Some(Mark {
            position,
            end: self.end,
            file: inode(&self.file.metadata().ok()?),
        })
    }

    /// Makes sure that what was read outlives a power cut: whoever wrote it may have been killed before.
    pub fn sync(&self) -> io::Result<()> {
        match self.refused {
            None => self.file.sync_all(),
            Some(_) => Ok(()),
        }
    }

    /// Lets nothing be written any more.
    pub fn refuse(&mut self, why: io::Error) {
        self.refused = Some(why);
    }

    /// Writes a batch; when this returns it is on the disk, or nothing of it is. Returns its sign.
    pub fn append(&mut self, batch: &Batch) -> Result<String, Unwritten> {
        if let Some(why) = &self.refused {
            return Err(Unwritten::No(again(why)));
        }
        self.stands()?;
        let number = self.count + 1;
        let line = line::line(number, &line::json(batch));
        let ended = match self.put(line.as_bytes()) {
            Ok(ended) => ended,
            Err(error) => return Err(self.take_back(error, line.len())),
        };
        // It is on the disk: whoever cannot look whether it stands in its place takes it that it does.
        let elsewhere = ended.is_some_and(|ended| ended != self.end + line.len() as u64);
        if elsewhere || self.is_elsewhere(line.as_bytes()).unwrap_or_default() {
            return Err(Unwritten::Forked);
        }
        self.count = number;
        self.end += line.len() as u64;
        let sign = line.split(' ').nth(1).unwrap_or_default();
        sign.clone_into(&mut self.sign);
        Ok(self.sign.clone())
    }

    /// Where the line ends that was put at the end of the file, which somebody else's may have moved.
    fn put(&mut self, line: &[u8]) -> io::Result<Option<u64>> {
        self.file.write_all(line)?;
        let ended = self.file.stream_position().ok();
        self.file.sync_all()?;
        Ok(ended)
    }

    /// Cuts off what was not written to the end, or not synced; but nothing of anybody else.
    fn take_back(&mut self, error: io::Error, length: usize) -> Unwritten {
        let own = |about: fs::Metadata| about.len() <= self.end + length as u64;
        let cut = match self.file.metadata().is_ok_and(own) {
            true => self.file.set_len(self.end),
            false => Err(again(&error)),
        };
        match cut.and_then(|()| self.file.sync_all()) {
            Ok(()) => Unwritten::No(error),
            Err(_) => {
                self.refuse(again(&error));
                Unwritten::Unsure(error)
            }
        }
    }

    /// Makes sure that the journal is what was read and written here: turns may fail to keep others out.
    pub fn stands(&self) -> Result<(), Unwritten> {
        let length = self.file.metadata()?.len();
        if length < self.end || !is_at(&self.file, &self.path)? {
            return Err(Unwritten::Forked);
        }
        let last = line_before(&self.file, self.end)?;
        let same = match self.count {
            0 => header(&last).is_some_and(|(_, id)| id == self.id),
            count => line::parse(&last).is_some_and(|(number, _)| {
                let sign = last.split(|byte| *byte == b' ').nth(1);
                number == count && sign == Some(self.sign.as_bytes())
            }),
        };
        match same {
            false => Err(Unwritten::Forked),
            true if length > self.end => Err(Unwritten::Overtaken),
            true => Ok(()),
        }
    }

    /// Whether a line that was written does not stand where it was to stand.
    fn is_elsewhere(&self, line: &[u8]) -> io::Result<bool> {
        let mut there = vec![0; line.len()];
        let mut file = &self.file;
        file.seek(SeekFrom::Start(self.end))?;
        match file.read_exact(&mut there) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(true),
            read => read?,
        }
        Ok(there != line || !is_at(&self.file, &self.path)?)
    }

    /// Copies what was read and written here, although something else may stand in its place.
    pub fn copy_to(&self, path: &Path) -> io::Result<()> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0))?;
        let mut copy = private_file(path)?;
        io::copy(&mut file, &mut copy)?;
        copy.sync_all()
    }

    /// Whether there is more in the file than was read and written here.
    pub fn is_longer(&self) -> bool {
        let about = self.file.metadata();
        about.is_ok_and(|about| about.len() > self.end)
    }
}

/// The same fault once more.
fn again(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error.kind().into(),
    }
}

/// The line that ends at a place, without its line feed.
fn line_before(mut file: &File, end: u64) -> io::Result<Vec<u8>> {
    const STEP: u64 = 1 << 16;
    let mut line = Vec::new();
    let mut from = end.saturating_sub(1);
    while from > 0 {
        let start = from.saturating_sub(STEP);
        let mut piece = Vec::new();
        file.seek(SeekFrom::Start(start))?;
        file.take(from - start).read_to_end(&mut piece)?;
        let feed = piece.iter().rposition(|byte| *byte == b'\n');
        piece.drain(..feed.map_or(0, |feed| feed + 1));
        piece.append(&mut line);
        line = piece;
        if feed.is_some() {
            break;
        }
        from = start;
    }
    Ok(line)
}

/// Puts a journal of these batches (as JSON) in the place of the one that is there: the old one or
/// the new one is found whole, whatever happens meanwhile. The new one is locked before it stands there.
pub(super) fn replace<'a>(
    folder: &Path,
    id: &str,
    batches: impl Iterator<Item = &'a str>,
) -> io::Result<File> {
    let new = folder.join(NEW);
    let written = write(&new, id, batches).and_then(|file| {
        // Whoever cannot lock has the other lock.
        let _ = file.try_lock();
        fs::rename(&new, folder.join(NAME)).map(|()| file)
    });
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    let file = written?;
    sync(folder)?;
    Ok(file)
}

/// Writes a journal of these batches to a new file.
pub(super) fn write<'a>(
    path: &Path,
    id: &str,
    batches: impl Iterator<Item = &'a str>,
) -> io::Result<File> {
    let mut file = io::BufWriter::new(private_file(path)?);
    writeln!(file, "{HEADER} {FORMAT} {id}")?;
    for (number, json) in (1..).zip(batches) {
        file.write_all(line::line(number, json).as_bytes())?;
    }
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(file)
}

/// Removes what a crash left of [`replace`]. Where that cannot be done it does no harm.
pub(super) fn tidy(folder: &Path) {
    let _ = fs::remove_file(folder.join(NEW));
}
