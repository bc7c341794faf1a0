//! Lengths of time as people write them (`"60m"`, `"3w"`, `"5wd"`, `"-1w"`), and what day they
//! lead to.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, Months, NaiveDate};

use super::Workdays;

/// The units a length may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes, `m`.
    Minutes,
    /// Hours, `h`.
    Hours,
    /// Calendar days, `d`.
    Days,
    /// Working days, `wd`.
    WorkingDays,
    /// Weeks, `w`.
    Weeks,
    /// Calendar months, `mo`.
    Months,
    /// Years, `y`.
    Years,
}

/// A length of time that is never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many units; below 100,000.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

impl Period {
    /// `days` calendar days.
    pub const fn days(days: u32) -> Self {
        Self {
            amount: days,
            unit: Unit::Days,
        }
    }

    /// `weeks` weeks.
    pub const fn weeks(weeks: u32) -> Self {
        Self {
            amount: weeks,
            unit: Unit::Weeks,
        }
    }

    /// So many times as long.
    pub fn times(self, count: u32) -> Self {
        Self {
            amount: self.amount.saturating_mul(count),
            unit: self.unit,
        }
    }

    /// The length in minutes, for minutes and hours only.
    pub fn minutes(self) -> Option<u32> {
        match self.unit {
            Unit::Minutes => Some(self.amount),
            Unit::Hours => Some(self.amount * 60),
            _ => None,
        }
    }

    /// The length in whole calendar days: hours round up, a month counts 30.4375 days rounded,
    /// five working days count seven. For comparing lengths; dates use [`Offset::from_day`].
    pub fn nominal_days(self) -> u32 {
        match self.unit {
            Unit::Minutes => self.amount.div_ceil(24 * 60),
            Unit::Hours => self.amount.div_ceil(24),
            Unit::Days => self.amount,
            Unit::WorkingDays => self.amount.saturating_mul(7) / 5,
            Unit::Weeks => self.amount.saturating_mul(7),
            Unit::Months => (f64::from(self.amount) * 30.4375).round() as u32,
            Unit::Years => (f64::from(self.amount) * 365.25).round() as u32,
        }
    }
}

/// Why a text is no length of time; each with the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodFault {
    /// It does not begin with a whole number.
    NoNumber(String),
    /// It does not end with a unit.
    NoUnit(String),
    /// It is 100,000 units or more.
    TooLong(String),
}

impl FromStr for Period {
    type Err = PeriodFault;

    fn from_str(text: &str) -> Result<Self, PeriodFault> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (amount, unit) = text.split_at(digits);
        let amount: u32 = amount
            .parse()
            .map_err(|_| PeriodFault::NoNumber(text.to_owned()))?;
        if amount >= 100_000 {
            return Err(PeriodFault::TooLong(text.to_owned()));
        }
        let unit = match unit {
            "m" => Unit::Minutes,
            "h" => Unit::Hours,
            "d" => Unit::Days,
            "wd" => Unit::WorkingDays,
            "w" => Unit::Weeks,
            "mo" => Unit::Months,
            "y" => Unit::Years,
            _ => return Err(PeriodFault::NoUnit(text.to_owned())),
        };
        Ok(Self { amount, unit })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Minutes => "m",
            Unit::Hours => "h",
            Unit::Days => "d",
            Unit::WorkingDays => "wd",
            Unit::Weeks => "w",
            Unit::Months => "mo",
            Unit::Years => "y",
        };
        write!(f, "{}{unit}", self.amount)
    }
}

/// A length before or after a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Offset {
    /// How far.
    pub period: Period,
    /// Before the day instead of after it.
    pub before: bool,
}

impl Offset {
    /// The day itself.
    pub const ZERO: Self = Self {
        period: Period::days(0),
        before: false,
    };

    /// The day this offset leads to from `day`. Hours and minutes round up to whole days; a month
    /// later than the 31st is the last day of a shorter month; days beyond the calendar's end stay
    /// at it.
    pub fn from_day(self, day: NaiveDate, workdays: &Workdays) -> NaiveDate {
        let amount = self.period.amount;
        let moved = match (self.period.unit, self.before) {
            (Unit::Months, false) => day.checked_add_months(Months::new(amount)),
            (Unit::Months, true) => day.checked_sub_months(Months::new(amount)),
            (Unit::Years, false) => day.checked_add_months(Months::new(amount.saturating_mul(12))),
            (Unit::Years, true) => day.checked_sub_months(Months::new(amount.saturating_mul(12))),
            (Unit::WorkingDays, before) => Some(workdays.step(day, amount, before)),
            (_, false) => day.checked_add_days(Days::new(u64::from(self.period.nominal_days()))),
            (_, true) => day.checked_sub_days(Days::new(u64::from(self.period.nominal_days()))),
        };
        moved.unwrap_or(if self.before {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        })
    }
}

impl FromStr for Offset {
    type Err = PeriodFault;

    fn from_str(text: &str) -> Result<Self, PeriodFault> {
        let (before, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        Ok(Self {
            period: rest.parse()?,
            before,
        })
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.before { "-" } else { "" }, self.period)
    }
}
