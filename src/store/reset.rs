//! Links by which somebody chooses a password of their own: hashed, each good for one time and for a short while, come
//! in and out. An account has one at most.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::values::{encode, read_all};
use super::{Account, AuditEvent, Batch, Shelf, StoreError, keys};

/// A link that has not been used, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reset {
    /// The account's name.
    pub name: String,
    /// The hash of the secret: [`Secret::hash_of`](super::Secret::hash_of).
    pub hash: String,
    /// The last instant it works.
    pub until: DateTime<Utc>,
}

impl Reset {
    /// How long one works: a day, so that it is not a second password.
    pub const LASTS: Duration = Duration::hours(24);
}

/// What is kept of such links. Every writing method is one change, like those of [`Store`](super::Store).
pub trait Resets {
    /// Those that have not been used.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn resets(&self) -> Result<Vec<Reset>, StoreError>;

    /// Keeps one, in the place of an earlier one of the account.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn keep_reset(&mut self, reset: &Reset) -> Result<(), StoreError>;

    /// Keeps an account whose password was chosen by such a link, which ends.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn use_reset(&mut self, account: &Account) -> Result<(), StoreError>;
}

impl<S: Shelf> Resets for S {
    fn resets(&self) -> Result<Vec<Reset>, StoreError> {
        read_all(self, keys::RESETS)
    }

    fn keep_reset(&mut self, reset: &Reset) -> Result<(), StoreError> {
        let mut batch = Batch::new(AuditEvent::GavePasswordLink {
            name: reset.name.clone(),
        });
        batch.put(keys::reset(&reset.name), encode(reset));
        self.write(batch)
    }

    fn use_reset(&mut self, account: &Account) -> Result<(), StoreError> {
        let mut batch = Batch::new(AuditEvent::ChosePassword {
            name: account.name.clone(),
        });
        batch.put(keys::account(&account.name), encode(account));
        batch.remove(keys::reset(&account.name));
        self.write(batch)
    }
}
