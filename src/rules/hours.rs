//! Hours of a day as rules write them, `"08:30-12:30 13:00-17:00"`, and the days of a week.

use std::str::FromStr;

use crate::diagnostic::{HoursFault, NotDays, NotHours};
use crate::time::{SLOT_MINUTES, Slots};

/// The quarter-hours of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hours(pub Slots);

/// Minutes after midnight of a text like `09:15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock(pub u32);

/// A weekday, Monday 0, from its English or Dutch short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day(pub usize);

impl FromStr for Hours {
    type Err = HoursFault;

    fn from_str(text: &str) -> Result<Self, HoursFault> {
        slots(text)
            .map(Self)
            .map_err(|what| HoursFault::OfRule { what })
    }
}

fn slots(text: &str) -> Result<Slots, NotHours> {
    let mut slots = Slots::EMPTY;
    for range in text.split_whitespace() {
        let (from, to) = range
            .split_once('-')
            .ok_or_else(|| NotHours::NoRange(range.to_owned()))?;
        let (from, to) = (clock(from)?, clock(to)?);
        if from >= to {
            return Err(NotHours::Backwards(range.to_owned()));
        }
        slots = slots.or(Slots::within(from, to));
    }
    match slots.is_empty() {
        true => Err(NotHours::Nothing),
        false => Ok(slots),
    }
}

impl FromStr for Clock {
    type Err = HoursFault;

    fn from_str(text: &str) -> Result<Self, HoursFault> {
        clock(text)
            .map(Self)
            .map_err(|what| HoursFault::Start { what })
    }
}

fn clock(text: &str) -> Result<u32, NotHours> {
    let fault = || NotHours::NoTime(text.to_owned());
    let (hours, minutes) = text.split_once(':').ok_or_else(fault)?;
    let number = |part: &str| {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let hours = number(hours).ok_or_else(fault)?;
    let minutes = number(minutes).ok_or_else(fault)?;
    let at = hours * 60 + minutes;
    if minutes > 59 || at > 24 * 60 {
        return Err(fault());
    }
    match at % SLOT_MINUTES {
        0 => Ok(at),
        _ => Err(NotHours::OffQuarter(text.to_owned())),
    }
}

impl FromStr for Day {
    type Err = HoursFault;

    fn from_str(text: &str) -> Result<Self, HoursFault> {
        const ENGLISH: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        const DUTCH: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];
        let find = |names: [&str; 7]| names.iter().position(|name| *name == text);
        find(ENGLISH)
            .or_else(|| find(DUTCH))
            .map(Self)
            .ok_or_else(|| {
                let what = NotDays::NoDay(text.to_owned());
                HoursFault::DayOfRule { what }
            })
    }
}
