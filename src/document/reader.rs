//! One table of a file comes in; typed values go out, and every fault is reported on the way:
//! a wrong type, a missing key, and at the end the keys nobody asked for.

use std::str::FromStr;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{Entry, Node, Root, Table, Value, Word};
use crate::diagnostic::{Add, Diagnostics, Fault, Hint, KeyFault, Owner, Shape, Span, Wanted};
use crate::time::{Offset, Period, Unit};

/// A table that is not there, for who wants to know what would be asked of it.
static NOTHING: Table = Table {
    entries: Vec::new(),
};

/// It under any name.
static ANY_NAME: LazyLock<Entry> = LazyLock::new(|| Entry {
    key: "any".to_owned(),
    key_span: Span::default(),
    node: Node {
        span: Span::default(),
        value: Value::Table(NOTHING.clone()),
    },
});

/// What a key takes that wants this.
fn shape(wanted: Wanted) -> Shape {
    match wanted {
        Wanted::Text => Shape::Text,
        Wanted::Bool => Shape::Bool,
        Wanted::Texts | Wanted::OnlyTexts => Shape::Texts,
        Wanted::Table | Wanted::TableEach => Shape::Table,
        Wanted::Tables | Wanted::OnlyTables => Shape::Tables,
        Wanted::Integer | Wanted::Date => Shape::Any,
    }
}

/// Reads one table key by key. Each getter remembers its key as known, gives `None` when the key
/// is absent, and reports and gives `None` when its value is of the wrong kind. Call
/// [`Reader::finish`] last: it reports the keys that no getter asked for.
pub struct Reader<'t, 'f> {
    table: &'t Table,
    owner: Span,
    what: Owner,
    known: Vec<String>,
    lacks: Vec<(Vec<String>, Fault)>,
    /// Where faults go; open, so that a caller can add its own.
    pub faults: &'f mut Diagnostics,
}

impl<'t, 'f> Reader<'t, 'f> {
    /// A reader of `table`, which belongs to `what`; a missing key is reported at `owner`.
    pub fn new(table: &'t Table, owner: Span, what: Owner, faults: &'f mut Diagnostics) -> Self {
        Self {
            table,
            owner,
            what,
            known: Vec::new(),
            lacks: Vec::new(),
            faults,
        }
    }

