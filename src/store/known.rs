//! What subscribers know: a publication comes in and is taken apart, a row for each entry and duty, so
//! that the next one writes only what differs; it is put together again, whole or from a day on. An entry that stands as
//! its revision has it is no more than its life. Beside it stands since when they know which revision.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::rows::{self, Rows};
use super::values::{self, damaged, decode, encode, read_all};
use super::written::{KnownDuty, KnownMeeting, MeetingRow};
use super::{Batch, Publication, Shelf, StoreError, keys};
use crate::ids::OccurrenceId;
use crate::plan::{DutyEntry, Entry, Masthead, Published};

/// Which revision is published, and since when what is known of it is as it is.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Front {
    /// The revision.
    pub revision: u32,
    at: DateTime<Utc>,
}

/// Which revision subscribers know.
pub(super) fn front(shelf: &impl Shelf) -> Result<Option<Front>, StoreError> {
    values::read(shelf, keys::PUBLISHED)
}

/// What subscribers know; of meetings and duties those on a day or later.
pub(super) fn read(
    shelf: &impl Shelf,
    since: Option<NaiveDate>,
) -> Result<Option<Published>, StoreError> {
    let Some(front) = front(shelf)? else {
        return Ok(None);
    };
    let masthead = values::read::<Masthead>(shelf, keys::MASTHEAD)?;
    let retired = shelf.scan(keys::RETIRED)?;
    let retired = retired.into_iter().map(|(key, bytes)| {
        let id = key.strip_prefix(keys::RETIRED).unwrap_or(&key);
        Ok((OccurrenceId::new(id), decode(shelf, &key, &bytes)?))
    });
    let mut published = Published {
        team: masthead.ok_or_else(|| damaged(shelf, keys::MASTHEAD))?,
        revision: front.revision,
        at: front.at,
        entries: entries(shelf, front.revision, since)?,
        duties: duties(shelf, front.revision, since)?,
        retired: retired.collect::<Result<_, StoreError>>()?,
        urgent: values::read(shelf, keys::URGENT)?.unwrap_or_default(),
        since,
    };
    published.sort_entries();
    published
        .duties
        .sort_by(|a, b| (a.duty.due, &a.duty.id).cmp(&(b.duty.due, &b.duty.id)));
    Ok(Some(published))
}

fn entries(
    shelf: &impl Shelf,
    revision: u32,
    since: Option<NaiveDate>,
) -> Result<Vec<Entry>, StoreError> {
    let planned = rows::of(shelf, keys::MEETINGS, revision, since)?;
    let known = shelf.scan_from(keys::KNOWN, &rows::from(since))?;
    let one = |(key, bytes): (String, Vec<u8>)| {
        let place = key.strip_prefix(keys::KNOWN).unwrap_or(&key);
        let row: KnownMeeting = decode(shelf, &key, &bytes)?;
        let in_team_feed = !row.not_in_team_feed;
        let (life, own) = row.parts();
        let meeting = as_planned(shelf, &key, own, planned.get(place))?;
        Ok(Entry {
            placement: meeting.meeting(rows::id(place)),
            in_team_feed,
            life,
        })
    };
    known.into_iter().map(one).collect()
}

fn duties(
    shelf: &impl Shelf,
    revision: u32,
    since: Option<NaiveDate>,
) -> Result<Vec<DutyEntry>, StoreError> {
    let planned = rows::of(shelf, keys::DUTIES, revision, since)?;
    let known = shelf.scan_from(keys::OWED, &rows::from(since))?;
    let one = |(key, bytes): (String, Vec<u8>)| {
        let place = key.strip_prefix(keys::OWED).unwrap_or(&key);
        let (life, own) = decode::<KnownDuty>(shelf, &key, &bytes)?.parts();
        let duty = as_planned(shelf, &key, own, planned.get(place))?;
        Ok(DutyEntry { duty, life })
    };
    known.into_iter().map(one).collect()
}

/// What an entry has of its own, else what its revision has in its place.
fn as_planned<T: serde::de::DeserializeOwned>(
    shelf: &impl Shelf,
    key: &str,
    own: Option<T>,
    planned: Option<&(u32, Vec<u8>)>,
) -> Result<T, StoreError> {
    match (own, planned) {
        (Some(own), _) => Ok(own),
        (None, Some((_, bytes))) => decode(shelf, key, bytes),
        (None, None) => Err(damaged(shelf, key)),
    }
}

