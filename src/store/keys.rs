//! The names under which everything is kept. They are part of the stored format: a change here
//! raises [`FORMAT`], but for a new name that an earlier version can do without and leaves alone.

use crate::ids::{OccurrenceId, RuleId, SeriesId};

/// The stored format this program writes.
pub(super) const FORMAT: u32 = 3;

/// The format a store was written in, as the index has it (the journal has it in its header).
pub(super) const FORMAT_KEY: &str = "format";

/// The secret of entry identities.
pub(super) const UID_KEY: &str = "uid-key";

/// Heads of revisions.
pub(super) const REVISIONS: &str = "revision/";

/// What a revision has no place for, and what there is to say of it.
pub(super) const REMARKS: &str = "remarks/";

/// Meetings of revisions, by day, id and the revision they came with.
pub(super) const MEETINGS: &str = "planned/";

/// Duties of revisions, likewise.
pub(super) const DUTIES: &str = "due/";

/// The last revision of each of these that is gone, or has changed.
pub(super) const UNTIL: &str = "until/";

/// Which revision subscribers know.
pub(super) const PUBLISHED: &str = "published";

/// What they know of the team.
pub(super) const MASTHEAD: &str = "masthead";

/// Whom somebody must call.
pub(super) const URGENT: &str = "urgent";

/// Entries that are shown no more.
pub(super) const RETIRED: &str = "retired/";

/// Which revision was published when, in order of time.
pub(super) const PUBLICATIONS: &str = "publication/";

/// Meetings subscribers know, by day and id.
pub(super) const KNOWN: &str = "known/";

/// Duties subscribers know, likewise.
pub(super) const OWED: &str = "owed/";

/// Ordinals issued.
pub(super) const ISSUED: &str = "issued/";

/// Whose store it is, when records were entered before any plan was saved.
pub(super) const TEAM: &str = "team";

/// The last number given to a line of the record book: one that was purged is not given again.
pub(super) const LAST_RECORD: &str = "last-record";

/// Lines of the record book.
pub(super) const RECORDS: &str = "record/";

/// What all keys begin with that planning reads.
pub(super) const PLANNING: [&str; 18] = [
    FORMAT_KEY,
    UID_KEY,
    REVISIONS,
    REMARKS,
    MEETINGS,
    DUTIES,
    UNTIL,
    PUBLISHED,
    MASTHEAD,
    URGENT,
    RETIRED,
    PUBLICATIONS,
    KNOWN,
    OWED,
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

/// A number as keys have it: padded, so that they sort as numbers do.
pub(super) fn number(number: u32) -> String {
    format!("{number:010}")
}

/// The head of a revision.
pub(super) fn revision(revision: u32) -> String {
    format!("{REVISIONS}{}", number(revision))
}

/// What there is to say of a revision.
pub(super) fn remarks(revision: u32) -> String {
    format!("{REMARKS}{}", number(revision))
}

/// Where the end of a row stands, or those of all rows of a kind.
pub(super) fn until(row: &str) -> String {
    format!("{UNTIL}{row}")
}

/// The ordinals issued in a series.
pub(super) fn issued(series: &SeriesId) -> String {
    format!("{ISSUED}{series}")
}
