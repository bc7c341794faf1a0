//! Where revisions and records are kept: plans, publications and lines of the record book come in,
//! the same come out, whole or not at all, and nothing that was acknowledged is ever lost.
//!
//! [`Store`] says what is kept. It is written once, over a [`Shelf`]: bytes under keys, changed by
//! whole [`Batch`]es. There are two shelves: [`Memory`], and a [`Turn`] at a store on the [`Disk`],
//! where a journal is the truth and the audit trail, and sled the index made from it.

mod access;
mod alone;
mod archive;
mod aside;
mod audit;
mod backup;
mod checkpoint;
mod disk;
mod entry_form;
mod error;
mod export;
mod fetches;
mod folder;
mod index;
mod journal;
mod judge;
mod kept_hours;
mod keys;
mod known;
mod line;
mod lock;
mod memory;
mod mention;
mod migrate;
mod pseudonym;
mod quiet;
mod rescue;
mod reset;
mod retention;
mod rows;
mod salvage;
mod secret;
mod sessions;
mod shelf;
mod sled;
mod text;
mod trail;
mod turn;
mod unmade;
mod upgrade;
mod values;
mod verify;
mod worker;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::access::{Access, Account, Link, Role, Told, USUAL_PURPOSE, Whose};
pub use self::alone::Alone;
pub use self::audit::{AuditEvent, AuditKind, Audited};
pub use self::disk::{Disk, Notice};
pub use self::entry_form::EntryForm;
pub use self::error::StoreError;
pub use self::export::{Export, was_whole};
pub use self::fetches::{Fetched, Fetches};
pub use self::kept_hours::KeptHours;
pub use self::memory::Memory;
pub use self::rescue::{Rescued, Source};
pub use self::reset::{Reset, Resets};
pub use self::retention::{Purge, Purged};
pub use self::salvage::{Kept, Salvage};
pub use self::secret::Secret;
pub use self::sessions::{Browser, DoorMemory, Session};
pub use self::shelf::{Batch, Change, Note, Shelf};
pub use self::trail::Stamp;
pub use self::turn::Turn;
pub use self::unmade::Unmade;
pub use self::verify::{StoreFinding, Verdict};
use crate::ids::{CaseCode, RuleId, SeriesId};
use crate::plan::{Plan, Published};
use crate::records::Entry;

/// A store that others use too, in short turns: whoever needs it for longer takes several, and looks
/// in the later one what has changed.
pub trait Turns {
    /// Waits for a turn, which ends when the store is dropped.
    ///
    /// # Errors
    /// When no turn is to be had, or the store cannot be read.
    fn take_turn(&mut self) -> Result<Box<dyn Store + '_>, StoreError>;

    /// Waits until nobody else plans, `most` at most, or until it is to `stop`. Only planning asks for it; turns are had
    /// all the same.
    fn plan_alone(&mut self, most: Duration, stop: &AtomicBool) -> Alone {
        let _ = (most, stop);
        Alone::default()
    }
}

/// Nobody else uses it.
impl Turns for Memory {
    fn take_turn(&mut self) -> Result<Box<dyn Store + '_>, StoreError> {
        Ok(Box::new(self))
    }
}

/// Since when subscribers know a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The revision.
    pub revision: u32,
    /// The instant it took the place of another.
    pub at: DateTime<Utc>,
}

/// What is kept of a team. Every writing method is one change: after it returns the change is on
/// the disk whole; if it fails nothing of it is seen.
pub trait Store {
    /// Makes sure the store is this team's, or nobody's yet: the first plan saved or record
    /// entered makes it its team's for ever.
    ///
    /// # Errors
    /// [`StoreError::OtherTeam`], or when the store cannot be read.
    fn check_team(&self, team: &str) -> Result<(), StoreError>;

    /// The numbers of the revisions saved, rising.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn revisions(&self) -> Result<Vec<u32>, StoreError>;

    /// The plan of a revision; `None` when there is none with this number.
    ///
    /// # Errors
    /// When the store cannot be read, or the revision is damaged.
    fn plan(&self, revision: u32) -> Result<Option<Plan>, StoreError> {
        self.plan_since(revision, None)
    }

    /// The plan of a revision, of its meetings and duties those on a day or later: what daily work looks
    /// at of a past of years. Such a plan is looked at and published, and not saved again.
    ///
    /// # Errors
    /// As [`Store::plan`].
    fn plan_since(
        &self,
        revision: u32,
        since: Option<NaiveDate>,
    ) -> Result<Option<Plan>, StoreError>;

