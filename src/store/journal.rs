//! The journal: batches come in and are on the disk before anything is said to be saved; what was
//! written comes out again, whole lines only.
//!
//! One text file: a header `cadans-store <format> <id>`, then one [`line`](super::line) a batch. The
//! id is drawn anew whenever the file is replaced, so that an index knows whose it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::Path;

use super::folder::{private_file, sync};
use super::index::Position;
use super::keys::FORMAT;
use super::{Batch, line};

/// The file's name in the store's folder.
pub(super) const NAME: &str = "journal";

/// A journal that is being written, to be moved into its place.
const NEW: &str = "journal.new";

const HEADER: &str = "cadans-store";

/// Bytes in which the first line fits.
const HEAD: u64 = 128;

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

/// A journal as it was read: the whole of it, or what stands behind a mark.
#[derive(Debug, Default)]
pub(super) struct Text {
    bytes: Vec<u8>,
    /// Where they begin in the file.
    from: usize,
    /// Number and checksum of the line before them; 0 at the head of the file.
    before: (u64, String),
    /// Format and id; `None` when the header is broken.
    pub header: Option<(u32, String)>,
    /// The whole lines among them, without their line feeds, each with its number.
    lines: Vec<(u64, Range<usize>)>,
    /// Where the first line stands that is not whole, or that should stand between two others.
    pub broken: Option<usize>,
    /// Where the last whole line ends.
    end: usize,
}

/// What stands behind the last whole line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing.
    None,
    /// So many bytes of a line that was never written whole.
    Torn(usize),
    /// A line that was whole once.
    Broken,
}

