//! What a plan has to say, as data: why something has no place, what blocks it, and what would have to change.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::ids::CaseCode;
use crate::rules::Text;

/// Somebody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// A family.
    Case(CaseCode),
    /// A colleague.
    Staff(String),
    /// Somebody outside the team.
    External(String),
}

/// A meeting that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Local start.
    pub start: NaiveDateTime,
}

/// Days away for one cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    /// As the list says it.
    pub kind: String,
    /// The days, rising.
    pub days: Vec<NaiveDate>,
}

/// A time somebody is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hour {
    /// Local start.
    pub start: NaiveDateTime,
    /// Length.
    pub minutes: u32,
}

/// The same hours on some weekdays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHours {
    /// The weekdays (0 is Monday), rising.
    pub weekdays: Vec<u32>,
    /// The hours: `08:30-12:30, 13:00-17:00`.
    pub hours: String,
}

/// One thing that blocks, or that would have to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
pub enum Cause {
    /// Somebody is there on these weekdays (0 is Monday) only, never when there are none.
    Hours {
        /// Who.
        who: Whom,
        /// The weekdays.
        weekdays: Vec<u32>,
        /// The hours, where they are the same on each of them.
        hours: Option<String>,
        /// Else which hours on which of them, where the days alone do not say what clashes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        by_day: Vec<DayHours>,
    },
    /// Somebody is away.
    Away {
        /// Who.
        who: Whom,
        /// When, by cause.
        spells: Vec<Spell>,
    },
    /// Somebody is not in the team yet, or no longer.
    NotInTeam {
        /// Who.
        who: Whom,
    },
    /// Somebody has other meetings.
    Meetings {
        /// Who.
        who: Whom,
        /// The first of them.
        meetings: Vec<Standing>,
        /// How many more.
        more: usize,
    },
    /// More is asked of somebody in some weeks than they have.
    Full {
        /// Who.
        who: Whom,
        /// The first day.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
        /// Minutes of what is planned, and of what is left out and could only be then.
        asked: u32,
        /// Minutes of their hours.
        free: u32,
    },
    /// Somebody has the most meetings of a day.
    DayFull {
        /// Who.
        who: Whom,
        /// How many that is.
        most: u32,
    },
    /// Somebody must know of it earlier.
    Notice {
        /// Who.
        who: Whom,
        /// So many working days.
        days: u32,
        /// The first moment.
        first: NaiveDateTime,
    },
    /// Its last hour on that day has passed.
    DayOver,
    /// The rule allows these weekdays and hours only.
    Times {
        /// The weekdays.
        weekdays: Vec<u32>,
        /// The hours, where they are the same on each of them.
        hours: Option<String>,
        /// Else which hours on which of them, where the days alone do not say what clashes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        by_day: Vec<DayHours>,
    },
    /// Two of a rhythm lie so far apart.
    Spacing {
        /// The fewest days.
        least: u32,
        /// The most.
        most: u32,
    },
    /// There is one a day.
    OneADay,
    /// The window lies outside the days that are planned.
    OutsideTerm,
    /// Days on which nobody works.
    Holiday {
        /// The days, rising.
        days: Vec<NaiveDate>,
        /// Its name.
        name: Text,
    },
    /// A role is nobody's.
    NobodyAssigned,
    /// A group has too few members.
    TooFewMembers,
    /// The rule does not allow it.
    RuleForbids,
    /// Nobody works then.
    NobodyWorks,
    /// The roles cannot be taken by different people.
    TooFewPeople,
    /// Nobody's day is as long as the meeting.
    LongerThanAnyDay {
        /// Minutes on end that anybody has at most.
        longest: u32,
    },
    /// The room there is was named for another meeting.
    RoomNamed,
    /// There is room, but another meeting has none then.
    RoomCosts {
        /// When.
        at: NaiveDateTime,
    },
    /// There is room, but the calculation stopped before it was found.
    RoomUnfound {
        /// When.
        at: NaiveDateTime,
    },
    /// What stands beside this is enough to block it; perhaps part of it is, for the search was too long.
    GaveUp,
    /// If somebody can come outside their hours.
    IfComes {
        /// Who.
        who: Whom,
        /// When; `None` says "then".
        at: Option<Hour>,
    },
    /// If somebody is there after all.
    IfBack {
        /// Who.
        who: Whom,
        /// When; `None` says "then".
        at: Option<Hour>,
    },
    /// If an appointment moves.
    IfMoved {
        /// Its name.
        title: Text,
        /// Its start.
        start: NaiveDateTime,
    },
    /// If the rule allows that time.
    IfTimes,
    /// If so few days may lie between two.
    IfCloser {
        /// How many.
        days: u32,
    },
    /// If so many days may lie between two.
    IfFurther {
        /// How many.
        days: u32,
    },
    /// If somebody stands in that time.
    IfStandsIn {
        /// Who.
        who: Whom,
        /// For whom.
        instead_of: Vec<Whom>,
    },
    /// If somebody has one meeting more in a day.
    IfOneMore {
        /// Who.
        who: Whom,
    },
    /// If somebody agrees at shorter notice.
    IfShorterNotice {
        /// Who.
        who: Whom,
        /// So many working days.
        days: u32,
    },
    /// If the window runs on.
    IfUntil {
        /// To this day.
        day: NaiveDate,
    },
}

/// Why something has no place. What blocks stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
pub enum Why {
    /// The window lies outside the days that are planned.
    OutsideTerm,
    /// No day of the window can be thought of.
    NoDay {
        /// The first.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// It fell through.
    FellThrough {
        /// On this day.
        on: NaiveDate,
    },
    /// There is room: the one thing beside it says what of that.
    Room,
    /// The time was over before it was looked into.
    Unsought,
    /// Something blocks.
    Blocked {
        /// What there is none of.
        lack: Lack,
        /// The first day.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
}

/// What there is none of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// So many of the invited at once.
    Quorum(usize),
    /// A day on which all can come.
    Day,
    /// Room for so many minutes.
    Room(u32),
    /// So many minutes that all have.
    Minutes(u32),
}
