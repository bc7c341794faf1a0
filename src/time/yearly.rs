//! Days that come back every year: a text such as `12-05`, `easter-47d` or `first mon of 09` comes
//! in; the day of a year goes out.

use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::holidays::{Holiday, easter};

/// A day of the year, or one day only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Yearly {
    /// A holiday that is known by name.
    Holiday(Holiday),
    /// The same day of a month; 29 February in leap years only.
    Date {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
    /// So many days after Easter Sunday, negative before.
    Easter(i32),
    /// The first (1) to fifth such weekday of a month; 0 is the last.
    Weekday {
        /// 1 to 12.
        month: u32,
        /// Which weekday.
        weekday: Weekday,
        /// 0 to 5.
        nth: u8,
    },
    /// Once.
    Once(NaiveDate),
}

/// Names of what comes first, in their order after the last.
const NTH: [&str; 6] = ["last", "first", "second", "third", "fourth", "fifth"];

impl Yearly {
    /// The day it falls on in `year`; `None` when it has none.
    pub fn on(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Holiday(holiday) => holiday.on(year),
            Self::Date { month, day } => NaiveDate::from_ymd_opt(year, month, day),
            Self::Easter(days) => {
                let far = Days::new(u64::from(days.unsigned_abs()));
                match days < 0 {
                    true => easter(year)?.checked_sub_days(far),
                    false => easter(year)?.checked_add_days(far),
                }
            }
            Self::Weekday {
                month,
                weekday,
                nth: 0,
            } => {
                let in_month =
                    |nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth);
                in_month(5).or_else(|| in_month(4))
            }
            Self::Weekday {
                month,
                weekday,
                nth,
            } => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
            Self::Once(day) => Some(day).filter(|day| day.year() == year),
        }
    }
}

/// A text that is no day of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoYearly(pub String);

impl FromStr for Yearly {
    type Err = NoYearly;

    fn from_str(text: &str) -> Result<Self, NoYearly> {
        let read = day_of_month(text)
            .or_else(|| text.parse().ok().map(Self::Once))
            .or_else(|| from_easter(text))
            .or_else(|| weekday_of_month(text));
        read.ok_or_else(|| NoYearly(text.to_owned()))
    }
}

/// `12-05`.
fn day_of_month(text: &str) -> Option<Yearly> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (number(month)?, number(day)?);
    // In a leap year, so that 29 February is one.
    NaiveDate::from_ymd_opt(2028, month, day)?;
    Some(Yearly::Date { month, day })
}

/// `easter+1d`.
fn from_easter(text: &str) -> Option<Yearly> {
    let days = text.strip_prefix("easter")?.strip_suffix('d')?;
    let signed = days.starts_with(['+', '-']);
    let days = days.parse::<i32>().ok().filter(|days| days.abs() <= 300);
    days.filter(|_| signed).map(Yearly::Easter)
}

/// `first mon of 09`.
fn weekday_of_month(text: &str) -> Option<Yearly> {
    let mut words = text.split_whitespace();
    let (nth, weekday) = (words.next()?, words.next()?);
    let nth = NTH.iter().position(|name| *name == nth)? as u8;
    let weekday = weekday.parse().ok()?;
    let month = words.next().filter(|of| *of == "of").and(words.next())?;
    let month = number(month).filter(|month| (1..=12).contains(month))?;
    let whole = words.next().is_none();
    whole.then_some(Yearly::Weekday {
        month,
        weekday,
        nth,
    })
}

fn number(text: &str) -> Option<u32> {
    let digits = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}
