//! The files of a team as one thing that has a version: who reads them gets all of one moment; who changes them says
//! which version the change was made from, and gets all of it or nothing.

mod disk;
mod folder;
mod journal;
mod lock;
mod set;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use self::disk::{FileOps, OnDisk};
pub use self::folder::FolderFiles;
pub(super) use self::folder::content_of;
pub use self::set::{FileSet, FilesVersion};
use crate::diagnostic::TeamFile;

/// Texts that files of a team are to have, in place of what stands there.
pub type Rewritten = BTreeMap<TeamFile, String>;

/// Where the files of a team are kept: a folder, or later rows of a database.
pub trait TeamFiles {
    /// All files as they are at one moment.
    ///
    /// # Errors
    /// When others change them all the time.
    fn read(&self) -> Result<FileSet, FilesError>;

    /// Makes everything ready to put new texts in the place of those of version `from`, and keeps others from changing
    /// the files until it is committed or dropped. Whoever calls has judged the new texts together.
    ///
    /// # Errors
    /// [`FilesError::Changed`] when the files are of another version by now; when they cannot be written. Nothing has
    /// changed then.
    fn prepare(
        &self,
        from: &FilesVersion,
        new: &Rewritten,
    ) -> Result<Box<dyn PreparedChange + '_>, FilesError>;
}

/// A change of which all is ready. Dropped without being committed, it leaves everything as it was.
pub trait PreparedChange {
    /// The version that the files will have.
    fn version(&self) -> &FilesVersion;

    /// Does it; what version the files have now. When this returns, a power cut does not take it back.
    ///
    /// # Errors
    /// When it cannot be done; nothing has changed then.
    fn commit(self: Box<Self>) -> Result<FilesVersion, FilesError>;
}

/// Why files of a team were not read or changed.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// They are of another version than the change was made from.
    #[error("the team's files were just changed by somebody else: nothing was written, try again")]
    Changed,
    /// Somebody else is changing them, longer than any change takes.
    #[error(
        "the team's files are being changed by another process: wait until it is done, and try again"
    )]
    Busy,
    /// They cannot be written.
    #[error("{} cannot be written ({cause}): look at the rights on the folder and the room on the disk", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
}
