//! Writing in a team's files without disturbing them: a file's text and what is to be added come in; the text
//! with one more row, or one more table, goes out. Order, comments and line endings stay as they are.

mod rows;

use std::borrow::Cow;

use chrono::NaiveDate;

pub use self::rows::{Cells, rows_with, with_cells, without_row};

/// A list with a row added at its end. Columns that the list lacks are added to its header when the row has
/// something to say in them.
pub fn with_row(list: &str, columns: &[&str], row: &Cells<'_>) -> String {
    let wide = Wide::of(list, columns, row);
    format!("{}{}{}", wide.text, wide.line(row), wide.end)
}

/// A list with every column that a row needs.
struct Wide {
    text: String,
    names: Vec<String>,
    comma: char,
    end: &'static str,
}

impl Wide {
    /// `columns` are those of a list without a header.
    fn of(list: &str, columns: &[&str], row: &Cells<'_>) -> Self {
        let end = if list.contains("\r\n") { "\r\n" } else { "\n" };
        let (mark, list) = match list.strip_prefix('\u{feff}') {
            Some(rest) => ("\u{feff}", rest),
            None => ("", list),
        };
        // Blank rows above the header stay, as readers pass them over.
        let is_blank = |line: &&str| line.trim_matches([',', ';', ' ', '\t']).is_empty();
        let above = list.lines().take_while(is_blank).count();
        let mut lines = list.lines().skip(above);
        let header = match lines.next() {
            Some(header) => header.to_owned(),
            None => columns.join(","),
        };
        let comma = if header.contains(';') && !header.contains(',') {
            ';'
        } else {
            ','
        };
        let mut names: Vec<String> = header
            .split(comma)
            .map(|name| name.trim().trim_matches('"').to_owned())
            .collect();
        let known = names.len();
        for (name, value) in row {
            if !value.is_empty() && !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                names.push((*name).to_owned());
            }
        }
        let mut text = mark.to_owned();
        for line in list.lines().take(above) {
            text.push_str(line);
            text.push_str(end);
        }
        text.push_str(&header);
        for name in names.iter().skip(known) {
            text.push(comma);
            text.push_str(name);
        }
        text.push_str(end);
        let more = comma.to_string().repeat(names.len() - known);
        let mut inside = false;
        for line in lines {
            text.push_str(line);
            // A cell in quotes may run over several lines: the row ends with the last of them.
            inside ^= line.matches('"').count() % 2 == 1;
            if !inside && !line.trim().is_empty() {
                text.push_str(&more);
            }
            text.push_str(end);
        }
        Self {
            text,
            names,
            comma,
            end,
        }
    }

    /// A row as it stands in the list, without the end of its line.
    fn line(&self, row: &Cells<'_>) -> String {
        let cells = self.names.iter().map(|name| {
            let given = row
                .iter()
                .find(|(column, _)| name.eq_ignore_ascii_case(column));
            given.map_or(Cow::Borrowed(""), |(_, value)| quoted(value, self.comma))
        });
        cells.collect::<Vec<_>>().join(&self.comma.to_string())
    }
}

/// A cell as a list takes it.
fn quoted(value: &str, comma: char) -> Cow<'_, str> {
    let value = value.trim();
    if value.contains([comma, '"', '\n', '\r']) {
        Cow::Owned(format!(
            "\"{}\"",
            value.replace('"', "\"\"").replace(['\n', '\r'], " ")
        ))
    } else {
        Cow::Borrowed(value)
    }
}

/// A team file in which somebody has other hours from a day on.
pub fn with_hours(file: &str, person: &str, from: NaiveDate, hours: &str) -> String {
    let end = if file.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if file.ends_with('\n') {
        end
    } else {
        &format!("{end}{end}")
    };
    let hours = hours.replace(['"', '\\', '\n', '\r'], " ");
    format!(
        "{file}{gap}[[people.{person}.patterns]]{end}from = {from}{end}hours = \"{}\"{end}",
        hours.trim()
    )
}
