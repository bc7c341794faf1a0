//! Writing in a team's files: what is to be added comes in; the team with it goes out, or its faults, and then
//! the file is as it was.

use std::path::Path;

use chrono::NaiveDate;

use super::load;
use crate::error::Error;
use crate::team::{self, Team};

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
        /// What for.
        kind: String,
    },
    /// A family comes into care.
    Case(Vec<(&'static str, String)>),
    /// Somebody does something for a case, person or group.
    Assignment(Vec<(&'static str, String)>),
    /// Somebody has other hours from a day on.
    Hours {
        /// Person.
        who: String,
        /// First day.
        from: NaiveDate,
        /// The week, as in `team.toml`.
        week: String,
    },
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

impl Filed {
    /// The file it stands in.
    pub fn file(&self) -> &'static str {
        match self {
            Self::Absence { .. } => "absences.csv",
            Self::Case(_) => "cases.csv",
            Self::Assignment(_) => "assignments.csv",
            Self::Hours { .. } => "team.toml",
        }
    }

    /// The file's text with it.
    fn added_to(&self, text: &str) -> String {
        match self {
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
                    ("kind", kind.clone()),
                ];
                team::with_row(text, ABSENCES, &row)
            }
            Self::Case(row) => team::with_row(text, CASES, row),
            Self::Assignment(row) => team::with_row(text, ASSIGNMENTS, row),
            Self::Hours { who, from, week } => team::with_hours(text, who, *from, week),
        }
    }
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
        match team::amend(folder, one.file(), |text| one.added_to(text)) {
            Ok(text) => before.push((one.file(), text)),
            Err(cause) => {
                undo(&before);
                let path = folder.join(one.file());
                return Err(Error::Write { path, cause });
            }
        }
    }
    load(folder, false)
        .map(|loaded| loaded.team)
        .inspect_err(|_| undo(&before))
}
