//! Rhythms of the calendar: `every = "1mo"` with `on = "first mon"` comes in, a milestone for each month goes out.

use std::str::FromStr;

use chrono::Weekday;

use super::hours::Day;
use super::{Anchor, Calendar, Milestone, NthWeekday, Per, Points, Repeat};
use crate::diagnostic::RuleFault;
use crate::document::Reader;
use crate::time::{Offset, Period, Rollover, Unit};

/// Keys of a rhythm that counts from the last meeting; none goes with `every`.
pub(super) const OF_GAPS: [&str; 5] = ["gap", "first", "start", "until", "count_max"];
/// Keys of a rhythm of the calendar.
pub(super) const OF_CALENDAR: [&str; 3] = ["every", "on", "within"];

/// Reads a rhythm of the calendar: one in each month, quarter, … It counts from no other meeting, so that each is one
/// with a window of its own.
pub(super) fn read(rule: &mut Reader<'_, '_>, per: &Per) -> Option<Milestone> {
    for key in OF_GAPS.iter().filter(|key| **key != "gap") {
        if rule.has(key) {
            let key = (*key).to_owned();
            let span = rule.place(&key);
            rule.faults.report(span, RuleFault::OfAnotherRhythm { key });
        }
    }
    let every = rule.period("every");
    let months = every.and_then(months);
    if let (Some(read), None) = (every, months) {
        let (span, read) = (rule.place("every"), read.to_string());
        rule.faults.report(span, RuleFault::NoPartOfYear { read });
    }
    let on = rule.word("on");
    let day = on.as_ref().and_then(|word| word.text.parse().ok());
    let day = day.filter(|day: &NthWeekday| months.is_none_or(|months| day.nth <= most(months)));
    if let (Some(word), None, Some(most)) = (&on, day, months.map(most)) {
        let read = word.text.clone();
        rule.faults
            .report(word.span, RuleFault::NoNthWeekday { read, most });
    }
    let within = within(rule, on.is_some(), months);
    let repeat = Repeat {
        points: Points::Calendar(Calendar {
            months: months?,
            on: match on {
                Some(_) => Some(day?),
                None => None,
            },
            within: within?,
        }),
        before_end: Period::days(0),
        count_min: 0,
        case_dates: false,
    };
    Some(Milestone {
        anchor: match per {
            Per::Case { .. } => Anchor::CareStart,
            Per::Person { .. } | Per::Group | Per::Team => Anchor::TermStart,
        },
        from: Offset::ZERO,
        target: Offset::ZERO,
        due: Offset::ZERO,
        late_max: Period::days(0),
        rollover: match within {
            Some(0) if on_a_day(&repeat) => Rollover::NextWorkingDay,
            _ => Rollover::None,
        },
        legal: false,
        repeat: Some(repeat),
    })
}

fn on_a_day(repeat: &Repeat) -> bool {
    matches!(
        repeat.points,
        Points::Calendar(Calendar { on: Some(_), .. })
    )
}

/// The months of a length into whole numbers of which a year falls.
fn months(every: Period) -> Option<u32> {
    let months = match every.unit {
        Unit::Months => every.amount,
        Unit::Years => every.amount.checked_mul(12)?,
        _ => return None,
    };
    (1..=12)
        .contains(&months)
        .then_some(months)
        .filter(|months| 12 % months == 0)
}

/// How many of a weekday so many months have at least.
fn most(months: u32) -> u32 {
    // Three months have 90 days or more; twelve 365.
    match months {
        1 => 4,
        months => months * 30 / 7,
    }
}

/// Days that are as much on time; less than the shortest such part of a year has.
fn within(rule: &mut Reader<'_, '_>, has_day: bool, months: Option<u32>) -> Option<u32> {
    let Some(length) = rule.days("within") else {
        return Some(0);
    };
    let days = length.nominal_days();
    let whole = matches!(length.unit, Unit::Days | Unit::Weeks);
    if !has_day || !whole || days >= months.unwrap_or(12) * 28 {
        let (span, read) = (rule.place("within"), length.to_string());
        rule.faults.report(span, RuleFault::NoWithin { read });
        return None;
    }
    Some(days)
}

/// Words of which comes first, the last before them.
const NTH: [&str; 14] = [
    "last",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
];

impl FromStr for NthWeekday {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (nth, day) = text.split_once(' ').ok_or(())?;
        let nth = NTH.iter().position(|name| *name == nth).ok_or(())? as u32;
        let Day(day) = day.trim().parse().map_err(|_| ())?;
        let weekday = Weekday::try_from(day as u8).map_err(|_| ())?;
        Ok(Self { nth, weekday })
    }
}
