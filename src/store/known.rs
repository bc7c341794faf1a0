//! What subscribers know: a publication comes in and is taken apart, a row for each entry and duty, so
//! that the next one writes only what differs; it is put together again. Beside it stands since when
//! they know which revision.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::values::{self, damaged, encode, read_all};
use super::{Batch, Publication, Shelf, StoreError, keys};
use crate::plan::{DutyEntry, Entry, Published};

/// A publication without its entries and duties, and how many it has.
#[derive(Serialize, Deserialize)]
struct Front {
    entries: usize,
    duties: usize,
    published: Published,
}

/// What subscribers know.
pub(super) fn read(shelf: &impl Shelf) -> Result<Option<Published>, StoreError> {
    let Some(front) = values::read::<Front>(shelf, keys::PUBLISHED)? else {
        return Ok(None);
    };
    let mut published = front.published;
    published.entries = read_all::<Entry>(shelf, keys::ENTRIES)?;
    published.duties = read_all::<DutyEntry>(shelf, keys::DUTIES)?;
    if (published.entries.len(), published.duties.len()) != (front.entries, front.duties) {
        return Err(damaged(shelf, keys::PUBLISHED));
    }
    published.entries.sort_by(|a, b| {
        let key = |entry: &Entry| (entry.placement.start, entry.placement.id.clone());
        key(a).cmp(&key(b))
    });
    published
        .duties
        .sort_by(|a, b| (a.duty.due, &a.duty.id).cmp(&(b.duty.due, &b.duty.id)));
    Ok(Some(published))
}

/// Since when they know which revision, in order of time.
pub(super) fn since(shelf: &impl Shelf) -> Result<Vec<Publication>, StoreError> {
    let listed = read_all(shelf, keys::PUBLICATIONS)?;
    if !listed.is_empty() {
        return Ok(listed);
    }
    // Earlier versions kept no list.
    let front = values::read::<Front>(shelf, keys::PUBLISHED)?;
    Ok(front
        .iter()
        .map(|front| publication(&front.published))
        .collect())
}

fn publication(published: &Published) -> Publication {
    Publication {
        revision: published.revision,
        at: published.at,
    }
}

/// Makes this all that subscribers know.
pub(super) fn put(
    shelf: &impl Shelf,
    published: &Published,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let mut listed = since(shelf)?;
    if listed.last().map(|last| last.revision) != Some(published.revision) {
        listed.push(publication(published));
        for (at, one) in listed.iter().enumerate() {
            let key = keys::publication(at);
            if shelf.get(&key)?.is_none() {
                batch.put(key, encode(one));
            }
        }
    }
    let entries = published.entries.iter();
    let entries = entries.map(|entry| (keys::entry(&entry.placement.id), encode(entry)));
    replace_all(shelf, keys::ENTRIES, entries.collect(), batch)?;
    let duties = published.duties.iter();
    let duties = duties.map(|entry| (keys::duty(&entry.duty.id), encode(entry)));
    replace_all(shelf, keys::DUTIES, duties.collect(), batch)?;
    let front = Front {
        entries: published.entries.len(),
        duties: published.duties.len(),
        published: Published {
            entries: Vec::new(),
            duties: Vec::new(),
            ..published.clone()
        },
    };
    batch.put(keys::PUBLISHED.to_owned(), encode(&front));
    Ok(())
}

/// Makes `values` all there is under a prefix. Only what differs is written: most of a calendar is
/// the same from one publication to the next.
fn replace_all(
    shelf: &impl Shelf,
    prefix: &str,
    values: BTreeMap<String, Vec<u8>>,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let mut values = values;
    for (key, old) in shelf.scan(prefix)? {
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
