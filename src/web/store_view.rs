//! What is asked of what stands in a store: a hash, a name or a moment comes in; the address, the account or those who must
//! still be called go out.

use chrono::NaiveDateTime;

use super::team_service::StoreView;
use crate::plan::Urgent;
use crate::store::{Account, Link};

impl StoreView {
    /// Whom somebody must still call: near changes that nobody has told them of.
    pub fn to_call(&self, local: NaiveDateTime) -> Vec<&Urgent> {
        let was_told = |one: &&Urgent| {
            self.told.iter().any(|told| {
                told.id == one.id && told.participant == one.participant && told.of == one.at
            })
        };
        let published = self.published.iter();
        published
            .flat_map(|published| &published.urgent)
            .filter(|one| one.matters(local) && !was_told(one))
            .collect()
    }

    /// The feed address with this hash, if it was not revoked.
    pub(super) fn link(&self, hash: &str) -> Option<&Link> {
        self.links.get(*self.by_hash.get(hash)?)
    }

    /// The account of a name.
    pub fn account(&self, name: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.name == name)
    }
}
