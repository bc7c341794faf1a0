//! What a team lead should know before anything is planned, as data.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::ids::CaseCode;
use crate::rules::Text;
use crate::series::timetable::Obstacle;

/// Something to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
pub enum Note {
    /// Meetings are recorded as held on days still to come.
    RecordAhead {
        /// How many.
        count: usize,
        /// The day it is.
        today: NaiveDate,
        /// The series of the first.
        series: String,
        /// Its day.
        day: NaiveDate,
    },
    /// One of a row that repeats is past its time.
    RepeatMissed {
        /// Its name.
        title: Text,
        /// Whom it is about.
        subject: String,
        /// Its last day.
        due: NaiveDate,
    },
    /// A week's hours fall short of what is required: its people have no more days.
    WeekShort {
        /// The meeting.
        title: Text,
        /// Whom it is about.
        subject: String,
        /// The week's first day.
        from: NaiveDate,
        /// How many meetings it asks for.
        asked: u32,
        /// How many days there are.
        left: u32,
    },
    /// Nothing can be planned: it counts from somebody's first day, which nobody gave.
    NoSince {
        /// Its name.
        title: Text,
        /// Who, by id.
        person: String,
    },
    /// Nothing is planned: the rule is off when it would be due.
    OffThen {
        /// Its name.
        title: Text,
        /// Whom it is about.
        subject: String,
    },
    /// Those who must come never have so long together on the days planned.
    NeverFits {
        /// The meeting.
        title: Text,
        /// Whom it is about.
        subject: String,
        /// How long it lasts at least.
        minutes: u32,
    },
    /// Care begins later, when that which it continues ends.
    CaseMoved {
        /// The case.
        case: CaseCode,
        /// Its first day now.
        from: NaiveDate,
        /// The day asked for.
        asked: NaiveDate,
    },
    /// A stay begins later, for want of a place.
    StayMoved {
        /// The case.
        case: CaseCode,
        /// Of what there is none.
        capacity: String,
        /// The day asked for.
        asked: NaiveDate,
        /// The first free day.
        from: NaiveDate,
    },
    /// A stay has begun without a place.
    StayWithoutUnit {
        /// The case.
        case: CaseCode,
        /// Of what there was none.
        capacity: String,
        /// Its first day.
        from: NaiveDate,
    },
    /// The decision ends before care is meant to.
    DecisionEndsBeforeCare {
        /// The case.
        case: CaseCode,
        /// The decision's last day.
        last: NaiveDate,
        /// The day care is meant to end.
        intended: NaiveDate,
    },
    /// No school holidays are known after a day, and rules ask for them.
    SchoolHolidaysUnknown {
        /// The team's region.
        region: String,
        /// The last day of the last that is known.
        last: NaiveDate,
    },
    /// A group has too few members.
    TooFewMembers {
        /// The group, or the team.
        subject: String,
        /// The meeting.
        title: Text,
        /// The first day.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// Nobody has a role.
    NobodyInRole {
        /// Whom it is about.
        subject: String,
        /// The role's name.
        role: Text,
        /// The meeting.
        title: Text,
        /// The first day.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// The same appointment stands in the list twice.
    AgreedTwice {
        /// Its series, or what the list says of it.
        what: String,
        /// Its start.
        start: NaiveDateTime,
    },
    /// An appointment collides with something.
    AgreedConflict {
        /// The case it concerns.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        case: Option<CaseCode>,
        /// Its name.
        title: Text,
        /// Its start.
        start: NaiveDateTime,
        /// With what.
        conflict: Obstacle,
    },
    /// Somebody is out for weeks: nothing is asked of them.
    Out {
        /// Who, by id.
        person: String,
        /// The first day.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// Rhythms whose last meeting lies too long before the days planned: nothing could be planned in time.
    BeginsAnew {
        /// The meeting.
        title: Text,
        /// For how many.
        count: usize,
        /// The oldest last one.
        since: NaiveDate,
        /// The first day planned.
        from: NaiveDate,
    },
    /// Somebody is asked for more than they have.
    OverDemand {
        /// Who, by id.
        person: String,
        /// The first day.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
        /// Minutes that cannot be avoided.
        asked: i64,
        /// Minutes that rules reserve besides.
        reserved: i64,
        /// Minutes there are.
        free: i64,
        /// The meeting that asks the most, and how many minutes.
        most: Option<(Text, i64)>,
    },
}

impl Note {
    /// Its name in kebab-case.
    pub fn code(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        value["code"].as_str().unwrap_or_default().to_owned()
    }
}
