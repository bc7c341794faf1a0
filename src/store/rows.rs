//! What revisions hold, each thing written once: the meetings and duties of a revision come in, the rows that are new and
//! the ends of those that are gone go out; a revision is read back whole, or from a day on.
//!
//! A row stands under the day it is on, its id and the revision it came with. What is equal in the next revision is not
//! written again; what is not there any more, or has changed, gets beside it the last revision that had it. So a row
//! stands in every revision from the one to the other, and a store grows by what changes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::values::{damaged, decode};
use super::{Change, Shelf, StoreError, keys};
use crate::ids::OccurrenceId;

/// Rows by day and id (`2027-01-26/p.talk/K7QX/02`), each with the revision it came with.
pub(super) type Rows = BTreeMap<String, (u32, Vec<u8>)>;

/// Digits of a day, and the slash behind it.
const DAY: usize = 11;

/// Where something of a day stands.
pub(super) fn place(day: NaiveDate, id: &OccurrenceId) -> String {
    format!("{day}/{id}")
}

/// The id in a place.
pub(super) fn id(place: &str) -> OccurrenceId {
    OccurrenceId::new(place.get(DAY..).unwrap_or_default())
}

/// Where a scan from a day on begins.
pub(super) fn from(since: Option<NaiveDate>) -> String {
    since.map_or_else(String::new, |day| day.to_string())
}

/// The rows of one kind that stand in a revision, on a day or later.
pub(super) fn of(
    shelf: &impl Shelf,
    kind: &str,
    revision: u32,
    since: Option<NaiveDate>,
) -> Result<Rows, StoreError> {
    let ends = ends(shelf, kind, since)?;
    let mut rows = Rows::new();
    for (key, bytes) in shelf.scan_from(kind, &from(since))? {
        let (place, first) = parts(kind, &key).ok_or_else(|| damaged(shelf, &key))?;
        let stays = ends.get(&key).is_none_or(|last| revision <= *last);
        if first <= revision && stays {
            rows.insert(place.to_owned(), (first, bytes));
        }
    }
    Ok(rows)
}

/// The last revision of every row that has one, by the row's key.
fn ends(
    shelf: &impl Shelf,
    kind: &str,
    since: Option<NaiveDate>,
) -> Result<BTreeMap<String, u32>, StoreError> {
    let prefix = keys::until(kind);
    let all = shelf.scan_from(&prefix, &from(since))?;
    all.into_iter()
        .map(|(key, bytes)| {
            let last = decode(shelf, &key, &bytes)?;
            let row = key.strip_prefix(keys::UNTIL).unwrap_or(&key);
            Ok((row.to_owned(), last))
        })
        .collect()
}

/// What must be written so that the rows of revision `last` become `now` in revision `next`.
pub(super) fn differences(
    kind: &str,
    before: &Rows,
    now: &BTreeMap<String, Vec<u8>>,
    (last, next): (u32, u32),
) -> Vec<Change> {
    let key = |place: &str, first: u32| format!("{kind}{place}/{}", keys::number(first));
    let gone = before
        .iter()
        .filter(|(place, (_, old))| now.get(*place) != Some(old));
    let gone = gone.map(|(place, (first, _))| {
        let ended = keys::until(&key(place, *first));
        Change::Put(ended, last.to_string().into_bytes())
    });
    let new = now
        .iter()
        .filter(|(place, bytes)| before.get(*place).is_none_or(|(_, old)| old != *bytes));
    let new = new.map(|(place, bytes)| Change::Put(key(place, next), bytes.clone()));
    gone.chain(new).collect()
}

/// The keys of all that stands in none but revisions that go, with those of its ends.
pub(super) fn only_in(
    shelf: &impl Shelf,
    kind: &str,
    stays: impl Fn(u32, Option<u32>) -> bool,
) -> Result<Vec<String>, StoreError> {
    let ends = ends(shelf, kind, None)?;
    let mut found = Vec::new();
    for (key, _) in shelf.scan(kind)? {
        let (_, first) = parts(kind, &key).ok_or_else(|| damaged(shelf, &key))?;
        if !stays(first, ends.get(&key).copied()) {
            found.push(keys::until(&key));
            found.push(key);
        }
    }
    Ok(found)
}

/// The place and the first revision in a key.
fn parts<'k>(kind: &str, key: &'k str) -> Option<(&'k str, u32)> {
    let (place, first) = key.strip_prefix(kind)?.rsplit_once('/')?;
    Some((place, first.parse().ok()?))
}
