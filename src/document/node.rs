//! A TOML tree whose every key and value knows its place, and how one tree is laid over another.

use chrono::NaiveDate;

use crate::diagnostic::{Span, ValueKind};

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// The kinds of values rule and team files use.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A date (`2027-01-04`).
    Date(NaiveDate),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

/// Entries in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Table {
    /// The entry with this key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The table under `key`.
    pub fn child(&self, key: &str) -> Option<&Table> {
        match &self.get(key)?.node.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The table under `key`, to change it.
    pub fn child_mut(&mut self, key: &str) -> Option<&mut Table> {
        let entry = self.entries.iter_mut().find(|entry| entry.key == key)?;
        match &mut entry.node.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }

    /// Puts `entry` in the place of the one with its key, or last.
    pub fn set(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|known| known.key == entry.key) {
            Some(known) => *known = entry,
            None => self.entries.push(entry),
        }
    }

    /// Lays `over` over this table: tables are merged key by key, anything else is replaced; new
    /// keys come last.
    pub fn overlay(&mut self, over: &Table) {
        for entry in &over.entries {
            match self.entries.iter_mut().find(|known| known.key == entry.key) {
                None => self.entries.push(entry.clone()),
                Some(known) => match (&mut known.node.value, &entry.node.value) {
                    (Value::Table(below), Value::Table(above)) => below.overlay(above),
                    _ => {
                        known.node = entry.node.clone();
                        known.key_span = entry.key_span;
                    }
                },
            }
        }
    }
}

impl Node {
    /// What kind of value it is.
    pub fn kind(&self) -> ValueKind {
        match self.value {
            Value::Text(_) => ValueKind::Text,
            Value::Integer(_) => ValueKind::Integer,
            Value::Float(_) => ValueKind::Float,
            Value::Bool(_) => ValueKind::Bool,
            Value::Date(_) => ValueKind::Date,
            Value::List(_) => ValueKind::List,
            Value::Table(_) => ValueKind::Table,
        }
    }
}
