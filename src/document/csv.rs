//! The bytes of a spreadsheet's list come in, rows whose every cell knows its place go out. Comma
//! or semicolon, CRLF and a byte-order mark are all welcome; what is crooked is reported.

use std::ops::Range;

use super::decode::{decode, mark};
use super::{Word, did_you_mean, listed};
use crate::diagnostic::{Diagnostics, FileId, Sources, Span};

/// A list with a header row.
#[derive(Clone, Debug)]
pub struct Sheet {
    name: String,
    start: Span,
    header: Vec<Word>,
    rows: Vec<Vec<Word>>,
}

/// One row of a [`Sheet`].
#[derive(Clone, Copy, Debug)]
pub struct Row<'s> {
    sheet: &'s Sheet,
    cells: &'s [Word],
}

/// Reads the list `name`. Rows that are blank are skipped; a row with another number of cells than
/// the header is reported and left out (blank cells past the header's end are no fault).
pub fn read_csv(
    sources: &mut Sources,
    name: &str,
    bytes: &[u8],
    faults: &mut Diagnostics,
) -> Sheet {
    let file = decode(sources, name, bytes, faults);
    let text = &sources.get(file).text;
    let mut scan = Scan::new(file, text, faults);
    let mut header = scan.row().unwrap_or_default();
    while header.last().is_some_and(|cell| cell.text.is_empty()) {
        header.pop();
    }
    for cell in &mut header {
        cell.text = cell.text.to_lowercase();
    }
    let mut rows = Vec::new();
    while let Some(mut row) = scan.row() {
        if row.iter().all(|cell| cell.text.is_empty()) {
            continue;
        }
        let width = header.len().min(row.len());
        if row.len() < header.len() || row[width..].iter().any(|cell| !cell.text.is_empty()) {
            scan.crooked(&row, header.len());
            continue;
        }
        row.truncate(width);
        rows.push(row);
    }
    Sheet {
        name: name.to_owned(),
        start: scan.span(0..0),
        header,
        rows,
    }
}

impl Sheet {
    /// Reports columns that are missing, given twice, without a name, or unknown: neither listed
    /// nor beginning with one of the prefixes.
    pub fn columns(
        &self,
        required: &[&str],
        optional: &[&str],
        prefixes: &[&str],
        faults: &mut Diagnostics,
    ) {
        let name = &self.name;
        if self.header.is_empty() {
            let columns = required.join(",");
            faults.error(
                "empty-file",
                self.start,
                format!("{name} has no header row"),
                format!("let its first row be {columns}"),
            );
            return;
        }
        for column in required {
            if !self.has(column) {
                faults.error(
                    "missing-column",
                    self.header_span(),
                    format!("{name} has no column `{column}`"),
                    format!("add it; {name} needs {}", listed(required.iter().copied())),
                );
            }
        }
        for (at, cell) in self.header.iter().enumerate() {
            let known = || required.iter().chain(optional).copied();
            let text = cell.text.as_str();
            if self.header[..at].iter().any(|other| other.text == text) {
                faults.error(
                    "duplicate-column",
                    cell.span,
                    format!("{name} has the column `{text}` twice"),
                    "delete or rename one",
                );
            } else if !known().any(|column| column == text)
                && !prefixes.iter().any(|prefix| text.starts_with(prefix))
            {
                faults.error(
                    "unknown-column",
                    cell.span,
                    format!("{name} knows no column `{text}`"),
                    did_you_mean(text, known()),
                );
            }
        }
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
        self.rows.iter().map(|cells| Row { sheet: self, cells })
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
            faults.error(
                "blank-cell",
                self.span(),
                format!("this row of {} has no `{column}`", self.sheet.name),
                format!("fill in `{column}`, or delete the row"),
            );
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
        let first = text[at..].lines().next().unwrap_or_default();
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
            self.faults.error(
                "text-after-quote",
                span,
                "this stands after a closing quote",
                "put the whole cell between quotes, and write \"\" for a quote inside",
            );
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
        self.faults.error(
            "unclosed-quote",
            span,
            "this quote is never closed",
            "close it with another \" at the end of the cell",
        );
    }

    fn crooked(&mut self, row: &[Word], columns: usize) {
        let span = whole(row).unwrap_or(self.span(self.at..self.at));
        self.faults.error(
            "row-length",
            span,
            format!("this row has {} cells, the header has {columns}", row.len()),
            "give each column a cell, also an empty one; put a text with the separator in it \
             between quotes",
        );
    }
}
