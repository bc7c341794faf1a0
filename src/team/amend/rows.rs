//! Rows that stand in a list already: the list's text, and which row is meant, come in; the text with the row
//! changed, or without it, goes out. All other lines stay as they are.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Wide;
use crate::diagnostic::{Diagnostics, Sources};
use crate::document::{Row, Sheet, read_csv};

/// Cells of a row by column; what is blank is a cell left blank.
pub type Cells<'a> = [(&'a str, String)];

/// The list without the last row that has these cells. `None` when there is none.
pub fn without_row(list: &str, which: &Cells<'_>) -> Option<String> {
    let sheet = read(list);
    let line = line_of(list, find(&sheet, which)?)?;
    let rest = list.get(line.end..)?;
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    Some(format!("{}{rest}", list.get(..line.start)?))
}

/// The list in which the last row that has the cells of `which` has those of `new`. Columns that the list lacks are
/// added. `None` when there is no such row.
pub fn with_cells(list: &str, which: &Cells<'_>, new: &Cells<'_>) -> Option<String> {
    let wide = Wide::of(list, &[], new);
    let sheet = read(&wide.text);
    let row = find(&sheet, which)?;
    let mut cells = new.to_vec();
    for (column, word) in row.cells() {
        if !new.iter().any(|(known, _)| *known == column) {
            cells.push((column, word.text.clone()));
        }
    }
    let line = line_of(&wide.text, row)?;
    let (before, after) = (wide.text.get(..line.start)?, wide.text.get(line.end..)?);
    Some(format!("{before}{}{after}", wide.line(&cells)))
}

/// The rows that have these cells, by column.
pub fn rows_with(list: &str, which: &Cells<'_>) -> Vec<BTreeMap<String, String>> {
    let sheet = read(list);
    let rows = sheet.rows().filter(|row| has(row, which));
    let cells = |row: Row<'_>| {
        let cells = row.cells();
        cells
            .map(|(column, word)| (column.to_owned(), word.text.clone()))
            .collect()
    };
    rows.map(cells).collect()
}

fn read(list: &str) -> Sheet {
    let mut sources = Sources::default();
    read_csv(
        &mut sources,
        "",
        list.as_bytes(),
        &mut Diagnostics::default(),
    )
}

/// The last row with these cells, and blanks where they are blank.
fn find<'s>(sheet: &'s Sheet, which: &Cells<'_>) -> Option<Row<'s>> {
    sheet.rows().filter(|row| has(row, which)).last()
}

fn has(row: &Row<'_>, which: &Cells<'_>) -> bool {
    let text = |column| row.cell(column).map_or("", |word| word.text.as_str());
    which
        .iter()
        .all(|(column, value)| text(column) == value.trim())
}

/// Where a row stands, without the end of its line.
fn line_of(list: &str, row: Row<'_>) -> Option<Range<usize>> {
    let span = row.span();
    let start = list.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let rest = list.get(span.end..)?;
    let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
    Some(start..span.end + end)
}
