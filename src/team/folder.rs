//! The only file of this stage that touches the file system: names of a team folder's files come
//! in, their bytes go out; and a changed file is written in place of the old one. What cannot be read is a fault, never a failure of doing.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::diagnostic::{Diagnostics, Sources};
use crate::document::{MAX_BYTES, Root, Sheet, did_you_mean, read_csv, read_toml};
use crate::rules::{Files, Found};

/// The files a team folder may have at its top.
const KNOWN: [&str; 6] = [
    "team.toml",
    "cases.csv",
    "assignments.csv",
    "absences.csv",
    "agreed.csv",
    "held.csv",
];

/// What the files of a team folder look like from outside, those of its own rules too: while it stays, so does
/// the team.
pub type FolderStamp = Vec<(PathBuf, u64, Option<DateTime<Utc>>)>;

/// The stamp of now. Costs a look at each file, and reads none.
pub fn folder_stamp(root: &Path) -> FolderStamp {
    let own = root.join("constraints");
    let listed = [root, own.as_path()]
        .into_iter()
        .filter_map(|folder| fs::read_dir(folder).ok());
    let files = listed.flatten().flatten().filter_map(|entry| {
        let about = fs::metadata(entry.path())
            .ok()
            .filter(fs::Metadata::is_file)?;
        let modified = about.modified().ok().map(DateTime::<Utc>::from);
        Some((entry.path(), about.len(), modified))
    });
    let mut files: FolderStamp = files.collect();
    files.sort();
    files
}

/// Changes a file of a team folder, one of those that a team has: its text comes in (empty when it is not
/// there), what it is to be goes out. It is written whole or not at all; what it was is returned.
///
/// # Errors
/// When it cannot be read or written, or is no text.
pub fn amend(
    root: &Path,
    name: &str,
    change: impl FnOnce(&str) -> String,
) -> std::io::Result<Option<String>> {
    let Some(name) = KNOWN.into_iter().find(|known| *known == name) else {
        return Err(ErrorKind::NotFound.into());
    };
    let path = root.join(name);
    let before = match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(failure) if failure.kind() == ErrorKind::NotFound => None,
        Err(failure) => return Err(failure),
    };
    write(&path, &change(before.as_deref().unwrap_or_default()))?;
    Ok(before)
}

/// The text of a folder's `team.toml`; empty when it cannot be read.
pub fn team_file(root: &Path) -> String {
    fs::read_to_string(root.join("team.toml")).unwrap_or_default()
}

/// Puts a file back as [`amend`] found it.
///
/// # Errors
/// When it cannot be written.
pub fn restore(root: &Path, name: &str, before: Option<&str>) -> std::io::Result<()> {
    match before {
        Some(text) => write(&root.join(name), text),
        None => fs::remove_file(root.join(name)),
    }
}

/// Writes beside it, then puts it in its place, so that nobody reads half of it.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    if let Ok(known) = fs::metadata(path) {
        file.set_permissions(known.permissions())?;
    }
    file.sync_all()?;
    fs::rename(&beside, path)
}

/// A team's folder.
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// The folder's own name, also when it was given as `.`; empty when it has none.
    pub(super) fn name(&self) -> String {
        let whole = fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
        let name = whole.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The name of a file as people see it in messages.
    pub(super) fn shown(&self, name: &str) -> String {
        self.root.join(name).display().to_string()
    }

    /// The bytes of a file; `None` when there is none of this name, a sentence when it cannot be
    /// read. Only plain files of at most [`MAX_BYTES`] are opened at all.
    pub(super) fn bytes(&self, name: &str) -> Option<Result<Vec<u8>, String>> {
        let path = self.root.join(name);
        let kind = match fs::metadata(&path) {
            Ok(kind) => kind,
            Err(failure) if failure.kind() == ErrorKind::NotFound => return None,
            Err(failure) => return Some(Err(failure.to_string())),
        };
        if kind.is_dir() {
            return Some(Err("it is a folder, not a file".to_owned()));
        }
        if !kind.is_file() {
            return Some(Err("it is no plain file".to_owned()));
        }
        if kind.len() > MAX_BYTES as u64 {
            return Some(Err(format!("it has {} MB", kind.len() / 1_000_000)));
        }
        let mut bytes = Vec::new();
        let read = File::open(&path)
            .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
        Some(match read {
            Ok(_) => Ok(bytes),
            Err(failure) => Err(failure.to_string()),
        })
    }

    /// `team.toml`; without it there is no team.
    pub(super) fn team_file(
        &self,
        sources: &mut Sources,
        faults: &mut Diagnostics,
    ) -> Option<Root> {
        let shown = self.shown("team.toml");
        match self.bytes("team.toml") {
            Some(Ok(bytes)) => return Some(read_toml(sources, &shown, &bytes, faults)),
            Some(Err(reason)) => unreadable(&shown, &reason, faults),
            None => faults.error(
                "no-team-file",
                None,
                format!("there is no {shown}"),
                "name the folder that holds team.toml, or make one with `cadans init`",
            ),
        }
        None
    }

    /// One of the lists; a list that is not there is empty.
    pub(super) fn sheet(
        &self,
        name: &str,
        sources: &mut Sources,
        faults: &mut Diagnostics,
    ) -> Option<Sheet> {
        let shown = self.shown(name);
        match self.bytes(name)? {
            Ok(bytes) => Some(read_csv(sources, &shown, &bytes, faults)),
            Err(reason) => {
                unreadable(&shown, &reason, faults);
                None
            }
        }
    }

    /// Warns of lists whose name nobody reads: a misspelt one would be missed silently.
    pub(super) fn strangers(&self, faults: &mut Diagnostics) {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".csv") || name.ends_with(".toml"))
            .filter(|name| !KNOWN.contains(&name.as_str()))
            .collect();
        names.sort();
        for name in names {
            faults.warning(
                "unknown-file",
                None,
                format!("{} is not read", self.shown(&name)),
                did_you_mean(&name, KNOWN),
            );
        }
    }
}

/// Reports a file that is there and cannot be used.
pub(super) fn unreadable(shown: &str, reason: &str, faults: &mut Diagnostics) {
    faults.error(
        "unreadable-file",
        None,
        format!("{shown} cannot be read: {reason}"),
        "put a plain text file of at most 10 MB there that you may read, or take it away",
    );
}

impl Files for Folder {
    fn read(&self, name: &str) -> Option<Found> {
        let name = format!("constraints/{name}");
        Some(Found {
            bytes: self.bytes(&name)?,
            shown: self.shown(&name),
        })
    }
}
