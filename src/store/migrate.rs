//! Older formats: a folder that an earlier version wrote comes in, one of today's goes out.
//!
//! Format 1 had no journal: sled alone kept everything. The journal of format 2 begins with all of it
//! as one batch. Until that journal stands in its place the old store stays as it was.

use super::disk::Disk;
use super::sled::{Sled, Unusable};
use super::turn::replace;
use super::{AuditEvent, Batch, Change, StoreError, keys, line};

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
    match format.as_deref() {
        Some(b"1") => {}
        Some(b"2") => return Err(damaged("its journal is missing")),
        Some(_) => {
            let found = format.and_then(|found| String::from_utf8(found).ok()?.parse().ok());
            return Err(StoreError::Newer {
                path: path(),
                found: found.unwrap_or(u32::MAX),
                known: keys::FORMAT,
            });
        }
        None => return Err(damaged("`format` is not whole")),
    }
    let mut batch = Batch::new(AuditEvent::TookOver { format: 1 });
    batch.note.at = disk.clock.map(|clock| clock());
    let all = old.scan("").map_err(unusable)?.into_iter();
    batch.changes = all.map(|(key, bytes)| Change::Put(key, bytes)).collect();
    let json = line::json(&batch);
    replace(disk, std::iter::once(json.as_str()))?;
    Ok(())
}
