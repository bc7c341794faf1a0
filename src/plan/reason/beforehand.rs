//! How long beforehand somebody must know of a meeting, in numbers.

use chrono::{NaiveDateTime, Timelike};

use super::phrase::Speaker;
use super::room::Room;
use crate::plan::Cause;
use crate::series::notice_days;
use crate::time::SLOT_MINUTES;

impl Room<'_> {
    /// The working days' notice that somebody needs.
    pub(super) fn notice(&self, who: usize) -> u32 {
        let resource = self.instance().resources.get(who);
        notice_days(self.series.notice, resource.map(|one| one.kind))
    }

    /// The first moment that somebody learns of in time.
    pub(super) fn earliest(&self, who: usize) -> NaiveDateTime {
        let instance = self.instance();
        instance.earliest_start(self.series.notice, [who])
    }

    /// How many working days' notice a start gives.
    pub(super) fn beforehand(&self, day: usize, start: u32) -> u32 {
        let instance = self.instance();
        let (now, day) = (instance.now, instance.day(day));
        let tomorrow = now.date().succ_opt().unwrap_or(now.date());
        let days = instance.workdays.count(tomorrow, day);
        let earlier = start * SLOT_MINUTES * 60 < now.num_seconds_from_midnight();
        days.saturating_sub(u32::from(earlier && instance.workdays.is_workday(day)))
    }
}

impl Speaker<'_> {
    /// How long beforehand somebody must know of it, and from when on that is so.
    pub(super) fn notice(&self, who: usize) -> Cause {
        Cause::Notice {
            who: self.whom(who),
            days: self.room.notice(who),
            first: self.room.earliest(who),
        }
    }
}
