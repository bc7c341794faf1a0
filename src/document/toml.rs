//! The bytes of a TOML file come in, a tree whose every key and value knows its place goes out.
//! All faults of syntax are reported at once, and what is sound around them is kept.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::decode::decode;
use super::node::{Entry, Node, Table, Value};
use crate::diagnostic::{Cited, Diagnostics, FileFault, FileId, FileName, Sources, Span};

/// More levels than any file of ours has.
const MAX_DEPTH: usize = 32;

/// More keys of one table, or parts of one list, than any file of ours has: it is refused, so that what judges them may
/// look at each beside each.
const MOST: usize = 5000;

/// A whole file.
#[derive(Clone, Debug)]
pub struct Root {
    /// Its very beginning, for what is missing as a whole.
    pub span: Span,
    /// Its entries, in the order of the file.
    pub table: Table,
}

/// Reads the TOML file `name`; what cannot be read is reported and left out.
pub fn read_toml(
    sources: &mut Sources,
    name: impl Into<FileName>,
    bytes: &[u8],
    faults: &mut Diagnostics,
) -> Root {
    let file = decode(sources, name.into(), bytes, faults);
    let text = &sources.get(file).text;
    let mut walk = Walk { file, faults };
    let table = match deep_key(text) {
        Some(range) => {
            walk.too_deep(range);
            Table::default()
        }
        None => {
            let (tree, mut errors) = DeTable::parse_recoverable(text);
            errors.sort_by_key(|error| error.span().map(|range| range.start));
            let mut said_until = 0;
            for error in errors {
                let start = error.span().map_or(text.len(), |range| range.start);
                let double = error.message().contains("duplicate key");
                if double && start < said_until {
                    continue;
                }
                walk.syntax(error.message(), error.span());
                if double && is_header(text, start) {
                    said_until = text[start..]
                        .find("\n[")
                        .map_or(text.len(), |end| start + end);
                }
            }
            walk.table(tree.into_inner(), 0)
        }
    };
    Root {
        span: walk.span(0..0),
        table,
    }
}

struct Walk<'f> {
    file: FileId,
    faults: &'f mut Diagnostics,
}

impl Walk<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: range.start,
            end: range.end,
        }
    }

    fn syntax(&mut self, message: &str, range: Option<Range<usize>>) {
        let span = range.map(|range| self.span(range));
        if message.contains("duplicate key") {
            self.faults.report(span, FileFault::DuplicateKey);
        } else {
            let said = Cited(message.to_owned());
            self.faults.report(span, FileFault::Syntax { said });
        }
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let span = self.span(range);
        self.faults.report(span, FileFault::TooDeep);
    }

    /// Whether so many may stand together; reported when not.
    fn are_few(&mut self, keys: usize, at: Range<usize>) -> bool {
        if keys > MOST {
            let span = self.span(at);
            self.faults
                .report(span, FileFault::TooManyKeys { keys, most: MOST });
        }
        keys <= MOST
    }

    fn table(&mut self, table: DeTable<'_>, depth: usize) -> Table {
        let first = table.iter().map(|(key, _)| key.span());
        let first = first.min_by_key(|span| span.start).unwrap_or(0..0);
        if !self.are_few(table.len(), first) {
            return Table::default();
        }
        let mut entries: Vec<Entry> = table
            .into_iter()
            .filter_map(|(key, value)| {
                Some(Entry {
                    key_span: self.span(key.span()),
                    key: key.into_inner().into_owned(),
                    node: self.node(value, depth + 1)?,
                })
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        Table { entries }
    }

    fn node(&mut self, value: Spanned<DeValue<'_>>, depth: usize) -> Option<Node> {
        let range = value.span();
        if depth > MAX_DEPTH {
            self.too_deep(range);
            return None;
        }
        let start = range.start;
        let span = self.span(range);
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Value::Integer(number),
                    Err(_) => return self.unreadable(span, FileFault::NumberTooLarge),
                }
            }
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => Value::Float(number),
                Err(_) => return self.unreadable(span, FileFault::NumberOdd),
            },
            DeValue::Boolean(truth) => Value::Bool(truth),
            DeValue::Datetime(moment) => match date(&moment) {
                Some(day) => Value::Date(day),
                None => return self.unreadable(span, FileFault::NotADayAlone),
            },
            DeValue::Array(nodes) if !self.are_few(nodes.len(), start..start + 1) => {
                Value::List(Vec::new())
            }
            DeValue::Array(nodes) => Value::List(
                nodes
                    .into_iter()
                    .filter_map(|node| self.node(node, depth + 1))
                    .collect(),
            ),
            DeValue::Table(table) => Value::Table(self.table(table, depth)),
        };
        Some(Node { span, value })
    }

    fn unreadable(&mut self, span: Span, why: FileFault) -> Option<Node> {
        self.faults.report(span, why);
        None
    }
}

/// The day of a TOML date that has neither time nor zone.
fn date(moment: &Datetime) -> Option<NaiveDate> {
    let day = moment.date?;
    if moment.time.is_some() || moment.offset.is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
}

/// Whether a key at `start` names a table (`[rules.talk]`); the keys below one that stands twice
/// are not reported once more.
fn is_header(text: &str, start: usize) -> bool {
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    text[line..].starts_with('[')
}

/// The first dotted key with too many parts. The parser guards itself against nested brackets, but
/// a key of a million dots would be a million tables deep, too deep to walk or to drop.
fn deep_key(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    let mut dots = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'.' => dots += 1,
            b'\n' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b'#' => (start, dots) = (at + 1, 0),
            b'"' | b'\'' | b' ' | b'\t' if dots == 0 => start = at + 1,
            _ => {}
        }
        if dots > 4 * MAX_DEPTH {
            return Some(start..at + 1);
        }
    }
    None
}
