//! What can go wrong with a store, each with what to do about it.

use std::path::PathBuf;

use crate::ids::OccurrenceId;

/// A store that could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has its turn and does not end it.
    #[error(
        "the store {} is in use by another process, for longer than any command needs it: wait \
         until that is done, or stop it, and try again", .path.display()
    )]
    Locked {
        /// The store's folder.
        path: PathBuf,
    },
    /// It was made for another team.
    #[error("the store {} belongs to team {owner}, not to {asked}: was the folder renamed, write id = \"{owner}\" in its team.toml, and all stays as it is; is it another team, give another with --store", .path.display())]
    OtherTeam {
        /// The store's folder.
        path: PathBuf,
        /// Key of the team whose plans are in it.
        owner: String,
        /// Key of the team that asked.
        asked: String,
    },
    /// What is to be its folder is something else.
    #[error("{} is no folder: name the folder of a store, or a new one, with --store", .path.display())]
    NoFolder {
        /// What was named.
        path: PathBuf,
    },
    /// It does not open, or what is in it makes no sense.
    #[error(
        "the store {} is damaged ({cause}): put back a copy of the folder, or move it away and \
         plan again (subscribers then see every entry anew)", .path.display()
    )]
    Damaged {
        /// The store's folder.
        path: PathBuf,
        /// What was found.
        cause: String,
    },
    /// Its journal has been changed by something else than this program.
    #[error(
        "the journal of the store {} cannot be read from byte {at} on; {whole} changes in it are \
         whole. Put back a copy of the folder; or see with `cadans store rescue` what can be saved, or write \
         what is whole to a file with `cadans store export`", .path.display()
    )]
    Broken {
        /// The store's folder.
        path: PathBuf,
        /// The first byte of the first line that cannot be read.
        at: usize,
        /// Lines that can be read.
        whole: usize,
    },
    /// Two processes wrote it at the same time.
    #[error(
        "two processes wrote the journal of the store {} at the same time, from byte {at} on: on this disk \
         one does not keep the other out. Both are there: see with `cadans store rescue`, and move the folder \
         to another disk", .path.display()
    )]
    TwoWriters {
        /// The store's folder.
        path: PathBuf,
        /// The first byte of the first line that bears a number again.
        at: usize,
    },
    /// The index has followed it further than it goes: an older copy was put back, or lines are gone.
    #[error(
        "the journal of the store {} ends with change {journal}, and change {index} was saved once: lines are \
         gone, or an older copy was put back. See with `cadans store rescue` what there is; was it put back on \
         purpose, say so with `cadans store rescue --from journal`", .path.display()
    )]
    Older {
        /// The store's folder.
        path: PathBuf,
        /// The last change of which the index knows.
        index: u64,
        /// The last change in the journal.
        journal: u64,
    },
    /// The index has followed another one.
    #[error(
        "the journal of the store {} is not the one that was written here: another was put in its place. See \
         with `cadans store rescue` what there is; was it put there on purpose, say so with `cadans store \
         rescue --from journal`", .path.display()
    )]
    Foreign {
        /// The store's folder.
        path: PathBuf,
    },
    /// There is an index without a journal.
    #[error(
        "the store {} is damaged (its journal is missing): put back a copy of the folder, or see with `cadans \
         store rescue` what its index still has", .path.display()
    )]
    NoJournal {
        /// The store's folder.
        path: PathBuf,
    },
    /// Another process wrote although it was not its turn.
    #[error(
        "another process wrote to the store {} at the same time: on this disk one does not keep the other \
         out. Nothing was saved: try again, and move the folder to another disk", .path.display()
    )]
    Overtaken {
        /// The store's folder.
        path: PathBuf,
    },
    /// Another process put something else in the place of what was read and written.
    #[error(
        "another process changed the journal of the store {} at the same time. The change was not saved; \
         what this command had read and written before is kept in {}: compare with `cadans store export \
         --store` and that folder", .path.display(), .kept.display()
    )]
    Forked {
        /// The store's folder.
        path: PathBuf,
        /// A store's folder too.
        kept: PathBuf,
    },
    /// A change could be neither written to the end nor taken back.
    #[error(
        "the disk of the store {} failed ({source}) while a change was saved, and again when it was to be \
         taken back: look whether it is there before you make it again", .path.display()
    )]
    Unsure {
        /// The store's folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// What is asked to be saved of it is not there.
    #[error("there is nothing to save from the {what} of the store {}", .path.display())]
    NothingToSave {
        /// The store's folder.
        path: PathBuf,
        /// `journal` or `index`.
        what: &'static str,
    },
    /// A copy is to be made where there is something.
    #[error("{} is not empty: name a new folder", .path.display())]
    NotEmpty {
        /// What was named.
        path: PathBuf,
    },
    /// Somebody else planned or published while a plan was being made.
    #[error(
        "the calendar in the store {} changed while this plan was made, again and again; the plan \
         was not saved: plan again when nobody else plans or publishes", .path.display()
    )]
    Changed {
        /// The store's folder.
        path: PathBuf,
    },
    /// Something is to be imported where there is something.
    #[error("there is a store in {} already: name a new folder with --store, or move that one away", .path.display())]
    Taken {
        /// The store's folder.
        path: PathBuf,
    },
    /// A file to be imported is not one that was exported.
    #[error("the file to import is not whole, line {line}: {cause}; export it again")]
    Import {
        /// The line, from 1.
        line: usize,
        /// What was found.
        cause: String,
    },
    /// The old index could not be removed.
    #[error(
        "the index in {} cannot be removed, and it holds what was to be purged; nothing was purged: look at the \
         folder's permissions", .path.display()
    )]
    Stays {
        /// The store's folder.
        path: PathBuf,
    },
    /// A later version wrote it.
    #[error(
        "the store {} has format {found} and this program knows up to {known}: use the version \
         that wrote it, or a later one", .path.display()
    )]
    Newer {
        /// The store's folder.
        path: PathBuf,
        /// The format found.
        found: u32,
        /// The latest format known.
        known: u32,
    },
    /// The disk or its permissions.
    #[error(
        "the store {} could not be read or written ({source}): look at the folder's permissions \
         and the room on the disk, or name another with --store", .path.display()
    )]
    Io {
        /// The store's folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No revision has this number.
    #[error("there is no revision {0}: plan first, or name one that was saved")]
    NoRevision(u32),
    /// A plan that names two things alike.
    #[error("the plan uses the id {0} twice and was not saved: please report this as a bug")]
    Twice(OccurrenceId),
    /// What is published belongs to another revision than said.
    #[error(
        "revision {asked} was to be published with the entries of revision {got}: please report \
         this as a bug"
    )]
    OtherRevision {
        /// The revision asked for.
        asked: u32,
        /// The revision of the entries.
        got: u32,
    },
    /// The machine's source of random bytes fails.
    #[error("the machine gives no random bytes ({0}): a new store cannot make its key")]
    NoRandom(getrandom::Error),
}
