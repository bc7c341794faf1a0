//! The names under which everything is kept. They are part of the stored format: a change here
//! raises [`FORMAT`], but for a new name that an earlier version can do without and leaves alone.

use crate::ids::{OccurrenceId, RuleId, SeriesId};

/// The stored format this program writes.
pub(super) const FORMAT: u32 = 2;

/// The format a store was written in, as the index has it (the journal has it in its header).
pub(super) const FORMAT_KEY: &str = "format";

/// The secret of entry identities.
pub(super) const UID_KEY: &str = "uid-key";

/// Heads of revisions.
pub(super) const REVISIONS: &str = "revision/";

/// What subscribers know, without its entries.
pub(super) const PUBLISHED: &str = "published";

/// Which revision was published when, in order of time.
pub(super) const PUBLICATIONS: &str = "publication/";

/// Entries subscribers know.
pub(super) const ENTRIES: &str = "entry/";

/// Duties subscribers know.
pub(super) const DUTIES: &str = "duty/";

/// Ordinals issued.
pub(super) const ISSUED: &str = "issued/";

/// Whose store it is, when records were entered before any plan was saved.
pub(super) const TEAM: &str = "team";

/// The last number given to a line of the record book: one that was purged is not given again.
pub(super) const LAST_RECORD: &str = "last-record";

/// Lines of the record book.
pub(super) const RECORDS: &str = "record/";

/// What all keys begin with but those of revisions.
pub(super) const WHOLE: [&str; 10] = [
    FORMAT_KEY,
    UID_KEY,
    PUBLISHED,
    PUBLICATIONS,
    ENTRIES,
    DUTIES,
    ISSUED,
    TEAM,
    LAST_RECORD,
    RECORDS,
];

/// A publication by its index. Padded like revisions.
pub(super) fn publication(index: usize) -> String {
    format!("{PUBLICATIONS}{index:010}")
}

/// Accounts.
pub(super) const ACCOUNTS: &str = "account/";

/// Links to choose a password by.
pub(super) const RESETS: &str = "reset/";

/// The link of an account.
pub(super) fn reset(name: &str) -> String {
    format!("{RESETS}{name}")
}

/// Hours of families that were purged.
pub(super) const HOURS: &str = "hours/";

/// Those of somebody under a rule in a month.
pub(super) fn hours(month: &str, person: &str, rule: &RuleId) -> String {
    format!("{HOURS}{month}/{person}/{rule}")
}

/// Feed addresses, by the hash of their secret.
pub(super) const LINKS: &str = "link/";

/// Where the server can be reached.
pub(super) const BASE_URL: &str = "base-url";

/// Who was told of which change.
pub(super) const TOLD: &str = "told/";

/// That somebody was told of a change of a meeting.
pub(super) fn told(id: &OccurrenceId, participant: &str) -> String {
    format!("{TOLD}{id}/{participant}")
}

/// An account.
pub(super) fn account(name: &str) -> String {
    format!("{ACCOUNTS}{name}")
}

/// A feed address.
pub(super) fn link(hash: &str) -> String {
    format!("{LINKS}{hash}")
}

/// A line of the record book. Padded like revisions.
pub(super) fn record(number: u32) -> String {
    format!("{RECORDS}{number:010}")
}

/// The head of a revision. Numbers are padded, so that keys sort as they do.
pub(super) fn revision(revision: u32) -> String {
    format!("{REVISIONS}{revision:010}")
}

/// What all placements of a revision begin with.
pub(super) fn placements(revision: u32) -> String {
    format!("plan/{revision:010}/")
}

/// A placement of a revision.
pub(super) fn placement(revision: u32, id: &OccurrenceId) -> String {
    format!("{}{id}", placements(revision))
}

/// An entry subscribers know.
pub(super) fn entry(id: &OccurrenceId) -> String {
    format!("{ENTRIES}{id}")
}

/// A duty subscribers know.
pub(super) fn duty(id: &OccurrenceId) -> String {
    format!("{DUTIES}{id}")
}

/// The ordinals issued in a series.
pub(super) fn issued(series: &SeriesId) -> String {
    format!("{ISSUED}{series}")
}
