//! A journal as it was read: bytes come in; its whole lines go out, and what else stands there.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::Path;

use super::journal::{Mark, NAME, inode};
use super::keys::FORMAT;
use super::line;

/// What a journal begins with.
pub(super) const HEADER: &str = "cadans-store";

/// Bytes in which the first line fits.
const HEAD: u64 = 128;

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
    /// Where the first line stands that bears a number an earlier one bears: two wrote at once.
    pub forked: Option<usize>,
    /// Where the last whole line ends.
    end: usize,
}

/// The JSON of lines, each with its number.
pub(super) type Numbered<'a> = Vec<(u64, &'a str)>;

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

    /// A journal that was read whole.
    pub fn of(bytes: Vec<u8>) -> Self {
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
            let last = text.count();
            let place = text.from + range.start;
            let again = (number <= last).then_some(place);
            let missing = (number > last + 1).then_some(place);
            text.forked = text.forked.or(again);
            text.broken = text.broken.or(suspect).or(again).or(missing);
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

    /// Whether any whole line was read.
    pub fn has_lines(&self) -> bool {
        !self.lines.is_empty()
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

    /// The bytes up to the end of the last whole line; of those that were read.
    pub fn whole_bytes(&self) -> &[u8] {
        let end = self.end.saturating_sub(self.from);
        self.bytes.get(..end).unwrap_or_default()
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

    /// The JSON of the whole lines, of each number the first; and of those that bear a number again: what
    /// another writer wrote beside them.
    pub fn sides(&self) -> (Numbered<'_>, Numbered<'_>) {
        let mut last = 0;
        self.after(0).partition(|(number, _)| {
            let next = *number > last;
            last = last.max(*number);
            next
        })
    }

    /// A part of a line, which was judged when the file was read: number, checksum, JSON.
    fn part(&self, range: &Range<usize>, part: usize) -> Option<&str> {
        let content = std::str::from_utf8(self.bytes.get(range.clone())?).ok()?;
        content.splitn(3, ' ').nth(part)
    }
}

/// Format and id in the first line of a journal.
pub(super) fn header(line: &[u8]) -> Option<(u32, String)> {
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let (name, format, id) = (words.next()?, words.next()?, words.next()?);
    let format = format.parse().ok()?;
    (name == HEADER && words.next().is_none()).then(|| (format, id.to_owned()))
}
