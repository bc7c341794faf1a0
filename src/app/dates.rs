//! By when things are due as care has become: a calendar and what is owed come in; the same calendar with the dates that
//! hold now goes out. A plan keeps those of the day it was made; care that is extended or a pause taken back since moves
//! them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Recorded, is_duty};
use crate::ids::OccurrenceId;
use crate::plan::{Placement, Plan, Window};
use crate::series::{self, Kind, Obligation};

/// The dates of what is due once, by id.
pub(super) struct Dates<'a>(BTreeMap<&'a OccurrenceId, &'a Obligation>);

impl<'a> Dates<'a> {
    /// Those of what is owed.
    pub fn of(owed: &'a [Obligation]) -> Self {
        let once = owed.iter().filter(|one| match one.kind {
            Kind::Milestone | Kind::Duty => true,
            Kind::Gap | Kind::Decision => false,
        });
        let by_id = once.filter_map(|one| Some((one.id.as_ref()?, one)));
        Self(by_id.collect())
    }

    /// Puts them in a calendar.
    pub fn put_in(&self, plan: &mut Plan) {
        plan.placements.iter_mut().for_each(|one| self.put_on(one));
        for duty in &mut plan.duties {
            if let Some(owed) = self.0.get(&duty.id) {
                duty.due = owed.due;
            }
        }
    }

    /// Puts them on a meeting, or on a duty that is shown as one.
    pub fn put_on(&self, one: &mut Placement) {
        let Some(owed) = self.0.get(&one.id) else {
            return;
        };
        if is_duty(one) {
            one.start = owed.due.into();
        }
        one.due = Some(owed.due);
        one.window = Window {
            from: owed.since,
            to: owed.latest,
        };
    }
}

/// The last day that something of a calendar is due on, from a day on.
pub(super) fn last_due(plan: &Plan, from: NaiveDate) -> NaiveDate {
    let meetings = plan.placements.iter().filter_map(|one| one.due);
    let duties = plan.duties.iter().map(|one| one.due);
    meetings
        .chain(duties)
        .max()
        .map_or(from, |last| last.max(from))
}

impl Recorded<'_> {
    /// A calendar as recorded, with the dates that hold on a day.
    pub fn dated(self, plan: Plan, today: NaiveDate) -> Plan {
        let mut plan = self.calendar(plan);
        let team = &self.team.with(self.ledger, today);
        let book = Recorded { team, ..self };
        let until = last_due(&plan, today);
        let owed = series::owed(team, &book.standing(&plan), today, until).obligations;
        Dates::of(&owed).put_in(&mut plan);
        plan
    }
}
