//! Meetings, duties and the lives of calendar entries as they are written: without what their key says already, and
//! without what is as it usually is. Plain data comes in, and goes out again as it was.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{CaseCode, OccurrenceId, RuleId, SeriesId};
use crate::language::Text;
use crate::plan::{Departed, Duty, Firmness, Life, Participant, Placement, Window};

/// A meeting without its id. What is left out is what the id says, or nothing.
#[derive(Serialize, Deserialize)]
pub(super) struct MeetingRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    series: Option<SeriesId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rule: Option<RuleId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    programme: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<CaseCode>,
    title: Text,
    start: NaiveDateTime,
    minutes: u32,
    participants: Vec<Participant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    absent: Vec<Participant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// Its own day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    window: Option<Window>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<NaiveDate>,
    /// Planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<Firmness>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    covers: Vec<CaseCode>,
}

impl MeetingRow {
    /// What is written of a meeting.
    pub fn of(one: &Placement) -> Self {
        let rule = one.series.rule();
        let day = one.start.date();
        let own = Window { from: day, to: day };
        Self {
            series: (one.id.series() != one.series).then(|| one.series.clone()),
            programme: (one.rule.programme() != one.programme).then(|| one.programme.clone()),
            rule: (rule != one.rule).then(|| one.rule.clone()),
            case: one.case.clone(),
            title: one.title.clone(),
            start: one.start,
            minutes: one.minutes,
            participants: one.participants.clone(),
            absent: one.absent.clone(),
            place: one.place.clone(),
            window: (one.window != own).then_some(one.window),
            due: one.due,
            status: (one.status != Firmness::Planned).then_some(one.status),
            covers: one.covers.clone(),
        }
    }

    /// The meeting.
    pub fn meeting(self, id: OccurrenceId) -> Placement {
        let series = self.series.unwrap_or_else(|| id.series());
        let rule = self.rule.unwrap_or_else(|| series.rule());
        let day = self.start.date();
        Placement {
            programme: self
                .programme
                .unwrap_or_else(|| rule.programme().to_owned()),
            id,
            series,
            rule,
            case: self.case,
            title: self.title,
            start: self.start,
            minutes: self.minutes,
            participants: self.participants,
            absent: self.absent,
            place: self.place,
            window: self.window.unwrap_or(Window { from: day, to: day }),
            due: self.due,
            status: self.status.unwrap_or(Firmness::Planned),
            covers: self.covers,
        }
    }
}

/// An entry that subscribers know: its life, and the meeting or duty (`T`) where it is not as its revision has it.
#[derive(Serialize, Deserialize)]
pub(super) struct EntryRow<T> {
    /// The case, so that it goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseCode>,
    /// Where it is not as planned.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub own: Option<T>,
    /// Whether the team's feed leaves it out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_in_team_feed: bool,
    #[serde(default, skip_serializing_if = "is_first")]
    sequence: u32,
    created: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cancelled: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    departed: Vec<Departed>,
}

fn none<T>() -> Option<T> {
    None
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_first(sequence: &u32) -> bool {
    *sequence == 0
}

/// A meeting that subscribers know.
pub(super) type KnownMeeting = EntryRow<MeetingRow>;

/// A duty that subscribers know.
pub(super) type KnownDuty = EntryRow<Duty>;

impl<T> EntryRow<T> {
    /// What is written of an entry.
    pub fn of(case: Option<CaseCode>, own: Option<T>, life: &Life) -> Self {
        Self {
            case,
            own,
            not_in_team_feed: false,
            sequence: life.sequence,
            created: life.created,
            modified: (life.modified != life.created).then_some(life.modified),
            cancelled: life.cancelled,
            departed: life.departed.clone(),
        }
    }

    /// Its life, and what is its own.
    pub fn parts(self) -> (Life, Option<T>) {
        let life = Life {
            sequence: self.sequence,
            created: self.created,
            modified: self.modified.unwrap_or(self.created),
            cancelled: self.cancelled,
            departed: self.departed,
        };
        (life, self.own)
    }
}
