//! The only file of this stage that touches the file system: names of a team folder's files come in, their bytes go
//! out; and a changed file is written in place of the old one. What cannot be read is a fault, never a failure of
//! doing.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::diagnostic::{
    Diagnostics, FileFault, FileName, Hint, Sources, TeamFile, ToTeamFile, Unreadable,
};
use crate::document::{MAX_BYTES, Root, Sheet, read_csv, read_toml};
use crate::language::Text;
use crate::rules::{Files, Found};

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

/// The text of a file of a team folder; `None` when it is not there.
///
/// # Errors
/// When it cannot be read, or is no text.
pub fn text_of(root: &Path, file: TeamFile) -> std::io::Result<Option<String>> {
    match fs::read_to_string(root.join(file.name())) {
        Ok(text) => Ok(Some(text)),
        Err(failure) if failure.kind() == ErrorKind::NotFound => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Puts a text in the place of a file of a team folder, whole or not at all; nothing takes the file away.
///
/// # Errors
/// When it cannot be written.
pub fn put(root: &Path, file: TeamFile, text: Option<&str>) -> std::io::Result<()> {
    let path = root.join(file.name());
    match text {
        Some(text) => write(&path, text),
        None => fs::remove_file(path),
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

/// Texts that files of a team folder are to have, in place of what stands there.
pub type Rewritten = BTreeMap<TeamFile, String>;

/// A team's folder.
pub(super) struct Folder<'r> {
    root: PathBuf,
    rewritten: &'r Rewritten,
}

impl<'r> Folder<'r> {
    pub(super) fn new(root: &Path, rewritten: &'r Rewritten) -> Self {
        Self {
            root: root.to_owned(),
            rewritten,
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

    /// The bytes of a file; `None` when there is none of this name, the reason when it cannot be
    /// read. Only plain files of at most [`MAX_BYTES`] are opened at all.
    pub(super) fn bytes(&self, name: &str) -> Option<Result<Vec<u8>, Unreadable>> {
        let path = self.root.join(name);
        let kind = match fs::metadata(&path) {
            Ok(kind) => kind,
            Err(failure) if failure.kind() == ErrorKind::NotFound => return None,
            Err(failure) => return Some(Err(Unreadable::System(failure.to_string()))),
        };
        if kind.is_dir() {
            return Some(Err(Unreadable::Folder));
        }
        if !kind.is_file() {
            return Some(Err(Unreadable::NotPlain));
        }
        if kind.len() > MAX_BYTES as u64 {
            return Some(Err(Unreadable::Long(kind.len() / 1_000_000)));
        }
        let mut bytes = Vec::new();
        let read = File::open(&path)
            .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
        Some(match read {
            Ok(_) => Ok(bytes),
            Err(failure) => Err(Unreadable::System(failure.to_string())),
        })
    }

    /// The bytes of one of the team's own files, as it is to be.
    fn own(&self, file: TeamFile) -> Option<Result<Vec<u8>, Unreadable>> {
        match self.rewritten.get(&file) {
            Some(text) => Some(Ok(text.clone().into_bytes())),
            None => self.bytes(file.name()),
        }
    }

    /// `team.toml`; without it there is no team.
    pub(super) fn team_file(
        &self,
        sources: &mut Sources,
        faults: &mut Diagnostics,
    ) -> Option<Root> {
        let file = self.called(TeamFile::Settings);
        match self.own(TeamFile::Settings) {
            Some(Ok(bytes)) => return Some(read_toml(sources, file, &bytes, faults)),
            Some(Err(why)) => faults.report(None, FileFault::Unreadable { file, why }),
            None => {
                let way = ToTeamFile;
                faults.report(None, FileFault::NoTeamFile { file, way });
            }
        }
        None
    }

    /// One of the lists; a list that is not there is empty.
    pub(super) fn sheet(
        &self,
        list: TeamFile,
        sources: &mut Sources,
        faults: &mut Diagnostics,
    ) -> Option<Sheet> {
        let file = self.called(list);
        match self.own(list)? {
            Ok(bytes) => Some(read_csv(sources, file, &bytes, faults)),
            Err(why) => {
                faults.report(None, FileFault::Unreadable { file, why });
                None
            }
        }
    }

    /// What a file is called by those who see it and by those who do not.
    fn called(&self, file: TeamFile) -> FileName {
        FileName::new(self.shown(file.name()), file.title())
    }

    /// Warns of lists whose name nobody reads: a misspelt one would be missed silently.
    pub(super) fn strangers(&self, faults: &mut Diagnostics) {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".csv") || name.ends_with(".toml"))
            .filter(|name| !TeamFile::ALL.iter().any(|known| known.name() == name))
            .collect();
        names.sort();
        for name in names {
            let stranger = FileFault::NotRead {
                file: FileName::new(self.shown(&name), Text::new(&name, &name)),
                hint: Hint::of(&name, TeamFile::ALL.map(TeamFile::name)),
            };
            faults.report(None, stranger);
        }
    }
}

impl Files for Folder<'_> {
    fn read(&self, name: &str) -> Option<Found> {
        let name = format!("constraints/{name}");
        Some(Found {
            bytes: self.bytes(&name)?,
            shown: self.shown(&name),
        })
    }
}
