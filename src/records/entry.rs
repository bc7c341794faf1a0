//! One line of the record book: who said what, and when. Commands make entries, the store keeps
//! them for ever, the [`Ledger`](super::Ledger) reads them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Record, StandingKey, StandingSlot};
use crate::ids::{CaseCode, OccurrenceId, SeriesId};

/// A line of the record book. Lines are only added: a mistake is mended by a later line, and both
/// stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, from 1, rising; 0 before the store has given one.
    pub number: u32,
    /// When it was entered.
    pub at: DateTime<Utc>,
    /// Who says so: a person's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What they say.
    #[serde(flatten)]
    pub act: Act,
}

/// What an entry says. Times are local to the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// What became of a meeting. A later record of the same meeting supersedes it; what fell
    /// through on another day stays in its history.
    Record(Happened),
    /// Those who were asked said yes to this time.
    Confirm {
        /// The meeting.
        id: OccurrenceId,
        /// Its start.
        start: NaiveDateTime,
    },
    /// Somebody who was asked said no to this time: the meeting must be planned anew.
    Refuse {
        /// The meeting.
        id: OccurrenceId,
        /// The start they refused.
        start: NaiveDateTime,
        /// Why, in a few words without names.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A meeting was agreed outside the plan.
    Add(Added),
    /// Planning may not move this meeting from this time.
    Pin {
        /// The meeting.
        id: OccurrenceId,
        /// Its start.
        start: NaiveDateTime,
    },
    /// Planning may move it again, also when it was confirmed.
    Unpin {
        /// The meeting.
        id: OccurrenceId,
    },
    /// Times held free for a meeting until one is chosen or the offer ends.
    Propose(Proposal),
    /// One of the times offered was chosen: the meeting is confirmed there.
    Choose {
        /// The meeting.
        id: OccurrenceId,
        /// The time chosen.
        start: NaiveDateTime,
    },
    /// A family's programme stands still for some days.
    Pause(Pause),
    /// A family's programme ends on another day than was known: earlier or later.
    End(End),
    /// Somebody chose standing times, from a day on.
    StandingTimes(StandingChoice),
    /// Those concerned agreed to standing times that the planner chose: now they are kept.
    StandingAgree(StandingChoice),
    /// The planner chooses again, from a day on.
    StandingFree(StandingFreed),
    /// An earlier entry was a mistake: it counts as never made.
    Correct {
        /// The number of that entry.
        entry: u32,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

impl Act {
    /// The case, person or group it is about; `None` for what takes another entry back or is about two people.
    pub fn subject(&self) -> Option<&str> {
        let id = match self {
            Self::Record(what) => return Some(what.record.series.subject()),
            Self::Add(added) => return Some(added.series.subject()),
            Self::Pause(pause) => return Some(pause.case.as_str()),
            Self::End(end) => return Some(end.case.as_str()),
            Self::StandingTimes(choice) | Self::StandingAgree(choice) => {
                return choice.key.series().map(SeriesId::subject);
            }
            Self::StandingFree(freed) => return freed.key.series().map(SeriesId::subject),
            Self::Correct { .. } => return None,
            Self::Propose(offer) => &offer.id,
            Self::Confirm { id, .. }
            | Self::Refuse { id, .. }
            | Self::Pin { id, .. }
            | Self::Unpin { id }
            | Self::Choose { id, .. } => id,
        };
        Some(id.subject())
    }
}

impl Act {
    /// The meeting it is about; `None` for what is about none, or takes another entry back.
    pub fn meeting(&self) -> Option<&OccurrenceId> {
        match self {
            Self::Record(what) => what.id.as_ref(),
            Self::Add(added) => added.id.as_ref(),
            Self::Propose(offer) => Some(&offer.id),
            Self::Confirm { id, .. }
            | Self::Refuse { id, .. }
            | Self::Pin { id, .. }
            | Self::Unpin { id }
            | Self::Choose { id, .. } => Some(id),
            Self::Pause(_)
            | Self::End(_)
            | Self::StandingTimes(_)
            | Self::StandingAgree(_)
            | Self::StandingFree(_)
            | Self::Correct { .. } => None,
        }
    }
}

impl Act {
    /// Whose standing times it is about.
    pub fn standing(&self) -> Option<&StandingKey> {
        match self {
            Self::StandingTimes(choice) | Self::StandingAgree(choice) => Some(&choice.key),
            Self::StandingFree(freed) => Some(&freed.key),
            _ => None,
        }
    }
}

/// Standing times that somebody chose or agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingChoice {
    /// Whose.
    pub key: StandingKey,
    /// First day.
    pub from: NaiveDate,
    /// The hours; none when they are irregular.
    pub slots: Vec<StandingSlot>,
    /// Whether the family or the colleagues agreed to them.
    #[serde(default)]
    pub agreed: bool,
}

/// Standing times that the planner chooses again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingFreed {
    /// Whose.
    pub key: StandingKey,
    /// First day.
    pub from: NaiveDate,
}

/// What became of one meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// The meeting as planned; `None` for one that never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OccurrenceId>,
    /// What, when, how long, who was there.
    #[serde(flatten)]
    pub record: Record,
    /// Where the plan had it, when it had been moved since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<NaiveDateTime>,
    /// Why, in a few words without names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Series that it satisfies besides its own, when held: what the meeting covered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<SeriesId>,
}

/// A meeting agreed outside the plan: it blocks its people's time and counts for its rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// Its id, for ever. `None` in a line of an earlier version: the next plan gives it one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OccurrenceId>,
    /// The series it belongs to.
    pub series: SeriesId,
    /// Local start.
    pub start: NaiveDateTime,
    /// Length.
    pub minutes: u32,
    /// Who comes, when that differs from the rule: person ids and case codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// Who comes, and as what: person ids, a family's case code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<Attendee>,
    /// The case it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseCode>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The cases it covers besides its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<CaseCode>,
}

impl Added {
    /// What was said of it; the rest is found out when it is entered.
    pub fn new(series: SeriesId, start: NaiveDateTime, minutes: u32, people: Vec<String>) -> Self {
        Self {
            id: None,
            series,
            start,
            minutes,
            people,
            who: Vec::new(),
            case: None,
            place: None,
            covers: Vec::new(),
        }
    }
}

/// Someone in a meeting that was agreed outside the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// Person id; for a family its case code.
    pub id: String,
    /// As what.
    pub role: String,
}

/// Times offered for one meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The meeting.
    pub id: OccurrenceId,
    /// The starts offered, rising.
    pub slots: Vec<NaiveDateTime>,
    /// Length of each.
    pub minutes: u32,
    /// Whose time is kept free: participant ids.
    pub people: Vec<String>,
    /// The last day the offer holds.
    pub until: NaiveDate,
}

/// Days on which a family's programme stands still, both inclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The family.
    pub case: CaseCode,
    /// The programme of the case.
    pub programme: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Why, in a few words without names.
    pub reason: String,
}

/// The last day of a family's programme as it has become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The family.
    pub case: CaseCode,
    /// The programme of the case.
    pub programme: String,
    /// The last day of care.
    pub last: NaiveDate,
    /// The last day of the decision, when it was renewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_end: Option<NaiveDate>,
    /// Why, in a few words without names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
