//! Batches of format 1 and 2 come in, in order; the same as today's format has them go out.
//!
//! Those formats wrote every revision whole, each meeting under `plan/<revision>/<id>`, and what subscribers know under
//! `entry/<id>` and `duty/<id>`, with one value for all the rest.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::archive::{heads_of, rows_of};
use super::known::{Front, duty_row, entry_row, front_rows, retired};
use super::rows::{Rows, differences};
use super::{Batch, Change, keys};
use crate::plan::{DutyEntry, Entry, Placement, Plan, Published};

const PLACEMENTS: &str = "plan/";
const ENTRIES: &str = "entry/";
const DUTIES: &str = "duty/";

/// The format of lines whose journal does not say it any more.
pub(super) fn format_of(lines: &[&str]) -> u32 {
    let sign = format!("\"put\":\"{PLACEMENTS}");
    let is_old = lines.iter().any(|line| line.contains(&sign));
    if is_old { 2 } else { keys::FORMAT }
}

/// The head of a revision.
#[derive(Deserialize)]
struct OldHead {
    plan: Plan,
}

/// What subscribers know, without entries and duties.
#[derive(Deserialize)]
struct OldFront {
    published: Published,
}

/// What has come by so far.
#[derive(Default)]
pub(super) struct Upgrade {
    /// The last revision.
    last: u32,
    /// What stands in it, by kind.
    rows: BTreeMap<&'static str, Rows>,
    /// Where each entry and duty stands now, by its old key.
    known: BTreeMap<String, String>,
    /// What there is one of, and what is retired.
    single: BTreeMap<String, Vec<u8>>,
}

impl Upgrade {
    /// The same batch in today's format, or why there is none.
    pub fn batch(&mut self, batch: Batch) -> Result<Batch, String> {
        let mut plans: BTreeMap<u32, (Option<Plan>, Vec<Placement>)> = BTreeMap::new();
        let mut changes = Vec::new();
        for change in batch.changes {
            match change {
                Change::Put(key, bytes) => {
                    if let Some(revision) = revision(&key, PLACEMENTS) {
                        let placement = decoded(&key, &bytes)?;
                        plans.entry(revision).or_default().1.push(placement);
                    } else if let Some(revision) = revision(&key, keys::REVISIONS) {
                        let head: OldHead = decoded(&key, &bytes)?;
                        plans.entry(revision).or_default().0 = Some(head.plan);
                    } else if key.starts_with(ENTRIES) {
                        let entry: Entry = decoded(&key, &bytes)?;
                        self.stands(key, entry_row(&entry, &Rows::new()), &mut changes);
                    } else if key.starts_with(DUTIES) {
                        let entry: DutyEntry = decoded(&key, &bytes)?;
                        self.stands(key, duty_row(&entry, &Rows::new()), &mut changes);
                    } else if key == keys::PUBLISHED && !is_todays(&bytes) {
                        let front: OldFront = decoded(&key, &bytes)?;
                        self.front(&front.published, &mut changes);
                    } else {
                        changes.push(Change::Put(key, bytes));
                    }
                }
                Change::Remove(key) if is_known(&key) => {
                    changes.extend(self.known.remove(&key).map(Change::Remove));
                }
                Change::Clear(prefix) if prefix.starts_with(PLACEMENTS) => {}
                other => changes.push(other),
            }
        }
        for (revision, (head, placements)) in plans {
            // Without its head it was never there.
            if let Some(head) = head {
                changes.extend(self.revision(revision, Plan { placements, ..head }));
            }
        }
        Ok(Batch {
            note: batch.note,
            changes,
        })
    }

    fn revision(&mut self, revision: u32, plan: Plan) -> Vec<Change> {
        let mut changes = Vec::new();
        for (kind, now) in rows_of(&plan) {
            let before = self.rows.entry(kind).or_default();
            changes.extend(differences(kind, before, &now, (self.last, revision)));
            before.retain(|place, (_, old)| now.get(place) == Some(old));
            for (place, bytes) in now {
                before.entry(place).or_insert((revision, bytes));
            }
        }
        self.last = revision;
        let heads = heads_of(&plan, revision).into_iter();
        changes.extend(heads.map(|(key, bytes)| Change::Put(key, bytes)));
        changes
    }

    /// An entry stands where its meeting stands now.
    fn stands(&mut self, old: String, (key, bytes): (String, Vec<u8>), changes: &mut Vec<Change>) {
        let before = self.known.insert(old, key.clone());
        let left = before.filter(|before| *before != key);
        changes.extend(left.map(Change::Remove));
        changes.push(Change::Put(key, bytes));
    }

    fn front(&mut self, published: &Published, changes: &mut Vec<Change>) {
        let mut now = retired(published);
        now.extend(front_rows(published));
        let gone = self.single.keys().filter(|key| !now.contains_key(*key));
        changes.extend(gone.cloned().map(Change::Remove));
        let new = now
            .iter()
            .filter(|(key, bytes)| self.single.get(*key) != Some(*bytes));
        changes.extend(new.map(|(key, bytes)| Change::Put(key.clone(), bytes.clone())));
        self.single = now;
    }
}

/// Whether a front is of today's format: a damaged header may say less than is so.
fn is_todays(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Front>(bytes).is_ok()
}

fn is_known(key: &str) -> bool {
    key.starts_with(ENTRIES) || key.starts_with(DUTIES)
}

/// The revision in a key that begins so.
fn revision(key: &str, prefix: &str) -> Option<u32> {
    let rest = key.strip_prefix(prefix)?;
    rest.split('/').next()?.parse().ok()
}

fn decoded<T: DeserializeOwned>(key: &str, bytes: &[u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|cause| format!("`{key}`: {cause}"))
}