impl Text {
    /// Reads the journal of a folder; `None` when there is none.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        match fs::read(folder.join(NAME)) {
            Ok(bytes) => Ok(Some(Self::of(bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads what stands behind a mark; `None` when the journal that was marked is not there any more.
    pub fn since(folder: &Path, mark: &Mark) -> io::Result<Option<Self>> {
        let mut file = File::open(folder.join(NAME))?;
        let about = file.metadata()?;
        if inode(&about) != mark.file || about.len() < mark.end {
            return Ok(None);
        }
        let mut head = Vec::new();
        (&file).take(HEAD).read_to_end(&mut head)?;
        let first = head.split(|byte| *byte == b'\n').next();
        let head = first.and_then(header);
        if head.as_ref() != Some(&(FORMAT, mark.position.id.clone())) {
            return Ok(None);
        }
        file.seek(SeekFrom::Start(mark.end - 1))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        if bytes.first() != Some(&b'\n') {
            return Ok(None);
        }
        bytes.remove(0);
        let from = usize::try_from(mark.end).unwrap_or(usize::MAX);
        let mut text = Self {
            header: head,
            from,
            before: (mark.position.number, mark.position.sign.clone()),
            end: from,
            ..Self::default()
        };
        text.take(bytes);
        Ok(Some(text))
    }

    fn of(bytes: Vec<u8>) -> Self {
        let mut text = Self::default();
        text.take(bytes);
        text
    }

    fn take(&mut self, bytes: Vec<u8>) {
        let text = self;
        let mut start = 0;
        let mut suspect = None;
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let range = start..start + piece.len();
            start = range.end;
            let Some(content) = piece.strip_suffix(b"\n") else {
                continue;
            };
            if text.from + range.start == 0 {
                text.header = header(content);
                text.end = range.end;
                continue;
            }
            let Some((number, _)) = line::parse(content) else {
                suspect.get_or_insert(text.from + range.start);
                continue;
            };
            // What is not whole is broken as soon as something whole stands behind it.
            let missing = (number != text.count() + 1).then_some(text.from + range.start);
            text.broken = text.broken.or(suspect).or(missing);
            text.lines.push((number, range.start..range.end - 1));
            text.end = text.from + range.end;
        }
        text.bytes = bytes;
    }

    /// Whether nothing but whole lines was read, in order.
    pub fn is_clean(&self) -> bool {
        self.broken.is_none() && self.tail() == Tail::None
    }

    /// The number of the last whole line; 0 without lines.
    pub fn count(&self) -> u64 {
        let last = self.lines.last();
        last.map_or(self.before.0, |(number, _)| *number)
    }

    /// How many lines are whole.
    pub fn whole(&self) -> usize {
        let before = usize::try_from(self.before.0).unwrap_or(usize::MAX);
        before.saturating_add(self.lines.len())
    }

    /// What stands behind the last whole line. A batch is one line of text: what has its line feed
    /// and no zero byte was written to the end, and so was what lacks only the line feed's own byte.
    pub fn tail(&self) -> Tail {
        let rest = self.end.checked_sub(self.from);
        let rest = rest.and_then(|end| self.bytes.get(end..));
        let rest = rest.unwrap_or_default();
        let Some((last, line)) = rest.split_last() else {
            return Tail::None;
        };
        let ended = *last == b'\n' && !rest.contains(&0);
        if ended || *last != 0 && line::parse(line).is_some() {
            Tail::Broken
        } else {
            Tail::Torn(rest.len())
        }
    }

    /// Where the tail begins.
    pub fn end(&self) -> usize {
        self.end
    }

    /// The checksum of a line: what an index remembers of it.
    pub fn sign(&self, number: u64) -> Option<&str> {
        if number == self.before.0 && number > 0 {
            return Some(&self.before.1);
        }
        let at = self
            .lines
            .binary_search_by_key(&number, |(number, _)| *number);
        let (_, range) = self.lines.get(at.ok()?)?;
        self.part(range, 1)
    }

    /// Where a line ends in the file, its line feed with it.
    pub fn end_of(&self, number: u64) -> Option<u64> {
        let at = self
            .lines
            .binary_search_by_key(&number, |(number, _)| *number);
        let (_, range) = self.lines.get(at.ok()?)?;
        Some((self.from + range.end + 1) as u64)
    }

    /// The JSON of every whole line behind a number, with its own; of those that were read.
    pub fn after(&self, number: u64) -> impl Iterator<Item = (u64, &str)> {
        let behind = self.lines.iter().filter(move |(own, _)| *own > number);
        behind.filter_map(|(own, range)| Some((*own, self.part(range, 2)?)))
    }

    /// A part of a line, which was judged when the file was read: number, checksum, JSON.
    fn part(&self, range: &Range<usize>, part: usize) -> Option<&str> {
        let content = std::str::from_utf8(self.bytes.get(range.clone())?).ok()?;
        content.splitn(3, ' ').nth(part)
    }
}

fn header(line: &[u8]) -> Option<(u32, String)> {
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let (name, format, id) = (words.next()?, words.next()?, words.next()?);
    let format = format.parse().ok()?;
    (name == HEADER && words.next().is_none()).then(|| (format, id.to_owned()))
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

/// A journal that is open for writing.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    /// Drawn when the file was made.
    pub id: String,
    /// The number of its last line.
    pub count: u64,
    /// Where it ends, in bytes.
    pub end: u64,
}

impl Journal {
    /// Opens a journal that was read, and cuts off what was never written whole.
    pub fn open(folder: &Path, text: &Text, id: &str) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).open(folder.join(NAME))?;
        let end = text.end as u64;
        if text.tail() != Tail::None {
            file.set_len(end)?;
            file.sync_all()?;
        }
        Ok(Self {
            file,
            id: id.to_owned(),
            count: text.count(),
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

    /// Writes a batch; when this returns it is on the disk, or nothing of it is. Returns its sign.
    pub fn append(&mut self, batch: &Batch) -> io::Result<String> {
        let number = self.count + 1;
        let line = line::line(number, &line::json(batch));
        if let Err(error) = self.put(line.as_bytes()) {
            // If even this fails the next turn cuts off what is there.
            let _ = self.file.set_len(self.end);
            let _ = self.file.sync_all();
            return Err(error);
        }
        self.count = number;
        self.end += line.len() as u64;
        let sign = line.split(' ').nth(1).unwrap_or_default();
        Ok(sign.to_owned())
    }

    fn put(&mut self, line: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(line)?;
        self.file.sync_all()
    }
}

/// Puts a journal of these batches (as JSON) in the place of the one that is there: the old one or
/// the new one is found whole, whatever happens meanwhile.
pub(super) fn replace<'a>(
    folder: &Path,
    id: &str,
    batches: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    let new = folder.join(NEW);
    let written = write(&new, id, batches).and_then(|()| fs::rename(&new, folder.join(NAME)));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written?;
    sync(folder)
}

fn write<'a>(path: &Path, id: &str, batches: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let mut file = io::BufWriter::new(private_file(path)?);
    writeln!(file, "{HEADER} {FORMAT} {id}")?;
    for (number, json) in (1..).zip(batches) {
        file.write_all(line::line(number, json).as_bytes())?;
    }
    file.flush()?;
    file.get_ref().sync_all()
}

/// Removes what a crash left of [`replace`].
pub(super) fn tidy(folder: &Path) -> io::Result<()> {
    match fs::remove_file(folder.join(NEW)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
