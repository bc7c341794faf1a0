//! Purging: what is to go comes in; the past is written anew without it, and what went goes out.
//!
//! Of a case that goes every row goes with it. Of accounts only what they are now stays: a password hash of
//! somebody who left, or that was replaced, goes too. The audit trail keeps its lines, with the case's
//! pseudonym; so do the ordinals it used, for they are never used again.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;
use serde_json::Value;

use super::mention::{self, Going};
use super::{
    AuditEvent, Batch, Change, Note, Shelf, Store, StoreError, archive, kept_hours, keys,
    pseudonym, rows,
};
use crate::ids::{CaseCode, RuleId};
use crate::time::zone::{Tz, local_day};

/// What is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purge {
    /// Everything about one case.
    Case(CaseCode),
    /// Everything about the cases of which nothing is planned, due or recorded on a day or later;
    /// and the revisions planned before it, but for the latest and the published one.
    Before {
        /// The day.
        day: NaiveDate,
        /// The rules that are about a case each: of one that was only ever recorded, nothing but the
        /// series says that it is a case.
        per_case: BTreeSet<RuleId>,
    },
    /// Lines of the audit trail and hours kept for a registration that are older than they need be.
    Old {
        /// Lines from before this day: that something was done stays, without what, by whom and about whom.
        audit: Option<NaiveDate>,
        /// Hours of months before this day's.
        hours: Option<NaiveDate>,
        /// Where days begin.
        zone: Tz,
    },
}

/// What went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// How many cases.
    pub cases: usize,
    /// Which revisions.
    pub revisions: BTreeSet<u32>,
}

/// Writes the past of a store anew.
pub(super) fn purge<S: Shelf>(store: &mut S, what: &Purge) -> Result<Purged, StoreError> {
    let secret = store.uid_key()?;
    let (codes, revisions) = match what {
        Purge::Case(code) => (BTreeSet::from([code.to_string()]), BTreeSet::new()),
        Purge::Before { day, per_case } => (ended(store, *day, per_case)?, planned(store, *day)?),
        Purge::Old { .. } => Default::default(),
    };
    let name = |code: String| {
        let pseudonym = pseudonym::of(&code, &secret);
        (code, pseudonym)
    };
    let mut past = Past {
        accounts: store.scan(keys::ACCOUNTS)?.into_iter().collect(),
        going: codes.into_iter().map(name).collect(),
        gone: keys_of(store, &revisions)?,
        revisions,
        met: BTreeSet::new(),
    };
    let mut note = Batch::new(match what {
        Purge::Case(_) => AuditEvent::PurgedCase,
        Purge::Before { day, .. } => AuditEvent::PurgedBefore { day: *day },
        Purge::Old { .. } => AuditEvent::PurgedOld,
    });
    if let (Purge::Case(_), Some(pseudonym)) = (what, past.going.values().next()) {
        note = note.about(pseudonym);
    }
    kept_hours::keep(store, &past.going, &mut note)?;
    store.rewrite(&mut |batch| what.without_old(past.without(batch)), note)?;
    Ok(Purged {
        cases: past.met.len(),
        revisions: past.revisions,
    })
}

impl Purge {
    /// A batch of the past without what is older than it need be.
    fn without_old(&self, mut batch: Batch) -> Batch {
        let Self::Old { audit, hours, zone } = self else {
            return batch;
        };
        let day = batch.note.at.map(|at| local_day(*zone, at));
        if audit.zip(day).is_some_and(|(before, day)| day < before) {
            batch.note = Note {
                at: batch.note.at,
                what: AuditEvent::Forgotten.into(),
                ..Note::default()
            };
        }
        if let Some(before) = hours {
            let own = |change: &Change| match change {
                Change::Put(key, _) | Change::Remove(key) => kept_hours::is_old(key, *before),
                Change::Clear(_) => false,
            };
            batch.changes.retain(|change| !own(change));
        }
        batch
    }
}

/// The cases of which nothing is on this day or later.
fn ended(
    shelf: &impl Shelf,
    day: NaiveDate,
    per_case: &BTreeSet<RuleId>,
) -> Result<BTreeSet<String>, StoreError> {
    let last = last_days(shelf, per_case)?;
    let over = last.into_iter().filter(|(_, last)| *last < Some(day));
    Ok(over.map(|(code, _)| code).collect())
}

