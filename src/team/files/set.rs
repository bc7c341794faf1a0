//! All files of a team at one moment: bytes by file come in; texts, and a version that differs as soon as a byte does,
//! go out.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::Rewritten;
use crate::diagnostic::{TeamFile, Unreadable};

/// Letters of a fingerprint that are kept: 80 bits, which no two states of a team share by chance.
const LETTERS: usize = 20;

/// A version of a team's files. A folder's is made of what stands in it, so that a change by hand is one, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilesVersion(String);

impl FilesVersion {
    /// A version by its name, such as a number of a database.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }
}

impl fmt::Display for FilesVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands in a file, or why it cannot be read.
pub(super) type Content = Result<Vec<u8>, Unreadable>;

/// All files of a team at one moment.
#[derive(Clone, Debug, Default)]
pub struct FileSet {
    files: BTreeMap<TeamFile, Content>,
    version: OnceLock<FilesVersion>,
}

impl FileSet {
    /// Texts that are kept elsewhere than in a folder, under a version of that place.
    pub fn of(texts: Rewritten, version: FilesVersion) -> Self {
        let files = texts.into_iter();
        Self {
            files: files
                .map(|(file, text)| (file, Ok(text.into_bytes())))
                .collect(),
            version: OnceLock::from(version),
        }
    }

    pub(super) fn read(files: BTreeMap<TeamFile, Content>) -> Self {
        Self {
            files,
            version: OnceLock::new(),
        }
    }

    pub(super) fn content(&self, file: TeamFile) -> Option<&Content> {
        self.files.get(&file)
    }

    /// The bytes of a file; `None` when it is not there.
    pub fn bytes(&self, file: TeamFile) -> Option<Result<&[u8], &Unreadable>> {
        let content = self.files.get(&file)?;
        Some(content.as_ref().map(Vec::as_slice))
    }

    /// The text of a file, empty when it is not there; `None` when it cannot be read, or is no text.
    pub fn text(&self, file: TeamFile) -> Option<&str> {
        match self.files.get(&file) {
            None => Some(""),
            Some(Ok(bytes)) => std::str::from_utf8(bytes).ok(),
            Some(Err(_)) => None,
        }
    }

    /// Which version this is.
    pub fn version(&self) -> &FilesVersion {
        self.version.get_or_init(|| {
            let mut sum = Sha256::new();
            for (file, content) in &self.files {
                let print = content.as_ref().map_or(String::new(), |it| fingerprint(it));
                sum.update(format!("{} {print}\n", file.name()));
            }
            FilesVersion(short(format!("{:x}", sum.finalize())))
        })
    }

    /// The same with other texts.
    #[must_use]
    pub fn with(&self, new: &Rewritten) -> Self {
        let mut files = self.files.clone();
        let texts = new.iter();
        files.extend(texts.map(|(file, text)| (*file, Ok(text.clone().into_bytes()))));
        Self::read(files)
    }
}

/// What tells one content of a file from another.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    short(format!("{:x}", Sha256::digest(bytes)))
}

fn short(mut letters: String) -> String {
    letters.truncate(LETTERS);
    letters
}
