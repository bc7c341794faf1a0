//! The journal: batches come in and are on the disk before anything is said to be saved; what was
//! written comes out again, whole lines only.
//!
//! One text file: a header `cadans-store <format> <id>`, then one [`line`](super::line) a batch. The
//! id is drawn anew whenever the file is replaced, so that an index knows whose it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::Path;

use super::folder::{private_file, sync};
use super::keys::FORMAT;
use super::{Batch, line};

/// The file's name in the store's folder.
pub(super) const NAME: &str = "journal";

/// A journal that is being written, to be moved into its place.
const NEW: &str = "journal.new";

const HEADER: &str = "cadans-store";

/// A journal as it was read.
#[derive(Debug, Default)]
pub(super) struct Text {
    bytes: Vec<u8>,
    /// Format and id; `None` when the header is broken.
    pub header: Option<(u32, String)>,
    /// The whole lines, without their line feeds, each with its number.
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

    fn of(bytes: Vec<u8>) -> Self {
        let mut text = Self::default();
        let mut start = 0;
        let mut suspect = None;
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let range = start..start + piece.len();
            start = range.end;
            let Some(content) = piece.strip_suffix(b"\n") else {
                continue;
            };
            if range.start == 0 {
                text.header = header(content);
                text.end = range.end;
                continue;
            }
            let Some((number, _)) = line::parse(content) else {
                suspect.get_or_insert(range.start);
                continue;
            };
            // What is not whole is broken as soon as something whole stands behind it.
            let missing = (number != text.count() + 1).then_some(range.start);
            text.broken = text.broken.or(suspect).or(missing);
            text.lines.push((number, range.start..range.end - 1));
            text.end = range.end;
        }
        text.bytes = bytes;
        text
    }

    /// The number of the last whole line; 0 without lines.
    pub fn count(&self) -> u64 {
        self.lines.last().map_or(0, |(number, _)| *number)
    }

    /// How many lines are whole.
    pub fn whole(&self) -> usize {
        self.lines.len()
    }

    /// What stands behind the last whole line. A batch is one line of text: what has its line feed
    /// and no zero byte was written to the end, and so was what lacks only the line feed's own byte.
    pub fn tail(&self) -> Tail {
        let rest = self.bytes.get(self.end..).unwrap_or_default();
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
        let at = self
            .lines
            .binary_search_by_key(&number, |(number, _)| *number);
        let (_, range) = self.lines.get(at.ok()?)?;
        self.part(range, 1)
    }

    /// The JSON of every whole line behind a number, with its own.
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

/// A journal that is open for writing.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    /// Drawn when the file was made.
    pub id: String,
    /// The number of its last line.
    pub count: u64,
    end: u64,
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
