//! Hours that outlive the families they were spent on: records of cases that are purged come in; minutes by person, month
//! and rule, without a code, go out.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::mention::{self, Going};
use super::values::{encode, read_all};
use super::{Batch, Shelf, StoreError, keys};
use crate::ids::RuleId;
use crate::records::{Act, Entry, State, withdrawn};

/// What somebody attended under a rule in a month, with families of which nothing else is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHours {
    /// Person.
    pub person: String,
    /// The first day of the month, as `2027-01`.
    pub month: String,
    /// Rule.
    pub rule: RuleId,
    /// How many meetings.
    pub meetings: u32,
    /// Their minutes, of those whose length is known.
    pub minutes: u32,
    /// How many of them have no known length.
    pub without_length: u32,
}

impl KeptHours {
    /// The first day of its month.
    pub fn first(&self) -> Option<NaiveDate> {
        format!("{}-01", self.month).parse().ok()
    }

    /// Whether its month is before a day's.
    pub fn is_before(&self, day: NaiveDate) -> bool {
        is_old(&self.key(), day)
    }

    fn key(&self) -> String {
        keys::hours(&self.month, &self.person, &self.rule)
    }
}

/// What is kept.
pub(super) fn all(shelf: &impl Shelf) -> Result<Vec<KeptHours>, StoreError> {
    read_all(shelf, keys::HOURS)
}

/// Adds to a batch what is kept of the hours of cases that go, on top of what is kept already.
pub(super) fn keep(store: &impl Shelf, going: &Going, batch: &mut Batch) -> Result<(), StoreError> {
    // A line of a later version that this one cannot read has no hours that it knows of.
    let lines = store.scan(keys::RECORDS)?;
    let lines = lines.iter();
    let entries: Vec<Entry> = lines
        .filter_map(|(_, bytes)| serde_json::from_slice(bytes).ok())
        .collect();
    let gone = withdrawn(&entries.iter().collect::<Vec<_>>());
    // A later record of the same meeting takes the place of an earlier one.
    let mut last = BTreeMap::new();
    for entry in entries
        .iter()
        .filter(|entry| !gone.contains_key(&entry.number))
    {
        let Act::Record(what) = &entry.act else {
            continue;
        };
        if mention::named(what.record.series.subject(), going).is_empty() {
            continue;
        }
        let which = match &what.id {
            Some(id) => id.to_string(),
            None => format!("{} {}", what.record.series, what.record.day),
        };
        last.insert(which, &what.record);
    }
    let mut kept: BTreeMap<String, KeptHours> = BTreeMap::new();
    for known in all(store)? {
        kept.insert(known.key(), known);
    }
    let mut changed = BTreeMap::new();
    for record in last.values().filter(|record| record.state == State::Held) {
        let month = format!("{}-{:02}", record.day.year(), record.day.month());
        for person in &record.present {
            let mut new = KeptHours {
                person: person.clone(),
                month: month.clone(),
                rule: record.series.rule(),
                meetings: 0,
                minutes: 0,
                without_length: 0,
            };
            let key = new.key();
            if let Some(known) = changed.get(&key).or_else(|| kept.get(&key)) {
                new = KeptHours::clone(known);
            }
            new.meetings += 1;
            match record.minutes {
                Some(minutes) => new.minutes += minutes,
                None => new.without_length += 1,
            }
            changed.insert(key, new);
        }
    }
    for (key, hours) in changed {
        batch.put(key, encode(&hours));
    }
    Ok(())
}

/// Whether a key is of hours in a month before a day's.
pub(super) fn is_old(key: &str, before: NaiveDate) -> bool {
    let month = format!("{}-{:02}", before.year(), before.month());
    let own = key.strip_prefix(keys::HOURS);
    own.and_then(|rest| rest.get(..7))
        .is_some_and(|own| own < month.as_str())
}
