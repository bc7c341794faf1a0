//! Writing in a team's files: what is to be added comes in; the team with it goes out, or its faults, and then
//! the file is as it was.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::faulty;
use crate::diagnostic::{Diagnostics, Level, Sources};
pub use crate::document::Entered;
use crate::document::{keys_of, with_keys};
use crate::error::Error;
use crate::team::{self, AwayKind, Team};

/// Cells of a row of a list, by column.
pub type Cells = Vec<(&'static str, String)>;

/// Keys of a table of `team.toml`; nothing takes one away.
pub type Keys = Vec<(&'static str, Option<Entered>)>;

/// Something to be written in a team's files. Every text is one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filed {
    /// Somebody, or a family, is away.
    Absence {
        /// Person or case code.
        who: String,
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
        /// Hours of each day, when not the whole day.
        hours: String,
        /// What is kept of the reason.
        kind: AwayKind,
    },
    /// A family comes into care.
    Case(Cells),
    /// Somebody does something for a case, person or group.
    Assignment(Cells),
    /// Somebody has other hours from a day on.
    Hours {
        /// Person.
        who: String,
        /// First day.
        from: NaiveDate,
        /// The week, as in `team.toml`.
        week: String,
    },
    /// Something was held before Cadans planned.
    Held(Cells),
    /// An appointment stands.
    Agreed(Cells),
    /// What a list says of something changes: the row with the first cells gets the second.
    Changed(&'static str, Cells, Cells),
    /// What a list says is no longer so: the row with these cells goes.
    Gone(&'static str, Cells),
    /// Settings, a person (`people`, key) or a group (`groups`, key) of `team.toml`.
    Table(Vec<String>, Keys),
    /// Keys of a table of `team.toml` that have names of their own: `choices`, `closures`.
    Named(&'static str, Vec<(String, Option<Entered>)>),
    /// How long it is from one travel zone to another: all pairs.
    Ways(Vec<(String, Option<Entered>)>),
}

/// The columns of the lists, for one that is not there yet.
const ABSENCES: &[&str] = &["who", "from", "to", "hours", "kind"];
const CASES: &[&str] = &[
    "code",
    "programme",
    "start",
    "end",
    "family",
    "municipality",
    "zone",
    "decision_start",
    "decision_end",
    "hours",
];
const ASSIGNMENTS: &[&str] = &["subject", "role", "person", "from", "to", "kind"];
const HELD: &[&str] = &[
    "rule", "subject", "date", "start", "minutes", "state", "present",
];
const AGREED: &[&str] = &["rule", "subject", "start", "minutes", "people", "note"];

impl Filed {
    /// The file it stands in.
    pub fn file(&self) -> &'static str {
        match self {
            Self::Absence { .. } => "absences.csv",
            Self::Case(_) => "cases.csv",
            Self::Assignment(_) => "assignments.csv",
            Self::Held(_) => "held.csv",
            Self::Agreed(_) => "agreed.csv",
            Self::Changed(file, ..) | Self::Gone(file, _) => file,
            Self::Hours { .. } | Self::Table(..) | Self::Named(..) | Self::Ways(_) => "team.toml",
        }
    }

    /// The file's text with it; `None` when what is to be changed is not there.
    fn added_to(&self, text: &str) -> Option<String> {
        Some(match self {
            Self::Absence {
                who,
                from,
                to,
                hours,
                kind,
            } => {
                let row = [
                    ("who", who.clone()),
                    ("from", from.to_string()),
                    ("to", to.to_string()),
                    ("hours", hours.clone()),
                    ("kind", kind.filed().to_owned()),
                ];
                team::with_row(text, ABSENCES, &row)
            }
            Self::Case(row) => team::with_row(text, CASES, row),
            Self::Assignment(row) => team::with_row(text, ASSIGNMENTS, row),
            Self::Hours { who, from, week } => team::with_hours(text, who, *from, week),
            Self::Held(row) => team::with_row(text, HELD, row),
            Self::Agreed(row) => team::with_row(text, AGREED, row),
            Self::Changed(_, which, cells) => return team::with_cells(text, which, cells),
            Self::Gone(_, which) => return team::without_row(text, which),
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

/// The keys of a table of `team.toml` as they are written, those that are texts or lists of them.
pub fn written(folder: &Path, path: &[&str]) -> BTreeMap<String, String> {
    keys_of(&team::team_file(folder), path)
}

/// Writes in the files of a team folder. What would give the team faults is not written.
///
/// # Errors
/// [`Error::Faults`] with the faults it would have; [`Error::Write`].
pub fn file(folder: &Path, filed: &[Filed]) -> Result<Team, Error> {
    let mut before: Vec<(&str, Option<String>)> = Vec::new();
    let undo = |before: &[(&'static str, Option<String>)]| {
        for (name, text) in before.iter().rev() {
            // It was just written there; nothing more can be done when that no longer works.
            let _ = team::restore(folder, name, text.as_deref());
        }
    };
    for one in filed {
        if let Filed::Hours { who, .. } = one
            && !who.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
        {
            undo(&before);
            return Err(Error::usage(
                format!("`{who}` is geen kenmerk van iemand in het team"),
                format!("`{who}` is no key of anybody in the team"),
            ));
        }
        let mut found = true;
        let change = |text: &str| {
            let changed = one.added_to(text);
            found = changed.is_some();
            changed.unwrap_or_else(|| text.to_owned())
        };
        match team::amend(folder, one.file(), change) {
            Ok(text) => before.push((one.file(), text)),
            Err(cause) => {
                undo(&before);
                let path = folder.join(one.file());
                return Err(Error::Write { path, cause });
            }
        }
        if !found {
            undo(&before);
            return Err(Error::usage(
                format!("dit staat niet (meer) in {}", one.file()),
                format!("this does not stand in {} (any more)", one.file()),
            ));
        }
    }
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    team::load(folder, &mut sources, &mut faults).ok_or_else(|| {
        undo(&before);
        // What is only to be minded stood there before, and hides why this was refused.
        faults.retain(|one| one.level == Level::Error);
        faulty(&faults, &sources, false)
    })
}