/// The last day on which anything is of each case.
pub(super) fn last_days(
    shelf: &impl Shelf,
    per_case: &BTreeSet<RuleId>,
) -> Result<BTreeMap<String, Option<NaiveDate>>, StoreError> {
    let mut kept = shelf.scan("")?;
    // A feed address keeps no case in the store.
    kept.retain(|(key, _)| !key.starts_with(keys::LINKS));
    let values = || {
        let read = |(_, bytes): &(String, Vec<u8>)| serde_json::from_slice::<Value>(bytes).ok();
        kept.iter().filter_map(read)
    };
    let mut codes = BTreeSet::new();
    values().for_each(|value| mention::codes(&value, per_case, &mut codes));
    let mut last = BTreeMap::new();
    values().for_each(|value| mention::last_days(&value, &codes, &mut last));
    Ok(last)
}

/// The revisions planned before a day, but for the latest and the published one.
fn planned<S: Shelf>(store: &S, day: NaiveDate) -> Result<BTreeSet<u32>, StoreError> {
    let (latest, published) = store.standing()?;
    let mut early = BTreeSet::new();
    for revision in store.revisions()? {
        let stays = [latest, published].contains(&Some(revision));
        if !stays && archive::planned_on(store, revision)?.is_some_and(|today| today < day) {
            early.insert(revision);
        }
    }
    Ok(early)
}

/// The keys of these revisions, and of what stands in none but them.
fn keys_of<S: Shelf>(store: &S, revisions: &BTreeSet<u32>) -> Result<HashSet<String>, StoreError> {
    if revisions.is_empty() {
        return Ok(HashSet::new());
    }
    let mut kept = store.revisions()?;
    kept.retain(|revision| !revisions.contains(revision));
    let stays = |first: u32, last: Option<u32>| {
        let in_it =
            |revision: &u32| first <= *revision && last.is_none_or(|last| *revision <= last);
        kept.iter().any(in_it)
    };
    let own = |revision: &u32| [keys::revision(*revision), keys::remarks(*revision)];
    let mut gone: HashSet<String> = revisions.iter().flat_map(own).collect();
    for kind in [keys::MEETINGS, keys::DUTIES] {
        gone.extend(rows::only_in(store, kind, stays)?);
    }
    Ok(gone)
}

/// What is to be left out of the past.
struct Past {
    /// The accounts as they are now. Of those that were, no password hash stays either.
    accounts: BTreeMap<String, Vec<u8>>,
    going: Going,
    revisions: BTreeSet<u32>,
    /// Their keys, and those of what goes with them.
    gone: HashSet<String>,
    /// The cases that were met.
    met: BTreeSet<String>,
}

impl Past {
    fn without(&mut self, batch: Batch) -> Batch {
        let mut note = batch.note;
        self.met.extend(note.what.names(&self.going));
        note.what = note.what.without(&self.going);
        note.case = note.case.map(|case| mention::without(&case, &self.going));
        let kept = batch.changes.into_iter();
        let changes = kept.filter_map(|change| self.change(change)).collect();
        Batch { note, changes }
    }

    fn change(&mut self, change: Change) -> Option<Change> {
        match change {
            Change::Put(key, _) if self.gone.contains(&key) => None,
            Change::Put(key, bytes) if key.starts_with(keys::ACCOUNTS) => {
                let stays = self.accounts.get(&key) == Some(&bytes);
                stays.then_some(Change::Put(key, bytes))
            }
            Change::Put(key, bytes) if key.starts_with(keys::ISSUED) => {
                self.meet(&key);
                Some(Change::Put(mention::without(&key, &self.going), bytes))
            }
            Change::Put(key, bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                if self.meet(&key) {
                    return None;
                }
                if !self.meet(&text) {
                    return Some(Change::Put(key, bytes));
                }
                let value = serde_json::from_str(&text).ok()?;
                let value = mention::value_without(value, &self.going)?;
                Some(Change::Put(key, value.to_string().into_bytes()))
            }
            Change::Remove(key) | Change::Clear(key) if self.meet(&key) => None,
            other => Some(other),
        }
    }

    /// Whether a text names a case that goes, and if so that it was met.
    fn meet(&mut self, text: &str) -> bool {
        let named = mention::named(text, &self.going);
        let any = !named.is_empty();
        self.met.extend(named);
        any
    }
}
