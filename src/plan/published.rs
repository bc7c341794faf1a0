//! What subscribers know: the meetings and duties of the published revision, each with the life
//! its calendar entry has led. A [`Plan`](super::Plan) grows into it by [`Published::next`]; feeds
//! read nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Duty, Placement, Urgent};
use crate::ids::{CaseCode, OccurrenceId, RuleId};
use crate::language::Text;

/// A published revision with the history of each entry. Stored as it is; keys are never renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// What feeds need to know of the team.
    pub team: Masthead,
    /// The revision of the plan.
    pub revision: u32,
    /// The instant it was published, in whole seconds; never before that of the revision before.
    pub at: DateTime<Utc>,
    /// Meetings, cancelled ones too, in order of start, then id.
    pub entries: Vec<Entry>,
    /// Things to hand in, withdrawn ones too, in order of due date, then id.
    pub duties: Vec<DutyEntry>,
    /// Ids that are shown no more. Should one come back, its sequence goes on from here.
    #[serde(default)]
    pub retired: BTreeMap<OccurrenceId, Retired>,
    /// Whom somebody must call about a change that feeds may bring too late.
    #[serde(default)]
    pub urgent: Vec<Urgent>,
    /// Meetings and duties of before this day are not in here: they stay as they are known. `None`: all
    /// are. Not stored.
    #[serde(skip)]
    pub since: Option<NaiveDate>,
}

/// What feeds need to know of the team, as it was when the revision was published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masthead {
    /// Key of the team.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Domain of the entries' identities.
    pub domain: String,
    /// `nl` or `en`.
    pub lang: String,
    /// IANA name of the zone of all local times.
    pub zone: String,
    /// Staff: person id → name. Whoever is not in here (families, referrers) is shown by role only.
    pub staff: BTreeMap<String, String>,
    /// Ids of the people outside the team who have a feed.
    pub outside: BTreeSet<String>,
    /// The cases that have a feed.
    pub cases: BTreeSet<CaseCode>,
    /// Names of roles: programme → role → name.
    pub roles: BTreeMap<String, BTreeMap<String, Text>>,
    /// Rules too frequent for the team's feed (those that ask for so many a week); everyone's own
    /// feed has them.
    pub too_frequent: BTreeSet<RuleId>,
}

impl Masthead {
    /// The name of a role of a programme.
    pub fn role(&self, programme: &str, role: &str) -> Option<&Text> {
        self.roles.get(programme)?.get(role)
    }
}

/// A meeting and the life of its calendar entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The meeting; once cancelled, as it last was.
    pub placement: Placement,
    /// Whether the team's feed shows it.
    pub in_team_feed: bool,
    /// Its life.
    pub life: Life,
}

/// A duty and the life of its calendar entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyEntry {
    /// The duty; once withdrawn, as it last was.
    pub duty: Duty,
    /// Its life.
    pub life: Life,
}

/// What a calendar client must know to move an entry instead of doubling it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// From 0; one more whenever start, end, place, status or participants change.
    pub sequence: u32,
    /// First published.
    pub created: DateTime<Utc>,
    /// Last published with any change that a reader can see.
    pub modified: DateTime<Utc>,
    /// The day it was taken out of the calendar.
    pub cancelled: Option<NaiveDate>,
    /// Those who were in it and are no more: they see it cancelled.
    #[serde(default)]
    pub departed: Vec<Departed>,
}

/// Someone who left a meeting (or handed over a duty), and what they must see of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departed {
    /// Person id or case code.
    pub participant: String,
    /// The day they left.
    pub on: NaiveDate,
    /// The start they knew; midnight of the due date for a duty.
    pub start: NaiveDateTime,
    /// The length they knew, in minutes; 0 for a duty.
    pub minutes: u32,
    /// The sequence of the cancellation they see.
    pub sequence: u32,
    /// The instant of it.
    pub modified: DateTime<Utc>,
}

/// What is kept of an entry that is shown no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// The last sequence anyone saw.
    pub sequence: u32,
    /// First published.
    pub created: DateTime<Utc>,
}
