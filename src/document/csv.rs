//! The bytes of a spreadsheet's list come in, rows whose every cell knows its place go out. Comma
//! or semicolon, CRLF and a byte-order mark are all welcome; what is crooked is reported.

use std::ops::Range;

use super::Word;
use super::decode::{decode, mark};
use crate::diagnostic::{Column, Diagnostics, FileFault, FileId, FileName, Listed, Sources, Span};

/// A list with a header row.
#[derive(Clone, Debug)]
pub struct Sheet {
    start: Span,
    separator: char,
    header: Vec<Word>,
    rows: Vec<Cells>,
    /// Rows with something behind the last column, each with how many cells it has.
    too_long: Vec<(Span, usize)>,
}

/// The cells of a row, as many as the header has.
#[derive(Clone, Debug)]
struct Cells {
    cells: Vec<Word>,
    /// How many of them stand in the file; a spreadsheet leaves blank ones at the end out.
    given: usize,
}

/// One row of a [`Sheet`].
#[derive(Clone, Copy, Debug)]
pub struct Row<'s> {
    sheet: &'s Sheet,
    cells: &'s [Word],
}

/// The columns a list may have.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'c> {
    /// Those it must have; every row says something in each.
    pub required: &'c [&'c str],
    /// Those it may have.
    pub optional: &'c [&'c str],
    /// How others may begin.
    pub prefixes: &'c [&'c str],
}

/// Reads a list. Blank rows are skipped, above the header too. Cells that lack at a row's end are blank; a row with
/// more than the header is left out, and reported by [`Sheet::with`] (blank cells past the header's end are no fault).
pub fn read_csv(
    sources: &mut Sources,
    name: impl Into<FileName>,
    bytes: &[u8],
    faults: &mut Diagnostics,
) -> Sheet {
    let file = decode(sources, name.into(), bytes, faults);
    let text = &sources.get(file).text;
    let mut scan = Scan::new(file, text, faults);
    let mut header = scan.written_row().unwrap_or_default();
    while header.last().is_some_and(|cell| cell.text.is_empty()) {
        header.pop();
    }
    for cell in &mut header {
        cell.text = cell.text.to_lowercase();
    }
    let (mut rows, mut too_long) = (Vec::new(), Vec::new());
    while let Some(mut cells) = scan.written_row() {
        let given = cells.len();
        let beyond = cells.get(header.len()..).unwrap_or_default();
        if beyond.iter().any(|cell| !cell.text.is_empty()) {
            too_long.extend(whole(&cells).map(|span| (span, given)));
            continue;
        }
        let end = cells.last().map_or(0, |cell| cell.span.end);
        let blank = Word {
            text: String::new(),
            span: scan.span(end..end),
        };
        cells.resize(header.len(), blank);
        rows.push(Cells { cells, given });
    }
    Sheet {
        start: scan.span(0..0),
        separator: scan.separator,
        header,
        rows,
        too_long,
    }
}

impl Sheet {
    /// The list with only the rows that can be read under these columns. Reported are columns that are missing, given
    /// twice, without a name, or unknown, and rows that are too long or lack the cell of a column that is required; a
    /// header that is none, once.
    pub fn with(mut self, columns: &Columns<'_>, faults: &mut Diagnostics) -> Self {
        if self.is_headed(columns, faults) {
            self.judge_columns(columns, faults);
            self.judge_rows(columns, faults);
        } else {
            self.header.clear();
            self.rows.clear();
        }
        self
    }

    /// Whether the first row is a header: it names at least one of the columns.
    fn is_headed(&self, columns: &Columns<'_>, faults: &mut Diagnostics) -> bool {
        let file = self.start.file;
        if self.header.is_empty() {
            let columns = columns.required.join(",");
            faults.report(self.start, FileFault::NoHeader { file, columns });
            return false;
        }
        let headed = self.header.iter().any(|cell| columns.name(&cell.text));
        if !headed {
            let columns = columns.listed();
            faults.report(self.header_span(), FileFault::NotAHeader { file, columns });
        }
        headed
    }

