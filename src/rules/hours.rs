//! Hours of a day as rules write them, `"08:30-12:30 13:00-17:00"`, and the days of a week.

use std::str::FromStr;

use crate::time::{SLOT_MINUTES, Slots};

/// What [`Hours`] asks for.
pub(super) const HOURS_HELP: &str =
    "write from and to on quarters of an hour: \"08:30-12:30 13:00-17:00\"";

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
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut slots = Slots::EMPTY;
        for range in text.split_whitespace() {
            let (from, to) = range
                .split_once('-')
                .ok_or_else(|| format!("`{range}` is no from-to"))?;
            let (Clock(from), Clock(to)) = (from.parse()?, to.parse()?);
            if from >= to {
                return Err(format!("`{range}` ends before it begins"));
            }
            slots = slots.or(Slots::within(from, to));
        }
        if slots.is_empty() {
            return Err("no hours are given".to_owned());
        }
        Ok(Self(slots))
    }
}

impl FromStr for Clock {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || format!("`{text}` is no time of day");
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
        if at % SLOT_MINUTES != 0 {
            return Err(format!("`{text}` is not on a quarter of an hour"));
        }
        Ok(Self(at))
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const ENGLISH: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        const DUTCH: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];
        let find = |names: [&str; 7]| names.iter().position(|name| *name == text);
        find(ENGLISH)
            .or_else(|| find(DUTCH))
            .map(Self)
            .ok_or_else(|| format!("`{text}` is no day of the week"))
    }
}
