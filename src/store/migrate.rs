//! Older formats: a folder that an earlier version wrote comes in, one of today's goes out.
//!
//! Format 1 had no journal: sled alone kept everything. Format 2 wrote every revision whole. The new journal has a line
//! for every line of the old one (of format 1: one for all of it). Until it stands in its place the old store stays as it
//! was.

use std::fs::File;
use std::io::{BufRead as _, BufReader};

use super::disk::Disk;
use super::sled::{Sled, Unusable};
use super::turn::replace;
use super::upgrade::Upgrade;
use super::{AuditEvent, Batch, Change, StoreError, journal, keys, line};

/// Writes the journal of a store that has none.
pub(super) fn from_1(disk: &Disk) -> Result<(), StoreError> {
    let path = || disk.folder.clone();
    let damaged = |cause: &str| StoreError::Damaged {
        path: path(),
        cause: cause.to_owned(),
    };
    let unusable = |fault| match fault {
        Unusable::Held => StoreError::Locked { path: path() },
        Unusable::Broken => damaged("its files could not be read"),
    };
    let old = Sled::open(&disk.folder).map_err(unusable)?;
    let format = old.get(keys::FORMAT_KEY).map_err(unusable)?;
    let format = format.ok_or_else(|| damaged("`format` is not whole"))?;
    let found = String::from_utf8(format)
        .ok()
        .and_then(|text| text.parse().ok());
    match found {
        Some(1) => {}
        Some(2..=keys::FORMAT) => return Err(damaged("its journal is missing")),
        found => {
            return Err(StoreError::Newer {
                path: path(),
                found: found.unwrap_or(u32::MAX),
                known: keys::FORMAT,
            });
        }
    }
    let mut batch = Batch::new(AuditEvent::TookOver { format: 1 });
    batch.note.at = disk.clock.map(|clock| clock());
    let all = old.scan("", "").map_err(unusable)?.into_iter();
    batch.changes = all.map(|(key, bytes)| Change::Put(key, bytes)).collect();
    let batch = Upgrade::default()
        .batch(batch)
        .map_err(|cause| damaged(&cause))?;
    let json = line::json(&batch);
    replace(disk, std::iter::once(json.as_str()))?;
    Ok(())
}

/// Writes the journal of a store of format 2 anew. Every line of it was found whole.
pub(super) fn from_2(disk: &Disk) -> Result<(), StoreError> {
    let damaged = |cause: String| StoreError::Damaged {
        path: disk.folder.clone(),
        cause,
    };
    let old = File::open(disk.folder.join(journal::NAME)).map_err(disk.io())?;
    let mut upgrade = Upgrade::default();
    let mut lines = Vec::new();
    for text in BufReader::new(old).split(b'\n').skip(1) {
        let text = text.map_err(disk.io())?;
        // What was never written whole is no part of it.
        let Some((number, json)) = line::parse(&text) else {
            continue;
        };
        let of_line = |cause| damaged(format!("change {number} of its journal: {cause}"));
        let batch = line::batch(json).map_err(of_line)?;
        let batch = upgrade.batch(batch).map_err(of_line)?;
        lines.push(line::json(&batch));
    }
    let mut note = Batch::new(AuditEvent::TookOver { format: 2 });
    note.note.at = disk.clock.map(|clock| clock());
    lines.push(line::json(&note));
    replace(disk, lines.iter().map(String::as_str))?;
    Ok(())
}
