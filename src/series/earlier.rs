//! The calendar that is published already, as plain data: whoever holds a plan writes it down like
//! this, so that expanding rules needs no plan.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::StandingRow;
use crate::ids::{CaseCode, OccurrenceId, RuleId, SeriesId};
use crate::rules::Text;
use crate::time::Term;

/// What earlier plans left behind.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    /// Every meeting of the published plan, past ones too.
    pub placements: Vec<Standing>,
    /// The highest ordinal ever issued in a series; never used again.
    pub issued: BTreeMap<SeriesId, u32>,
    /// What planning anew keeps to where it can: every meeting of the published plan, or of the last
    /// draft while none is published.
    pub known: Vec<Standing>,
    /// What that plan left undone on the days that are planned now: hard and soft obligations, and
    /// late days.
    pub undone: [i64; 3],
    /// The standing times in force: those of that plan, and what people have set since.
    pub standing: Vec<StandingRow>,
    /// Whether people know those, so that the near ones are frozen.
    pub published: bool,
}

/// A meeting of the published plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its id.
    pub id: OccurrenceId,
    /// The series it belongs to.
    pub series: SeriesId,
    /// The rule.
    pub rule: RuleId,
    /// The case it concerns.
    pub case: Option<CaseCode>,
    /// Name.
    pub title: Text,
    /// Local start.
    pub start: NaiveDateTime,
    /// Length in minutes.
    pub minutes: u32,
    /// Who: participant id (a person, or a case code for its family) and role.
    pub people: Vec<(String, String)>,
    /// The place's name.
    pub place: Option<String>,
    /// Whether it stays where it is also on the planned days: held, confirmed or pinned.
    pub firm: bool,
}

impl Standing {
    /// The same, staying where it is.
    pub fn firmly(self) -> Self {
        Self { firm: true, ..self }
    }

    /// The day it stands on.
    pub fn day(&self) -> NaiveDate {
        self.start.date()
    }

    /// Whether it may move when the days of `plan` are planned at `now`: it has not begun, and
    /// nothing keeps it where it is.
    pub(super) fn is_open(&self, plan: Term, now: NaiveDateTime) -> bool {
        plan.has(self.day()) && now <= self.start && !self.firm
    }
}
