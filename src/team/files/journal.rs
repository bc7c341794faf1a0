//! A change that was begun: which files get which contents in the place of which stands in a small file beside them, so
//! that whoever comes after a kill finds all of it or nothing. The new contents themselves lie beside the files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::set::fingerprint;
use crate::diagnostic::TeamFile;

/// The file that says a change holds. While it is there, what it says is so.
pub(super) const NAME: &str = ".cadans-files";

/// Where it is written first.
pub(super) const NEW: &str = ".cadans-files.new";

/// What it begins with, and how it is written.
const HEAD: &str = "cadans files 1\n";

/// What stands for a file that was not there.
const NOTHING: &str = "-";

/// Fingerprints of a file's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// As it was; `None` when there was no file.
    pub before: Option<String>,
    /// As it is to be.
    pub after: String,
}

/// A change that was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    /// The version that it leads to.
    pub version: String,
    pub steps: BTreeMap<TeamFile, Step>,
}

impl Journal {
    /// As it is written: a line for each file, and the sum of all.
    pub fn bytes(&self) -> Vec<u8> {
        let lines = self.steps.iter().map(|(file, step)| {
            let before = step.before.as_deref().unwrap_or(NOTHING);
            format!("{} {before} {}\n", file.name(), step.after)
        });
        let head = format!("{HEAD}{}\n", self.version);
        let text: String = std::iter::once(head).chain(lines).collect();
        format!("{text}{}\n", fingerprint(text.as_bytes())).into_bytes()
    }

    /// As it was written; `None` when it is not whole.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let whole = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
        let at = whole.rfind('\n')? + 1;
        let (text, sum) = whole.split_at_checked(at)?;
        let mut lines = text.strip_prefix(HEAD)?.lines();
        let version = lines.next()?.to_owned();
        let step = |line: &str| {
            let mut words = line.split(' ');
            let name = words.next()?;
            let file = TeamFile::ALL.into_iter().find(|file| file.name() == name)?;
            let before = words.next().map(str::to_owned)?;
            let before = Some(before).filter(|before| before != NOTHING);
            let after = words.next()?.to_owned();
            Some((file, Step { before, after }))
        };
        let steps: Option<_> = lines.map(step).collect();
        (fingerprint(text.as_bytes()) == sum).then_some(Self {
            version,
            steps: steps?,
        })
    }
}

/// Where the new content of a file lies until it takes its place.
pub(super) fn beside(root: &Path, file: TeamFile) -> PathBuf {
    root.join(file.name()).with_extension("new")
}

/// Where it goes when somebody has changed the file by hand since: what is read of a folder says that nobody reads it.
pub(super) fn aside(root: &Path, file: TeamFile) -> PathBuf {
    let path = root.join(file.name());
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let kind = path.extension().unwrap_or_default().to_string_lossy();
    root.join(format!("{stem}-unsaved.{kind}"))
}
