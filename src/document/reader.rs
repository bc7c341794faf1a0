//! One table of a file comes in; typed values go out, and every fault is reported on the way:
//! a wrong type, a missing key, and at the end the keys nobody asked for.

use chrono::NaiveDate;

use super::{Entry, Node, Root, Table, Value, Word, did_you_mean};
use crate::diagnostic::{Diagnostics, Span};
use crate::time::{Offset, Period};

/// How a period is written, for the way out of a fault.
const PERIOD_HELP: &str = "write a length like \"90m\", \"2h\", \"5d\", \"5wd\", \"3w\", \"6mo\"";

/// Reads one table key by key. Each getter remembers its key as known, gives `None` when the key
/// is absent, and reports and gives `None` when its value is of the wrong kind. Call
/// [`Reader::finish`] last: it reports the keys that no getter asked for.
pub struct Reader<'t, 'f> {
    table: &'t Table,
    owner: Span,
    what: String,
    known: Vec<String>,
    /// Where faults go; open, so that a caller can add its own.
    pub faults: &'f mut Diagnostics,
}

impl<'t, 'f> Reader<'t, 'f> {
    /// A reader of `table`, which people know as `what` (``rule `talk` ``); a missing key is
    /// reported at `owner`.
    pub fn new(
        table: &'t Table,
        owner: Span,
        what: impl Into<String>,
        faults: &'f mut Diagnostics,
    ) -> Self {
        Self {
            table,
            owner,
            what: what.into(),
            known: Vec::new(),
            faults,
        }
    }

    /// A reader of a whole file.
    pub fn root(root: &'t Root, what: impl Into<String>, faults: &'f mut Diagnostics) -> Self {
        Self::new(&root.table, root.span, what, faults)
    }

    /// The keys of the table with their places, for tables whose keys are free.
    pub fn keys(&self) -> Vec<Word> {
        let word = |entry: &Entry| Word {
            text: entry.key.clone(),
            span: entry.key_span,
        };
        self.table.entries.iter().map(word).collect()
    }

    /// Where the table stands.
    pub fn span(&self) -> Span {
        self.owner
    }

    /// What people call the table.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Reports an error at the table as a whole.
    pub fn error(&mut self, code: &'static str, message: impl Into<String>, help: &str) {
        self.faults.error(code, self.owner, message, help);
    }