/// Since when they know which revision, in order of time.
pub(super) fn since(shelf: &impl Shelf) -> Result<Vec<Publication>, StoreError> {
    let listed = read_all(shelf, keys::PUBLICATIONS)?;
    if !listed.is_empty() {
        return Ok(listed);
    }
    // Earlier versions kept no list.
    let front = front(shelf)?;
    Ok(front
        .iter()
        .map(|front| publication(front.revision, front.at))
        .collect())
}

fn publication(revision: u32, at: DateTime<Utc>) -> Publication {
    Publication { revision, at }
}

/// Makes this all that subscribers know, of meetings and duties on its first day or later.
pub(super) fn put(
    shelf: &impl Shelf,
    published: &Published,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let mut listed = since(shelf)?;
    if listed.last().map(|last| last.revision) != Some(published.revision) {
        listed.push(publication(published.revision, published.at));
        for (at, one) in listed.iter().enumerate() {
            let key = keys::publication(at);
            if shelf.get(&key)?.is_none() {
                batch.put(key, encode(one));
            }
        }
    }
    let (revision, since) = (published.revision, published.since);
    let planned = rows::of(shelf, keys::MEETINGS, revision, since)?;
    let entries = published.entries.iter();
    let entries = entries.map(|entry| entry_row(entry, &planned)).collect();
    replace_all(shelf, keys::KNOWN, since, entries, batch)?;
    let planned = rows::of(shelf, keys::DUTIES, revision, since)?;
    let duties = published.duties.iter();
    let duties = duties.map(|entry| duty_row(entry, &planned)).collect();
    replace_all(shelf, keys::OWED, since, duties, batch)?;
    replace_all(shelf, keys::RETIRED, None, retired(published), batch)?;
    for (key, bytes) in front_rows(published) {
        if shelf.get(&key)?.as_ref() != Some(&bytes) {
            batch.put(key, bytes);
        }
    }
    Ok(())
}

/// An entry as it is kept, and where, given the meetings that its revision has.
pub(super) fn entry_row(entry: &Entry, planned: &Rows) -> (String, Vec<u8>) {
    let meeting = &entry.placement;
    let place = rows::place(meeting.start.date(), &meeting.id);
    let own = MeetingRow::of(meeting);
    let as_planned = planned
        .get(&place)
        .is_some_and(|(_, bytes)| *bytes == encode(&own));
    let own = (!as_planned).then_some(own);
    let mut row = KnownMeeting::of(meeting.case.clone(), own, &entry.life);
    row.not_in_team_feed = !entry.in_team_feed;
    (format!("{}{place}", keys::KNOWN), encode(&row))
}

/// The same of a duty.
pub(super) fn duty_row(entry: &DutyEntry, planned: &Rows) -> (String, Vec<u8>) {
    let duty = &entry.duty;
    let place = rows::place(duty.due, &duty.id);
    let as_planned = planned
        .get(&place)
        .is_some_and(|(_, bytes)| *bytes == encode(duty));
    let own = (!as_planned).then(|| duty.clone());
    let row = KnownDuty::of(duty.case.clone(), own, &entry.life);
    (format!("{}{place}", keys::OWED), encode(&row))
}

/// Ids that are shown no more, as they are kept.
pub(super) fn retired(published: &Published) -> BTreeMap<String, Vec<u8>> {
    let retired = published.retired.iter();
    retired
        .map(|(id, last)| (format!("{}{id}", keys::RETIRED), encode(last)))
        .collect()
}

/// What there is one of.
pub(super) fn front_rows(published: &Published) -> [(String, Vec<u8>); 3] {
    let front = Front {
        revision: published.revision,
        at: published.at,
    };
    [
        (keys::PUBLISHED.to_owned(), encode(&front)),
        (keys::MASTHEAD.to_owned(), encode(&published.team)),
        (keys::URGENT.to_owned(), encode(&published.urgent)),
    ]
}

/// Makes `values` all there is under a prefix from a day on. Only what differs is written: most of a calendar is
/// the same from one publication to the next.
fn replace_all(
    shelf: &impl Shelf,
    prefix: &str,
    since: Option<NaiveDate>,
    values: BTreeMap<String, Vec<u8>>,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let mut values = values;
    for (key, old) in shelf.scan_from(prefix, &rows::from(since))? {
        match values.get(&key) {
            None => batch.remove(key),
            Some(new) if *new == old => {
                values.remove(&key);
            }
            Some(_) => {}
        }
    }
    for (key, value) in values {
        batch.put(key, value);
    }
    Ok(())
}