    /// The plan saved last, published or not.
    ///
    /// # Errors
    /// As [`Store::plan`].
    fn latest(&self) -> Result<Option<Plan>, StoreError> {
        match self.revisions()?.last() {
            Some(revision) => self.plan(*revision),
            None => Ok(None),
        }
    }

    /// What subscribers know, and which revision that is.
    ///
    /// # Errors
    /// When the store cannot be read, or what is published is damaged.
    fn published(&self) -> Result<Option<(u32, Published)>, StoreError> {
        self.published_since(None)
    }

    /// The same, of meetings and duties those on a day or later.
    ///
    /// # Errors
    /// As [`Store::published`].
    fn published_since(
        &self,
        since: Option<NaiveDate>,
    ) -> Result<Option<(u32, Published)>, StoreError>;

    /// The number of the revision that subscribers know.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn published_revision(&self) -> Result<Option<u32>, StoreError>;

    /// Which revision subscribers knew from when on, in order of time.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn publications(&self) -> Result<Vec<Publication>, StoreError>;

    /// The revision saved last, and the one published: while both stay, so does the calendar.
    ///
    /// # Errors
    /// As [`Store::published`].
    fn standing(&self) -> Result<(Option<u32>, Option<u32>), StoreError> {
        Ok((
            self.revisions()?.last().copied(),
            self.published_revision()?,
        ))
    }

    /// What to say when the calendar did not stay.
    fn changed(&self) -> StoreError;

    /// The highest ordinal ever issued in each series, by any revision.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn issued(&self) -> Result<BTreeMap<SeriesId, u32>, StoreError>;

    /// The same, with what was issued to these cases before they were purged.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn issued_to(&self, cases: &[CaseCode]) -> Result<BTreeMap<SeriesId, u32>, StoreError>;

    /// Saves a plan as the next revision, whatever number it carries, with the ordinals it has
    /// issued (which never fall), and returns the revision's number, from 1.
    ///
    /// # Errors
    /// When the store is another team's, an id occurs twice in the plan, or the store cannot be written.
    fn save(&mut self, plan: &Plan, issued: &BTreeMap<SeriesId, u32>) -> Result<u32, StoreError>;

    /// Makes a saved revision the one that subscribers know.
    ///
    /// # Errors
    /// When there is no such revision, it is another team's, or the store cannot be written.
    fn publish(&mut self, revision: u32, published: &Published) -> Result<(), StoreError>;

    /// The record book, in order of number.
    ///
    /// # Errors
    /// When the store cannot be read, or a line is damaged.
    fn entries(&self) -> Result<Vec<Entry>, StoreError>;

    /// Adds lines to the record book, all or none, under the next numbers whatever numbers they
    /// carry, and returns them as they are kept. No number is ever given again.
    ///
    /// # Errors
    /// When the store is another team's, or cannot be read or written.
    fn enter(&mut self, team: &str, entries: &[Entry]) -> Result<Vec<Entry>, StoreError> {
        self.enter_and_publish(team, entries, &|_| None)
    }

    /// The same; what `next` makes of the whole book, the new lines among it, becomes in the same
    /// change what subscribers know.
    ///
    /// # Errors
    /// As [`Store::enter`].
    fn enter_and_publish(
        &mut self,
        team: &str,
        entries: &[Entry],
        next: &dyn Fn(&[Entry]) -> Option<Published>,
    ) -> Result<Vec<Entry>, StoreError>;

    /// The secret that entry identities are made with: random, made when first asked for, the same
    /// for ever.
    ///
    /// # Errors
    /// When the store cannot be read or written, or the machine gives no random bytes.
    fn uid_key(&mut self) -> Result<[u8; 32], StoreError>;

    /// The hours that are kept of families that were purged.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn kept_hours(&self) -> Result<Vec<KeptHours>, StoreError>;

    /// The last day that is planned, due or recorded of each case; `None` of one for which there is no day. Of one that
    /// was only ever recorded, nothing but the rules that are about a case each says that it is one.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn last_days(
        &self,
        per_case: &BTreeSet<RuleId>,
    ) -> Result<BTreeMap<String, Option<NaiveDate>>, StoreError>;
    /// The same, if it was ever asked for. Nothing is written.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn known_uid_key(&self) -> Result<Option<[u8; 32]>, StoreError>;

    /// Takes out what need not be kept any longer, from the past too: nothing of it is left on the
    /// disk.
    ///
    /// # Errors
    /// When the store cannot be read or written; nothing is purged then, unless it says otherwise.
    fn purge(&mut self, what: &Purge) -> Result<Purged, StoreError>;
}
