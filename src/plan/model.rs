//! A plan as people, feeds and checks know it: placements with times and names, what was left out
//! and why, and how good it is proven to be. The serialised form is the `plan --format json`
//! contract and the stored format.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Cause, Kept, Why};
use crate::ids::{CaseCode, OccurrenceId, RuleId, SeriesId};
use crate::rules::{Severity, Text};
use crate::series;
use crate::time::Term;

/// A revision of a team's whole calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Team key.
    pub team: String,
    /// Number of the revision, from 1; 0 before it is saved.
    pub revision: u32,
    /// The term that was planned last.
    pub term: Term,
    /// The day it was planned on.
    pub today: NaiveDate,
    /// The local moment of that day; plans of before moments counted have none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub now: Option<NaiveDateTime>,
    /// The last line of the record book that it knows; 0 of an empty book, and of plans of before this was kept.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub entries: u32,
    /// IANA name of the zone of all local times.
    pub zone: String,
    /// Proven or not.
    pub status: Status,
    /// The first layer that is not proven, else rhythm + preferences.
    pub objective: i64,
    /// No plan is better than this in that layer.
    pub bound: i64,
    /// (objective − bound) / objective, 0 when both are equal.
    pub gap: f64,
    /// Time spent solving.
    pub seconds: f64,
    /// The layers in order.
    pub layers: Vec<Layer>,
    /// Every meeting, in order of start, then id.
    pub placements: Vec<Placement>,
    /// What could not be placed.
    pub left_out: Vec<LeftOut>,
    /// Things to hand in.
    pub duties: Vec<Duty>,
    /// Stays.
    pub stays: Vec<Stay>,
    /// Hours claimed by rules that only reserve.
    pub loads: Vec<Load>,
    /// The standing times it was planned by; plans of before there were any have none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub standing: Vec<series::StandingRow>,
    /// How good those that were chosen now are proven to be.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub chosen: Option<ChosenTimes>,
    /// What a team lead should know.
    pub notes: Vec<Note>,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Plan {
    /// The local moment it was made at: as far as it knows, the beginning of the day.
    pub fn made(&self) -> NaiveDateTime {
        self.now.unwrap_or_else(|| self.today.into())
    }
}

/// What the standing times chosen for weekly meetings save, in points of quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenTimes {
    /// What they save.
    pub value: i64,
    /// No choice saves more, the blocks of pairs and the hours of groups given.
    pub bound: i64,
}

/// Whether a plan is proven best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Every layer is proven.
    Optimal,
    /// It keeps the rules; better ones may exist.
    Feasible,
}

/// One layer of the objective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// `hard_left_out`, `frozen`, `soft_left_out`, `late_days`, `moves`, `move_cost`, `rhythm`,
    /// `preferences`.
    pub name: String,
    /// What the plan costs in it.
    pub value: i64,
    /// No plan that is as good in the layers before costs less.
    pub bound: i64,
    /// Whether value and bound meet.
    pub proven: bool,
}

/// A meeting in the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// `<rule>/<subject>/<ordinal>`.
    pub id: OccurrenceId,
    /// `<rule>/<subject>`.
    pub series: SeriesId,
    /// The rule.
    pub rule: RuleId,
    /// The programme.
    pub programme: String,
    /// The case it concerns.
    pub case: Option<CaseCode>,
    /// Name.
    pub title: Text,
    /// Local start.
    pub start: NaiveDateTime,
    /// Length in minutes.
    pub minutes: u32,
    /// Who comes.
    pub participants: Vec<Participant>,
    /// Invited members who cannot come.
    #[serde(default)]
    pub absent: Vec<Participant>,
    /// Where: a travel zone or the office; `None` by telephone or video.
    pub place: Option<String>,
    /// First and last day it may be held.
    pub window: Window,
    /// Last day that is on time, for milestones.
    pub due: Option<NaiveDate>,
    /// How firm it is.
    pub status: Firmness,
    /// The cases it covers besides its own.
    #[serde(default)]
    pub covers: Vec<CaseCode>,
}

impl Placement {
    /// Local end.
    pub fn end(&self) -> NaiveDateTime {
        self.start + chrono::Duration::minutes(i64::from(self.minutes))
    }
}

