//! Rhythms of the calendar: which parts of the year have a meeting and on which day it is meant. A rule's form on each
//! day and its subject come in; the days that its occurrences count from go out, one for each month, so that a month
//! has its number whatever is planned.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Milestone;
use super::about::About;
use super::anchors::Base;
use super::world::World;
use crate::rules::{Calendar, NthWeekday};
use crate::time::{Offset, Pauses, Period, Rollover, Term};

/// The month that has number 1.
const FIRST: (i32, u32) = (2020, 1);
/// How far ahead of what is planned meetings that stand are known, in days.
const HORIZON: u64 = 400;

/// A part of the year with the days on which its meeting is on time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The whole part.
    pub whole: Term,
    /// The days on time.
    pub on_time: Term,
    /// Whether the meeting is meant for one day and no other is as good.
    exact: bool,
    /// How many days after the last on time, or after the first that is planned, it may still be held in this part.
    late: u32,
}

/// A day for each month from the first on; those in which no part of the year begins, whose day is not in care or in
/// the team, or falls in a pause, are lost.
pub(super) fn points(
    world: &World<'_>,
    form: &dyn Fn(NaiveDate) -> Option<Calendar>,
    about: &About<'_>,
) -> Vec<Base> {
    let present = Term {
        from: about.from,
        to: about.to,
    };
    let end = world.plan.to.checked_add_days(Days::new(HORIZON));
    let end = end.map_or(about.to, |end| end.min(about.to));
    let first = NaiveDate::from_ymd_opt(FIRST.0, FIRST.1, 1);
    let months = (0..).map_while(|month| first?.checked_add_months(Months::new(month)));
    let of_month = |month: NaiveDate| {
        let usual = form(about.clamp(month))?;
        let (day, _) = usual.part(month)?;
        let own = form(about.clamp(day)).filter(|own| own.months == usual.months)?;
        let (day, mut part) = own.part(month)?;
        let from = part.on_time.to.max(world.plan.from);
        part.late = (part.whole.to - from).num_days().max(0) as u32;
        let asked = present.has(day) && !about.pauses().has(day);
        asked.then(|| Base {
            part: Some(part),
            ..Base::known(day)
        })
    };
    let months = months.take_while(|month| *month <= end);
    let base = |month: NaiveDate| {
        of_month(month).unwrap_or(Base {
            lost: true,
            ..Base::known(month)
        })
    };
    months.map(base).collect()
}

impl Calendar {
    /// The part that begins with a month, and the day meant in it.
    fn part(self, month: NaiveDate) -> Option<(NaiveDate, Part)> {
        if !month.month0().is_multiple_of(self.months) {
            return None;
        }
        let to = month
            .checked_add_months(Months::new(self.months))?
            .pred_opt()?;
        let whole = Term { from: month, to };
        let middle = month.checked_add_days(Days::new((to - month).num_days() as u64 / 2))?;
        let day = match self.on {
            Some(nth) => nth.within(whole)?,
            None => middle,
        };
        let beside = Days::new(u64::from(self.within));
        let on_time = match self.on {
            Some(_) => Term {
                from: day.checked_sub_days(beside)?.max(month),
                to: day.checked_add_days(beside)?.min(to),
            },
            None => whole,
        };
        let exact = self.on.is_some() && self.within == 0;
        Some((
            day,
            Part {
                whole,
                on_time,
                exact,
                late: 0,
            },
        ))
    }
}

impl NthWeekday {
    /// The day in these days.
    fn within(self, days: Term) -> Option<NaiveDate> {
        let mut own = days.days().filter(|day| day.weekday() == self.weekday);
        match self.nth.checked_sub(1) {
            Some(before) => own.nth(before as usize),
            None => own.last(),
        }
    }
}

impl Part {
    /// Whether it is over on a day, and with it the last day on time.
    pub fn is_over(&self, due: NaiveDate, on: NaiveDate) -> bool {
        self.whole.to.max(due) < on
    }

    /// What is asked for in it, counted from the day that is meant.
    pub fn milestone(&self, day: NaiveDate) -> Milestone {
        let from_day = |to: NaiveDate| Offset {
            period: Period::days((to - day).num_days().unsigned_abs() as u32),
            before: to < day,
        };
        Milestone {
            anchor: super::Anchor::Day(day),
            from: from_day(self.on_time.from),
            target: Offset::ZERO,
            due: from_day(self.on_time.to),
            late_max: Offset {
                period: Period::days(self.late),
                before: false,
            },
            rollover: match self.exact {
                true => Rollover::NextWorkingDay,
                false => Rollover::None,
            },
            pauses: Pauses::NONE,
            legal: false,
        }
    }
}
