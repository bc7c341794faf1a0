//! What findings say, as data: no sentence is made here, so that each reader gets it in their own language
//! and with the names they may see.

use chrono::NaiveDate;
use serde::Serialize;

use crate::ids::CaseCode;
use crate::language::Text;
use crate::team::{Absence, Away, Flaw};

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The name of the meeting or duty.
    pub title: Text,
    /// The subject of its series: a case, a person, a group, or the team.
    pub subject: String,
    /// Of a group's rhythm, the one member whose gap it is.
    pub member: Option<String>,
}

/// What there is to say of it. Days and lateness stand in the finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
pub enum Fact {
    /// A meeting that is due once.
    MeetingDue,
    /// The next meeting of a rhythm.
    RhythmDue {
        /// The day it counts from.
        since: NaiveDate,
        /// Whether a meeting was held then; else that is when care, or the group, began.
        met: bool,
    },
    /// Something to hand in.
    DutyDue,
    /// The decision has ended, and care goes on.
    DecisionEnded,
    /// Nobody has said what became of so many meetings: of one day, or of one week.
    Unrecorded {
        /// How many.
        meetings: usize,
    },
    /// Too many days lay between two meetings.
    LongGap {
        /// The day of the first.
        since: NaiveDate,
        /// The day of the second.
        until: NaiveDate,
        /// The last day on which it would have been in time.
        due: NaiveDate,
        /// How many days there may be.
        most: u32,
    },
    /// None was held in a month, a quarter or another part of the year that is over.
    NotHeld {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
    },
    /// Too few meetings were held in weeks that are over.
    TooFewHeld {
        /// How many were.
        held: u32,
        /// How many were asked for.
        asked: u32,
        /// A day of the first week.
        from: NaiveDate,
        /// A day of the last.
        to: NaiveDate,
    },
    /// More meetings were held in a week that is over than there may be.
    TooManyHeld {
        /// How many were.
        held: u32,
        /// How many there may be.
        most: u32,
        /// The first day of the week.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// A meeting was held, but not as the rule asks.
    Flawed {
        /// In what way.
        flaws: Vec<Flaw>,
        /// Whether it counts all the same.
        counts: bool,
    },
    /// Somebody has more cases than the cap allows.
    TooManyCases {
        /// How many.
        cases: u32,
        /// How many there may be.
        most: u32,
    },
    /// No place was free on the day that was asked for.
    NoPlace {
        /// The day.
        asked: NaiveDate,
        /// The first free day, when care has not begun without.
        free: Option<NaiveDate>,
    },
}

/// An absence that kept a meeting from being held in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leave {
    /// Who of the team or outside it.
    pub person: Option<String>,
    /// The family, when it is the family that was away.
    pub case: Option<CaseCode>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl From<&Absence> for Leave {
    fn from(absence: &Absence) -> Self {
        let (person, case) = match &absence.who {
            Away::Person(id) => (Some(id.to_string()), None),
            Away::Family(code) => (None, Some(code.clone())),
        };
        Self {
            person,
            case,
            from: absence.from,
            to: absence.to,
        }
    }
}
