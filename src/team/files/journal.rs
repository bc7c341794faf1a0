//! A change that was begun: which files get which contents in the place of which stands in a small file beside them, so
//! that whoever comes after a kill finds all of it or nothing. The new contents themselves lie beside the files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::set::fingerprint;
use crate::diagnostic::TeamFile;

/// The file that says a change holds. While it is there, what it says is so.
pub(super) const NAME: &str = ".cadans-files";

/// Where it is written first.
pub(super) const NEW: &str = ".cadans-files.new";

/// How it is written.
const FORMAT: u32 = 1;

/// Fingerprints of a file's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    /// As it was; `None` when there was no file.
    pub before: Option<String>,
    /// As it is to be.
    pub after: String,
}

/// A change that was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    pub steps: BTreeMap<TeamFile, Step>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    format: u32,
    files: BTreeMap<String, Step>,
}

impl Journal {
    /// As it is written: one line, and its sum.
    pub fn bytes(&self) -> Vec<u8> {
        let files = self.steps.iter();
        let line = Line {
            format: FORMAT,
            files: files
                .map(|(file, step)| (file.name().to_owned(), step.clone()))
                .collect(),
        };
        let line = serde_json::to_string(&line).unwrap_or_default();
        format!("{line}\n{}\n", fingerprint(line.as_bytes())).into_bytes()
    }

    /// As it was written; `None` when it is not whole.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (line, sum) = text.strip_suffix('\n')?.split_once('\n')?;
        let line: Line = (fingerprint(line.as_bytes()) == sum)
            .then(|| serde_json::from_str(line).ok())
            .flatten()?;
        let named = |name: &str| TeamFile::ALL.into_iter().find(|file| file.name() == name);
        let steps = line.files.into_iter();
        let steps: Option<_> = steps
            .map(|(name, step)| Some((named(&name)?, step)))
            .collect();
        (line.format == FORMAT).then_some(Self { steps: steps? })
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
