//! When feeds were fetched: small notes that may be lost in a crash, in a file of their own beside the
//! journal, so that polling does not make that grow.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::folder::private_file;
use super::turn::lock;
use super::{Access as _, StoreError};

/// The file in the store's folder, and where it is written first.
pub(super) const NAME: &str = "fetches";
const NEW: &str = "fetches.new";

/// What is known of the fetches of a feed address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    /// When it was fetched last.
    pub at: Option<DateTime<Utc>>,
    /// Which body it was given (its tag).
    pub tag: String,
    /// Since when that is its body: never earlier than that of the body before.
    pub since: Option<DateTime<Utc>>,
    /// When its page was last looked at, and when before that: what changed since then is marked.
    #[serde(default)]
    pub looked: Option<(DateTime<Utc>, Option<DateTime<Utc>>)>,
}

/// Fetches by the hash of the address.
pub type Fetches = BTreeMap<String, Fetched>;

impl Disk {
    /// What is known of fetches. A file that cannot be understood is as none: it is written anew.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn fetches(&self) -> Result<Fetches, StoreError> {
        match fs::read(self.folder.join(NAME)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Fetches::new()),
            Err(error) => Err(self.io()(error)),
        }
    }

    /// Adds what is newer to what is known, and forgets addresses that the store does not know any
    /// more. Not synced: a power cut may lose the last minute.
    ///
    /// # Errors
    /// When no turn is to be had, or the disk says no.
    pub fn keep_fetches(&self, news: &Fetches) -> Result<(), StoreError> {
        let store = self.turn()?;
        let known = store.links()?;
        drop(store);
        let _held = lock(self)?;
        let mut all = self.fetches()?;
        for (hash, new) in news {
            let newer = all.get(hash).is_none_or(|old| old.at <= new.at);
            if newer {
                all.insert(hash.clone(), new.clone());
            }
        }
        all.retain(|hash, _| known.iter().any(|link| link.hash == *hash));
        let bytes = serde_json::to_vec(&all).unwrap_or_default();
        let new = self.folder.join(NEW);
        let written = private_file(&new).and_then(|mut file| file.write_all(&bytes));
        written
            .and_then(|()| fs::rename(&new, self.folder.join(NAME)))
            .map_err(self.io())
    }
}
