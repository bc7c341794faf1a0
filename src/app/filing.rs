//! Writing in a team's files: what is to be added comes in; the team with it goes out, or its faults, and then nothing
//! was written.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use chrono::NaiveDate;

use crate::diagnostic::{Faulty, Level, TeamFile};
pub use crate::document::Entered;
use crate::document::{keys_of, tables_of, with_keys};
use crate::error::Error;
use crate::team::lists::List;
use crate::team::{self, FileSet, FilesVersion, PreparedChange, Rewritten, Team, TeamFiles};

/// Cells of a row of a list, by column.
pub type Cells = Vec<(&'static str, String)>;

/// Keys of a table of `team.toml`; nothing takes one away.
pub type Keys = Vec<(&'static str, Option<Entered>)>;

/// Something to be written in a team's files. Every text is one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filed {
    /// A row is added to a list.
    Row(TeamFile, Cells),
    /// What a list says of something changes: the row with the first cells gets the second.
    Changed(TeamFile, Cells, Cells),
    /// What a list says is no longer so: the row with these cells goes.
    Gone(TeamFile, Cells),
    /// Every row with these cells goes, if there is any.
    AllGone(TeamFile, Cells),
    /// Every row with the first cells gets the second, which differ in one of them.
    AllChanged(TeamFile, Cells, Cells),
    /// Somebody has other hours from a day on.
    Hours {
        /// Person.
        who: String,
        /// First day.
        from: NaiveDate,
        /// The week, as in `team.toml`.
        week: String,
    },
    /// Settings, a person (`people`, key) or a group (`groups`, key) of `team.toml`.
    Table(Vec<String>, Keys),
    /// Keys of a table of `team.toml` that have names of their own: `choices`, `closures`.
    Named(&'static str, Vec<(String, Option<Entered>)>),
    /// How long it is from one travel zone to another: all pairs.
    Ways(Vec<(String, Option<Entered>)>),
}

impl Filed {
    /// The file it stands in.
    pub fn file(&self) -> TeamFile {
        match self {
            Self::Row(file, _)
            | Self::Changed(file, ..)
            | Self::Gone(file, _)
            | Self::AllGone(file, _)
            | Self::AllChanged(file, ..) => *file,
            Self::Hours { .. } | Self::Table(..) | Self::Named(..) | Self::Ways(_) => {
                TeamFile::Settings
            }
        }
    }

    /// The file's text with it; `None` when what is to be changed is not there.
    fn added_to(&self, text: &str) -> Option<String> {
        Some(match self {
            Self::Row(file, row) => {
                let columns = List::of(*file).map(List::names).unwrap_or_default();
                team::with_row(text, &columns, row)
            }
            Self::Hours { who, from, week } => team::with_hours(text, who, *from, week),
            Self::Changed(_, which, cells) => return team::with_cells(text, which, cells),
            Self::Gone(_, which) => return team::without_row(text, which),
            Self::AllGone(_, which) => all(text, |text| team::without_row(text, which)),
            Self::AllChanged(_, which, cells) => {
                all(text, |text| team::with_cells(text, which, cells))
            }
            Self::Table(path, keys) => {
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                return with_keys(text, &path, keys);
            }
            Self::Named(table, keys) => return with_keys(text, &[table], keys),
            Self::Ways(ways) => {
                let path = ["travel", "between"];
                let mut gone = keys_of(text, &path);
                gone.retain(|name, _| !ways.iter().any(|(known, _)| known == name));
                let gone = gone.into_keys().map(|name| (name, None));
                let keys: Vec<(String, Option<Entered>)> = gone.chain(ways.clone()).collect();
                return with_keys(text, &path, &keys);
            }
        })
    }
}

/// A text to which something is done as long as it can be.
fn all(text: &str, step: impl Fn(&str) -> Option<String>) -> String {
    let mut text = text.to_owned();
    while let Some(next) = step(&text) {
        text = next;
    }
    text
}

/// The keys of a table of `team.toml` as they are written, those that are texts or lists of them.
pub fn written(files: &FileSet, path: &[&str]) -> BTreeMap<String, String> {
    keys_of(files.text(TeamFile::Settings).unwrap_or_default(), path)
}

/// The same of each table of an array of them, such as the patterns of somebody's hours.
pub fn written_each(files: &FileSet, path: &[&str]) -> Vec<BTreeMap<String, String>> {
    tables_of(files.text(TeamFile::Settings).unwrap_or_default(), path)
}

/// The rows of a list that have these cells, by column.
pub fn rows(files: &FileSet, list: TeamFile, which: &Cells) -> Vec<BTreeMap<String, String>> {
    team::rows_with(files.text(list).unwrap_or_default(), which)
}

/// Something that is ready to be written in a team's files, and leaves them as they were when it is dropped.
pub struct Filing<'f> {
    /// The team with it.
    pub team: Team,
    change: Box<dyn PreparedChange + 'f>,
}

impl Filing<'_> {
    /// What version the files will have, for those who note that it is written before it is.
    pub fn version(&self) -> &FilesVersion {
        self.change.version()
    }

    /// Writes it; what version the files have then.
    ///
    /// # Errors
    /// [`Error::Files`]; nothing was written then.
    pub fn write(self) -> Result<FilesVersion, Error> {
        Ok(self.change.commit()?)
    }
}

/// Makes ready what is to be written in the files of a team, as they were read. The team is judged with the new texts
/// first: what would give it faults is not written. Rules of the team's own are in `folder`.
///
/// # Errors
/// [`Error::Faults`] with the faults it would have; [`Error::Usage`] when what is to change is not there;
/// [`Error::Files`].
pub fn file<'f>(
    files: &'f dyn TeamFiles,
    read: &FileSet,
    folder: &Path,
    filed: &[Filed],
) -> Result<Filing<'f>, Error> {
    let after = rewritten(read, filed)?;
    let mut told = Faulty::default();
    let with = read.with(&after);
    let team = team::load_set(&with, folder, &mut told.sources, &mut told.faults);
    let Some(team) = team else {
        // What is only to be minded stood there before, and hides why this was refused.
        told.faults.retain(|one| one.level() == Level::Error);
        return Err(Error::Faults(told));
    };
    let change = files.prepare(read.version(), &after)?;
    Ok(Filing { team, change })
}

/// The texts of the files concerned, as they are to be.
fn rewritten(read: &FileSet, filed: &[Filed]) -> Result<Rewritten, Error> {
    let mut after = Rewritten::new();
    for one in filed {
        if let Filed::Hours { who, .. } = one
            && !who.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
        {
            return Err(Error::usage(
                format!("`{who}` is geen kenmerk van iemand in het team"),
                format!("`{who}` is no key of anybody in the team"),
            ));
        }
        let file = one.file();
        let title = file.title();
        let text = match after.entry(file) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let text = read.text(file).ok_or_else(|| {
                    Error::usage(
                        format!(
                            "“{}” is niet te lezen als tekst; bewaar het als CSV UTF-8",
                            title.nl
                        ),
                        format!(
                            "“{}” cannot be read as text; save it as CSV UTF-8",
                            title.en
                        ),
                    )
                })?;
                new.insert(text.to_owned())
            }
        };
        *text = one.added_to(text).ok_or_else(|| {
            Error::usage(
                format!("dit staat niet (meer) in “{}”", title.nl),
                format!("this does not stand in “{}” (any more)", title.en),
            )
        })?;
    }
    Ok(after)
}
