//! Hours that count for somebody's registration: a ledger, a person and a period come in; the
//! minutes held under each rule go out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Ledger, State};
use crate::ids::RuleId;

/// What somebody attended under one rule in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// How many meetings.
    pub meetings: u32,
    /// Their minutes, of those whose length is known.
    pub minutes: u32,
    /// How many of them have no known length.
    pub without_length: u32,
}

/// What `person` attended from `from` to `to` (both inclusive), by rule. Only meetings held count;
/// waived ones do not. Where no one is listed as present, the meeting counts for the person it is
/// about.
pub fn held_minutes(
    ledger: &Ledger,
    person: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> BTreeMap<RuleId, Held> {
    let mut held: BTreeMap<RuleId, Held> = BTreeMap::new();
    for noted in ledger.happened() {
        let record = &noted.what.record;
        let attended = match &record.present[..] {
            [] => record.series.subject() == person,
            present => present.iter().any(|one| one == person),
        };
        if record.state == State::Held && attended && from <= record.day && record.day <= to {
            let sum = held.entry(record.series.rule()).or_default();
            sum.meetings += 1;
            match record.minutes {
                Some(minutes) => sum.minutes += minutes,
                None => sum.without_length += 1,
            }
        }
    }
    held
}