    /// The entry as it stands.
    pub fn entry(&mut self, key: &str) -> Option<&'t Entry> {
        if !self.known.iter().any(|known| known == key) {
            self.known.push(key.to_owned());
        }
        self.table.get(key)
    }

    /// The value as it stands.
    pub fn node(&mut self, key: &str) -> Option<&'t Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// Whether the key is given at all (and known from now on).
    pub fn has(&mut self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Where the key's value stands; the table's own place when it is not given.
    pub fn place(&self, key: &str) -> Span {
        self.table
            .get(key)
            .map_or(self.owner, |entry| entry.node.span)
    }

    /// What `get` makes of the value; `None` from it is a wrong type.
    fn typed<T>(
        &mut self,
        key: &str,
        wanted: &str,
        get: impl FnOnce(&'t Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        let value = get(node);
        if value.is_none() {
            self.wrong(key, node, wanted);
        }
        value
    }

    fn wrong(&mut self, key: &str, node: &Node, wanted: &str) {
        self.faults.error(
            "wrong-type",
            node.span,
            format!("`{key}` of {} is {}", self.what, node.kind()),
            format!("write {wanted}"),
        );
    }

    /// Reports the key as missing when `value` is none and the key is not given.
    pub fn required<T>(&mut self, key: &str, value: Option<T>, help: &str) -> Option<T> {
        if value.is_none() && self.table.get(key).is_none() {
            self.faults.error(
                "missing-key",
                self.owner,
                format!("{} has no `{key}`", self.what),
                help,
            );
        }
        value
    }

    /// A text.
    pub fn text(&mut self, key: &str) -> Option<&'t str> {
        self.typed(key, "a text in \"quotes\"", |node| match &node.value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// A text that must be there and say something.
    pub fn required_text(&mut self, key: &str) -> Option<&'t str> {
        let text = self.text(key);
        if text.is_some_and(|text| text.trim().is_empty()) {
            let span = self.place(key);
            self.faults.error(
                "empty-text",
                span,
                format!("`{key}` of {} is empty", self.what),
                "write something between the quotes",
            );
            return None;
        }
        self.required(key, text, &format!("add {key} = \"…\""))
    }

    /// A text with its place.
    pub fn word(&mut self, key: &str) -> Option<Word> {
        let text = self.text(key)?.to_owned();
        Some(Word {
            text,
            span: self.place(key),
        })
    }

    /// A text read by `T`'s own rules; faults carry `code` and `help`.
    pub fn parsed<T: std::str::FromStr<Err = String>>(
        &mut self,
        key: &str,
        code: &'static str,
        help: &str,
    ) -> Option<T> {
        self.word(key)?.parse(code, help, self.faults)
    }

    /// One of the texts listed, as its value.
    pub fn one_of<T: Clone>(&mut self, key: &str, options: &[(&str, T)]) -> Option<T> {
        let word = self.word(key)?;
        let found = options.iter().find(|(name, _)| *name == word.text);
        if found.is_none() {
            let names = options.iter().map(|(name, _)| *name);
            self.faults.error(
                "unknown-value",
                word.span,
                format!("`{key}` of {} cannot be `{}`", self.what, word.text),
                did_you_mean(&word.text, names),
            );
        }
        found.map(|(_, value)| value.clone())
    }

    /// A whole number from `least` to `most`.
    pub fn integer(&mut self, key: &str, least: u32, most: u32) -> Option<u32> {
        let number = self.typed(key, "a whole number", |node| match node.value {
            Value::Integer(number) => Some(number),
            _ => None,
        })?;
        let fitting = u32::try_from(number)
            .ok()
            .filter(|number| (least..=most).contains(number));
        if fitting.is_none() {
            let span = self.place(key);
            self.faults.error(
                "out-of-range",
                span,
                format!("`{key}` of {} is {number}", self.what),
                format!("write a whole number from {least} to {most}"),
            );
        }
        fitting
    }

    /// True or false.
    pub fn boolean(&mut self, key: &str) -> Option<bool> {
        self.typed(key, "true or false, without quotes", |node| {
            match node.value {
                Value::Bool(truth) => Some(truth),
                _ => None,
            }
        })
    }

    /// A date, bare or as text.
    pub fn date(&mut self, key: &str) -> Option<NaiveDate> {
        let node = self.node(key)?;
        match &node.value {
            Value::Date(day) => Some(*day),
            Value::Text(_) => self.word(key)?.date(self.faults),
            _ => {
                self.wrong(key, node, "a date like 2027-01-04");
                None
            }
        }
    }

    /// A length of time.
    pub fn period(&mut self, key: &str) -> Option<Period> {
        self.parsed(key, "bad-period", PERIOD_HELP)
    }

    /// A length of time in minutes, given in minutes or hours.
    pub fn minutes(&mut self, key: &str) -> Option<u32> {
        let minutes = self.period(key)?.minutes();
        if minutes.is_none() {
            let span = self.place(key);
            self.faults.error(
                "bad-period",
                span,
                format!("`{key}` of {} is longer than hours", self.what),
                "write minutes or hours, like \"90m\" or \"2h\"",
            );
        }
        minutes
    }

    /// A length of time before (`-1w`) or after a day.
    pub fn offset(&mut self, key: &str) -> Option<Offset> {
        self.parsed(key, "bad-period", PERIOD_HELP)
    }

    /// The texts of a list, each with its place; empty when the key is absent.
    pub fn list_of_text(&mut self, key: &str) -> Vec<Word> {
        let nodes = self.typed(
            key,
            "a list of texts, like [\"a\", \"b\"]",
            |node| match &node.value {
                Value::List(nodes) => Some(nodes.as_slice()),
                _ => None,
            },
        );
        let mut words = Vec::new();
        for node in nodes.unwrap_or_default() {
            match &node.value {
                Value::Text(text) => words.push(Word {
                    text: text.clone(),
                    span: node.span,
                }),
                _ => self.wrong(key, node, "texts in \"quotes\" only"),
            }
        }
        words
    }

    /// A table.
    pub fn table(&mut self, key: &str) -> Option<&'t Table> {
        self.typed(key, "a table, like { … }", |node| match &node.value {
            Value::Table(table) => Some(table),
            _ => None,
        })
    }

    /// A list of tables (`[[key]]`), each with its place; empty when the key is absent.
    pub fn tables(&mut self, key: &str) -> Vec<(&'t Table, Span)> {
        let nodes = self.typed(key, "tables under [[…]]", |node| match &node.value {
            Value::List(nodes) => Some(nodes.as_slice()),
            _ => None,
        });
        let mut tables = Vec::new();
        for node in nodes.unwrap_or_default() {
            match &node.value {
                Value::Table(table) => tables.push((table, node.span)),
                _ => self.wrong(key, node, "tables only"),
            }
        }
        tables
    }

    /// A reader of the table under `key`, known as ``\`key\` of …``. Finish it too.
    pub fn inside(&mut self, key: &str) -> Option<Reader<'t, '_>> {
        let table = self.table(key)?;
        let owner = self.table.get(key).map_or(self.owner, |e| e.key_span);
        let what = format!("`{key}` of {}", self.what);
        Some(Reader::new(table, owner, what, self.faults))
    }

    /// The entries of the table under `key` whose values are tables themselves (`[people.anna]`),
    /// in the order of the file; others are reported.
    pub fn tables_by_name(&mut self, key: &str) -> Vec<(&'t Entry, &'t Table)> {
        let entries = self.table(key).map_or(&[][..], |table| &table.entries);
        let mut named = Vec::new();
        for entry in entries {
            match &entry.node.value {
                Value::Table(table) => named.push((entry, table)),
                _ => self.wrong(&entry.key, &entry.node, "a table"),
            }
        }
        named
    }

    /// A text in both languages, `{ nl = "…", en = "…" }`, as (Dutch, English); reported when one
    /// is missing.
    pub fn text_pair(&mut self, key: &str) -> Option<(String, String)> {
        let mut reader = self.inside(key)?;
        let nl = reader.required_text("nl").map(str::to_owned);
        let en = reader.required_text("en").map(str::to_owned);
        reader.finish();
        nl.zip(en)
    }

    /// Reports every key that was never asked for.
    pub fn finish(self) {
        for entry in &self.table.entries {
            if !self.known.contains(&entry.key) {
                let mut known: Vec<&str> = self.known.iter().map(String::as_str).collect();
                known.sort_unstable();
                self.faults.error(
                    "unknown-key",
                    entry.key_span,
                    format!("{} has no key `{}`", self.what, entry.key),
                    did_you_mean(&entry.key, known),
                );
            }
        }
    }
}
