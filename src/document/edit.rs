//! A TOML file as somebody wrote it, and keys for one of its tables, come in; the file with them goes out.
//! Comments, order and blank lines stay as they are.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

/// A value for a key of a TOML table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// A text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// A day.
    Day(NaiveDate),
    /// Texts by key, on one line.
    Table(Vec<(&'static str, String)>),
    /// A number.
    Number(u32),
    /// Yes or no.
    Flag(bool),
}

impl Entered {
    fn value(&self) -> Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::List(texts) => texts.iter().map(String::as_str).collect::<Array>().into(),
            // A day without quotes, as people write it.
            Self::Day(day) => day
                .to_string()
                .parse()
                .unwrap_or_else(|_| day.to_string().into()),
            Self::Table(keys) => {
                let keys = keys.iter().map(|(key, text)| (*key, text.as_str()));
                keys.collect::<InlineTable>().into()
            }
            Self::Number(number) => i64::from(*number).into(),
            Self::Flag(flag) => (*flag).into(),
        }
    }
}

/// The file with keys of the table at `path` set, or taken away where there is nothing. A table that is not there
/// is added beside its like. `None` when the file is no TOML or something else stands at the path.
pub fn with_keys(
    file: &str,
    path: &[&str],
    keys: &[(impl AsRef<str>, Option<Entered>)],
) -> Option<String> {
    let mut document: DocumentMut = file.parse().ok()?;
    let mut table: &mut dyn TableLike = document.as_table_mut();
    for (at, part) in path.iter().enumerate() {
        if !table.contains_key(part) {
            let mut new = Table::new();
            new.set_implicit(at + 1 < path.len());
            table.insert(part, Item::Table(new));
        }
        table = table.get_mut(part)?.as_table_like_mut()?;
    }
    for (key, entered) in keys {
        let key = key.as_ref();
        let Some(value) = entered.as_ref().map(Entered::value) else {
            table.remove(key);
            continue;
        };
        match table.get_mut(key) {
            // The comment behind it stays.
            Some(Item::Value(old)) => {
                let decor = old.decor().clone();
                *old = value;
                *old.decor_mut() = decor;
            }
            _ => drop(table.insert(key, Item::Value(value))),
        }
    }
    let text = document.to_string();
    Some(match file.contains("\r\n") {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text,
    })
}

/// The keys of the table at `path` as plain text, lists with commas; what is a table itself is left out. Empty when
/// there is no such table.
pub fn keys_of(file: &str, path: &[&str]) -> BTreeMap<String, String> {
    let document = file.parse::<DocumentMut>().unwrap_or_default();
    let table = table_at(document.as_table(), path);
    table.map(plain).unwrap_or_default()
}

/// The keys of each table of the array of tables at `path`, in order.
pub fn tables_of(file: &str, path: &[&str]) -> Vec<BTreeMap<String, String>> {
    let document = file.parse::<DocumentMut>().unwrap_or_default();
    let found = path.split_last().and_then(|(last, above)| {
        let tables = table_at(document.as_table(), above)?.get(last)?;
        Some(match tables {
            Item::ArrayOfTables(tables) => tables.iter().map(|table| plain(table)).collect(),
            Item::Value(Value::Array(tables)) => {
                let tables = tables.iter().filter_map(Value::as_inline_table);
                tables.map(|table| plain(table)).collect()
            }
            _ => Vec::new(),
        })
    });
    found.unwrap_or_default()
}

fn table_at<'t>(whole: &'t dyn TableLike, path: &[&str]) -> Option<&'t dyn TableLike> {
    path.iter()
        .try_fold(whole, |table, part| table.get(part)?.as_table_like())
}

fn plain(table: &dyn TableLike) -> BTreeMap<String, String> {
    let plain = |value: &Value| match value {
        Value::String(text) => text.value().clone(),
        other => other.to_string().trim().to_owned(),
    };
    let text = |value: &Value| match value.as_array() {
        Some(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        None => plain(value),
    };
    table
        .iter()
        .filter_map(|(key, item)| Some((key.to_owned(), text(item.as_value()?))))
        .collect()
}
