//! The span that is planned: a quarter (`2027Q1`), a year (`2027`) or two dates, both inclusive.

use std::str::FromStr;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A span of days, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Term {
    /// Whether `day` lies in the term.
    pub fn has(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// The days of the term in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |day| *day <= self.to)
    }

    /// The term of `months` whole months that starts at `from`.
    fn months(from: NaiveDate, months: u32) -> Option<Self> {
        let to = from
            .checked_add_months(Months::new(months))?
            .checked_sub_days(Days::new(1))?;
        Some(Self { from, to })
    }

    /// The calendar quarter that holds a day.
    pub fn quarter_of(day: NaiveDate) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1)?;
        Self::months(from, 3)
    }
}

impl FromStr for Term {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || format!("`{text}` is no term: write 2027Q1 or 2027");
        let (year, quarter) = match text.split_once(['Q', 'q']) {
            Some((year, quarter)) => (year, Some(quarter.parse::<u32>().map_err(|_| fault())?)),
            None => (text, None),
        };
        let year: i32 = year.parse().map_err(|_| fault())?;
        if !(2000..=2100).contains(&year) {
            return Err(format!("`{text}`: the year must lie between 2000 and 2100"));
        }
        let (month, length) = match quarter {
            None => (1, 12),
            Some(quarter @ 1..=4) => (quarter * 3 - 2, 3),
            Some(_) => return Err(fault()),
        };
        NaiveDate::from_ymd_opt(year, month, 1)
            .and_then(|from| Self::months(from, length))
            .ok_or_else(fault)
    }
}
