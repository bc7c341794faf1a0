//! The first moment that a meeting which is new or moves may have: now, and who comes, come in; the
//! same clock time so many working days on goes out. A meeting that keeps its start needs no notice.

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use super::calendar::Calendar;
use super::{Instance, ResourceKind};
use crate::rules::{Notice, Rule};
use crate::team::Team;
use crate::time::{SLOT_MINUTES, SLOTS_PER_DAY, Slots, Workdays};

/// What the meetings of a rule need in a team; a meeting without a rule, what the team says.
pub fn notice(rule: Option<&Rule>, team: &Team) -> Notice {
    let own = rule.and_then(|rule| rule.notice);
    own.map_or(team.notice, Notice::same)
}

/// The working days' notice that a meeting of people of these kinds needs: the longest of theirs.
pub fn notice_days(notice: Notice, kinds: impl IntoIterator<Item = ResourceKind>) -> u32 {
    let days = kinds.into_iter().map(|kind| match kind {
        ResourceKind::External => notice.external,
        ResourceKind::Family => notice.family,
        ResourceKind::Staff => notice.colleagues,
    });
    days.max().unwrap_or(0)
}

/// The first moment a new or moved start may have when people need `days` working days' notice.
pub fn earliest_start(now: NaiveDateTime, days: u32, workdays: &Workdays) -> NaiveDateTime {
    workdays.step(now.date(), days, false).and_time(now.time())
}

/// The working days of a team's employer around a day.
pub fn workdays(team: &Team, day: NaiveDate) -> Workdays {
    Calendar::new(team, day, day).workdays
}

impl Instance {
    /// The first moment a new or moved start of a meeting with these people (resources) may have;
    /// `notice` is that of its series.
    pub fn earliest_start(
        &self,
        notice: Notice,
        people: impl IntoIterator<Item = usize>,
    ) -> NaiveDateTime {
        let resources = people.into_iter().filter_map(|who| self.resources.get(who));
        let days = notice_days(notice, resources.map(|resource| resource.kind));
        earliest_start(self.now, days, &self.workdays)
    }

    /// The starts of a day (index) that are no earlier than a moment.
    pub fn starts_from(&self, moment: NaiveDateTime, day: usize) -> Slots {
        let seconds = moment.num_seconds_from_midnight();
        let first = match self.day(day).cmp(&moment.date()) {
            std::cmp::Ordering::Less => return Slots::EMPTY,
            std::cmp::Ordering::Equal => seconds.div_ceil(SLOT_MINUTES * 60),
            std::cmp::Ordering::Greater => 0,
        };
        Slots::run(first, SLOTS_PER_DAY.saturating_sub(first))
    }
}
