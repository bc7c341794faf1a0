//! Which days an employer works: Monday to Friday without its free holidays.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The days of a week, Monday first.
pub const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// The working days of one employer.
#[derive(Clone, Debug, Default)]
pub struct Workdays {
    free: BTreeSet<NaiveDate>,
}

/// What happens to a due date on a day that is not worked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rollover {
    /// It stays.
    #[default]
    None,
    /// It moves to the last working day before.
    PreviousWorkingDay,
    /// It moves to the first working day after.
    NextWorkingDay,
}

impl Workdays {
    /// Working days with these free holidays.
    pub fn new(free: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self {
            free: free.into_iter().collect(),
        }
    }

    /// Whether `day` is worked.
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.free.contains(&day)
    }

    /// The `count`-th working day after `day` (or before it); `day` itself when `count` is 0.
    pub fn step(&self, day: NaiveDate, count: u32, before: bool) -> NaiveDate {
        let mut at = day;
        let mut left = count;
        while left > 0 {
            let next = if before { at.pred_opt() } else { at.succ_opt() };
            let Some(next) = next else { return at };
            at = next;
            left -= u32::from(self.is_workday(at));
        }
        at
    }

    /// Where a due date goes under `rollover`.
    pub fn roll(&self, day: NaiveDate, rollover: Rollover) -> NaiveDate {
        match rollover {
            Rollover::None => day,
            _ if self.is_workday(day) => day,
            Rollover::PreviousWorkingDay => self.step(day, 1, true),
            Rollover::NextWorkingDay => self.step(day, 1, false),
        }
    }

    /// How many working days lie in `from..=to`.
    pub fn count(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        from.iter_days()
            .take_while(|day| *day <= to)
            .filter(|day| self.is_workday(*day))
            .count() as u32
    }
}

/// The Monday of the ISO week `day` lies in.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
        .unwrap_or(day)
}