/// Someone in a meeting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Participant {
    /// Person id; for a family its case code.
    pub id: String,
    /// As what.
    pub role: String,
}

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// How firm a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Firmness {
    /// Planned; nobody has to confirm it.
    Planned,
    /// Planned; the family or somebody outside the team must still say yes.
    Proposed,
    /// All who were asked said yes.
    Confirmed,
    /// Agreed elsewhere, before planning.
    Agreed,
    /// Somebody who was asked said no: it is to be planned anew.
    Refused,
}

impl Firmness {
    /// Whether people should not count on it yet.
    pub fn is_tentative(self) -> bool {
        matches!(self, Self::Proposed | Self::Refused)
    }
}

/// An occurrence without a place, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its id.
    pub id: OccurrenceId,
    /// The rule.
    pub rule: RuleId,
    /// The case.
    pub case: Option<CaseCode>,
    /// Name.
    pub title: Text,
    /// What leaving it out means.
    pub severity: Severity,
    /// When it should have been.
    pub window: Window,
    /// Why it has no place.
    #[serde(skip_serializing_if = "Kept::is_legacy", default)]
    pub why: Kept<Why>,
    /// The same in one sentence, for whoever reads no facts; filled in by `words`.
    pub reason: Text,
    /// What blocks it.
    pub blocking: Vec<Blocking>,
    /// What would make room for it, if anything that can be asked does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub way_out: Option<WayOut>,
}

/// Where a left-out occurrence fits once the few things named here are so. What two of one plan need
/// never takes the same time of the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayOut {
    /// Local start.
    pub start: NaiveDateTime,
    /// Length in minutes.
    pub minutes: u32,
    /// All that has to change, `text` as in "if …": `hours` (somebody comes outside their hours), `absence` (somebody is
    /// there after all), `notice` (somebody agrees although they hear of it late), `agreed` (an appointment moves),
    /// `rule` (other times, or a shorter distance).
    pub changes: Vec<Blocking>,
}

/// One thing that blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocking {
    /// `absence`, `hours`, `holiday`, `rule`, `meeting`, `capacity`, `assignment`, `notice`.
    pub kind: String,
    /// Who, when a person or family is meant.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub who: Option<String>,
    /// What, otherwise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub what: Option<String>,
    /// The fact.
    #[serde(flatten)]
    pub cause: Kept<Cause>,
    /// The same in words, for whoever reads no facts; filled in by `words`.
    pub text: Text,
}

impl Blocking {
    /// Something that blocks, without words.
    pub fn of(kind: &str, cause: Cause) -> Self {
        Self {
            kind: kind.to_owned(),
            who: None,
            what: None,
            cause: cause.into(),
            text: Text::default(),
        }
    }

    /// Says what it is about.
    #[must_use]
    pub fn about(mut self, what: String) -> Self {
        self.what = Some(what);
        self
    }
}

/// Something to hand in by a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Its id.
    pub id: OccurrenceId,
    /// The rule.
    pub rule: RuleId,
    /// Name.
    pub title: Text,
    /// The case.
    pub case: Option<CaseCode>,
    /// Who must: a person id, or a role when nobody is assigned.
    pub owner: String,
    /// By when.
    pub due: NaiveDate,
    /// Whether it is a legal term.
    pub legal: bool,
    /// What is to be handed in.
    pub items: Vec<String>,
}

/// A stay `[from, to)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The case.
    pub case: CaseCode,
    /// The unit; `None` when none is free.
    pub home: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// The day it is left.
    pub to: NaiveDate,
    /// The day it was asked for.
    pub asked: NaiveDate,
}

/// Minutes a week that a rule claims without placing meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// Those who may carry it.
    pub people: Vec<String>,
    /// Monday of the week.
    pub week: NaiveDate,
    /// Minutes.
    pub minutes: u32,
    /// The rule.
    pub rule: RuleId,
    /// The case.
    pub case: Option<CaseCode>,
}

/// Something a team lead should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The fact.
    #[serde(flatten)]
    pub fact: Kept<series::Note>,
    /// The same in words, for whoever reads no facts; filled in by `words`.
    pub text: Text,
}

impl From<series::Note> for Note {
    fn from(note: series::Note) -> Self {
        Self {
            fact: note.into(),
            text: Text::default(),
        }
    }
}