    fn judge_columns(&self, columns: &Columns<'_>, faults: &mut Diagnostics) {
        let file = self.start.file;
        for column in columns.required {
            if !self.has(column) {
                let missing = FileFault::MissingColumn {
                    file,
                    column: Column((*column).to_owned()),
                    columns: columns.listed(),
                };
                faults.report(self.header_span(), missing);
            }
        }
        for (at, cell) in self.header.iter().enumerate() {
            let text = cell.text.as_str();
            let may_be = |prefix: &&str| text.starts_with(*prefix);
            if self.header[..at].iter().any(|other| other.text == text) {
                let column = Column(text.to_owned());
                faults.report(cell.span, FileFault::DuplicateColumn { file, column });
            } else if !columns.name(text) && !columns.prefixes.iter().any(may_be) {
                let unknown = FileFault::UnknownColumn {
                    file,
                    read: text.to_owned(),
                    hint: faults.hint(text, columns.known()),
                };
                faults.report(cell.span, unknown);
            }
        }
    }

    /// Reports rows that are too long, and takes out those that are too short to say what they must.
    fn judge_rows(&mut self, columns: &Columns<'_>, faults: &mut Diagnostics) {
        let needed = |column: &Word| columns.required.contains(&column.text.as_str());
        let needed = self.header.iter().rposition(needed).map_or(0, |at| at + 1);
        let (kept, too_short): (Vec<Cells>, Vec<Cells>) = std::mem::take(&mut self.rows)
            .into_iter()
            .partition(|row| row.given >= needed);
        let too_short = too_short
            .iter()
            .filter_map(|row| Some((whole(&row.cells)?, row.given)));
        let mut crooked: Vec<(Span, usize)> = self.too_long.drain(..).chain(too_short).collect();
        crooked.sort_by_key(|(span, _)| span.start);
        let columns = self.header.len();
        for (span, cells) in crooked {
            faults.report(span, FileFault::RowLength { cells, columns });
        }
        self.rows = kept;
    }

    /// The file it was read from.
    pub fn file(&self) -> FileId {
        self.start.file
    }

    /// What stands between its cells.
    pub fn separator(&self) -> char {
        self.separator
    }

    /// Whether there is a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|cell| cell.text == column)
    }

    /// The names of the columns, in lower case, with their places.
    pub fn header(&self) -> &[Word] {
        &self.header
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|row| Row {
            sheet: self,
            cells: &row.cells,
        })
    }

    fn header_span(&self) -> Span {
        whole(&self.header).unwrap_or(self.start)
    }
}

impl<'s> Row<'s> {
    /// Where the row stands.
    pub fn span(self) -> Span {
        whole(self.cells).unwrap_or(self.sheet.start)
    }

    /// The cell under `column`; `None` when it is blank or there is no such column.
    pub fn cell(self, column: &str) -> Option<&'s Word> {
        self.cells()
            .find(|(name, _)| *name == column)
            .map(|(_, cell)| cell)
    }

    /// The cell under `column`; reported when the column is there and the cell is blank (a missing
    /// column has been reported once for the whole list).
    pub fn required(self, column: &str, faults: &mut Diagnostics) -> Option<&'s Word> {
        let cell = self.cell(column);
        if cell.is_none() && self.sheet.has(column) {
            let blank = FileFault::BlankCell {
                file: self.sheet.start.file,
                column: Column(column.to_owned()),
            };
            faults.report(self.span(), blank);
        }
        cell
    }

    /// The cells that are not blank, each with its column's name.
    pub fn cells(self) -> impl Iterator<Item = (&'s str, &'s Word)> {
        self.sheet
            .header
            .iter()
            .map(|column| column.text.as_str())
            .zip(self.cells)
            .filter(|(_, cell)| !cell.text.is_empty())
    }
}

