//! The forms that change the team's files: the name of one comes in, as an address and the trail have it; which it is goes
//! out, and back.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The forms that change the team's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryForm {
    /// Somebody or a family is away.
    Absence,
    /// They are not, after all.
    AbsenceGone,
    /// Other hours of somebody.
    Hours,
    /// Who does what.
    Assignment,
    /// Somebody does it no more.
    AssignmentEnd,
    /// A new family.
    Case,
    /// Something of a family changes.
    CaseChange,
    /// What was held before.
    Past,
    /// An appointment made elsewhere.
    Agreed,
    /// A colleague.
    Person,
    /// A group.
    Group,
    /// What holds for the whole team.
    Settings,
    /// A meeting with a time of its own.
    Fixed,
    /// How the method is read.
    Readings,
    /// A day on which nobody works.
    Closure,
    /// They work that day after all.
    ClosureGone,
}

impl std::str::FromStr for EntryForm {
    type Err = serde_json::Error;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        serde_json::from_value(Value::String(name.to_owned()))
    }
}
