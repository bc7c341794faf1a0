//! A team folder as it is loaded: its files as they are at one moment, and names of its own rule files, come in; their
//! bytes go out. What cannot be read is a fault, never a failure of doing.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::files::{self, FileSet};
use crate::diagnostic::{
    Diagnostics, FileFault, FileName, Hint, Sources, TeamFile, ToTeamFile, Unreadable,
};
use crate::document::{Root, Sheet, read_csv, read_toml};
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

/// A team's folder.
pub(super) struct Folder<'s> {
    root: PathBuf,
    set: &'s FileSet,
}

impl<'s> Folder<'s> {
    pub(super) fn new(root: &Path, set: &'s FileSet) -> Self {
        Self {
            root: root.to_owned(),
            set,
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

    /// `team.toml`; without it there is no team.
    pub(super) fn team_file(
        &self,
        sources: &mut Sources,
        faults: &mut Diagnostics,
    ) -> Option<Root> {
        let file = self.called(TeamFile::Settings);
        match self.set.bytes(TeamFile::Settings) {
            Some(Ok(bytes)) => return Some(read_toml(sources, file, bytes, faults)),
            Some(Err(why)) => faults.report(None, unreadable(file, why)),
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
        match self.set.bytes(list)? {
            Ok(bytes) => Some(read_csv(sources, file, bytes, faults)),
            Err(why) => {
                faults.report(None, unreadable(file, why));
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
            bytes: files::content_of(&self.root.join(&name))?,
            shown: self.shown(&name),
            builtin: false,
        })
    }

    fn ids(&self, folder: &str, ending: &str) -> Vec<String> {
        let place = self.root.join("constraints").join(folder);
        let entries = fs::read_dir(place).into_iter().flatten().flatten();
        let id = |name: String| Some(name.strip_suffix(ending)?.to_owned());
        let mut ids: Vec<String> = entries
            .filter_map(|entry| id(entry.file_name().into_string().ok()?))
            .collect();
        ids.sort();
        ids
    }
}

fn unreadable(file: FileName, why: &Unreadable) -> FileFault {
    let why = why.clone();
    FileFault::Unreadable { file, why }
}
