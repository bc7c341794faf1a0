//! The calendar as care has become: a snapshot that was read comes in; the same with the due dates that hold now, and
//! with stays as long as care lasts, goes out.

use std::sync::OnceLock;

use super::{AHEAD, Snapshot};
use crate::app::checked;
use crate::app::dates::{Dates, last_due};
use crate::plan::{self, Plan};
use crate::series::Obligation;
use crate::team::Case;

impl Snapshot {
    /// What people know is due when it is due by care as it has become, whatever was planned.
    pub(super) fn put_dates(&mut self) {
        let Some(mut plan) = self.plan.take() else {
            return;
        };
        self.put_stays(&mut plan);
        let mut meetings = std::mem::take(&mut self.meetings);
        let owed = self.owed_with(Some(&plan).filter(|_| self.published.is_some()));
        let dates = Dates::of(&owed);
        if self.published.is_some() {
            dates.put_in(&mut plan);
            meetings.iter_mut().for_each(|one| dates.put_on(one));
        }
        (self.plan, self.meetings) = (Some(plan), meetings);
        self.owed = OnceLock::from(owed);
    }

    /// Stays last as long as care does now.
    fn put_stays(&self, plan: &mut Plan) {
        let known = |stay: &plan::Stay| self.team.cases.iter().any(|case| case.code == stay.case);
        let now = |stay: &plan::Stay| self.stays.iter().find(|one| one.case == stay.case);
        plan.stays
            .retain(|stay| !known(stay) || now(stay).is_some());
        for stay in &mut plan.stays {
            if let Some(now) = now(stay) {
                (stay.from, stay.to) = (now.from, now.to);
                stay.home = now.unit.clone().or(stay.home.take());
            }
        }
    }

    /// A case as its stay, or the case it continues, lets it begin.
    pub fn course<'a>(&'a self, case: &'a Case) -> &'a Case {
        let mut all = self.courses.iter();
        let own = all.find(|one| one.code == case.code && one.programme == case.programme);
        own.unwrap_or(case)
    }

    /// A revision as recorded, with the dates that hold now.
    pub fn dated(&self, plan: Plan) -> Plan {
        let mut plan = self.recorded().calendar(plan);
        self.put_stays(&mut plan);
        if self.published.is_some() {
            Dates::of(self.owed()).put_in(&mut plan);
        }
        plan
    }

    pub(super) fn owed_with(&self, plan: Option<&Plan>) -> Vec<Obligation> {
        let ahead = self.today.checked_add_days(AHEAD).unwrap_or(self.today);
        let last = plan.map_or(ahead, |plan| last_due(plan, ahead));
        checked::owed(self, plan, last)
    }
}