impl<'c> Columns<'c> {
    /// All that have a name of their own.
    fn known(&self) -> impl Iterator<Item = &'c str> {
        self.required.iter().chain(self.optional).copied()
    }

    /// Whether one of them is called so, or a prefix says that it may be.
    fn name(&self, text: &str) -> bool {
        let mut prefixes = self.prefixes.iter().filter(|prefix| !prefix.is_empty());
        self.known().any(|known| known == text) || prefixes.any(|prefix| text.starts_with(prefix))
    }

    /// Those that are required, for people.
    fn listed(&self) -> Listed {
        Listed(
            self.required
                .iter()
                .map(|&column| column.to_owned())
                .collect(),
        )
    }
}

/// From the first cell to the last.
fn whole(cells: &[Word]) -> Option<Span> {
    let (first, last) = (cells.first()?.span, cells.last()?.span);
    Some(Span {
        end: last.end,
        ..first
    })
}

/// Walks the text once, cell by cell.
struct Scan<'t, 'f> {
    file: FileId,
    text: &'t str,
    at: usize,
    separator: char,
    faults: &'f mut Diagnostics,
}

impl<'t, 'f> Scan<'t, 'f> {
    fn new(file: FileId, text: &'t str, faults: &'f mut Diagnostics) -> Self {
        let at = mark(text);
        let mut lines = text[at..].lines();
        let first = lines
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default();
        let count = |wanted| first.matches(wanted).count();
        Self {
            file,
            text,
            at,
            separator: if count(';') > count(',') { ';' } else { ',' },
            faults,
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: range.start,
            end: range.end,
        }
    }

    /// The next row in which something is written; `None` at the end of the text.
    fn written_row(&mut self) -> Option<Vec<Word>> {
        loop {
            let row = self.row()?;
            if row.iter().any(|cell| !cell.text.is_empty()) {
                return Some(row);
            }
        }
    }

    /// The next row; `None` at the end of the text.
    fn row(&mut self) -> Option<Vec<Word>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell());
            let rest = &self.text[self.at..];
            if let Some(after) = rest.strip_prefix(self.separator) {
                self.at = self.text.len() - after.len();
                continue;
            }
            let after = rest.strip_prefix('\r').unwrap_or(rest);
            let after = after.strip_prefix('\n').unwrap_or(after);
            self.at = self.text.len() - after.len();
            return Some(cells);
        }
    }

    /// The next cell, up to its separator or line end, which are not consumed.
    fn cell(&mut self) -> Word {
        let rest = &self.text[self.at..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest[blanks..].starts_with('"') {
            self.at += blanks + 1;
            return self.quoted();
        }
        let raw = self.bare();
        let text = raw.trim();
        let start = self.at - raw.len() + (raw.len() - raw.trim_start().len());
        Word {
            text: text.to_owned(),
            span: self.span(start..start + text.len()),
        }
    }

    /// Everything up to the next separator or line end.
    fn bare(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let length = rest
            .find([self.separator, '\r', '\n'])
            .unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A cell whose opening quote has just been passed; a doubled quote stands for one.
    fn quoted(&mut self) -> Word {
        let start = self.at;
        let mut text = String::new();
        let end = loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.find('"') else {
                self.unclosed(start);
                text.push_str(rest);
                self.at = self.text.len();
                break self.at;
            };
            text.push_str(&rest[..length]);
            self.at += length + 1;
            if !self.text[self.at..].starts_with('"') {
                break self.at - 1;
            }
            text.push('"');
            self.at += 1;
        };
        let after = self.bare();
        if !after.trim().is_empty() {
            let span = self.span(self.at - after.len()..self.at);
            self.faults.report(span, FileFault::TextAfterQuote);
        }
        let blanks = text.len() - text.trim_start().len();
        let text = text.trim().to_owned();
        let literal = end - start >= blanks + text.len();
        Word {
            span: self.span(if literal && !text.contains('"') {
                start + blanks..start + blanks + text.len()
            } else {
                start..end
            }),
            text,
        }
    }

    fn unclosed(&mut self, start: usize) {
        let span = self.span(start - 1..start);
        self.faults.report(span, FileFault::UnclosedQuote);
    }
}
