//! What can stand in the way of a meeting at a time, as data.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::ids::{CaseCode, OccurrenceId};
use crate::rules::Text;

/// Somebody who comes: a person's id or a family's case code, and as what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Who {
    /// Person id, or the code of the case.
    pub id: String,
    /// The role.
    pub role: String,
}

/// A meeting that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// Its id, when it belongs to a series.
    pub id: Option<OccurrenceId>,
    /// What it is.
    pub title: Text,
    /// The case it concerns.
    pub case: Option<CaseCode>,
    /// Local start.
    pub start: NaiveDateTime,
    /// The minute it ends.
    pub end: NaiveDateTime,
}

/// One thing that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
pub enum Obstacle {
    /// The moment has passed.
    Past,
    /// Care begins on this day only.
    #[serde(rename = "care-not-begun")]
    NotBegun(CaseCode, NaiveDate),
    /// Care, or the decision it rests on, ended on this day.
    #[serde(rename = "care-ended")]
    Ended(CaseCode, NaiveDate),
    /// The programme stands still.
    Paused(CaseCode),
    /// The rule has nobody for one of its roles that day.
    #[serde(rename = "nobody-assigned")]
    Unassigned,
    /// Somebody who comes has the role on the day it stands, and not on that day.
    NotAssigned(Who),
    /// Somebody who does not come has a role in it that day.
    Lacks(Who),
    /// Somebody is away.
    Away(Who),
    /// Somebody's time is kept free for another meeting, to which it is offered.
    Offered(Who),
    /// Somebody is not in the team that day.
    NotInTeam(Who),
    /// Somebody has another meeting then.
    Busy(Who, Other),
    /// Somebody has too little time for the way from or to another meeting: so many minutes.
    Travel(Who, Other, u32),
    /// Somebody has less than half an hour of their break left, for the way from or to another meeting: so many minutes.
    Break(Who, Other, u32),
    /// It lies outside somebody's hours.
    #[serde(rename = "outside-hours")]
    Hours(Who),
    /// A holiday or closure of somebody, by name.
    FreeDay(Who, Text),
    /// The rule does not allow this day or hour.
    #[serde(rename = "outside-rule")]
    Times,
    /// This time was refused for this meeting.
    Refused,
    /// Somebody has fewer than so many minutes of rest from or to an evening's meeting.
    Rest(Who, Other, u32),
    /// Somebody has as many meetings that day as they may have.
    #[serde(rename = "daily-maximum")]
    Full(Who, u32),
    /// The same is held on another day so near: at least so many days lie between.
    #[serde(rename = "too-near")]
    Spacing(NaiveDate, u32),
    /// The week has as many as the rule asks for.
    WeekFull,
    /// Those who come must know of it earlier: the first moment it may have.
    Notice(NaiveDateTime),
    /// It may be held from this day on.
    #[serde(rename = "too-early")]
    Early(NaiveDate),
    /// It is due on this day.
    #[serde(rename = "after-due")]
    Late(NaiveDate),
    /// Fewer of the invited come than must: so many come, so many must.
    #[serde(rename = "too-few")]
    Quorum(usize, usize),
}

/// How much an obstacle weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Whoever chooses the time is asked whether they are sure.
    Asks,
    /// It cannot be so unless something else is changed first.
    Forbids,
}

impl Obstacle {
    /// How much it weighs.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Past
            | Self::NotBegun(..)
            | Self::Ended(..)
            | Self::Paused(_)
            | Self::Away(_)
            | Self::NotInTeam(_)
            | Self::Busy(..)
            | Self::Travel(..) => Weight::Forbids,
            Self::Unassigned
            | Self::NotAssigned(_)
            | Self::Lacks(_)
            | Self::Offered(_)
            | Self::Hours(_)
            | Self::FreeDay(..)
            | Self::Times
            | Self::Refused
            | Self::Rest(..)
            | Self::Break(..)
            | Self::Full(..)
            | Self::Spacing(..)
            | Self::WeekFull
            | Self::Notice(_)
            | Self::Early(_)
            | Self::Late(_)
            | Self::Quorum(..) => Weight::Asks,
        }
    }

    /// A kebab-case name, stable between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::NotBegun(..) => "care-not-begun",
            Self::Ended(..) => "care-ended",
            Self::Paused(_) => "paused",
            Self::Unassigned => "nobody-assigned",
            Self::NotAssigned(_) => "not-assigned",
            Self::Lacks(_) => "lacks",
            Self::Away(_) => "away",
            Self::Offered(_) => "offered",
            Self::NotInTeam(_) => "not-in-team",
            Self::Busy(..) => "busy",
            Self::Travel(..) => "travel",
            Self::Break(..) => "break",
            Self::Hours(_) => "outside-hours",
            Self::FreeDay(..) => "free-day",
            Self::Times => "outside-rule",
            Self::Refused => "refused",
            Self::Rest(..) => "rest",
            Self::Full(..) => "daily-maximum",
            Self::Spacing(..) => "too-near",
            Self::WeekFull => "week-full",
            Self::Notice(_) => "notice",
            Self::Early(_) => "too-early",
            Self::Late(_) => "after-due",
            Self::Quorum(..) => "too-few",
        }
    }
}
