//! Who is logged in, and from which browsers somebody was let in before: what outlives a new start of the server, in a
//! file of its own beside the journal, which is kept for years. Of no secret more than its hash is in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::disk::Disk;
use super::folder::private_file;

/// The file in the store's folder, and where it is written first.
const NAME: &str = "sessions";
const NEW: &str = "sessions.new";

/// A log-in that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The hash of the secret in its cookie.
    pub hash: String,
    /// The account's name.
    pub name: String,
    /// When the account's password was set: a new one ends it.
    pub since: DateTime<Utc>,
    /// When it began.
    pub begun: DateTime<Utc>,
    /// When it was used last.
    pub used: DateTime<Utc>,
    /// Whether the second factor was given, too.
    pub second: bool,
    /// From where: an address, or a network.
    pub from: String,
    /// With what: `Firefox, Windows`.
    pub browser: String,
}

/// A browser that an account was let in from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Browser {
    /// The hash of the secret in its cookie.
    pub hash: String,
    /// The account's name.
    pub name: String,
    /// When the account's password was set: a new one makes it a stranger again.
    pub since: DateTime<Utc>,
}

/// All of a team's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorMemory {
    /// The sessions.
    pub sessions: Vec<Session>,
    /// The browsers, the latest log-in first.
    pub browsers: Vec<Browser>,
    /// The language each account chose.
    #[serde(default)]
    pub languages: BTreeMap<String, String>,
    /// The number of the last code of a second factor that each account used: none counts twice.
    #[serde(default)]
    pub codes: BTreeMap<String, u64>,
}

impl Disk {
    /// What is known at the door. A file that cannot be understood is as none: people log in again.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn sessions(&self) -> Result<DoorMemory, StoreError> {
        match fs::read(self.folder.join(NAME)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(DoorMemory::default()),
            Err(error) => Err(self.io()(error)),
        }
    }

    /// Writes down what is known at the door. Only the server of a team calls this, one at a time.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn keep_sessions(&self, known: &DoorMemory) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec(known).unwrap_or_default();
        let new = self.folder.join(NEW);
        let written = private_file(&new).and_then(|mut file| {
            file.write_all(&bytes)?;
            file.sync_all()
        });
        written
            .and_then(|()| fs::rename(&new, self.folder.join(NAME)))
            .map_err(self.io())
    }
}
