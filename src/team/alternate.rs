//! Hours of weeks that come back in turn (`mon-fri pm | wed am`, such as a child who lives with either parent every
//! other week): a text comes in, the hours of any day go out.

use chrono::{Datelike, NaiveDate};

use super::week::{WeekFault, parse_week};
use crate::time::{Slots, monday_of};

/// Weeks that follow each other and begin anew after the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlternateWeeks {
    /// Hours by weekday, Monday first; one week at least.
    weeks: Vec<[Slots; 7]>,
    /// Monday of a week that has the first hours.
    from: NaiveDate,
}

impl AlternateWeeks {
    /// Every week the same.
    pub fn always(week: [Slots; 7]) -> Self {
        Self {
            weeks: vec![week],
            from: NaiveDate::MIN,
        }
    }

    /// Weeks separated by `|`; `from` is a day of a week that has the first hours.
    ///
    /// # Errors
    /// Every fault of the text, in its order.
    pub fn parse(text: &str, from: NaiveDate) -> Result<Self, Vec<WeekFault>> {
        let (mut weeks, mut faults, mut start) = (Vec::new(), Vec::new(), 0);
        for part in text.split('|') {
            match parse_week(part) {
                Ok(week) => weeks.push(week),
                Err(found) => faults.extend(found.into_iter().map(|fault| WeekFault {
                    at: fault.at.start + start..fault.at.end + start,
                    ..fault
                })),
            }
            start += part.len() + 1;
        }
        let from = monday_of(from);
        match faults.is_empty() {
            true => Ok(Self { weeks, from }),
            false => Err(faults),
        }
    }

    /// The hours of a day. Weeks are counted in Mondays, never by number: a year may have 53.
    pub fn on(&self, day: NaiveDate) -> Slots {
        let turn = match self.weeks.len() {
            1 => 0,
            count => (monday_of(day) - self.from)
                .num_weeks()
                .rem_euclid(count as i64) as usize,
        };
        self.weeks[turn][day.weekday().num_days_from_monday() as usize]
    }
}