    /// A reader of a whole file.
    pub fn root(root: &'t Root, faults: &'f mut Diagnostics) -> Self {
        let what = Owner::File(root.span.file);
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

    /// Whose the table is.
    pub fn what(&self) -> Owner {
        self.what.clone()
    }

    /// Reports a fault at the table as a whole.
    pub fn report(&mut self, fault: impl Into<Fault>) {
        self.faults.report(self.owner, fault);
    }

    /// The entry as it stands.
    pub fn entry(&mut self, key: &str) -> Option<&'t Entry> {
        self.takes(key, Shape::Any);
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

    /// Says that the key may have this as well; see [`Diagnostics::listening`].
    pub fn takes(&mut self, key: &str, shape: Shape) {
        self.faults.ask(&self.what, key, shape);
    }

    /// What `get` makes of the value; `None` from it is a wrong type.
    fn typed<T>(
        &mut self,
        key: &str,
        wanted: Wanted,
        get: impl FnOnce(&'t Node) -> Option<T>,
    ) -> Option<T> {
        self.takes(key, shape(wanted));
        let node = self.node(key)?;
        let value = get(node);
        if value.is_none() {
            self.wrong(key, node, wanted);
        }
        value
    }

    fn wrong(&mut self, key: &str, node: &Node, wanted: Wanted) {
        let fault = KeyFault::WrongType {
            key: key.to_owned(),
            owner: self.what(),
            found: node.kind(),
            wanted,
        };
        self.faults.report(node.span, fault);
    }

    /// Reports the key as missing when `value` is none and the key is not given.
    pub fn required<T>(&mut self, key: &str, value: Option<T>, add: Add) -> Option<T> {
        self.faults.require(&self.what, key);
        if value.is_none() && self.table.get(key).is_none() {
            let (missing, owner) = (key.to_owned(), self.what());
            let key = missing.clone();
            self.lacks(&[&missing], KeyFault::Missing { key, owner, add });
        }
        value
    }

    /// Reports that none of `keys` is given. When [`Reader::finish`] finds one of them misspelt, only that is told.
    pub fn lacks(&mut self, keys: &[&str], fault: impl Into<Fault>) {
        let fault = fault.into();
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        self.lacks.push((keys, fault.clone()));
        self.report(fault);
    }

    /// A text.
    pub fn text(&mut self, key: &str) -> Option<&'t str> {
        self.typed(key, Wanted::Text, |node| match &node.value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// A text that must be there and say something.
    pub fn required_text(&mut self, key: &str) -> Option<&'t str> {
        let text = self.text(key);
        if text.is_some_and(|text| text.trim().is_empty()) {
            let span = self.place(key);
            let (key, owner) = (key.to_owned(), self.what());
            let empty = KeyFault::Empty { key, owner };
            self.faults.report(span, empty);
            return None;
        }
        self.required(key, text, Add::Line(format!("{key} = \"…\"")))
    }

    /// A text with its place.
    pub fn word(&mut self, key: &str) -> Option<Word> {
        let text = self.text(key)?.to_owned();
        Some(Word {
            text,
            span: self.place(key),
        })
    }

    /// A text read by `T`'s own rules.
    pub fn parsed<T: FromStr<Err: Into<Fault>>>(&mut self, key: &str) -> Option<T> {
        self.word(key)?.parse(self.faults)
    }

    /// One of the texts listed, as its value.
    pub fn one_of<T: Clone>(&mut self, key: &str, options: &[(&str, T)]) -> Option<T> {
        let names = options.iter().map(|(name, _)| (*name).to_owned());
        self.takes(key, Shape::OneOf(names.collect()));
        let word = self.word(key)?;
        let found = options.iter().find(|(name, _)| *name == word.text);
        if found.is_none() {
            let names = options.iter().map(|(name, _)| *name);
            let unknown = KeyFault::UnknownValue {
                key: key.to_owned(),
                owner: self.what(),
                hint: self.faults.hint(&word.text, names),
                read: word.text,
            };
            self.faults.report(word.span, unknown);
            return None;
        }
        found.map(|(_, value)| value.clone())
    }

    /// A whole number from `least` to `most`.
    pub fn integer(&mut self, key: &str, least: u32, most: u32) -> Option<u32> {
        self.takes(key, Shape::Integer(least, most));
        let node = self.node(key)?;
        let Value::Integer(number) = node.value else {
            self.wrong(key, node, Wanted::Integer);
            return None;
        };
        let fitting = u32::try_from(number)
            .ok()
            .filter(|number| (least..=most).contains(number));
        if fitting.is_none() {
            let span = self.place(key);
            let (key, owner) = (key.to_owned(), self.what());
            let outside = KeyFault::OutOfRange {
                key,
                owner,
                number,
                least,
                most,
            };
            self.faults.report(span, outside);
        }
        fitting
    }

    /// True or false.
    pub fn boolean(&mut self, key: &str) -> Option<bool> {
        self.typed(key, Wanted::Bool, |node| match node.value {
            Value::Bool(truth) => Some(truth),
            _ => None,
        })
    }

    /// A date, bare or as text.
    pub fn date(&mut self, key: &str) -> Option<NaiveDate> {
        self.takes(key, Shape::Date);
        let node = self.node(key)?;
        match &node.value {
            Value::Date(day) => Some(*day),
            Value::Text(_) => self.word(key)?.date(self.faults),
            _ => {
                self.wrong(key, node, Wanted::Date);
                None
            }
        }
    }

    /// A length of time.
    pub fn period(&mut self, key: &str) -> Option<Period> {
        self.takes(key, Shape::Form("^[0-9]{1,5}(m|h|d|wd|w|mo|y)$"));
        self.parsed(key)
    }

    /// A length of time in minutes, given in minutes or hours.
    pub fn minutes(&mut self, key: &str) -> Option<u32> {
        self.takes(key, Shape::Form("^[0-9]{1,5}(m|h)$"));
        let minutes = self.parsed::<Period>(key)?.minutes();
        if minutes.is_none() {
            let span = self.place(key);
            let (key, owner) = (key.to_owned(), self.what());
            let longer = KeyFault::LongerThanHours { key, owner };
            self.faults.report(span, longer);
        }
        minutes
    }

    /// A length of time that counts days; hours round up to whole ones, minutes are most likely meant as months.
    pub fn days(&mut self, key: &str) -> Option<Period> {
        self.takes(key, Shape::Form("^[0-9]{1,5}(h|d|wd|w|mo|y)$"));
        let length = self.parsed(key)?;
        self.counts_days(key, length).then_some(length)
    }

    /// A length of time before (`-1w`) or after a day.
    pub fn offset(&mut self, key: &str) -> Option<Offset> {
        self.takes(key, Shape::Form("^[-+]?[0-9]{1,5}(h|d|wd|w|mo|y)$"));
        let offset: Offset = self.parsed(key)?;
        self.counts_days(key, offset.period).then_some(offset)
    }

    fn counts_days(&mut self, key: &str, length: Period) -> bool {
        let fits = length.unit != Unit::Minutes;
        if !fits {
            let (span, read) = (self.place(key), length.to_string());
            let months = Period {
                unit: Unit::Months,
                ..length
            };
            let minutes = KeyFault::MinutesForDays {
                key: key.to_owned(),
                owner: self.what(),
                read,
                months: months.to_string(),
            };
            self.faults.report(span, minutes);
        }
        fits
    }

    /// The texts of a list, each with its place; empty when the key is absent.
    pub fn list_of_text(&mut self, key: &str) -> Vec<Word> {
        let nodes = self.typed(key, Wanted::Texts, |node| match &node.value {
            Value::List(nodes) => Some(nodes.as_slice()),
            _ => None,
        });
        let mut words = Vec::new();
        for node in nodes.unwrap_or_default() {
            match &node.value {
                Value::Text(text) => words.push(Word {
                    text: text.clone(),
                    span: node.span,
                }),
                _ => self.wrong(key, node, Wanted::OnlyTexts),
            }
        }
        words
    }

    /// A table.
    pub fn table(&mut self, key: &str) -> Option<&'t Table> {
        let table = self.typed(key, Wanted::Table, |node| match &node.value {
            Value::Table(table) => Some(table),
            _ => None,
        });
        let empty = self.faults.listens().then_some(&NOTHING);
        table.or(empty)
    }

    /// A list of tables (`[[key]]`), each with its place; empty when the key is absent.
    pub fn tables(&mut self, key: &str) -> Vec<(&'t Table, Span)> {
        let nodes = self.typed(key, Wanted::Tables, |node| match &node.value {
            Value::List(nodes) => Some(nodes.as_slice()),
            _ => None,
        });
        let mut tables = Vec::new();
        for node in nodes.unwrap_or_default() {
            match &node.value {
                Value::Table(table) => tables.push((table, node.span)),
                _ => self.wrong(key, node, Wanted::OnlyTables),
            }
        }
        if self.faults.listens() && tables.is_empty() {
            tables.push((&NOTHING, self.owner));
        }
        tables
    }

    /// A reader of the table under `key`, known as ``\`key\` of …``. Finish it too.
    pub fn inside(&mut self, key: &str) -> Option<Reader<'t, '_>> {
        let table = self.table(key)?;
        let owner = self.table.get(key).map_or(self.owner, |e| e.key_span);
        let what = Owner::Key(key.to_owned(), Box::new(self.what()));
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
                _ => self.wrong(&entry.key, &entry.node, Wanted::TableEach),
            }
        }
        if self.faults.listens() && named.is_empty() {
            named.push((&*ANY_NAME, &NOTHING));
        }
        named
    }

    /// A text in both languages, `{ nl = "…", en = "…" }`, as (Dutch, English), reported when one is missing; or one
    /// text for both.
    pub fn text_pair(&mut self, key: &str) -> Option<(String, String)> {
        self.takes(key, Shape::Text);
        if let Some(Value::Text(_)) = self.node(key).map(|node| &node.value) {
            let text = self.required_text(key)?.to_owned();
            return Some((text.clone(), text));
        }
        let mut reader = self.inside(key)?;
        let nl = reader.required_text("nl").map(str::to_owned);
        let en = reader.required_text("en").map(str::to_owned);
        reader.finish();
        nl.zip(en)
    }

    /// Reports every key that was never asked for.
    pub fn finish(self) {
        let mut known: Vec<&str> = self.known.iter().map(String::as_str).collect();
        known.sort_unstable();
        for entry in &self.table.entries {
            if known.binary_search(&entry.key.as_str()).is_err() {
                let hint = self.faults.hint(&entry.key, known.iter().copied());
                if let Hint::Near(meant) = &hint {
                    let (faults, place) = (&mut *self.faults, Some(self.owner));
                    let lacks = self.lacks.iter().filter(|(keys, _)| keys.contains(meant));
                    for (_, lack) in lacks {
                        faults.retain(|one| one.span != place || one.fault != *lack);
                    }
                }
                let unknown = KeyFault::Unknown {
                    key: entry.key.clone(),
                    owner: self.what.clone(),
                    hint,
                };
                self.faults.report(entry.key_span, unknown);
            }
        }
    }
}
